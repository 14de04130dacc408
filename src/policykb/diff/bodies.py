"""Changes of who answers: bodies added, dropped, in another role, or listed first in place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.diff.parts import place, role_name
from policykb.diff.values import Change, Direction, Event, Subject
from policykb.phrase import Phrase
from policykb.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.diff.clauses import Sides
    from policykb.diff.values import Version
    from policykb.draft.claims import Responsibility


def body_changes(sides: Sides) -> Iterator[Change]:
    """What became of the bodies of one measure."""
    old, old_part, new, new_part = sides
    before = {_key(body, old): body for body in reversed(old_part.bodies)}
    after = {_key(body, new): body for body in reversed(new_part.bodies)}
    for key in [_key(body, old) for body in old_part.bodies]:
        if key not in after and (gone := before.pop(key, None)):
            name = gone.name_as_stated
            yield Change(
                Subject.AGENCY,
                Event.DROPPED,
                Direction.WEAKER,
                Phrase(f"责任单位退出：{name}", f"body no longer listed: {name}"),
                place(old, old_part, gone),
                None,
            )
    for key in dict.fromkeys(_key(body, new) for body in new_part.bodies):
        if key not in before:
            fresh = after[key]
            name = fresh.name_as_stated
            yield Change(
                Subject.AGENCY,
                Event.ADDED,
                Direction.NEUTRAL,
                Phrase(f"新增责任单位：{name}", f"body added: {name}"),
                None,
                place(new, new_part, fresh),
            )
        elif before[key].role is not after[key].role:
            yield _role(sides, before[key], after[key])
    yield from _first(sides)


def _key(body: Responsibility, version: Version) -> str:
    """What makes a body the same in both versions: the vocabulary's id, or the longest name of one that only the plan knows."""
    draft = version.draft
    proposed = {f"org/{draft.plan}-{one.id}": one.name for one in draft.bodies}
    return proposed.get(body.agency) or body.agency or body.name_as_stated


def _role(sides: Sides, one: Responsibility, other: Responsibility) -> Change:
    old, old_part, new, new_part = sides
    before, after = role_name(one.role), role_name(other.role)
    lost = one.role is Role.LEAD
    return Change(
        Subject.AGENCY,
        Event.CHANGED,
        Direction.WEAKER if lost else Direction.NEUTRAL,
        Phrase(
            f"{other.name_as_stated}由“{before.zh}”改为“{after.zh}”",
            f"{other.name_as_stated}: {before.en} became {after.en}",
        ),
        place(old, old_part, one),
        place(new, new_part, other),
    )


def _first(sides: Sides) -> Iterator[Change]:
    """Another body in the first place, where both versions still list the one that stood there."""
    old, old_part, new, new_part = sides
    if not old_part.bodies or not new_part.bodies:
        return
    one, other = old_part.bodies[0], new_part.bodies[0]
    kept = {_key(body, new) for body in new_part.bodies}
    if _key(one, old) != _key(other, new) and _key(one, old) in kept:
        yield Change(
            Subject.AGENCY,
            Event.MOVED,
            Direction.NEUTRAL,
            Phrase(
                f"首列单位由{one.name_as_stated}改为{other.name_as_stated}",
                f"listed first: {other.name_as_stated} in place of {one.name_as_stated}",
            ),
            place(old, old_part, one),
            place(new, new_part, other),
        )
