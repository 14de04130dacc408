"""Names as people write them: what they resolve to, and what is said of those that do not."""

from __future__ import annotations

import pytest

from policykb import anchors, vocab
from policykb.ask.parameters import resolve
from policykb.ask.question import Kind, Parameter, Question
from policykb.errors import UsageError
from policykb.quads import Literal, date, integer, string
from policykb.store import Store


def asked(kind: Kind, *, optional: bool = False) -> Question:
    parameter = Parameter("x", kind, "参数", "parameter", optional=optional)
    return Question("q", "？", "?", anchors.QUERIES / "q.rq", (), (parameter,))


def read(store: Store, kind: Kind, value: str, plan: str = "small") -> object:
    term = resolve(store, plan, asked(kind), {"x": value})["x"]
    return vocab.short(term) if isinstance(term, str) else term


@pytest.fixture(scope="module")
def ningxia() -> Store:
    store = Store()
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
    return store


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("生态环境厅", "org/nx-sthjt"),
        ("自治区生态环境厅", "org/nx-sthjt"),
        ("宁夏生态环境厅", "org/nx-sthjt"),
        ("宁夏回族自治区生态环境厅", "org/nx-sthjt"),
        ("宁夏自治区生态环境厅", "org/nx-sthjt"),
        (" 生态 环境厅 ", "org/nx-sthjt"),
        ("nx-sthjt", "org/nx-sthjt"),
        ("NX-STHJT", "org/nx-sthjt"),
        ("org/nx-sthjt", "org/nx-sthjt"),
        ("https://w3id.org/policykb/org/nx-sthjt", "org/nx-sthjt"),
        ("发改委", "org/nx-fgw"),
        ("发展改革委", "org/nx-fgw"),
        ("人民银行银川中心支行", "org/nx-pbc-yinchuan"),
        ("宁夏税务局", "org/nx-tax"),
        ("石嘴山", "org/gov-640200"),
        ("石嘴山市", "org/gov-640200"),
        ("石嘴山市政府", "org/gov-640200"),
        ("石嘴山市人民政府", "org/gov-640200"),
        ("宁东管委会", "org/nx-ningdong"),
        ("自治区人民政府", "org/nx-gov"),
    ],
)
def test_a_body_goes_by_many_names(ningxia: Store, written: str, meant: str) -> None:
    assert meant == read(ningxia, Kind.AGENCY, written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("石嘴山", "region/640200"),
        ("石嘴山市", "region/640200"),
        ("640200", "region/640200"),
        ("\uff16\uff14\uff10\uff12\uff10\uff10", "region/640200"),
        ("region/640200", "region/640200"),
        ("Shizuishan", "region/640200"),
        ("宁夏", "region/640000"),
        ("惠农", "region/640205"),
    ],
)
def test_a_place_goes_by_name_short_name_or_code(ningxia: Store, written: str, meant: str) -> None:
    assert meant == read(ningxia, Kind.REGION, written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("石嘴山", "org/gov-640200"),
        ("640200", "org/gov-640200"),
        ("Shizuishan", "org/gov-640200"),
        ("石嘴山市人民政府", "org/gov-640200"),
        ("惠农", "org/gov-640205"),
        ("宁东", "org/nx-ningdong"),
        ("宁东管委会", "org/nx-ningdong"),
        ("宁夏", "org/nx-gov"),
    ],
)
def test_a_place_stands_for_its_government_or_committee(ningxia: Store, written: str, meant: str) -> None:
    assert meant == read(ningxia, Kind.LOCAL_BODY, written)


@pytest.mark.parametrize(
    "written", ["2", "02", "m2", "m02", "M02", "二", "（二）", "(二)", "第二项", "第（二）项", "先行先试"]
)
def test_a_measure_goes_by_number_or_title(small: Store, written: str) -> None:
    assert read(small, Kind.MEASURE, written) == "plan/small/m02"


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (Kind.YEAR, "2025", integer(2025)),
        (Kind.YEAR, "2025年", integer(2025)),
        (Kind.YEAR, "\uff12\uff10\uff12\uff15年", integer(2025)),
        (Kind.DATE, "2025-12-31", date("2025-12-31")),
        (Kind.DATE, "2024-02-29", date("2024-02-29")),
        (Kind.INTEGER, "7", integer(7)),
        (Kind.TEXT, "碳评", string("碳评")),
        (Kind.TEXT, '"} DROP ALL #', string('"} DROP ALL #')),
    ],
)
def test_figures_days_and_words_become_literals(
    small: Store, kind: Kind, written: str, meant: Literal
) -> None:
    assert meant == read(small, kind, written)


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (Kind.INDUSTRY, "焦化", "industry/coking"),
        (Kind.INDUSTRY, "coking", "industry/coking"),
        (Kind.POLLUTANT, "vocs", "pollutant/vocs"),
        (Kind.INDICATOR, "Wetland area", "indicator/wetland-area"),
        (Kind.LEVEL, "地级市", "level/prefecture"),
        (Kind.LEVEL, "county", "level/county"),
        (Kind.RULE, "target_expands_per_division", "rule/target_expands_per_division"),
        (Kind.RULE, "rule/shared_duty", "rule/shared_duty"),
        (Kind.ELEMENT, "m01/t1", "plan/small/m01/t1"),
        (Kind.ELEMENT, "small/m01/t1", "plan/small/m01/t1"),
        (Kind.ELEMENT, "plan/small/m01/t1", "plan/small/m01/t1"),
        (Kind.ELEMENT, "https://w3id.org/policykb/plan/small/m01/t1", "plan/small/m01/t1"),
        (Kind.ELEMENT, "org/nx-slt", "org/nx-slt"),
    ],
)
def test_concepts_rules_and_elements_go_by_label_or_id(
    small: Store, kind: Kind, written: str, meant: str
) -> None:
    assert meant == read(small, kind, written)


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (Kind.YEAR, "25", "is not a year"),
        (Kind.YEAR, "明年", "is not a year"),
        (Kind.YEAR, "2025-12", "is not a year"),
        (Kind.DATE, "2025-13-40", "'2025-13-40' is not a date"),
        (Kind.DATE, "2025-02-29", "is not a date"),
        (Kind.DATE, "2025/12/31", "is not a date"),
        (Kind.DATE, "20251231", "is not a date"),
        (Kind.INTEGER, "3.5", "is not a whole number"),
        (Kind.MEASURE, "99", "no measure '99' — its measures are 1 to 3"),
        (Kind.MEASURE, "十二", "no measure"),
        (Kind.ELEMENT, "m01/t9", "nearest: m01/t1"),
        (Kind.ELEMENT, "../../etc/passwd", "nothing in the plan has the id"),
        (Kind.AGENCY, "环保厅", "nearest: 小区回族自治区生态环境厅"),
        (Kind.REGION, "丁市", "nearest: "),
        (Kind.LOCAL_BODY, "生态环境厅", "no city, county or committee goes by the name"),
        (Kind.INDUSTRY, "钢材", "nearest: 钢铁"),
        (Kind.AGENCY, "人民政府", "3 things of the kind agency go by the name '人民政府' — one of"),
        (Kind.AGENCY, "", "is missing"),
        (Kind.AGENCY, "  ", "is missing"),
    ],
)
def test_what_cannot_be_resolved_is_said_with_the_nearest(
    small: Store, kind: Kind, written: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read(small, kind, written)

    assert said in str(caught.value)
    assert caught.value.zh


def test_an_unknown_name_comes_with_the_nearest_three(ningxia: Store) -> None:
    with pytest.raises(UsageError) as caught:
        read(ningxia, Kind.AGENCY, "环境保护厅")

    near = caught.value.hint.removeprefix("nearest: ").split(", ")

    assert len(near) == 3
    assert near[0] == "宁夏回族自治区生态环境厅"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.TEXT])
@pytest.mark.parametrize(
    "attack",
    [
        '"} DROP ALL #',
        "<http://x> } UNION { ?s ?p ?o",
        "x> . ?s ?p ?o . <x",
        "\\u003e",
        "' || 1=1",
        "m01\n} #",
        "$plan",
        "\u202eevil",
    ],
)
def test_an_attack_is_just_an_unknown_name(small: Store, kind: Kind, attack: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(small, kind, attack)

    assert "\n" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


def test_a_parameter_the_question_does_not_have_is_refused(small: Store) -> None:
    with pytest.raises(UsageError, match="its parameters: x"):
        resolve(small, "small", asked(Kind.YEAR), {"jahr": "2025"})


def test_an_optional_parameter_may_stay_open(small: Store) -> None:
    assert resolve(small, "small", asked(Kind.AGENCY, optional=True), {}) == {"x": None}


def test_a_name_of_several_things_lists_them(small: Store) -> None:
    with pytest.raises(UsageError) as caught:
        read(small, Kind.AGENCY, "市人民政府")

    assert "甲市人民政府, 乙市人民政府" in str(caught.value) or "乙市人民政府, 甲市人民政府" in str(
        caught.value
    )
