from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from policykb import anchors
from policykb.extract.outline import outline
from policykb.extract.responsibilities import responsibilities
from policykb.span import Span
from policykb.text import PlanText, display
from policykb.vocab import Confidence, Role

if TYPE_CHECKING:
    from policykb.draft.claims import Responsibility

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt").content
STATED = [
    stated
    for part in outline(TEXT).measures
    if part.bracket
    for stated in responsibilities(TEXT, f"m{part.ordinal:02}", part.bracket)
]

# Counted in the brackets of the text, body by body: the measures that name it, and how often it is first.
NAMED = {
    "org/nx-sthjt": ("生态环境厅", range(1, 22), 13),
    "org/nx-fgw": ("发展改革委", (1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21), 4),
    "org/nx-gxt": ("工业和信息化厅", (1, 2, 3, 4, 5, 6, 10, 11, 13, 15, 16, 17, 18, 19), 0),
    "org/nx-zjt": ("住房和城乡建设厅", (3, 4, 6, 7, 11, 12, 13, 14, 15), 1),
    "org/nx-zrzyt": ("自然资源厅", (2, 7, 9, 12, 18, 21), 0),
    "org/nx-nynct": ("农业农村厅", (3, 7, 8, 9, 11, 21), 1),
    "org/nx-slt": ("水利厅", (1, 2, 11, 15, 17), 0),
    "org/nx-scjgt": ("市场监督管理厅", (2, 3, 4, 13), 0),
    "org/nx-lcj": ("林草局", (9, 12, 18, 21), 1),
    "org/nx-jtt": ("交通运输厅", (4, 6, 10), 1),
    "org/nx-swt": ("商务厅", (4, 13, 15), 0),
    "org/nx-czt": ("财政厅", (4, 20), 0),
    "org/nx-kjt": ("科学技术厅", (15, 17), 0),
    "org/nx-jgsw": ("机关事务管理局", (7,), 0),
    "org/nx-sft": ("司法厅", (18,), 0),
    "org/nx-pbc-yinchuan": ("人民银行银川中心支行", (20,), 0),
    "org/nx-dfjrj": ("地方金融监管局", (20,), 0),
    "org/nx-cbirc": ("宁夏银保监局", (20,), 0),
    "org/nx-csrc": ("宁夏证监局", (20,), 0),
    "org/nx-tax": ("宁夏税务局", (20,), 0),
}
CENTRAL = {"人民银行银川中心支行", "宁夏银保监局", "宁夏证监局", "宁夏税务局"}


def _read(bracket: str) -> list[Responsibility]:
    return list(responsibilities(bracket, "m01", Span(0, len(bracket))))


def _roles(bracket: str) -> list[tuple[str, Role]]:
    return [(stated.name_as_stated, stated.role) for stated in _read(bracket)]


def test_the_plan_states_a_hundred_and_three_responsibilities_of_twenty_bodies() -> None:
    assert (103, 20) == (len(STATED), len({stated.agency for stated in STATED}))
    assert {Confidence.CERTAIN} == {stated.confidence for stated in STATED}


@pytest.mark.parametrize("agency", NAMED)
def test_a_body_answers_for_the_measures_that_name_it(agency: str) -> None:
    name, measures, first = NAMED[agency]
    found = [stated for stated in STATED if stated.agency == agency]

    assert [f"m{measure:02}" for measure in measures] == [stated.element for stated in found]
    assert first == sum(stated.position == 1 for stated in found)
    assert {name} == {stated.name_as_stated.removeprefix("自治区") for stated in found}


def test_names_stand_as_the_text_writes_them_in_its_order() -> None:
    assert [
        "自治区发展改革委",
        "生态环境厅",
        "财政厅",
        "人民银行银川中心支行",
        "地方金融监管局",
        "宁夏银保监局",
        "宁夏证监局",
        "宁夏税务局",
    ] == [stated.name_as_stated for stated in STATED if stated.element == "m20"]
    assert list(range(1, 9)) == [stated.position for stated in STATED if stated.element == "m20"]


def test_every_name_is_the_text_at_its_place() -> None:
    assert [stated.name_as_stated for stated in STATED] == [
        display(stated.span.quote(TEXT)) for stated in STATED
    ]
    assert all(stated.bracket.holds(stated.span) for stated in STATED)


def test_the_prefix_is_written_once_and_does_not_reach_the_central_bodies() -> None:
    written = [stated for stated in STATED if not stated.prefix_elided]

    assert 21 == sum(stated.position == 1 for stated in written)
    assert sorted(CENTRAL) == sorted(s.name_as_stated for s in written if s.position != 1)


def test_all_do_it_by_their_duties() -> None:
    assert Counter({Role.JOINT: 103}) == Counter(stated.role for stated in STATED)


def test_the_default_clause_names_nobody() -> None:
    assert ["自治区生态环境厅", "发展改革委", "工业和信息化厅", "水利厅"] == [
        stated.name_as_stated for stated in STATED if stated.element == "m01"
    ]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        (
            "（自治区水利厅牵头，财政厅、商务厅配合）",
            [("自治区水利厅", Role.LEAD), ("财政厅", Role.SUPPORT), ("商务厅", Role.SUPPORT)],
        ),
        (
            "（自治区水利厅牵头；财政厅等部门按职责分工负责）",
            [("自治区水利厅", Role.LEAD), ("财政厅", Role.JOINT)],
        ),
        (
            "（牵头单位：自治区水利厅；责任单位：财政厅、商务厅）",
            [("自治区水利厅", Role.LEAD), ("财政厅", Role.JOINT), ("商务厅", Role.JOINT)],
        ),
        ("（自治区水利厅，财政厅参与）", [("自治区水利厅", Role.SUPPORT), ("财政厅", Role.SUPPORT)]),
        ("（自治区水利厅、财\n\n政厅负责）", [("自治区水利厅", Role.JOINT), ("财政厅", Role.JOINT)]),
    ],
)
def test_the_words_after_the_names_give_the_role(bracket: str, expected: list[tuple[str, Role]]) -> None:
    assert expected == _roles(bracket)


def test_the_prefix_reaches_over_a_semicolon() -> None:
    assert [("org/nx-slt", False), ("org/nx-czt", True)] == [
        (stated.agency, stated.prefix_elided)
        for stated in _read("（自治区水利厅牵头；财政厅按职责分工负责）")
    ]


def test_an_unknown_body_is_kept_and_unsure() -> None:
    known, unknown = _read("（自治区水利厅、月球事务局负责）")

    assert ("org/nx-slt", Confidence.CERTAIN, "") == (known.agency, known.confidence, known.doubt)
    assert ("", Confidence.UNSURE, "机构名称不在词表中") == (
        unknown.agency,
        unknown.confidence,
        unknown.doubt,
    )


def test_the_departments_of_another_province_are_not_taken_for_ours() -> None:
    assert [("省生态环境厅", ""), ("发展改革委", "")] == [
        (stated.name_as_stated, stated.agency) for stated in _read("（省生态环境厅、发展改革委负责）")
    ]


def test_governments_that_are_meant_together_are_no_single_body() -> None:
    last = _read("（自治区水利厅、各市、县（区）人民政府负责）")[-1]

    assert ("各市、县（区）人民政府", "", Confidence.UNSURE) == (
        last.name_as_stated,
        last.agency,
        last.confidence,
    )


def test_a_list_without_a_role_is_unsure() -> None:
    assert [Confidence.UNSURE] == [stated.confidence for stated in _read("（自治区水利厅）")]
