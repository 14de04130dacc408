"""The ledger's rows: every action and target with its bodies, force, deadline, state and place."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.report.page import anchor
from policykb.report.views import Chip, LedgerRow, Named
from policykb.vocab import Comparator, Force

if TYPE_CHECKING:
    from policykb.report.facts import Detail, Duty, Element, Facts, Value
    from policykb.report.words import Words
    from policykb.span import Span

_RANK = {vocab.force(force).rpartition("/")[2]: rank for rank, force in enumerate(Force)}
_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EQUAL: "",
    Comparator.ABOUT: "≈",
    Comparator.DECREASE: "−",
    Comparator.INCREASE: "+",
}
_SIGN = {vocab.comparator(comparator).rpartition("/")[2]: sign for comparator, sign in _SIGNS.items()}
SYMBOL = {"unit/percent": "%", "unit/per-mille": "‰"}
_SOON = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who answers for each element, by rule: listed bodies, presumed leads, named places."""

    inherited: dict[str, tuple[str, ...]]
    presumed: dict[str, str]
    specific: dict[str, tuple[str, ...]]
    default: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, facts: Facts) -> Bearers:
        """The bearers that the rules derived."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for duty in facts.derived:
            found[duty.kind][duty.element].append(duty.bearer)

        def tuples(kind: str) -> dict[str, tuple[str, ...]]:
            return {element: tuple(bodies) for element, bodies in found[kind].items()}

        return cls(
            inherited=tuples("InheritedResponsibility"),
            presumed={e: bodies[0] for e, bodies in tuples("PresumedResponsibility").items()},
            specific=tuples("SpecificResponsibility"),
            default=tuples("DefaultResponsibility"),
        )


def ledger_rows(facts: Facts, words: Words, as_of: str) -> dict[str, LedgerRow]:
    """The row of each action and target, by its id, in text order."""
    bearers = Bearers.of(facts)
    seen: set[str] = set()
    rows = {}
    for index, element in enumerate(facts.elements):
        row = _row(facts, words, element, bearers, (index, state_of(element.deadline, as_of)))
        # A condition of two actions stands in both rows; an id stands on a page once.
        chips = tuple(chip._replace(id="") if chip.id in seen else chip for chip in row.chips)
        seen.update(chip.id for chip in row.chips)
        rows[element.id] = replace(row, chips=chips)
    return rows


def _row(facts: Facts, words: Words, element: Element, bearers: Bearers, place: tuple[int, str]) -> LedgerRow:
    index, state = place
    part = facts.part(element.id)
    mine = set(bearers.inherited.get(element.id, ()))
    duties = tuple(duty for duty in facts.listed(element.home) if duty.bearer in mine)
    value = facts.values.get(element.id)
    return LedgerRow(
        id=element.id,
        anchor=anchor(element.id),
        index=index,
        kind=element.kind,
        counted=element.counted,
        kind_name=words(f"kind.{element.kind}"),
        words=element.words,
        bodies=named(facts, element.home, duties, bearers),
        body_ids=tuple(duty.bearer for duty in duties),
        places=tuple(facts.bodies[body].short for body in bearers.specific.get(element.id, ())),
        force=element.force,
        force_name=facts.name(f"force/{element.force}"),
        rank=_RANK.get(element.force, len(_RANK)),
        deadline=element.deadline,
        deadline_words=words.date(element.deadline),
        inherited=element.inherited,
        state=state,
        state_name=words(f"state.{state}"),
        place=f"{part.place if part else ''}{' ' if part and not part.number else ''}{element.span.start}–{element.span.end}",
        text_href=f"#t-{anchor(element.id)}",
        deadline_href=f"#t-{deadline_key(element.deadline_span)}" if element.deadline_span else "",
        chips=tuple(_chip(words, detail) for detail in element.details),
        note=element.note,
        value=stated_value(facts, words, value) if value else "",
    )


def deadline_key(span: Span) -> str:
    """The id of the words that state a deadline; several targets may share them."""
    return f"deadline-{span.start}-{span.end}"


def named(facts: Facts, measure: str, duties: tuple[Duty, ...], bearers: Bearers) -> tuple[Named, ...]:
    """Some of a measure's bodies, with what the text or a presumption makes of each."""
    presumed = bearers.presumed.get(measure, "")
    return tuple(_named(facts, duty, presumed) for duty in duties)


def _named(facts: Facts, duty: Duty, presumed: str) -> Named:
    body = facts.bodies.get(duty.bearer)
    if body is None:
        return Named(duty.name, "", "unresolved")
    return Named(body.short, f"#{anchor(body.id)}", "presumptive_lead" if body.id == presumed else duty.role)


def state_of(deadline: str, as_of: str) -> str:
    """Where a row stands when nothing has been reported: due, due soon, or simply unreported."""
    if not deadline:
        return "unreported"
    days = dt.date.fromisoformat(deadline) - dt.date.fromisoformat(as_of)
    if days < dt.timedelta(0):
        return "due_unreported"
    return "due_soon" if days <= _SOON else "unreported"


def stated_value(facts: Facts, words: Words, value: Value) -> str:
    """What a target aims at, in the plan's own unit, such as ≥15% or −16%."""
    number = _number(value.value, value.value_max)
    if not number:
        return words(f"value.{value.kind}") if words.has(f"value.{value.kind}") else ""
    unit = SYMBOL.get(value.unit) or facts.name_zh(value.unit)
    per = words(f"per.{value.per}") if value.per else ""
    return f"{per}{_SIGN.get(value.comparator, '')}{number}{unit if value.unit else ''}"


def canonical_value(facts: Facts, value: Value) -> str:
    """The value in its canonical unit; nothing where that is the stated one."""
    if not value.canonical or value.canonical_unit == value.unit:
        return ""
    unit = SYMBOL.get(value.canonical_unit) or " " + facts.name(value.canonical_unit).lower()
    low, high = (_grouped(number) for number in (value.canonical, value.canonical_max))
    return f"{_number(low, high)}{unit}"


def _grouped(number: str) -> str:
    """A number with its thousands apart; ≈ says that decimals beyond the second are left out."""
    if not number:
        return ""
    exact = Decimal(number)
    shown = round(exact, 2)
    return f"{'' if shown == exact else '≈'}{shown.normalize():,f}"


def _number(value: str, highest: str) -> str:
    return f"{value}–{highest}" if value and highest else value


def _chip(words: Words, detail: Detail) -> Chip:
    known = detail.concept in {"", detail.words}
    shown = detail.words if known else words("detail.named", words=detail.words, concept=detail.concept)
    kind = words(f"detail.{detail.kind}_{detail.slug}")
    return Chip(anchor(detail.id), kind, shown, f"#t-{anchor(detail.id)}")
