from __future__ import annotations

import pytest
from reading_plan import HEAD, draft_of, duty, item

from policykb.extract.body_names import body_prefix, shape_of
from policykb.vocab import BodyKind, Confidence

SHAPES = {
    "市生态环境局": ("市", "生态环境", BodyKind.DEPARTMENT),
    "自治区发展改革委": ("自治区", "发展和改革", BodyKind.DEPARTMENT),
    "临江市住房和城乡建设局": ("临江市", "住房和城乡建设", BodyKind.DEPARTMENT),
    "市市场监督管理局": ("市", "市场监督管理", BodyKind.DEPARTMENT),
    "市国有资产监督管理委员会": ("市", "国有资产监督管理", BodyKind.DEPARTMENT),
    "国家税务总局临江市税务局": ("国家税务总局临江市", "税务", BodyKind.CENTRAL),
    "人民银行临江中心支行": ("", "人民银行", BodyKind.CENTRAL),
    "市气象局": ("市", "气象", BodyKind.CENTRAL),
    "高新区管委会": ("高新区", "", BodyKind.COMMITTEE),
    "江北区人民政府": ("江北区", "", BodyKind.GOVERNMENT),
    "城西街道办事处": ("", "", BodyKind.GOVERNMENT),
    "国网临江供电公司": ("", "", BodyKind.COMPANY),
    "市中级人民法院": ("市", "", BodyKind.JUDICIAL),
    "市委宣传部": ("市", "", BodyKind.OTHER),
    "市大数据中心": ("市", "大数据", BodyKind.DEPARTMENT),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_name_tells_whose_body_it_is_its_field_and_its_sort(name: str) -> None:
    shape = shape_of(name)
    assert shape

    assert SHAPES[name] == (shape.front, shape.field, shape.kind)


@pytest.mark.parametrize(
    "words", ["空间格局", "产业布局", "有关部门", "企业", "政府", "推进清淤", "见附件", "VOCs", "局"]
)
def test_words_that_name_no_body_have_no_shape(words: str) -> None:
    assert None is shape_of(words)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("县农业农村局开展联合巡护", 6),
        ("市委宣传部负责", 5),
        ("市发展和改革委员会推进", 9),
        ("市财政局、市水务局", 4),
        ("企业负责", 0),
    ],
)
def test_a_name_ends_where_its_body_does(words: str, length: int) -> None:
    assert length == body_prefix(words)


# bodies that no vocabulary knows


def test_a_body_that_no_vocabulary_knows_is_proposed_with_what_it_may_be() -> None:
    text = item("清淤。（市生态环境局、高新区管委会负责）")
    office, committee = draft_of(text).bodies

    assert ("b01", "市生态环境局", BodyKind.DEPARTMENT) == (office.id, office.name, office.kind)
    assert ("org/nx-sthjt", "同为生态环境主管机构，所属政府不同") == (office.nearest, office.why)
    assert ("Municipal Ecology and Environment Bureau", True) == (office.name_en, office.of_plan)
    assert "市生态环境局" == office.span.quote(text)
    assert ("b02", "高新区管委会", BodyKind.COMMITTEE, "") == (
        committee.id,
        committee.name,
        committee.kind,
        committee.nearest,
    )


def test_who_is_proposed_is_the_bearer() -> None:
    assert ("org/x-b01", Confidence.CERTAIN) == (
        duty(item("清淤。（市生态环境局负责）"), "市生态环境局").agency,
        duty(item("清淤。（市生态环境局负责）"), "市生态环境局").confidence,
    )


def test_a_body_is_one_throughout_the_plan_by_its_long_and_its_short_name() -> None:
    text = HEAD + (
        "（一）治河。清淤。（市发展和改革委员会、市工信局负责）\n"
        "（二）治气。洒水。（市发改委、工业和信息化局负责）\n"
        "（三）治土。管控。（临江市发展改革委负责）\n"
    )
    draft = draft_of(text)

    assert ["市发展和改革委员会", "工业和信息化局"] == [body.name for body in draft.bodies]
    assert [("临江市发展改革委", "市发改委"), ("市工信局",)] == [
        tuple(sorted(body.aliases)) for body in draft.bodies
    ]
    assert ["b01", "b02", "b01", "b02", "b01"] == [
        one.agency.removeprefix("org/x-") for one in draft.responsibilities
    ]


def test_bodies_of_two_governments_are_two() -> None:
    text = item("清淤。（省水利厅指导，市水利局负责，江北区水利局配合）")

    assert ["省水利厅", "市水利局", "江北区水利局"] == [body.name for body in draft_of(text).bodies]


def test_a_centre_or_a_brigade_is_not_its_bureau() -> None:
    text = item("清淤。（市生态环境局、市生态环境监测中心、市生态环境综合执法支队负责）")

    assert 3 == len(draft_of(text).bodies)


def test_the_prefix_of_a_list_reaches_its_departments_and_not_the_centres_bodies() -> None:
    text = item("清淤。（省生态环境厅、发展改革委、省税务局、人民银行临江分行负责）")
    elided = {one.name_as_stated: one.prefix_elided for one in draft_of(text).responsibilities}

    assert {"省生态环境厅": False, "发展改革委": True, "省税务局": False, "人民银行临江分行": False} == elided


# whose plan it is


def _agencies(text: str, region: str = "") -> list[str]:
    return [one.agency for one in draft_of(text, region).responsibilities]


TAGGED = "（一）治河。清淤。（自治区水利厅、财政厅负责）\n"


def test_the_departments_of_another_region_are_not_taken_for_ours() -> None:
    assert ["org/x-b01", "org/x-b02"] == _agencies(f"广西节水方案（虚构）\n一、任务\n{TAGGED}")
    assert ["org/x-b01", "org/x-b02"] == _agencies(f"节水方案（虚构）\n一、任务\n{TAGGED}")
    assert ["org/x-b01"] == _agencies(item("清淤。（省水利厅负责）"))


def test_ours_are_known_where_the_text_says_whose_plan_it_is() -> None:
    assert ["org/nx-slt", "org/nx-czt"] == _agencies(f"宁夏节水方案（虚构）\n一、任务\n{TAGGED}")
    assert ["org/nx-slt", "org/nx-czt"] == _agencies(
        f"节水方案（虚构）\n一、任务\n{TAGGED}（二）宣传。在宁夏全区开展。\n"
    )


def test_ours_are_known_where_somebody_says_whose_plan_it_is() -> None:
    text = f"节水方案（虚构）\n一、任务\n{TAGGED}"

    assert ["org/nx-slt", "org/nx-czt"] == _agencies(text, "region/640000")
    assert ["org/x-b01", "org/x-b02"] == _agencies(f"{text}（二）宣传。在宁夏全区开展。\n", "region/450000")


def test_a_name_that_says_whose_it_is_means_that_body_anywhere() -> None:
    assert ["org/gov-640100", "org/nx-tax"] == _agencies(item("清淤。（银川市人民政府、宁夏税务局负责）"))


def test_a_city_in_our_region_has_departments_of_its_own() -> None:
    text = "银川市节水方案（虚构）\n一、任务\n（一）治河。清淤。（市水务局、财政局负责）\n（二）治湖。清淤。（自治区水利厅指导）\n"

    assert ["org/x-b01", "org/x-b02", "org/nx-slt"] == _agencies(text)


# what is not clear


def test_what_may_be_no_body_is_unsure_and_says_so() -> None:
    found = duty(item("清淤。（责任单位：市水务局、绿化股）"), "绿化股")

    assert (Confidence.UNSURE, "不能断定是否为机构名称") == (found.confidence, found.doubt)


def test_a_list_without_a_role_is_likely_joint() -> None:
    found = duty(item("清淤。（市水务局、市财政局）"), "市水务局")

    assert (Confidence.LIKELY, "名单后没有说明角色的词，读作按职责分工负责") == (
        found.confidence,
        found.doubt,
    )


def test_a_list_that_ends_with_and_others_is_open() -> None:
    draft = draft_of(item("清淤。（市水务局、市财政局等部门负责）"))

    assert [False, True] == [one.open_list for one in draft.responsibilities]


# what a list speaks for


def test_a_tag_at_the_end_speaks_for_its_measure() -> None:
    (found,) = draft_of(item("清淤。截污。（市水务局负责）")).responsibilities

    assert ("m01", None, 1) == (found.element, found.covers, found.position)


def test_a_tag_after_one_sentence_speaks_for_what_that_says() -> None:
    text = item("推进清淤。（市水务局负责）建设管网。（市住建局、市财政局负责）")
    draft = draft_of(text)
    acts = {act.id: act.span.quote(text) for act in draft.actions}

    assert ["推进清淤", "建设管网", "建设管网"] == [acts[one.element] for one in draft.responsibilities]
    assert [1, 1, 2] == [one.position for one in draft.responsibilities]


def test_a_tag_after_several_sentences_speaks_for_all_of_them() -> None:
    text = item("推进清淤，建设管网。（市水务局负责）加强巡查，严格执法。（市公安局负责）")
    first, second = draft_of(text).responsibilities
    assert first.covers
    assert second.covers

    assert ("m01", "推进清淤，建设管网。") == (first.element, first.covers.quote(text))
    assert ("m01", "加强巡查，严格执法。") == (second.element, second.covers.quote(text))
    assert (1, 1) == (first.position, second.position)


def test_a_tag_at_a_chapters_head_speaks_for_all_its_items() -> None:
    text = "方案\n一、治水（市水务局牵头）\n（一）治河。清淤。\n（二）治湖。清淤。\n二、治气\n（一）治尘。洒水。（市城管局负责）\n"
    draft = draft_of(text)

    assert [("m01", "市水务局"), ("m02", "市水务局"), ("m03", "市城管局")] == [
        (one.element, one.name_as_stated) for one in draft.responsibilities
    ]
    assert all(
        one.covers and one.covers.quote(text).startswith("一、治水") for one in draft.responsibilities[:2]
    )


def test_an_items_own_tag_stands_against_the_chapters() -> None:
    text = "方案\n一、治水（市水务局牵头）\n（一）治河。清淤。（市住建局负责）\n（二）治湖。清淤。\n"

    assert [("m01", "市住建局"), ("m02", "市水务局")] == [
        (one.element, one.name_as_stated) for one in draft_of(text).responsibilities
    ]


def test_a_date_in_a_tag_holds_for_what_the_tag_speaks_for() -> None:
    text = item(
        "推进清淤。（市水务局负责，2024年底前完成）建设管网。（市住建局负责；完成时限：2025年6月底前）"
    )
    draft = draft_of(text)

    assert ["2024-12-31", "2025-06-30"] == [act.deadline.date for act in draft.actions if act.deadline]
    assert ["2024-12-31", "2025-06-30"] == [
        one.deadline.date for one in draft.responsibilities if one.deadline
    ]


def test_a_date_of_its_own_stands_against_the_tags() -> None:
    draft = draft_of(item("2023年底前，完成清淤20公里。（市水务局负责，2025年底前完成）"))

    assert ["2023-12-31"] == [aim.deadline.date for aim in draft.targets if aim.deadline]


# who leads


def test_the_first_named_leads_where_the_plan_says_so_once() -> None:
    text = (
        HEAD.replace("任务", "任务（列第一位者为牵头单位，下同）")
        + "（一）治河。清淤。（市水务局、市财政局按职责分工负责）\n"
    )
    draft = draft_of(text)

    assert ["lead", "support"] == [one.role.value for one in draft.responsibilities]
    assert "列第一位者为牵头单位" == (
        draft.responsibilities[0].role_span or draft.responsibilities[0].span
    ).quote(text)


@pytest.mark.parametrize(
    "rule",
    [
        "列首位的为牵头单位",
        "排在第一位的为牵头单位",
        "排名第一的为牵头单位",
        "首列单位为牵头单位",
        "第一个单位为牵头单位",
        "列在首位的单位为牵头单位",
        "排首位的为牵头单位",
    ],
)
def test_the_rule_is_known_by_many_words(rule: str) -> None:
    text = item("清淤。（责任单位：市水务局、市财政局）") + f"注：{rule}。\n"

    assert ["lead", "support"] == [one.role.value for one in draft_of(text).responsibilities]


def test_who_stands_before_the_comma_leads_where_the_plan_says_so() -> None:
    text = (
        HEAD.replace("任务", "任务（逗号前为牵头单位，下同）")
        + "（一）治河。清淤。（责任单位：市水务局、市住建局，市财政局、市审计局）\n"
    )

    assert ["lead", "lead", "support", "support"] == [
        one.role.value for one in draft_of(text).responsibilities
    ]


def test_a_list_that_names_its_lead_needs_no_rule() -> None:
    text = (
        HEAD.replace("任务", "任务（列第一位者为牵头单位）")
        + "（一）治河。清淤。（市财政局配合，市水务局牵头）\n"
    )

    assert ["support", "lead"] == [one.role.value for one in draft_of(text).responsibilities]
