"""Changes of actions: added, dropped, reworded; their force, their deadline, their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.diff.matching import likeness, paired
from policykb.diff.parts import force_name, place
from policykb.diff.values import Change, Direction, Event, Subject
from policykb.phrase import Phrase
from policykb.text import display
from policykb.vocab import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.diff.parts import Part
    from policykb.diff.values import Version
    from policykb.draft.claims import Action, Condition, Deadline, Target

_ALIKE = 0.45
_RANK = {force: rank for rank, force in enumerate(Force)}
Sides = tuple["Version", "Part", "Version", "Part"]
"""The old version and its part, the new version and its part."""


def action_changes(sides: Sides) -> Iterator[Change]:
    """What became of the actions of one measure."""
    old, old_part, new, new_part = sides

    def alike(one: Action, other: Action) -> float:
        return likeness(one.verb + one.object, other.verb + other.object)

    pairs, dropped, added = paired(old_part.actions, new_part.actions, alike, _ALIKE)
    for one, other in pairs:
        yield from _action(sides, one, other)
    for gone in dropped:
        yield Change(
            Subject.ACTION,
            Event.DROPPED,
            Direction.WEAKER,
            Phrase(f"删去举措：{gone.verb}{gone.object}", f"action dropped: {gone.verb}{gone.object}"),
            place(old, old_part, gone),
            None,
        )
    for fresh in added:
        yield Change(
            Subject.ACTION,
            Event.ADDED,
            Direction.STRICTER,
            Phrase(f"新增举措：{fresh.verb}{fresh.object}", f"action added: {fresh.verb}{fresh.object}"),
            None,
            place(new, new_part, fresh),
        )


def _action(sides: Sides, one: Action, other: Action) -> Iterator[Change]:
    old, old_part, new, new_part = sides
    before, after = display(one.span.quote(old.text)), display(other.span.quote(new.text))
    found = [
        *force_changes(sides, one, other),
        *deadline_changes(sides, one, other),
        *condition_changes(sides, one.id, other.id),
    ]
    yield from found
    if before != after and not found:
        yield Change(
            Subject.ACTION,
            Event.REWORDED,
            Direction.NEUTRAL,
            Phrase("措辞改动", "reworded"),
            place(old, old_part, one),
            place(new, new_part, other),
        )


def force_changes(sides: Sides, one: Action | Target, other: Action | Target) -> Iterator[Change]:
    """A clause that binds more or less than before: 应 became 鼓励."""
    if one.force is other.force:
        return
    old, old_part, new, new_part = sides
    weaker = _RANK[other.force] > _RANK[one.force]
    before, after = force_name(one.force), force_name(other.force)
    yield Change(
        Subject.FORCE,
        Event.CHANGED,
        Direction.WEAKER if weaker else Direction.STRICTER,
        Phrase(
            f"约束力度{'减弱' if weaker else '增强'}：“{before.zh}”改为“{after.zh}”{_markers(one, other, '（{}→{}）')}",
            f"force {'weakened' if weaker else 'strengthened'}: {before.en} became {after.en}{_markers(one, other, ' ({} → {})')}",
        ),
        place(old, old_part, one),
        place(new, new_part, other),
    )


def _markers(one: Action | Target, other: Action | Target, form: str) -> str:
    words = [getattr(claim, "force_marker", getattr(claim, "marker", "")) for claim in (one, other)]
    return form.format(*words) if all(words) else ""


def deadline_changes(sides: Sides, one: Action | Target, other: Action | Target) -> Iterator[Change]:
    """A deadline that came, went or moved."""
    if _day(one.deadline) == _day(other.deadline):
        return
    old, old_part, new, new_part = sides
    event, direction, said = _moved(one.deadline, other.deadline)
    yield Change(
        Subject.DEADLINE, event, direction, said, place(old, old_part, one), place(new, new_part, other)
    )


def _moved(before: Deadline | None, after: Deadline | None) -> tuple[Event, Direction, Phrase]:
    if before is None:
        stated = after.stated if after else ""
        return Event.ADDED, Direction.STRICTER, Phrase(f"新增期限：{stated}", f"deadline added: {stated}")
    if after is None:
        stated = before.stated
        return Event.DROPPED, Direction.WEAKER, Phrase(f"删去期限：{stated}", f"deadline dropped: {stated}")
    later = after.date > before.date
    said = Phrase(
        f"期限{'推后' if later else '提前'}：{before.stated} → {after.stated}",
        f"deadline moved {'back' if later else 'forward'}: {before.date} → {after.date}",
    )
    return Event.MOVED, Direction.WEAKER if later else Direction.STRICTER, said


def _day(deadline: Deadline | None) -> str:
    return deadline.date if deadline else ""


def condition_changes(sides: Sides, one: str, other: str) -> Iterator[Change]:
    """Conditions that came or went: an exception added makes a clause weaker."""
    old, old_part, new, new_part = sides
    before, after = _conditions(old, one), _conditions(new, other)
    for text, condition in after.items():
        if text not in before:
            yield Change(
                Subject.CONDITION,
                Event.ADDED,
                Direction.WEAKER,
                Phrase(f"新增限定：{text}", f"condition added: {text}"),
                None,
                place(new, new_part, condition),
            )
    for text, condition in before.items():
        if text not in after:
            yield Change(
                Subject.CONDITION,
                Event.DROPPED,
                Direction.STRICTER,
                Phrase(f"删去限定：{text}", f"condition dropped: {text}"),
                place(old, old_part, condition),
                None,
            )


def _conditions(version: Version, element: str) -> dict[str, Condition]:
    return {display(c.text): c for c in version.draft.conditions if element in c.of}
