from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors, assets
from policykb.extract.units import amounts, canonical, quantities, units
from policykb.span import Span

UNITS = sorted(units())
QUDT = {
    "percent": "PERCENT",
    "megawatt": "MegaW",
    "hectare": "HA",
    "cubic-metre": "M3",
    "steam-tonne-per-hour": "TONNE-PER-HR",
    "kilometre": "KiloM",
    "count": "NUM",
    "yuan": "CCY_CNY",
}


def _found(text: str) -> list[tuple[str, str, str]]:
    return [(one.value, one.value_max, one.unit) for one in quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("value", "unit", "exact", "into"),
    [
        ("5000", "wan-kilowatt", Fraction(50_000), "megawatt"),
        ("310", "wan-mu", Fraction(620_000, 3), "hectare"),
        ("15", "mu", Fraction(1), "hectare"),
        ("1195", "wan-cubic-metre", Fraction(11_950_000), "cubic-metre"),
        ("190", "yi-cubic-metre", Fraction(19_000_000_000), "cubic-metre"),
        ("12", "yi-kilowatt", Fraction(1_200_000), "megawatt"),
        ("0.05", "percent", Fraction(1, 20), "percent"),
        ("5", "per-mille", Fraction(1, 2), "percent"),
        ("1", "square-kilometre", Fraction(100), "hectare"),
        ("65", "steam-tonne-per-hour", Fraction(65), "steam-tonne-per-hour"),
        ("3", "wan-tonne-standard-coal", Fraction(30_000), "tonne-standard-coal"),
    ],
)
def test_a_value_turns_exactly_into_its_canonical_unit(
    value: str, unit: str, exact: Fraction, into: str
) -> None:
    assert (exact, into) == canonical(value, unit)


@pytest.mark.parametrize("slug", UNITS)
def test_a_canonical_unit_is_one_of_itself(slug: str) -> None:
    known = units()[units()[slug].canonical]

    assert (known.slug, Fraction(1)) == (known.canonical, known.ratio)


@pytest.mark.parametrize(
    ("slug", "name"),
    [(slug, name) for slug in UNITS for name in units()[slug].names if name not in {"百分之", "千分之"}],
)
def test_every_name_of_a_unit_is_read_as_that_unit(slug: str, name: str) -> None:
    assert [("7", "", slug)] == _found(f"达到7{name}。")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("比例达到 15%，", [("15", "", "percent")]),
        ("5000 万千瓦", [("5000", "", "wan-kilowatt")]),
        ("5000\n\n万千瓦", [("5000", "", "wan-kilowatt")]),
        ("30亿千瓦时", [("30", "", "yi-kilowatt-hour")]),
        ("1195万立方米", [("1195", "", "wan-cubic-metre")]),
        ("十五万亩", [("15", "", "wan-mu")]),
        ("三万五千亩", [("35000", "", "mu")]),
        ("百分之十八", [("18", "", "percent")]),
        ("百分之十至百分之十五", [("10", "15", "percent")]),
        ("10%—15%", [("10", "15", "percent")]),
        ("10~15万亩", [("10", "15", "wan-mu")]),
        ("15至20个百分点", [("15", "20", "percentage-point")]),
        ("65蒸吨及以上", [("65", "", "steam-tonne-per-hour")]),
        ("1 公里范围内", [("1", "", "kilometre")]),
        ("至少有一个设施", [("1", "", "count")]),
        ("30微克/立方米", [("30", "", "microgram-per-cubic-metre")]),
        ("5GW", [("5", "", "gigawatt")]),
    ],
)
def test_a_number_with_its_unit_is_a_quantity(text: str, found: list[tuple[str, str, str]]) -> None:
    assert found == _found(text)


@pytest.mark.parametrize(
    "text",
    ["到2025年", "〔2022〕75号", "5吨/炉次", "10kWx", "第一个", "PM2.5", "“十四五”", "三线一单", "一百五亩"],
)
def test_years_numbers_of_documents_and_unknown_rates_are_no_quantities(text: str) -> None:
    assert [] == _found(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "降到35、60微克/立方米",
            [("35", "", "microgram-per-cubic-metre"), ("60", "", "microgram-per-cubic-metre")],
        ),
        ("分别为98、95和90%", [("98", "", "percent"), ("95", "", "percent"), ("90", "", "percent")]),
        ("保持在20±2摄氏度", [("18", "22", "celsius")]),
        ("误差为10%±0.5%", [("9.5", "10.5", "percent")]),
        ("10—5%", [("5", "", "percent")]),
        ("半数以上", [("50", "", "percent")]),
        ("八成以上", [("80", "", "percent")]),
        ("建成三座", [("3", "", "count")]),
        ("形成五成效", []),
        ("20余家", [("20", "", "count")]),
        ("15台（套）", [("15", "", "count")]),
        ("1，150万吨", [("1150", "", "wan-tonne")]),
        ("1\u202f150万吨", [("1150", "", "wan-tonne")]),
        ("第3条", []),
        ("3吨水/吨钢", []),
        ("5个工作日", [("5", "", "working-day")]),
    ],
)
def test_numbers_share_a_unit_and_stand_in_words(text: str, found: list[tuple[str, str, str]]) -> None:
    assert found == _found(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("达到30万箱次", [("30", "", "万箱次")]),
        ("降至2.5吨水/吨钢", [("2.5", "", "吨水/吨钢")]),
        ("不低于0.58", [("0.58", "", "")]),
        ("不少于4次以上", [("4", "", "次")]),
        ("车桩比不高于2:1", []),
        ("得90分", []),
        ("到2025年", []),
        ("达到3级", []),
        ("8公里", [("8", "kilometre", "")]),
    ],
)
def test_a_number_without_a_known_unit_is_kept_with_the_words(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert found == [(one.value, one.unit, one.written) for one in amounts(text, Span(0, len(text)))]


def test_the_plan_holds_these_quantities_and_no_others() -> None:
    text = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")
    # Read in the text from its start: goals, the 1 km zone, measures 3, 6, 8, 9, 10, 11, 13 and 两个领域 in 14.
    read = (
        "16 percent,1 kilometre,15 percent,5000 wan-kilowatt,30 percent,15 percent,45 percent,43 percent,90 percent,"
        "20 percent,1195 wan-cubic-metre,57 percent,310 wan-mu,58 percent,1100 wan-mu,10 wan-mu,"
        "65 steam-tonne-per-hour,50 percent,1 count,1 count,1 count,2 count"
    )

    assert read == ",".join(f"{one.value} {one.unit}" for one in quantities(text, Span(0, len(text))))


@given(st.integers(0, 10**9), st.sampled_from(UNITS))
def test_a_written_quantity_comes_back(number: int, slug: str) -> None:
    name = next(name for name in units()[slug].names if name not in {"百分之", "千分之"})

    assert [(str(number), "", slug)] == _found(f"为{number:,}{name}")


def test_units_match_qudt_where_it_has_the_unit_and_nowhere_else() -> None:
    skos = "http://www.w3.org/2004/02/skos/core#"
    matches = {
        concept.slug.removeprefix("unit/"): match.rpartition("/")[2]
        for concept in assets.concepts("units")
        for match in (*concept.every(f"{skos}exactMatch"), *concept.every(f"{skos}closeMatch"))
    }

    assert matches == QUDT
