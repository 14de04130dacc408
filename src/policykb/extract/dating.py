"""By when actions are to be done, and what a date in a tag, a column or a heading says for all of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from policykb.extract.clauses import sentences
from policykb.extract.deadlines import written
from policykb.extract.force import doubt
from policykb.extract.setting import Setting, setting
from policykb.extract.subjects import doubt as target_doubt
from policykb.vocab import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.draft.claims import Action, Deadline, Target
    from policykb.extract.deadlines import Written
    from policykb.span import Span

_Due = TypeVar("_Due", "Action", "Target")


class Dated(NamedTuple):
    """Actions and targets with their deadlines."""

    actions: tuple[Action, ...]
    targets: tuple[Target, ...]


def dated(text: str, body: Span, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions of a measure's body with their deadlines.

    A date that opens a sentence holds for all actions up to its full stop, and is inherited by those that
    do not hold it themselves; a date inside an action's own words may only describe its object. Without
    either, the date in the heading above holds.
    """
    whole = setting(text)
    leads = _leads(text, body, whole)
    return tuple(_dated(text, action, leads, whole) for action in actions)


def _leads(text: str, body: Span, whole: Setting) -> list[tuple[Span, Written]]:
    """The sentences that a date opens, or that follow such a one after a semicolon."""
    leads: list[tuple[Span, Written]] = []
    lead: Written | None = None
    for sentence in sentences(text, body):
        first = next(iter(written(text, sentence, whole.calendar)), None)
        if first and first.span.start == sentence.start:
            lead = first if first.due and not whole.is_over(first) else None
        leads += [(sentence, lead)] if lead else []
        lead = lead if text[sentence.end - 1] in "；;" else None
    return leads


def inherit(actions: Sequence[Action], targets: Sequence[Target], deadline: Deadline) -> Dated:
    """The claims of an element whose tag or table row says by when: it holds for those with no date nearer."""
    return Dated(
        tuple(_inheriting(action, deadline) for action in actions),
        tuple(_inheriting(target, deadline) for target in targets),
    )


def _inheriting(claim: _Due, deadline: Deadline) -> _Due:
    """The claim with the date, unless it has its own; what was doubted for want of one is settled."""
    held = claim.deadline
    settled = target_doubt("heading", stated=held.stated) if held else target_doubt("undated")
    doubts = claim.doubt.split("；")
    if held and settled not in doubts:
        return claim
    remaining = "；".join(one for one in doubts if one != settled)
    confidence = claim.confidence if remaining else Confidence.CERTAIN
    return replace(claim, deadline=replace(deadline, inherited=True), doubt=remaining, confidence=confidence)


def _dated(text: str, action: Action, leads: Sequence[tuple[Span, Written]], whole: Setting) -> Action:
    own = next((one for one in written(text, action.span, whole.calendar) if one.due), None)
    if own and not whole.is_over(own):
        inside = own.span.start > text.find(action.verb, action.span.start)
        doubts = [doubt("date_inside")] if inside else []
        doubts += [target_doubt("inferred_year", stated=own.words)] if own.inferred else []
        return _doubted(replace(action, deadline=own.due), doubts)
    at = bisect_right(leads, action.span.start, key=lambda lead: lead[0].start) - 1
    if at >= 0 and leads[at][0].holds(action.span):
        lead = leads[at][1]
        doubts = [target_doubt("inferred_year", stated=lead.words)] if lead.inferred else []
        due = replace(lead.due, inherited=True) if lead.due else None
        return _doubted(replace(action, deadline=due), doubts)
    if heading := whole.due(action.span.start):
        said = target_doubt("heading", stated=heading.stated)
        return _doubted(replace(action, deadline=replace(heading, inherited=True)), [said])
    return action


def _doubted(action: Action, doubts: Sequence[str]) -> Action:
    if not doubts:
        return action
    together = "；".join(filter(None, (action.doubt, *doubts)))
    return replace(action, doubt=together, confidence=Confidence.LIKELY)
