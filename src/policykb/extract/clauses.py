"""Sentences and clauses: where the text stops, outside brackets and quotation marks."""

from __future__ import annotations

import re

from policykb.extract.brackets import open_places
from policykb.span import Span

_STOPS = re.compile("[。；！？;]")
# The comma of 1,195 parts nothing, nor does the wide one between up to three digits and just three.
_CUTS = re.compile(
    r"[。；！？;]|,(?!\d)|(?<!\d),"
    r"|，(?!\d{3}(?!\d))|(?<!\d)，|(?<=\d{4})，|(?<=[.．]\d)，|(?<=[.．]\d\d)，|(?<=[.．]\d{3})，"
)


def sentences(text: str, body: Span) -> tuple[Span, ...]:
    """The sentences of a stretch, each with its closing mark and without the blanks around it.

    A page break does not end a sentence; a semicolon does.
    """
    ends = [at + 1 for at in open_places(text, body, _STOPS)]
    starts = [body.start, *ends]
    return _trimmed(text, list(zip(starts, [*ends, body.end], strict=True)))


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """The clauses of a sentence, without the commas between them and without its closing mark."""
    cuts = list(open_places(text, sentence, _CUTS))
    starts = [sentence.start, *(at + 1 for at in cuts)]
    return _trimmed(text, list(zip(starts, [*cuts, sentence.end], strict=True)))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without the blanks around it; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _trimmed(text: str, stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans = (trimmed(text, start, end) for start, end in stretches)
    return tuple(span for span in spans if span)
