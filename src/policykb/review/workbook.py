"""The workbook that people decide in: a row for each claim, lists to choose from, and what may not change locked."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from policykb.ask.tables import width
from policykb.gate.cells import guard, sheet_text
from policykb.gate.sheets import letters
from policykb.report.words import Words
from policykb.review.cells_out import cell_words
from policykb.review.choices import Choices
from policykb.review.kinds import BY_NAME, KINDS, Form
from policykb.review.layout import DECISIONS, DELETED, SENTENCES, Use, layouts
from policykb.review.notes import notes
from policykb.review.rows import rows, struck, unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from policykb.draft.claims import Draft
    from policykb.review.layout import SheetColumn, SheetLayout
    from policykb.review.rows import ClaimRow

_EDGE = {"border": 1, "border_color": "#B8C2CC", "valign": "top", "text_wrap": True}
_LOOKS = {
    "header": _EDGE | {"bold": True, "valign": "vcenter", "bg_color": "#DCE6F0"},
    "locked": _EDGE | {"bg_color": "#F2F4F6"},
    "value": _EDGE | {"locked": False, "bg_color": "#EEF5FC", "num_format": "@"},
    "fill": _EDGE | {"locked": False, "bg_color": "#FFF6DC", "num_format": "@"},
    "date": _EDGE | {"locked": False, "bg_color": "#FFF6DC", "num_format": "yyyy-mm-dd", "align": "left"},
    "due": _EDGE | {"locked": False, "bg_color": "#EEF5FC", "num_format": "yyyy-mm-dd", "align": "left"},
    "unsure": _EDGE | {"bold": True, "bg_color": "#FFE9D6"},
    "add": {"locked": False, "valign": "top", "text_wrap": True, "num_format": "@"},
    "title": {"bold": True, "font_size": 15, "valign": "vcenter"},
    "label": {"bold": True, "valign": "top"},
    "words": {"text_wrap": True, "valign": "top"},
}
# Without a date of its own the file would carry the time of day and differ from run to run.
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no time zone
_LINE, _MOST_LINES = 16.5, 24
_SPARE = 30
"""How many empty rows below the last are drawn for what was missed; more may be used."""
_LISTED = 1000
"""For how many rows below the last the cells offer their lists."""
_FROZEN = 3


@dataclass(frozen=True, slots=True)
class _Pen:
    book: Workbook
    looks: dict[str, Format]
    quoted: dict[str, Format]
    words: Words
    choices: Choices
    ranges: dict[str, str]

    def look(self, name: str, value: str) -> Format:
        """The look of a cell, so that words that start like a formula stay words when somebody edits them."""
        return self.quoted[name] if guard(value) != value else self.looks[name]


def workbook(draft: Draft, text: str, draft_sha256: str, words: Words) -> bytes:
    """The workbook's bytes: the same for the same input, no cell of it a formula."""
    import xlsxwriter  # noqa: PLC0415 - only this file needs it

    buffer = io.BytesIO()
    quiet = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **dict.fromkeys(quiet, False)})
    about = words("review.book_title", title=draft.title or draft.plan)
    book.set_properties({"title": about, "author": "policykb", "created": _MADE})
    pen = _pen(book, words, draft)
    front = book.add_worksheet(words("review.sheet_notes"))
    held = _rows(draft, text)
    for layout in layouts(words):
        found = held.get(layout.sheet, [])
        if found or layout.adds:
            _sheet(pen, layout, found)
    _notes(pen, front, notes(draft, draft_sha256, words, {name: len(made) for name, made in held.items()}))
    _options(pen)
    front.activate()
    book.close()
    return buffer.getvalue()


def _pen(book: Workbook, words: Words, draft: Draft) -> _Pen:
    choices = Choices(words, draft)
    lists = _lists(choices, words)
    tab = words("review.sheet_options")
    ranges = {
        name: f"='{tab}'!${letters(at + 1)}$2:${letters(at + 1)}${len(names) + 1}"
        for at, (name, names) in enumerate(lists.items())
    }
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    quoted = {name: book.add_format({**look, "quote_prefix": True}) for name, look in _LOOKS.items()}
    return _Pen(book, looks, quoted, words, choices, ranges)


def _lists(choices: Choices, words: Words) -> dict[str, tuple[str, ...]]:
    """Every list that cells choose from, by name."""
    lists = {name: tuple(one.name for one in entries) for name, entries in choices.lists.items()}
    for name, codes in DECISIONS.items():
        lists[f"decision_{name}"] = tuple(words(f"review.decision_{code}") for code in codes)
    return lists


def _rows(draft: Draft, text: str) -> dict[str, list[ClaimRow]]:
    """The rows of each sheet."""
    held: dict[str, list[ClaimRow]] = {kind.sheet: [] for kind in KINDS}
    for row in rows(draft, text):
        held[BY_NAME[row.kind].sheet].append(row)
    return held | {SENTENCES: list(unread(draft, text)), DELETED: list(struck(draft, text))}


def _sheet(pen: _Pen, layout: SheetLayout, found: Sequence[ClaimRow]) -> None:
    page = pen.book.add_worksheet(layout.tab)
    spare = pen.looks["add"] if layout.adds else None
    for index, column in enumerate(layout.columns):
        hidden = {"hidden": True} if column.use is Use.HIDDEN else {}
        page.set_column(index, index, column.width, spare, hidden)
        page.write_string(0, index, column.heading, pen.looks["header"])
    page.set_row(0, 2 * _LINE)
    for number, row in enumerate(found, 1):
        _write(pen, page, number, row, layout)
    last = len(found) + (_SPARE if layout.adds else 0)
    for number in range(len(found) + 1, last + 1):
        for index, column in enumerate(layout.columns):
            page.write_blank(number, index, None, pen.looks[_look(column, spare=True)])
    _limit(pen, page, layout, len(found))
    page.freeze_panes(1, _FROZEN)
    page.autofilter(0, 0, max(last, 1), len(layout.columns) - 2)
    allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
    page.protect("", dict.fromkeys(allowed, True))
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&A  &P / &N")


def _write(pen: _Pen, page: Worksheet, number: int, row: ClaimRow, layout: SheetLayout) -> None:
    lines = 1
    for index, column in enumerate(layout.columns):
        value = cell_words(row, column, pen.words, pen.choices)
        look = _look(column, unsure=column.key == "confidence" and row.confidence.value == "unsure")
        fixed_here = column.use is Use.VALUE and _foreign(row, column)
        look = "locked" if fixed_here else look
        if not value:
            page.write_blank(number, index, None, pen.looks[look])
        elif column.form is Form.DATE and column.use is Use.VALUE:
            page.write_datetime(number, index, dt.date.fromisoformat(value), pen.looks[look])
        elif column.key in {"start", "end"}:
            page.write_number(number, index, int(value), pen.looks[look])
        else:
            page.write_string(number, index, sheet_text(value), pen.look(look, value))
            lines = max(lines, -(-width(value) // max(column.width - 2, 1)))
    page.set_row(number, _LINE * min(lines, _MOST_LINES))


def _foreign(row: ClaimRow, column: SheetColumn) -> bool:
    """Whether the claims of this row have no such field: a goal has no sector."""
    return row.kind in BY_NAME and column.key not in row.values


def _look(column: SheetColumn, *, unsure: bool = False, spare: bool = False) -> str:
    if unsure:
        return "unsure"
    if column.form is Form.DATE:
        return "date" if column.use is Use.FILL else "due"
    if column.use is Use.FILL:
        return "fill"
    return "value" if column.use is Use.VALUE or (spare and column.key in {"quote", "start"}) else "locked"


def _limit(pen: _Pen, page: Worksheet, layout: SheetLayout, count: int) -> None:
    """What may be chosen or entered, in the rows that are there and in those that may be added."""
    last = count + (_LISTED if layout.adds else 0)
    if not last:
        return
    for index, column in enumerate(layout.columns):
        if column.key == "decision":
            _list(pen, page, (index, last), f"decision_{layout.decisions}", "review.choose_decision")
        elif column.form is Form.CHOICE and column.use is Use.VALUE:
            _list(pen, page, (index, last), column.choices, "review.choose_value")
        elif column.form is Form.DATE:
            rule = {"validate": "date", "criteria": ">=", "value": dt.date(1949, 10, 1)}
            told = {
                "error_title": pen.words("review.date_title"),
                "error_message": pen.words("review.choose_date"),
            }
            page.data_validation(1, index, last, index, rule | told)
    if layout.adds:
        quote = next(at for at, column in enumerate(layout.columns) if column.key == "quote")
        told = {"input_title": pen.words("review.add_title"), "input_message": pen.words("review.add_here")}
        page.data_validation(count + 1, quote, last, quote, {"validate": "any", **told})


def _list(pen: _Pen, page: Worksheet, place: tuple[int, int], name: str, told: str) -> None:
    index, last = place
    page.data_validation(
        1,
        index,
        last,
        index,
        {
            "validate": "list",
            "source": pen.ranges[name],
            "error_title": pen.words("review.choose_title"),
            "error_message": pen.words(told),
        },
    )


def _notes(pen: _Pen, page: Worksheet, lines: tuple[tuple[str, str, str], ...]) -> None:
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 92)
    for number, (look, label, value) in enumerate(lines):
        page.write_string(number, 0, label, pen.looks["title" if look == "title" else "label"])
        if look in {"fill", "date"}:
            page.write_blank(number, 1, None, pen.looks[look])
        elif value:
            page.write_string(number, 1, sheet_text(value), pen.look("words", value))
            page.set_row(number, _LINE * max(1, -(-width(value) // 92)))
    page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})


def _options(pen: _Pen) -> None:
    page = pen.book.add_worksheet(pen.words("review.sheet_options"))
    for at, (name, names) in enumerate(_lists(pen.choices, pen.words).items()):
        page.write_string(0, at, name, pen.looks["header"])
        for number, said in enumerate(names, 1):
            page.write_string(number, at, said)
    page.protect("")
    page.hide()
