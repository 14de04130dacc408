"""What a target is about, how strictly it binds, and what it is measured against; all sentences are invented."""

from __future__ import annotations

import pytest

from policykb.extract.subjects import bare_subject, completed
from policykb.extract.targets import targets
from policykb.span import Span
from policykb.vocab import Force


@pytest.mark.parametrize(
    ("words", "subject", "scope"),
    [
        ("力争全市森林覆盖率", "森林覆盖率", "全市"),
        ("主要目标：湿地面积", "湿地面积", ""),
        ("1.城镇化率", "城镇化率", ""),
        ("（2）城镇化率", "城镇化率", ""),
        ("一是城镇化率", "城镇化率", ""),
        ("——城镇化率", "城镇化率", ""),
        ("其中风电装机", "风电装机", ""),
        ("天然气供应量将", "天然气供应量", ""),
        ("成都公交分担率均", "成都公交分担率", ""),
        ("再生水利用率", "再生水利用率", ""),
        ("和田市森林覆盖率", "和田市森林覆盖率", ""),
        ("使用量", "使用量", ""),
    ],
)
def test_a_subject_is_without_the_words_around_it(words: str, subject: str, scope: str) -> None:
    assert (subject, scope) == bare_subject(words)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("城市", "县城污水处理率"), ("城市污水处理率", "县城污水处理率")),
        (("氨氮", "氮氧化物排放总量"), ("氨氮排放总量", "氮氧化物排放总量")),
        (("单位GDP能耗", "二氧化碳排放"), ("单位GDP能耗", "单位GDP二氧化碳排放")),
        (("甲地区", "乙平原PM2.5浓度"), ("甲地区PM2.5浓度", "乙平原PM2.5浓度")),
        (
            ("细颗粒物（PM2.5）", "可吸入颗粒物（PM10）浓度"),
            ("细颗粒物（PM2.5）浓度", "可吸入颗粒物（PM10）浓度"),
        ),
        (("甲率", "乙率"), ("甲率", "乙率")),
        (("甲", "乙"), ("甲", "乙")),
    ],
)
def test_what_coordinated_subjects_share_is_given_to_each(
    parts: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    assert whole == completed(parts)


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("到2025年，甲率达到20%，力争达到22%。", ["甲率", "甲率"]),
        ("到2025年，甲率达到20%；到2030年，提高到25%。", ["甲率", "甲率"]),
        ("到2025年，甲率，达到20%。", ["甲率"]),
        ("到2025年，甲率稳步提高，达到20%。", ["甲率"]),
        (
            "到2025年，甲率、乙率分别达到20%、30%，到2030年分别达到25%、35%。",
            ["甲率", "乙率", "甲率", "乙率"],
        ),
        ("到2025年，全市再生水利用率达到25%，平原地区达到30%。", ["再生水利用率", "再生水利用率"]),
        ("到2025年，产量达到3万吨，占全区比重8%以上。", ["产量", "产量占全区比重"]),
        ("新建污水处理厂3座、管网20公里。", ["新建污水处理厂", "新建管网"]),
        ("建成5个零碳园区和20家零碳工厂。", ["零碳园区", "零碳工厂"]),
        ("通过节水改造，使灌溉水利用系数达到0.6。", ["灌溉水利用系数"]),
        ("通过管网改造使漏损率降至8%。", ["漏损率"]),
        ("甲率由2020年的20%提高到30%。", ["甲率"]),
        ("风电、太阳能发电总装机容量达到120万千瓦。", ["风电、太阳能发电总装机容量"]),
        ("交通、建筑等领域设备投资规模增长25%。", ["交通、建筑等领域设备投资规模"]),
        ("新增造林20万亩，其中人工造林8万亩、封山育林5万亩。", ["新增造林", "人工造林", "封山育林"]),
        ("2023年起新建厂房屋顶光伏覆盖率不低于50%。", ["新建厂房屋顶光伏覆盖率"]),
    ],
)
def test_a_subject_left_out_is_that_of_the_words_before(sentence: str, subjects: list[str]) -> None:
    found = targets(sentence, "m01", Span(0, len(sentence)))

    assert subjects == [one.subject for one in found if one.value]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("到2025年，甲率比2020年提高3个百分点。", 2020),
        ("到2025年，甲率较２０２０年提高3个百分点。", 2020),
        ("与2020年相比，到2025年甲量下降3%。", 2020),
        ("到2025年，甲量在2019年基础上下降3%。", 2019),
        ("到2025年，甲量较“十三五”末下降3%。", 2020),
        ("到2025年，甲、乙排放量分别比2020年下降3%、4%。", 2020),
        ("到2024年，甲量较上年下降3%。", 2023),
        ("到2024年，甲量同比下降3%以上。", 2023),
        ("到2025年，甲率提高3个百分点。", None),
        ("到2025年，甲率达到3%。", None),
    ],
)
def test_a_change_is_measured_from_the_year_the_text_names(sentence: str, year: int | None) -> None:
    assert {year} == {one.baseline_year for one in targets(sentence, "m01", Span(0, len(sentence)))}


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("甲率力争达到20%。", [(Force.STRIVE, "力争")]),
        ("甲率预期达到20%。", [(Force.STRIVE, "预期")]),
        ("甲率应达到20%。", [(Force.MANDATE, "应")]),
        ("甲率必须达到20%。", [(Force.MANDATE, "必须")]),
        ("天然气供应量达到20亿立方米。", [(Force.COMMIT, "")]),
        ("甲率控制在20%以下，力争15%以下。", [(Force.COMMIT, ""), (Force.STRIVE, "力争")]),
    ],
)
def test_a_word_at_the_relation_says_how_strictly_it_binds(
    sentence: str, read: list[tuple[Force, str]]
) -> None:
    found = targets(sentence, "m01", Span(0, len(sentence)))

    assert read == [(one.force, one.force_marker) for one in found]
    assert all(one.force_span is None or one.force_span.quote(sentence) == one.force_marker for one in found)


def test_a_unit_outside_the_vocabulary_stays_as_written_with_a_doubt() -> None:
    sentence = "到2025年，集装箱吞吐量达到30万箱次。"
    (found,) = targets(sentence, "m01", Span(0, len(sentence)))

    assert ("30", "", "30万箱次") == (
        found.value,
        found.unit,
        found.value_span and found.value_span.quote(sentence),
    )
    assert "单位“万箱次”不在词表中，按原文保留" in found.doubt


def test_a_remark_in_brackets_counts_parts_of_the_whole() -> None:
    sentence = "到2025年，新能源装机达到900万千瓦（其中：光伏500万千瓦，风电400万千瓦），占比达到60%。"
    found = targets(sentence, "m01", Span(0, len(sentence)))

    assert {"900", "500", "400", "60"} == {one.value for one in found}
    assert {"2025-12-31"} == {one.deadline.date for one in found if one.deadline}


def test_a_share_of_a_whole_names_the_whole_in_its_doubt() -> None:
    sentence = "到2025年，新能源重卡销量达到重卡销售总量的10%左右。"
    (found,) = targets(sentence, "m01", Span(0, len(sentence)))

    assert ("新能源重卡销量", True) == (found.subject, "数是占“重卡销售总量”的份额" in found.doubt)
