"""New figures taken into a plan folder: added, already there, or in conflict; never written over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policykb import anchors
from policykb.cli import run
from policykb.pipeline.knowledge import open_plan
from policykb.vocab import PKB

HEADING = "指标,地区,时期,数值,单位,来源标题,来源性质,是否核实,来源代号,编号\n"
NEW = "森林覆盖率,宁夏,2026,13.2,%,公报,official,seen,gb26,\n"
SAME = "草原综合植被盖度,宁夏,2025,57.0,%,宁夏日报,party_press,seen,nxrb26,\n"
IN_OTHER_UNIT = "高标准农田,宁夏,2023,692000,公顷,中新网,mirror,seen,irr24,\n"
OTHER_VALUE = "湿地保护率,宁夏,2022,57,%,宁夏日报,mirror,seen,fyun,\n"
OTHER_SOURCE = "湿地保护率,宁夏,2022,57,%,公报,official,seen,gazette,\n"
TAKEN_ID = "湿地保护率,宁夏,2026,57,%,公报,official,seen,gazette,O001\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(anchors.PLANS / "ningxia-2022", tmp_path / "plan"))


@pytest.fixture
def table(folder: Path) -> Path:
    return folder / "observations.csv"


def take_in(folder: Path, *rows: str, form: str = "json") -> int:
    given = folder.parent / "new.csv"
    given.write_text(HEADING + "".join(rows), encoding="utf-8")
    return run(["observations", "import", str(given), "--plan", str(folder), "-f", form])


def told(capfd: pytest.CaptureFixture[str]) -> list[tuple[str, ...]]:
    rows = json.loads(capfd.readouterr().out)
    return [
        tuple(row[key] or "" for key in ("cell", "result", "id", "recorded_value", "new_value"))
        for row in rows
    ]


def test_a_new_figure_is_added_behind_the_others_under_the_next_number(
    folder: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()

    assert 0 == take_in(folder, NEW)
    assert [("D2", "added", "O111", "", "13.2 %")] == told(capfd)
    assert table.read_bytes().startswith(before)
    assert 1 == table.read_bytes().removeprefix(before).count(b"\n")


def test_what_is_on_record_is_not_added_again_in_whatever_unit(
    folder: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()

    assert 0 == take_in(folder, SAME, IN_OTHER_UNIT)
    assert [
        ("D2", "duplicate", "O015", "57 %", "57.0 %"),
        ("D3", "duplicate", "O026", "1038 万亩", "692000 公顷"),
    ] == told(capfd)
    assert before == table.read_bytes()


def test_another_value_of_the_same_source_is_refused_with_both(
    folder: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()

    assert 1 == take_in(folder, OTHER_VALUE, TAKEN_ID)
    assert [("D2", "conflict", "O018", "56 %", "57 %"), ("D3", "conflict", "O001", "11.9 %", "57 %")] == told(
        capfd
    )
    assert before == table.read_bytes()


def test_another_source_stands_beside_the_first(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == take_in(folder, OTHER_SOURCE)
    assert [("D2", "added", "O111", "", "57 %")] == told(capfd)


def test_good_rows_are_taken_beside_one_in_conflict(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert 1 == take_in(folder, OTHER_VALUE, NEW)
    assert ["conflict", "added"] == [row[1] for row in told(capfd)]


def test_taking_a_table_in_twice_changes_nothing_more(
    folder: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    take_in(folder, NEW, NEW)
    once = table.read_bytes()
    assert ["added", "duplicate"] == [row[1] for row in told(capfd)]

    take_in(folder, NEW, NEW)

    assert once == table.read_bytes()


def test_a_faulty_table_is_not_taken_at_all(
    folder: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()

    assert 3 == take_in(folder, NEW, NEW.replace(",%,", ",,").replace("宁夏", "火星"))

    out, err = capfd.readouterr()
    assert "" == out
    assert "B3 不认识“火星”" in err
    assert "E3 有数值而没有单位" in err
    assert before == table.read_bytes()


def test_at_most_twenty_faults_are_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    take_in(folder, *[NEW.replace("13.2", "x")] * 25)

    err = capfd.readouterr().err
    assert 20 == err.count("须只是一个数")
    assert "另有 5 处" in err


@pytest.mark.parametrize("plan", ["ningxia-2022", str(anchors.PLANS / "ningxia-2022")])
def test_a_plan_that_ships_is_never_written_to(
    plan: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shipped = anchors.PLANS / "ningxia-2022" / "observations.csv"
    before = shipped.read_bytes()
    given = tmp_path / "new.csv"
    given.write_text(HEADING + NEW, encoding="utf-8")

    assert 2 == run(["observations", "import", str(given), "--plan", plan])
    assert "不改写随程序附带的规划" in capfd.readouterr().err
    assert before == shipped.read_bytes()


def test_what_is_no_plan_folder_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given = tmp_path / "new.csv"
    given.write_text(HEADING + NEW, encoding="utf-8")

    assert 3 == run(["observations", "import", str(given), "--plan", str(tmp_path)])
    assert "不是规划目录" in capfd.readouterr().err


def test_a_record_that_does_not_exist_yet_is_begun(
    folder: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table.unlink()
    (folder / "observations.toml").unlink()

    assert 0 == take_in(folder, NEW)
    assert [("D2", "added", "O001", "", "13.2 %")] == told(capfd)
    assert table.read_text("utf-8").startswith("id,indicator,")


def test_an_empty_table_is_taken_in_with_a_word(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == take_in(folder)
    assert "表中没有数据行" in capfd.readouterr().err


def test_an_imported_figure_decides_a_target(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    take_in(folder, "非化石能源消费占比,宁夏,2025,14.9,%,公报,official,seen,gb,\n")
    capfd.readouterr()

    knowledge = open_plan(str(folder), as_of="2026-11-22")
    status = f"<https://w3id.org/policykb/plan/{knowledge.plan}/m03/t1/status>"

    assert knowledge.store.ask(
        f"ASK {{ {status} <{PKB.targetState}> <https://w3id.org/policykb/target-state/missed> }}"
    )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_template_is_written_and_read(
    form: str, tmp_path: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"template.{form}"

    assert 0 == run(["observations", "template", "-o", str(target)])
    assert 0 == run(["observations", "import", str(target), "--plan", str(folder)])
    assert "表中没有数据行" in capfd.readouterr().err
