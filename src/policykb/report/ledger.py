"""The ledger as a workbook that analysts keep: frozen headings, filters, drop-downs, empty columns to report in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.ask.tables import width
from policykb.progress import ReportedState
from policykb.report.sheets import Sheet, sheets
from policykb.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from policykb.report.facts import Facts
    from policykb.report.sheets import Column, Tabled, Value

_LOOKS = {
    "header": {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DCE6F0"},
    "cell": {"text_wrap": True, "valign": "top", "border": 1},
    "fill": {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF9E6"},
    "date": {"valign": "top", "border": 1, "num_format": "yyyy-mm-dd", "align": "left"},
}
_A3 = 8
_LINE = 17.0


_FILLED = {
    "id": "id",
    "status": "status",
    "body": "reporting",
    "progress": "progress",
    "rate": "rate",
    "value": "actual",
    "unit": "unit",
    "problem": "problem",
    "evidence": "evidence",
    "by": "by",
    "on": "on",
    "checker": "checker",
}
"""The columns that a body fills in, by what they are to a report of progress and to the ledger's words."""


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """The headings a column may have and the names of the states, in every language a ledger is made in."""

    headings: Mapping[str, tuple[str, ...]]
    states: Mapping[str, ReportedState]


def ledger_words() -> LedgerWords:
    """What the ledger's columns and states are called."""
    tongues = [Words(lang) for lang in ("zh", "en")]
    reported = [state for state in ReportedState if state is not ReportedState.NOT_REPORTED]
    return LedgerWords(
        {key: tuple(words(f"sheet.{name}") for words in tongues) for key, name in _FILLED.items()},
        {words(f"sheet.state_{state.value}"): state for words in tongues for state in reported},
    )


def workbook(facts: Facts, words: Words, view: Tabled, as_of: str) -> bytes:
    """The workbook's bytes: the same for the same input, no cell of it a formula."""
    return written(sheets(facts, words, view), f"{view.cover.title} · {facts.document.title_zh}", as_of)


def written(made: Sequence[Sheet], title: str, as_of: str) -> bytes:
    """Sheets as a workbook's bytes; the hidden one among them holds the lists that cells choose from."""
    import xlsxwriter  # noqa: PLC0415 - only this file needs it

    buffer = io.BytesIO()
    quiet = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **dict.fromkeys(quiet, False)})
    book.set_properties(
        {
            "title": title,
            "author": "policykb",
            # Without it the file would carry the time of day and differ from run to run.
            "created": dt.datetime.combine(dt.date.fromisoformat(as_of), dt.time()),
        }
    )
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    options = next(sheet for sheet in made if sheet.hidden)
    for sheet in made:
        page = book.add_worksheet(sheet.name)
        _write(page, sheet, looks)
        _limit(page, sheet, options)
    book.close()
    return buffer.getvalue()


def _write(page: Worksheet, sheet: Sheet, looks: dict[str, Format]) -> None:
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, column.heading, looks["header"])
        if column.note:
            page.write_comment(0, index, column.note, {"author": "policykb", "x_scale": 1.6})
    for number, row in enumerate(sheet.rows, 1):
        page.set_row(number, _height(row, sheet.columns))
        for index, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _cell(page, (number, index), value, looks, column)
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)
    # What is still to be filled in is no use on paper, and with it the rest would be too small to read.
    told = max(index for index, column in enumerate(sheet.columns) if not column.fill)
    page.print_area(0, 0, max(len(sheet.rows), 1), told)
    page.repeat_rows(0)
    page.set_footer("&C&P / &N")
    if sheet.hidden:
        page.hide()


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """A height in points that shows every wrapped line: not every program works it out when it opens the file."""
    lines = [
        -(-width(value) // max(int(column.width) - 1, 1))
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str) and value
    ]
    return _LINE * max([1, *lines])


def _cell(
    page: Worksheet, place: tuple[int, int], value: Value, looks: dict[str, Format], column: Column
) -> None:
    look = looks["fill" if column.fill else "cell"]
    match value:
        case None | "":
            page.write_blank(*place, None, look)
        case dt.date():
            page.write_datetime(*place, value, looks["date"])
        case int():
            page.write_number(*place, value, look)
        case str():
            page.write_string(*place, value, look)


def _limit(page: Worksheet, sheet: Sheet, options: Sheet) -> None:
    """What may be chosen or entered in the columns to fill in."""
    last = max(len(sheet.rows), 1)
    for index, column in enumerate(sheet.columns):
        if column.share:
            page.data_validation(
                1,
                index,
                last,
                index,
                {
                    "validate": "decimal",
                    "criteria": "between",
                    "minimum": 0,
                    "maximum": 100,
                    "error_message": column.note,
                },
            )
        if column.choices:
            at = next(i for i, option in enumerate(options.columns) if option.heading == column.choices)
            names = [row[at] for row in options.rows if row[at]]
            letter = chr(ord("A") + at)
            source = f"='{options.name}'!${letter}$2:${letter}${len(names) + 1}"
            page.data_validation(
                1, index, last, index, {"validate": "list", "source": source, "error_type": "warning"}
            )
