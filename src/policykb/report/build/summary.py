"""The plan in sentences whose numbers lead to the rows behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.page import anchor
from policykb.report.views import Figure, Summary
from policykb.report.words import Link

if TYPE_CHECKING:
    from policykb.report.facts import Facts
    from policykb.report.views import Cascade, Ledger, LedgerRow
    from policykb.report.words import Sentence, Words

_SOFT = {"pilot", "explore", "encourage"}


def summary(facts: Facts, words: Words, ledger: Ledger, cascade: Cascade) -> Summary:
    """What the plan asks of whom, how firmly, by when; and what to settle first."""
    rows = ledger.rows
    return Summary(
        figures=_figures(facts, words, rows, cascade),
        sentences=(
            _scale(facts, words, rows),
            _leads(facts, words),
            _targets(facts, words, rows),
            _due(words, rows),
            _force(words, rows),
            _local(facts, words, cascade),
        ),
        first=tuple(_first(facts, words, rows)),
    )


def _figures(facts: Facts, words: Words, rows: tuple[LedgerRow, ...], cascade: Cascade) -> tuple[Figure, ...]:
    return (
        Figure(str(len(facts.measures)), words("figure.measures"), "#ledger"),
        Figure(str(len(rows)), words("figure.rows"), "#ledger-table"),
        Figure(str(len(facts.agencies())), words("figure.agencies"), "#agencies"),
        Figure(str(len(facts.duties)), words("figure.duties"), "#agencies-table"),
        Figure(str(cascade.total), words("figure.derived"), "#cascade"),
        Figure(str(_leading(facts)), words("figure.leads"), "#no-lead"),
    )


def _leading(facts: Facts) -> int:
    return sum(duty.role == "lead" for duty in facts.duties)


def _scale(facts: Facts, words: Words, rows: tuple[LedgerRow, ...]) -> Sentence:
    return words.sentence(
        "summary.scale",
        measures=Link(len(facts.measures), "#ledger"),
        actions=Link(sum(row.kind == "action" for row in rows), "#ledger-table"),
        targets=Link(sum(row.kind == "target" for row in rows), "#targets"),
        agencies=Link(len(facts.agencies()), "#agencies"),
        duties=Link(len(facts.duties), "#agencies-table"),
    )


def _leads(facts: Facts, words: Words) -> Sentence:
    presumed = [duty.bearer for duty in facts.derived if duty.kind == "PresumedResponsibility"]
    if not presumed:
        return words.sentence("summary.leads_stated", n=Link(_leading(facts), "#agencies-table"))
    most = max(sorted(set(presumed)), key=presumed.count)
    return words.sentence(
        "summary.leads",
        stated=Link(_leading(facts), "#no-lead"),
        body=Link(facts.bodies[most].short, f"#{anchor(most)}"),
        n=Link(presumed.count(most), f"#{anchor(most)}"),
        of=Link(len(facts.measures), "#ledger"),
    )


def _targets(facts: Facts, words: Words, rows: tuple[LedgerRow, ...]) -> Sentence:
    counted = [row for row in rows if row.counted]
    if not facts.document.complete:
        return words.sentence("summary.targets_unknown", counted=Link(len(counted), "#targets"))
    return words.sentence(
        "summary.targets",
        counted=Link(len(counted), "#targets"),
        without=Link(len(facts.marked("UnquantifiedMeasure")), "#unquantified"),
        measures=Link(len(facts.measures), "#ledger"),
    )


def _due(words: Words, rows: tuple[LedgerRow, ...]) -> Sentence:
    dated = [row for row in rows if row.deadline]
    due = [row for row in dated if row.state == "due_unreported"]
    return words.sentence(
        "summary.due" if due else "summary.none_due" if dated else "summary.undated",
        dated=Link(len(dated), "#timeline"),
        undated=Link(len(rows) - len(dated), "#undated"),
        due=Link(len(due), "#due"),
    )


def _force(words: Words, rows: tuple[LedgerRow, ...]) -> Sentence:
    def count(*forces: str) -> Link:
        return Link(sum(row.force in forces for row in rows), "#strength")

    return words.sentence(
        "summary.force",
        prohibit=count("prohibit"),
        mandate=count("mandate"),
        strict=count("strict_control"),
        commit=count("commit"),
        strive=count("strive"),
        promote=count("promote"),
        soft=count(*_SOFT),
    )


def _local(facts: Facts, words: Words, cascade: Cascade) -> Sentence:
    if not cascade.total:
        return words.sentence("summary.no_local")
    return words.sentence(
        "summary.local",
        bodies=Link(len(cascade.rows), "#cascade-table"),
        n=Link(cascade.total, "#cascade"),
        clause=Link(facts.clauses[0].words if facts.clauses else "", cascade.clauses[0][2]),
    )


def _first(facts: Facts, words: Words, rows: tuple[LedgerRow, ...]) -> list[Sentence]:
    """What stands in the way of holding anybody to account, most urgent first; only what applies."""
    due = [row for row in rows if row.state == "due_unreported"]
    orphans = [row for row in rows if row.id in facts.marked("OrphanTarget") and row.counted]
    unsigned = [body for body in facts.agencies() if body.id not in facts.document.issuers]
    found = []
    if not _leading(facts) and facts.duties:
        found.append(words.sentence("first.lead", n=Link(len(facts.measures), "#no-lead")))
    if due:
        found.append(words.sentence("first.evidence", n=Link(len(due), "#due")))
    if orphans:
        row = orphans[0]
        found.append(words.sentence("first.orphan", target=Link(row.words, f"#{row.anchor}")))
    if facts.document.issuers and unsigned:
        found.append(
            words.sentence(
                "first.unsigned",
                n=Link(len(unsigned), "#agencies-table"),
                of=Link(len(facts.agencies()), "#agencies-table"),
            )
        )
    return found
