"""The commands as people call them: a folder is extracted, reviewed, and extracted again when its text has changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from jixiang import PLAN, TEXT, folder

from policykb.cli import run
from policykb.draft import from_json
from policykb.review.kinds import every_claim
from policykb.vocab import ReviewState

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.draft import Draft

FILES = {"draft.json", "source.txt", "review.xlsx", "review.html"}
OLD = """某区减污降碳方案（虚构）

一、主要措施

（一）强化管控。推进甲项目，加快建设乙平台。到2025年，森林覆盖率达到20%。（区水利局、财政局按职责分工负责）

（二）加强准入。制定《丁导则》，推进戊工作。（区财政局按职责分工负责）
"""


def draft_in(home: Path) -> Draft:
    return from_json((home / "draft.json").read_text("utf-8"))


def fill(home: Path, tab: str, name: str, values: dict[str, object], sheet: str = "review.xlsx") -> str:
    """Fills in cells of a claim's row in the workbook on disk; gives the name of the last of them."""
    book = openpyxl.load_workbook(home / sheet)
    page = book[tab]
    row = next(cell.row for cell in page["A"] if cell.value == name)
    where = ""
    for heading, value in values.items():
        at = next(cell.column for cell in page[1] if cell.value == heading)
        page.cell(row, at).value = value
        where = f"{tab}!{page.cell(row, at).coordinate}"
    book.save(home / sheet)
    return where


def snapshot(home: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(home.iterdir())}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder(tmp_path)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A text, extracted into a folder of drafts."""
    text = tmp_path / "district.txt"
    text.write_text(OLD, encoding="utf-8")
    assert 0 == run(["extract", str(text), "-o", str(tmp_path / "drafts")])
    return tmp_path / "drafts" / "district"


def read_anew(old: Path, text: str) -> int:
    file = old.parent.parent / "district.txt"
    file.write_text(text, encoding="utf-8")
    return run(["extract", str(file), "-o", str(old.parent)])


def named(draft: Draft, quote: str, text: str) -> str:
    """The id of the action with these words."""
    return next(one.id for one in draft.actions if one.span.quote(text) == quote)


def test_extract_writes_a_folder_for_each_plan(old: Path) -> None:
    assert FILES == {path.name for path in old.iterdir()}
    assert OLD == (old / "source.txt").read_text("utf-8")


def test_extracting_twice_gives_the_same_files(old: Path) -> None:
    before = snapshot(old)

    assert 0 == read_anew(old, OLD)
    assert before == snapshot(old)


def test_extract_to_standard_output_gives_the_draft_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "district.txt"
    text.write_text(OLD, encoding="utf-8")

    assert 0 == run(["extract", str(text)])
    assert "district" == from_json(capfd.readouterr().out).plan
    assert [text] == list(tmp_path.iterdir())


def test_a_review_changes_the_draft_and_writes_the_log(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = (home / "review.xlsx").read_bytes()
    fill(home, "举措", "m01/a01", {"审定结论": "接受", "审定人": "张三", "日期": "2026-11-20"})
    fill(home, "举措", "m02/a04", {"审定结论": "删除", "审定人": "张三", "日期": "2026-11-20"})
    mine = (home / "review.xlsx").read_bytes()

    assert 0 == run(["review", str(home / "review.xlsx")])
    assert "jixiang：接受 1、删除 1；还有 21 条未审\n" == capfd.readouterr().out
    draft = draft_in(home)
    assert ReviewState.ACCEPTED is draft.actions[0].review.state
    assert "m02/a04" not in every_claim(draft)
    log = [json.loads(line) for line in (home / "curation-log.jsonl").read_text("utf-8").splitlines()]
    assert [("m01/a01", "accepted", "张三"), ("m02/a04", "rejected", "张三")] == [
        (one["id"], one["decision"], one["by"]) for one in log
    ]
    assert "已接受 张三 2026-11-20" in (home / "review.html").read_text("utf-8")
    assert (book != mine, mine) == (True, (home / "review.xlsx").read_bytes())


def test_a_second_review_of_the_same_workbook_changes_nothing(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fill(
        home,
        "举措",
        "m01/a01",
        {"审定结论": "更正", "约束力度": "强制", "审定人": "张三", "日期": "2026-11-20"},
    )
    assert 0 == run(["review", str(home)])
    before = snapshot(home)
    capfd.readouterr()

    assert 0 == run(["review", str(home)])
    assert "jixiang：24 行中没有新的审定\n" == capfd.readouterr().out
    assert before == snapshot(home)


def test_the_log_only_grows(home: Path) -> None:
    fill(home, "举措", "m01/a01", {"审定结论": "接受", "审定人": "张三"})
    assert 0 == run(["review", str(home), "--on", "2026-11-20"])
    first = (home / "curation-log.jsonl").read_text("utf-8")
    fill(home, "举措", "m01/a02", {"审定结论": "接受", "审定人": "李四"})
    assert 0 == run(["review", str(home), "--on", "2026-11-21"])
    whole = (home / "curation-log.jsonl").read_text("utf-8")

    assert whole.startswith(first)
    assert ["2026-11-20", "2026-11-21"] == [json.loads(line)["on"] for line in whole.splitlines()]


def test_with_an_error_nothing_is_written(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fill(home, "举措", "m01/a01", {"审定结论": "接受", "审定人": "张三"})
    where = fill(home, "责任分工", "m01/r1", {"审定结论": "更正", "角色": "主办"})
    before = snapshot(home)

    assert 1 == run(["review", str(home)])
    told = capfd.readouterr().out.splitlines()
    assert before == snapshot(home)
    assert told[0].startswith(f"{where}：“主办”不在“角色”的选项中")
    assert "jixiang：有 1 处要改，草稿没有改动" == told[-1]


def test_in_part_the_sound_rows_are_taken(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fill(home, "举措", "m01/a01", {"审定结论": "接受", "审定人": "张三"})
    fill(home, "责任分工", "m01/r1", {"审定结论": "更正", "角色": "主办"})

    assert 1 == run(["review", str(home), "--partial"])
    assert "jixiang：接受 1；还有 22 条未审；另有 1 处要改，未收回" == capfd.readouterr().out.splitlines()[-1]
    assert ReviewState.ACCEPTED is draft_in(home).actions[0].review.state


def test_a_review_speaks_english_too(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    where = fill(home, "责任分工", "m01/r1", {"审定结论": "更正", "角色": "主办"})

    assert 1 == run(["review", str(home), "--lang", "en"])
    told = capfd.readouterr().out.splitlines()
    assert told[0].startswith(f"{where}: “主办” is not in the list of 角色; one of: 牵头")
    assert "jixiang: 1 to be mended; the draft is as it was" == told[-1]


def test_the_folder_of_folders_leads_to_its_one_plan(home: Path) -> None:
    fill(home, "举措", "m01/a01", {"审定结论": "接受", "审定人": "张三"})

    assert 0 == run(["review", str(home.parent)])
    assert ReviewState.ACCEPTED is draft_in(home).actions[0].review.state


def test_a_workbook_elsewhere_is_taken_with_its_folder_named(home: Path, tmp_path: Path) -> None:
    fill(home, "举措", "m01/a01", {"审定结论": "接受", "审定人": "张三"})
    moved = tmp_path / "mail" / "张三的审定.xlsx"
    moved.parent.mkdir()
    (home / "review.xlsx").rename(moved)

    assert 3 == run(["review", str(moved)])
    assert 0 == run(["review", str(moved), str(home)])
    assert ReviewState.ACCEPTED is draft_in(home).actions[0].review.state


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 3), (b"not json", 3), (b'{"format": "policykb-decisions-1"}', 3), (b"PK\x03\x04 broken", 3)],
)
def test_a_file_that_holds_no_decisions_is_3(home: Path, content: bytes, code: int) -> None:
    (home / "back.json").write_bytes(content)
    before = snapshot(home)

    assert code == run(["review", str(home / "back.json")])
    assert before == snapshot(home)


def test_a_day_that_is_none_is_2(home: Path) -> None:
    assert 2 == run(["review", str(home), "--on", "gestern"])


def page_file(home: Path, **changes: object) -> Path:
    draft = draft_in(home)
    book = {
        "format": "policykb-decisions-1",
        "plan": PLAN,
        "text_sha256": draft.text_sha256,
        "draft_sha256": "",
        "decisions": [
            {
                "kind": "actions",
                "id": "m01/a01",
                "check": "",
                "decision": "accepted",
                "by": "李四",
                "on": "2026-11-21",
                "note": "",
            }
            | changes
        ],
    }
    file = home / "decisions-jixiang.json"
    file.write_text(json.dumps(book), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "导出之后改动过"),
        ({"id": "m09/a01"}, "草稿里没有这一条"),
        ({"check": None}, None),
    ],
)
def test_a_pages_decision_that_cannot_stand_is_told(
    home: Path, changes: dict[str, object], told: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run(["review", str(page_file(home, **changes))])
    out, err = capfd.readouterr()

    assert (1 if told else 3) == code
    assert (told or "不是 review.html 给出的审定结果") in out + err


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"decision": "corrected"}, "“corrected”不是可选的结论"),
        ({"by": " "}, "没有写审定人"),
        ({"on": "morgen"}, "“morgen”不是日期"),
        ({"decision": "questioned"}, "存疑而没有写疑点"),
        ({"note": "长" * 2001}, "note 太长"),
    ],
)
def test_a_pages_decision_without_what_it_needs_is_told(
    home: Path, changes: dict[str, object], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    from policykb.review.rows import check_of  # noqa: PLC0415 - for this test alone

    check = check_of(draft_in(home).actions[0])

    assert 1 == run(["review", str(page_file(home, check=check, **changes))])
    assert told in capfd.readouterr().out


def test_a_decision_about_a_reading_that_curation_names_is_told(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = {"id": "one", "decided_on": "2026-11-20", "by": "x", "quote": "有序发展光伏"}
    words |= {
        f"{key}_{lang}": "x"
        for key in ("label", "question", "decision", "alternative")
        for lang in ("zh", "en")
    }
    lines = [f'{key} = "{value}"' for key, value in words.items()]
    (home / "curation.toml").write_text(
        "\n".join(["[[decision]]", *lines, 'affects = ["m01/a01"]']), encoding="utf-8"
    )
    fill(home, "举措", "m01/a01", {"审定结论": "删除", "审定人": "张三"})

    assert 0 == run(["review", str(home)])
    assert "curation.toml 的决定“one”引用了已删除的 m01/a01" in capfd.readouterr().err


def decide(old: Path) -> None:
    """Accepts one action, corrects another, deletes a third."""
    draft = draft_in(old)
    who = {"审定人": "张三", "日期": "2026-11-20"}
    fill(old, "举措", named(draft, "推进甲项目", OLD), {"审定结论": "接受"} | who)
    fill(old, "举措", named(draft, "加快建设乙平台", OLD), {"审定结论": "更正", "约束力度": "承诺"} | who)
    fill(old, "举措", named(draft, "推进戊工作", OLD), {"审定结论": "删除"} | who)
    assert 0 == run(["review", str(old)])


def kept(old: Path, text: str) -> list[tuple[str, str]]:
    return [
        (one.span.quote(text), one.review.state.value)
        for one in draft_in(old).actions
        if one.review.state is not ReviewState.PROPOSED
    ]


def test_decisions_outlive_a_new_reading_of_the_same_text(old: Path) -> None:
    decide(old)
    before = draft_in(old)

    assert 0 == read_anew(old, OLD)
    assert before.rejected == draft_in(old).rejected
    assert [("推进甲项目", "accepted"), ("加快建设乙平台", "corrected")] == kept(old, OLD)
    assert "推进戊工作" not in [one.span.quote(OLD) for one in draft_in(old).actions]


def test_decisions_move_with_their_sentences(old: Path, capfd: pytest.CaptureFixture[str]) -> None:
    decide(old)
    new = OLD.replace(
        "（一）强化管控", "（一）先行一步。建设新中心。（区商务局负责）\n\n（二）强化管控"
    ).replace("（二）加强准入", "（三）加强准入")
    capfd.readouterr()

    assert 0 == read_anew(old, new)
    assert [("推进甲项目", "accepted"), ("加快建设乙平台", "corrected")] == kept(old, new)
    assert "推进戊工作" not in [one.span.quote(new) for one in draft_in(old).actions]
    assert ["推进戊工作"] == [one.held.span.quote(new) for one in draft_in(old).rejected]
    assert "曾有审定" not in capfd.readouterr().err


def test_decisions_on_a_changed_sentence_are_listed(old: Path, capfd: pytest.CaptureFixture[str]) -> None:
    decide(old)
    name = named(draft_in(old), "加快建设乙平台", OLD)
    new = OLD.replace("加快建设乙平台", "加快建设庚中心")
    capfd.readouterr()

    assert 0 == read_anew(old, new)
    assert [("推进甲项目", "accepted")] == kept(old, new)
    assert f"{name}：曾有审定，但原句已不在：加快建设乙平台" in capfd.readouterr().err
    gone = json.loads((old / "curation-log.jsonl").read_text("utf-8").splitlines()[-1])
    assert (name, "gone", "加快建设乙平台", "张三") == (
        gone["id"],
        gone["decision"],
        gone["quote"],
        gone["review"]["by"],
    )


def test_decisions_on_a_sentence_that_is_gone_are_listed(
    old: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    decide(old)
    new = OLD.replace("推进甲项目，", "").replace("，推进戊工作", "")
    capfd.readouterr()

    assert 0 == read_anew(old, new)
    told = capfd.readouterr().err
    assert "曾有审定，但原句已不在：推进甲项目" in told
    assert "曾有审定，但原句已不在：推进戊工作" in told
    assert () == draft_in(old).rejected


def test_decisions_that_were_not_brought_back_are_not_written_over(
    old: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fill(old, "举措", named(draft_in(old), "推进甲项目", OLD), {"审定结论": "接受", "审定人": "张三"})
    before = snapshot(old)

    assert 3 == read_anew(old, OLD + "\n")
    assert "没收回的审定" in capfd.readouterr().err
    assert before == snapshot(old)
    assert 0 == run(["review", str(old)])
    assert 0 == read_anew(old, OLD + "\n")


def test_a_new_text_goes_into_the_plans_own_folder(old: Path, tmp_path: Path) -> None:
    decide(old)
    new = tmp_path / "第二稿.txt"
    new.write_text("前言。\n\n" + OLD, encoding="utf-8")

    assert 0 == run(["extract", str(new), "-o", str(old)])
    assert FILES | {"curation-log.jsonl"} == {path.name for path in old.iterdir()}
    assert ("district", 2) == (draft_in(old).plan, len(kept(old, "前言。\n\n" + OLD)))


def test_two_texts_do_not_fit_into_one_plans_folder(old: Path, tmp_path: Path) -> None:
    assert 2 == run(
        ["extract", str(tmp_path / "district.txt"), str(tmp_path / "district.txt"), "-o", str(old)]
    )


def test_a_draft_where_the_first_version_put_it_is_kept(old: Path, tmp_path: Path) -> None:
    decide(old)
    flat = tmp_path / "flat"
    flat.mkdir()
    (old / "draft.json").rename(flat / "district.draft.json")
    (old / "source.txt").rename(flat / "district.source.txt")

    assert 0 == run(["extract", str(tmp_path / "district.txt"), "-o", str(flat)])
    assert [("推进甲项目", "accepted"), ("加快建设乙平台", "corrected")] == kept(flat / "district", OLD)


def test_the_workbook_after_a_deletion_offers_to_restore(old: Path) -> None:
    decide(old)
    assert 0 == read_anew(old, OLD)
    tabs = openpyxl.load_workbook(old / "review.xlsx").sheetnames
    (record,) = draft_in(old).rejected
    fill(old, "已删除", record.held.id if not record.sentence else "", {"审定结论": "恢复", "审定人": "李四"})

    assert "已删除" in tabs
    assert 0 == run(["review", str(old)])
    assert "推进戊工作" in [one.span.quote(OLD) for one in draft_in(old).actions]
    assert TEXT != OLD
