"""A plain text: its own words, untouched, each line a piece."""

from __future__ import annotations

import hashlib

from policykb.gate.decode import Decoded, decode
from policykb.originals.lines import Lines
from policykb.originals.original import Piece
from policykb.phrase import Phrase
from policykb.text import PlanText

_MARKS_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(data: bytes, *, where: object) -> tuple[PlanText, tuple[Piece, ...]]:
    """The text and its lines as pieces."""
    found, warnings = decoded(data, where=where)
    words = found.text
    lines = Lines.of(words)
    pieces = tuple(
        Piece(start, end, line, 0)
        for line, (start, end) in enumerate(zip(lines.starts, lines.ends, strict=True))
        if start < end
    )
    digest = hashlib.sha256(words.encode("utf-8")).hexdigest()
    return PlanText(words, digest, (*found.warnings, *warnings)), pieces


def decoded(data: bytes, *, where: object) -> tuple[Decoded, tuple[Phrase, ...]]:
    """The text that the bytes hold, and a warning on form feeds.

    A form feed becomes a line break: one character for one, so that every offset stays.
    """
    warnings: tuple[Phrase, ...] = ()
    # In the encodings that are read, but for UTF-16, this byte is never part of another character.
    if (count := data.count(b"\f")) and not data.startswith(_MARKS_16):
        data = data.replace(b"\f", b"\n")
        warnings = (Phrase(f"{count} 个分页符按换行读取", f"form feeds, read as line breaks: {count}"),)
    return decode(data, where=where), warnings


def guessed(found: Decoded) -> tuple[Phrase, ...]:
    """The warning that an encoding was guessed; what else a source holds is told of the text read from it."""
    return found.warnings[:1] if found.encoding in {"gb18030", "big5"} else ()
