"""Changes of targets: added, dropped, raised, lowered, redefined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.diff.clauses import condition_changes, deadline_changes, force_changes
from policykb.diff.matching import likeness, paired
from policykb.diff.parts import place, unit_name
from policykb.diff.values import Change, Direction, Event, Subject
from policykb.draft.amounts import amount
from policykb.phrase import Phrase
from policykb.text import display
from policykb.vocab import Comparator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.diff.clauses import Sides
    from policykb.draft.claims import Target

_ALIKE = 0.4
_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EQUAL: "=",
    Comparator.ABOUT: "≈",
    Comparator.DECREASE: "−",
    Comparator.INCREASE: "+",
}
_RISING = re.compile("达到|提高|提升|增加|增至|建成|新增")
_FALLING = re.compile("控制|降|减|不超过|以内|以下")
_MORE_IS_STRICTER = {Comparator.AT_LEAST, Comparator.DECREASE, Comparator.INCREASE}


def target_changes(sides: Sides) -> Iterator[Change]:
    """What became of the targets of one measure or goal."""
    old, old_part, new, new_part = sides
    pairs, dropped, added = paired(old_part.targets, new_part.targets, _alike, _ALIKE)
    for one, other in pairs:
        yield from _target(sides, one, other)
    for gone in dropped:
        words = display(gone.span.quote(old.text))
        yield Change(
            Subject.TARGET,
            Event.DROPPED,
            Direction.WEAKER,
            Phrase(f"删去目标：{words}", f"target dropped: {words}"),
            place(old, old_part, gone),
            None,
        )
    for fresh in added:
        words = display(fresh.span.quote(new.text))
        yield Change(
            Subject.TARGET,
            Event.ADDED,
            Direction.STRICTER,
            Phrase(f"新增目标：{words}", f"target added: {words}"),
            None,
            place(new, new_part, fresh),
        )


def _alike(one: Target, other: Target) -> float:
    """The same indicator is the same target, whatever the number; of two for one indicator the same year comes first."""
    if one.indicator and other.indicator:
        if one.indicator != other.indicator:
            return 0.0
        same_year = (one.deadline and one.deadline.date) == (other.deadline and other.deadline.date)
        return 1.0 if same_year else 0.9
    return likeness(one.subject, other.subject)


def _target(sides: Sides, one: Target, other: Target) -> Iterator[Change]:
    old, old_part, new, new_part = sides
    found = [
        *_value(sides, one, other),
        *force_changes(sides, one, other),
        *deadline_changes(sides, one, other),
        *condition_changes(sides, one.id, other.id),
    ]
    yield from found
    before, after = display(one.span.quote(old.text)), display(other.span.quote(new.text))
    if before != after and not found:
        yield Change(
            Subject.TARGET,
            Event.REWORDED,
            Direction.NEUTRAL,
            Phrase("目标措辞改动，数值未变", "target reworded, its number unchanged"),
            place(old, old_part, one),
            place(new, new_part, other),
        )


def _value(sides: Sides, one: Target, other: Target) -> Iterator[Change]:
    if (one.value, one.value_max, one.unit, one.comparator) == (
        other.value,
        other.value_max,
        other.unit,
        other.comparator,
    ):
        return
    old, old_part, new, new_part = sides
    direction = _direction(one, other, display(other.span.quote(new.text)))
    if direction is None:
        return
    verb = {
        Direction.WEAKER: Phrase("目标下调", "target lowered"),
        Direction.STRICTER: Phrase("目标提高", "target raised"),
        Direction.NEUTRAL: Phrase(
            "目标改动，高低不能直接比较", "target changed; which is stricter cannot be said"
        ),
    }[direction]
    before, after = _figure(one), _figure(other)
    name = other.subject or one.subject
    yield Change(
        Subject.TARGET,
        Event.CHANGED,
        direction,
        Phrase(f"{verb.zh}：{name} {before.zh} → {after.zh}", f"{verb.en}: {name} {before.en} → {after.en}"),
        place(old, old_part, one),
        place(new, new_part, other),
    )


def _direction(one: Target, other: Target, words: str) -> Direction | None:
    """Which is stricter; nothing when both say the same in other units. Of 左右 and of bare numbers the verb decides."""
    before, after = amount(one.value, one.unit), amount(other.value, other.unit)
    if before is None or after is None or before.unit != after.unit or one.comparator is not other.comparator:
        return Direction.NEUTRAL
    if before.number == after.number:
        return None if one.value_max == other.value_max else Direction.NEUTRAL
    more = after.number > before.number
    falling = one.comparator is Comparator.AT_MOST or bool(_FALLING.search(words))
    if one.comparator in _MORE_IS_STRICTER or (not falling and _RISING.search(words)):
        return Direction.STRICTER if more else Direction.WEAKER
    if falling:
        return Direction.WEAKER if more else Direction.STRICTER
    return Direction.NEUTRAL


def _figure(target: Target) -> Phrase:
    sign = _SIGNS[target.comparator] if target.comparator else ""
    number = f"{target.value}–{target.value_max}" if target.value_max else target.value
    if not number:
        return Phrase("（无数值）", "(no number)")
    if target.unit == "percent":
        return Phrase(f"{sign}{number}%", f"{sign}{number}%")
    unit = unit_name(target.unit)
    return Phrase(f"{sign}{number}{unit.zh}", f"{sign}{number} {unit.en}")
