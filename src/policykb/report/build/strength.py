"""How strictly each measure is worded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policykb.report import charts
from policykb.report.build.coverage import percent
from policykb.report.views import Strength, StrengthRow
from policykb.report.words import Link
from policykb.vocab import Force

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.report.facts import Facts
    from policykb.report.views import LedgerRow
    from policykb.report.words import Words

BINDING = (Force.PROHIBIT, Force.MANDATE, Force.STRICT_CONTROL, Force.COMMIT)
"""Forces of words that leave no choice whether to act."""


def strength(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> Strength:
    """The forces of each measure's clauses as shares."""
    used = tuple(force for force in Force if any(row.force == force for row in rows.values()))
    lines = []
    for part in facts.parts:
        counts = Counter(row.force for row in rows.values() if row.id.partition("/")[0] == part.id)
        binding = sum(counts[force] for force in BINDING)
        total = sum(counts.values())
        lines.append(
            StrengthRow(
                heading=part.heading,
                href=f"#{part.id}",
                counts=tuple(counts[force] for force in used),
                binding=percent(binding, total),
            )
        )
    binding = sum(row.force in BINDING for row in rows.values())
    legend = tuple(charts.Key(force.value, facts.name(f"force/{force.value}")) for force in used)
    return Strength(
        finding=words.sentence(
            "strength.finding",
            binding=Link(binding, "#strength-table" if rows else ""),
            of=len(rows),
            share=percent(binding, len(rows)),
            promote=sum(row.force == Force.PROMOTE for row in rows.values()),
        ),
        chart=charts.bars(
            [charts.Row(line.heading, line.counts, line.binding) for line in lines], legend, full=True
        ),
        forces=tuple((key.pattern, key.name) for key in legend),
        rows=tuple(lines),
    )
