"""What two sides of a supposition differ in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from policykb.infer import load_rules
from policykb.phrase import Phrase
from policykb.whatif.values import Changed, RuleChange, WhatIf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.whatif.standing import Standing
    from policykb.whatif.values import Duty, Told


T = TypeVar("T")


def difference(
    old: Standing, new: Standing, told: tuple[Told, ...], *, plan: str, title: Phrase, as_of: str
) -> WhatIf:
    """All that would be otherwise, sorted."""
    return WhatIf(
        plan=plan,
        title=title,
        as_of=as_of,
        told=told,
        findings_new=tuple(f for name, f in new.findings.items() if name not in old.findings),
        findings_gone=tuple(f for name, f in old.findings.items() if name not in new.findings),
        duties_lost=_duties(old.duties - new.duties),
        duties_gained=_duties(new.duties - old.duties),
        loads=_changed(old.loads, new.loads),
        diffuse_new=tuple(sorted(new.diffuse - old.diffuse, key=natural)),
        diffuse_gone=tuple(sorted(old.diffuse - new.diffuse, key=natural)),
        deadlines=_changed(old.deadlines, new.deadlines),
        states=_changed(old.states, new.states),
        conclusions=tuple(_rules(old.conclusions, new.conclusions)),
        names=old.names | new.names,
    )


def natural(name: str) -> tuple[object, ...]:
    """An order in which 10 comes after 9."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(re.split(r"([0-9]+)", name)))


def _duties(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: (natural(duty.element), duty.basis, duty.body, duty.role)))


def _changed(old: Mapping[str, T], new: Mapping[str, T]) -> tuple[Changed[T], ...]:
    return tuple(
        Changed(about, old.get(about), new.get(about))
        for about in sorted(old.keys() | new.keys(), key=natural)
        if old.get(about) != new.get(about)
    )


_Told = dict[str, dict[str, frozenset[str]]]


def _rules(old: _Told, new: _Told) -> Iterable[RuleChange]:
    titles = {rule.id: Phrase(rule.title_zh, rule.title_en) for rule in load_rules()}
    for rule in sorted(old.keys() | new.keys()):
        before, after = old.get(rule, {}), new.get(rule, {})
        lost, gained = before.keys() - after.keys(), after.keys() - before.keys()
        otherwise = {about for about in before.keys() & after.keys() if before[about] != after[about]}
        if lost or gained or otherwise:
            parts = (tuple(sorted(some, key=natural)) for some in (lost, gained, otherwise))
            yield RuleChange(rule, titles.get(rule, Phrase(rule, rule)), len(before), len(after), *parts)
