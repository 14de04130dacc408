"""What comes back in a workbook: decisions, and what is wrong, each at its cell."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from jixiang import DAY, DRAFT, TEXT, WHO, Desk, book_bytes, opened, read_here, said, saved
from openpyxl.comments import Comment

from policykb.draft.claims import Review
from policykb.errors import InputError
from policykb.review import applied, returned
from policykb.review.returned import returned_rows
from policykb.vocab import ReviewState

CLAIMS = 24


@pytest.fixture
def made() -> Desk:
    """The workbook, signed for all rows."""
    return Desk().sign()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_that_nobody_touched_changes_nothing(lang: str) -> None:
    found = returned(book_bytes(lang), DRAFT, TEXT, where="review.xlsx", today=DAY)

    assert (CLAIMS, [], [], []) == (found.seen, found.entries, found.faults, found.remarks)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_that_was_only_saved_changes_nothing(lang: str) -> None:
    cells = read_here(saved(opened(lang)))
    found = returned_rows(cells, DRAFT, TEXT, where="review.xlsx", today=DAY)

    assert (CLAIMS, [], [], []) == (found.seen, found.entries, found.faults, found.remarks)


@pytest.mark.parametrize(
    ("word", "decision"), [("接受", "accepted"), ("删除", "rejected"), ("存疑", "questioned")]
)
def test_a_decision_says_who_decided_what_and_when(made: Desk, word: str, decision: str) -> None:
    made.fill("举措", "m01/a01", 审定结论=word, 备注="另看", 审定人="李四", 日期=dt.datetime(2026, 11, 21))  # noqa: DTZ001 - a cell knows no zone
    found = made.back()
    (entry,) = found.entries

    assert [] == said(found)
    assert ("actions", "m01/a01", decision) == (entry.kind, entry.id, entry.decision)
    assert ("李四", "2026-11-21", "另看") == (entry.by, entry.on, entry.note)


def test_who_signs_for_all_signs_where_a_row_does_not(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="接受")
    (entry,) = made.back().entries

    assert (WHO, DAY) == (entry.by, entry.on)


def test_a_row_without_a_date_was_decided_on_the_day_it_comes_back() -> None:
    unsigned = Desk()
    unsigned.fill("举措", "m01/a01", 审定结论="接受", 审定人="李四")

    assert ["2026-11-23"] == [entry.on for entry in unsigned.back().entries]


def test_a_correction_holds_the_values_that_differ(made: Desk) -> None:
    made.fill("目标", "m01/t1", 审定结论="更正", 约束力度="承诺", 力度用词=None, 数值="18.0")
    (entry,) = made.back().entries

    assert {"force": "commit", "force_marker": ""} == entry.values


@pytest.mark.parametrize("written", ["2025-6-30", "2025/6/30", "2025年6月30日", dt.datetime(2025, 6, 30)])  # noqa: DTZ001
def test_a_day_may_be_written_as_people_do(made: Desk, written: object) -> None:
    made.fill("目标", "m01/t1", 审定结论="更正", 完成时限=written)
    (entry,) = made.back().entries

    assert {"deadline": "2025-06-30"} == entry.values


@pytest.mark.parametrize("written", ["牵头", "牵头单位", "lead", "LEAD", "Lead", " 牵头 "])
def test_a_choice_is_understood_by_any_of_its_names(made: Desk, written: str) -> None:
    made.fill("责任分工", "m01/r2", 审定结论="更正", 角色=written)

    assert [{"role": "lead"}] == [entry.values for entry in made.back().entries]


def test_an_english_workbook_comes_back_the_same() -> None:
    english = Desk("en")
    english.fill("Responsibilities", "m01/r2", Decision="correct", Role="Lead", Reviewer="Li")
    (entry,) = english.back().entries

    assert ("corrected", {"role": "lead"}, "Li") == (entry.decision, entry.values, entry.by)


def test_the_order_of_rows_and_columns_does_not_matter(made: Desk) -> None:
    made.fill("举措", "m02/a01", 审定结论="接受")
    made.fill("目标", "m01/t1", 审定结论="存疑", 备注="待核")
    before = made.back().entries
    for tab in ("举措", "目标"):
        head, *below = [made.tabs[tab][number] for number in sorted(made.tabs[tab])]
        random.Random(7).shuffle(below)  # noqa: S311 - any other order will do
        rows = [head, {}, *below]
        made.tabs[tab] = {
            number: {90 - column: cell for column, cell in row.items()} for number, row in enumerate(rows, 1)
        }
    found = made.back()

    assert [] == said(found)
    assert [(one.kind, one.id, one.decision, one.note) for one in before] == [
        (one.kind, one.id, one.decision, one.note) for one in found.entries
    ]


def test_filtered_and_hidden_rows_come_back_too() -> None:
    book = opened()
    sheet = book["举措"]
    sheet["B2"].value, sheet["Q2"].value = "接受", "李四"
    sheet.row_dimensions[2].hidden = True
    sheet.auto_filter.add_filter_column(1, ["删除"])
    found = returned(saved(book), DRAFT, TEXT, where="review.xlsx", today=DAY)

    assert "审定人" == sheet["Q1"].value
    assert ([], [("m01/a01", "李四")]) == (said(found), [(one.id, one.by) for one in found.entries])


def test_a_message_names_the_cell_where_it_is_now(made: Desk) -> None:
    rows = made.tabs["举措"]
    made.tabs["举措"] = {number + 3 if number > 1 else 1: row for number, row in rows.items()}
    made.fill("举措", "m01/a01", 审定结论="同意")

    assert ["举措!B5：“同意”不是可选的结论；可填：接受、更正、删除、存疑、补录"] == said(made.back())


def test_a_row_that_was_removed_deletes_nothing_and_is_told(made: Desk) -> None:
    del made.tabs["举措"][3]
    found = made.back()

    assert ([], []) == (found.entries, found.faults)
    assert ["举措：1 条不在表中（m01/a02），按未审处理；删掉整行不算删除"] == [
        one.said("zh") for one in found.remarks
    ]


WRONG = {
    "no such decision": ("举措", "m01/a01", {"审定结论": "同意"}, "审定结论", "不是可选的结论"),
    "not in the list": ("责任分工", "m01/r1", {"审定结论": "更正", "角色": "主办"}, "角色", "“主办”不在“角色”的选项中；可填：牵头、配合"),
    "no such body": ("责任分工", "m01/r1", {"审定结论": "更正", "机构": "自治区生态环境听"}, "机构", "最接近的是：宁夏回族自治区生态环境厅"),
    "no such unit": ("目标", "m01/t1", {"审定结论": "更正", "单位": "万亩地"}, "单位", "“万亩地”不在“单位”的选项中；可填：亩、万亩"),
    "no date": ("目标", "m01/t1", {"审定结论": "更正", "完成时限": "2025-02-30"}, "完成时限", "“2025-02-30”不是日期"),
    "words for a date": ("目标", "m01/t1", {"审定结论": "更正", "完成时限": "年底"}, "完成时限", "“年底”不是日期"),
    "no number": ("目标", "m01/t1", {"审定结论": "更正", "数值": "十八左右"}, "数值", "不是数值；只填数"),
    "a number with its unit": ("目标", "m01/t1", {"审定结论": "更正", "数值": "18%"}, "数值", "不是数值；只填数"),
    "no year": ("目标", "m01/t1", {"审定结论": "更正", "基准年": "去年"}, "基准年", "“去年”不是年份"),
    "no id": ("文件", "m02/d1", {"审定结论": "更正", "属于编号": "第四条"}, "属于编号", "“第四条”不是编号"),
    "a date for words": ("目标", "m01/t1", {"审定结论": "更正", "时限原文": dt.datetime(2025, 12, 1)}, "时限原文", "这里应填文字，却是日期"),  # noqa: DTZ001
    "a formula": ("举措", "m01/a01", {"审定结论": "更正", "动词": '=HYPERLINK("http://x","发展")'}, "动词", "单元格里是公式"),
    "a formula for a name": ("举措", "m01/a01", {"审定结论": "接受", "审定人": "=A1"}, "审定人", "单元格里是公式"),
    "a changed quote": ("举措", "m01/a01", {"原文": "有序发展光热"}, "原文", "“原文”不能改动；应为“有序发展光伏”"),
    "a changed start": ("举措", "m01/a01", {"起": 3}, "起", "“起”不能改动；应为“59”"),
    "a changed heading": ("举措", "m01/a01", {"所属条目": None}, "所属条目", "“所属条目”不能改动"),
    "a sector for a goal": ("措施", "g2025", {"领域": "能源"}, "领域", "“领域”不能改动；应为空"),
    "a value without a decision": ("举措", "m01/a01", {"约束力度": "强制"}, "约束力度", "值改了，却没有选审定结论"),
    "a value with acceptance": ("举措", "m01/a01", {"审定结论": "接受", "约束力度": "强制"}, "约束力度", "审定结论却不是“更正”"),
    "a correction of nothing": ("举措", "m01/a01", {"审定结论": "更正"}, "审定结论", "没有改动任何值"),
    "a doubt without words": ("举措", "m01/a01", {"审定结论": "存疑", "备注": " "}, "备注", "没有写疑点"),
    "an addition with an id": ("举措", "m01/a01", {"审定结论": "补录"}, "审定结论", "有编号的行不是补录的"),
    "a changed id": ("举措", "m01/a01", {"编号": "m09/a01"}, "编号", "草稿的“举措”里没有编号“m09/a01”"),
    "a direction mark": ("举措", "m01/a01", {"审定结论": "接受", "备注": "a\u202eb"}, "备注", "有不该出现的字符"),
    "a long name": ("举措", "m01/a01", {"审定结论": "接受", "审定人": "某" * 61}, "审定人", "超过 60 字"),
    "an error value": ("举措", "m01/a01", {"审定结论": "#N/A"}, "审定结论", "不是可选的结论"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_at_its_cell(made: Desk, case: str) -> None:
    tab, name, values, at, told = WRONG[case]
    places = made.fill(tab, name, **values)
    found = made.back()

    assert [] == found.entries
    assert any(one.startswith(f"{places[at]}：") and told in one for one in said(found)), said(found)


def test_a_row_that_nobody_signed_is_told() -> None:
    unsigned = Desk()
    unsigned.fill("举措", "m01/a01", 审定结论="接受")
    where = unsigned.where("举措", "m01/a01", "审定人")

    assert [f"{where}：没有写审定人；请在这里填，或在“说明”里统一填"] == said(unsigned.back())


def test_a_date_for_all_rows_that_is_none_is_told_at_its_cell(made: Desk) -> None:
    made.sign(on="昨天")

    assert ["说明!B4：“昨天”不是日期；请写成 2025-12-31 这样"] == said(made.back())


def test_every_fault_is_listed_at_once(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="同意")
    made.fill("目标", "m01/t1", 审定结论="更正", 数值="许多", 单位="堆")

    assert 3 == len(made.back().faults)


def test_two_rows_that_decide_differently_are_a_contradiction(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="接受")
    made.tabs["举措"][20] = dict(made.tabs["举措"][2])
    made.put("举措", 20, 2, "删除")
    found = made.back()

    assert ["举措!B20：m01/a01 在 举措!A2 另有一行，两行的审定不同；只留一行"] == said(found)
    assert [] == found.entries


def test_two_rows_that_agree_are_one_decision(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="接受")
    made.tabs["举措"][20] = dict(made.tabs["举措"][2])
    found = made.back()

    assert (1, []) == (len(found.entries), said(found))


def test_merged_cells_are_told(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="接受")
    made.merged["举措"] = ("B2:B4",)

    assert ["举措!B2：单元格被合并；请取消合并，逐格填写"] == said(made.back())[:1]
    assert 3 == len(made.back().faults)


def test_a_header_that_was_changed_is_told(made: Desk) -> None:
    made.put("举措", 1, 2, "结论")

    assert ["举措!A1：表头缺少“审定结论”；请恢复第一行的表头"] == said(made.back())


def test_a_column_twice_is_told(made: Desk) -> None:
    made.put("举措", 1, 26, "审定结论")

    assert ["举措!Z1：“审定结论”一列出现两次"] == said(made.back())


def test_what_was_not_read_is_told() -> None:
    book = opened()
    book.create_sheet("我的笔记")["A1"].value = "x"
    book["举措"]["B2"].comment = Comment("这条可疑", "李四")
    found = returned(saved(book), DRAFT, TEXT, where="review.xlsx", today=DAY)

    assert ["我的笔记：不是审定表，没有读", "review.xlsx：批注没有读；意见请写进“备注”列"] == [
        one.said("zh") for one in found.remarks
    ]


def test_a_workbook_of_another_plan_is_refused(made: Desk) -> None:
    with pytest.raises(InputError, match="about plan jixiang, the draft beside them about other"):
        made.back(replace(DRAFT, plan="other"))


def test_a_workbook_of_another_text_is_refused(made: Desk) -> None:
    with pytest.raises(InputError, match="another text") as told:
        made.back(replace(DRAFT, text_sha256="0" * 64))

    assert "E_STALE" == told.value.code


def test_a_claim_that_was_changed_since_is_told_and_the_others_stand(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="接受")
    made.fill("举措", "m01/a02", 审定结论="接受")
    first, *others = DRAFT.actions
    changed = replace(DRAFT, actions=(replace(first, verb="有序发展"), *others))
    found = made.back(changed)

    assert ["举措!B2：m01/a01 在导出之后改动过；请在新的工作簿里审定这一条"] == said(found)
    assert ["review.xlsx：草稿在这份工作簿导出之后改动过；没有变的各条照收，变了的逐条列出"] == [
        one.said("zh") for one in found.remarks
    ]
    assert ["m01/a02"] == [entry.id for entry in found.entries]


def test_a_claim_that_was_changed_since_and_not_decided_on_is_nobodys_fault(made: Desk) -> None:
    first, *others = DRAFT.actions

    assert [] == made.back(replace(DRAFT, actions=(replace(first, verb="有序发展"), *others))).faults


def test_a_decision_that_somebody_else_took_since_is_told(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="删除")
    first, *others = DRAFT.actions
    other = Review(state=ReviewState.ACCEPTED, by="王五", on="2026-11-21")
    found = made.back(replace(DRAFT, actions=(replace(first, review=other), *others)))

    assert ["举措!B2：导出之后另有审定：已接受 王五 2026-11-21；请商定后在新的工作簿里改"] == said(found)


def test_a_person_may_change_their_own_mind(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="删除")
    first, *others = DRAFT.actions
    own = Review(state=ReviewState.ACCEPTED, by=WHO, on=DAY)

    assert 1 == len(made.back(replace(DRAFT, actions=(replace(first, review=own), *others))).entries)


def test_the_same_workbook_twice_decides_nothing_new(made: Desk) -> None:
    made.fill("举措", "m01/a01", 审定结论="接受")
    made.fill("举措", "m01/a02", 审定结论="更正", 约束力度="禁止")
    made.fill("要素", "m02/a02/n1", 审定结论="删除")
    made.fill("未读句", "s008", 审定结论="无需编码")
    made.add("举措", 原文="推进能源转型", 约束力度="推动", 动词="推进")
    once = applied(DRAFT, TEXT, made.back().entries)
    assert () == once.faults
    again = made.back(once.draft)
    twice = applied(once.draft, TEXT, again.entries)

    assert [] == said(again)
    assert once.draft == twice.draft
    assert () == twice.records


def test_further_decisions_in_the_same_workbook_are_taken(made: Desk) -> None:
    made.fill("举措", "m01/a02", 审定结论="更正", 约束力度="禁止")
    once = applied(DRAFT, TEXT, made.back().entries).draft
    made.fill("举措", "m01/a01", 审定结论="接受")

    assert ["m01/a01"] == [entry.id for entry in made.back(once).entries]
