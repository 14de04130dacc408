"""No cell that we write runs as a formula, and no number is turned into a text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb.errors import InputError, LimitError
from policykb.gate.cells import guard, sheet_text

STARTERS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
BLANKS = ["", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", " \u3000 "]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize("starter", STARTERS, ids=ascii)
def test_a_cell_that_would_run_is_guarded(blank: str, starter: str) -> None:
    cell = f"{blank}{starter}cmd|' /C calc'!A0"

    assert "'" + cell == guard(cell)


@pytest.mark.parametrize("cell", ["-16", "+5", "0", "20.5", "-0.18", "2025"])
def test_one_of_our_numbers_stays_a_number(cell: str) -> None:
    assert cell == guard(cell)


@pytest.mark.parametrize("cell", ["-16%", "-1+1", "+86 10", "-", "+", "--1", "-1\n", "-\uff11", "-1e5", ".5"])
def test_what_only_begins_like_a_number_is_guarded_or_harmless(cell: str) -> None:
    expected = cell if cell[0] not in STARTERS else "'" + cell

    assert expected == guard(cell)


@pytest.mark.parametrize(
    "cell", ["", " ", "\u3000", "森林覆盖率达到20%", "（三）", "a=b", "1+1", "'=1", "—16%", "–16", "<=", ">="]
)
def test_everyday_cells_stay_as_they_are(cell: str) -> None:
    assert cell == guard(cell)


@given(
    st.text(st.sampled_from([*STARTERS, " ", "\u3000", "\u200b", "1", ".", "A", "'", ",", '"']), max_size=8)
)
def test_no_cell_of_a_csv_file_starts_a_formula(cell: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerow([guard(cell)])
    file.seek(0)
    [[read]] = list(csv.reader(io.StringIO(file.getvalue(), newline=""))) or [[""]]
    start = read.lstrip(" \u3000\u200b")[:1]
    is_number = read.removeprefix("-").removeprefix("+").replace(".", "", 1).isdigit()

    assert start not in STARTERS or is_number
    assert cell == (read if guard(cell) == cell else read.removeprefix("'"))


def test_a_text_that_fits_a_cell_is_given_back() -> None:
    assert "=1+1" == sheet_text("=1+1")
    assert 32_767 == len(sheet_text("字" * 32_767))


@pytest.mark.parametrize("cell", ["字" * 32_768, "𠮷" * 16_384])
def test_a_text_that_a_workbook_would_cut_is_refused(cell: str) -> None:
    with pytest.raises(LimitError) as caught:
        sheet_text(cell)

    assert "more than 32767 characters" in caught.value.problem


def test_a_text_that_would_break_a_workbook_is_refused() -> None:
    with pytest.raises(InputError):
        sheet_text("a\x00b")
