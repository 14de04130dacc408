"""A claim that the program missed: built from the words a person copied and the values they gave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.draft.claims import (
    Action,
    Condition,
    DraftedDocument,
    Mention,
    ProposedBody,
    Responsibility,
    Target,
)
from policykb.gate.characters import visible
from policykb.review.corrections import corrected
from policykb.review.faults import Fault, Wrong, wrong
from policykb.review.kinds import claims_of
from policykb.span import Span
from policykb.text import display
from policykb.vocab import ConditionKind, DocumentAct, Force, MentionKind, Role, TargetKind

if TYPE_CHECKING:
    from policykb.draft.claims import Claim, Goal, Measure
    from policykb.review.entries import Entry
    from policykb.review.ground import Ground

_REQUIRED = {
    "responsibilities": ("role",),
    "bodies": ("kind",),
    "actions": ("force",),
    "targets": ("kind", "force"),
    "conditions": ("kind",),
    "mentions": ("kind",),
    "documents": ("act",),
}
_SHOWN = 6
_OPEN_BRACKET = re.compile(r"[（(〔［【]")


def added(entry: Entry, ground: Ground) -> Claim | list[Fault]:
    """The new claim without its id, or what is wrong with its row."""
    span = _place(entry, ground)
    if isinstance(span, Wrong):
        return [entry.fault("quote", span)]
    whole = ground.headings.whole(span)
    if whole is None and entry.kind != "bodies":
        nowhere = wrong("这段原文不在任何措施或总体目标之内", "these words stand in no measure and no goal")
        return [entry.fault("quote", nowhere)]
    missing = [key for key in _REQUIRED[entry.kind] if not entry.values.get(key)]
    if missing:
        needed = wrong("补录时必填", "an added row needs this", "请从列表中选择", "choose from the list")
        return [entry.fault(key, needed) for key in missing]
    base = _base(entry, span, whole, ground)
    if isinstance(base, Wrong):
        return [entry.fault("of", base)]
    claim, wrongs = corrected(base, {k: v for k, v in entry.values.items() if k != "of"}, ground)
    return [entry.fault(key, found) for key, found in wrongs] or claim


def twin_of(claim: Claim, ground: Ground, kind: str) -> Claim | None:
    """A claim of the draft that is about the same words, or the same body."""
    if isinstance(claim, ProposedBody):
        return next((one for one in ground.draft.bodies if claim.name in (one.name, *one.aliases)), None)
    about = getattr(claim, "subject", "")
    return next(
        (
            one
            for one in claims_of(ground.draft, kind)
            if one.span == claim.span and getattr(one, "subject", "") == about
        ),
        None,
    )


def next_id(home: str, letter: str, taken: set[str]) -> str:
    """The next free number below an element, or in the plan; one that was given away once is not given again."""
    below = f"{home}/{letter}" if home else letter
    pattern = re.compile(rf"{re.escape(below)}(\d+)")
    numbers = [int(match[1]) for name in taken if (match := pattern.fullmatch(name))]
    number = max(numbers, default=0) + 1
    return f"{below}{number:02}" if letter in "ab" else f"{below}{number}"


def home_of(claim: Claim, ground: Ground) -> str:
    """The element that numbers a claim."""
    match claim:
        case Condition():
            return claim.of[0]
        case Mention():
            return claim.of
        case ProposedBody():
            return ""
        case _:
            whole = ground.headings.whole(claim.span)
            return whole.id if whole else ""


def _place(entry: Entry, ground: Ground) -> Span | Wrong:
    """Where the copied words stand: at the given start, or at their only place."""
    found = list(ground.every(entry.quote))
    shown = visible(entry.quote, longest=60)
    if not found:
        return wrong(
            f"原文中没有“{shown}”",
            f"“{shown}” does not stand in the text",
            "请从原文照抄，标点也要一致",
            "copy it from the text, marks included",
        )
    if entry.kind == "bodies":
        return found[0]  # a body stands where it is named first
    if entry.start is not None:
        found = [place for place in found if place.start == entry.start] or found
    if len(found) > 1:
        starts = [str(place.start) for place in found[:_SHOWN]]
        return wrong(
            f"“{shown}”在原文中有 {len(found)} 处",
            f"“{shown}” stands in {len(found)} places",
            f"请抄长一些，或在“起”里填其中一个：{'、'.join(starts)}",
            f"copy more of them, or give one of the starts: {', '.join(starts)}",
        )
    return found[0]


def _base(entry: Entry, span: Span, whole: Measure | Goal | None, ground: Ground) -> Claim | Wrong:
    """A claim at the place with nothing but its kind; corrections fill in the rest."""
    quote = display(span.quote(ground.text))
    match entry.kind:
        case "actions":
            return Action(id="", span=span, verb="", object=quote, force=Force.PROMOTE, marker="")
        case "targets":
            kind = TargetKind(entry.values["kind"])
            return Target(id="", span=span, indicator="", subject="", kind=kind, comparator=None, marker="")
        case "bodies":
            return ProposedBody(id="", span=span, name=quote)
        case "responsibilities" if whole:
            return _responsibility(span, whole, quote, ground)
        case _:
            of = _of(entry, span, ground)
            return of if isinstance(of, Wrong) else _detail(entry.kind, span, quote, of)


def _detail(kind: str, span: Span, quote: str, of: str) -> Claim:
    if kind == "conditions":
        return Condition(id="", span=span, kind=ConditionKind.SCOPE, of=(of,), text=quote)
    if kind == "mentions":
        return Mention(id="", span=span, of=of, kind=MentionKind.PLACE, name=quote)
    title = quote.strip("《》")
    return DraftedDocument(
        id="", span=span, of=of, title=title, act=DocumentAct.DRAW_UP, titled=title != quote
    )


def _of(entry: Entry, span: Span, ground: Ground) -> str | Wrong:
    """The element that a detail belongs to: the one named, else the smallest that holds its words."""
    elements: list[Claim] = [*ground.draft.actions]
    if entry.kind != "documents":
        elements += ground.draft.targets
    if named := entry.values.get("of"):
        if any(element.id == named for element in elements):
            return named
        shown = visible(named, longest=60)
        return wrong(f"没有编号为 {shown} 的举措或目标", f"there is no action or target {shown}")
    holding = sorted((one for one in elements if one.span.holds(span)), key=lambda one: len(one.span))
    if holding:
        return holding[0].id
    return wrong(
        "看不出属于哪一条举措或目标",
        "which action or target this belongs to is not clear",
        "请在这里填它的编号，如 m03/a04",
        "give its id here, such as m03/a04",
    )


def _responsibility(span: Span, whole: Measure | Goal, name: str, ground: Ground) -> Responsibility:
    """A body where others are listed already, else in the bracket or sentence that names it."""
    beside = next((one for one in ground.draft.responsibilities if one.bracket.holds(span)), None)
    bracket = beside.bracket if beside else _bracket(span, whole, ground)
    return Responsibility(
        id="",
        span=span,
        element=beside.element if beside else whole.id,
        agency="",
        name_as_stated=name,
        role=Role.JOINT,
        position=1,
        bracket=bracket,
        covers=beside.covers if beside else None,
        open_list=beside.open_list if beside else False,
    )


def _bracket(span: Span, whole: Measure | Goal, ground: Ground) -> Span:
    """The bracket around a place within its measure, else its sentence."""
    opened = list(_OPEN_BRACKET.finditer(ground.text, whole.span.start, span.start))
    if opened and (closing := re.compile(r"[）)〕］】]").search(ground.text, span.end, whole.span.end)):
        return Span(opened[-1].start(), closing.end())
    stretches = ground.around(span)
    return stretches[1] if len(stretches) > 1 else span
