"""A region that lowers its own targets is told so first; documents above that disagree are shown, not reconciled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hand import Text, above, asks, one_target

from policykb.compare import Regional, compare
from policykb.compare.plans import as_reference
from policykb.compare.severity import gravest, weakening_severity
from policykb.vocab import Comparator, Confirmed, Relation, Severity, Verdict

if TYPE_CHECKING:
    from policykb.draft.requirements import Reference


def own(value: str, relation: Relation, **more: object) -> Reference:
    fields = {"indicator": "forest-cover", "scope": "scope/one-region", "region": "region/640000", **more}
    return above(asks("n1", value=value, relation=relation, **fields))


def lowered(
    regional: Regional, reference: Reference | None = None
) -> list[tuple[str, str, tuple[Verdict, ...]]]:
    found = compare(regional, reference or above()).weakenings
    return [(w.requirement.id, w.target, w.verdicts) for w in found]


def test_a_target_below_the_regions_own_plan_was_lowered() -> None:
    plan = replace(one_target("forest-cover", "18"), own=own("20", Relation.OWN_PLAN))

    assert [("n1", "m01/t1", (Verdict.WEAKER,))] == lowered(plan)


def test_a_target_put_off_was_lowered() -> None:
    plan = replace(one_target("forest-cover", "20", year=2027), own=own("20", Relation.EARLIER_GOAL))

    assert [("n1", "m01/t1", (Verdict.LATER,))] == [
        (name, target, verdicts[1:]) for name, target, verdicts in lowered(plan)
    ]


def test_more_later_and_less_sooner_are_no_lowering() -> None:
    def with_forest(value: str, year: int) -> Regional:
        plan = version(
            ("森林覆盖率目标", "forest-cover", value, year),
            ("长远目标", "wetland-protection-rate", "60", 2035),
        )
        return replace(plan, own=own("20", Relation.OWN_PLAN))

    assert [(Verdict.STRICTER, Verdict.LATER)] == [
        v.verdicts for v in compare(with_forest("25", 2027), above()).priors
    ]
    assert [(Verdict.WEAKER, Verdict.EARLIER)] == [
        v.verdicts for v in compare(with_forest("15", 2023), above()).priors
    ]
    assert [] == lowered(with_forest("25", 2027))
    assert [] == lowered(with_forest("15", 2023))


def test_a_raised_target_is_shown_and_is_no_lowering() -> None:
    plan = replace(one_target("forest-cover", "20"), own=own("16.8", Relation.EARLIER_GOAL))

    assert [] == lowered(plan)
    assert [(Verdict.STRICTER,)] == [v.verdicts for v in compare(plan, above()).priors]


def test_a_draft_for_comment_an_interview_and_a_later_goal_are_no_yardstick() -> None:
    for relation in (Relation.DRAFT, Relation.STATEMENT, Relation.LATER_GOAL, Relation.LOWER_LEVEL):
        assert [] == lowered(replace(one_target("forest-cover", "18"), own=own("20", relation)))


def test_a_widened_definition_under_the_same_number_was_lowered() -> None:
    before = own("15", Relation.OWN_PLAN, indicator="new-energy-vehicle-sales-share")
    plan = replace(one_target("clean-energy-vehicle-sales-share", "15"), own=before)

    assert [("n1", "m01/t1", (Verdict.WEAKER, Verdict.SCOPE_DIFFERS))] == lowered(plan)
    assert Severity.WARNING == weakening_severity(compare(plan, above()).weakenings[0])


def test_a_target_below_what_was_assigned_was_lowered() -> None:
    assigned = asks(
        "n9", indicator="forest-cover", value="20", scope="scope/one-region", region="region/640000"
    )

    assert [("n9", "m01/t1", (Verdict.WEAKER,))] == lowered(one_target("forest-cover", "18"), above(assigned))
    assert [] == lowered(
        one_target("forest-cover", "18"), above(replace(assigned, scope="scope/nationwide", region=""))
    )


def test_lowering_is_an_error_unless_the_other_side_was_never_read() -> None:
    read = replace(one_target("forest-cover", "18"), own=own("20", Relation.OWN_PLAN))
    unread = replace(
        one_target("forest-cover", "18"), own=own("20", Relation.OWN_PLAN, confirmed=Confirmed.MEMORY)
    )

    assert Severity.ERROR == gravest(compare(read, above()))
    assert Severity.INFO == gravest(compare(unread, above()))


def version(*clauses: tuple[str, str, str, int]) -> Regional:
    text = Text()
    home = text.measure("森林", "。".join(words for words, *_ in clauses) + "。")
    for words, indicator, value, year in clauses:
        text.target(home, words, indicator, value=value, year=year)
    return text.regional()


def test_the_plans_own_earlier_version_shows_what_was_lowered_put_off_or_dropped() -> None:
    before = version(
        ("森林覆盖率达到20%", "forest-cover", "20", 2025),
        ("湿地保护率达到58%", "wetland-protection-rate", "58", 2025),
        ("再生水利用率达到50%", "reclaimed-water-use-rate", "50", 2025),
        ("绿色矿山比例达到80%", "", "80", 2025),
        ("化肥利用率达到43%", "fertiliser-use-efficiency", "43", 2025),
    )
    after = version(
        ("森林覆盖率达到18%", "forest-cover", "18", 2025),
        ("湿地保护率达到58%", "wetland-protection-rate", "58", 2027),
        ("化肥利用率达到45%", "fertiliser-use-efficiency", "45", 2025),
        ("绿色矿山比例达到80%", "", "70", 2025),
    )

    found = lowered(replace(after, earlier=as_reference(before, same_plan=True)))

    assert [
        ("m01-t1", "m01/t1", (Verdict.WEAKER,)),
        ("m01-t2", "m01/t2", (Verdict.EQUAL, Verdict.LATER)),
        ("m01-t3", "", (Verdict.ABSENT,)),
        ("m01-t4", "m01/t4", (Verdict.WEAKER,)),
    ] == found


def test_the_reason_tells_both_figures() -> None:
    before = version(("森林覆盖率达到20%", "forest-cover", "20", 2025))
    after = version(("森林覆盖率达到18%", "forest-cover", "18", 2025))

    reason = (
        compare(replace(after, earlier=as_reference(before, same_plan=True)), above()).weakenings[0].reason.zh
    )

    assert "此前：森林覆盖率达到20%" in reason
    assert "现在：“森林覆盖率达到18%”" in reason


def test_two_documents_with_two_figures_for_one_thing_disagree() -> None:
    first = asks("n1", indicator="forest-stock", value="180", unit="yi-cubic-metre")
    second = asks(
        "n2", indicator="forest-stock", value="190", unit="yi-cubic-metre", document="document/the-plan-above"
    )

    found = compare(one_target("forest-cover", "20"), above(first, second)).conflicts

    assert [("forest-stock", 2025, ("n1", "n2"))] == [
        (c.indicator, c.year, tuple(r.id for r in c.requirements)) for c in found
    ]
    assert "180" not in found[0].reason.zh or "不代为取舍" in found[0].reason.zh
    assert "不代为取舍" in found[0].reason.zh


def test_the_same_figure_in_other_units_is_no_disagreement() -> None:
    first = asks("n1", indicator="forest-stock", value="180", unit="yi-cubic-metre")
    second = replace(first, id="n2", value="1800000", unit="wan-cubic-metre")

    assert () == compare(one_target("forest-cover", "20"), above(first, second)).conflicts


def test_other_years_scopes_and_baselines_are_no_disagreement() -> None:
    first = asks(
        "n1", indicator="carbon-intensity", value="18", comparator=Comparator.DECREASE, baseline_year=2020
    )
    others = (
        replace(first, id="n2", value="65", baseline_year=2005),
        replace(first, id="n3", value="20", year=2030),
        replace(first, id="n4", value="20", scope="scope/yellow-river-basin"),
        replace(first, id="n5", value="18"),
    )

    assert () == compare(one_target("forest-cover", "20"), above(first, *others)).conflicts
