"""What changed between two versions of a plan, or between two regions, in domain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.diff.aims import target_changes
from policykb.diff.bodies import body_changes
from policykb.diff.clauses import action_changes
from policykb.diff.matching import likeness, moved, paired
from policykb.diff.parts import parts, place
from policykb.diff.values import Change, Difference, Direction, Event, Place, Subject, Version
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.diff.parts import Part

__all__ = ["Change", "Difference", "Direction", "Event", "Place", "Subject", "Version", "diff"]

_ALIKE = 0.3
_TITLE = 0.35
"""How much a heading counts beside the content under it."""
_ORDER = tuple(Direction)


def diff(old: Version, new: Version) -> Difference:
    """Every change, matched by content, in the order of the new text."""
    before, after = parts(old), parts(new)
    pairs, dropped, added = paired(before, after, _alike, _ALIKE)
    lists = [_once(_within((old, one, new, other))) for one, other in pairs]
    changes = [
        *(change for found in lists for change in _weakest_first(found)),
        *_places(old, new, pairs),
        *(_dropped(old, part) for part in dropped),
        *(_added(new, part) for part in added),
    ]
    return Difference(old.name, new.name, tuple(changes), len(pairs), sum(not found for found in lists))


def _alike(one: Part, other: Part) -> float:
    if type(one.claim) is not type(other.claim):
        return 0.0
    year, its_year = getattr(one.claim, "year", None), getattr(other.claim, "year", None)
    if year is not None:
        return 1.0 if year == its_year else 0.0
    return _TITLE * likeness(one.title, other.title) + (1 - _TITLE) * likeness(one.body, other.body)


def _within(sides: tuple[Version, Part, Version, Part]) -> Iterator[Change]:
    old, one, new, other = sides
    if one.title != other.title:
        yield Change(
            Subject.MEASURE,
            Event.REWORDED,
            Direction.NEUTRAL,
            Phrase(
                f"标题改为“{other.title}”（原“{one.title}”）",
                f"heading reworded: {one.title} → {other.title}",
            ),
            place(old, one, one.claim, getattr(one.claim, "title_span", None)),
            place(new, other, other.claim, getattr(other.claim, "title_span", None)),
        )
    yield from target_changes(sides)
    yield from action_changes(sides)
    yield from body_changes(sides)


def _once(changes: Iterator[Change]) -> list[Change]:
    """A date that moved for a whole sentence is told once, with the first of its clauses."""
    found: dict[tuple[object, ...], Change] = {}
    for number, change in enumerate(changes):
        key = (change.said,) if change.subject is Subject.DEADLINE else (number,)
        found.setdefault(key, change)
    return list(found.values())


def _weakest_first(changes: Sequence[Change]) -> list[Change]:
    weaker = [change for change in changes if change.direction is Direction.WEAKER]
    return [*weaker, *(change for change in changes if change.direction is not Direction.WEAKER)]


def _places(old: Version, new: Version, pairs: Sequence[tuple[Part, Part]]) -> Iterator[Change]:
    """Measures that stand in another order; a number that only shifted because of another measure is no change."""
    measures = [(one, other) for one, other in pairs if hasattr(one.claim, "ordinal")]
    order = [getattr(one.claim, "ordinal", 0) for one, _ in measures]
    for at in sorted(moved(order)):
        one, other = measures[at]
        yield Change(
            Subject.MEASURE,
            Event.MOVED,
            Direction.NEUTRAL,
            Phrase(f"次序改动：{one.heading} → {other.heading}", f"moved: {one.heading} → {other.heading}"),
            place(old, one, one.claim, getattr(one.claim, "title_span", None)),
            place(new, other, other.claim, getattr(other.claim, "title_span", None)),
        )


def _dropped(old: Version, part: Part) -> Change:
    said = Phrase(f"删去：{part.heading}", f"dropped: {part.heading}")
    span = getattr(part.claim, "title_span", None)
    return Change(
        Subject.MEASURE, Event.DROPPED, Direction.WEAKER, said, place(old, part, part.claim, span), None
    )


def _added(new: Version, part: Part) -> Change:
    said = Phrase(f"新增：{part.heading}", f"added: {part.heading}")
    span = getattr(part.claim, "title_span", None)
    return Change(
        Subject.MEASURE, Event.ADDED, Direction.STRICTER, said, None, place(new, part, part.claim, span)
    )
