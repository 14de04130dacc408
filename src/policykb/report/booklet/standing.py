"""How a row stands for a body on a day; what is past is never called undone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from policykb.progress import ReportedState
from policykb.report.booklet.values import Standing
from policykb.report.build.rows import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.progress import Entry
    from policykb.report.booklet.values import Matter, Owner, Published
    from policykb.report.facts import Facts
    from policykb.report.views import LedgerRow
    from policykb.report.words import Words

SETTLED = frozenset({"proven", "achieved"})
"""Nothing more is asked of these."""
_DECIDED = frozenset({"achieved", "missed"})


class Standings:
    """Tells how rows stand, from deadlines, from what bodies reported and from published figures."""

    def __init__(
        self, facts: Facts, words: Words, matter: Matter, published: Mapping[str, Published]
    ) -> None:
        self._facts, self._words, self._as_of = facts, words, matter.as_of
        self._progress, self._published = matter.progress, published
        self._by_row: dict[str, list[Entry]] = defaultdict(list)
        for (row, _), entry in sorted(matter.progress.items()):
            self._by_row[row].append(entry)

    def of(self, owner: Owner, row: LedgerRow, share: str = "") -> Standing:
        """How a row, or the body's share of it, stands for a body."""
        entry = self._progress.get((row.id, owner.id))
        figures = self._published.get(share or row.id)
        slug = _slug(row.deadline, self._as_of, entry, figures)
        days = days_left(row.deadline, self._as_of)
        return Standing(
            slug=slug,
            name=self._name(slug, entry),
            days=days,
            days_said=days_said(self._words, days),
            report=self._said(entry) if entry else "",
            others=self._others(row.id, owner),
            published=figures.state if figures else "",
            published_name=self._facts.name(f"target-state/{figures.state}") if figures else "",
            reason=figures.reason if figures else "",
            entry=entry,
        )

    def _name(self, slug: str, entry: Entry | None) -> str:
        if slug in {"reported", "due_reported"} and entry:
            return self._words(f"booklet.state_{slug}", state=self._state(entry))
        if slug in {"proven", "claimed", "achieved", "missed"}:
            return self._words(f"booklet.state_{slug}")
        return self._words(f"state.{slug}")

    def _state(self, entry: Entry) -> str:
        known = {state.value for state in ReportedState}
        return self._words(f"sheet.state_{entry.state}") if entry.state in known else entry.state

    def _said(self, entry: Entry) -> str:
        """A report in a line: when, what, how far, and whether anything proves it."""
        words = self._words
        parts = [words("booklet.report", round=entry.round, on=entry.reported_on, state=self._state(entry))]
        if entry.rate:
            parts.append(words("booklet.report_rate", rate=entry.rate))
        if entry.value:
            parts.append(words("booklet.report_value", value=entry.value, unit=entry.unit))
        if entry.progress:
            parts.append(entry.progress)
        if entry.problem:
            parts.append(words("booklet.report_problem", problem=entry.problem))
        if entry.state == ReportedState.DONE:
            parts.append(words("booklet.report_proven" if entry.proven else "booklet.report_unproven"))
        return words("booklet.semicolon").join(parts)

    def _others(self, row: str, owner: Owner) -> str:
        """What other bodies report on the same row."""
        said = [
            self._words("booklet.other_report", body=self._body(entry.body), state=self._state(entry))
            for entry in self._by_row[row]
            if entry.body != owner.id
        ]
        return self._words("booklet.semicolon").join(said)

    def _body(self, body: str) -> str:
        found = self._facts.bodies.get(body)
        return found.short if found else body


def days_left(deadline: str, as_of: str) -> int | None:
    """How many days are left until a deadline, negative once it is past; none where there is no deadline."""
    if not deadline:
        return None
    return (dt.date.fromisoformat(deadline) - dt.date.fromisoformat(as_of)).days


def days_said(words: Words, days: int | None) -> str:
    """The same in words."""
    if days is None:
        return ""
    if days == 0:
        return words("booklet.today")
    return words("booklet.days_left", n=days) if days > 0 else words("booklet.days_past", n=-days)


def _slug(deadline: str, as_of: str, entry: Entry | None, figures: Published | None) -> str:
    if entry and entry.proven:
        return "proven"
    if figures and figures.state in _DECIDED:
        return figures.state
    by_date = state_of(deadline, as_of)
    if by_date == "due_unreported" or entry is None or entry.state == ReportedState.NOT_REPORTED:
        return by_date
    if entry.state == ReportedState.DONE:
        return "claimed"
    return "due_reported" if by_date == "due_soon" else "reported"
