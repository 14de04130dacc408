from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors, assets, vocab
from policykb.extract.numbers import numbers
from policykb.extract.outline import outline
from policykb.extract.targets import targets
from policykb.extract.units import quantities, units
from policykb.span import Span
from policykb.vocab import Comparator, Confidence, Force, TargetKind

if TYPE_CHECKING:
    from policykb.draft.claims import Target

TEXT = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")
PARTS = outline(TEXT)
BODIES = {
    **{f"g{goal.year}": goal.body for goal in PARTS.goals},
    **{f"m{part.ordinal:02}": part.body for part in PARTS.measures if part.body},
}
FOUND = {home: targets(TEXT, home, body) for home, body in BODIES.items()}
EVERY = {target.id: target for found in FOUND.values() for target in found}

# Every target of the plan with a number, a date of its own, or a word for all or each, read in the text by hand:
# id, indicator, kind, comparator, value, unit, deadline (inherited where the lead-in is another clause's), force,
# divisions, the clause's words.
D25, D22 = "2025-12-31", "2022-12-31"
READ = """
g2025/t7 carbon-intensity relative_change decrease 16 percent 2025-12-31 inherited commit - 单位地区生产总值二氧化碳排放比 2020 年下降 16%
m03/t1 non-fossil-share level >= 15 percent 2025-12-31 own commit - 非化石能源占能源消费总量比例达到 15%
m03/t2 renewable-capacity level >= 5000 wan-kilowatt 2025-12-31 inherited strive - 力争可再生能源装机量达到 5000 万千瓦
m03/t3 power-absorption-share level >= 30 percent 2025-12-31 inherited commit - 电力消纳比重达到 30% 以上
m06/t1 clean-energy-vehicle-sales-share level >= 15 percent 2025-12-31 own commit - 清洁能源汽车销量占新车销量比例达到 15% 以上
m06/t2 new-energy-bus-share level >= 45 percent 2025-12-31 inherited commit - 新能源公交车比例达到 45%
m06/t3 municipal-vehicle-new-energy-share universal - - - 2025-12-31 inherited commit - 市政车辆全部实现新能源替代
m07/t1 residential-retrofit universal - - - - - mandate - 对具备节能改造价值和条件的既有居住建筑应改尽改
m07/t2 - qualitative - - - - - commit - 改造后部分节能效果达到现行标准规定
m08/t1 fertiliser-use-efficiency level >= 43 percent 2025-12-31 own commit - 全区化肥利用率均达到43%以上
m08/t2 film-recovery-rate level >= 90 percent 2025-12-31 inherited commit - 农用残膜回收率、畜禽粪污综合利用率达到90%以上
m08/t3 manure-use-rate level >= 90 percent 2025-12-31 inherited commit - 农用残膜回收率、畜禽粪污综合利用率达到90%以上
m09/t1 forest-cover level >= 20 percent 2025-12-31 own commit - 全区森林覆盖率达到20%
m09/t2 forest-stock level >= 1195 wan-cubic-metre 2025-12-31 inherited commit - 森林蓄积量达到1195万立方米
m09/t3 grassland-vegetation-cover level >= 57 percent 2025-12-31 inherited commit - 草原综合植被覆盖度达到57%
m09/t4 wetland-area maintain = 310 wan-mu 2025-12-31 inherited commit - 湿地面积稳定在310万亩
m09/t5 wetland-protection-rate level >= 58 percent 2025-12-31 inherited commit - 湿地保护率达到58%
m09/t6 high-standard-farmland level >= 1100 wan-mu 2025-12-31 inherited commit - 高标准农田达到1100万亩
m09/t7 degraded-farmland-treated level >= 10 wan-mu 2025-12-31 inherited commit - 治理退化耕地10万亩
m10/t1 coal-boiler-ultra-low-emission universal - - - 2025-12-31 own strive - 力争到2025年底65蒸吨及以上燃煤锅炉（含电力）全面实现超低排放
m11/t1 industrial-wastewater-treatment universal - - - - - commit - 工业废水实现全收集、全处理
m11/t2 - qualitative - - - - - commit - 污水集中处理设施稳定达标排放
m11/t3 reclaimed-water-use-rate level >= 50 percent 2025-12-31 own commit - 全区再生水利用率达到 50% 以上
m13/t1 waste-sorting-demonstration-subdistricts count_per_division >= 1 count - - commit county 县（市、区）各建成 1 个以上生活垃圾分类示范街道
m13/t2 waste-sorting-townships count_per_division >= 1 count - - promote county 各推动 1 个乡镇全域落实分类机制
m13/t3 hazardous-waste-capacity-match match - - - 2022-12-31 own commit - 全区危险废物处置能力与产废情况总体匹配
m13/t4 medical-waste-facilities count_per_division >= 1 count - - mandate prefecture 各地级市应至少有一个符合运行要求的医疗废物集中处置设施
m13/t5 medical-waste-collection-system universal - - - - - commit county 各县（市、区）建成医疗废物收集转运体系
"""
ROWS = [line.split(" ", 10) for line in READ.strip().splitlines()]

# The clauses of the two goals, read in the text.
GOALS = {
    "g2025": [
        "减污降碳协同推进的工作格局基本形成",
        "减污降碳协同制度体系基本建立",
        "重点区域、重点领域结构优化调整和绿色低碳发展取得明显成效",
        "重点行业能源利用效率和主要污染物排放控制水平有效提高",
        "形成一批可复制、可推广的典型经验",
        "减污降碳协同度有效提升",
    ],
    "g2030": [
        "减污降碳协同机制更加完善",
        "协同能力显著增强",
        "助力实现自治区碳达峰目标",
        "碳达峰与空气质量改善协同推进取得显著成效",
        "水、土壤、固体废物等污染防治领域协同治理水平显著提高",
        "减污降碳综合效能大幅提升",
        "经济社会发展全面绿色转型取得显著成效",
    ],
}


def _row(target: Target) -> list[str]:
    deadline = target.deadline
    when = [deadline.date, "inherited" if deadline.inherited else "own"] if deadline else ["-", "-"]
    fields = [
        target.id,
        target.indicator,
        target.kind.value,
        target.comparator.value if target.comparator else "",
        target.value,
        target.unit,
        *when,
        target.force.value,
        target.applies_per,
        target.span.quote(TEXT),
    ]
    return [field or "-" for field in fields]


def _of(sentence: str, home: str = "m01") -> tuple[Target, ...]:
    return targets(sentence, home, Span(0, len(sentence)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_target_of_the_plan_is_what_its_clause_says(row: list[str]) -> None:
    assert row == _row(EVERY[row[0]])


def test_the_plan_has_no_other_targets_in_its_measures() -> None:
    read = [row[0] for row in ROWS if row[0].startswith("m")]

    assert read == [target.id for target in EVERY.values() if target.id.startswith("m")]


@pytest.mark.parametrize("home", sorted(GOALS))
def test_every_clause_of_a_goal_is_a_qualitative_target(home: str) -> None:
    qualitative = [target for target in FOUND[home] if target.kind is TargetKind.QUALITATIVE]

    assert GOALS[home] == [target.span.quote(TEXT) for target in qualitative]
    assert {("", "", None)} == {(target.indicator, target.value, target.comparator) for target in qualitative}
    assert {f"{home[1:]}-12-31"} == {target.deadline.date for target in qualitative if target.deadline}
    assert [False, *(True for _ in qualitative[1:])] == [
        target.deadline.inherited for target in qualitative if target.deadline
    ]


@pytest.mark.parametrize(
    ("name", "subject", "scope", "marker", "number"),
    [
        ("g2025/t7", "单位地区生产总值二氧化碳排放", "", "下降", "16%"),
        ("m03/t1", "非化石能源占能源消费总量比例", "", "达到", "15%"),
        ("m03/t3", "电力消纳比重", "", "以上", "30%"),
        ("m06/t3", "市政车辆", "", "全部实现", None),
        ("m07/t1", "既有居住建筑", "具备节能改造价值和条件的", "应改尽改", None),
        ("m08/t1", "化肥利用率", "全区", "以上", "43%"),
        ("m08/t3", "畜禽粪污综合利用率", "", "以上", "90%"),
        ("m09/t2", "森林蓄积量", "", "达到", "1195万立方米"),
        ("m09/t4", "湿地面积", "", "稳定在", "310万亩"),
        ("m09/t7", "治理退化耕地", "", "", "10万亩"),
        ("m10/t1", "燃煤锅炉（含电力）", "65蒸吨及以上", "全面实现", None),
        ("m13/t1", "生活垃圾分类示范街道", "县（市、区）各", "以上", "1 个"),
        ("m13/t3", "危险废物处置能力与产废情况", "全区", "总体匹配", None),
        ("m13/t4", "医疗废物集中处置设施", "各地级市", "至少", "一个"),
    ],
)
def test_a_target_keeps_the_words_that_make_it(
    name: str, subject: str, scope: str, marker: str, number: str | None
) -> None:
    target = EVERY[name]
    written = target.value_span.quote(TEXT) if target.value_span else None

    assert (subject, scope, marker, number) == (target.subject, target.scope, target.marker, written)


def test_only_the_carbon_intensity_states_a_baseline() -> None:
    assert {"g2025/t7": 2020} == {t.id: t.baseline_year for t in EVERY.values() if t.baseline_year}


@pytest.mark.parametrize(
    ("name", "doubted"),
    [
        ("g2025/t7", "本句没有期限，承段首“到 2025 年”"),
        ("m03/t3", "“力争”是否及于本句不明"),
        ("m03/t3", "没有写何种电力"),
        ("m06/t1", "“清洁能源汽车”没有定义"),
        ("m08/t1", "“均”只有一个主语"),
        ("m09/t7", "数前没有比较词"),
        ("m10/t1", "是否及于前面的分句未写明"),
        ("m10/t1", "“（含电力）”所含的范围不明"),
        ("m11/t1", "没有写期限"),
        ("m13/t2", "所写是“推动”"),
        ("m13/t3", "“匹配”的标准不明"),
        ("m13/t5", "前文的“应”是否及于本句不明"),
    ],
)
def test_a_reading_that_may_be_another_says_its_doubt(name: str, doubted: str) -> None:
    assert doubted in EVERY[name].doubt


def test_a_target_is_certain_exactly_when_it_has_no_doubt() -> None:
    assert {target.id for target in EVERY.values() if target.doubt} == {
        target.id for target in EVERY.values() if target.confidence is not Confidence.CERTAIN
    }


def test_every_quote_lies_in_its_body_and_the_targets_follow_the_text() -> None:
    for home, found in FOUND.items():
        assert all(BODIES[home].holds(target.span) for target in found)
        assert [f"{home}/t{number}" for number in range(1, len(found) + 1)] == [target.id for target in found]
        assert all(a.span <= b.span for a, b in itertools.pairwise(found))


def test_every_number_stands_in_its_own_clause() -> None:
    for target in EVERY.values():
        if target.value_span:
            stated = quantities(TEXT, target.value_span)

            assert target.span.holds(target.value_span)
            assert [(target.value, target.unit)] == [(one.value, one.unit) for one in stated]


def test_every_quantity_of_the_plan_is_a_target_or_known_to_be_none() -> None:
    read_as_targets = [target.value_span for target in EVERY.values() if target.value_span]
    others = [
        one.span.quote(TEXT)
        for one in quantities(TEXT, Span(0, len(TEXT)))
        if one.span not in read_as_targets
    ]

    # The zone along the Yellow River, the boilers' size, and 减污和降碳两个领域.
    assert ["1 公里", "65蒸吨", "两个"] == others


def test_the_two_that_share_a_number_share_their_words() -> None:
    shared = Counter(target.span for target in EVERY.values())

    assert [2] == [count for count in shared.values() if count > 1]


def test_every_indicator_is_in_the_vocabulary_with_a_unit_that_fits() -> None:
    known = {c.slug.removeprefix("indicator/"): c for c in assets.concepts("indicators")}
    for target in EVERY.values():
        if target.indicator and target.unit:
            into = known[target.indicator].one(vocab.PKB.canonicalUnit).rpartition("/")[2]

            assert into == units()[target.unit].canonical


@pytest.mark.parametrize(
    "sentence",
    [
        "严禁在黄河沿岸 1 公里范围内新增“两高”项目。",
        "淘汰35蒸吨/小时以下燃煤锅炉。",
        "建设10万千瓦以上光伏电站。",
        "根据宁环发〔2022〕75号第3条的要求推进。",
        "截至2021年底，全区森林覆盖率达到16.9%。",
        "全区森林覆盖率已达到16.9%。",
        "森林覆盖率达到了16.9%。",
        "森林覆盖率比上年提高1个百分点。",
        "工业增加值同比增长5%。",
        "处5万元以上10万元以下罚款。",
        "年能耗达到1万吨标准煤以上的企业开展审核。",
        "建设一个平台，形成一批经验。",
        "通过减污和降碳两个领域工作的深度耦合实现增效。",
        "推进城镇污水管网全覆盖。",
        "建立全覆盖、分类管理的管控体系。",
        "全面开展节水评价。",
        "全面实施国六排放标准。",
        "推动垂直管理制度改革全面落地见效。",
        "实施二氧化碳排放达峰与环境空气质量全面达标“双达”试点。",
        "落实《到2025年达到20%行动方案》。",
    ],
)
def test_zones_sizes_results_fines_and_urging_are_no_targets(sentence: str) -> None:
    assert () == _of(sentence)


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        (
            "到2025年，森林覆盖率、草原综合植被盖度分别达到20%、57%。",
            ["forest-cover >= 20", "grassland-vegetation-cover >= 57"],
        ),
        (
            "到2025年，森林覆盖率达到20%、湿地保护率达到58%。",
            ["forest-cover >= 20", "wetland-protection-rate >= 58"],
        ),
        ("非化石能源消费比重提高到20%左右。", ["non-fossil-share ~ 20"]),
        ("新能源公交车占比由2020年的30%提高到45%。", ["new-energy-bus-share >= 45"]),
        ("到2025年，单位GDP能耗较2020年累计下降13.5%。", ["energy-intensity decrease 13.5"]),
        ("细颗粒物浓度控制在30微克/立方米以内。", [" <= 30"]),
        ("空气质量优良天数比率不低于85%。", ["good-air-days-share >= 85"]),
        ("煤炭消费量压减到1亿吨以下。", [" <= 1"]),
        ("建成3个以上零碳园区，打造10家绿色工厂。", [" >= 3", " >= 10"]),
        ("银川市森林覆盖率达到百分之二十。", ["forest-cover >= 20"]),
        ("新增可再生能源装机15—20万千瓦。", [" = 15"]),
        ("建成高标准农田1100万亩。", ["high-standard-farmland >= 1100"]),
        ("非水可再生能源电力消纳比重达到28%。", ["non-hydro-renewable-power-share >= 28"]),
        ("新增可再生能源装机达到500万千瓦。", [" >= 500"]),
    ],
)
def test_other_plans_words_are_read_too(sentence: str, read: list[str]) -> None:
    assert read == [
        f"{target.indicator} {target.comparator.value if target.comparator else ''} {target.value}"
        for target in _of(sentence)
    ]


def test_a_lead_in_that_strives_binds_all_that_follows() -> None:
    found = _of("力争到2030年，森林覆盖率达到20%，湿地保护率达到58%。")

    assert [(Force.STRIVE, "力争", False), (Force.STRIVE, "力争", True)] == [
        (target.force, target.force_marker, target.deadline.inherited) for target in found if target.deadline
    ]


def test_a_lead_in_reaches_over_a_semicolon_but_not_over_a_full_stop() -> None:
    found = _of("到2025年，森林覆盖率达到20%；湿地保护率达到58%。新能源公交车比例达到45%。")

    assert ["2025-12-31", "2025-12-31", None] == [
        target.deadline and target.deadline.date for target in found
    ]


def test_a_bare_year_may_report_a_result_and_is_doubted() -> None:
    (found,) = _of("2021年，森林覆盖率达到16.9%。")

    assert Confidence.UNSURE is found.confidence


def test_a_strict_bound_is_read_with_a_doubt() -> None:
    (found,) = _of("森林覆盖率超过20%。")

    assert (Comparator.AT_LEAST, True) == (found.comparator, "“超过”不含本数" in found.doubt)


def test_each_division_hands_its_level_to_the_next_clause_only() -> None:
    found = _of("各县（市、区）建成3座以上处理厂，各推动1个园区改造。各推动1个园区改造。")

    assert ["county", "county", ""] == [target.applies_per for target in found]


def test_a_page_break_inside_a_number_changes_nothing() -> None:
    broken = "到2025年，森林覆盖\n\n率达到\n\n20%。"
    (found,) = _of(broken)

    assert ("forest-cover", "森林覆盖率", "20") == (found.indicator, found.subject, found.value)
    assert "森林覆盖\n\n率达到\n\n20%" == found.span.quote(broken)


@given(
    st.integers(1, 10**6),
    st.sampled_from([("达到", ">="), ("不超过", "<="), ("稳定在", "="), ("下降", "decrease")]),
    st.sampled_from(["%", "万亩", "万千瓦", "亿立方米"]),
)
def test_a_written_target_comes_back(number: int, relation: tuple[str, str], unit: str) -> None:
    sentence = f"到2030年，某项指标总量{relation[0]}{number:,}{unit}。"
    (found,) = _of(sentence)

    assert (str(number), relation[1], "某项指标总量") == (
        found.value,
        found.comparator.value if found.comparator else "",
        found.subject,
    )


@given(
    st.text(alphabet="到2025年，。；、森林覆盖率达到20%以上万亩各县建成个全部实现力争应（）\n", max_size=60)
)
def test_whatever_the_words_a_targets_places_hold_what_it_says(text: str) -> None:
    for target in targets(text, "m01", Span(0, len(text))) if text else ():
        assert target.value_span is None or target.span.holds(target.value_span)
        tenths = {f"{digit}0" for digit in range(1, 10)}
        assert not target.value or target.value in {
            number.value for number in numbers(text, Span(0, len(text)))
        } | {"0"} | tenths | set(map(str, range(10)))
