"""A text's lines, and whether its page or its writer has broken them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.extract.clauses import trimmed
from policykb.extract.numbering import lead_end
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STOPS = '。；！？：）】〕］.;:!?)]}”"…'
_SHORTEST_FULL = 15
_WRAPPED = 0.4
_FEWEST_WRAPPED = 3
_PLAY = 2
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; its own words start behind Markdown's marks."""

    span: Span
    words: int


def raw_lines(text: str) -> Iterator[Span]:
    """The lines that hold words, with the blanks and tabs that may be cells."""
    at = 0
    for raw in text.splitlines(keepends=True):
        words = raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if words.strip():
            yield Span(at, at + len(words))
        at += len(raw)


def lines_of(text: str, raw: Sequence[Span]) -> tuple[Line, ...]:
    """The lines without the blanks around them."""
    spans = (trimmed(text, span.start, span.end) for span in raw)
    return tuple(Line(span, lead_end(text, span)) for span in spans if span)


def full_width(text: str, lines: Sequence[Line]) -> int:
    """How long a line is that the page's edge has broken; 0 for a text whose lines are paragraphs.

    Lines that a page breaks are all about as long as the longest of them; headings are not.
    """
    long = [line.span for line in lines if len(line.span) >= _SHORTEST_FULL]
    broken = [len(span) for span in long if text[span.end - 1] not in STOPS]
    if len(broken) < _FEWEST_WRAPPED or len(broken) < _WRAPPED * len(long):
        return 0
    usual = sorted(broken)[len(broken) // 2]
    alike = sum(abs(length - usual) <= _PLAY for length in broken)
    return max(_SHORTEST_FULL, usual - _PLAY) if alike >= _ALIKE * len(broken) else 0


def runs_on(text: str, line: Span, full: int) -> bool:
    """Whether a line is broken where the page ends it, not its writer."""
    return bool(full) and len(line) >= full and text[line.end - 1] not in STOPS
