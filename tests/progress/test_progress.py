"""A ledger that comes back is taken in row by row; what cannot stand is named by its cell, and nothing is overwritten."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from policykb import anchors
from policykb.cli import run
from policykb.pipeline.knowledge import open_plan
from policykb.pipeline.reporting import make_reports
from policykb.progress import Entry, appended, changes, latest, read_history

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WATER = "自治区水利厅"  # answers for measure 11, not for measure 6
OWN, FOREIGN = "m11/t3", "m06/t1"


@pytest.fixture(scope="module")
def ledger() -> bytes:
    return make_reports(open_plan("ningxia-2022", as_of="2026-11-22"), "zh").files["ledger.xlsx"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(anchors.PLANS / "ningxia-2022", tmp_path / "plan"))


def _filled(ledger: bytes, path: Path, rows: dict[str, dict[str, object]]) -> dict[str, str]:
    """A ledger with some rows filled in; the cells of their states."""
    book = openpyxl.load_workbook(io.BytesIO(ledger))
    sheet: Worksheet = book["台账"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    cells = {}
    for row in sheet.iter_rows(min_row=2):
        name = row[heads["编号"] - 1].value
        for heading, value in rows.get(str(name), {}).items():
            row[heads[heading] - 1].value = value
            cells[str(name)] = f"台账!{row[heads['状态'] - 1].coordinate}"
    book.save(path)
    return cells


def _import(path: Path, folder: Path, name: str, *, as_of: str, body: str = WATER) -> int:
    return run(
        ["progress", "import", str(path), str(folder), "--round", name, "--body", body, "--as-of", as_of]
    )


def _history(folder: Path) -> tuple[Entry, ...]:
    path = folder / "progress.jsonl"
    return read_history(path.read_text("utf-8"), where=path) if path.exists() else ()


def test_three_rounds_with_planted_errors(
    ledger: bytes, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "证明.pdf").write_bytes(b"evidence")
    one = tmp_path / "one.xlsx"
    _filled(
        ledger,
        one,
        {
            OWN: {"状态": "推进中", "实际值": 35, "计量单位": "%", "填报人": "甲", "填报日期": "2023-03-31"},
            FOREIGN: {"状态": "推进中"},
        },
    )
    first = _import(one, folder, "2023Q1", as_of="2023-04-10")
    told_first = capfd.readouterr().err
    after_first = (folder / "progress.jsonl").read_text("utf-8")
    two = tmp_path / "two.xlsx"
    cells = _filled(
        ledger,
        two,
        {
            OWN: {"状态": "推进中", "实际值": 40, "填报日期": "2022-12-31"},
            "m11/t1": {"状态": "已完成", "填报人": "甲", "审核人": "乙"},
            "m11/t2": {"状态": "推进中", "完成率": "=1/0"},
        },
    )
    second = _import(two, folder, "2023Q2", as_of="2023-07-10")
    told_second = capfd.readouterr().err
    three = tmp_path / "three.xlsx"
    _filled(
        ledger,
        three,
        {
            OWN: {
                "状态": "已完成",
                "实际值": 50,
                "计量单位": "%",
                "佐证材料": "证明.pdf",
                "填报人": "甲",
                "审核人": "乙",
            }
        },
    )
    third = _import(three, folder, "2025Q4", as_of="2026-01-10")

    assert (1, 1, 0) == (first, second, third)
    assert f"{FOREIGN}: 宁夏回族{WATER}不是这一行的责任单位" in told_first
    assert "倒填" in told_second
    assert "没有单位" in told_second
    assert "公式" in told_second
    assert "不算完成" in told_second
    assert cells["m11/t1"] in told_second
    history = _history(folder)
    assert [("2023Q1", OWN), ("2023Q2", "m11/t1"), ("2025Q4", OWN)] == [(e.round, e.row) for e in history]
    assert (folder / "progress.jsonl").read_text("utf-8").startswith(after_first)
    assert [False, False, True] == [entry.proven for entry in history]
    assert "35" == next(c.before for c in changes(history) if c.field == "value")


def test_cells_are_right_after_sorting(
    ledger: bytes, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sorted.xlsx"
    _filled(ledger, path, {FOREIGN: {"状态": "推进中"}})
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, values in enumerate(reversed(rows), 2):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    place = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == FOREIGN)
    book.save(path)

    code = _import(path, folder, "2023Q1", as_of="2023-04-10")

    assert 1 == code
    assert f"{place} {FOREIGN}:" in capfd.readouterr().err


def test_a_report_dated_after_today_is_sent_back(
    ledger: bytes, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.xlsx"
    _filled(ledger, path, {OWN: {"状态": "推进中", "填报日期": "2023-05-01"}})

    assert 1 == _import(path, folder, "2023Q1", as_of="2023-04-10")
    assert "填报日期晚于今天（2023-04-10）" in capfd.readouterr().err


def test_nothing_is_written_into_a_shipped_plan(ledger: bytes, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    path.write_bytes(ledger)

    assert 2 == run(["progress", "import", str(path), "ningxia-2022", "--round", "2023Q1"])


def test_an_untouched_ledger_reports_nothing(ledger: bytes, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(ledger)

    assert 0 == _import(path, folder, "2023Q1", as_of="2023-04-10")
    assert () == _history(folder)


@pytest.mark.parametrize("text", ["{", '{"round": 1}', '{"no": "field"}', '["a"]', '{"round": "\\u001b"}'])
def test_a_damaged_history_is_refused_not_lost(
    text: str, folder: Path, ledger: bytes, tmp_path: Path
) -> None:
    (folder / "progress.jsonl").write_text(text + "\n", encoding="utf-8")
    path = tmp_path / "one.xlsx"
    path.write_bytes(ledger)

    assert 3 == _import(path, folder, "2023Q1", as_of="2023-04-10")
    assert text + "\n" == (folder / "progress.jsonl").read_text("utf-8")


def test_a_report_counts_from_its_day() -> None:
    early = Entry("2023Q1", OWN, "org/nx-slt", "2023-03-31", "in_progress")
    late = Entry("2023Q2", OWN, "org/nx-slt", "2023-06-30", "done")

    assert early == latest((early, late), as_of="2023-05-01")[early.key]
    assert late == latest((early, late))[early.key]


def test_history_is_read_as_it_was_written() -> None:
    entry = Entry("2023Q1", OWN, "org/nx-slt", "2023-03-31", "in_progress", progress="建成“一厂”")

    assert (entry,) == read_history(appended("", [entry]), where="x")


def test_who_changed_what_is_shown(
    ledger: bytes, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, value, day in (("2023Q1", 35, "2023-04-10"), ("2023Q2", 38, "2023-07-10")):
        path = tmp_path / f"{name}.xlsx"
        _filled(ledger, path, {OWN: {"状态": "推进中", "实际值": value, "计量单位": "%", "填报人": "甲"}})
        _import(path, folder, name, as_of=day)
    capfd.readouterr()

    code = run(["progress", "show", str(folder), "--row", OWN, "-f", "csv"])

    assert 0 == code
    assert "2023Q2,m11/t3,org/nx-slt,2023-07-10,value,35,38,甲,," in capfd.readouterr().out
