"""What a person decided about coverage: read whole, checked field by field, and put in the place of the proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hand import NINGXIA, Text, above, clause, national, ningxia, section

from policykb.compare import compare
from policykb.draft.coverage_decisions import CoverageDecision, read_coverage
from policykb.errors import InputError
from policykb.vocab import Degree, Force, RequirementKind, Verdict

if TYPE_CHECKING:
    from pathlib import Path

SOUND = """[[coverage]]
requirement = "s04"
measures = ["m01", "m02/a04"]
degree = "partial"
justification_zh = "两边都讲分区管控。"
justification_en = "Both speak of zoning."
by = "editors"
on = "2026-11-23"
"""
FARMING = "推进化肥农药减量增效，推动秸秆综合利用。"


def test_a_decision_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "coverage.toml").write_text(SOUND, "utf-8")

    expected = CoverageDecision(
        requirement="s04",
        measures=("m01", "m02/a04"),
        justification_zh="两边都讲分区管控。",
        justification_en="Both speak of zoning.",
        by="editors",
        on="2026-11-23",
        degree=Degree.PARTIAL,
    )
    assert (expected,) == read_coverage(tmp_path / "coverage.toml")


def test_a_folder_without_decisions_has_none(tmp_path: Path) -> None:
    assert () == read_coverage(tmp_path / "coverage.toml")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('degree = "partial"', 'degree = "mostly"'),
        ('requirement = "s04"', 'requirement = "s04 /../x"'),
        ('"m02/a04"', '"m02/../x"'),
        ('["m01", "m02/a04"]', '"m01"'),
        ('on = "2026-11-23"', 'on = "last week"'),
        ('by = "editors"', 'by = ""'),
        ('by = "editors"', "by = 7"),
        ('by = "editors"', 'by = "editors"\nwhim = "yes"'),
        ('justification_en = "Both speak of zoning."\n', ""),
        ("[[coverage]]", "[coverage]"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(tmp_path: Path, written: str, instead: str) -> None:
    assert written in SOUND
    (tmp_path / "coverage.toml").write_text(SOUND.replace(written, instead), "utf-8")

    with pytest.raises(InputError) as refused:
        read_coverage(tmp_path / "coverage.toml")

    assert refused.value.zh
    assert "coverage.toml" in refused.value.where


def test_one_requirement_is_decided_once(tmp_path: Path) -> None:
    (tmp_path / "coverage.toml").write_text(SOUND * 2, "utf-8")

    with pytest.raises(InputError, match="twice"):
        read_coverage(tmp_path / "coverage.toml")


def decided(**fields: object) -> CoverageDecision:
    told = {"justification_zh": "读过。", "justification_en": "Read.", "by": "某人", "on": "2026-01-02"}
    return CoverageDecision(**{"requirement": "s01", "measures": (), **told, **fields})


def plan(*decisions: CoverageDecision) -> Text:
    text = Text()
    home = text.measure("农业", FARMING + "严禁焚烧秸秆。")
    text.measure("林业", "造林绿化。")
    text.action(home, "严禁焚烧秸秆", Force.PROHIBIT)
    return text.regional(decisions=decisions)


def test_a_decision_takes_the_place_of_the_proposal() -> None:
    found = compare(
        plan(decided(measures=("m02",), degree=Degree.PARTIAL)), above(section(1, "农业", FARMING))
    ).coverages[0]

    assert ("accepted", "某人", "2026-01-02") == (found.state, found.assessor, found.assessed_on)
    assert (["m02"], Verdict.PARTLY) == ([match.element for match in found.matches], found.verdict)
    assert "读过" == found.justification.zh


def test_a_decision_without_a_degree_leaves_it_to_the_known_parts() -> None:
    ban = clause("n1", RequirementKind.PROHIBITION, 1, "严禁焚烧秸秆。", force=Force.PROHIBIT)
    task = clause("n2", RequirementKind.TASK, 1, "建设沼气站网。")

    found = compare(
        plan(decided(measures=("m01",))), above(section(1, "农业", FARMING), ban, task)
    ).coverages[0]

    assert (Degree.PARTIAL, "accepted") == (found.degree, found.state)
    assert "落实1项" in found.justification.zh
    assert "沼气" in found.justification.zh


def test_a_person_may_find_that_nothing_answers() -> None:
    found = compare(plan(decided(degree=Degree.NONE)), above(section(1, "农业", FARMING))).coverages[0]

    assert (Verdict.ABSENT, ()) == (found.verdict, found.matches)


def test_a_decision_on_a_clause_quotes_that_clause() -> None:
    ban = clause("n1", RequirementKind.PROHIBITION, 1, "严禁露天焚烧农作物废弃物。", force=Force.PROHIBIT)
    decision = decided(requirement="n1", measures=("m01/a01",), degree=Degree.FULL)

    found = compare(plan(decision), above(section(1, "农业", FARMING), ban)).coverages[1]

    assert ["严禁焚烧秸秆"] == [one.quote for one in found.evidence]


def test_the_shipped_decisions_speak_of_what_is_there() -> None:
    decisions = read_coverage(NINGXIA / "coverage.toml")
    draft = ningxia(decided=False).draft
    known = {claim.id for claim in (*draft.measures, *draft.goals, *draft.actions, *draft.targets)}

    assert set() == {element for decision in decisions for element in decision.measures} - known
    assert set() == {decision.requirement for decision in decisions} - {r.id for r in national().requirements}
    assert {"policykb editors"} == {decision.by for decision in decisions}


def test_the_shipped_decisions_map_every_section_as_the_texts_do() -> None:
    decisions = {d.requirement: d.measures for d in read_coverage(NINGXIA / "coverage.toml")}

    expected = {f"s{n:02}": (f"m{n - 3:02}",) for n in range(4, 17)}
    expected |= {f"s{n}": (f"m{n - 4:02}",) for n in range(18, 26)} | {"s17": ()}
    assert expected == {name: measures for name, measures in decisions.items() if name.startswith("s")}
