"""The rows of a page's table, with cells that reach down told in each row they reach."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policykb.errors import LimitError
from policykb.originals.blocks import Cell, Table

_FREE, _RATIO = 10_000, 20


@dataclass(slots=True)
class Tally:
    """How many cells a page holds, and in how many places below they are told again."""

    cells: int = 0
    below: int = 0


class Rows:
    """Builds a table cell by cell; the tally is the whole page's."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._rows: list[tuple[Cell, ...]] = []
        self._row: list[Cell] = []
        self._column = 0
        self._hanging: dict[int, tuple[int, Cell]] = {}

    def add(self, cell: Cell, rows: int) -> None:
        """The next cell of the row, which reaches over so many rows."""
        self._tally.cells += 1
        self._hang()
        if rows > 1:
            below = replace(cell, blocks=(), continues=True)
            self._hanging[self._column] = (rows - 1, below)
        self._put(cell)

    def end(self, *, is_shown: bool) -> None:
        """Ends the row; one without cells of its own is none."""
        if self._row and is_shown:
            self._hang()
            for column in sorted(place for place in self._hanging if place > self._column):
                if column > self._column:
                    self._put(Cell((), columns=column - self._column))
                self._hang()
            self._rows.append(tuple(self._row))
        self._row, self._column = [], 0

    def table(self) -> Table | None:
        """The table, if it has a row."""
        return Table(tuple(self._rows)) if self._rows else None

    def _hang(self) -> None:
        """The cells from above that stand at this place of the row."""
        while self._column in self._hanging:
            left, cell = self._hanging.pop(self._column)
            if left > 1:
                self._hanging[self._column] = (left - 1, cell)
            self._tally.below += 1
            if self._tally.below > _FREE + _RATIO * self._tally.cells:
                raise LimitError(
                    "table cells that reach over far too many rows",
                    hint="copy the words into a plain document",
                    code="E_SIZE",
                    zh="表格中单元格跨行过多；请把文字复制到普通文档",
                )
            self._put(cell)

    def _put(self, cell: Cell) -> None:
        self._row.append(cell)
        self._column += cell.columns
