"""``policykb validate`` from the command line: documents in, findings out, in every form, with the exit code it means."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from docx import Document
from lxml import etree

from policykb import anchors
from policykb.cli import run

if TYPE_CHECKING:
    from pathlib import Path

LONG = "自治区交通运输厅、公安厅、住房城乡建设厅、发展改革委、财政厅、生态环境厅、商务厅按职责分工负责"
PLAN = f"""\
云川州减污降碳协同增效实施方案（虚构）

一、工作目标

到2025年，森林覆盖率达到20%。

二、主要措施

（一）严格环境准入。严禁新增“两高”项目。（自治区生态环境厅、发展改革委按职责分工负责）

（二）推动交通绿色转型。到2025年，新能源公交车比例达到80%。鼓励绿色出行。（{LONG}）
"""
COLUMN = PLAN.splitlines()[10].index("（自治区") + 1
# In the text above, and in nothing but its own words: nobody is named for the goal's number; seven bodies share
# measure 2 and none leads; measure 1 has neither number nor date.
GAPS = [
    ("target_has_someone_responsible", "森林覆盖率达到20%"),
    ("shared_measure_has_a_lead", f"（{LONG}）"),
    ("measure_is_quantified", "严格环境准入"),
    ("measure_has_a_deadline", "严格环境准入"),
]
QUALITY = ["--profile", "quality", "--lang", "zh", "--as-of", "2026-11-22"]
WAIVERS = """\
[[waiver]]
finding = "{id}"
reason = "由年度计划定"
owner = "张三"
expires = 2026-12-31
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "草案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def findings(path: Path) -> dict[str, dict[str, object]]:
    told = json.loads(path.read_text(encoding="utf-8"))
    return {finding["shape"]: finding for finding in told["findings"]}


def out_of(capfd: pytest.CaptureFixture[str]) -> tuple[str, str]:
    streams = capfd.readouterr()
    return streams.out, streams.err


def test_a_document_gets_its_gaps_each_at_its_words(plan: Path) -> None:
    code = run(["validate", plan.name, *QUALITY, "-o", "a.sarif"])

    results = json.loads((plan.parent / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    told = [
        (r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]) for r in results
    ]
    assert 0 == code
    assert GAPS == told
    assert {"%E8%8D%89%E6%A1%88.txt"} == {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results
    }


def test_the_table_says_what_where_why_and_what_to_write(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["validate", plan.name, *QUALITY])

    out, _ = out_of(capfd)
    others = LONG.removesuffix("按职责分工负责").removeprefix("自治区交通运输厅、")
    assert "草案.txt: 规划缺口 4：警告 2，提示 2" == out.splitlines()[0]
    assert f"    可参考的写法：（牵头单位：自治区交通运输厅；配合单位：{others}）\n" in out
    assert f"    1. （二）推动交通绿色转型  第11行第{COLUMN}字  shared_measure_has_a_lead@" in out
    assert "sh:" not in out
    assert "截至 2026-11-22" in out


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("a.json", '{\n  "$schema"'),
        ("a.sarif", '{\n  "$schema": "https://docs.oasis-open.org/sarif'),
        ("a.xml", "<?xml"),
        ("a.html", "<!doctype html>"),
        ("a.ttl", "@prefix"),
        ("a.txt", "草案.txt: 规划缺口"),
        ("a", "草案.txt: 规划缺口"),
    ],
)
def test_the_outputs_name_decides_the_form(plan: Path, name: str, starts: str) -> None:
    run(["validate", plan.name, *QUALITY, "-o", name])

    assert (plan.parent / name).read_text(encoding="utf-8").startswith(starts)


def test_annotations_go_to_standard_output_alone(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["validate", plan.name, *QUALITY, "-f", "github"])

    out, _ = out_of(capfd)
    assert [] == [line for line in out.splitlines() if not line.startswith("::")]
    assert f"::warning file=草案.txt,line=11,endLine=11,col={COLUMN}," in out


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("info", 1), ("none", 0)])
def test_the_exit_code_follows_the_gravest_that_counts(plan: Path, level: str, code: int) -> None:
    assert code == run(["validate", plan.name, *QUALITY, "--fail-on", level])


def test_nothing_to_look_at_fails_unless_it_may_be_empty(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan.write_text("明天开会。\n", encoding="utf-8")

    assert 1 == run(["validate", plan.name, *QUALITY])
    assert "没有检查到任何规划要素" in out_of(capfd)[0]
    assert 0 == run(["validate", plan.name, *QUALITY, "--allow-empty"])


def test_what_an_earlier_run_found_is_known_wherever_it_has_moved(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["validate", plan.name, *QUALITY, "-o", "old.json"])
    moved = PLAN.replace("（二）推动", "（三）推动").replace("（一）严格", "（二）严格")
    new = "（一）植树造林。到2025年，森林蓄积量达到1000万立方米。（自治区林草局负责）\n\n"
    plan.write_text(moved.replace("（二）严格", f"{new}（二）严格"), encoding="utf-8")
    again = ["validate", plan.name, *QUALITY, "--baseline", "old.json", "--fail-on", "info"]

    code = run(again)

    assert 0 == code
    assert "已知 4" in out_of(capfd)[0].splitlines()[0]

    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("到2025年，森林蓄积量达到1000万立方米", "推进造林"), encoding="utf-8")

    assert 1 == run([*again, "-o", "new.json"])
    told = json.loads((plan.parent / "new.json").read_text(encoding="utf-8"))["findings"]
    assert {("measure_is_quantified", "（一）植树造林"), ("measure_has_a_deadline", "（一）植树造林")} == {
        (finding["shape"], finding["heading"]) for finding in told if finding["counts"]
    }


def test_what_was_mended_is_told(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["validate", plan.name, *QUALITY, "-o", "old.json"])
    plan.write_text(PLAN.replace(LONG, "自治区交通运输厅牵头，公安厅、财政厅配合"), encoding="utf-8")

    run(["validate", plan.name, *QUALITY, "--baseline", "old.json"])

    out, _ = out_of(capfd)
    assert "已消除 1" in out.splitlines()[0]
    assert "（二）推动交通绿色转型  责任单位多而没有牵头单位" in out[out.index("已消除（") :]


def test_a_waiver_keeps_a_finding_from_failing_until_its_last_day(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["validate", plan.name, *QUALITY, "-o", "old.json"])
    every = [finding["id"] for finding in findings(plan.parent / "old.json").values()]
    (plan.parent / "w.toml").write_text("".join(WAIVERS.format(id=name) for name in every), encoding="utf-8")
    waived = [
        "validate",
        plan.name,
        "--profile",
        "quality",
        "--waivers",
        "w.toml",
        "--fail-on",
        "info",
        "--as-of",
    ]

    assert 0 == run([*waived, "2026-12-31"])
    assert 4 == out_of(capfd)[0].count("已豁免：由年度计划定（张三，至2026-12-31）")
    assert 1 == run([*waived, "2027-01-01"])
    assert 4 == out_of(capfd)[0].count("豁免已于2026-12-31到期")


def test_a_plan_folders_own_waivers_are_read(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = plan.parent / "folder"
    shutil.copytree(anchors.PLANS / "ningxia-2022", folder)
    (folder / "waivers.toml").write_text(
        WAIVERS.format(id="milestone_year_has_numbers.year@g2030"), encoding="utf-8"
    )

    run(["validate", "folder", *QUALITY])
    out, _ = out_of(capfd)
    (folder / "waivers.toml").write_text("[[waiver]]\n", encoding="utf-8")

    assert "已豁免 1" in out.splitlines()[0]
    assert 3 == run(["validate", "folder", *QUALITY])
    assert "waivers.toml:1" in out_of(capfd)[1]


@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("--baseline", None, "没有这个文件"),
        ("--baseline", "{\n", "bad:2:1"),
        ("--baseline", "[]", "findings.json"),
        ("--waivers", None, "没有这个文件"),
        ("--waivers", "x = \n", "line 1"),
        ("--waivers", "\n[[waiver]]\nfinding = 'a@b'\nowner='c'\nexpires='2027-01-01'\n", "bad:2"),
    ],
)
def test_a_baseline_or_waivers_that_cannot_be_used_is_3(
    plan: Path, option: str, content: str | None, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (plan.parent / "bad").write_text(content, encoding="utf-8")

    code = run(["validate", plan.name, *QUALITY, option, "bad"])

    out, err = out_of(capfd)
    assert (3, "") == (code, out)
    assert told in err
    assert 1 == len(err.strip().splitlines())


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["-f", "docx", "-o", "b.docx"], "-f html"),
        (["草案.txt", "-f", "docx", "-o", "b.docx"], "一个"),
        (["--limit", "-1"], "--limit"),
        (["--profile", "qualty"], "qualty"),
        (["--profile", ""], "--profile"),
        (["-f", "pdf"], "pdf"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(plan: Path, argv: list[str], told: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = run(["validate", plan.name, "--lang", "zh", *argv])

    out, err = out_of(capfd)
    assert (2, "") == (code, out)
    assert told in err
    assert not (plan.parent / "b.docx").exists()


def test_of_several_plans_the_good_ones_are_done_and_the_highest_code_wins(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (plan.parent / "空.txt").write_bytes(b"")
    (plan.parent / "表.xlsx").write_bytes(b"PK\x03\x04")

    code = run(["validate", "空.txt", plan.name, "没有.txt", "表.xlsx", *QUALITY, "-f", "junit", "-q"])

    out, err = out_of(capfd)
    assert 3 == code
    assert ["草案.txt"] == [suite.get("name") for suite in etree.fromstring(out.encode()).iter("testsuite")]
    assert [True, True, True] == [name in err for name in ("空.txt", "没有.txt", "表.xlsx")]


def test_plans_looked_at_together_are_told_as_if_each_were_alone(plan: Path) -> None:
    (plan.parent / "乙.txt").write_text(PLAN.replace("云川", "海陵").replace("20%", "30%"), encoding="utf-8")
    for name in ("草案", "乙"):
        run(["validate", f"{name}.txt", *QUALITY, "-o", f"{name}.json"])

    run(["validate", "草案.txt", "乙.txt", "草案.txt", *QUALITY, "-o", "all.json"])

    one, other, both = (
        json.loads((plan.parent / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("草案", "乙", "all")
    )
    assert one["findings"] + other["findings"] + one["findings"] == both["findings"]
    assert one["summary"] + other["summary"] + one["summary"] == both["summary"]


def test_two_files_of_one_name_are_two_plans(plan: Path) -> None:
    for folder, text in (("甲", PLAN), ("乙", PLAN.replace("（二）", "（三）", 1).replace("公安厅、", ""))):
        (plan.parent / folder).mkdir()
        (plan.parent / folder / "plan.txt").write_text(text, encoding="utf-8")
    run(["validate", "乙/plan.txt", *QUALITY, "-o", "alone.json"])

    run(["validate", "甲/plan.txt", "乙/plan.txt", *QUALITY, "-o", "both.json"])

    alone, both = (
        json.loads((plan.parent / f"{name}.json").read_text(encoding="utf-8")) for name in ("alone", "both")
    )
    assert alone["summary"] == both["summary"][1:]
    assert alone["findings"] == both["findings"][len(both["findings"]) - len(alone["findings"]) :]


def test_a_document_is_held_against_the_plans_above_and_not_against_its_own_reading(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["validate", plan.name, "-f", "json", "--as-of", "2026-11-22"])
    told = json.loads(out_of(capfd)[0])
    run(["validate", "ningxia-2022", "-f", "json", "--as-of", "2026-11-22"])
    reviewed = json.loads(out_of(capfd)[0])

    assert [["national", "quality"], ["encoding", "quality"]] == [
        one["summary"][0]["profiles"] for one in (told, reviewed)
    ]
    assert {f"{f['id'].partition('@')[0]}@{f['fingerprint']}" for f in told["findings"]} == {
        finding["id"] for finding in told["findings"]
    }
    assert [] == [
        f["id"] for f in reviewed["findings"] if f["id"] != f"{f['id'].partition('@')[0]}@{f['focus']}"
    ]


def test_where_no_plan_can_be_read_the_old_answer_stays(plan: Path) -> None:
    (plan.parent / "old.json").write_text("kept", encoding="utf-8")

    assert 3 == run(["validate", "没有.txt", "-o", "old.json"])
    assert "kept" == (plan.parent / "old.json").read_text(encoding="utf-8")


def test_a_name_cannot_steer_the_terminal(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    named = plan.rename(plan.parent / "a\x1b[31m::error::.txt")

    for form in ("table", "github", "junit", "sarif", "json"):
        run(["validate", named.name, *QUALITY, "-f", form])

    out, err = out_of(capfd)
    assert "\x1b" not in out + err


def test_an_answer_that_cannot_be_written_is_6(plan: Path) -> None:
    (plan.parent / "a.json").mkdir()

    assert 6 == run(["validate", plan.name, *QUALITY, "-o", "a.json"])


def test_a_document_without_english_names_and_prefixes_has_no_such_defect(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan.write_text(PLAN.replace("自治区", ""), encoding="utf-8")

    run(["validate", plan.name, "--profile", "encoding", "--lang", "zh", "-f", "json"])

    told = json.loads(out_of(capfd)[0])
    assert [] == [finding["id"] for finding in told["findings"] if finding["code"] in {"C01", "C14"}]
    assert 0 < next(row["focusNodes"] for row in told["summary"][0]["checked"] if row["code"] == "C14")


def word(path: Path) -> Path:
    """The same plan as a Word file, a paragraph a line."""
    made = Document()
    for line in PLAN.splitlines():
        if line:
            made.add_paragraph(line)
    made.save(str(path))
    return path


def test_the_authors_word_file_comes_back_with_a_comment_at_each_finding(plan: Path) -> None:
    word(plan.parent / "草案.docx")

    code = run(["validate", "草案.docx", *QUALITY, "-o", "批注.docx"])

    done = Document(str(plan.parent / "批注.docx"))
    told = [comment.text for comment in done.comments]
    assert 0 == code
    assert {(shape, "policykb") for shape, _ in GAPS} == {
        (said.splitlines()[-1].partition("@")[0], comment.author)
        for said, comment in zip(told, done.comments, strict=True)
    }
    lead = next(said for said in told if "Q04" in said)
    assert lead.startswith("【警告】责任单位多而没有牵头单位（Q04）\n为什么：")
    assert "可参考的写法：（牵头单位：自治区交通运输厅；" in lead
    assert [line for line in PLAN.splitlines() if line] == [paragraph.text for paragraph in done.paragraphs]


def test_a_word_file_is_told_by_its_paragraphs(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    word(plan.parent / "草案.docx")

    run(["validate", "草案.docx", *QUALITY])
    table, _ = out_of(capfd)
    run(["validate", "草案.docx", *QUALITY, "-f", "github"])
    marks, _ = out_of(capfd)

    assert "（二）推动交通绿色转型  第6段  shared_measure_has_a_lead@" in table
    assert [] == [line for line in marks.splitlines() if ",line=" in line]


def test_findings_of_a_word_file_and_of_the_text_it_holds_have_the_same_ids(plan: Path) -> None:
    word(plan.parent / "草案.docx")
    for name in ("草案.txt", "草案.docx"):
        run(["validate", name, *QUALITY, "-o", f"{name}.json"])

    assert list(findings(plan.parent / "草案.txt.json")) == list(findings(plan.parent / "草案.docx.json"))
    assert {f["id"] for f in findings(plan.parent / "草案.txt.json").values()} == {
        f["id"] for f in findings(plan.parent / "草案.docx.json").values()
    }
