"""The gaps as rows, the verb and its exit codes, and the explanation of one verdict."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from hand import NINGXIA

from policykb.cli import run
from policykb.compare.rows import COLUMNS, gap_rows
from policykb.compare.table import score_line

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.compare import PlanComparison

CONTRACT = (
    "plan, against, kind, national_section, national_title, measure, indicator, national_value, national_unit, "
    "national_year, regional_value, regional_unit, regional_year, verdict, confirmed, reason"
)
DAY = ["--as-of", "2026-11-22", "--lang", "zh"]  # the day of the knowledge that other tests build too
PLAN = """某县减污降碳协同增效实施方案

一、工作目标

到2025年，森林覆盖率达到20%。

二、主要措施

（一）推进农业绿色发展。推进化肥减量增效，加强秸秆综合利用和畜禽粪污资源化利用。（农业农村局负责）

（二）推进生态建设。开展国土绿化，增加森林面积和蓄积量。（林草局负责）
"""


@pytest.fixture
def raw(tmp_path: Path) -> str:
    (tmp_path / "county.txt").write_text(PLAN, "utf-8")
    return str(tmp_path / "county.txt")


@pytest.fixture
def lowered(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "old.txt").write_text(PLAN, "utf-8")
    (tmp_path / "new.txt").write_text(PLAN.replace("20%", "18%"), "utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def out(capfd: pytest.CaptureFixture[str]) -> str:
    return capfd.readouterr().out


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_columns_are_the_contracts() -> None:
    assert tuple(CONTRACT.split(", ")) == COLUMNS


def test_a_row_for_each_verdict(judged: PlanComparison) -> None:
    found = [dict(zip(COLUMNS, row, strict=True)) for row in gap_rows(judged, "zh")]
    weaker = [r for r in found if r["indicator"] == "non-fossil-share" and r["national_year"] == 2030]

    assert {"weaker", "earlier"} == {row["verdict"] for row in weaker}
    one = next(r for r in found if r["verdict"] == "weaker" and str(r["national_value"]) == "18")
    assert (0, "carbon-intensity", "percent", 2025, "16", 2025, "seen") == (
        one["measure"],
        one["indicator"],
        one["national_unit"],
        one["national_year"],
        str(one["regional_value"]),
        one["regional_year"],
        one["confirmed"],
    )


def test_kinds_and_verdicts_are_of_the_closed_lists(judged: PlanComparison) -> None:
    found = [dict(zip(COLUMNS, row, strict=True)) for row in gap_rows(judged, "en")]
    verdicts = {
        "section": {"covered", "partly", "absent", "undetermined", "not_applicable"},
        "indicator": {
            "equal",
            "stricter",
            "weaker",
            "later",
            "earlier",
            "scope_differs",
            "not_comparable",
            "absent",
            "regional_only",
            "not_applicable",
            "undetermined",
        },
    }

    assert {"section", "objective", "indicator", "prohibition", "task"} == {row["kind"] for row in found}
    for kind, allowed in verdicts.items():
        assert set() == {row["verdict"] for row in found if row["kind"] == kind} - allowed
    assert {"seen", "memory", None} == {row["confirmed"] for row in found}


def test_rows_come_in_section_order(judged: PlanComparison) -> None:
    sections = [row[3] for row in gap_rows(judged, "zh") if row[2] == "section"]

    assert list(range(1, 30)) == sections


def test_what_was_lowered_names_the_document_it_was_lowered_from(judged: PlanComparison) -> None:
    last = dict(zip(COLUMNS, gap_rows(judged, "zh")[-1], strict=True))

    assert ("document/ningxia-qihou-bianhua-145", 6, "15") == (
        last["against"],
        last["measure"],
        str(last["regional_value"]),
    )


def test_the_verb_gives_csv_json_and_a_table(capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["compare", "ningxia-2022", "-f", "csv", *DAY])
    table = rows(out(capfd))
    assert 0 == run(["compare", "ningxia-2022", "-f", "json", *DAY])
    objects = json.loads(out(capfd))
    assert 0 == run(["compare", "ningxia-2022", *DAY])
    text = out(capfd)

    assert list(COLUMNS) == list(table[0])
    assert len(table) == len(objects) > 130
    assert "自行减压" in text.splitlines()[4]
    assert "42.5%" in text.splitlines()[-1]


def test_the_table_of_gaps_is_an_export_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["export", "ningxia-2022", "gaps", "--format", "csv", *DAY])
    exported = out(capfd)
    assert 0 == run(["compare", "ningxia-2022", "-f", "csv", *DAY])

    assert out(capfd) == exported


def test_several_plans_make_a_matrix(raw: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["compare", "ningxia-2022", raw, *DAY])

    lines = out(capfd).splitlines()
    assert lines[0].split() == ["条目", "要求", "ningxia-2022", "county"]
    farming = next(line for line in lines if line.startswith("（十") and "农业领域" in line)
    assert "部分覆盖" in farming
    assert 2 == sum("得分" in line for line in lines)


def test_gaps_fail_from_warnings_on(capfd: pytest.CaptureFixture[str]) -> None:
    codes = [
        run(["compare", "ningxia-2022", "--fail-on", level, *DAY])
        for level in ("error", "warning", "info", "none")
    ]

    assert [0, 1, 1, 0] == codes
    assert out(capfd)


def test_a_plan_that_lowers_its_own_target_fails(
    lowered: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    old, new = lowered

    assert 1 == run(["compare", new, "--earlier", old, *DAY])
    text = out(capfd)
    assert "▼ 自行减压" in text
    assert "此前：森林覆盖率达到20%" in text
    assert 0 == run(["compare", old, "--earlier", new, *DAY])


def test_an_unreviewed_plan_says_so(raw: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["compare", raw, *DAY])
    assert "未经审定" in out(capfd)


def test_a_plan_against_another_plan(raw: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["compare", raw, "--with", "ningxia-2022", "-f", "csv", *DAY])
    table = rows(out(capfd))

    forest = [row for row in table if row["indicator"] == "forest-cover"]
    assert [("20", "20", "equal")] == [
        (r["national_value"], r["regional_value"], r["verdict"]) for r in forest
    ]
    farming = next(row for row in table if row["kind"] == "section" and "农业" in row["national_title"])
    assert "1" == farming["measure"]
    assert "42号" not in "".join(row["reason"] for row in table)


def test_a_plan_against_itself_is_equal_throughout(capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["compare", "ningxia-2022", "--with", str(NINGXIA), "-f", "csv", *DAY])
    table = [row for row in rows(out(capfd)) if row["against"] == "ningxia-2022"]

    figures = [r for r in table if r["kind"] == "indicator" and r["national_value"]]
    # Totals of two regions do not compare, and a plan does not know that the other region is itself.
    assert {"equal", "not_comparable"} == {row["verdict"] for row in figures}
    sections = [row for row in table if row["kind"] == "section"]
    assert [(str(n), str(n)) for n in range(1, 22)] == [
        (r["national_section"], r["measure"]) for r in sections
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["compare", "ningxia-2022", "--with", "no-such-plan"], 3),
        (["compare", "no-such-plan"], 3),
        (["compare", "ningxia-2022", "ningxia-2022", "--earlier", "ningxia-2022"], 2),
        (["compare", "ningxia-2022", "-f", "docx"], 2),
        (["compare", "ningxia-2022", "--as-of", "tomorrow"], 2),
    ],
)
def test_what_cannot_be_compared_is_told(
    words: list[str], code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert code == run(words)
    assert capfd.readouterr().err


def test_a_decision_on_what_is_not_in_the_plan_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(NINGXIA, folder)
    decisions = folder / "coverage.toml"
    decisions.write_text(decisions.read_text("utf-8").replace('["m19"]', '["m99"]'), "utf-8")

    assert 3 == run(["compare", str(folder), *DAY])
    assert "m99" in capfd.readouterr().err


def test_of_several_plans_the_good_ones_are_done(capfd: pytest.CaptureFixture[str]) -> None:
    assert 3 == run(["compare", "ningxia-2022", "no-such-plan", *DAY])

    streams = capfd.readouterr()
    assert "得分" in streams.out
    assert "no-such-plan" in streams.err


def test_the_score_is_never_shown_without_what_it_leaves_out(judged: PlanComparison) -> None:
    for lang, words in (
        ("zh", ("不可比", "无法判定", "未证实", "8.5/20")),
        ("en", ("not comparable", "undetermined", "8.5/20")),
    ):
        assert all(word in score_line(judged, lang) for word in words)


def test_a_verdict_is_explained_by_both_sides_words(capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["explain", "comparison/n069-g2025-t7", *DAY])
    text = out(capfd)

    assert "弱于要求" in text
    assert "单位GDP二氧化碳排放比2020年下降18%" in text
    assert "在下列来源中读到" in text
    assert "[153, 181)" in text


def test_an_unread_requirement_is_explained_as_unread(capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["explain", "coverage/s17", *DAY])
    text = out(capfd)

    assert "未证实" in text
    assert "本方案中没有可引的词句" in text
    assert 2 == run(["explain", "coverage/s99", *DAY])


def test_a_weakening_is_explained_and_drawn(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "why.html"

    assert 0 == run(["explain", "weakening/n142-m06-t1", "-f", "html", "-o", str(page), *DAY])
    assert 0 == run(["explain", "weakening/n142-m06-t1", "-f", "json", *DAY])
    proof = json.loads(out(capfd))["proofs"][0]
    assert ["comparison", "above", "text"] == [
        proof["origin"],
        *(step["origin"] for step in proof["premises"]),
    ]
    assert "宁夏应对气候变化" in page.read_text("utf-8")
