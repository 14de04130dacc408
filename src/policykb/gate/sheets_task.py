"""The worker's reading of a foreign workbook: what each cell holds, nothing computed. The only importer of openpyxl."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import openpyxl

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate import archive, limits
from policykb.gate.characters import visible
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from policykb.gate.archive import Archive

# Codecs that are looked up by name when they are needed; by then no file can be opened.
_CODECS = tuple(codecs.lookup(name) for name in ("cp437", "utf-8", "utf-16", "latin-1", "ascii"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_XML = (".xml", ".rels", ".vml")
_FOREIGN = {
    "xl/vbaProject.bin": Phrase("含有宏", "it holds macros"),
    "xl/externalLinks/": Phrase("引用了别的文件", "it refers to other files"),
    "xl/connections.xml": Phrase("连接了外部数据", "it is connected to outside data"),
}


def run(payload: bytes) -> bytes:
    """The workbook's cells as JSON; the payload is a line of JSON and the file."""
    head, _, data = payload.partition(b"\n")
    where = json.loads(head)["where"]
    try:
        found = archive.opened(data, where=where)
        _refuse(found, where)
        return json.dumps(_book(data, found, where), ensure_ascii=False).encode()
    except (PolicyKBError, MemoryError):
        raise
    except Exception as err:  # the library raises what its parsers happen to raise
        raise _damaged(where, Phrase("结构有误", "its structure is wrong")) from err


def _refuse(found: Archive, where: str) -> None:
    """Refuses what is no plain workbook, before anything of it is parsed."""
    if "xl/workbook.xml" not in found.names:
        raise InputError(
            "this is not an Excel workbook (.xlsx)",
            where=where,
            hint="save it as .xlsx",
            code="E_FORMAT",
            zh="这不是 Excel 工作簿（.xlsx）；请另存为 .xlsx",
        )
    for name in sorted(found.names):
        foreign = next((said for start, said in _FOREIGN.items() if name.startswith(start)), None)
        if foreign:
            raise InputError(
                f"the workbook is not plain: {foreign.en}",
                where=where,
                hint="take that out, or paste the rows as values into the workbook you were given",
                code="E_FORMAT",
                zh=f"工作簿{foreign.zh}；请去掉，或把各行以“值”的形式粘贴回原来的审定表",
            )
        if name.endswith(_XML):
            part = found.read(name)
            if b"<!DOCTYPE" in part or b"\0" in part:
                raise _damaged(
                    where, Phrase(f"{visible(name)} 不合规", f"its part {visible(name)} is unsafe")
                )


def _book(data: bytes, found: Archive, where: str) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library does not keep (drawings, styles) is not asked for
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [_sheet(sheet, found, where) for sheet in book.worksheets]
    comments = sorted(name for name in found.names if re.search(r"(?i)comments?\d*\.xml$", name))
    return {"sheets": sheets, "comments": bool(comments)}


def _sheet(sheet: ReadOnlyWorksheet, found: Archive, where: str) -> dict[str, Any]:
    sheet.reset_dimensions()  # what the file says of its own size need not be true
    rows = []
    for row in sheet.iter_rows():
        cells = [(cell.column, *_cell(cell)) for cell in row if cell.value is not None]
        if not cells:
            continue
        rows.append((row[cells[0][0] - 1].row, cells))
        _refuse_size(len(rows), cells[-1][0], where)
    part = found.read(sheet._worksheet_path)  # noqa: SLF001 - merged cells are not told in this mode
    merged = [match[1].decode() for match in _MERGED.finditer(part)]
    return {"name": sheet.title, "visible": sheet.sheet_state == "visible", "rows": rows, "merged": merged}


def _refuse_size(rows: int, column: int, where: str) -> None:
    now = limits.current()
    for name, count in (("sheet_rows", rows), ("sheet_columns", column)):
        if count > (most := getattr(now, name)):
            more = limits.how_to_raise(name)
            kind = Phrase("行", "rows") if name == "sheet_rows" else Phrase("列", "columns")
            raise LimitError(
                f"a sheet has more than {most} {kind.en}",
                where=where,
                hint=more.en,
                code="E_SIZE",
                zh=f"一张工作表超过 {most} {kind.zh}；{more.zh}",
            )


def _cell(cell: Any) -> tuple[str, str | bool]:  # noqa: ANN401, PLR0911 - the library's cells have no common type; one return a kind
    """What a cell holds: its kind (one letter) and its value."""
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return "f", str(getattr(value, "text", value))
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, dt.datetime):
        return "d", value.isoformat()
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return "d", str(value)
    if kind == "e":
        return "e", str(value)
    if isinstance(value, int | float):
        return ("p" if "%" in str(cell.number_format) else "n"), str(value)
    return "s", str(value)


def _damaged(where: str, problem: Phrase) -> InputError:
    return InputError(
        f"the workbook cannot be read: {problem.en}",
        where=where,
        hint="open it in Excel or WPS and save it anew as .xlsx",
        code="E_DAMAGED",
        zh=f"工作簿读不出来：{problem.zh}；请用 Excel 或 WPS 打开并另存为 .xlsx",
    )
