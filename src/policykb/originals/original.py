"""A file as it was received, the text read from it, and where each stretch of that text stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from policykb.phrase import Phrase
from policykb.text import PlanText


class Kind(StrEnum):
    """What sort of file a plan came in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, ``start`` to ``end``, that stands together in one place of the file.

    ``unit`` counts the file's own units from 0: the paragraph of a Word file in document order (cells included), the
    page of a PDF, the line of a text, Markdown or HTML file; ``at`` is the offset within it of the stretch's first
    character. ``generated`` marks words that the file shows but does not hold as text, such as an automatic number.
    """

    start: int
    end: int
    unit: int
    at: int
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """A plan's file: its kind, the text read from it, and the way back."""

    kind: Kind
    text: PlanText
    pieces: tuple[Piece, ...]
    data: bytes = field(repr=False)

    def piece(self, offset: int) -> Piece | None:
        """The piece that holds a place of the text, or none where a line break joins two of them."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if index < 0 or self.pieces[index].end <= offset:
            return None
        return self.pieces[index]

    def place(self, offset: int) -> Phrase:
        """Where a reader finds a place of the text in the file."""
        piece = self.piece(offset)
        if piece is None:
            return Phrase("", "")
        number, column = piece.unit + 1, piece.at + offset - piece.start + 1
        match self.kind:
            case Kind.WORD:
                return Phrase(f"第{number}段", f"paragraph {number}")
            case Kind.PDF:
                return Phrase(f"第{number}页", f"page {number}")
            case Kind.TEXT | Kind.MARKDOWN | Kind.HTML:
                return Phrase(f"第{number}行第{column}字", f"line {number}, character {column}")
