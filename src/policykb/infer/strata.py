"""The order in which rules may run, found from what they read and write.

A rule runs after every rule that can feed it; what it negates or counts must be complete by then. So a
cycle of rules is fine as long as nothing in it is negated or counted, and refused otherwise.

A node that a rule mints has what its head gives it, and what other rules add to existing nodes: nobody
else describes it. That is why a condition on a node feeds on a minting rule only if every one of its
triples can come from there.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from policykb.errors import AssetError
from policykb.infer.syntax import Group, Pattern, Slot, Var

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.infer.rule import Rule

_Star = tuple[Pattern, ...]


class _Edge(NamedTuple):
    feeder: str
    eater: str
    negative: bool


def strata(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """The rules in levels: each rests on levels before its own, or on rules that rest on it in turn.

    Raises:
        AssetError: two rules rest on each other, and one of them on what the other must not conclude.
    """
    ordered = _sorted(rules)
    edges, reach = _edges(ordered), _reach(ordered)
    for feeder, eater, negative in edges:
        if negative and feeder in reach[eater]:
            raise AssetError(
                f"rule {eater} rests on what rule {feeder} does not conclude, and {feeder} on what {eater} concludes",
                where="rules",
                hint="negation and counting must not stand in a cycle of rules",
            )
    level = dict.fromkeys((rule.id for rule in ordered), 0)
    for _ in ordered:
        for feeder, eater, _negative in edges:
            level[eater] = max(level[eater], level[feeder] + (feeder not in reach[eater]))
    return tuple(
        tuple(rule for rule in ordered if level[rule.id] == depth) for depth in sorted(set(level.values()))
    )


def recursive(rules: Iterable[Rule]) -> frozenset[str]:
    """The ids of the rules that can feed themselves, alone or through others."""
    return frozenset(rule for rule, reached in _reach(_sorted(rules)).items() if rule in reached)


def _sorted(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.id))


@cache
def _reach(rules: tuple[Rule, ...]) -> dict[str, frozenset[str]]:
    """For each rule, the rules that it feeds, directly or through others."""
    fed: dict[str, set[str]] = defaultdict(set)
    for feeder, eater, _ in _edges(rules):
        fed[feeder].add(eater)
    reach = {}
    for start in rules:
        seen: set[str] = set()
        waiting = list(fed[start.id])
        while waiting:
            if (rule := waiting.pop()) not in seen:
                seen.add(rule)
                waiting.extend(fed[rule])
        reach[start.id] = frozenset(seen)
    return reach


@cache
def _edges(rules: tuple[Rule, ...]) -> tuple[_Edge, ...]:
    """Who feeds whom, and whether into a negation or a count."""
    heads = [(rule.id, star, minted) for rule in rules for star, minted in _heads(rule)]
    added = [pattern for _, star, minted in heads if not minted for pattern in star]
    found = {
        _Edge(feeder, eater.id, negative)
        for eater in rules
        for negative, star in _bodies(eater.query.where)
        for feeder, head, minted in heads
        if _feeds(head, star, added if minted else None)
    }
    return tuple(sorted(found))


def _heads(rule: Rule) -> list[tuple[_Star, bool]]:
    minted = {Var(name) for name in rule.query.where.minted}
    return [(star, star[0].subject in minted) for star in _stars(rule.query.head)]


def _bodies(group: Group, *, negative: bool = False) -> list[tuple[bool, _Star]]:
    found = [(negative, star) for star in _stars(group.patterns)]
    for inner in (*group.absent, *(count.group for count in group.counts)):
        found.extend(_bodies(inner, negative=True))
    return found


def _stars(patterns: Iterable[Pattern]) -> list[_Star]:
    """Patterns by the node they are about."""
    stars: dict[Slot, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        stars[pattern.subject].append(pattern)
    return [tuple(star) for star in stars.values()]


def _feeds(head: _Star, body: _Star, added: list[Pattern] | None) -> bool:
    """Whether a node that satisfies ``body`` can owe a triple of it to ``head``."""
    given = [any(_meet(mine, wanted) for mine in head) for wanted in body]
    if added is None:
        return any(given)
    return any(given) and all(
        mine or any(_meet(other, wanted) for other in added) for mine, wanted in zip(given, body, strict=True)
    )


def _meet(head: Pattern, body: Pattern) -> bool:
    return head.predicate == body.predicate and (
        isinstance(head.object, Var) or isinstance(body.object, Var) or head.object == body.object
    )
