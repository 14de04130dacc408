"""What stands in the way of a duty that does not hold: for each rule, the first condition that fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.explain.sentences import label
from policykb.infer import Rule, load_rules
from policykb.infer.syntax import Pattern, Var
from policykb.phrase import Phrase
from policykb.quads import Literal, written
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.quads import Term
    from policykb.store import Store


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule that could have made the duty, and the first of its conditions that is not met."""

    rule: Rule
    missing: Phrase


def obstacles(store: Store, body: str, element: str) -> tuple[Obstacle, ...]:
    """One obstacle for each rule that makes duties."""
    found = []
    for rule in load_rules():
        names = _duty_names(rule)
        if names is not None:
            bound: dict[str, Term] = {names[0]: body, names[1]: element}
            found.append(Obstacle(rule, _first_unmet(store, rule, bound)))
    return tuple(found)


def _duty_names(rule: Rule) -> tuple[str, str] | None:
    """The rule's variables for the body and the element of the duty it makes."""
    objects = {pattern.predicate: pattern.object for pattern in rule.query.head}
    bearer, element = objects.get(PKB.bearer.value), objects.get(PKB.forElement.value)
    if isinstance(bearer, Var) and isinstance(element, Var):
        return bearer.name, element.name
    return None


def _first_unmet(store: Store, rule: Rule, bound: dict[str, Term]) -> Phrase:
    patterns = rule.query.where.patterns
    given = "".join(f"VALUES ?{name} {{ {written(term)} }} " for name, term in sorted(bound.items()))
    for count in range(1, len(patterns) + 1):
        lines = " ".join(
            f"{_written(p.subject)} <{p.predicate}> {_written(p.object)} ." for p in patterns[:count]
        )
        if not store.ask(f"ASK {{ {given}{lines} }}"):
            return _said(store, patterns[count - 1], bound)
    return Phrase(
        "其余条件（数值、日期或例外）不满足",
        "a further condition (a number, a date or an exception) is not met",
    )


def _written(slot: object) -> str:
    return f"?{slot.name}" if isinstance(slot, Var) else written(slot)  # type: ignore[arg-type]  # a Slot is one of the two


def _said(store: Store, pattern: Pattern, bound: dict[str, Term]) -> Phrase:
    subject, value = (_name(store, slot, bound) for slot in (pattern.subject, pattern.object))
    predicate = label(store, pattern.predicate)
    if pattern.predicate.endswith("#type"):
        predicate = Phrase("属于类", "is a")
    return Phrase(
        f"找不到：{subject.zh} — {predicate.zh} — {value.zh}",
        f"not found: {subject.en} — {predicate.en} — {value.en}",
    )


def _name(store: Store, slot: object, bound: dict[str, Term]) -> Phrase:
    if isinstance(slot, Var):
        if slot.name not in bound:
            return Phrase(f"某个“{slot.name}”", f"some “{slot.name}”")
        slot = bound[slot.name]
    return Phrase(slot.value, slot.value) if isinstance(slot, Literal) else label(store, str(slot))
