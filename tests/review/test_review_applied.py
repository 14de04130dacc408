"""Decisions taken into a draft: values with their places, claims that were missed, claims that go."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jixiang import DAY, DRAFT, TEXT, WHO, Desk, at, said

from policykb.draft import from_json, is_reviewed, to_json
from policykb.draft.claims import Review, is_open
from policykb.review import Applied, applied, log_lines
from policykb.review.kinds import KINDS, claims_of, every_claim
from policykb.span import Span
from policykb.vocab import BodyKind, Confidence, Force, Precision, ReviewState, Role, SentenceState

if TYPE_CHECKING:
    from policykb.draft import Draft

BY = {"by": WHO, "on": DAY}


def taken(desk: Desk, draft: Draft = DRAFT) -> Applied:
    """The draft after what stands on the desk, which must be sound."""
    found = desk.back(draft)
    assert [] == said(found)
    done = applied(draft, TEXT, found.entries)
    assert done.draft == from_json(to_json(done.draft))
    return done


def faults(desk: Desk, draft: Draft = DRAFT) -> list[str]:
    """What is wrong when the decisions are taken."""
    return [one.said("zh") for one in applied(draft, TEXT, desk.back(draft).entries).faults]


def claim(draft: Draft, name: str) -> Any:
    """A claim by its id."""
    return every_claim(draft)[name][1]


@pytest.fixture
def desk() -> Desk:
    return Desk().sign()


def test_an_accepted_claim_is_as_it_was_with_who_accepted_it(desk: Desk) -> None:
    desk.fill("举措", "m01/a02", 审定结论="接受", 备注="对")
    done = taken(desk)
    accepted = Review(state=ReviewState.ACCEPTED, **BY, note="对")

    assert replace(claim(DRAFT, "m01/a02"), review=accepted) == claim(done.draft, "m01/a02")
    assert [one for one in DRAFT.actions if one.id != "m01/a02"] == [
        one for one in done.draft.actions if one.id != "m01/a02"
    ]


def test_a_doubt_leaves_the_claim_open_with_what_is_doubted(desk: Desk) -> None:
    desk.fill("举措", "m01/a01", 审定结论="存疑", 备注="是否含分布式")
    found = claim(taken(desk).draft, "m01/a01")

    assert (Confidence.UNSURE, "是否含分布式", ReviewState.QUESTIONED) == (
        found.confidence,
        found.doubt,
        found.review.state,
    )
    assert is_open(found)


def test_a_plan_is_reviewed_only_when_nothing_is_left_open() -> None:
    accepted = Review(state=ReviewState.ACCEPTED)
    changes: dict[str, Any] = {
        kind.name: tuple(replace(one, review=accepted) for one in claims_of(DRAFT, kind.name))
        for kind in KINDS
    }
    whole = replace(DRAFT, **changes)
    first = replace(whole.actions[0], review=Review(state=ReviewState.QUESTIONED))

    assert is_reviewed(whole)
    assert not is_reviewed(replace(whole, actions=(first, *whole.actions[1:])))


def test_a_corrected_word_of_force_has_its_new_place(desk: Desk) -> None:
    desk.fill("举措", "m01/a02", 审定结论="更正", 力度用词="严格", 约束力度="强制")
    found = claim(taken(desk).draft, "m01/a02")

    assert (Force.MANDATE, "严格", at("严格")) == (found.force, found.marker, found.marker_span)


def test_a_corrected_word_may_run_over_a_line_break(desk: Desk) -> None:
    desk.fill("举措", "m02/a03", 审定结论="更正", 动词="推动园区改造")

    assert "推动园区改造" == claim(taken(desk).draft, "m02/a03").verb


def test_a_corrected_value_has_its_new_place() -> None:
    wrong = replace(claim(DRAFT, "m01/t1"), value="2025", value_span=at("2025", 1))
    draft = replace(DRAFT, targets=(DRAFT.targets[0], wrong, DRAFT.targets[2]))
    other = Desk(draft=draft).sign()
    other.fill("目标", "m01/t1", 审定结论="更正", 数值="18")
    found = claim(taken(other, draft).draft, "m01/t1")

    assert ("18", at("18")) == (found.value, found.value_span)


def test_a_value_in_words_is_found() -> None:
    wrong = replace(claim(DRAFT, "m01/t2"), value="3")
    draft = replace(DRAFT, targets=(*DRAFT.targets[:2], wrong))
    other = Desk(draft=draft).sign()
    other.fill("目标", "m01/t2", 审定结论="更正", 数值="30")

    assert at("三十") == claim(taken(other, draft).draft, "m01/t2").value_span


def test_a_deadline_that_was_missed_is_read_from_its_words(desk: Desk) -> None:
    desk.fill("目标", "m01/t2", 审定结论="更正", 时限原文="到2025年")
    due = claim(taken(desk).draft, "m01/t2").deadline

    assert ("2025-12-31", Precision.YEAR, at("到2025年", 1), True) == (
        due.date,
        due.precision,
        due.span,
        due.inherited,
    )


def test_a_deadline_that_is_none_is_taken_out(desk: Desk) -> None:
    desk.fill("目标", "m01/t1", 审定结论="更正", 完成时限=None, 时限原文=None, 时限精度=None)

    assert claim(taken(desk).draft, "m01/t1").deadline is None


def test_a_deadline_with_another_day_keeps_its_words(desk: Desk) -> None:
    desk.fill("目标", "m01/t1", 审定结论="更正", 完成时限="2025-06-30", 时限精度="日")
    due = claim(taken(desk).draft, "m01/t1").deadline

    assert ("2025-06-30", "到2025年", Precision.DAY) == (due.date, due.stated, due.precision)


def test_a_corrected_body_and_role(desk: Desk) -> None:
    desk.fill("责任分工", "m02/r1", 审定结论="更正", 机构="自治区生态环境厅", 角色="牵头", 承前省略="是")
    found = claim(taken(desk).draft, "m02/r1")

    assert ("org/nx-sthjt", Role.LEAD, True) == (found.agency, found.role, found.prefix_elided)


def test_an_indicator_and_a_unit_are_kept_by_their_slugs(desk: Desk) -> None:
    desk.fill("目标", "m01/t1", 审定结论="更正", 指标="森林覆盖率", 单位="万亩", 逐级适用="县级")
    found = claim(taken(desk).draft, "m01/t1")

    assert ("forest-cover", "wan-mu", "county") == (found.indicator, found.unit, found.applies_per)


def test_a_measure_gets_its_sector_and_english_title(desk: Desk) -> None:
    desk.fill("措施", "m01", 审定结论="更正", 领域="能源", 英文标题="Energy")
    found = claim(taken(desk).draft, "m01")

    assert ("energy", "Energy") == (found.sector, found.title_en)


WRONG = {
    "a number that is not there": ("目标", "m01/t1", {"数值": "20"}, "数值", "原文中没有 20 这个数；原文中的数：18"),
    "a word that is not there": ("举措", "m01/a01", {"动词": "建设"}, "动词", "没有“建设”；请照抄原文"),
    "an upper value alone": ("目标", "m01/t1", {"数值": None, "数值上限": "18"}, "数值上限", "有上限而没有数值"),
    "a base year that is not there": ("目标", "m01/t1", {"基准年": "2020"}, "基准年", "没有“2020”"),
    "deadline words that are not there": ("目标", "m01/t2", {"时限原文": "到2027年"}, "时限原文", "原文中没有“到2027年”"),
    "a day without its words": ("举措", "m01/a01", {"完成时限": "2025-12-31"}, "时限原文", "有时限而没有时限原文"),
    "words that state no day": ("举措", "m01/a01", {"时限原文": "有序发展"}, "完成时限", "看不出“有序发展”是哪一天"),
    "no force": ("举措", "m01/a01", {"约束力度": None}, "约束力度", "不能留空"),
    "no kind": ("目标", "m01/t1", {"类型": None}, "类型", "不能留空"),
    "another element": ("要素", "m01/a01/n1", {"属于编号": "m02/a01"}, "属于编号", "不能改属于另一条"),
    "an element that is none": ("文件", "m02/d1", {"属于编号": "m02/a09"}, "属于编号", "没有编号为 m02/a09 的举措或目标"),
    "a concept of another kind": ("要素", "m01/a01/n1", {"词表条目": "银川市"}, "词表条目", "词表条目与类型不符"),
    "a name that is not in the quote": ("要素", "m01/a01/n1", {"名称": "风电"}, "名称", "没有“风电”"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_the_text_does_not_bear_out_is_told_at_its_cell(desk: Desk, case: str) -> None:
    tab, name, values, at_, told = WRONG[case]
    desk.fill(tab, name, 审定结论="更正", **values)
    found = faults(desk)

    assert 1 == len(found), found
    assert found[0].startswith(f"{desk.where(tab, name, at_)}：")
    assert told in found[0]


def test_a_missed_body_is_added_in_its_place() -> None:
    gone = replace(DRAFT, responsibilities=tuple(one for one in DRAFT.responsibilities if one.id != "m01/r2"))
    other = Desk(draft=gone).sign()
    other.add("责任分工", 原文="市能源局", 角色="配合")
    done = taken(other, gone).draft
    found = [one for one in done.responsibilities if one.element == "m01"]

    assert [("m01/r1", "市发展改革委", 1), ("m01/r4", "市能源局", 2), ("m01/r3", "市财政局", 3)] == [
        (one.id, one.name_as_stated, one.position) for one in found
    ]
    assert (ReviewState.ADDED, WHO, DAY) == (found[1].review.state, found[1].review.by, found[1].review.on)
    assert found[0].bracket == found[1].bracket


def test_a_missed_body_stands_in_the_bracket_around_it() -> None:
    bare = replace(DRAFT, responsibilities=())
    other = Desk(draft=bare).sign()
    other.add("责任分工", 原文="市生态环境局", 角色="按职责分工负责")
    (found,) = taken(other, bare).draft.responsibilities

    assert "（市生态环境局、市财政局按职责分工负责）" == found.bracket.quote(TEXT)
    assert ("m02/r1", "m02", 1) == (found.id, found.element, found.position)


def test_a_missed_action_is_added_with_its_words(desk: Desk) -> None:
    desk.add("举措", 审定结论="补录", 原文="有关", 约束力度="推动")

    assert ["举措!C8：这段原文不在任何措施或总体目标之内"] == faults(desk)
    desk.fill("举措", "m01/a01", 审定结论="接受")
    desk.tabs["举措"].pop(8)
    desk.add("举措", 原文="推进能源转型", 约束力度="推动", 动词="推进", 力度用词="推进")
    found = claim(taken(desk).draft, "m01/a03")

    assert ("推进", "推进能源转型", at("推进能源转型"), at("推进能源转型").start) == (
        found.verb,
        found.object,
        found.span,
        found.marker_span.start,
    )


def test_an_action_is_added_with_its_deadline(desk: Desk) -> None:
    desk.add("举措", 原文="新增林地", 约束力度="承诺", 时限原文="到2025年")
    found = claim(taken(desk).draft, "m01/a03")

    assert ("2025-12-31", True) == (found.deadline.date, found.deadline.inherited)


def test_a_target_is_added_with_its_value(desk: Desk) -> None:
    desk.add(
        "目标",
        原文="新增林地三十万",
        指标原文="林地",
        类型="水平值",
        比较="不低于",
        数值="30",
        单位="亩",
        约束力度="承诺",
    )
    found = claim(taken(desk).draft, "m01/t3")

    assert ("30", "mu", at("三十")) == (found.value, found.unit, found.value_span)


def test_details_belong_to_the_smallest_element_around_them(desk: Desk) -> None:
    desk.add("条件", 原文="开展", 类型="范围")
    desk.add("要素", 原文="碳评", 类型="行动或工程")
    desk.add("要素", 原文="18%", 类型="地点", 属于编号="m01/t1")
    desk.add("文件", 原文="导则", 动作="制定")
    done = taken(desk).draft

    assert ("m02/a02/c2", ("m02/a02",)) == (done.conditions[-1].id, done.conditions[-1].of)
    assert {"m02/a02/n2", "m01/t1/n1"} <= {one.id for one in done.mentions}
    assert ("m02/d2", "m02/a01", "导则", False) == next(
        (one.id, one.of, one.title, one.titled) for one in done.documents if one.review.by
    )


ADDITIONS = {
    "words that are not there": ("举措", {"原文": "建设风电", "约束力度": "推动"}, "原文", "原文中没有“建设风电”"),
    "words that stand twice": ("举措", {"原文": "推进节水工作", "约束力度": "推动"}, "原文", "“推进节水工作”在原文中有 2 处；请抄长一些，或在“起”里填其中一个："),
    "no words": ("举措", {"约束力度": "推动"}, "原文", None),
    "no force": ("举措", {"原文": "推进能源转型"}, "约束力度", "补录时必填"),
    "no role": ("责任分工", {"原文": "推进能源转型"}, "角色", "补录时必填"),
    "a claim that is there": ("举措", {"原文": "推动园区改造", "约束力度": "推动"}, "原文", "这段原文已有一条：m02/a03"),
    "a detail of nothing": ("要素", {"原文": "加强项目准入", "类型": "地点"}, "属于编号", "看不出属于哪一条"),
    "a detail of what is not there": ("要素", {"原文": "加强项目准入", "类型": "地点", "属于编号": "m07/a01"}, "属于编号", "没有编号为 m07/a01"),
    "a value that is not there": ("目标", {"原文": "新增林地三十万", "类型": "水平值", "约束力度": "承诺", "数值": "31"}, "数值", "原文中没有 31 这个数"),
}  # fmt: skip


@pytest.mark.parametrize("case", ADDITIONS)
def test_an_addition_that_cannot_stand_is_told_at_its_cell(desk: Desk, case: str) -> None:
    tab, values, key, told = ADDITIONS[case]
    row = max(desk.tabs[tab]) + 1
    desk.add(tab, **values)
    where = desk.put(tab, row, desk.column(tab, key), values.get(key))
    found = desk.back()
    all_of_them = [*said(found), *faults(desk)]

    assert 1 == len(all_of_them)
    assert all_of_them[0].startswith(f"{where}：")
    assert (told or "补录的行没有原文") in all_of_them[0]


def test_the_start_tells_which_of_two_places_is_meant(desk: Desk) -> None:
    second = at("推进节水工作", 1)
    desk.add("举措", 原文="推进节水工作", 约束力度="推动", 起=second.start)

    assert second == claim(taken(desk).draft, "m02/a05").span


def test_what_is_deleted_is_kept_apart_with_who_deleted_it(desk: Desk) -> None:
    desk.fill("举措", "m02/a04", 审定结论="删除", 备注="不是举措")
    done = taken(desk).draft
    (record,) = done.rejected

    assert "m02/a04" not in every_claim(done)
    assert (claim(DRAFT, "m02/a04"), Review(state=ReviewState.REJECTED, **BY, note="不是举措")) == (
        record.held,
        record.review,
    )


def test_what_belongs_to_a_deleted_claim_goes_with_it(desk: Desk) -> None:
    desk.fill("举措", "m02/a02", 审定结论="删除")
    done = taken(desk).draft

    assert ["m02/a02", "m02/a02/c1", "m02/a02/n1"] == sorted(
        one.held.id for one in done.rejected if not one.sentence
    )
    assert {"随 m02/a02 一并删除 / deleted with m02/a02", ""} == {one.review.note for one in done.rejected}


def test_a_deleted_measure_takes_all_of_it_along(desk: Desk) -> None:
    desk.fill("措施", "m02", 审定结论="删除")
    done = taken(desk).draft

    assert [] == [name for name in every_claim(done) if name.startswith("m02")]
    assert sum(name.startswith("m02") for name in every_claim(DRAFT)) == len(done.rejected)


def test_details_move_to_the_claim_that_takes_the_deleted_ones_place(desk: Desk) -> None:
    desk.fill("举措", "m02/a02", 审定结论="删除")
    desk.add("举措", 原文="在重点行业开展碳评试点，推动园区", 约束力度="试点", 力度用词="试点")
    done = taken(desk).draft

    assert ["m02/a05/c1"] == [one.id for one in done.conditions]
    assert [("m01/a01/n1", "m01/a01"), ("m02/a05/n1", "m02/a05")] == [
        (one.id, one.of) for one in done.mentions
    ]
    assert ["m02/a02"] == [one.held.id for one in done.rejected if not one.sentence]


def test_a_detail_that_is_kept_while_its_element_goes_is_a_contradiction(desk: Desk) -> None:
    desk.fill("举措", "m02/a02", 审定结论="删除")
    desk.fill("要素", "m02/a02/n1", 审定结论="接受")
    done = applied(DRAFT, TEXT, desk.back().entries)

    assert [
        f"{desk.where('要素', 'm02/a02/n1', '审定结论')}：它所属的 m02/a02 在 举措!A5 选了“删除”；要么都删除，要么都保留"
    ] == [one.said("zh") for one in done.faults]
    assert "m02/a02" in every_claim(done.draft)


def test_a_deleted_body_no_longer_counts_in_its_list(desk: Desk) -> None:
    desk.fill("责任分工", "m01/r1", 审定结论="删除")

    assert [("m01/r2", 1), ("m01/r3", 2)] == [
        (one.id, one.position) for one in taken(desk).draft.responsibilities if one.element == "m01"
    ]


def test_a_number_that_was_given_away_is_not_given_again(desk: Desk) -> None:
    desk.fill("举措", "m02/a04", 审定结论="删除")
    once = taken(desk).draft
    again = Desk(draft=once).sign()
    again.add("举措", 原文="加强项目准入", 约束力度="推动")

    assert "m02/a05" in every_claim(taken(again, once).draft)


def test_what_was_deleted_can_be_restored(desk: Desk) -> None:
    desk.fill("举措", "m02/a02", 审定结论="删除")
    once = taken(desk).draft
    again = Desk(draft=once).sign(by="李四")
    again.fill("已删除", "m02/a02/n1", 审定结论="恢复")
    assert [
        f"{again.where('已删除', 'm02/a02/n1', '审定结论')}：它所属的 m02/a02 不在草稿里；请先恢复那一条"
    ] == faults(again, once)
    again.fill("已删除", "m02/a02", 审定结论="恢复")
    done = taken(again, once).draft

    assert ("李四", ReviewState.ACCEPTED) == (
        claim(done, "m02/a02").review.by,
        claim(done, "m02/a02").review.state,
    )
    assert "m02/a02/n1" in every_claim(done)
    assert ["m02/a02/c1"] == [one.held.id for one in done.rejected]


def test_a_sentence_that_says_nothing_is_settled(desk: Desk) -> None:
    desk.fill("未读句", "s008", 审定结论="无需编码")
    done = taken(desk).draft

    assert [("有关部门要加强统筹。", SentenceState.SKIPPED, "reviewed")] == [
        (one.span.quote(TEXT), one.state, one.reason) for one in done.sentences if one.reason == "reviewed"
    ]


def test_a_sentence_with_an_added_claim_is_read() -> None:
    lone = replace(DRAFT.goals[0], span=Span(at("有关部门").start, len(TEXT) - 1), year=2030, id="g2030")
    draft = replace(DRAFT, goals=(*DRAFT.goals, lone))
    other = Desk(draft=draft).sign()
    other.add("举措", 原文="加强统筹", 约束力度="推动")

    assert [] == [one for one in taken(other, draft).draft.sentences if one.state is SentenceState.UNENCODED]


def test_a_proposed_body_is_accepted_or_corrected(desk: Desk) -> None:
    desk.fill(
        "新机构",
        "b01",
        审定结论="更正",
        英文名="Municipal Development and Reform Commission",
        机构类型="其他",
        本级机构="否",
    )
    found = claim(taken(desk).draft, "b01")

    assert ("Municipal Development and Reform Commission", BodyKind.OTHER, False) == (
        found.name_en,
        found.kind,
        found.of_plan,
    )


def test_a_body_that_was_missed_is_added_and_can_be_chosen_then(desk: Desk) -> None:
    desk.add("新机构", 原文="市发展改革委", 机构类型="部门")
    assert ["新机构!C3：这段原文已有一条：b01；请在那一行更正"] == faults(desk)
    desk.tabs["新机构"].pop(3)
    desk.add("新机构", 原文="市财政局", 机构类型="部门", 最接近的已知机构="自治区财政厅")
    once = taken(desk).draft
    again = Desk(draft=once).sign()
    again.fill("责任分工", "m01/r3", 审定结论="更正", 机构="市财政局")

    assert ("b02", "市财政局", at("市财政局")) == (
        once.bodies[-1].id,
        once.bodies[-1].name,
        once.bodies[-1].span,
    )
    assert "org/jixiang-b02" == claim(taken(again, once).draft, "m01/r3").agency


def test_a_body_that_a_responsibility_names_cannot_go(desk: Desk) -> None:
    desk.fill("新机构", "b01", 审定结论="删除")

    assert ["新机构!B2：还有责任指向它：m01/r1；请先在“责任分工”里改成别的机构"] == faults(desk)
    desk.fill("责任分工", "m01/r1", 审定结论="更正", 机构="自治区发展和改革委员会")
    assert () == taken(desk).draft.bodies


def test_each_decision_is_a_line_of_the_log(desk: Desk) -> None:
    desk.fill("目标", "m01/t1", 审定结论="更正", 约束力度="承诺", 备注="按承诺记")
    desk.fill("举措", "m01/a01", 审定结论="接受")
    done = taken(desk)
    told = [json.loads(line) for line in log_lines(done.records, "jixiang", DRAFT.text_sha256).splitlines()]
    span = at("非化石能源消费比重力争达到18%左右")

    assert ["m01/a01", "m01/t1"] == [one["id"] for one in told]
    assert {
        "plan": "jixiang",
        "text": DRAFT.text_sha256,
        "kind": "targets",
        "id": "m01/t1",
        "decision": "corrected",
        "state": "corrected",
        "by": WHO,
        "on": DAY,
        "note": "按承诺记",
        "changed": {"force": ["strive", "commit"]},
        "start": span.start,
        "end": span.end,
        "quote": "非化石能源消费比重力争达到18%左右",
        "from": "目标!A3",
    } == told[1]
