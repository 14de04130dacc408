"""By when actions are to be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.extract.clauses import sentences
from policykb.extract.deadlines import deadlines
from policykb.extract.force import doubt
from policykb.vocab import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.draft.claims import Action, Deadline
    from policykb.span import Span


def dated(text: str, body: Span, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions of a measure's body with their deadlines.

    A date that opens the sentence holds for all actions in it, and is inherited by those that do not
    hold it themselves; a date inside an action's own words may only describe its object.
    """
    leads = {
        sentence: lead
        for sentence in sentences(text, body)
        for lead in deadlines(text, sentence)[:1]
        if lead.span.start == sentence.start
    }
    return tuple(_dated(text, action, leads) for action in actions)


def _dated(text: str, action: Action, leads: dict[Span, Deadline]) -> Action:
    own = next(iter(deadlines(text, action.span)), None)
    if own and own.span.start == action.span.start:
        return replace(action, deadline=own)
    if own:
        doubts = "；".join(filter(None, (action.doubt, doubt("date_inside"))))
        return replace(action, deadline=own, doubt=doubts, confidence=Confidence.LIKELY)
    lead = next((lead for sentence, lead in leads.items() if sentence.holds(action.span)), None)
    return replace(action, deadline=replace(lead, inherited=True)) if lead else action
