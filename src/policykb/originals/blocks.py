"""What a file holds, in reading order: lines, and tables of cells that hold lines."""

from __future__ import annotations

from dataclasses import dataclass

JOINT = -1
"""The unit of what stands in no place of the file, such as the blank between two lines that are joined."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that stand together in one place of the file; ``unit``, ``at``, ``generated`` as in a piece."""

    text: str
    unit: int = JOINT
    at: int = 0
    generated: bool = False


Line = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over one or more columns; one that continues the cell above it shows that cell's words."""

    blocks: tuple[Block, ...]
    columns: int = 1
    continues: bool = False
    unit: int = 0
    at: int = 0

    def is_empty(self) -> bool:
        """Whether a reader sees nothing in it."""
        return not any(isinstance(block, Table) or plain(block).strip() for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, top to bottom and left to right."""

    rows: tuple[tuple[Cell, ...], ...]

    def is_frame(self) -> bool:
        """Whether it only lays out a page: a single column, a table in a table, or pages of text in a cell."""
        if all(len(row) <= 1 for row in self.rows):
            return True
        return any(
            isinstance(block, Table) for row in self.rows for cell in row for block in cell.blocks
        ) or any(_is_long(cell) for row in self.rows for cell in row)


Block = Line | Table

_MANY_LINES, _MANY_WORDS = 10, 1000


def plain(line: Line) -> str:
    """A line's words."""
    return "".join(stretch.text for stretch in line)


def _is_long(cell: Cell) -> bool:
    lines = [plain(block) for block in cell.blocks if not isinstance(block, Table)]
    return len(lines) > _MANY_LINES and sum(map(len, lines)) > _MANY_WORDS
