"""Which light a state gets, by which rule, and what lights cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policykb.phrase import Phrase
from policykb.schemes.values import KNOWN, Light, Named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from policykb.schemes.reading import Deduction, Lights
    from policykb.schemes.values import Case

_UNKNOWN = Phrase("没有可据以判断的数据，一律为灰", "nothing to judge by, hence grey under every scheme")
_CLAIMED = Phrase("报完成而无佐证，不算完成，为灰", "reported as done without evidence: grey")
_NO_RULE = Phrase("方案没有说到这种状态，为灰", "the scheme says nothing of this state, hence grey")


class Lit(NamedTuple):
    """A light, why, and the number of the rule that gave it (from 1; 0 is none of the scheme's)."""

    light: Light
    why: Phrase
    rule: int = 0


class Deducted(NamedTuple):
    """Points off by one rule: how many lights there were, how many times the rule fits, the points."""

    by: Deduction
    lights: int
    times: int
    points: Decimal


def light(scheme: Lights, case: Case) -> Lit:
    """The light of a case; what is not known is grey, and so is a claim that nothing proves."""
    if case.state is Named.CLAIMED:
        return Lit(Light.GREY, _CLAIMED)
    if case.state not in KNOWN:
        return Lit(Light.GREY, _UNKNOWN)
    for number, rule in enumerate(scheme.rules, 1):
        ranked = rule.bottom is None or (case.from_bottom is not None and case.from_bottom <= rule.bottom)
        if case.state in rule.states and ranked:
            return Lit(rule.light, rule.why, number)
    return Lit(Light.GREY, _NO_RULE)


def deductions(scheme: Lights, lights: Sequence[Light]) -> tuple[Deducted, ...]:
    """What lights cost: for each rule of the scheme the points, nothing where it does not fit."""
    found = []
    for rule in scheme.deductions:
        count = sum(one is rule.light for one in lights)
        times = count // rule.every
        found.append(Deducted(rule, count, times, rule.points * times))
    return tuple(found)
