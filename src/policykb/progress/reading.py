"""The rows of a ledger that came back, found by their headings and ids, wherever sorting and filtering put them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate.characters import visible
from policykb.gate.sheets import Holds, address, read_sheets
from policykb.progress.entries import Filled, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.gate.sheets import Cell, RawSheet, Row

_NEEDED = ("id", "status")
Headings = "Mapping[str, tuple[str, ...]]"
"""The headings a column may have, in either language, by the column's key."""


def read_ledger(data: bytes, headings: Mapping[str, tuple[str, ...]], *, where: str) -> tuple[Line, ...]:
    """Every row of the ledger sheet that has an id.

    Args:
        data: the workbook.
        headings: by column key, the headings it may stand under; ``id`` and ``status`` must be there.
        where: the file, as the user named it.

    Raises:
        InputError: it is no workbook, or none of its sheets is a ledger.
        LimitError: it is larger than the gate allows.
    """
    for sheet in read_sheets(data, where=where).sheets:
        if found := _columns(sheet, headings):
            row, columns = found
            return tuple(_lines(sheet, row, columns))
    raise InputError(
        "no sheet of the workbook is a ledger: the headings of the row id and of the state are missing",
        where=where,
        hint="fill in the ledger.xlsx of a report, and leave its headings as they are",
        code="E_FORMAT",
        zh="工作簿里没有台账：缺“编号”“状态”两列的表头；请在报告生成的 ledger.xlsx 上填报，不要改动表头",
    )


def _columns(sheet: RawSheet, headings: Mapping[str, tuple[str, ...]]) -> tuple[int, dict[str, int]] | None:
    for row in sheet.rows[:5]:
        named = {cell.text.strip(): column for column, cell in row.cells.items()}
        found = {
            key: named[heading]
            for key, options in headings.items()
            for heading in options
            if heading in named
        }
        if all(key in found for key in _NEEDED):
            return row.number, found
    return None


def _lines(sheet: RawSheet, head: int, columns: dict[str, int]) -> Iterable[Line]:
    for row in sheet.rows:
        if row.number <= head or columns["id"] not in row.cells:
            continue
        name = visible(row.cells[columns["id"]].text.strip(), longest=60)
        filled = {
            key: _filled(row, column, row.cells.get(column)) for key, column in columns.items() if key != "id"
        }
        yield Line(name, row.number, visible(sheet.name, longest=40), filled)


def _filled(row: Row, column: int, cell: Cell | None) -> Filled:
    at = address(column, row.number)
    if cell is None:
        return Filled("", at)
    text = cell.text.partition("T")[0] if cell.holds is Holds.DATE else cell.text
    if cell.holds is Holds.PERCENT:
        text = f"{float(cell.text) * 100:g}"
    return Filled(text, at, formula=cell.holds in {Holds.FORMULA, Holds.ERROR})
