"""What became of each stretch of the text: sentences and layout, which together are all of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.draft.claims import Sentence
from policykb.extract.clauses import sentences, trimmed
from policykb.span import Span
from policykb.vocab import SentenceState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policykb.draft.claims import Claim, Draft
    from policykb.extract.outline import MeasurePart, Outline


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Span
    reason: str = ""
    """Why it needs no claim; empty for what does."""


def coverage(text: str, parts: Outline, places: Iterable[Span]) -> tuple[Sentence, ...]:
    """Every code point of the text in exactly one stretch, in order.

    Args:
        text: the whole plan.
        parts: its outline.
        places: where claims stand.
    """
    touched = bytearray(len(text))
    for span in places:
        touched[span.start : span.end] = b"\x01" * len(span)
    stretches = _filled(text, sorted(_known(text, parts), key=lambda stretch: stretch.span))
    return tuple(
        Sentence(
            index=index,
            span=stretch.span,
            measure=_measure(parts.measures, stretch.span),
            state=_state(stretch, touched),
            reason=stretch.reason,
        )
        for index, stretch in enumerate(stretches, 1)
    )


def claimed(draft: Draft) -> Iterator[Span]:
    """The places of a draft's claims; of a measure its title, of a goal nothing, for they hold others."""
    yield from (measure.title_span for measure in draft.measures)
    held: tuple[Sequence[Claim], ...] = (
        draft.actions,
        draft.targets,
        draft.responsibilities,
        draft.provisions,
        draft.conditions,
        draft.mentions,
        draft.documents,
    )
    for claims in held:
        yield from (claim.span for claim in claims)


def _state(stretch: _Stretch, touched: bytearray) -> SentenceState:
    if stretch.reason:
        return SentenceState.SKIPPED
    return (
        SentenceState.ENCODED
        if any(touched[stretch.span.start : stretch.span.end])
        else SentenceState.UNENCODED
    )


def _known(text: str, parts: Outline) -> Iterator[_Stretch]:
    """The stretches that the outline gives; none overlaps another."""
    if parts.title:
        yield _Stretch(parts.title, "title")
    for heading in parts.headings:
        yield _Stretch(heading, "heading")
    for goal in parts.goals:
        for sentence in sentences(text, goal.span):
            if not any(heading.overlaps(sentence) for heading in parts.headings):
                yield _Stretch(sentence)
    for measure in parts.measures:
        if title := trimmed(text, measure.span.start, _title_end(text, measure)):
            yield _Stretch(title)
        if measure.body:
            yield from map(_Stretch, sentences(text, measure.body))
        if measure.bracket:
            yield _Stretch(measure.bracket)


def _title_end(text: str, measure: MeasurePart) -> int:
    """Where a measure's title ends, its full stop included."""
    end = measure.title_span.end
    return end + 1 if text.startswith("。", end) else end


def _filled(text: str, known: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """The known stretches with all that lies between them."""
    at = 0
    for stretch in known:
        yield from _between(text, at, stretch.span.start)
        yield stretch
        at = stretch.span.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[_Stretch]:
    """What lies between two known stretches: blanks are layout, words are sentences."""
    for sentence in sentences(text, Span(start, end)) if start < end else ():
        if start < sentence.start:
            yield _Stretch(Span(start, sentence.start), "layout")
        yield _Stretch(sentence)
        start = sentence.end
    if start < end:
        yield _Stretch(Span(start, end), "layout")


def _measure(measures: Sequence[MeasurePart], span: Span) -> int:
    """The ordinal of the measure that a stretch lies in, 0 outside of all."""
    before = bisect_right(measures, span.start, key=lambda part: part.span.start)
    holds = before > 0 and measures[before - 1].span.holds(span)
    return measures[before - 1].ordinal if holds else 0
