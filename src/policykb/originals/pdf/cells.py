"""The words of a ruled table: hard wraps in a cell joined, merged cells told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.originals.blocks import Cell, Table
from policykb.originals.pdf.paragraphs import first_word, joined
from policykb.originals.pdf.rows import rows

if TYPE_CHECKING:
    from policykb.originals.blocks import Line
    from policykb.originals.pdf.tables import Box, Grid

_PADDING = 1.4


def table(grid: Grid, page: int) -> Table:
    """The table's rows; one without a word is left out."""
    covering = {
        (box.row + down, box.column + across): box
        for box in grid.boxes
        for down in range(box.rows)
        for across in range(box.columns)
    }
    lines = []
    for row in range(grid.rows):
        boxes = list(dict.fromkeys(covering[row, column] for column in range(grid.columns)))
        if any(box.row == row and not _is_blank(box) for box in boxes):
            lines.append(tuple(_cell(box, row, page) for box in boxes))
    return Table(tuple(lines))


def _cell(box: Box, row: int, page: int) -> Cell:
    at = min((sign.at for sign in box.signs), default=0)
    blocks = () if box.row < row else _lines(box)
    return Cell(tuple(blocks), columns=box.columns, continues=box.row < row, unit=page, at=at)


def _is_blank(box: Box) -> bool:
    return all(sign.text.isspace() for sign in box.signs)


def _lines(box: Box) -> list[Line]:
    """The cell's lines, those that were wrapped at its edge as one."""
    found: list[Line] = []
    last = None
    for row in rows(box.signs):
        if last is not None:
            room = box.x1 - box.x0 - (last.x1 - last.x0) - _PADDING * last.size
            if room < first_word(row):
                found[-1] = joined(found[-1], row.line())
                last = row
                continue
        found.append(row.line())
        last = row
    return found
