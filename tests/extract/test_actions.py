from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.extract.actions import actions
from policykb.extract.outline import outline
from policykb.extract.targets import targets
from policykb.span import Span
from policykb.text import PlanText, display
from policykb.vocab import Confidence, Force

if TYPE_CHECKING:
    from policykb.draft.claims import Action

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt").content
PARTS = {part.ordinal: part for part in outline(TEXT).measures}


def _of_measure(ordinal: int) -> tuple[Action, ...]:
    home, body = f"m{ordinal:02}", PARTS[ordinal].body
    assert body
    taken = [target.span for target in targets(TEXT, home, body)]
    return actions(TEXT, home, body, taken)


FOUND = {ordinal: _of_measure(ordinal) for ordinal in PARTS}
EVERY = [action for found in FOUND.values() for action in found]

# Read in the text by hand, clause by clause: the act, how its words begin and end, the force.
READ = {
    2: [
        ("建立", "因地制宜建立差别化生态环境准入清单", Force.PROMOTE),
        ("推进", "加快推进“三线一单”成果应用", Force.PROMOTE),
        ("严格", "严格规划环评审查、节能审查和项目环评准入", Force.STRICT_CONTROL),
        ("严控严管", "严控严管新增高污染、高耗能、高排放、高耗水项目", Force.STRICT_CONTROL),
        ("制定", "制定《宁夏节水评价技术导则》", Force.PROMOTE),
        ("开展", "全面开展节水评价", Force.PROMOTE),
        ("严控", "严控钢铁、煤化工、石化、有色金属等行业规模", Force.STRICT_CONTROL),
        ("淘汰", "依法依规淘汰落后产能和化解过剩产能", Force.MANDATE),
        ("严禁", "严禁在黄河沿岸 1 公里范围内新增“两高”项目", Force.PROHIBIT),
        (
            "推动",
            "推动园区外存在重大安全隐患、曾发生重大突发环境事件的已建成工业项目搬迁入园",
            Force.PROMOTE,
        ),
        ("推进", "逐步推进各类企业迁入合规园区", Force.PROMOTE),
        (
            "布局",
            "新建化工、有色金属、原料药制造等企业，应布局在符合产业定位和准入要求的合规园区",
            Force.MANDATE,
        ),
        ("建成", "工业园区应按规定建成污水集中处理设施", Force.MANDATE),
        ("安装", "依法安装自动在线监控装置并与生态环境主管部门联网", Force.MANDATE),
        ("严禁", "严禁“挖湖造景”等不合理用水需求", Force.PROHIBIT),
    ],
    3: [
        ("统筹", "统筹能源安全和绿色低碳发展", Force.PROMOTE),
        ("推动", "推动能源供给体系清洁化、低碳化和终端能源消费电气化", Force.PROMOTE),
        ("坚持", "坚持绿色优先", Force.PROMOTE),
        ("实施", "加快实施“三绿”发展战略", Force.PROMOTE),
        ("建设", "加快建设清洁能源“大基地”", Force.PROMOTE),
        ("构建", "构建清洁电力“大电站”", Force.PROMOTE),
        ("发展", "发展清洁绿氢“大产业”", Force.PROMOTE),
        (
            "控制",
            "在保障能源安全，电力供应安全的前提下，严格合理控制煤炭消费增长",
            Force.STRICT_CONTROL,
        ),
        ("降低", "逐步降低煤炭消费比重", Force.PROMOTE),
        ("加快", "加快城乡散煤污染治理", Force.PROMOTE),
        ("推进", "大力推进清洁取暖", Force.PROMOTE),
        ("减少", "逐步减少种植业、养殖业、农产品加工等农业领域散煤使用", Force.PROMOTE),
        (
            "加快",
            "加快银川市、吴忠市、固原市、中卫市北方地区清洁取暖试点项目建设",
            Force.PROMOTE,
        ),
    ],
    12: [
        ("开展", "持续开展土壤环境质量调查", Force.PROMOTE),
        ("严格", "严格污染地块修复管控", Force.STRICT_CONTROL),
        (
            "开工建设",
            "未依法完成土壤污染状况调查和风险评估的地块不得开工建设与风险管控和修复无关的项目",
            Force.PROHIBIT,
        ),
        ("制定", "制定受污染耕地安全利用方案", Force.PROMOTE),
        (
            "降低",
            (
                "采取技术成熟、效果较好的钝化剂、阻隔剂、改良剂，以及施肥调控、低积累品种替换、"
                "调节 pH 等农艺措施，降低污染物的生物有效性"
            ),
            Force.PROMOTE,
        ),
        ("减少", "减少重金属从土壤向农作物转移", Force.PROMOTE),
        ("严格", "严格重金属污染防控", Force.STRICT_CONTROL),
        ("排查整治", "分阶段排查整治重点有色金属矿区历史遗留环境污染", Force.PROMOTE),
        ("推进", "持续推进耕地周边涉铅、镉等重金属重点行业企业排查整治", Force.PROMOTE),
        ("推动", "推动严格管控类受污染耕地生态修复增汇", Force.PROMOTE),
        (
            "利用",
            (
                "探索利用已封建垃圾填埋场、暂不开发利用的高污染地块等因地制宜规划建设光伏发电，"
                "风力发电等新能源项目"
            ),
            Force.EXPLORE,
        ),
    ],
    14: [
        (
            "支持",
            "支持产业结构较轻、能源结构较优的银川市、吴忠市、固原市率先实现碳达峰",
            Force.ENCOURAGE,
        ),
        ("开展", "持续开展银川市、吴忠市国家低碳城市试点建设", Force.PILOT),
        ("走出", "走出符合自身优势和特色的绿色高质量发展新路子", Force.PROMOTE),
        (
            "做好",
            "以银川市、吴忠市、固原市国家生态文明建设示范创建为契机，探索做好“生态+”“文明+”文章",
            Force.EXPLORE,
        ),
        ("选择", "选择石嘴山市等“无废城市”开展协同增效试点", Force.PILOT),
        (
            "实现",
            "在城市建设、生产生活各领域通过减污和降碳两个领域工作的深度耦合和同频共振，实现提质增效",
            Force.COMMIT,
        ),
        ("实现", "加快实现城市绿色低碳发展", Force.PROMOTE),
    ],
    20: [
        ("加大", "加大对绿色低碳投资项目和协同技术应用的财政政策支持", Force.PROMOTE),
        ("做好", "做好减污降碳相关经费保障", Force.PROMOTE),
        ("执行", "严格执行环境保护、资源综合利用等相关税法", Force.STRICT_CONTROL),
        ("落实", "落实促进环境保护、污染防治的税收优惠政策", Force.PROMOTE),
        ("完善", "持续完善高耗能行业阶梯电价等绿色电价机制", Force.PROMOTE),
        ("鼓励和支持", "鼓励和支持金融机构大力发展绿色债券、绿色信贷", Force.ENCOURAGE),
        ("设立", "在环境高风险领域研究设立环境污染强制责任保险制度", Force.EXPLORE),
        ("构建", "加快构建激励绿色投资的金融体系", Force.PROMOTE),
        (
            "支持",
            (
                "充分发挥宁夏黄河流域生态保护和高质量发展先行区建设基金作用,支持大气、水、土壤污染防治"
                "和生态保护领域，有收益、有现金流的政府和社会资本合作项目、特许经营项目和市场化的基础设施项目"
            ),
            Force.ENCOURAGE,
        ),
        ("建立", "研究建立城市环境空气质量横向生态补偿机制", Force.EXPLORE),
    ],
}


TWO_ACTS = {
    "m01/a06": "提升生态功能与增强碳汇能力",
    "m02/a08": "淘汰落后产能和化解过剩产能",
    "m16/a02": "采取工艺改进、能源替代、节能提效、综合治理等措施和积极推广工业废水循环利用等技术",
}


def _one(beginning: str) -> Action:
    (found,) = [action for action in EVERY if display(action.span.quote(TEXT)).startswith(beginning)]
    return found


def _read(body: str) -> list[tuple[str, str]]:
    return [(action.verb, action.object) for action in actions(body, "m01", Span(0, len(body)))]


@pytest.mark.parametrize("ordinal", READ)
def test_a_measure_orders_what_a_reader_finds_in_it(ordinal: int) -> None:
    assert READ[ordinal] == [
        (action.verb, display(action.span.quote(TEXT)), action.force) for action in FOUND[ordinal]
    ]


def test_actions_are_numbered_in_text_order() -> None:
    for ordinal, found in FOUND.items():
        assert [f"m{ordinal:02}/a{number:02}" for number in range(1, len(found) + 1)] == [
            action.id for action in found
        ]
        assert all(left.span.end <= right.span.start for left, right in pairwise(found))


def test_what_an_action_says_stands_in_the_text() -> None:
    for action in EVERY:
        words = display(action.span.quote(TEXT))

        assert action.verb in words
        assert action.object in words
        assert action.marker_span
        assert action.marker == display(action.marker_span.quote(TEXT))


def test_a_target_is_no_action() -> None:
    aims = [
        target for n, part in PARTS.items() if part.body for target in targets(TEXT, f"m{n:02}", part.body)
    ]

    assert [] == [aim.id for aim in aims if any(aim.span.overlaps(action.span) for action in EVERY)]


def test_a_doubt_goes_with_what_is_not_certain() -> None:
    assert {Confidence.CERTAIN: False, Confidence.LIKELY: True} == {
        action.confidence: bool(action.doubt) for action in EVERY
    }


def test_a_list_goes_on_over_semicolons() -> None:
    action = _one("探索开展焦化行业")

    assert Force.EXPLORE is action.force
    assert display(action.span.quote(TEXT)).endswith("；钢铁行业富氢还原冶炼等工程试点")
    assert "逗号或分号切开的并列成分，读作同一项任务" == action.doubt


def test_what_is_urged_may_follow_after_a_comma() -> None:
    action = _one("鼓励各类产业园区")

    assert "各类产业园区根据自身主导产业和污染物、碳排放水平，积极探索推进减污降碳协同增效" == action.object


def test_a_bare_clause_follows_the_one_that_urges_its_doer() -> None:
    follower = _one("打造“双近零”排放标杆企业")
    urging = _one("支持企业进一步探索")

    assert (Force.ENCOURAGE, "支持", urging.marker_span) == (
        follower.force,
        follower.marker,
        follower.marker_span,
    )
    assert "没有自己的力度词，随前一分句的主语和力度" == follower.doubt


def test_a_clause_with_its_own_word_follows_nobody() -> None:
    assert (Force.EXPLORE, Force.PROMOTE) == (_one("在环境高风险领域").force, _one("加快构建激励").force)


def test_lawful_is_a_duty_beyond_doubt_only_after_a_duty() -> None:
    after_a_duty, alone = _one("依法安装自动在线监控装置"), _one("依法淘汰高耗能")

    assert (Force.MANDATE, "", Force.MANDATE, True) == (
        after_a_duty.force,
        after_a_duty.doubt,
        alone.force,
        bool(alone.doubt),
    )


def test_a_clause_with_two_acts_says_so() -> None:
    found = {a.id: display(a.span.quote(TEXT)) for a in EVERY if "一个分句里并列两个动作" in a.doubt}

    assert list(TWO_ACTS) == list(found)
    assert all(found[name].endswith(words) for name, words in TWO_ACTS.items())


def test_means_belong_to_the_act_and_could_be_one_of_their_own() -> None:
    action = _one("在火电、钢铁")

    assert ("促进", "前一分句读作手段，也可单列为一项任务") == (action.verb, action.doubt)
    assert display(action.span.quote(TEXT)).endswith("促进企业加强废水深度处理和达标再利用")


def test_an_outcome_after_an_act_may_be_its_purpose() -> None:
    assert [
        "可能是前一分句的目的或结果，而不是另一项任务",
        "“实现”一类的词读作结果承诺，也可能只是前一分句的目的",
        "",
    ] == [_one(words).doubt for words in ("促进应对气候变化", "实现固定污染源", "逐步提高清洁能源")]


def test_a_word_over_a_page_break_is_read_whole() -> None:
    action = _one("加强空调、照明")

    assert "空调、照明、电梯等重点用能设备运行调适" == action.object
    assert "重点用\n\n能设备" in action.span.quote(TEXT)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("推进甲，加快推进乙。", [("推进", "甲"), ("推进", "乙")]),
        ("将甲纳入乙。", [("纳入", "将甲纳入乙")]),
        ("并适时推进甲扩能改造。", [("推进", "甲扩能改造")]),
        ("以甲为基础，强化乙。", [("强化", "以甲为基础，强化乙")]),
        ("在甲领域推进乙。", [("推进", "在甲领域推进乙")]),
        ("大力引进和培育甲项目。", [("引进和培育", "甲项目")]),
        ("建设用地甲，推进乙。", [("推进", "建设用地甲，推进乙")]),
        ("推进“甲，乙”丙。", [("推进", "“甲，乙”丙")]),
        ("甲、乙和丙。", []),
        ("“甲达到乙”的丙和“丁应戊”的己。", []),
    ],
)
def test_a_sentence_orders(body: str, expected: list[tuple[str, str]]) -> None:
    assert expected == _read(body)


def test_clauses_that_are_taken_are_left_out() -> None:
    body = "推进甲，乙达到5%，推进丙。"
    taken = [Span(4, 9)]

    assert ["推进甲", "推进丙"] == [
        action.span.quote(body) for action in actions(body, "m01", Span(0, len(body)), taken)
    ]


@given(st.text(alphabet="推进加快鼓励严禁在将领域中甲，。；（）“”\n", min_size=1, max_size=50))
def test_actions_of_any_text_stand_in_order_inside_it(text: str) -> None:
    found = actions(text, "m01", Span(0, len(text)))

    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert all(action.verb and action.object for action in found)
    assert all(action.marker_span and action.marker_span.end <= len(text) for action in found)
