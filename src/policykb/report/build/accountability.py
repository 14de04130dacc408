"""The accountability report, put together from its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.build.agencies import agencies
from policykb.report.build.cascade import cascade
from policykb.report.build.cover import cover
from policykb.report.build.coverage import coverage
from policykb.report.build.findings import findings
from policykb.report.build.gaps import gaps
from policykb.report.build.ledger import STATES, ledger
from policykb.report.build.readings import decisions, rules
from policykb.report.build.rows import ledger_rows
from policykb.report.build.shared import shared
from policykb.report.build.source import source
from policykb.report.build.status import statuses
from policykb.report.build.strength import strength
from policykb.report.build.summary import summary
from policykb.report.build.targets import targets
from policykb.report.build.timeline import timeline
from policykb.report.tracking import read_tracking
from policykb.report.views import Accountability, Legend
from policykb.vocab import Force

if TYPE_CHECKING:
    from policykb.infer import Rule
    from policykb.report.facts import Facts
    from policykb.report.material import Material
    from policykb.report.words import Words


def accountability(facts: Facts, words: Words, material: Material, known: tuple[Rule, ...]) -> Accountability:
    """The whole report as a view."""
    as_of = material.as_of
    rows = ledger_rows(facts, words, as_of)
    table = ledger(facts, words, rows)
    local = cascade(facts, words)
    tracking = read_tracking(material.store, material.plan, words.lang, as_of)
    return Accountability(
        cover=cover(facts, words, as_of, words("page.accountability"), reviewed=material.reviewed),
        summary=summary(facts, words, table, local),
        coverage=coverage(facts, words),
        status=statuses(facts, words, tracking, as_of),
        ledger=table,
        agencies=agencies(facts, words, rows),
        shared=shared(facts, words),
        timeline=timeline(facts, words, rows, as_of),
        targets=targets(facts, words, rows),
        cascade=local,
        strength=strength(facts, words, rows),
        gaps=gaps(facts, words, rows),
        complete=facts.document.complete,
        findings=findings(facts, words, material.validation),
        decisions=decisions(facts, words),
        rules=rules(facts, words, known),
        source=source(facts, words),
        legend=legend(facts, words),
    )


def legend(facts: Facts, words: Words) -> Legend:
    """What the forces and the states mean."""
    return Legend(
        forces=tuple(
            (force.value, facts.name(f"force/{force.value}"), words(f"force.{force.value}"))
            for force in Force
        ),
        states=tuple((state, words(f"state.{state}"), words(f"state.{state}_means")) for state in STATES),
    )
