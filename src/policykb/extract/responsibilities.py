"""Who answers for what: the names in tags and sentences as claims, in the order in which the text has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline, Responsibility
from policykb.extract.body_names import generic
from policykb.extract.doers import Doing
from policykb.extract.list_words import leading_mark, lexicon, rules_in
from policykb.extract.measures import TagPart
from policykb.extract.name_lists import Named
from policykb.extract.register import Register, setting_of
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Confidence, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Duty:
    """A name with all that the text says around it, before it is known who is meant.

    ``outside`` when the list stands outside the measure and reaches over it.
    """

    named: Named
    home: str
    bracket: Span
    covers: Span | None
    outside: bool = False
    role_span: Span | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What names the bodies of one measure: its tags, and the sentences that name their doers."""

    home: str
    tags: tuple[TagPart, ...]
    doings: tuple[Doing, ...]


def duties(text: str, sources: Sequence[Source]) -> list[Duty]:
    """The names of all measures; where the plan says so, the first of each list leads."""
    rule = next(rules_in(text), None)
    span = Span(*rule.span()) if rule else None
    mark = leading_mark(rule.group()) if rule else ""
    found: list[Duty] = []
    for source in sources:
        own = [*_of_tags(source, span, mark), *_of_doers(source)]
        found += sorted(own, key=lambda duty: duty.named.span)
    return found


def responsibilities(
    text: str, found: Sequence[Duty], register: Register, elements: Mapping[str, Sequence[tuple[Span, str]]]
) -> tuple[Responsibility, ...]:
    """The claims that the names make; groups of bodies make none.

    Args:
        text: the whole plan.
        found: the names.
        register: who is meant by them.
        elements: the actions and targets of each measure, with their places.
    """
    counts: dict[str, int] = {}
    places: dict[tuple[str, Span | None], int] = {}
    claims = []
    for duty in found:
        if duty.named.group:
            continue
        element = _element(duty, elements.get(duty.home, ()))
        covers = None if element else duty.covers
        counts[duty.home] = counts.get(duty.home, 0) + 1
        place = (element or duty.home, covers)
        places[place] = places.get(place, 0) + 1
        claim = _claim(text, duty, register, f"{duty.home}/r{counts[duty.home]}")
        claims.append(replace(claim, element=place[0], covers=covers, position=places[place]))
    return tuple(claims)


def register_of(text: str, plan: str, title: str, found: Sequence[Duty], region: str = "") -> Register:
    """Who is meant by the names of a plan; ``region`` is its region's slug, where somebody has said it."""
    names = sorted((duty.named for duty in found if not duty.named.group), key=lambda name: name.span)
    register = Register(plan, setting_of(text, title, names, region))
    register.take(names)
    register.close()
    return register


def _of_tags(source: Source, rule: Span | None, mark: str) -> Iterator[Duty]:
    """The names in a measure's tags, read by the plan's rule: the first leads, or all before a mark."""
    for run in _side_by_side(source.tags):
        by_rule = rule is not None and not any(
            name.role is Role.LEAD for tag in run for name in tag.listing.names
        )
        led = False
        for part, written in ((tag, name) for tag in run for name in tag.listing.names):
            leads = (mark not in written.behind if mark else not led) and not written.group
            named = _by_rule(written, leads=leads) if by_rule else written
            named = replace(named, doubts=(*named.doubts, "above")) if part.above else named
            role_span = rule if by_rule and leads else part.role_span
            led = led or not named.group
            yield Duty(named, source.home, part.span, part.covers, part.outside, role_span, part.listing.due)


def _of_doers(source: Source) -> Iterator[Duty]:
    """The names that sentences of a measure give as their doers."""
    for doing in source.doings:
        for named in doing.names:
            clause = next((clause for clause in doing.named if clause.holds(named.span)), doing.covers)
            yield Duty(named, source.home, clause, doing.covers)


def _side_by_side(tags: Sequence[TagPart]) -> Iterator[list[TagPart]]:
    """The tags that speak for the same: the cells of a row, a label and the next."""
    run: list[TagPart] = []
    for tag in tags:
        if run and run[-1].covers != tag.covers and not (run[-1].column and tag.column):
            yield run
            run = []
        run.append(tag)
    if run:
        yield run


def _by_rule(named: Named, *, leads: bool) -> Named:
    """A name of a list whose first leads; the others then support, whatever else the list calls them all."""
    doubts = tuple(doubt for doubt in named.doubts if doubt != "roleless")
    if leads:
        return replace(named, role=Role.LEAD, doubts=doubts)
    return replace(
        named, role=Role.SUPPORT if named.role in {None, Role.JOINT} else named.role, doubts=doubts
    )


def _claim(text: str, duty: Duty, register: Register, name: str) -> Responsibility:
    named = duty.named
    meant = register.meant(named)
    doubts = dict.fromkeys((*named.doubts, *([meant.doubt] if meant.doubt else [])))
    return Responsibility(
        id=name,
        span=named.span,
        confidence=_confidence(tuple(doubts)),
        doubt="；".join(str(lexicon()["doubts"][doubt]) for doubt in doubts),
        element=duty.home,
        agency=meant.slug,
        name_as_stated=display(named.span.quote(text)),
        role=named.role or Role.JOINT,
        position=1,
        bracket=duty.bracket,
        prefix_elided=generic(named.front) and meant.departmental,
        role_span=duty.role_span,
        deadline=duty.deadline,
        open_list=named.open,
    )


def _element(duty: Duty, elements: Sequence[tuple[Span, str]]) -> str:
    """The one action or target that a list speaks for; empty when it is the measure, or several of them."""
    if duty.covers is None or duty.outside:
        return ""
    within = [name for span, name in elements if duty.covers.overlaps(span)]
    return within[0] if len(within) == 1 else ""


def _confidence(doubts: Sequence[str]) -> Confidence:
    if not doubts:
        return Confidence.CERTAIN
    return Confidence.UNSURE if "unclear" in doubts else Confidence.LIKELY
