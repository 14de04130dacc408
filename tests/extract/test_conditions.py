from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.draft.claims import Action, Target
from policykb.extract.actions import actions
from policykb.extract.conditions import conditions
from policykb.extract.outline import outline
from policykb.extract.targets import targets
from policykb.span import Span
from policykb.text import display
from policykb.vocab import ConditionKind, Confidence, Force

TEXT = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")


def _claims_of(text: str, home: str, body: Span) -> list[Action | Target]:
    aims = targets(text, home, body)
    return [*actions(text, home, body, [aim.span for aim in aims]), *aims]


CLAIMS = [
    claim
    for part in outline(TEXT).measures
    if part.body
    for claim in _claims_of(TEXT, f"m{part.ordinal:02}", part.body)
]
FOUND = conditions(TEXT, CLAIMS)
PRE, SCOPE, NEED = ConditionKind.PRECONDITION, ConditionKind.SCOPE, ConditionKind.NEED

# Read in the text: the measure, what limits, and words of each clause that is limited.
READ = [
    (2, SCOPE, "在黄河沿岸 1 公里范围内", ["新增“两高”项目"]),
    (2, SCOPE, "园区外存在重大安全隐患、曾发生重大突发环境事件的", ["搬迁入园"]),
    (3, PRE, "在保障能源安全，电力供应安全的前提下", ["控制煤炭消费增长", "降低煤炭消费比重"]),
    (5, SCOPE, "“双超双有高耗能”", ["强制性清洁生产审核"]),
    (5, SCOPE, "有条件的", ["整体审核试点"]),
    (5, SCOPE, "在钢铁、石化化工、冶金、建材等重点行业及其他行业加热、烘干、蒸汽供应等环节", ["推广电炉钢"]),
    (5, SCOPE, "在火力发电、煤化工等重点领域", ["二氧化碳捕集利用与封存"]),
    (6, SCOPE, "国三及以下", ["基本淘汰"]),
    (7, SCOPE, "具备节能改造价值和条件的", ["应改尽改"]),
    (10, SCOPE, "65蒸吨及以上", ["燃煤锅炉"]),
    (10, SCOPE, "生产、使用低挥发性有机物含量产品的", ["优先推荐"]),
    (10, SCOPE, "在政府投资项目中", ["优先使用"]),
    (11, SCOPE, "在火电、钢铁、石化和化工、发酵等高耗水行业", ["差别水价"]),
    (11, SCOPE, "在重点入河（湖、沟）排污口", ["人工湿地"]),
    (11, SCOPE, "处理达标后的", ["中水"]),
    (11, SCOPE, "居住分散的", ["就近就地"]),
    (12, SCOPE, "未依法完成土壤污染状况调查和风险评估的", ["不得开工建设"]),
    (12, SCOPE, "与风险管控和修复无关的", ["不得开工建设"]),
    (12, SCOPE, "已封建", ["垃圾填埋场"]),
    (12, SCOPE, "暂不开发利用的", ["高污染地块"]),
    (13, NEED, "根据需要", ["危险废物集中利用处置设施"]),
    (13, SCOPE, "特殊类别", ["共享处置设施"]),
    (13, NEED, "适时", ["扩能改造"]),
    (14, SCOPE, "在城市建设、生产生活各领域", ["提质增效"]),
    (18, SCOPE, "有条件的", ["地方标准"]),
    (19, SCOPE, "污染物和碳排放量大的", ["依法披露"]),
    (20, SCOPE, "在环境高风险领域", ["强制责任保险"]),
    (20, SCOPE, "有收益、有现金流的", ["特许经营项目"]),
]


def _action(text: str, name: str = "m01/a01") -> Action:
    return Action(id=name, span=Span(0, len(text)), verb="", object=text, force=Force.PROMOTE, marker="")


def _found(text: str) -> list[tuple[ConditionKind, str]]:
    return [(one.kind, one.text) for one in conditions(text, [_action(text)])]


def test_the_plans_conditions_are_those_read_in_it() -> None:
    assert [(measure, kind, words) for measure, kind, words, _ in READ] == [
        (int(one.id[1:3]), one.kind, one.text) for one in FOUND
    ]


def test_each_condition_limits_the_clauses_it_was_read_with() -> None:
    quotes = {claim.id: display(claim.span.quote(TEXT)) for claim in CLAIMS}
    for (_, _, _, clauses), one in zip(READ, FOUND, strict=True):
        limited = [quotes[name] for name in one.of]

        assert len(clauses) == len(limited)
        assert all(words in quote for words, quote in zip(clauses, limited, strict=True))


def test_a_condition_is_named_after_its_first_element_and_is_the_text_at_its_place() -> None:
    for one in FOUND:
        assert one.id.rpartition("/")[0] == one.of[0]
        assert one.text == display(one.span.quote(TEXT))


def test_how_far_a_precondition_reaches_is_doubted() -> None:
    (found,) = [one for one in FOUND if one.kind is PRE]

    assert (Confidence.LIKELY, True) == (found.confidence, "是否及于同句其后各句不明" in found.doubt)


def test_what_looks_like_a_slip_of_the_text_is_said() -> None:
    (found,) = [one for one in FOUND if one.text == "已封建"]

    assert "“已封建”疑为“已封场”之误" in found.doubt


@pytest.mark.parametrize(
    ("text", "kind", "limit"),
    [
        ("除军事设施外，全面禁止新建燃煤锅炉", ConditionKind.EXCEPTION, "除军事设施外"),
        ("在确保安全的条件下，推进改造", PRE, "在确保安全的条件下"),
        ("必要时开展应急监测", NEED, "必要时"),
        ("35蒸吨以下燃煤锅炉予以淘汰", SCOPE, "35蒸吨以下"),
        ("65蒸吨/小时及以上的燃煤锅炉安装监控", SCOPE, "65蒸吨/小时及以上"),
        ("原则上不再新建自备燃煤机组", ConditionKind.EXCEPTION, "原则上"),
        ("国家另有规定的除外，不得占用湿地", ConditionKind.EXCEPTION, "国家另有规定的除外"),
        ("经市政府同意后，实施搬迁改造", PRE, "经市政府同意后"),
        ("支持符合条件的企业上市融资", SCOPE, "符合条件的"),
        ("鼓励有条件的地区率先达峰", SCOPE, "有条件的"),
        ("未达到要求的项目停止建设", SCOPE, "未达到要求的"),
        ("视情况启动应急响应", NEED, "视情况"),
        ("按需建设充电设施", NEED, "按需"),
    ],
)
def test_other_plans_conditions_are_read_too(text: str, kind: ConditionKind, limit: str) -> None:
    assert [(kind, limit)] == _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "因地制宜建立准入清单",
        "依法依规淘汰落后产能",
        "工业园区应按规定建成设施",
        "推广脱硫、脱硝、除尘技术，消除区域外来影响",
        "推进有色金属有机废气的治理",
        "以优先保护单元为基础，积极探索",
        "比例达到90%以上",
        "按需求配置设施",
        "2024年底前完成县级以上水源保护区划定",
    ],
)
def test_manner_purpose_and_numbers_limit_nothing(text: str) -> None:
    assert [] == _found(text)


def test_a_targets_own_number_is_no_condition() -> None:
    text = "各县（市、区）建成 1 个以上示范街道。"

    assert () == conditions(text, targets(text, "m01", Span(0, len(text))))


def test_no_claims_have_no_conditions() -> None:
    assert () == conditions(TEXT, [])


@given(
    st.text(alphabet="在的前提下范围内除外有条件企业65蒸吨及以上根据需要，。、\n", min_size=1, max_size=60)
)
def test_whatever_the_words_a_condition_lies_in_its_sentence_and_limits_a_claim(text: str) -> None:
    for one in conditions(text, [_action(text)]):
        assert ("m01/a01",) == one.of
        assert one.text == display(one.span.quote(text))
