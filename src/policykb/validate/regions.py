"""Where a remark stands, for programs: lines and columns of the file, or offsets of the text that was read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policykb.originals.original import Kind, Original

if TYPE_CHECKING:
    from policykb.span import Span

_LINED = frozenset({Kind.TEXT, Kind.MARKDOWN, Kind.HTML})


class Lines(NamedTuple):
    """A stretch of a file by lines and columns from 1; the end column is the one after its last character."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


def lines(original: Original | None, span: Span | None) -> Lines | None:
    """The lines of the file that hold a stretch of the text; none where the file has no lines, as Word and PDF have not."""
    if original is None or span is None or original.kind not in _LINED:
        return None
    held = [(at, piece) for at in (span.start, span.end - 1) if (piece := original.piece(at)) is not None]
    if not held:
        return None
    (first, begin), (last, end) = held[0], held[-1]
    return Lines(
        begin.unit + 1,
        begin.at + first - begin.start + 1,
        end.unit + 1,
        end.at + last - end.start + 2,
    )
