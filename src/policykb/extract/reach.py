"""How far a date reaches: from its clause over those that follow, and what is unsure about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline
from policykb.extract.setting import Setting
from policykb.extract.subjects import doubt
from policykb.vocab import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.extract.deadlines import Written
    from policykb.span import Span

_BARE_YEAR = re.compile(r"\S{4}\s*年?")


@dataclass(frozen=True, slots=True)
class Due:
    """By when a clause is due, and what is unsure about that; there may be no deadline but a doubt."""

    deadline: Deadline | None
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Reach:
    """The dates that hold where a body is being read, sentence by sentence."""

    setting: Setting
    goal: bool
    dues: tuple[Due, ...] = ()
    over: bool = False
    """Whether the time in force lies behind the plan."""
    undated: bool = False
    """Whether a clause of this sentence stood under no date."""
    announced: bool = False
    """Whether the date stood before a colon, and so holds for the paragraph."""

    def take(self, dates: tuple[Written, ...], *, announced: bool) -> None:
        """A clause's own dates take the place of those before it."""
        self.over = any(self.setting.is_over(one) for one in dates)
        aimed = any(map(self.setting.is_aimed, dates))
        self.dues = tuple(Due(one.due, tuple(self._doubts(one, aimed=aimed))) for one in dates)
        self.announced = announced

    def pass_on(self) -> None:
        """What comes after the first clause of a lead-in inherits its dates."""
        self.dues = tuple(
            replace(due, deadline=replace(due.deadline, inherited=True)) if due.deadline else due
            for due in self.dues
        )

    def end_clause(self) -> None:
        """The next clause inherits the dates; where there is none, a later one may reach back."""
        self.pass_on()
        self.undated = not any(due.deadline for due in self.dues)

    def end_period(self) -> None:
        """A full stop ends a date's reach, except in a goal or after a colon."""
        self.undated = self.over = False
        if not (self.goal or self.announced):
            self.dues = ()
        self.dues = tuple(
            Due(due.deadline, (doubt("paragraph", stated=due.deadline.stated),))
            for due in self.dues
            if due.deadline
        )

    def due(self, place: Span, turn: int | None) -> Due:
        """By when what stands at a place is due, the one in a list of several by its turn."""
        if turn is not None and turn < len(self.dues):
            return self.dues[turn]
        before = [due for due in self.dues if due.deadline and due.deadline.span.start < place.end]
        if before or self.dues:
            return (before or list(self.dues))[-1]
        if heading := self.setting.due(place.start):
            inherited = replace(heading, inherited=True)
            return Due(inherited, (doubt("heading", stated=heading.stated),))
        return Due(None)

    def _doubts(self, one: Written, *, aimed: bool) -> Iterator[str]:
        stated = one.words
        if one.due is None:
            yield doubt("no_year", stated=stated)
            return
        if self.undated:
            yield doubt("reach_back", stated=stated)
        if one.due.precision is Precision.YEAR and stated.endswith("前"):
            yield doubt("before_year", stated=stated)
        if one.bare and _BARE_YEAR.fullmatch(stated) and not aimed:
            yield doubt("bare_year")
        if one.inferred:
            yield doubt("inferred_year", stated=stated)
