"""What stands in the way of a duty that does not hold: who is listed, and which rule's condition fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.explain.sentences import label, place
from policykb.infer import load_rules
from policykb.infer.syntax import Pattern, Var
from policykb.phrase import Phrase
from policykb.quads import Literal, written
from policykb.vocab import PKB, Basis, basis

if TYPE_CHECKING:
    from policykb.infer import Rule
    from policykb.quads import Term
    from policykb.store import Store


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A way in which the duty could have come about, and what is missing for it; ``rule`` is "" for the text."""

    rule: str
    title: Phrase
    missing: Phrase


def obstacles(store: Store, body: str, element: str) -> tuple[Obstacle, ...]:
    """First whom the text lists, then one obstacle for each rule that could make a duty for such an element."""
    found = [_not_listed(store, body, element)]
    for rule in load_rules():
        names = _duty_names(rule)
        if names is None:
            continue
        bound: dict[str, Term] = {names[0]: body, names[1]: element}
        pattern = _first_unmet(store, rule, bound)
        if pattern is None or not _is_about_kind(pattern, names[1]):
            found.append(
                Obstacle(rule.id, Phrase(rule.title_zh, rule.title_en), _said(store, rule, pattern, bound))
            )
    return tuple(found)


def _not_listed(store: Store, body: str, element: str) -> Obstacle:
    rows = store.select(
        f"SELECT ?name WHERE {{ ?duty <{PKB.forElement}> <{element}> ; <{PKB.basis}> <{basis(Basis.STATED)}> ;"
        f" <{PKB.nameAsStated}> ?name ; <{PKB.listPosition}> ?at }} ORDER BY ?at"
    ).rows
    names = "、".join(row[0].value for row in rows if isinstance(row[0], Literal))
    what, who = place(store, element), label(store, body)
    if not names:
        missing = Phrase(f"原文没有为{what.zh}列出任何单位", f"the text lists no body for {what.en}")
    else:
        missing = Phrase(
            f"{what.zh}列出的单位是：{names}；其中没有{who.zh}",
            f"{what.en} lists {names}; {who.en} is not among them",
        )
    return Obstacle("", Phrase("原文列名", "Named in the text"), missing)


def _duty_names(rule: Rule) -> tuple[str, str] | None:
    """The rule's variables for the body and the element of the duty it makes."""
    objects = {pattern.predicate: pattern.object for pattern in rule.query.head}
    bearer, element = objects.get(PKB.bearer.value), objects.get(PKB.forElement.value)
    if isinstance(bearer, Var) and isinstance(element, Var):
        return bearer.name, element.name
    return None


def _is_about_kind(pattern: Pattern, element: str) -> bool:
    """Whether the rule is made for another kind of element and so has nothing to say here."""
    return pattern.predicate.endswith("#type") and pattern.subject == Var(element)


def _first_unmet(store: Store, rule: Rule, bound: dict[str, Term]) -> Pattern | None:
    """The first condition that fails, those on the kind of element first; none when only a filter stands in the way."""
    patterns = sorted(
        rule.query.where.patterns, key=lambda p: not (p.predicate.endswith("#type") and _is_bound(p, bound))
    )
    given = "".join(f"VALUES ?{name} {{ {written(term)} }} " for name, term in sorted(bound.items()))
    for count in range(1, len(patterns) + 1):
        lines = " ".join(
            f"{_written(p.subject)} <{p.predicate}> {_written(p.object)} ." for p in patterns[:count]
        )
        if not store.ask(f"ASK {{ {given}{lines} }}"):
            return patterns[count - 1]
    return None


def _is_bound(pattern: Pattern, bound: dict[str, Term]) -> bool:
    return isinstance(pattern.subject, Var) and pattern.subject.name in bound


def _written(slot: Var | Term) -> str:
    return f"?{slot.name}" if isinstance(slot, Var) else written(slot)


def _said(store: Store, rule: Rule, pattern: Pattern | None, bound: dict[str, Term]) -> Phrase:
    if pattern is None:
        return Phrase(
            "其余条件（数值、日期或例外）不满足",
            "a further condition (a number, a date or an exception) is not met",
        )
    kinds = {
        p.subject.name: label(store, str(p.object))
        for p in rule.query.where.patterns
        if isinstance(p.subject, Var) and p.predicate.endswith("#type") and not isinstance(p.object, Var)
    }
    subject, value = (_name(store, slot, bound, kinds) for slot in (pattern.subject, pattern.object))
    if pattern.predicate.endswith("#type"):
        return Phrase(f"{subject.zh}不是{value.zh}", f"{subject.en} is no {value.en}")
    by = label(store, pattern.predicate)
    return Phrase(
        f"没有这样的事实：{subject.zh} — {by.zh} — {value.zh}",
        f"no such fact: {subject.en} — {by.en} — {value.en}",
    )


def _name(store: Store, slot: Var | Term, bound: dict[str, Term], kinds: dict[str, Phrase]) -> Phrase:
    if isinstance(slot, Var):
        if slot.name not in bound:
            kind = kinds.get(slot.name, Phrase("一项", "one"))
            return Phrase(f"任何{kind.zh}", f"any {kind.en}")
        slot = bound[slot.name]
    if isinstance(slot, Literal):
        return Phrase(slot.value, slot.value)
    return place(store, slot) if "/plan/" in slot else label(store, slot)
