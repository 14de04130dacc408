"""When things fall due, one row a measure or goal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policykb.report import charts
from policykb.report.views import Timeline
from policykb.report.words import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.report.facts import Facts, Part
    from policykb.report.views import LedgerRow
    from policykb.report.words import Words


def timeline(facts: Facts, words: Words, rows: Mapping[str, LedgerRow], as_of: str) -> Timeline:
    """Every stated deadline, with the day of the report."""
    dated = sorted((row for row in rows.values() if row.deadline), key=lambda row: (row.deadline, row.index))
    topics = [part for part in facts.parts if any(_in(row, part) for row in dated)]
    days = [as_of, facts.document.issued_on or as_of, *(row.deadline for row in dated)]
    years = int(min(days)[:4]), int(max(days)[:4])
    lines = [(part.heading, _points([row for row in dated if _in(row, part)])) for part in topics]
    return Timeline(
        finding=words.sentence(
            "timeline.finding" if dated else "timeline.none",
            n=Link(len(dated), "#timeline-table" if dated else ""),
            of=len(rows),
            due=Link(sum(row.state == "due_unreported" for row in dated), "#due"),
            day=words.date(as_of),
        ),
        chart=charts.timeline(lines, years, (as_of, words("timeline.now", day=words.date(as_of)))),
        rows=tuple((part.heading, row) for row in dated for part in topics if _in(row, part)),
    )


def _in(row: LedgerRow, part: Part) -> bool:
    return row.id.partition("/")[0] == part.id


def _points(rows: list[LedgerRow]) -> list[tuple[str, int, str]]:
    counts = Counter((row.deadline, row.state) for row in rows)
    return [(day, count, state) for (day, state), count in sorted(counts.items())]
