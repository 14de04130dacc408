"""Numbers that are no targets; all sentences are invented."""

from __future__ import annotations

import pytest

from policykb.extract.targets import targets
from policykb.span import Span

NONE = {
    "results": [
        "2020年，全市森林覆盖率已达到41%。",
        "截至2021年底，全市建成充电桩5000个，新能源汽车保有量达到3万辆。",
        "“十三五”期间，全市单位GDP能耗下降了18%，PM2.5浓度累计下降25%。",
        "已建成污水处理厂12座，日处理能力达到50万吨。",
        "近三年来，全市造林50万亩。",
        "近年来，可再生能源装机达到800万千瓦。",
        "目前，全市有绿色园区3个。",
        "与2015年相比，2020年能耗强度下降了17%。",
        "2021年，全市优良天数比率为85.2%，同比提高1.2个百分点。",
        "全市累计完成投资30亿元，取得了显著成效。",
        "2020年，公共机构约15万家，用水总量1.6亿立方米，比2015年分别下降了10%、11%。",
    ],
    "fines": [
        "处2万元以上20万元以下罚款。",
        "逾期不改正的，按日处以1万元罚款。",
        "没收违法所得，罚款不超过50万元。",
    ],
    "subsidies": [
        "对购置新能源渣土车的企业，每辆给予补贴5万元，单个企业最高不超过200万元。",
        "每建成一个示范点补助10万元。",
        "给予一次性奖励20万元。",
        "补助比例不超过项目投资的30%。",
        "按投资额的20%给予奖补，最高达到500万元。",
    ],
    "thresholds": [
        "65蒸吨及以上的燃煤锅炉安装在线监控。",
        "年耗能5000吨标准煤以上的企业要开展能源审计。",
        "在黄河干流1公里范围内不得新建化工园区。",
        "对库容100万立方米以上的水库进行检查。",
        "单体建筑面积超过2万平方米的公共建筑应设置分项计量装置。",
        "面积超过500平方米的商场设置分类设施。",
        "运输距离超过150公里的大宗货物采用铁路运输。",
        "对排放量占全市65%以上的企业实行重点监管。",
        "使用寿命不低于15年的外墙保温系统优先推广。",
        "总规模不少于50亿元的绿色基金。",
        "鼓励3家以上企业联合建设处理设施。",
        "占地500亩，总投资12亿元。",
        "当PM2.5浓度超过150微克/立方米，启动应急响应。",
        "如再生水利用率低于30%，予以通报。",
        "到2025年，年产值1亿元以上、年耗能达到5000吨标准煤的企业完成审核。",
        "到2025年，培育产值达到5亿元、研发占比超过3%的骨干企业。",
    ],
    "scores": [
        "考核得分90分以上的评为优秀，60分以下的为不合格。",
        "考核实行百分制，满分100分，每下降一个类别扣5分。",
        "连续2年不合格的，约谈主要负责人。",
    ],
    "numbers and dates": [
        "根据宁环发〔2022〕75号第3条的要求推进。",
        "联系电话：0951-1234567。",
        "执行GB 18485-2014标准。",
        "2022年11月4日印发。",
        "对2017年以前建成的小区进行改造。",
        "按照《2030年前碳达峰行动方案》推进。",
        "列入2023年度计划的20个项目加快推进。",
        "2023年5月20日起施行。",
    ],
    "set phrases": [
        "完善“1+N”政策体系，落实“三线一单”。",
        "严控“两高”项目，推动“双碳”工作一体推进。",
        "做好“十四五”规划实施，建设零碳园区。",
        "全面落实三大行动计划，推进五大工程。",
        "第一批开展二期工程前期工作。",
        "建立一套科学的指标体系，打造一支专业队伍。",
        "通过减污和降碳两个领域的协同增效推进改革。",
    ],
    "descriptions": [
        "全市总面积1.2万平方公里，常住人口300万人。",
        "新建项目单位产品能耗必须达到国际先进水平的要求后方可开工。",
        "全面推进排污许可管理，全面提升监测能力。",
    ],
}
ROWS = [(kind, sentence) for kind, sentences in NONE.items() for sentence in sentences]


@pytest.mark.parametrize(("kind", "sentence"), ROWS, ids=[sentence[:12] for _, sentence in ROWS])
def test_a_number_that_is_no_aim_is_no_target(kind: str, sentence: str) -> None:
    found = targets(sentence, "m01", Span(0, len(sentence)))

    assert (kind, []) == (kind, [f"{one.value} {one.span.quote(sentence)}" for one in found if one.value])


def test_what_follows_a_result_in_its_sentence_is_one_too_and_the_next_sentence_is_free() -> None:
    text = "全市森林覆盖率已达到41%，湿地保护率达到52%。到2025年，森林覆盖率达到43%。"

    assert ["43"] == [one.value for one in targets(text, "m01", Span(0, len(text)))]


def test_a_dated_aim_beside_a_result_stays() -> None:
    text = "到2025年，森林覆盖率达到43%，比2020年提高了2个百分点。"

    assert ["43"] == [one.value for one in targets(text, "m01", Span(0, len(text)))]


def test_below_a_heading_that_looks_back_only_what_lies_ahead_is_a_target() -> None:
    text = "一、工作基础\n\n完成营造林45万亩。到2025年，森林覆盖率达到43%。\n\n二、重点任务\n\n完成营造林50万亩。\n"
    whole = Span(0, len(text))

    assert ["43", "50"] == [one.value for one in targets(text, "m01", whole)]


def test_a_year_before_the_plan_was_written_is_over_and_its_own_year_is_not() -> None:
    text = "甲市2023年节能工作要点\n\n2022年，节约标准煤5万吨。2023年，节约标准煤6万吨。"
    found = targets(text, "m01", Span(0, len(text)))

    assert [("6", "2023-12-31")] == [(one.value, one.deadline and one.deadline.date) for one in found]
