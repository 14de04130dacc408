"""Sentences and clauses: where the text stops, outside brackets and quotation marks."""

from __future__ import annotations

from policykb.extract.brackets import open_positions
from policykb.span import Span

_STOPS = frozenset("。；！？;")
_COMMAS = frozenset("，,")


def sentences(text: str, body: Span) -> tuple[Span, ...]:
    """The sentences of a stretch, each with its closing mark and without the blanks around it.

    A page break does not end a sentence; a semicolon does.
    """
    ends = [at + 1 for at, mark in open_positions(text, body) if mark in _STOPS]
    starts = [body.start, *ends]
    return _trimmed(text, list(zip(starts, [*ends, body.end], strict=True)))


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """The clauses of a sentence, without the commas between them and without its closing mark."""
    cuts = [at for at, mark in open_positions(text, sentence) if mark in _STOPS or _is_comma(text, at, mark)]
    starts = [sentence.start, *(at + 1 for at in cuts)]
    return _trimmed(text, list(zip(starts, [*cuts, sentence.end], strict=True)))


def _is_comma(text: str, at: int, mark: str) -> bool:
    """Whether a comma parts clauses; the one in 1,195 does not."""
    digits = text[max(at - 1, 0) : at].isdigit() and text[at + 1 : at + 2].isdigit()
    return mark in _COMMAS and not (mark == "," and digits)


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
