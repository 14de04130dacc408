"""What a person left in a cell, as a value: a code for a name, an exact number, a day; or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from policykb.extract.numbers import decimal
from policykb.gate.characters import is_refused, visible
from policykb.gate.sheets import Holds
from policykb.review.faults import Wrong, wrong
from policykb.review.kinds import Form
from policykb.text import display

if TYPE_CHECKING:
    from policykb.gate.sheets import Cell
    from policykb.review.choices import Choices
    from policykb.review.layout import SheetColumn

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SPLIT = re.compile(r"[\s、，,;；/|]*[\s、，,;；|][\s、，,;；|]*")
_NAME = re.compile(r"(?:m\d{2,6}|g\d{4})(?:/[artcndp]\d{1,6}){0,2}")
_SPACES = re.compile(r"\s+")
_LONGEST = 2000
_YEARS = range(1949, 2101)


def squeezed(words: str) -> str:
    """Words without any blanks, to compare what programs break differently."""
    return _SPACES.sub("", words)


def plain(cell: Cell | None) -> str:
    """The cell's words on one line; nothing for an empty cell."""
    if cell is None:
        return ""
    text = display(cell.text).strip()
    return text.removesuffix(".0") if cell.holds is Holds.NUMBER else text


def read(  # noqa: PLR0911 - one return a form
    cell: Cell | None, column: SheetColumn, choices: Choices
) -> str | Wrong:
    """The value that a cell holds for its column; "" is nothing."""
    if cell is None or not cell.text.strip():
        return ""
    if unfit := _unfit(cell):
        return unfit
    text = plain(cell)
    match column.form:
        case Form.WORDS:
            return text if cell.holds is not Holds.DATE else _no_words(text)
        case Form.NUMBER:
            return _number(text)
        case Form.YEAR:
            return _year(text)
        case Form.DATE:
            return day(text)
        case Form.CHOICE:
            return _choice(text, column, choices)
        case Form.CHOICES:
            return _choices(text, column, choices)
        case Form.IDS:
            return _ids(text)


def same_number(one: str, other: str) -> bool:
    """Whether two texts state one number: 15 and 15.0."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def day(text: str) -> str | Wrong:
    """A day as ``YYYY-MM-DD``; the hour that a spreadsheet adds is dropped."""
    found = _DATE.fullmatch(text.removesuffix("T00:00:00").strip())
    try:
        if found:
            return dt.date(*map(int, found.groups())).isoformat()
    except ValueError:
        pass
    return wrong(
        f"“{visible(text, longest=40)}”不是日期",
        f"“{visible(text, longest=40)}” is no date",
        "请写成 2025-12-31 这样",
        "write it as 2025-12-31",
    )


def _unfit(cell: Cell) -> Wrong | None:
    """What no cell may hold, whatever its column."""
    if cell.holds is Holds.FORMULA:
        return wrong(
            "单元格里是公式", "the cell holds a formula", "请改成公式算出的值", "put the value itself there"
        )
    if cell.holds is Holds.ERROR:
        return wrong(f"单元格是错误值 {visible(cell.text)}", f"the cell holds an error, {visible(cell.text)}")
    if bad := next((char for char in cell.text if is_refused(char)), ""):
        return wrong(
            f"有不该出现的字符 {visible(bad)}", f"it holds a character that no text may hold, {visible(bad)}"
        )
    if len(cell.text) > _LONGEST:
        return wrong(f"超过 {_LONGEST} 字", f"longer than {_LONGEST} characters")
    return None


def _no_words(text: str) -> Wrong:
    shown = visible(text)
    return wrong(
        f"这里应填文字，却是日期 {shown}",
        f"words belong here, this is a date, {shown}",
        "请先把单元格设为“文本”格式再填",
        "set the cell's format to text first",
    )


def _number(text: str) -> str | Wrong:
    try:
        return decimal(text)
    except ValueError:
        return wrong(
            f"“{visible(text, longest=40)}”不是数值",
            f"“{visible(text, longest=40)}” is no number",
            "只填数，单位另选",
            "give the number alone; the unit has a column of its own",
        )


def _year(text: str) -> str | Wrong:
    digits = text.removesuffix("年")
    if digits.isascii() and digits.isdigit() and int(digits) in _YEARS:
        return str(int(digits))
    return wrong(
        f"“{visible(text, longest=40)}”不是年份",
        f"“{visible(text, longest=40)}” is no year",
        "请写四位数的年份，如 2020",
        "write four digits, such as 2020",
    )


def _choice(text: str, column: SheetColumn, choices: Choices) -> str | Wrong:
    code = choices.code(column.choices, text)
    return code if code is not None else _not_listed(text, column, choices)


def _not_listed(text: str, column: SheetColumn, choices: Choices) -> Wrong:
    shown = visible(text, longest=60)
    near = choices.near(column.choices, text)
    remedy = ("可填：" + "、".join(near), "one of: " + ", ".join(near)) if near else ("", "")
    if column.choices == "agency":
        remedy = (
            (
                "最接近的是：" + "、".join(near) + "；名录里没有的机构请留空"
                if near
                else "名录里没有的机构请留空"
            ),
            (f"nearest: {', '.join(near)}; " if near else "") + "leave it empty when the list lacks the body",
        )
    return wrong(
        f"“{shown}”不在“{column.heading}”的选项中",
        f"“{shown}” is not in the list of {column.heading}",
        *remedy,
    )


def _choices(text: str, column: SheetColumn, choices: Choices) -> str | Wrong:
    codes = []
    for name in filter(None, _SPLIT.split(text)):
        code = _choice(name, column, choices)
        if isinstance(code, Wrong):
            return code
        codes.append(code)
    return " ".join(codes)


def _ids(text: str) -> str | Wrong:
    names = [name for name in _SPLIT.split(text) if name]
    if all(_NAME.fullmatch(name) for name in names):
        return " ".join(names)
    return wrong(
        f"“{visible(text, longest=60)}”不是编号",
        f"“{visible(text, longest=60)}” is no id",
        "编号如 m03/a04，几个编号用空格隔开",
        "an id is like m03/a04; put blanks between several",
    )
