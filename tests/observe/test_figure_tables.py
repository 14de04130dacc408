"""Tables from outside: what is read, what is refused, and in which cell."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from policykb.errors import InputError, LimitError
from policykb.observe import observations_in, read_table
from policykb.observe.columns import OBSERVED, QUALITIES
from policykb.vocab import Confirmed, FigureKind

if TYPE_CHECKING:
    from collections.abc import Callable

HEADING = ["indicator", "region", "period", "value", "unit", "source_title", "source_quality", "confirmed"]
ROW = ["森林覆盖率", "宁夏", "2026", "13.2", "%", "公报", "official", "seen"]


def csv(*rows: list[str]) -> bytes:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode()


def xlsx(rows: list[list[object]], prepare: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(data: bytes, name: str = "t.csv") -> list[str]:
    """Each fault as ``C2 why``."""
    _, faults = observations_in(read_table(data, name), name)
    return [f"{fault.at} {fault.problem.en}" for fault in faults]


def with_cell(name: str, text: str) -> bytes:
    heading = HEADING if name in HEADING else [*HEADING, name]
    row = [*ROW, ""][: len(heading)]
    row[heading.index(name)] = text
    return csv(heading, row)


def test_a_row_is_read_whatever_the_language_of_its_headings() -> None:
    zh = ["指标", "地区", "时期", "数值", "单位", "来源标题", "来源性质", "是否核实", "性质"]
    table = read_table(csv(zh, [*ROW[:6], "官方网站", "已核实", "下限"]), "t.csv")

    (one,), faults = observations_in(table, "t.csv")

    assert () == faults
    assert (2, "D2") == (one.row, one.at)
    assert ("forest-cover", "region/640000", "percent") == (
        one.figure.indicator,
        one.figure.region,
        one.figure.unit,
    )
    assert (FigureKind.LOWER_BOUND, Confirmed.SEEN) == (one.figure.kind, one.figure.confirmed)


@pytest.mark.parametrize(
    ("column", "text", "fault"),
    [
        ("indicator", "森林覆盖", "A2 is not known: '森林覆盖'; did you mean 森林覆盖率?"),
        ("indicator", "", "A2 indicator is missing"),
        ("region", "火星", "B2 is not known: '火星'"),
        ("period", "2026年", "C2 write it as 2025, 2025-10 or 2025-10-22"),
        ("period", "2026-02-30", "C2 write it as 2025, 2025-10 or 2025-10-22"),
        ("value", "1,320", "D2 must be a plain number: no unit, comma or sign"),
        ("value", "13.2%", "D2 must be a plain number: no unit, comma or sign"),
        ("value", "=1+1", "D2 must be a plain number: no unit, comma or sign"),
        ("value", "1e400", "D2 must be a plain number: no unit, comma or sign"),
        ("value", "", "D2 is missing: give a number, or the words in its stead"),
        ("unit", "", "E2 is missing: a value without a unit"),
        ("unit", "万亩", "E2 does not measure this indicator"),
        ("unit", "斤斤", "E2 is not known: '斤斤'"),
        ("source_title", "", "F2 source_title is missing"),
        ("source_quality", "好", f"G2 cannot be '好'; one of {', '.join(QUALITIES)}"),
        ("confirmed", "maybe", "H2 cannot be 'maybe'; one of seen, memory"),
        ("kind", "sum", "I2 cannot be 'sum'; one of published, lower_bound, forecast, estimate"),
        ("series", "From 2024", "I2 use small letters, digits and hyphens"),
        ("id", "../x", "I2 use letters, digits and hyphens"),
        ("baseline_year", "20", "I2 must be a year, such as 2020"),
        ("source_url", "javascript:alert(1)", "I2 must be an http or https address"),
        ("source_url", "http://[", "I2 must be an http or https address"),
        ("note", "长" * 4001, "I2 is longer than 4000 characters"),
    ],
)
def test_what_cannot_stand_is_told_with_its_cell(column: str, text: str, fault: str) -> None:
    assert [fault] == told(with_cell(column, text))


def test_every_fault_of_a_table_is_told_not_just_the_first() -> None:
    bad = ["森林", "宁夏", "2026", "x", "", "公报", "official", "seen"]

    assert ["A2", "D2", "E2", "D4"] == [
        fault.split()[0] for fault in told(csv(HEADING, bad, ROW, [*ROW[:3], "?", *ROW[4:]]))
    ]


def test_words_may_stand_in_for_a_number() -> None:
    heading = [*HEADING, "value_text"]
    table = read_table(csv(heading, [*ROW[:3], "", "", *ROW[5:], "上升"]), "t.csv")

    (one,), _ = observations_in(table, "t.csv")

    assert ("", "", "上升") == (one.figure.value, one.figure.unit, one.figure.value_text)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (csv([*HEADING, "颜色"], [*ROW, "红"]), "I1: the heading '颜色' is not known"),
        (
            csv([*HEADING, "indicator"], [*ROW, "x"]),
            "I1: the heading 'indicator' is not known, or is there twice",
        ),
        (csv(HEADING[1:], ROW[1:]), "columns are missing: indicator"),
        (
            csv([name for name in HEADING if name != "value"], [*ROW[:3], *ROW[4:]]),
            "columns are missing: value",
        ),
        (csv(HEADING, ROW[:-1]), "row 2 has 7 cells and the heading 8"),
        (csv(HEADING, ROW) + b'"open,\n', "is no CSV"),
        (b"\r\n\r\n", "holds no text"),
        (b"PK\x03\x04 no archive", "cannot be opened"),
        (
            csv(HEADING, ROW).replace("公报".encode(), "公\u202e报".encode()),
            "a character that no text may hold",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(data: bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        observations_in(read_table(data, "t.csv"), "t.csv")


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(InputError, match=r"files that end in \.pdf are not read"):
        read_table(b"%PDF-1.7", "t.pdf")


def test_a_cell_beyond_the_headings_is_not_lost_in_silence() -> None:
    assert ["I2 stands under no heading"] == told(csv([*HEADING, ""], [*ROW, "忘了表头"]))


def test_an_older_encoding_is_read_with_a_warning() -> None:
    table = read_table(csv(HEADING, ROW).decode().encode("gb18030"), "t.csv")

    assert "GB18030" in table.warnings[0].en
    assert "森林覆盖率" == table.lines[1][1][0].text


# Workbooks ------------------------------------------------------------------------------------------


def test_a_workbooks_numbers_lose_the_noise_of_binary_fractions() -> None:
    rows = [HEADING, [*ROW[:2], 2026, 0.1 + 0.2, *ROW[4:]], [*ROW[:2], "2025", 1140.0, *ROW[4:]]]

    found, faults = observations_in(read_table(xlsx(rows), "t.xlsx"), "t.xlsx")

    assert () == faults
    assert [("2026", "0.3", "D2"), ("2025", "1140", "D3")] == [
        (o.figure.period, o.figure.value, o.at) for o in found
    ]


def test_a_cell_shown_as_a_percentage_is_a_hundred_times_as_large() -> None:
    def percent(book: openpyxl.Workbook) -> None:
        book.active["D2"].number_format = "0.00%"
        book.active["D3"].number_format = "0.00%"

    rows = [HEADING, [*ROW[:3], 0.1298, *ROW[4:]], ["高标准农田", "宁夏", "2025", 0.5, "万亩", *ROW[5:]]]

    table = read_table(xlsx(rows, percent), "t.xlsx")
    (one,), faults = observations_in(table, "t.xlsx")

    assert "12.98" == one.figure.value
    assert ["D3 is shown as a percentage, but the unit is not %"] == [
        f"{f.at} {f.problem.en}" for f in faults
    ]


def test_a_formula_and_an_error_are_told_with_their_cells() -> None:
    rows = [HEADING, [*ROW[:3], "=1+1", *ROW[4:]], [*ROW[:3], "#N/A", *ROW[4:]]]

    def error(book: openpyxl.Workbook) -> None:
        book.active["D3"].data_type = "e"

    assert [
        "D2 is a formula, whose result may be out of date; paste it as a value",
        "D3 is the error #N/A",
    ] == told(xlsx(rows, error), "t.xlsx")


def test_rows_that_are_hidden_filtered_or_far_down_keep_their_own_names() -> None:
    def far(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for column, text in enumerate([*ROW[:3], "?", *ROW[4:]], start=1):
            sheet.cell(row=41, column=column, value=text)
        sheet.row_dimensions[41].hidden = True
        sheet.auto_filter.ref = "A1:H41"

    assert ["D41 must be a plain number: no unit, comma or sign"] == told(xlsx([HEADING, ROW], far), "t.xlsx")


def test_other_sheets_are_said_not_to_be_read() -> None:
    def more(book: openpyxl.Workbook) -> None:
        book.create_sheet("备用")

    assert ["the first sheet “Sheet” alone is read; not read: 备用"] == [
        warning.en for warning in read_table(xlsx([HEADING, ROW], more), "t.xlsx").warnings
    ]


def test_a_table_of_too_many_rows_or_columns_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKB_MAX_SHEET_ROWS", "3")
    many = [HEADING, ROW, ROW, ROW]

    with pytest.raises(LimitError, match="3 rows"):
        read_table(csv(*many), "t.csv")
    with pytest.raises(LimitError, match="3 rows"):
        read_table(xlsx([list(row) for row in many]), "t.xlsx")
    with pytest.raises(LimitError, match="200 columns"):
        read_table(xlsx([["x"] * 201]), "t.xlsx")


def test_a_cell_at_the_last_corner_takes_no_time() -> None:
    def corner(book: openpyxl.Workbook) -> None:
        book.active["XFD1048576"] = "x"

    with pytest.raises(LimitError, match="columns"):
        read_table(xlsx([HEADING], corner), "t.xlsx")


def test_a_workbook_that_would_unpack_to_a_hundred_times_its_size_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", b" " * 60_000_000)

    with pytest.raises(LimitError):
        read_table(out.getvalue(), "t.xlsx")


def test_a_doctype_in_a_workbook_is_refused() -> None:
    data = xlsx([HEADING, ROW])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet", 1))

    with pytest.raises(InputError, match="unsafe"):
        read_table(out.getvalue(), "t.xlsx")


def test_the_headings_are_unlike_one_another() -> None:
    for lang in ("zh", "en"):
        headings = [column.heading.said(lang).casefold() for column in OBSERVED]
        assert sorted(set(headings)) == sorted(headings)
