"""The same rows in each form, to the byte."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from policykb.ask.tables import FORMATS, render, width
from policykb.errors import LimitError, UsageError

NAMES = ("agency", "n", "x", "ok", "quote")
HEADINGS = ("单位", "项数", "值", "有", "原文")
ROWS = (
    ("生态环境厅", 21, Decimal("0.50"), True, "第一页，\n\n第二页"),
    ("a,b", None, None, False, '他说"好"'),
)


def test_csv_follows_rfc_4180() -> None:
    expected = (
        "agency,n,x,ok,quote\r\n"
        '生态环境厅,21,0.50,true,"第一页，\n\n第二页"\r\n'
        '"a,b",,,false,"他说""好"""\r\n'
    )

    assert expected.encode("utf-8") == render(NAMES, ROWS, "csv", headings=HEADINGS)


def test_csv_reads_back_to_the_same_texts() -> None:
    read = list(csv.reader(io.StringIO(render(NAMES, ROWS, "csv").decode("utf-8"), newline=""), strict=True))

    assert [
        list(NAMES),
        ["生态环境厅", "21", "0.50", "true", "第一页，\n\n第二页"],
        ["a,b", "", "", "false", '他说"好"'],
    ] == read


def test_csv_for_excel_has_a_mark_and_no_formula() -> None:
    rows = (("=1+1", Decimal(-16)), ("-16", 1), ("＋cmd", 2), (" @x", 3))

    data = render(("a", "b"), rows, "csv", excel=True)

    assert data == "\ufeffa,b\r\n'=1+1,-16\r\n-16,1\r\n'＋cmd,2\r\n' @x,3\r\n".encode()


def test_tsv_keeps_a_row_on_its_line() -> None:
    expected = 'agency\tn\tx\tok\tquote\n生态环境厅\t21\t0.50\ttrue\t第一页，\\n\\n第二页\na,b\t\t\tfalse\t他说"好"\n'

    assert expected.encode() == render(NAMES, ROWS, "tsv")


def test_json_keeps_every_digit_and_says_null_for_unknown() -> None:
    text = render(NAMES, ROWS, "json").decode()

    assert '"x": 0.50' in text
    assert json.loads(text) == [
        {"agency": "生态环境厅", "n": 21, "x": 0.5, "ok": True, "quote": "第一页，\n\n第二页"},
        {"agency": "a,b", "n": None, "x": None, "ok": False, "quote": '他说"好"'},
    ]


def test_json_lines_are_one_object_a_line() -> None:
    lines = render(NAMES, ROWS, "jsonl").decode().splitlines()

    assert [json.loads(line)["agency"] for line in lines] == ["生态环境厅", "a,b"]


def test_a_table_lines_up_with_chinese_characters() -> None:
    expected = (
        "单位        项数    值  有     原文\n"
        "──────────  ────  ────  ─────  ──────────────\n"
        "生态环境厅    21  0.50  true   第一页，第二页\n"
        'a,b                     false  他说"好"\n'
    )

    assert expected == render(NAMES, ROWS, "table", headings=HEADINGS).decode()


def test_a_long_cell_goes_on_below_and_loses_nothing() -> None:
    quote = "严" * 70

    lines = render(("q", "n"), [(quote, 1)], "table").decode().splitlines()[2:]

    assert quote == "".join(line.split()[0] for line in lines)
    assert all(width(line) <= 64 for line in lines)


def test_a_table_breaks_a_line_between_words() -> None:
    words = "Ningxia Office of the National Financial Regulatory Administration and its branches"

    lines = [line.strip() for line in render(("q",), [(words,)], "table").decode().splitlines()[2:]]

    assert lines == ["Ningxia Office of the National Financial Regulatory", "Administration and its branches"]


def test_a_table_breaks_only_a_word_that_fits_on_no_line() -> None:
    lines = render(("q",), [("a" * 70 + " b",)], "table").decode().splitlines()[2:]

    assert lines == ["a" * 60, "a" * 10 + " b"]


def test_no_line_starts_with_a_stop() -> None:
    lines = render(("q",), [("一二三四，五六",)], "table", limits=(8,)).decode().splitlines()[2:]

    assert lines == ["一二三", "四，五六"]


def test_a_table_shows_what_would_steer_a_terminal() -> None:
    shown = render(("q",), [("红\x1b[31m字\u202e",)], "table").decode()

    assert "红⟨U+001B⟩[31m字⟨U+202E⟩" in shown


def test_markdown_keeps_bars_and_lines_inside_their_cell() -> None:
    expected = "| 甲 | 乙 |\n| --- | --- |\n| a\\|b | 一二 |\n"

    assert expected == render(("a", "b"), [("a|b", "一\n二")], "md", headings=("甲", "乙")).decode()


def test_a_workbook_holds_the_values_and_no_formula() -> None:
    rows = [("=1+1", 3, Decimal("0.5"), True, None)]

    book = openpyxl.load_workbook(io.BytesIO(render(NAMES, rows, "xlsx", headings=HEADINGS)))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]

    assert cells == [list(HEADINGS), ["=1+1", 3, 0.5, True, None]]
    assert book.active["A2"].data_type == "s"
    assert book.active.freeze_panes == "A2"


def test_a_workbook_is_the_same_bytes_each_time() -> None:
    assert render(NAMES, ROWS, "xlsx") == render(NAMES, ROWS, "xlsx")


def test_a_workbook_refuses_a_text_it_would_cut() -> None:
    with pytest.raises(LimitError, match="32767"):
        render(("q",), [("长" * 32_768,)], "xlsx")


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_takes_an_empty_answer(form: str) -> None:
    assert render(NAMES, [], form) or form == "jsonl"


def test_an_unknown_form_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="one of table, csv"):
        render(NAMES, ROWS, "pdf")


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("ab", 2), ("生态", 4), ("（二）", 6), ("e\u0301", 1), ("“”", 2)]
)
def test_a_chinese_character_is_two_columns_wide(text: str, columns: int) -> None:
    assert columns == width(text)
