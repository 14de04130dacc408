"""Prohibitions, tasks and goals are answered by clauses that say the thing, strictly enough and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hand import Text, above, clause, section

from policykb.compare import compare
from policykb.compare.clauses import core, window
from policykb.vocab import Force, RequirementKind, Verdict

if TYPE_CHECKING:
    from policykb.compare.values import Coverage

BAN, TASK, GOAL = RequirementKind.PROHIBITION, RequirementKind.TASK, RequirementKind.OBJECTIVE
ENERGY = section(6, "能源", "严控煤电，控制煤炭消费增长，推进清洁取暖，发展非化石能源。")
BODY = "控制煤炭消费增长。推进清洁取暖。发展非化石能源和风电光伏。"


def judged(words: str, force: Force, requirement: object, year: int | None = None) -> Coverage:
    text = Text()
    home = text.measure("能源", BODY + words + "。")
    text.action(home, words, force, year)
    text.target(home, "推进清洁取暖", year=2025)
    found = compare(text.regional(), above(ENERGY, requirement))
    return next(c for c in found.coverages if c.requirement is requirement)


def test_a_ban_is_answered_by_a_ban() -> None:
    ban = clause("n1", BAN, 6, "不得新建、扩建燃煤自备电厂。", force=Force.PROHIBIT)

    found = judged("严禁新建和扩建燃煤自备电厂", Force.PROHIBIT, ban)

    assert Verdict.COVERED == found.verdict
    assert ["m01/a01"] == [one.element for one in found.evidence]
    assert "严禁新建和扩建燃煤自备电厂" == found.evidence[0].quote


def test_a_clause_on_the_same_thing_that_forbids_nothing_is_no_answer() -> None:
    ban = clause("n1", BAN, 6, "不得新建、扩建燃煤自备电厂。", force=Force.PROHIBIT)

    found = judged("支持新建和扩建燃煤自备电厂", Force.PROMOTE, ban)

    assert Verdict.ABSENT == found.verdict
    assert "不是禁止或限制" in found.justification.zh


def test_a_ban_that_became_control_is_answered_in_part() -> None:
    ban = clause("n1", BAN, 6, "不得新建、扩建燃煤自备电厂。", force=Force.PROHIBIT)

    found = judged("严格控制新建和扩建燃煤自备电厂", Force.STRICT_CONTROL, ban)

    assert Verdict.PARTLY == found.verdict
    assert "力度较弱" in found.justification.zh


def test_a_ban_with_a_way_out_is_answered_in_part() -> None:
    ban = clause("n1", BAN, 6, "不得新建、扩建燃煤自备电厂。", force=Force.PROHIBIT)

    found = judged("原则上禁止新建和扩建燃煤自备电厂", Force.PROHIBIT, ban)

    assert Verdict.PARTLY == found.verdict
    assert "“原则上”" in found.justification.zh


def test_what_excepts_something_is_not_about_it() -> None:
    assert "电厂" in core("除国家政策允许的领域外，不得新建燃煤自备电厂")
    assert "政策允许" not in core("除国家政策允许的领域外，不得新建燃煤自备电厂")


def test_a_word_of_force_alone_is_no_likeness() -> None:
    ban = clause("n1", BAN, 6, "严控煤电项目。", force=Force.STRICT_CONTROL)

    assert Verdict.ABSENT == judged("严控商品房项目", Force.STRICT_CONTROL, ban).verdict
    assert Verdict.COVERED == judged("严格控制新增煤电项目", Force.STRICT_CONTROL, ban).verdict


def test_another_name_for_the_same_thing_counts() -> None:
    ban = clause("n1", BAN, 6, "坚决遏制高耗能、高排放、低水平项目盲目上马。", force=Force.STRICT_CONTROL)

    assert Verdict.COVERED == judged("严控“两高一低”项目盲目发展", Force.STRICT_CONTROL, ban).verdict


def test_a_task_of_the_next_five_years_is_not_answered_by_these() -> None:
    asked = clause("n1", TASK, 6, "“十五五”时期煤炭消费量逐步减少。", year=2030)

    assert Verdict.ABSENT == judged("逐步减少煤炭消费量", Force.COMMIT, asked).verdict
    assert Verdict.COVERED == judged("“十五五”期间煤炭消费量逐步减少", Force.COMMIT, asked).verdict
    assert Verdict.COVERED == judged("逐步减少煤炭消费量", Force.COMMIT, asked, 2030).verdict


def test_the_last_year_of_a_period() -> None:
    assert [2025, 2030, None] == [window(words) for words in ("“十四五”时期", "十五五", "近五年")]


def test_encouraging_falls_short_of_a_task() -> None:
    asked = clause("n1", TASK, 6, "完成工业炉窑清洁燃料替代。")

    assert Verdict.COVERED == judged("完成工业炉窑清洁燃料替代", Force.COMMIT, asked).verdict
    assert Verdict.PARTLY == judged("鼓励工业炉窑清洁燃料替代", Force.ENCOURAGE, asked).verdict


def test_a_later_date_falls_short_of_a_task() -> None:
    asked = clause("n1", TASK, 6, "完成工业炉窑清洁燃料替代。", year=2025)

    found = judged("完成工业炉窑清洁燃料替代", Force.COMMIT, asked, 2028)

    assert Verdict.PARTLY == found.verdict
    assert "2028" in found.justification.zh


def test_a_ban_for_other_regions_does_not_bind_even_if_it_is_written() -> None:
    ban = clause("n1", BAN, 6, "严禁新增钢铁产能。", force=Force.PROHIBIT, scope="scope/key-air-regions")

    found = judged("严禁新增钢铁产能", Force.PROHIBIT, ban)

    assert Verdict.NOT_APPLICABLE == found.verdict
    assert "m01/a01仍有相近内容" in found.justification.zh


def test_whether_a_ban_binds_an_unknown_region_stays_open() -> None:
    ban = clause("n1", BAN, 6, "严禁新增钢铁产能。", force=Force.PROHIBIT, scope="scope/key-air-regions")
    text = Text()
    text.measure("能源", BODY)

    found = compare(text.regional(region=""), above(ENERGY, ban))

    assert Verdict.UNDETERMINED == next(c for c in found.coverages if c.requirement is ban).verdict


def test_a_goal_is_answered_by_goals_of_its_year() -> None:
    general = section(3, "主要目标", "两步目标。", "二、总体要求")
    asked = clause("n1", GOAL, 3, "到2030年，减污降碳协同能力显著提升，助力实现碳达峰目标。", year=2030)

    def found(year: int) -> Coverage:
        text = Text()
        text.goal(year, "减污降碳协同能力显著增强", "助力实现全省碳达峰目标")
        text.measure("能源", BODY)
        return next(
            c for c in compare(text.regional(), above(general, asked)).coverages if c.requirement is asked
        )

    assert (Verdict.COVERED, ["g2030/t1", "g2030/t2"]) == (
        found(2030).verdict,
        sorted(match.element for match in found(2030).matches),
    )
    assert Verdict.ABSENT == found(2025).verdict


def test_the_section_of_goals_is_as_full_as_its_goals() -> None:
    general = section(3, "主要目标", "两步目标。", "二、总体要求")
    ideas = section(1, "指导思想", "以协同增效为总抓手。", "二、总体要求")
    first = clause("n1", GOAL, 3, "到2025年，协同推进的工作格局基本形成。", year=2025)
    second = clause("n2", GOAL, 3, "到2025年，湿地公园全部建成开放。", year=2025)
    text = Text()
    text.goal(2025, "协同推进的工作格局基本形成")
    text.measure("能源", BODY)

    found = {
        c.requirement.id: c.verdict
        for c in compare(text.regional(), above(ideas, general, first, second)).coverages
    }

    assert {
        "s01": Verdict.NOT_APPLICABLE,
        "s03": Verdict.PARTLY,
        "n1": Verdict.COVERED,
        "n2": Verdict.ABSENT,
    } == found
