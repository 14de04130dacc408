"""Points and grades, reckoned by hand from the rules as they are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policykb.schemes import assessments, completion, grade, grade_tables, points

NOW, BEFORE = assessments()
GRADES = grade_tables()[0]


def test_twenty_points_for_the_year_and_twenty_for_the_whole_way() -> None:
    assert [("annual", Decimal(20)), ("cumulative", Decimal(20))] == [(p.id, p.points) for p in NOW.parts]
    assert [Decimal(25), Decimal(25)] == [p.points for p in BEFORE.parts]


def test_below_full_completion_points_are_pro_rata() -> None:
    """3.6 of 4 per cent in the year is 0.9: 18 points; 12 of 16 per cent is 0.75: 15 points; 33 together."""
    year = completion(Decimal(0), Decimal("-3.6"), Decimal(-4))
    whole = completion(Decimal(0), Decimal(-12), Decimal(-16))
    found = points(NOW, {"annual": year, "cumulative": whole})

    assert (Decimal("0.9"), Decimal("0.75")) == (year, whole)
    assert [Decimal(18), Decimal(15)] == [part.points for part in found.parts]
    assert (Decimal(33), Decimal(40)) == (found.total, found.full)


def test_more_than_all_earns_no_more_than_full_and_going_back_earns_nothing() -> None:
    found = points(NOW, {"annual": Decimal("1.4"), "cumulative": Decimal("-0.2")})

    assert [Decimal(20), Decimal(0)] == [part.points for part in found.parts]


def test_a_part_without_data_is_neither_full_nor_nothing() -> None:
    found = points(NOW, {"annual": Decimal(1), "cumulative": None})

    assert [Decimal(20), None] == [part.points for part in found.parts]
    assert (None, False) == (found.total, found.vetoed)
    assert grade(GRADES, found.total) is None


def test_a_five_year_target_missed_decides_only_at_the_end() -> None:
    rates = {"annual": Decimal(1), "cumulative": Decimal("0.99")}

    assert not points(NOW, rates).vetoed
    assert points(NOW, rates, final=True).vetoed
    assert points(BEFORE, rates).vetoed


def test_there_is_no_rate_where_there_was_no_way_to_go() -> None:
    assert completion(Decimal(90), Decimal(90), Decimal(90)) is None


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.99", "良好"),
        ("80", "良好"),
        ("60", "合格"),
        ("59.99", "不合格"),
        ("0", "不合格"),
    ],
)
def test_a_grade_begins_at_its_lowest_number(total: str, expected: str) -> None:
    found = grade(GRADES, Decimal(total))

    assert found is not None
    assert expected == found.zh
