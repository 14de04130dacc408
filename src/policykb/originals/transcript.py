"""The text of a file as it grows, line by line, and where each stretch of it stands."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policykb.gate import characters
from policykb.originals.blocks import JOINT, Stretch, Table
from policykb.originals.original import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policykb.originals.blocks import Block, Cell, Line

DITTO = "〃"
"""What a cell says that is merged with the one above it."""
_BREAKS = re.compile(r"[\t\n]")


class Transcript:
    """Text and pieces; ``dropped`` counts the characters that no text may hold."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self.pieces: list[Piece] = []
        self.dropped: Counter[str] = Counter()

    @property
    def text(self) -> str:
        """All that has been written."""
        return "".join(self._texts)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Writes each line on a line of its own, and each row of a table too."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._line(block)

    def _line(self, line: Line) -> None:
        for stretch in line:
            self._write(stretch)
        self._join("\n")

    def _table(self, table: Table) -> None:
        if table.is_frame():
            self.blocks(block for row in table.rows for cell in row for block in cell.blocks)
            return
        filled: dict[int, bool] = {}
        for row in table.rows:
            if len(row) == 1:
                self.blocks(row[0].blocks)
            else:
                self._row(row, filled)

    def _row(self, row: Sequence[Cell], filled: dict[int, bool]) -> None:
        """One line; a cell over several columns is followed by empty ones, so that columns keep their number."""
        column = 0
        for cell in row:
            self._join("\t" if column else "")
            if cell.continues:
                if filled.get(column):
                    self._write(Stretch(DITTO, cell.unit, cell.at, generated=True))
            else:
                filled[column] = not cell.is_empty()
                self._cell(cell)
            self._join("\t" * (cell.columns - 1))
            column += cell.columns
        self._join("\n")

    def _cell(self, cell: Cell) -> None:
        """The cell's lines with a blank between them."""
        started = False
        for block in cell.blocks:
            if isinstance(block, Table) or not any(stretch.text.strip() for stretch in block):
                continue
            if started:
                self._join(" ")
            for stretch in block:
                text = _BREAKS.sub(" ", stretch.text)
                self._write(Stretch(text, stretch.unit, stretch.at, stretch.generated))
            started = True

    def _join(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)

    def _write(self, stretch: Stretch) -> None:
        if characters.is_plain(stretch.text) or not any(map(_is_dropped, stretch.text)):
            self._keep(stretch)
            return
        start = 0
        for at, char in enumerate((*stretch.text, "\0")):
            if not _is_dropped(char):
                continue
            kept = stretch.text[start:at]
            self._keep(Stretch(kept, stretch.unit, stretch.at + start, stretch.generated))
            self.dropped.update(stretch.text[at : at + 1])
            start = at + 1

    def _keep(self, stretch: Stretch) -> None:
        """Writes it, as part of the last piece where it follows that in the file too."""
        if not stretch.text:
            return
        start = self._length
        self._join(stretch.text)
        if stretch.unit == JOINT:
            return
        last = self.pieces[-1] if self.pieces else None
        if (
            last is not None
            and (last.end, last.unit, last.at + last.end - last.start) == (start, stretch.unit, stretch.at)
            and not (last.generated or stretch.generated)
        ):
            self.pieces[-1] = Piece(last.start, self._length, last.unit, last.at)
        else:
            self.pieces.append(Piece(start, self._length, stretch.unit, stretch.at, stretch.generated))


def _is_dropped(char: str) -> bool:
    """Whether a character is no part of the words: a text that starts with U+FEFF would lose it when saved."""
    return char == "\ufeff" or characters.is_refused(char)
