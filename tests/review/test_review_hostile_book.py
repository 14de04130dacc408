"""Workbooks that nobody honest sends, and files that are none: refused with a reason, quickly."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from jixiang import DRAFT, TEXT, Desk, book_bytes, opened, read_here, said, saved

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate.sheets import Holds, RawSheet, Row, address, number_of, read_sheets
from policykb.review import returned

SHEET = "xl/worksheets/sheet5.xml"
"""The sheet of actions."""


def rebuilt(data: bytes, **parts: bytes) -> bytes:
    """The container with parts replaced or added; ``__`` stands for a slash."""
    changed = {name.replace("__", "/"): part for name, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, old.read(name)))
        for name, part in changed.items():
            new.writestr(name, part)
    return out.getvalue()


def part(name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(book_bytes())).read(name)


def with_cells(cells: str) -> bytes:
    """The workbook whose sheet of actions holds other rows."""
    sheet = re.sub(rb"<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>".encode(), part(SHEET))
    return rebuilt(book_bytes(), **{SHEET: sheet})


HOSTILE = {
    "macros": ({"xl__vbaProject.bin": b"x"}, "E_FORMAT", "含有宏"),
    "links to other files": ({"xl__externalLinks__externalLink1.xml": b"<x/>"}, "E_FORMAT", "引用了别的文件"),
    "connections": ({"xl__connections.xml": b"<x/>"}, "E_FORMAT", "连接了外部数据"),
    "a document type": (
        {SHEET: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><worksheet>&a;</worksheet>'},
        "E_DAMAGED",
        "sheet5.xml 不合规",
    ),
    "another encoding": ({SHEET: "<worksheet/>".encode("utf-16")}, "E_DAMAGED", "sheet5.xml 不合规"),
    "broken XML": ({SHEET: b"<worksheet><sheetData><row>"}, "E_DAMAGED", "结构有误"),
    "strings that are not there": (
        {
            "xl__sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        },
        "E_DAMAGED",
        "结构有误",
    ),
    "a bomb": ({"xl__media__x.xml": b" " * 90_000_000}, "E_ZIP_RATIO", "POLICYKB_MAX"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_workbook_that_is_not_plain_is_refused(case: str) -> None:
    parts, code, told = HOSTILE[case]
    with pytest.raises((InputError, LimitError)) as refused:
        read_sheets(rebuilt(book_bytes(), **parts), where="review.xlsx")

    assert (code, "review.xlsx") == (refused.value.code, refused.value.where)
    assert told in refused.value.zh


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a,b\n1,2\n", "压缩结构打不开"),
        (book_bytes()[:2000], "压缩结构打不开"),
        (rebuilt(b"PK\x05\x06" + bytes(18), word__document=b"x"), "不是 Excel 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "压缩结构打不开"),
    ],
    ids=["csv", "cut short", "another document", "an old workbook"],
)
def test_what_is_no_workbook_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_here(data)

    assert told in refused.value.zh


def test_a_cell_at_the_far_corner_is_refused_at_once() -> None:
    far = with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    with pytest.raises(LimitError, match="more than 200 columns"):
        read_sheets(far, where="review.xlsx")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKB_MAX_SHEET_ROWS", "300")
    many = with_cells("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 302)))

    with pytest.raises(LimitError, match="POLICYKB_MAX_SHEET_ROWS"):
        read_sheets(many, where="review.xlsx")


def test_a_size_that_the_file_claims_hides_no_row() -> None:
    sheet = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:A1"/>', part(SHEET))
    found = read_here(rebuilt(book_bytes(), **{SHEET: sheet}))
    actions = next(one for one in found.sheets if one.name == "举措")

    assert 1 + len(DRAFT.actions) == len(actions.rows)


def test_cells_tell_what_they_hold() -> None:
    book = opened()
    sheet = book["举措"]
    for at, value in enumerate(["=1+1", True, 12, 1.5, "x"], 2):
        sheet.cell(at, 2).value = value
    cells = next(one for one in read_here(saved(book)).sheets if one.name == "举措").rows

    assert [
        (Holds.FORMULA, "=1+1"),
        (Holds.BOOLEAN, "True"),
        (Holds.NUMBER, "12"),
        (Holds.NUMBER, "1.5"),
        (Holds.WORDS, "x"),
    ] == [(row.cells[2].holds, row.cells[2].text) for row in cells[1:6]]


@pytest.mark.parametrize("value", [1, True, 0.5, "=1+1"])
def test_a_decision_of_another_type_is_told(value: object) -> None:
    desk = Desk().sign()
    where = desk.fill("举措", "m01/a01", 审定结论=value)["审定结论"]

    assert [True] == [one.startswith(f"{where}：") for one in said(desk.back())]


def test_merged_blocks_are_known_cell_by_cell() -> None:
    sheet = RawSheet("举措", True, (Row(1, {}),), ("B2:C4",))

    assert [True, True, False, False] == [
        sheet.is_merged(row, column) for row, column in ((2, 2), (4, 3), (5, 3), (2, 4))
    ]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_are_lettered_as_spreadsheets_do(number: int, letters: str) -> None:
    assert (f"{letters}14", number) == (address(number, 14), number_of(letters))


def test_a_book_without_its_first_sheet_belongs_to_nobody() -> None:
    book = opened()
    del book["说明"]

    with pytest.raises(PolicyKBError, match="none named"):
        returned(saved(book), DRAFT, TEXT, where="review.xlsx", today="2026-11-23")
