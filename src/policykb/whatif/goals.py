"""A target with another value: in its own unit, and whether that asks for more or less."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.errors import UsageError
from policykb.gate.characters import visible
from policykb.vocab import Comparator
from policykb.whatif.values import Way

if TYPE_CHECKING:
    from policykb.draft.claims import Target
    from policykb.whatif.wishes import Wished

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_MORE_IS_STRICTER = {Comparator.AT_LEAST, Comparator.INCREASE, Comparator.DECREASE}


def with_value(target: Target, one: Wished) -> tuple[Target, Way]:
    """The target with the value supposed; the very same target where it has that value already.

    Raises:
        UsageError: the value is no plain number, or the target has none that could be another.
    """
    if not _NUMBER.fullmatch(one.value):
        shown = visible(one.value, longest=60)
        raise UsageError(
            f"{shown!r} is no number",
            where=one.wish.option,
            hint="write digits only, such as 22 or 22.5; the unit stays as it is",
            zh=f"“{shown}”不是数值；请只写数字，如 22 或 22.5，单位不变",
        )
    if not target.value:
        raise UsageError(
            f"{target.id} states no number",
            where=one.wish.option,
            hint="only a target with a number can have another",
            zh=f"{target.id} 原文没有数值；只能改有数值的目标",
        )
    old, new = Decimal(target.value), Decimal(one.value)
    if target.value_max and new > Decimal(target.value_max):
        raise UsageError(
            f"{target.id} ranges up to {target.value_max}; its lower end cannot lie above that",
            where=one.wish.option,
            zh=f"{target.id} 的上限为 {target.value_max}；下限不能高于上限",
        )
    if old == new:
        return target, Way.NEUTRAL
    return replace(target, value=one.value), _way(target.comparator, more=new > old)


def _way(comparator: Comparator | None, *, more: bool) -> Way:
    """Of an equation neither side is stricter."""
    if comparator in _MORE_IS_STRICTER:
        return Way.STRICTER if more else Way.WEAKER
    if comparator is Comparator.AT_MOST:
        return Way.WEAKER if more else Way.STRICTER
    return Way.NEUTRAL
