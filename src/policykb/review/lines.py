"""The rows of a sheet that came back, each cell under the field that its heading names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.gate.sheets import RawSheet, Row, address
from policykb.report.words import Words
from policykb.review.cells_in import plain
from policykb.review.choices import Choices
from policykb.review.faults import Fault, Wrong, wrong
from policykb.review.layout import SheetLayout, by_heading

if TYPE_CHECKING:
    from policykb.draft.claims import Draft
    from policykb.gate.sheets import Cell

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that a workbook may be in: its words and lists."""

    words: Words
    choices: Choices

    @classmethod
    def of(cls, lang: str, draft: Draft) -> Tongue:
        """The language of a code, with the lists for a draft."""
        words = Words(lang)
        return cls(words, Choices(words, draft))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet with its cells by field."""

    sheet: RawSheet
    layout: SheetLayout
    tongue: Tongue
    columns: dict[str, int]
    row: Row

    def cell(self, key: str) -> Cell | None:
        """The cell of a field."""
        return self.row.cells.get(self.columns[key])

    def said(self, key: str) -> str:
        """The words in the cell of a field."""
        return plain(self.cell(key))

    def where(self, key: str) -> str:
        """The cell's name: ``责任分工!C14``."""
        return f"{self.sheet.name}!{address(self.columns[key], self.row.number)}"

    def cells(self) -> dict[str, str]:
        """The names of all cells by field."""
        return {key: self.where(key) for key in self.columns}

    def fault(self, key: str, found: Wrong) -> Fault:
        """What is wrong, at its cell."""
        return Fault(self.where(key), found)


def lines_of(sheet: RawSheet, layout: SheetLayout, tongue: Tongue) -> tuple[list[Line], list[Fault]]:
    """The sheet's rows that hold something, and what is wrong with its header or with merged cells."""
    if not sheet.rows:
        return [], []
    head, *below = sheet.rows
    columns, faults = _columns(sheet, layout)
    missing = [column.heading for column in layout.columns if column.key not in columns]
    if missing:
        gone = wrong(
            f"表头缺少“{'”“'.join(missing)}”",
            f"the header lacks {', '.join(missing)}",
            "请恢复第一行的表头",
            "put the first row back as it was",
        )
        return [], [*faults, Fault(f"{sheet.name}!{address(1, head.number)}", gone)]
    lines = []
    for row in below:
        line = Line(sheet, layout, tongue, columns, row)
        merged = next((key for key, at in columns.items() if sheet.is_merged(row.number, at)), None)
        if merged:
            told = wrong(
                "单元格被合并",
                "the cell is merged",
                "请取消合并，逐格填写",
                "unmerge it and fill in each cell",
            )
            faults.append(line.fault(merged, told))
        elif any(line.said(key) for key in columns):
            lines.append(line)
    return lines, faults


def _columns(sheet: RawSheet, layout: SheetLayout) -> tuple[dict[str, int], list[Fault]]:
    """Where each field's column is, whatever their order."""
    named = by_heading(layout)
    columns: dict[str, int] = {}
    faults = []
    for at, cell in sorted(sheet.rows[0].cells.items()):
        column = named.get(plain(cell))
        if column is None:
            continue
        if column.key in columns:
            place = f"{sheet.name}!{address(at, sheet.rows[0].number)}"
            told = wrong(f"“{column.heading}”一列出现两次", f"the column {column.heading} stands there twice")
            faults.append(Fault(place, told))
        columns.setdefault(column.key, at)
    return columns, faults
