from __future__ import annotations

import pytest
from reading_plan import HEAD, draft_of, item

from policykb import anchors
from policykb.extract import extract
from policykb.text import PlanText
from policykb.vocab import Confidence, Role

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt")
FOUND = extract(TEXT, "ningxia-2022").provisions


def test_the_plan_has_one_default_clause() -> None:
    (clause,) = FOUND

    assert "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出" == clause.span.quote(
        TEXT.content
    )
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
    assert () == draft_of(item("清淤。（市水务局负责落实）")).provisions


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
    (clause,) = draft_of(item(f"清淤。（市水务局负责。以下均由{whom}落实）")).provisions

    assert levels == clause.levels


def test_a_class_of_governments_in_a_list_is_a_clause_of_its_measure() -> None:
    text = item("清淤。（市水务局牵头，各县（市、区）人民政府负责落实）")
    (clause,) = draft_of(text).provisions

    assert ("m01/p1", "m01", "各县（市、区）人民政府") == (clause.id, clause.within, clause.span.quote(text))
    assert (("county",), Role.IMPLEMENT, Confidence.CERTAIN) == (
        clause.levels,
        clause.role,
        clause.confidence,
    )


def test_a_clause_at_the_head_of_a_chapter_belongs_to_the_plan() -> None:
    text = (
        HEAD.replace("重点任务", "重点任务（以下均需各区人民政府落实，不再列出）")
        + "（一）清淤。推进清淤。（市水务局负责）\n"
    )
    (clause,) = draft_of(text).provisions

    assert ("p1", "x", "以下均需各区人民政府落实，不再列出") == (
        clause.id,
        clause.within,
        clause.span.quote(text),
    )


def test_the_clause_may_follow_a_comma() -> None:
    text = item("清淤。（市水务局负责，以下均需各区人民政府落实）")

    assert ["以下均需各区人民政府落实"] == [clause.span.quote(text) for clause in draft_of(text).provisions]


def test_a_clause_may_say_that_all_tasks_concern_the_governments() -> None:
    text = item("清淤。〔责任单位：省水利厅。具体任务均涉及相关市（州）人民政府，不再做分工，下同。〕")
    (clause,) = draft_of(text).provisions

    assert ("x", Role.IMPLEMENT, ("prefecture",)) == (clause.within, clause.role, clause.levels)
    assert ["省水利厅"] == [duty.name_as_stated for duty in draft_of(text).responsibilities]
