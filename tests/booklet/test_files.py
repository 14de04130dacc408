"""The files: names that stay in their folder, bytes that stay the same, ledgers that come back."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hostile_plan import NAMES

from policykb import anchors
from policykb.cli import run
from policykb.progress import read_history
from policykb.report.booklet import FORMS, files
from policykb.report.booklet.workbooks import Workbooks

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge
    from policykb.report.booklet import Booklet, Shelf

AS_OF = "2026-11-22"


def test_hostile_names_stay_inside_the_folder(hostile: Shelf) -> None:
    made = files(hostile, FORMS)
    folder = Path("/somewhere/out")

    assert {folder} == {Path(os.path.normpath(folder / name)).parent for name in made}
    assert len(NAMES) * len(FORMS) + 2 == len(made)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in made)
    assert all(name.count(".") == 1 for name in made)


def test_hostile_words_stay_words(hostile: Shelf) -> None:
    made = files(hostile, FORMS)

    for name, data in made.items():
        if name.endswith(".html"):
            assert "<script>alert" not in data.decode()
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            assert [] == [
                c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"
            ]


def test_every_file_of_the_list_is_there(either: Shelf) -> None:
    made = files(either, ("html", "ics"))
    linked = set(re.findall(r'href="([a-z0-9-]+\.[a-z]+)"', made["index.html"].decode()))

    assert set(made) - {"index.html"} == linked
    assert 48 * 2 + 2 == len(made)


def test_the_same_input_gives_the_same_bytes_in_another_process(zh: Shelf, tmp_path: Path) -> None:
    out = tmp_path / "out"
    argv = [
        "booklet",
        "--body",
        "水利厅",
        "--body",
        "永宁县",
        "-o",
        str(out),
        "--as-of",
        AS_OF,
        "--lang",
        "zh",
    ]
    subprocess.run(
        [sys.executable, "-m", "policykb", *argv], check=True, env={**os.environ, "PYTHONHASHSEED": "1"}
    )
    chosen = [b for b in zh.booklets if b.owner.id in {"org/nx-slt", "org/gov-640121"}]
    here = files(_only(zh, chosen), FORMS)

    assert here == {path.name: path.read_bytes() for path in out.iterdir()}


def _only(shelf: Shelf, booklets: list[Booklet]) -> Shelf:
    return replace(shelf, booklets=tuple(booklets), unowned=())


def test_a_bodys_ledger_has_the_reports_columns_and_only_its_rows(zh: Shelf) -> None:
    made = Workbooks(zh)
    whole = made._whole[0]  # noqa: SLF001 - the report's own ledger, from the report's own writer

    for owner in ("org/nx-slt", "org/gov-640121"):
        booklet = next(b for b in zh.booklets if b.owner.id == owner)
        sheet = openpyxl.load_workbook(io.BytesIO(made.of(booklet)))["台账"]
        heads = [cell.value for cell in sheet[1]]
        ids = [row[1].value for row in sheet.iter_rows(min_row=2)]
        bodies = {row[heads.index("填报单位")].value for row in sheet.iter_rows(min_row=2)}

        assert [column.heading for column in whole.columns] == heads
        assert list(dict.fromkeys(task.ledger_id for task in booklet.tasks)) == ids
        assert {booklet.owner.name} == bodies


@pytest.mark.parametrize(
    ("lang", "owner"), [("zh", "org/nx-slt"), ("zh", "org/gov-640121"), ("en", "org/nx-ningdong")]
)
def test_a_filled_in_ledger_comes_back_without_naming_the_body(
    request: pytest.FixtureRequest, tmp_path: Path, lang: str, owner: str
) -> None:
    shelf: Shelf = request.getfixturevalue(lang)
    folder = Path(shutil.copytree(anchors.PLANS / "ningxia-2022", tmp_path / "plan"))
    booklet = next(b for b in shelf.booklets if b.owner.id == owner)
    book = openpyxl.load_workbook(io.BytesIO(Workbooks(shelf).of(booklet)))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    done, by = ("推进中", "填报人") if lang == "zh" else ("in progress", "Reported by")
    status = heads["状态" if lang == "zh" else "State"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, status).value = done
        sheet.cell(row, heads[by]).value = "甲"
    book.save(tmp_path / "back.xlsx")

    code = run(
        [
            "progress",
            "import",
            str(tmp_path / "back.xlsx"),
            str(folder),
            "--round",
            "2026Q3",
            "--as-of",
            AS_OF,
        ]
    )

    assert 0 == code
    path = folder / "progress.jsonl"
    taken = read_history(path.read_text("utf-8"), where=path)
    assert {owner} == {entry.body for entry in taken}
    assert {task.ledger_id for task in booklet.tasks} == {entry.row for entry in taken}


def test_a_taken_in_report_shows_in_the_next_booklet(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(anchors.PLANS / "ningxia-2022", tmp_path / "plan"))
    line = (
        '{"round": "2026Q3", "row": "m11/t3", "body": "org/nx-slt", "reported_on": "2026-10-08", "state": "done", '
        '"value": "51", "unit": "%", "evidence": "https://example.org/a", "reporter": "甲", "checker": "乙"}\n'
    )
    (folder / "progress.jsonl").write_text(line, encoding="utf-8")
    out = tmp_path / "out"

    assert 0 == run(
        ["booklet", str(folder), "--body", "水利厅", "-f", "html", "-o", str(out), "--as-of", AS_OF]
    )
    page = next(path for path in out.iterdir() if path.name != "index.html").read_text("utf-8")
    assert "报已完成，有佐证并经审核" in page
    assert "实际值 51%" in page
    assert 0 == run(["booklet", str(folder), "--body", "水利厅", "--reminders", "--as-of", AS_OF])
    assert "m11/t3" not in capfd.readouterr().out
    assert 0 == run(["booklet", str(folder), "--body", "水利厅", "--reminders", "--as-of", "2026-10-07"])
    assert "m11/t3" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--body", "生态环境听"], "生态环境厅"),
        (["--body", "公安厅"], "没有责任"),
        (["-f", "csv"], "docx"),
        (["--reminders", "-f", "docx"], "html"),
        (["--level", "village"], "village"),
        (["--reminders", "--within", "-1"], "-1"),
    ],
)
def test_wrong_usage_is_2_with_one_line(
    argv: list[str], told: str, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = run(["booklet", *argv, "--as-of", AS_OF, "-o", str(tmp_path / "out")])

    streams = capfd.readouterr()
    assert (2, "") == (code, streams.out)
    assert told in streams.err
    assert not (tmp_path / "out").exists()


def test_a_level_is_all_of_its_bodies(ningxia: Knowledge, tmp_path: Path) -> None:
    assert ningxia.as_of == AS_OF
    assert 0 == run(["booklet", "--level", "city", "-f", "ics", "-o", str(tmp_path), "--as-of", AS_OF])
    assert 5 + 2 == len(list(tmp_path.iterdir()))
