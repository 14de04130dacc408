"""The targets table: stated and canonical values, deadlines own or inherited, force, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.build.rows import canonical_value
from policykb.report.views import TargetRow, Targets
from policykb.report.words import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.report.facts import Element, Facts, Value
    from policykb.report.views import LedgerRow
    from policykb.report.words import Words


def targets(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> Targets:
    """Targets with a number or a count, then those in words alone."""
    found = [
        _row(facts, words, rows[element.id], facts.values[element.id])
        for element in facts.elements
        if element.kind == "target" and element.id in facts.values
    ]
    counted = tuple(row for row in found if row.row.counted)
    hedged = [row for row in counted if row.row.force == "strive"]
    return Targets(
        finding=words.sentence(
            "targets.finding",
            counted=Link(len(counted), "#targets-table"),
            worded=Link(len(found) - len(counted), "#targets-worded"),
            hedged=len(hedged),
            base=sum(bool(row.baseline) for row in counted),
        ),
        counted=counted,
        worded=tuple(row for row in found if not row.row.counted),
    )


def _row(facts: Facts, words: Words, row: LedgerRow, value: Value) -> TargetRow:
    part = facts.part(row.id)
    return TargetRow(
        row=row,
        indicator=facts.name(value.indicator) if value.indicator else "",
        kind=facts.name(f"target-kind/{value.kind}"),
        stated=row.value,
        canonical=canonical_value(facts, value),
        baseline=value.baseline,
        scope=value.scope,
        own=own(words, facts.element(row.id)),
        number=part.number if part else "",
        bodies=row.bodies,
    )


def own(words: Words, element: Element | None) -> str:
    """Whether a deadline stands in the clause itself or is taken from the head of its sentence."""
    if element is None or not element.deadline:
        return ""
    return words("targets.inherited" if element.inherited else "targets.own", stated=element.stated)
