"""What a person struck out of a draft: found again in a new text, and not read anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policykb.draft.claims import Claim, Rejected, Target
from policykb.extract.anchoring import anchored
from policykb.extract.coverage import claimed
from policykb.extract.register import body_slug
from policykb.vocab import SentenceState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.draft.claims import Draft, Sentence

REASON = "reviewed"
"""Why a sentence needs no claim when a person found that it says nothing to encode."""


def moved_rejections(
    reviewed: Draft, old: str, fresh: Draft, new: str
) -> tuple[tuple[Rejected, ...], tuple[Rejected, ...]]:
    """The reviewed draft's rejections at their places in the new text, and those whose words are gone."""
    wholes = {measure.title_span: measure.span for measure in fresh.measures}
    standing: list[Rejected] = []
    gone: list[Rejected] = []
    for record in reviewed.rejected:
        held: Any = record.held
        # A measure stands while its title does.
        moved = anchored(replace(held, span=held.title_span) if record.measure else held, old, new)
        if moved and record.measure:
            moved = replace(moved, span=wholes.get(moved.title_span, moved.span))
        if moved is None:
            gone.append(record)
        else:
            standing.append(replace(record, **{record.kind: moved}))
    return tuple(standing), tuple(gone)


def without_parts(fresh: Draft, struck: Iterable[Rejected]) -> Draft:
    """The fresh draft without the measures and goals that a person struck out; what they hold has no home then."""
    titles = {record.measure.title_span for record in struck if record.measure}
    years = {record.goal.year for record in struck if record.goal}
    return replace(
        fresh,
        measures=tuple(measure for measure in fresh.measures if measure.title_span not in titles),
        goals=tuple(goal for goal in fresh.goals if goal.year not in years),
    )


def without_struck_bodies(draft: Draft) -> Draft:
    """The draft without the proposed bodies that a person struck out, unless some responsibility names one."""
    names = {record.body.name for record in draft.rejected if record.body}
    named = {duty.agency for duty in draft.responsibilities}
    return replace(
        draft,
        bodies=tuple(
            body for body in draft.bodies if body.name not in names or body_slug(draft.plan, body.id) in named
        ),
    )


def is_struck(claim: Claim, struck: Iterable[Rejected]) -> bool:
    """Whether a person struck out what this claim says: one of its kind about the same thing at the same place."""
    return any(
        type(record.held) is type(claim)
        and record.held.span == claim.span
        and _about(record.held) == _about(claim)
        for record in struck
    )


def as_decided(record: Rejected) -> Claim | Sentence:
    """What was struck out, with who did it."""
    held = record.held
    return replace(held, review=record.review) if isinstance(held, Claim) else held


def settled(draft: Draft) -> Draft:
    """The draft with its sentences' states as its claims have them; where a person found nothing, that is the reason."""
    touched = bytearray(draft.text_length)
    for span in claimed(draft):
        touched[span.start : span.end] = b"\x01" * len(span)
    struck = [record.held.span for record in draft.rejected]
    sentences = []
    for sentence in draft.sentences:
        if sentence.reason not in {"", REASON}:
            sentences.append(sentence)
            continue
        read = any(touched[sentence.span.start : sentence.span.end])
        passed = not read and any(span.overlaps(sentence.span) for span in struck)
        sentences.append(_with_state(sentence, read=read, passed=passed))
    return replace(draft, sentences=tuple(sentences))


def _with_state(sentence: Sentence, *, read: bool, passed: bool) -> Sentence:
    state = SentenceState.SKIPPED if passed else SentenceState.UNENCODED
    return replace(sentence, state=SentenceState.ENCODED if read else state, reason=REASON if passed else "")


def _about(claim: Claim | Sentence) -> str:
    """What tells claims of one kind at one place apart."""
    return claim.subject if isinstance(claim, Target) else ""
