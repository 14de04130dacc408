"""Rows of plain values in the forms that people and programs read."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from policykb.errors import UsageError
from policykb.gate.cells import guard, sheet_text
from policykb.gate.characters import visible

Value = str | int | Decimal | bool | None
Row = tuple[Value, ...]
_WIDEST = 60
# What stays on one line: a word of letters, or one Chinese character, with the marks around it.
_UNIT = re.compile(r"[（《“]*(?:[!-\u2E7F]+|.)[、，。；：？！）》”]* *", re.DOTALL)
_LONGEST_NAME = len("⟨U+10FFFF⟩")
_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under names for programs and headings for people."""

    names: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Row]
    excel: bool = False
    limits: Sequence[int] = ()


def render(
    names: Sequence[str],
    rows: Sequence[Row],
    form: str,
    *,
    headings: Sequence[str] = (),
    excel: bool = False,
    limits: Sequence[int] = (),
) -> bytes:
    """The rows in one of ``FORMATS``, UTF-8; people read ``headings``, programs ``names``.

    ``excel`` gives a CSV its byte-order mark and keeps its texts from being taken as formulas;
    ``limits`` are the widths that the columns of a table keep to.
    """
    if form not in _WRITERS:
        raise UsageError(
            f"no such format: {visible(form)}",
            hint=f"one of {', '.join(FORMATS)}",
            zh=f"没有“{visible(form)}”这种格式；可用：{'、'.join(FORMATS)}",
        )
    sheet = Sheet(names, headings or names, rows, excel=excel, limits=limits)
    return _WRITERS[form](sheet)


def plain(value: Value) -> str:
    """A value as text; nothing for what is unknown."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _as_table(sheet: Sheet) -> bytes:
    limits = sheet.limits or [_WIDEST] * len(sheet.headings)
    grid = [
        [_wrapped(_line(cell), limit) for cell, limit in zip(row, limits, strict=True)]
        for row in (sheet.headings, *sheet.rows)
    ]
    columns = range(len(sheet.headings))
    widths = [max(width(part) for line in grid for part in line[index]) for index in columns]
    numeric = [_is_numeric([row[index] for row in sheet.rows]) for index in columns]
    lines = ["\n".join(_joined(part, widths, numeric) for part in _flat(line)) for line in grid]
    rule = "  ".join("─" * size for size in widths)
    return ("\n".join([lines[0], rule, *lines[1:]]) + "\n").encode()


def _flat(line: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The terminal's lines of one row, whose cells are each several lines high."""
    return list(zip_longest(*line, fillvalue=""))


def _joined(line: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    return "  ".join(
        " " * (size - width(text)) + text if right else text + " " * (size - width(text))
        for text, size, right in zip(line, widths, numeric, strict=True)
    ).rstrip()


def _is_numeric(cells: Sequence[Value]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(c, int | Decimal) and not isinstance(c, bool) for c in known)


def _line(value: Value) -> str:
    """A value on one line, with nothing in it that steers a terminal."""
    text = plain(value)
    return visible("".join(part.strip() for part in text.splitlines()), longest=_LONGEST_NAME * len(text) + 1)


def _wrapped(text: str, limit: int) -> list[str]:
    """The text in lines that are not too wide, no word broken that fits on a line, nothing left out."""
    lines, at = [""], 0
    for unit in _UNIT.findall(text):
        pieces = [unit] if width(unit.rstrip()) <= limit else list(unit)
        for piece in pieces:
            if at + width(piece.rstrip()) > limit:
                lines.append("")
                at = 0
            lines[-1] += piece
            at += width(piece)
    return [line.rstrip() for line in lines]


def _as_markdown(sheet: Sheet) -> bytes:
    grid = [[_line(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in row] for row in sheet.rows]
    lines = [list(sheet.headings), ["---"] * len(sheet.headings), *grid]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines).encode()


def _as_csv(sheet: Sheet) -> bytes:
    """RFC 4180: CRLF between records, quotes where needed and doubled inside."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.names)
    for row in sheet.rows:
        writer.writerow([guard(plain(cell)) if sheet.excel else plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig" if sheet.excel else "utf-8")


def _as_tsv(sheet: Sheet) -> bytes:
    lines = [sheet.names, *([plain(cell).translate(_TSV) for cell in row] for row in sheet.rows)]
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def _as_json(sheet: Sheet) -> bytes:
    objects = ",\n".join("  " + _object(sheet.names, row) for row in sheet.rows)
    return (f"[\n{objects}\n]\n" if sheet.rows else "[]\n").encode()


def _as_jsonl(sheet: Sheet) -> bytes:
    return "".join(_object(sheet.names, row) + "\n" for row in sheet.rows).encode()


def _object(names: Sequence[str], row: Row) -> str:
    """One row as a JSON object; a decimal keeps all its digits."""
    pairs = (
        f"{json.dumps(name, ensure_ascii=False)}: {_json_value(cell)}"
        for name, cell in zip(names, row, strict=True)
    )
    return "{" + ", ".join(pairs) + "}"


def _json_value(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _as_xlsx(sheet: Sheet) -> bytes:
    from datetime import datetime  # noqa: PLC0415 - only this form carries a date of its own

    import xlsxwriter  # noqa: PLC0415 - heavy, and only this form needs it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        # A workbook's own date would make two runs differ.
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - no zone is meant
        page = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                _write_cell(page, number, column, cell)
        page.freeze_panes(1, 0)
        if sheet.names:
            page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.names) - 1)
    return out.getvalue()


def _write_cell(page: Any, row: int, column: int, value: Value) -> None:  # noqa: ANN401 - the package has no types
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value)
        case int() | Decimal():
            page.write_number(row, column, value)
        case _:
            page.write_string(row, column, sheet_text(value))


_WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "table": _as_table,
    "csv": _as_csv,
    "tsv": _as_tsv,
    "json": _as_json,
    "jsonl": _as_jsonl,
    "md": _as_markdown,
    "xlsx": _as_xlsx,
}
FORMATS = tuple(_WRITERS)
