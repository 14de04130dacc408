"""Comments back into the author's own Word document, each on the words it is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.originals.original import Kind, Original, Piece
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.originals.word.body import Paragraph
    from policykb.originals.word.markers import Border


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says about a stretch of the text."""

    span: Span
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class _Range:
    """From one character of a paragraph to behind one of another; both the same where no words are meant."""

    first: int
    start: int
    last: int
    end: int


def commented(original: Original, comments: Sequence[Comment], *, on: str) -> bytes:
    """The original Word file with the comments added, in text order; the same bytes for the same input.

    Args:
        original: a Word document as it was read.
        comments: what to say, and about which stretch of the text.
        on: the day that the comments carry, ``YYYY-MM-DD``.

    Raises:
        InputError: the original is no Word document.
    """
    if original.kind is not Kind.WORD:
        raise InputError(
            "comments can be written into a Word document only",
            hint="give the plan as .docx",
            code="E_FORMAT",
            zh="只能在 Word 文档中加批注；请给 .docx 文件",
        )
    if not comments:
        return original.data
    from policykb.originals.word import comments as parts  # noqa: PLC0415 - only Word needs XML
    from policykb.originals.word.markers import mark  # noqa: PLC0415 - only Word needs XML
    from policykb.originals.word.reading import read_word  # noqa: PLC0415 - only Word needs XML

    found = read_word(original.data, where="")
    first = parts.first_free(found.container, found.root)
    ordered = sorted(comments, key=lambda comment: comment.span)
    notes = [parts.Note(first + at, said.author, said.text) for at, said in enumerate(ordered)]
    borders = _borders(original, ordered, found.paragraphs, first)
    style = parts.reference_style(found.container)
    for unit in sorted(borders):
        mark(found.paragraphs[unit], borders[unit], style)
    return parts.with_notes(found.container, found.root, notes, on=on)


def _borders(
    original: Original, comments: Sequence[Comment], paragraphs: Sequence[Paragraph], first: int
) -> dict[int, list[Border]]:
    """The range borders of each paragraph, by its unit."""
    from policykb.originals.word.markers import Border  # noqa: PLC0415 - only Word needs XML

    found: defaultdict[int, list[Border]] = defaultdict(list)
    for number, comment in enumerate(comments, first):
        place = _hosted(_range(original.pieces, comment.span), paragraphs)
        found[place.first].append(Border(place.start, begins=True, comment=number))
        found[place.last].append(Border(place.end, begins=False, comment=number))
    return found


def _range(pieces: Sequence[Piece], span: Span) -> _Range:
    """Where a span's words stand; of a span without any, the paragraph it belongs to."""
    low = bisect_right(pieces, span.start, key=lambda piece: piece.end)
    high = bisect_left(pieces, span.end, key=lambda piece: piece.start)
    held = [piece for piece in pieces[low:high] if not piece.generated]
    if not held:
        near = pieces[min(low, len(pieces) - 1)]
        return _Range(near.unit, 0, near.unit, 0)
    head, tail = held[0], held[-1]
    start = head.at + max(span.start - head.start, 0)
    return _Range(head.unit, start, tail.unit, tail.at + min(span.end, tail.end) - tail.start)


def _hosted(place: _Range, paragraphs: Sequence[Paragraph]) -> _Range:
    """The range in the paragraph that a text box hangs on, since Word takes no comment in a text box."""
    first, last = paragraphs[place.first], paragraphs[place.last]
    if (first.host, last.host) == (first.unit, last.unit):
        return place
    return _Range(first.host, 0, first.host, 0)
