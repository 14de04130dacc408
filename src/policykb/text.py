"""A plan's words as they were received, and the name they go by: their SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.gate.decode import decode
from policykb.gate.files import read_bytes
from policykb.phrase import Phrase
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan's text, untouched; every span counts its code points.

    ``sha256`` is of the text in UTF-8. ``warnings`` tell a reader what to check, such as an encoding
    that had to be guessed.
    """

    content: str
    sha256: str
    warnings: tuple[Phrase, ...] = ()

    @classmethod
    def from_bytes(cls, data: bytes, *, where: object = "") -> PlanText:
        """The text that the bytes hold."""
        decoded = decode(data, where=where)
        digest = hashlib.sha256(decoded.text.encode("utf-8")).hexdigest()
        return cls(decoded.text, digest, decoded.warnings)

    @classmethod
    def read(cls, path: Path) -> PlanText:
        """The text of a file."""
        return cls.from_bytes(read_bytes(path), where=path)


@dataclass(frozen=True, slots=True)
class Unbroken:
    """A stretch of a text without its line breaks, so that a word over a page break is one word.

    ``places`` holds where each of the words' code points stands in the text.
    """

    words: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, span: Span) -> Unbroken:
        """The stretch, with blanks around its line breaks gone."""
        places = tuple(at for piece in _pieces(text, span) for at in range(piece.start, piece.end))
        return cls("".join(text[at] for at in places), places)

    def span(self, start: int, end: int) -> Span:
        """Where in the text a part of the words stands."""
        return Span(self.places[start], self.places[end - 1] + 1)


def display(quote: str) -> str:
    """A quote on one line: the page breaks inside it are gone, a space stays between Latin words."""
    joined = ""
    for piece in _pieces(quote, Span(0, len(quote))) if quote else ():
        words = piece.quote(quote)
        apart = joined and joined[-1].isascii() and words[0].isascii()
        joined += (" " if apart else "") + words
    return joined


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """What is left of a stretch's lines without the blanks at their ends."""
    at = span.start
    for raw in span.quote(text).splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = at + raw.index(words)
            yield Span(start, start + len(words))
        at += len(raw)
