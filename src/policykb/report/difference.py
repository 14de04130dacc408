"""What changed between two versions, as a page: both sides, the changed characters marked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from policykb.diff import Direction
from policykb.report.views import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.diff import Change, Difference, Place
    from policykb.report.words import Words

_LONGEST = 600
"""Longer quotes are shown without marks: which characters differ says little there, and takes long to find."""


class Stretch(NamedTuple):
    """Some characters of a quote, and whether the other side has them not."""

    text: str
    changed: bool


class Shown(NamedTuple):
    """One side of a change as it is shown."""

    stretches: tuple[Stretch, ...]
    start: int
    end: int


class Line(NamedTuple):
    """One change as it is shown."""

    direction: str
    direction_name: str
    said: str
    old: Shown | None
    new: Shown | None


class Group(NamedTuple):
    """The changes under one heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """The whole page."""

    old: str
    new: str
    figures: tuple[Figure, ...]
    paired: int
    same: int
    groups: tuple[Group, ...]


def difference_view(found: Difference, words: Words) -> DifferenceView:
    """The changes, under the headings of the new version, with the numbers on top."""
    return DifferenceView(
        old=found.old,
        new=found.new,
        figures=tuple(
            Figure(str(found.count(way)), words(f"diff.{way.value}_n"), "#changes") for way in Direction
        ),
        paired=found.paired,
        same=found.same,
        groups=tuple(
            Group(heading, tuple(_line(change, words) for change in changes))
            for heading, changes in groupby(found.changes, key=_heading)
        ),
    )


def _heading(change: Change) -> str:
    side = change.new or change.old
    return side.heading if side else ""


def _line(change: Change, words: Words) -> Line:
    old, new = _sides(change.old, change.new)
    way = change.direction.value
    return Line(way, words(f"diff.{way}"), change.said.said(words.lang), old, new)


def _sides(old: Place | None, new: Place | None) -> tuple[Shown | None, Shown | None]:
    if old is None or new is None or max(len(old.quote), len(new.quote)) > _LONGEST:
        return _whole(old), _whole(new)
    matcher = SequenceMatcher(None, old.quote, new.quote, autojunk=False)
    left: list[Stretch] = []
    right: list[Stretch] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        left += _stretch(old.quote[a:b], tag)
        right += _stretch(new.quote[c:d], tag)
    return Shown(tuple(left), old.span.start, old.span.end), Shown(tuple(right), new.span.start, new.span.end)


def _stretch(text: str, tag: str) -> Iterator[Stretch]:
    if text:
        yield Stretch(text, tag != "equal")


def _whole(side: Place | None) -> Shown | None:
    return Shown((Stretch(side.quote, changed=False),), side.span.start, side.span.end) if side else None
