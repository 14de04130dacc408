"""What may stand in a line of figures; what cannot is told with the name of its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from policykb.gate.characters import visible
from policykb.observe.periods import is_period
from policykb.observe.table import Cell
from policykb.observe.things import KINDS, measures, nearest, thing
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.observe.columns import Column

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_LONGEST = 4000
_DAYS = ("period", "as_of", "published_on")
_FORMS = {
    "id": (
        re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,58}[A-Za-z0-9])?"),
        Phrase("编号只用字母、数字和连字符", "use letters, digits and hyphens"),
    ),
    "series": (
        re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"),
        Phrase("序列代号只用小写字母、数字和连字符", "use small letters, digits and hyphens"),
    ),
    "baseline_year": (
        re.compile(r"(?:19|20)[0-9]{2}"),
        Phrase("须是年份，如 2020", "must be a year, such as 2020"),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell, or a row by its first cell, and why it cannot stand."""

    at: str
    problem: Phrase


@dataclass(slots=True)
class Line:
    """One line under its headings, with the faults found so far."""

    cells: Mapping[str, Cell]
    first: str
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What stands in a column."""
        cell = self.cells.get(name)
        return cell.text if cell else ""

    def refuse(self, name: str, zh: str, en: str) -> None:
        """Keeps a fault of a column's cell."""
        cell = self.cells.get(name)
        self.faults.append(Fault(cell.at if cell else self.first, Phrase(zh, en)))

    def is_faulty(self, name: str) -> bool:
        """Whether a column's cell cannot be used at all."""
        cell = self.cells.get(name)
        return cell is not None and cell.fault is not None


def check(line: Line, astray: Sequence[Cell], columns: Sequence[Column]) -> None:
    """Finds the faults of a line; ``astray`` are its cells under no heading."""
    line.faults += [Fault(cell.at, cell.fault) for cell in (*line.cells.values(), *astray) if cell.fault]
    told = Phrase("不在任何表头之下", "stands under no heading")
    line.faults += [Fault(cell.at, told) for cell in astray if cell.text]
    for column in columns:
        _check_column(line, column)
    _check_forms(line)
    _check_value(line)


def word(column: Column, text: str) -> str | None:
    """The code that a cell of a closed list holds, by itself or by its Chinese."""
    return next((code for code, zh in column.words if text.casefold() in {code, zh}), None)


def _check_column(line: Line, column: Column) -> None:
    text = line.text(column.name)
    if column.needed and not text and not line.is_faulty(column.name):
        line.refuse(column.name, f"缺少{column.heading.zh}", f"{column.name} is missing")
    elif len(text) > _LONGEST:
        line.refuse(column.name, f"超过 {_LONGEST} 字", f"is longer than {_LONGEST} characters")
    elif text and column.words and word(column, text) is None:
        shown, may = visible(text, longest=60), ", ".join(code for code, _ in column.words)
        line.refuse(column.name, f"不能是“{shown}”；可用：{may}", f"cannot be {shown!r}; one of {may}")


def _check_forms(line: Line) -> None:
    for name in _DAYS:
        text = line.text(name)
        if text and not is_period(text):
            forms = "2025、2025-10 或 2025-10-22", "2025, 2025-10 or 2025-10-22"
            line.refuse(name, f"日期须写作 {forms[0]}", f"write it as {forms[1]}")
    for name in KINDS:
        text = line.text(name)
        if text and thing(name, text) is None:
            shown, near = visible(text, longest=60), nearest(name, text)
            zh, en = (f"；是否为“{near}”", f"; did you mean {near}?") if near else ("", "")
            line.refuse(name, f"不认识“{shown}”{zh}", f"is not known: {shown!r}{en}")
    for name, (form, told) in _FORMS.items():
        if (text := line.text(name)) and not form.fullmatch(text):
            line.refuse(name, told.zh, told.en)
    if (url := line.text("source_url")) and not _is_address(url):
        line.refuse("source_url", "须是 http 或 https 地址", "must be an http or https address")


def _check_value(line: Line) -> None:
    value, unit = line.text("value"), line.text("unit")
    if value and not _NUMBER.fullmatch(value):
        line.refuse(
            "value", "须只是一个数，不带单位、逗号或符号", "must be a plain number: no unit, comma or sign"
        )
    if value and not unit and not line.is_faulty("unit"):
        line.refuse("unit", "有数值而没有单位", "is missing: a value without a unit")
    if not value and not line.text("value_text") and not line.is_faulty("value"):
        line.refuse(
            "value", "数值和数值原文至少填一项", "is missing: give a number, or the words in its stead"
        )
    slug, indicator = thing("unit", unit), thing("indicator", line.text("indicator"))
    if slug and line.cells["value"].percent and slug != "percent":
        line.refuse(
            "value", "单元格按百分数显示，而单位不是 %", "is shown as a percentage, but the unit is not %"
        )
    if slug and indicator and not measures(slug, indicator):
        line.refuse("unit", "与指标不是同一种量", "does not measure this indicator")


def _is_address(url: str) -> bool:
    if re.search(r"[\s<>\"`{}|\\^]", url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
