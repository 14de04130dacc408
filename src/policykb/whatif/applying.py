"""Puts suppositions on a plan's values: another draft, some statements beside it, rules left out. Nothing is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from policykb.draft.claims import Action, Deadline, Draft, Target
from policykb.errors import UsageError
from policykb.gate.characters import visible
from policykb.phrase import Phrase
from policykb.quads import Quad
from policykb.vocab import Precision
from policykb.whatif.goals import with_value
from policykb.whatif.owners import Owners
from policykb.whatif.values import Told, Way
from policykb.whatif.wishes import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policykb.whatif.wishes import Wished

_Claim = TypeVar("_Claim", bound=Action | Target)
_NEAREST = 3


class Names(NamedTuple):
    """How names are understood: a body's to its slug, a rule's to its id, a slug to its words; unknown ones raise ``UsageError``."""

    agency: Callable[[str], str]
    rule: Callable[[str], str]
    word: Callable[[str], Phrase]


@dataclass(frozen=True, slots=True)
class Supposed:
    """The plan as it is supposed: its claims, statements no claim makes, rules that do not hold, and all of it in words."""

    draft: Draft
    quads: tuple[Quad, ...]
    without: frozenset[str]
    told: tuple[Told, ...]


def suppose(draft: Draft, text: str, wishes: Iterable[Wished], names: Names) -> Supposed:
    """The plan with everything supposed; the draft that is given stays as it is.

    Raises:
        UsageError: a name, date or number is none, or what is supposed is so already.
    """
    owners = Owners(draft, text)
    told: list[Told] = []
    without: set[str] = set()
    for one in wishes:
        match one.wish:
            case Wish.MOVE:
                owners.draft, said = _moved(owners.draft, one)
            case Wish.TARGET:
                owners.draft, said = _aimed(owners.draft, one, names)
            case Wish.OWNER:
                said = owners.add(one, names.agency(one.value), names.word)
            case Wish.DROP_OWNER:
                said = owners.drop(one, names.agency(one.value), names.word)
            case Wish.WITHOUT_RULE:
                rule = names.rule(one.value)
                without.add(rule)
                title = names.word(f"rule/{rule}")
                said = Told(
                    one.wish.value,
                    rule,
                    Way.NEUTRAL,
                    Phrase(f"不用规则“{title.zh}”（{rule}）", f"without the rule “{title.en}” ({rule})"),
                )
        told.append(said)
    return Supposed(owners.draft, tuple(owners.quads), frozenset(without), tuple(told))


def _known(one: Wished, among: Iterable[_Claim], what: Phrase) -> _Claim:
    """The claim of this id.

    Raises:
        UsageError: there is none; with the nearest ids.
    """
    claims = {claim.id: claim for claim in among}
    if one.element in claims:
        return claims[one.element]
    shown = visible(one.element, longest=60)
    near = get_close_matches(one.element, claims, n=_NEAREST, cutoff=0.0)
    raise UsageError(
        f"the plan has no {what.en} with the id {shown!r}",
        where=one.wish.option,
        hint=f"nearest: {', '.join(near)}" if near else "",
        zh=f"规划中没有编号为“{shown}”的{what.zh}" + (f"；相近的有：{'、'.join(near)}" if near else ""),
    )


def _moved(draft: Draft, one: Wished) -> tuple[Draft, Told]:
    both: tuple[Action | Target, ...] = (*draft.actions, *draft.targets)
    claim = _known(one, both, Phrase("任务或目标", "action or target"))
    day, old = _day(one), claim.deadline
    if old and old.date == day:
        raise _already(
            one, Phrase(f"{claim.id} 的期限本来就是 {day}", f"{claim.id} is due on {day} as it is")
        )
    made = Deadline(
        date=day, stated=f"设想：{day}", precision=Precision.DAY, span=old.span if old else claim.span
    )
    changed = replace(claim, deadline=made)
    if isinstance(changed, Action):
        draft = replace(draft, actions=tuple(changed if a.id == claim.id else a for a in draft.actions))
    else:
        draft = replace(draft, targets=tuple(changed if t.id == claim.id else t for t in draft.targets))
    way = Way.STRICTER if old is None or day < old.date else Way.WEAKER
    before = Phrase(old.date, old.date) if old else Phrase("未定", "none")
    said = Phrase(
        f"{claim.id} 的期限 {before.zh} → {day}", f"the deadline of {claim.id}: {before.en} → {day}"
    )
    return draft, Told(one.wish.value, claim.id, way, said)


def _aimed(draft: Draft, one: Wished, names: Names) -> tuple[Draft, Told]:
    target = _known(one, draft.targets, Phrase("目标", "target"))
    changed, way = with_value(target, one)
    if changed == target:
        raise _already(
            one,
            Phrase(f"{target.id} 的数值本来就是 {target.value}", f"{target.id} is {target.value} as it is"),
        )
    unit = names.word(f"unit/{target.unit}") if target.unit else Phrase("", "")
    old, new = (f"{Decimal(value).normalize():f}" for value in (target.value, changed.value))
    said = Phrase(
        f"{target.id}（{target.subject}）的数值 {old} → {new}（{unit.zh}）",
        f"the value of {target.id}: {old} → {new} ({unit.en})",
    )
    targets = tuple(changed if t.id == target.id else t for t in draft.targets)
    return replace(draft, targets=targets), Told(one.wish.value, target.id, way, said)


def _day(one: Wished) -> str:
    try:
        day = dt.date.fromisoformat(one.value).isoformat()
    except ValueError:
        day = ""
    if day != one.value:
        shown = visible(one.value, longest=60)
        raise UsageError(
            f"{shown!r} is no date",
            where=one.wish.option,
            hint="write it as YYYY-MM-DD, such as 2025-12-31",
            zh=f"“{shown}”不是日期；请写成 YYYY-MM-DD，如 2025-12-31",
        )
    return day


def _already(one: Wished, problem: Phrase) -> UsageError:
    return UsageError(
        problem.en, where=one.wish.option, hint="suppose something else", zh=f"{problem.zh}；请设想别的"
    )
