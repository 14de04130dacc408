"""Definitions come before scope, scope before units, units before numbers; several verdicts where several are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hand import DOCUMENT, OTHER, Text, above, asks, one_target, section

from policykb.compare import Regional, compare
from policykb.compare.severity import severity
from policykb.draft.requirements import FactSource, Reference, Requirement, UpperDocument
from policykb.vocab import Comparator, Confidence, Confirmed, Force, Severity, TargetKind, Verdict

if TYPE_CHECKING:
    from policykb.compare.values import IndicatorVerdict

EQUAL, STRICTER, WEAKER = Verdict.EQUAL, Verdict.STRICTER, Verdict.WEAKER
LATER, EARLIER, SCOPE = Verdict.LATER, Verdict.EARLIER, Verdict.SCOPE_DIFFERS
APART, ELSEWHERE, ABSENT = Verdict.NOT_COMPARABLE, Verdict.NOT_APPLICABLE, Verdict.ABSENT


def verdict(plan: Regional, requirement: Requirement, *more: Requirement) -> IndicatorVerdict:
    found = compare(plan, above(requirement, *more)).indicators
    return next(one for one in found if one.requirement is requirement)


def reasons(found: IndicatorVerdict) -> str:
    return "；".join(reason.zh for reason in found.reasons)


@pytest.mark.parametrize(
    ("planned", "asked", "expected"),
    [("20", "20", EQUAL), ("20.0", "20", EQUAL), ("24.1", "24", STRICTER), ("16", "18", WEAKER)],
)
def test_more_is_stricter_where_at_least_so_much_is_asked(
    planned: str, asked: str, expected: Verdict
) -> None:
    found = verdict(one_target("forest-cover", planned), asks(indicator="forest-cover", value=asked))

    assert (expected,) == found.verdicts


def test_less_is_stricter_where_at_most_so_much_is_asked() -> None:
    plan = one_target("surface-water-below-class-v-share", "8", comparator=Comparator.AT_MOST)
    asked = asks(indicator="surface-water-below-class-v-share", value="10", comparator=Comparator.AT_MOST)

    assert (STRICTER,) == verdict(plan, asked).verdicts


def test_a_deeper_cut_is_stricter() -> None:
    cut = {"comparator": Comparator.DECREASE, "baseline_year": 2020}
    plan = one_target("carbon-intensity", "16", kind=TargetKind.RELATIVE_CHANGE, **cut)
    asked = asks(indicator="carbon-intensity", value="18", target_kind=TargetKind.RELATIVE_CHANGE, **cut)

    found = verdict(plan, asked)

    assert (WEAKER,) == found.verdicts
    assert "平均" in reasons(found)
    assert "未见引用" in reasons(found)


def test_cuts_from_different_years_do_not_compare() -> None:
    plan = one_target("carbon-intensity", "16", comparator=Comparator.DECREASE, baseline_year=2020)
    asked = asks(indicator="carbon-intensity", value="65", comparator=Comparator.DECREASE, baseline_year=2005)

    found = verdict(plan, asked)

    assert (APART,) == found.verdicts
    assert "2005" in reasons(found)


def test_a_cut_and_a_level_do_not_compare() -> None:
    plan = one_target("energy-intensity", "0.5")
    asked = asks(
        indicator="energy-intensity", value="13.5", comparator=Comparator.DECREASE, baseline_year=2020
    )

    assert (APART,) == verdict(plan, asked).verdicts


def test_a_floor_and_a_ceiling_do_not_compare() -> None:
    plan = one_target("coal-share", "80", comparator=Comparator.AT_LEAST)
    asked = asks(indicator="coal-share", value="70", comparator=Comparator.AT_MOST)

    assert (APART,) == verdict(plan, asked).verdicts


def test_units_of_one_kind_are_compared_exactly() -> None:
    # 15 万亩 are exactly 1 万公顷; no binary fraction says a third.
    plan = one_target("wetland-area", "310", unit="wan-mu")
    asked = asks(
        indicator="wetland-area",
        value="20.666666",
        unit="wan-hectare",
        scope="scope/one-region",
        region="region/640000",
    )

    found = verdict(plan, asked)

    assert (STRICTER,) == found.verdicts
    assert ("wan-hectare", "hectare") == (found.national.unit, found.national.canonical_unit)
    assert "206666.666667" == found.regional.canonical


def test_units_of_different_kinds_do_not_compare() -> None:
    plan = one_target("wetland-area", "58")
    asked = asks(
        indicator="wetland-area", value="310", unit="wan-mu", scope="scope/one-region", region="region/640000"
    )

    found = verdict(plan, asked)

    assert (APART,) == found.verdicts
    assert "单位" in reasons(found)
    assert ("310", "58") == (found.national.value, found.regional.value)


def test_a_region_is_not_held_against_a_national_total() -> None:
    plan = one_target("forest-stock", "1195", unit="wan-cubic-metre")
    asked = asks(indicator="forest-stock", value="180", unit="yi-cubic-metre")

    found = verdict(plan, asked)

    assert (APART,) == found.verdicts
    assert "总量" in reasons(found)


def test_the_same_total_compares_when_it_was_assigned_to_the_region() -> None:
    plan = one_target("forest-stock", "1195", unit="wan-cubic-metre")
    asked = asks(
        indicator="forest-stock",
        value="0.12",
        unit="yi-cubic-metre",
        scope="scope/one-region",
        region="region/640000",
    )

    assert (WEAKER,) == verdict(plan, asked).verdicts


def test_a_wider_definition_with_no_higher_number_is_weaker_all_the_more() -> None:
    plan = one_target("clean-energy-vehicle-sales-share", "15")
    same, more = (asks(value=value, indicator="new-energy-vehicle-sales-share") for value in ("15", "20"))

    assert (WEAKER, SCOPE) == verdict(plan, same).verdicts
    assert (WEAKER, SCOPE) == verdict(plan, more).verdicts
    assert "清洁能源汽车" in reasons(verdict(plan, more))


def test_a_wider_definition_with_a_higher_number_lets_nothing_follow() -> None:
    plan = one_target("clean-energy-vehicle-sales-share", "30")
    found = verdict(plan, asks(value="20", indicator="new-energy-vehicle-sales-share"))

    assert (APART,) == found.verdicts
    assert ("20", "30") == (found.national.value, found.regional.value)


def test_a_narrower_definition_with_as_much_is_stricter_all_the_more() -> None:
    plan = one_target("new-energy-vehicle-sales-share", "20")

    assert (STRICTER, SCOPE) == verdict(
        plan, asks(value="20", indicator="clean-energy-vehicle-sales-share")
    ).verdicts
    assert (APART,) == verdict(plan, asks(value="25", indicator="clean-energy-vehicle-sales-share")).verdicts


def test_what_merely_sounds_alike_does_not_compare() -> None:
    plan = one_target("carbon-intensity", "16", comparator=Comparator.DECREASE, baseline_year=2020)
    asked = asks(
        indicator="carbon-intensity-yearly", value="3.9", comparator=Comparator.DECREASE, baseline_year=2020
    )

    assert (APART,) == verdict(plan, asked).verdicts


def test_the_same_indicator_goes_before_one_that_looks_like_it() -> None:
    text = Text()
    home = text.measure("车", "清洁能源汽车占15%。新能源汽车占25%。")
    text.target(home, "清洁能源汽车占15%", "clean-energy-vehicle-sales-share", value="15")
    own = text.target(home, "新能源汽车占25%", "new-energy-vehicle-sales-share", value="25")

    found = verdict(text.regional(), asks(value="20", indicator="new-energy-vehicle-sales-share"))

    assert (own, (STRICTER,)) == (found.target, found.verdicts)


def test_a_scope_that_leaves_the_region_out_does_not_bind() -> None:
    asked = asks(
        indicator="new-energy-vehicle-sales-share", value="50", year=2030, scope="scope/key-air-regions"
    )

    ningxia = verdict(one_target("new-energy-vehicle-sales-share", "15"), asked)
    nothing = verdict(one_target("forest-cover", "15"), asked)

    assert ((ELSEWHERE,), (ELSEWHERE,)) == (ningxia.verdicts, nothing.verdicts)
    assert "大气污染防治重点区域" in reasons(ningxia)


def test_the_same_scope_binds_a_region_that_lies_in_it() -> None:
    text = Text()
    home = text.measure("车", "数值目标。")
    text.target(home, "数值目标", "new-energy-vehicle-sales-share", value="15", year=2030)
    asked = asks(
        indicator="new-energy-vehicle-sales-share", value="50", year=2030, scope="scope/key-air-regions"
    )

    assert (WEAKER,) == verdict(text.regional(region="region/310000"), asked).verdicts


def test_what_only_the_state_can_do_binds_no_region_known_or_not() -> None:
    asked = asks(indicator="forest-cover", value="50", scope="scope/state")

    assert (ELSEWHERE,) == verdict(one_target("forest-cover", "15"), asked).verdicts
    text = Text()
    text.measure("一项", "绿化。")
    assert (ELSEWHERE,) == verdict(text.regional(region=""), asked).verdicts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本市属于大气污染防治重点区域。", (WEAKER,)),
        ("我省未列入国家大气污染防治重点区域。", (ELSEWHERE,)),
        ("本市以农业为主。", (SCOPE,)),
    ],
)
def test_a_plan_says_of_itself_whether_a_scope_binds_it(sentence: str, expected: tuple[Verdict, ...]) -> None:
    text = Text()
    text.add(sentence)
    home = text.measure("车", "数值目标。")
    text.target(home, "数值目标", "new-energy-vehicle-sales-share", value="15", year=2030)
    asked = asks(
        indicator="new-energy-vehicle-sales-share", value="50", year=2030, scope="scope/key-air-regions"
    )

    assert expected == verdict(text.regional(region=""), asked).verdicts


def test_a_scope_of_narrower_things_makes_the_numbers_speak_of_different_things() -> None:
    asked = asks(indicator="fertiliser-use-efficiency", value="43", scope="scope/three-staple-grains")

    found = verdict(one_target("fertiliser-use-efficiency", "43"), asked)

    assert (SCOPE,) == found.verdicts
    assert "若视为同一范围，则持平" in reasons(found)


def test_a_target_limited_as_the_scope_is_compares() -> None:
    text = Text()
    home = text.measure("农业", "三大粮食作物化肥利用率达到42%。")
    text.target(home, "三大粮食作物化肥利用率达到42%", "fertiliser-use-efficiency", value="42")
    asked = asks(indicator="fertiliser-use-efficiency", value="43", scope="scope/three-staple-grains")

    assert (WEAKER,) == verdict(text.regional(), asked).verdicts


def test_a_scope_of_some_places_is_told_beside_the_number() -> None:
    asked = asks(indicator="new-energy-bus-share", value="72", scope="scope/cities-nationwide")

    assert (WEAKER, SCOPE) == verdict(one_target("new-energy-bus-share", "45"), asked).verdicts


def test_a_scope_that_nobody_has_judged_is_told_beside_the_number() -> None:
    asked = asks(
        indicator="reclaimed-water-use-rate", value="30", scope="scope/middle-lower-yellow-river-cities"
    )

    found = verdict(one_target("reclaimed-water-use-rate", "50"), asked)

    assert (STRICTER, SCOPE) == found.verdicts
    assert "须由人判断" in reasons(found)


def test_a_target_for_a_part_of_the_region_has_another_scope() -> None:
    asked = asks(indicator="forest-cover", value="20")

    assert (STRICTER, SCOPE) == verdict(one_target("forest-cover", "25", scope="银川市"), asked).verdicts
    assert (STRICTER,) == verdict(one_target("forest-cover", "25", scope="全区"), asked).verdicts


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        ("15", 2025, (WEAKER, EARLIER)),
        ("25", 2025, (EQUAL, EARLIER)),
        ("30", 2025, (STRICTER, EARLIER)),
        ("20", 2031, (WEAKER, LATER)),
        ("25", 2031, (EQUAL, LATER)),
        ("30", 2031, (STRICTER, LATER)),
    ],
)
def test_number_and_year_are_two_verdicts(value: str, year: int, expected: tuple[Verdict, ...]) -> None:
    text = Text()
    home = text.measure("一项", "数值目标。长远目标。")
    text.target(home, "数值目标", "non-fossil-share", value=value, year=year)
    text.target(home, "长远目标", "forest-cover", value="1", year=2035)

    assert (
        expected
        == verdict(text.regional(), asks(indicator="non-fossil-share", value="25", year=2030)).verdicts
    )


def test_the_target_of_the_required_year_is_the_one_compared() -> None:
    text = Text()
    home = text.measure("一项", "近期目标。远期目标。")
    text.target(home, "近期目标", "non-fossil-share", value="15", year=2025)
    later = text.target(home, "远期目标", "non-fossil-share", value="26", year=2030)

    found = verdict(text.regional(), asks(indicator="non-fossil-share", value="25", year=2030))

    assert (later, (STRICTER,)) == (found.target, found.verdicts)


def test_a_year_beyond_the_plan_is_not_held_against_it() -> None:
    found = verdict(
        one_target("non-fossil-share", "15"), asks(indicator="non-fossil-share", value="80", year=2060)
    )

    assert (ELSEWHERE,) == found.verdicts


def test_a_document_issued_after_the_plan_is_no_measure_of_it() -> None:
    later = UpperDocument(id=OTHER, title_zh="后来的文件", title_en="a later one", number="国发〔2023〕24号")
    asked = asks(indicator="non-fossil-share", value="20")
    reference = Reference(id="above", title_zh="", title_en="", documents=(later,), requirements=(asked,))

    found = compare(one_target("non-fossil-share", "15"), reference).indicators[0]

    assert ((WEAKER,), True) == (found.verdicts, found.later_document)
    assert "2023年印发" in reasons(found)
    assert Severity.INFO == severity(asked, found.verdicts, later_document=found.later_document)
    assert Severity.WARNING == severity(asked, found.verdicts)


def test_the_year_in_the_first_lines_dates_a_plan_without_a_notice() -> None:
    later = UpperDocument(id=OTHER, title_zh="后来的文件", title_en="a later one", note="2024年5月公布")
    asked = asks(indicator="non-fossil-share", value="20")
    reference = Reference(id="above", title_zh="", title_en="", documents=(later,), requirements=(asked,))

    def found(date: str) -> bool:
        text = Text()
        text.add(f"某省实施方案\n（{date}印发）\n")
        home = text.measure("一项", "数值目标。")
        text.target(home, "数值目标", "non-fossil-share", value="15")
        return compare(text.regional(issued_on=""), reference).indicators[0].later_document

    assert found("2023年3月20日")
    assert not found("2024年9月1日")


def test_a_range_is_judged_by_the_end_that_binds() -> None:
    asked = asks(indicator="forest-cover", value="18")

    found = verdict(one_target("forest-cover", "16", value_max="20"), asked)

    assert (WEAKER,) == found.verdicts
    assert "16–20" == found.regional.value
    assert (EQUAL,) == verdict(one_target("forest-cover", "18", value_max="20"), asked).verdicts


def test_all_of_something_is_a_hundred_per_cent_of_it() -> None:
    plan = one_target(
        "municipal-vehicle-new-energy-share", "", kind=TargetKind.UNIVERSAL, unit="", comparator=None
    )
    asked = asks(indicator="municipal-vehicle-new-energy-share", value="100", comparator=Comparator.EQUAL)

    found = verdict(plan, asked)

    assert (EQUAL,) == found.verdicts
    assert ("", "100") == (found.regional.value, found.regional.canonical)


def test_a_hedge_lowers_the_commitment_and_leaves_the_number() -> None:
    plan = one_target("non-fossil-share", "20", force=Force.STRIVE, force_marker="力争")

    found = verdict(plan, asks(indicator="non-fossil-share", value="20"))

    assert (EQUAL,) == found.verdicts
    assert "力争" in reasons(found)
    hedged = asks(indicator="non-fossil-share", value="20", force=Force.STRIVE)
    assert "力度" not in reasons(verdict(plan, hedged))


def test_a_cited_allocation_goes_before_the_average() -> None:
    average = asks("n092", indicator="non-fossil-share", value="33")
    assigned = asks(
        "n128", indicator="non-fossil-share", value="26.5", scope="scope/one-region", region="region/640000"
    )

    plan = one_target("non-fossil-share", "30")
    beside = verdict(plan, average, assigned)

    assert ((WEAKER,), "n128") == (beside.verdicts, beside.superseded_by)
    assert "未见引用" not in reasons(beside)
    assert ((STRICTER,), "") == (
        verdict(plan, assigned, average).verdicts,
        verdict(plan, assigned, average).superseded_by,
    )


@pytest.mark.parametrize(
    "more",
    [{"source": FactSource()}, {"confirmed": Confirmed.MEMORY}, {"region": "region/620000"}],
    ids=["no source", "from memory", "of another region"],
)
def test_an_allocation_that_cannot_be_cited_goes_before_nothing(more: dict[str, object]) -> None:
    average = asks("n092", indicator="non-fossil-share", value="33")
    fields = {"scope": "scope/one-region", "region": "region/640000", **more}

    found = verdict(
        one_target("non-fossil-share", "30"),
        average,
        asks("n128", indicator="non-fossil-share", value="26.5", **fields),
    )

    assert "" == found.superseded_by


def test_a_figure_of_another_region_does_not_bind() -> None:
    asked = asks(indicator="forest-cover", value="40", scope="scope/one-region", region="region/620000")

    assert (ELSEWHERE,) == verdict(one_target("forest-cover", "20"), asked).verdicts


def test_a_figure_missing_from_an_answered_section_counts_more_than_one_of_another_document() -> None:
    text = Text()
    text.measure("农业", "推进化肥农药减量增效，推动秸秆综合利用、畜禽粪污资源化利用。")
    sections = section(
        11, "推进农业领域协同增效", "推进化肥农药减量增效，推动秸秆综合利用、畜禽粪污资源化利用和低碳农机。"
    )
    inside = asks("n053", document=DOCUMENT, section=11, indicator="pesticide-use-efficiency", value="43")
    beside = asks("n068", indicator="energy-intensity", value="13.5")

    found = {
        v.requirement.id: v for v in compare(text.regional(), above(sections, inside, beside)).indicators
    }

    assert ((ABSENT,), (ABSENT,)) == (found["n053"].verdicts, found["n068"].verdicts)
    assert "不必重复" in reasons(found["n068"])
    assert (Severity.WARNING, Severity.INFO) == (severity(inside, (ABSENT,)), severity(beside, (ABSENT,)))
    excerpt = compare(text.regional(text_complete=False), above(sections, inside, beside)).indicators
    assert [(ABSENT,), (Verdict.UNDETERMINED,)] == [v.verdicts for v in excerpt]


def test_a_target_without_counterpart_is_the_regions_own() -> None:
    found = compare(one_target("wetland-area", "310", unit="wan-mu"), above()).indicators

    assert [(None, "m01/t1", (Verdict.REGIONAL_ONLY,))] == [
        (v.requirement, v.target, v.verdicts) for v in found
    ]


def test_certain_only_where_both_sides_were_read_and_speak_of_the_same() -> None:
    plan = one_target("forest-cover", "20")
    official, mirrored, remembered = (
        verdict(plan, asks(indicator="forest-cover", value="24", **more)).confidence
        for more in (
            {},
            {"source": FactSource(title="转载", quality="mirror")},
            {"confirmed": Confirmed.MEMORY},
        )
    )
    elsewhere = verdict(
        one_target("forest-cover", "20", scope="银川市"), asks(indicator="forest-cover", value="24")
    )

    assert (Confidence.CERTAIN, Confidence.LIKELY, Confidence.UNSURE) == (official, mirrored, remembered)
    assert Confidence.LIKELY == elsewhere.confidence


def test_what_was_never_read_is_marked_wherever_it_appears() -> None:
    found = verdict(
        one_target("forest-cover", "20"),
        asks(indicator="forest-cover", value="24", confirmed=Confirmed.MEMORY),
    )

    assert found.unconfirmed
    assert "未证实" in reasons(found)
