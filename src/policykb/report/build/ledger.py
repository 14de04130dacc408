"""The ledger: every action and target under its measure or goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.build.rows import Bearers, named
from policykb.report.page import anchor
from policykb.report.views import Ledger, LedgerGroup
from policykb.report.words import Link
from policykb.vocab import Force

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.report.facts import Facts, Part
    from policykb.report.views import LedgerRow
    from policykb.report.words import Sentence, Words

STATES = ("unreported", "due_soon", "due_unreported")


def ledger(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> Ledger:
    """The main table, and what it can be filtered by."""
    bearers = Bearers.of(facts)
    groups = tuple(_group(facts, words, part, rows, bearers) for part in facts.parts)
    shown = [row for group in groups for row in group.rows]
    return Ledger(
        finding=words.sentence(
            "ledger.finding",
            measures=len(facts.measures),
            rows=Link(len(shown), "#ledger-table"),
            goals=len(facts.goals),
        ),
        groups=groups,
        bodies=tuple((anchor(body.id), body.short) for body in facts.agencies()),
        forces=tuple(
            (force.value, facts.name(f"force/{force.value}"))
            for force in Force
            if any(row.force == force for row in shown)
        ),
        states=tuple(
            (state, words(f"state.{state}")) for state in STATES if any(row.state == state for row in shown)
        ),
    )


def _group(
    facts: Facts, words: Words, part: Part, rows: Mapping[str, LedgerRow], bearers: Bearers
) -> LedgerGroup:
    listed = facts.listed(part.id)
    return LedgerGroup(
        id=part.id,
        number=part.place,
        heading=part.heading,
        original="" if part.heading.endswith(part.title_zh) else f"{part.number}{part.title_zh}",
        bodies=named(facts, part.id, listed, bearers),
        local=_local(words, part, len(bearers.default.get(part.id, ())), listed=bool(listed)),
        rows=tuple(rows[element.id] for element in facts.inside(part.id)),
        text_href=f"#t-{part.id}",
    )


def _local(words: Words, part: Part, default: int, *, listed: bool) -> Sentence:
    if default:
        return words.sentence("ledger.local", n=Link(default, "#cascade"))
    if part.kind == "goal" and not listed:
        return words.sentence("ledger.nobody", orphan=Link(words("ledger.why_nobody"), "#orphan"))
    return ()
