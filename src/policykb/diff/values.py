"""What changed between two versions of a plan, as values: kind, direction, both sides' words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from policykb.draft import Draft
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from policykb.span import Span


class Subject(StrEnum):
    """What a change is about."""

    MEASURE = "measure"
    ACTION = "action"
    TARGET = "target"
    DEADLINE = "deadline"
    FORCE = "force"
    AGENCY = "agency"
    CONDITION = "condition"


class Event(StrEnum):
    """What happened to it."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"
    REWORDED = "reworded"


class Direction(StrEnum):
    """Whether the plan asks for more or less than before, as far as that can be said."""

    STRICTER = "stricter"
    WEAKER = "weaker"
    NEUTRAL = "neutral"


class Place(NamedTuple):
    """Words on one side: the element's id, the heading it stands under, and the quote with its place."""

    element: str
    heading: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change in domain words; a side is ``None`` where there is nothing to quote."""

    subject: Subject
    event: Event
    direction: Direction
    said: Phrase
    old: Place | None
    new: Place | None


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a comparison: a plan's draft and its words."""

    name: str
    draft: Draft
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, weakenings first within each heading, in the order of the new text; and how much stayed as it was."""

    old: str
    new: str
    changes: tuple[Change, ...]
    paired: int
    """Measures that both sides have."""
    same: int
    """Measures without any change."""

    def count(self, direction: Direction) -> int:
        """How many changes go one way."""
        return sum(change.direction is direction for change in self.changes)
