from __future__ import annotations

import pytest

from policykb import anchors
from policykb.extract.outline import outline
from policykb.extract.provisions import provisions
from policykb.span import Span
from policykb.text import PlanText
from policykb.vocab import Confidence, Role

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt").content
FOUND = [
    provision
    for part in outline(TEXT).measures
    if part.bracket
    for provision in provisions(TEXT, f"m{part.ordinal:02}", part.bracket, "ningxia-2022")
]


def test_the_plan_has_one_default_clause() -> None:
    (clause,) = FOUND

    assert "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出" == clause.span.quote(TEXT)
    assert ("m01/p1", "ningxia-2022") == (clause.id, clause.within)


def test_it_binds_cities_counties_and_ningdong() -> None:
    (clause,) = FOUND

    assert (("prefecture", "county"), ("org/nx-ningdong",)) == (clause.levels, clause.assignees)
    assert ("相关部门", Role.IMPLEMENT) == (clause.qualifier, clause.role)


def test_what_it_reaches_is_left_to_a_decision() -> None:
    (clause,) = FOUND

    assert (Confidence.LIKELY, "“以下”是否也包括本条措施，须作解读决定") == (
        clause.confidence,
        clause.doubt,
    )


def test_a_list_of_bodies_is_no_provision() -> None:
    bracket = "（自治区水利厅负责落实）"

    assert () == provisions(bracket, "m01", Span(0, len(bracket)), "x")


@pytest.mark.parametrize(
    ("whom", "levels"),
    [
        ("各市", ("prefecture",)),
        ("各县（区）", ("county",)),
        ("各市、县（区）", ("prefecture", "county")),
        ("宁东管委会", ()),
    ],
)
def test_levels_are_those_the_clause_names(whom: str, levels: tuple[str, ...]) -> None:
    bracket = f"（自治区水利厅负责。以下均由{whom}落实）"
    (clause,) = provisions(bracket, "m01", Span(0, len(bracket)), "x")

    assert levels == clause.levels
