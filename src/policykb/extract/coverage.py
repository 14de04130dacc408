"""What became of each stretch of the text: sentences and layout, which together are all of it."""

from __future__ import annotations

import re
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


_WORD = re.compile(r"\w")


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
        draft.bodies,
    )
    for claims in held:
        for claim in claims:
            yield claim.span
            if deadline := getattr(claim, "deadline", None):
                yield deadline.span


def _state(stretch: _Stretch, touched: bytearray) -> SentenceState:
    if stretch.reason:
        return SentenceState.SKIPPED
    return (
        SentenceState.ENCODED
        if any(touched[stretch.span.start : stretch.span.end])
        else SentenceState.UNENCODED
    )


def _known(text: str, parts: Outline) -> Iterator[_Stretch]:
    """The stretches that the outline gives; an item's number belongs to the sentence behind it."""
    if parts.title:
        yield _Stretch(parts.title, "title")
    yield from (_Stretch(heading, "heading") for heading in parts.headings)
    yield from (_Stretch(span, reason) for span, reason in parts.beside)
    yield from (_Stretch(tag.span) for tag in parts.heads)
    fronts = {_first_word(text, number.end): number.start for number in parts.numbers}
    for goal in parts.goals:
        for body in goal.bodies:
            yield from _sentences(text, body, fronts)
    for measure in parts.measures:
        yield from _of_measure(text, measure, fronts)


def _of_measure(text: str, measure: MeasurePart, fronts: dict[int, int]) -> Iterator[_Stretch]:
    first = measure.bodies[0].start if measure.bodies else measure.span.end
    end = _title_end(text, measure)
    if measure.title_span and measure.title_span.start < first and measure.span.start < end <= first:
        if title := trimmed(text, measure.span.start, end):
            yield _Stretch(title)
    else:
        fronts[first] = min(measure.span.start, first)
    yield from (_Stretch(heading, "heading") for heading in measure.inner)
    for body in measure.bodies:
        yield from _sentences(text, body, fronts)
    yield from (_Stretch(tag.span) for tag in measure.tags if not tag.outside)
    yield from (_Stretch(ditto, "ditto") for ditto in measure.dittos)
    if measure.due and measure.span.holds(measure.due) and measure.due not in measure.dittos:
        yield _Stretch(measure.due)


def _sentences(text: str, body: Span, fronts: dict[int, int]) -> Iterator[_Stretch]:
    for sentence in sentences(text, body):
        yield _Stretch(Span(fronts.get(sentence.start, sentence.start), sentence.end))


def _first_word(text: str, at: int) -> int:
    """Where words start at or behind a place."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _title_end(text: str, measure: MeasurePart) -> int:
    """Where a measure's title ends, its full stop or colon included."""
    end = measure.title_span.end if measure.title_span else measure.span.start
    return end + 1 if text.startswith(("。", "：", ":"), end) else end


def _filled(text: str, known: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """The known stretches with all that lies between them."""
    at = 0
    for stretch in known:
        if stretch.span.end <= at:
            continue
        span = Span(max(at, stretch.span.start), stretch.span.end)
        yield from _between(text, at, span.start)
        yield _Stretch(span, stretch.reason)
        at = span.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[_Stretch]:
    """What lies between two known stretches: blanks and marks without a word are layout, words are sentences."""
    for sentence in sentences(text, Span(start, end)) if start < end else ():
        if not _WORD.search(text, sentence.start, sentence.end):
            continue
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
