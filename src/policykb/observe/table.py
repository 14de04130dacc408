"""A table of figures from outside, CSV or XLSX, as lines of cells that know their place."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING

from policykb.errors import InputError, LimitError
from policykb.gate import limits
from policykb.gate.characters import place
from policykb.gate.decode import decode
from policykb.gate.sheets import Holds, address, read_sheets
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.gate.sheets import Cell as SheetCell

_LONGEST = 32_767  # what a spreadsheet program keeps of a cell
_PRECISION = 15  # digits that it keeps of a number
_FORMULA = Phrase(
    "是公式，结果可能已经过时；请粘贴为数值",
    "is a formula, whose result may be out of date; paste it as a value",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and its name, such as ``C7``; ``fault`` says why it cannot be used, ``percent`` how it is shown."""

    text: str
    at: str
    fault: Phrase | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The lines that hold something, each with its own number, and what the reader should know."""

    lines: tuple[tuple[int, tuple[Cell, ...]], ...]
    warnings: tuple[Phrase, ...] = ()


def read_table(data: bytes, name: str) -> Table:
    """The table in a CSV file or in a workbook's first sheet.

    Raises:
        InputError: it is neither, damaged, or ragged.
        LimitError: too many rows or columns, or too much to unpack.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsx" or data.startswith(b"PK"):
        return _workbook(data, name)
    if suffix in {".csv", ".tsv", ".txt", ""}:
        return _text(data, name, "\t" if suffix == ".tsv" else ",")
    raise InputError(
        f"no table: files that end in {suffix} are not read",
        where=place(name),
        hint="give a .csv or an .xlsx file; `policykb observations template` makes one",
        code="E_FORMAT",
        zh=f"不能把 {suffix} 文件读作表格；请用 .csv 或 .xlsx（policykb observations template 可生成模板）",
    )


def _text(data: bytes, name: str, delimiter: str) -> Table:
    decoded = decode(data, where=name)
    csv.field_size_limit(_LONGEST)
    most = limits.current()
    lines = []
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True), start=1
        ):
            _refuse_size(number, len(row), most, name)
            if any(cell.strip() for cell in row):
                cells = (
                    Cell(text.strip(), address(column, number)) for column, text in enumerate(row, start=1)
                )
                lines.append((number, tuple(cells)))
    except csv.Error as err:
        raise InputError(
            f"row {len(lines) + 1} is no CSV: {err}",
            where=place(name),
            hint="look for a quotation mark that is not closed",
            code="E_FORMAT",
            zh=f"第{len(lines) + 1}行附近不是合规的 CSV（{err}）；请检查引号是否成对",
        ) from err
    _refuse_ragged(lines, name)
    return Table(tuple(lines), decoded.warnings)


def _workbook(data: bytes, name: str) -> Table:
    book = read_sheets(data, where=name)
    first = book.sheets[0]
    lines = []
    for row in first.rows:
        last = max(row.cells)
        cells = (_cell(row.cells.get(column), address(column, row.number)) for column in range(1, last + 1))
        lines.append((row.number, tuple(cells)))
    others = [sheet.name for sheet in book.sheets[1:]]
    told = Phrase(
        f"只读第一张工作表“{first.name}”；未读：{'、'.join(others)}",
        f"the first sheet “{first.name}” alone is read; not read: {', '.join(others)}",
    )
    return Table(tuple(lines), (told,) if others else ())


def _cell(cell: SheetCell | None, at: str) -> Cell:
    if cell is None:
        return Cell("", at)
    match cell.holds:
        case Holds.FORMULA:
            return Cell("", at, _FORMULA)
        case Holds.ERROR:
            return Cell("", at, Phrase(f"是错误值 {cell.text}", f"is the error {cell.text}"))
        case Holds.NUMBER | Holds.PERCENT as kind:
            percent = kind is Holds.PERCENT
            return Cell(_number(cell.text, times=100 if percent else 1), at, percent=percent)
        case Holds.DATE | Holds.WORDS | Holds.BOOLEAN as kind:
            return Cell(cell.text[:10] if kind is Holds.DATE else cell.text.strip(), at)


def _number(text: str, times: int = 1) -> str:
    """A number without the noise of binary fractions, and without an exponent."""
    exact = Decimal(f"{float(text):.{_PRECISION}g}") * times
    return f"{exact.normalize():f}"


def _refuse_size(rows: int, columns: int, now: limits.Limits, name: str) -> None:
    for limit, count in (("sheet_rows", rows), ("sheet_columns", columns)):
        if count > getattr(now, limit):
            more = limits.how_to_raise(limit)
            what = Phrase("行", "rows") if limit == "sheet_rows" else Phrase("列", "columns")
            raise LimitError(
                f"more than {count - 1} {what.en}",
                where=place(name),
                hint=more.en,
                code="E_SIZE",
                zh=f"超过 {count - 1} {what.zh}；{more.zh}",
            )


def _refuse_ragged(lines: Sequence[tuple[int, tuple[Cell, ...]]], name: str) -> None:
    """Refuse a line with more or fewer cells than the first: one of them would be read under a wrong heading."""
    for number, cells in lines[1:]:
        if len(cells) != len(lines[0][1]):
            raise InputError(
                f"row {number} has {len(cells)} cells and the heading {len(lines[0][1])}",
                where=place(name),
                hint="a text that holds a comma needs quotation marks",
                code="E_FORMAT",
                zh=f"第{number}行有 {len(cells)} 格，表头有 {len(lines[0][1])} 格；含逗号的文字须加引号",
            )
