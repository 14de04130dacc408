"""The shipped plan against the national one: verdicts that a person wrote down from both texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hand import national

from policykb.compare.severity import gravest, severity, weakening_severity
from policykb.vocab import Confirmed, Degree, RequirementKind, Severity, Verdict

if TYPE_CHECKING:
    from policykb.compare import PlanComparison
    from policykb.compare.values import Coverage, IndicatorVerdict

V = Verdict

# What stands beside what, written by hand: requirement, target, verdicts.
FIGURES = [
    # CO2 per GDP: 16 % against 18 %, in four documents.
    ("n069", "g2025/t7", (V.WEAKER,)),
    ("n081", "g2025/t7", (V.WEAKER,)),
    ("n086", "g2025/t7", (V.WEAKER,)),
    ("n087", "g2025/t7", (V.WEAKER,)),
    # 65 % from 2005 by 2030: another baseline.
    ("n073", "g2025/t7", (V.NOT_COMPARABLE,)),
    # Non-fossil share: 15 % against 20 %; 25 % is for 2030, 80 % for 2060.
    ("n070", "m03/t1", (V.WEAKER,)),
    ("n074", "m03/t1", (V.WEAKER, V.EARLIER)),
    ("n078", "m03/t1", (V.NOT_APPLICABLE,)),
    ("n104", "m03/t1", (V.WEAKER,)),  # of 2023, after the plan
    # Absorption: 30 % against the national 33 % and against the 26.5 % assigned to Ningxia for 2023.
    ("n092", "m03/t3", (V.WEAKER, V.SCOPE_DIFFERS)),
    ("n128", "m03/t3", (V.STRICTER, V.LATER, V.SCOPE_DIFFERS)),
    ("n093", "m03/t3", (V.NOT_COMPARABLE,)),  # non-hydro
    # Buses: 45 % of all against 72 % in cities.
    ("n100", "m06/t2", (V.WEAKER, V.SCOPE_DIFFERS)),
    # New cars: 15 % clean-energy against 20 % new-energy; 50 % binds key regions only.
    ("n115", "m06/t1", (V.WEAKER, V.SCOPE_DIFFERS)),
    ("n051", "m06/t1", (V.NOT_APPLICABLE,)),
    # Fertiliser: 43 % each; document 42 speaks of three grains. Pesticide has no target.
    ("n116", "m08/t1", (V.EQUAL,)),
    ("n052", "m08/t1", (V.SCOPE_DIFFERS,)),
    ("n053", "", (V.ABSENT,)),
    # Film and manure: 90 against 85 and 80.
    ("n118", "m08/t2", (V.STRICTER,)),
    ("n119", "m08/t3", (V.STRICTER,)),
    # Grassland 57 against 57, wetland 58 against 55.
    ("n098", "m09/t3", (V.EQUAL,)),
    ("n099", "m09/t5", (V.STRICTER,)),
    # Reclaimed water: 50 against 25 and 30 in certain cities.
    ("n101", "m11/t3", (V.STRICTER, V.SCOPE_DIFFERS)),
    ("n102", "m11/t3", (V.STRICTER, V.SCOPE_DIFFERS)),
    # Shares of national totals.
    ("n072", "m09/t2", (V.NOT_COMPARABLE,)),
    ("n097", "m09/t2", (V.NOT_COMPARABLE,)),
    ("n075", "m03/t2", (V.NOT_COMPARABLE,)),
    ("n120", "m09/t6", (V.NOT_COMPARABLE,)),
    # Forest cover: 20 against 24.1 nationwide and 21.58 in the basin.
    ("n071", "m09/t1", (V.WEAKER,)),
    ("n121", "m09/t1", (V.WEAKER,)),
    # Absent here: bulk waste, electric-arc steel, recycled aluminium, renewable power in smelting.
    ("n054", "", (V.ABSENT,)),
    ("n047", "", (V.ABSENT,)),
    ("n048", "", (V.ABSENT,)),
    ("n049", "", (V.ABSENT,)),
    ("n050", "", (V.ABSENT,)),
    # Figures of other documents that this plan need not repeat.
    ("n068", "", (V.UNDETERMINED,)),
    ("n088", "", (V.UNDETERMINED,)),
]

# Prohibitions, tasks and objectives, with the clauses that answer them.
CLAUSES = {
    "n055": (V.NOT_APPLICABLE, []),
    "n056": (V.ABSENT, []),
    "n057": (V.ABSENT, []),
    "n058": (V.COVERED, ["m02/a04"]),
    "n059": (V.ABSENT, []),
    "n060": (V.ABSENT, []),
    "n061": (V.COVERED, ["m03/a08"]),
    "n062": (V.ABSENT, []),
    "n063": (V.ABSENT, []),
    "n064": (V.COVERED, ["m06/t2", "m06/t3"]),
    "n065": (V.NOT_APPLICABLE, ["m19/a03"]),
    "n066": (V.PARTLY, ["m03/a13"]),
    "n067": (V.UNDETERMINED, []),
    "n040": (V.COVERED, ["g2025/t1"]),
    "n041": (V.COVERED, ["g2025/t3"]),
    "n042": (V.COVERED, ["g2025/t5"]),
    "n043": (V.COVERED, ["g2025/t6"]),
    "n044": (V.COVERED, ["g2030/t2", "g2030/t3"]),
    "n045": (V.NOT_APPLICABLE, ["g2030/t4"]),
    "n046": (V.COVERED, ["g2030/t5"]),
}

# What the program says of the same clauses before anybody decided.
ALONE = {
    "n055": V.NOT_APPLICABLE,
    "n056": V.ABSENT,
    "n057": V.ABSENT,
    "n058": V.COVERED,
    "n059": V.ABSENT,
    "n060": V.ABSENT,
    "n061": V.COVERED,
    "n062": V.ABSENT,
    "n063": V.ABSENT,
    "n064": V.COVERED,
    "n067": V.UNDETERMINED,
}


def by_requirement(comparison: PlanComparison) -> dict[str, Coverage]:
    return {coverage.requirement.id: coverage for coverage in comparison.coverages}


def figure(comparison: PlanComparison, name: str) -> IndicatorVerdict:
    return next(v for v in comparison.indicators if v.requirement and v.requirement.id == name)


@pytest.mark.parametrize(
    ("name", "target", "expected"), FIGURES, ids=[f"{n}-{t or 'none'}" for n, t, _ in FIGURES]
)
def test_every_figure_stands_as_a_person_judged_it(
    judged: PlanComparison, name: str, target: str, expected: tuple[Verdict, ...]
) -> None:
    found = figure(judged, name)

    assert (target, expected) == (found.target, found.verdicts)


@pytest.mark.parametrize("name", sorted(CLAUSES))
def test_every_prohibition_task_and_objective_stands_as_a_person_judged_it(
    judged: PlanComparison, name: str
) -> None:
    found = by_requirement(judged)[name]

    verdict, elements = CLAUSES[name]
    assert verdict == found.verdict
    assert elements == sorted(match.element for match in found.matches)


@pytest.mark.parametrize("name", sorted(ALONE))
def test_the_program_alone_judges_the_clauses_so_too(proposed: PlanComparison, name: str) -> None:
    assert ALONE[name] == by_requirement(proposed)[name].verdict


def test_every_section_is_mapped_or_reported(judged: PlanComparison) -> None:
    found = {
        c.requirement.section: c for c in judged.coverages if c.requirement.kind is RequirementKind.SECTION
    }

    assert set(range(1, 30)) == set(found)
    assert {1, 2} == {n for n, c in found.items() if c.verdict is V.NOT_APPLICABLE}
    assert {26, 27, 28, 29} == {n for n, c in found.items() if c.verdict is V.UNDETERMINED}
    assert {17} == {n for n, c in found.items() if c.verdict is V.ABSENT}
    assert {3, 19, 20} == {n for n, c in found.items() if c.verdict is V.COVERED}
    assert all(found[n].matches for n in (*range(4, 17), *range(18, 26)))


def test_sections_after_the_excerpt_say_where_the_text_ends(judged: PlanComparison) -> None:
    for name in ("s26", "s27", "s28", "s29"):
        found = by_requirement(judged)[name]

        assert "止于（二十一）" in found.justification.zh
        assert "附件1" in found.justification.zh


def test_the_section_inside_the_text_is_absent_for_the_program_too(proposed: PlanComparison) -> None:
    found = by_requirement(proposed)["s17"]

    assert (V.ABSENT, Degree.NONE) == (found.verdict, found.degree)
    assert "第16、18条" in found.justification.zh


def test_a_section_is_full_only_if_every_known_binding_part_is(proposed: PlanComparison) -> None:
    energy = by_requirement(proposed)["s06"]

    assert Degree.PARTIAL == energy.degree
    assert "已知约束性内容4项，落实1项" in energy.justification.zh
    assert all(word in energy.justification.zh for word in ("自备电厂", "煤电", "“十五五”"))


def test_coverage_rests_on_quoted_words(judged: PlanComparison) -> None:
    told = [c for c in judged.coverages if c.verdict in {V.COVERED, V.PARTLY}]

    assert [] == [c.requirement.id for c in told if not c.evidence]
    assert [] == [
        c.requirement.id for c in judged.coverages if not c.justification.zh or not c.justification.en
    ]


def test_every_quote_stands_at_its_offsets(judged: PlanComparison) -> None:
    from hand import NINGXIA  # noqa: PLC0415 - where the text is

    text = (NINGXIA / "source.txt").read_bytes().decode()
    evidence = [
        one
        for found in (judged.coverages, judged.indicators, judged.additions, judged.weakenings)
        for thing in found
        for one in thing.evidence
    ]

    assert len(evidence) > 100
    assert [] == [one for one in evidence if one.span.quote(text) != one.quote]


def test_the_average_gives_way_to_what_ningxia_was_assigned(judged: PlanComparison) -> None:
    assert ("n128", "n129") == (figure(judged, "n092").superseded_by, figure(judged, "n093").superseded_by)


def test_falling_short_of_an_average_says_that_no_share_is_cited(judged: PlanComparison) -> None:
    told = " ".join(reason.zh for reason in figure(judged, "n069").reasons)

    assert "平均" in told
    assert "未见引用" in told


def test_the_regions_own(judged: PlanComparison) -> None:
    own = {addition.element: addition.title.zh for addition in judged.additions}

    assert "严禁在黄河沿岸 1 公里范围内新增“两高”项目" == own["m02/a09"]
    assert "严禁“挖湖造景”等不合理用水需求" == own["m02/a15"]
    assert "65蒸吨及以上燃煤锅炉" in own["m10/t1"]
    assert "湿地面积稳定在310万亩" == own["m09/t4"]
    assert "治理退化耕地10万亩" == own["m09/t7"]
    assert "制定《宁夏节水评价技术导则》" == own["m02/a05"]
    assert {"m02/a04", "m03/a08", "m09/t1", "g2025/t1"}.isdisjoint(own)


def test_the_documents_above_disagree_on_forest_stock_alone(judged: PlanComparison) -> None:
    found = [(c.indicator, c.year, [r.value for r in c.requirements]) for c in judged.conflicts]

    assert [("forest-stock", 2025, ["180", "190"])] == found


def test_only_the_widened_definition_of_new_cars_was_lowered(judged: PlanComparison) -> None:
    found = [(w.requirement.id, w.target, w.verdicts) for w in judged.weakenings]

    assert [("n142", "m06/t1", (V.WEAKER, V.SCOPE_DIFFERS))] == found
    assert "新能源汽车" in judged.weakenings[0].reason.zh
    assert "清洁能源汽车" in judged.weakenings[0].reason.zh


def test_the_regions_own_goals_were_raised(judged: PlanComparison) -> None:
    found = {v.requirement.id: v.verdicts for v in judged.priors if v.requirement}

    assert (V.STRICTER,) == found["n164"]  # forest 16.8 -> 20
    assert (V.STRICTER,) == found["n166"]  # wetland 55 -> 58
    assert (V.EQUAL,) == found["n141"]  # CO2 16 -> 16
    assert (V.EQUAL,) == found["n143"]  # buses 45 -> 45
    assert (V.EQUAL,) == found["n144"]  # municipal vehicles: all -> 100 %


def test_nothing_unconfirmed_is_ever_graver_than_a_note(
    judged: PlanComparison, proposed: PlanComparison
) -> None:
    for comparison in (judged, proposed):
        found = [(c.requirement, (c.verdict,)) for c in comparison.coverages]
        found += [(v.requirement, v.verdicts) for v in comparison.indicators if v.requirement]
        unread = [(r, v) for r, v in found if r.confirmed is Confirmed.MEMORY]

        assert len(unread) > 30
        assert {None, Severity.INFO} >= {severity(requirement, verdicts) for requirement, verdicts in unread}


def test_nothing_here_is_an_error_and_something_is_a_warning(judged: PlanComparison) -> None:
    assert Severity.WARNING == gravest(judged)
    assert [Severity.WARNING] == [weakening_severity(one) for one in judged.weakenings]


def test_every_requirement_has_a_verdict(judged: PlanComparison) -> None:
    told = {c.requirement.id for c in judged.coverages} | {
        v.requirement.id for v in judged.indicators if v.requirement
    }

    assert {requirement.id for requirement in national().requirements} == told
