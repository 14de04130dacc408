from __future__ import annotations

from policykb import anchors
from policykb.extract.outline import outline
from policykb.text import PlanText

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt").content
PARTS = outline(TEXT)

# The titles, copied from the plan's text by hand.
TITLES = [
    "强化生态环境分区管控",
    "加强生态环境准入管理",
    "推动能源绿色低碳转型",
    "加快形成绿色生活方式",
    "提高工业领域清洁生产水平",
    "加强交通领域运输高效清洁",
    "建设城乡领域绿色低碳发展",
    "优化农业领域生产方式",
    "提升生态系统碳汇能力",
    "推进大气污染防治协同控制",
    "推进水环境治理协同控制",
    "推进土壤污染治理协同控制",
    "推进固体废物污染防治协同控制",
    "开展城市减污降碳协同创新",
    "开展产业园区减污降碳协同创新",
    "开展企业减污降碳协同创新",
    "加强协同技术研发应用",
    "完善减污降碳法规标准",
    "加强减污降碳协同管理",
    "强化减污降碳经济政策",
    "提升减污降碳基础能力",
]

SMALL = """某市方案

一、工作目标

（一）近期目标。到2025年，甲完成；乙完成。
其中丙也
完成。到2030年，丁完成。
（二）到2035年，戊完成。

二、主要任务

（一）只有标题（市水利局负责）

（二）没有责任单位。推进甲（含乙）。

三、保障措施

（一）另起一节。推进丙。
（市财政局牵头）
"""


def test_the_plan_has_its_title_and_two_headings() -> None:
    assert PARTS.title

    assert "减污降碳协同增效行动实施方案" == PARTS.title.quote(TEXT)
    assert ["一、工作目标", "二、主要措施"] == [heading.quote(TEXT) for heading in PARTS.headings]


def test_the_plan_has_its_measures_in_order() -> None:
    assert TITLES == [measure.title for measure in PARTS.measures]
    assert TITLES == [measure.title_span.quote(TEXT) for measure in PARTS.measures]
    assert list(range(1, 22)) == [measure.ordinal for measure in PARTS.measures]
    assert ("（一）", "（十）", "（二十一）") == tuple(PARTS.measures[at].number for at in (0, 9, 20))


def test_the_plan_has_two_goals() -> None:
    quotes = {goal.year: goal.body.quote(TEXT) for goal in PARTS.goals}

    assert [2025, 2030] == list(quotes)
    assert quotes[2025].startswith("到 2025 年，减污降碳协同推进的工作格局基本形成；")
    assert quotes[2025].endswith("单位地区生产总值二氧化碳排放比 2020 年下降 16%。")
    assert quotes[2030].endswith("经济社会发展全面绿色转型取得显著成效。")


def test_a_bracket_inside_the_bracket_does_not_end_it() -> None:
    bracket = PARTS.measures[0].bracket
    assert bracket

    assert (
        "（自治区生态环境厅、发展改革委、工业和信息化厅、水利厅按职责分工负责。"
        "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出）"
    ) == bracket.quote(TEXT)


def test_a_bracket_after_a_page_break_belongs_to_its_measure() -> None:
    measure = PARTS.measures[10]
    assert measure.body
    assert measure.bracket

    assert measure.body.quote(TEXT).endswith("全区再生水利用率达到 50% 以上。")
    assert measure.bracket.quote(TEXT).startswith("（自治区生态环境厅、发展改革委、工业和信息化厅、住房")


def test_a_body_lies_between_title_and_bracket() -> None:
    for measure in PARTS.measures:
        assert measure.body
        assert measure.bracket
        between = TEXT[measure.title_span.end : measure.body.start]

        assert "。" == between
        assert "。" == TEXT[measure.body.end - 1]
        assert measure.bracket.end == measure.span.end


def test_goals_are_told_by_their_years() -> None:
    assert {
        2025: "到2025年，甲完成；乙完成。\n其中丙也\n完成。",
        2030: "到2030年，丁完成。",
        2035: "到2035年，戊完成。",
    } == {goal.year: goal.body.quote(SMALL) for goal in outline(SMALL).goals}


def test_the_title_of_a_group_of_goals_is_a_heading() -> None:
    assert ["一、工作目标", "（一）近期目标。", "二、主要任务", "三、保障措施"] == [
        heading.quote(SMALL) for heading in outline(SMALL).headings
    ]


def test_measures_go_on_counting_over_sections() -> None:
    assert [("（一）", 1), ("（二）", 2), ("（一）", 3)] == [
        (measure.number, measure.ordinal) for measure in outline(SMALL).measures
    ]


def test_a_title_alone_is_the_body_too_and_a_measure_may_name_nobody() -> None:
    alone, nobody, after = outline(SMALL).measures

    assert ("只有标题", "只有标题", "（市水利局负责）") == (
        alone.title,
        alone.body and alone.body.quote(SMALL),
        alone.bracket and alone.bracket.quote(SMALL),
    )
    assert ("推进甲（含乙）。", None) == (nobody.body and nobody.body.quote(SMALL), nobody.bracket)
    assert "（市财政局牵头）" == (after.bracket and after.bracket.quote(SMALL))


def test_a_text_without_structure_has_no_parts() -> None:
    parts = outline("一段话。又一段话。")

    assert (None, (), (), ()) == (parts.title, parts.headings, parts.goals, parts.measures)
