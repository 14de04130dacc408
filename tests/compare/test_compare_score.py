"""The score can be worked out by hand, and says what it leaves out."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hand import DOCUMENT, Text, above, asks, clause, section

from policykb import assets
from policykb.anchors import LEXICONS, ONTOLOGY
from policykb.compare import compare
from policykb.compare.scheme import scheme
from policykb.errors import AssetError
from policykb.vocab import Confirmed, Force, RequirementKind, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.compare import PlanComparison

# The shipped scheme: section 1, objective ½, indicator 2, prohibition 2, task 1.
FARMING = "推进化肥农药减量增效，推动秸秆综合利用、畜禽粪污资源化利用。"


def tried() -> PlanComparison:
    """One section with a ban (answered), a task (not answered) and a figure (weaker); one document beside."""
    text = Text()
    home = text.measure("农业", FARMING + "严禁露天焚烧秸秆。化肥利用率达到40%。森林覆盖率达到20%。")
    text.action(home, "严禁露天焚烧秸秆", Force.PROHIBIT)
    text.target(home, "化肥利用率达到40%", "fertiliser-use-efficiency", value="40")
    text.target(home, "森林覆盖率达到20%", "forest-cover", value="20")
    return compare(
        text.regional(),
        above(
            section(11, "农业", FARMING),
            clause("n1", RequirementKind.PROHIBITION, 11, "严禁露天焚烧秸秆。", force=Force.PROHIBIT),
            clause("n2", RequirementKind.TASK, 11, "建设稻田甲烷监测站网。"),
            asks("n3", document=DOCUMENT, section=11, indicator="fertiliser-use-efficiency", value="43"),
            asks("n4", indicator="forest-cover", value="24.1"),
            asks(
                "n5",
                document=DOCUMENT,
                section=11,
                indicator="forest-cover",
                value="30",
                confirmed=Confirmed.MEMORY,
            ),
        ),
    )


def test_the_score_is_what_a_pencil_gives() -> None:
    score = tried().score

    # ban 2 of 2, task 0 of 1, figure 0 of 2; the section counts through them, the average and the unread not at all.
    assert (2.0, 5.0, 3) == (score.points, score.of, score.judged)
    assert (1, 1) == (score.averages, score.unconfirmed)


def test_each_weight_moved_alone_gives_the_span() -> None:
    score = tried().score

    # 2/5; ban ±20 %: 1.6/4.6, 2.4/5.4; figure: 2/5.4, 2/4.6; task: 2/5.2, 2/4.8.
    assert pytest.approx((1.6 / 4.6, 2.4 / 5.4)) == (score.low, score.high)
    moved = {one.kind: (one.low, one.high) for one in score.moved}
    assert pytest.approx((2 / 5.2, 2 / 4.8)) == moved["task"]
    assert pytest.approx((0.4, 0.4)) == moved["objective"]


def test_the_listed_weights_and_shares_add_up(judged: PlanComparison) -> None:
    for score in (judged.score, tried().score):
        counted = [one for one in score.weighed if one.outcome == "judged"]
        points = sum(Fraction(one.weight) * Fraction(one.share) for one in counted)
        of = sum(Fraction(one.weight) for one in counted)

        assert (score.points, score.of, score.judged) == (float(points), float(of), len(counted))


def test_what_is_left_out_is_counted(judged: PlanComparison) -> None:
    score = judged.score
    outcomes = Counter(one.outcome for one in score.weighed)

    assert (outcomes["not_comparable"], outcomes["undetermined"], outcomes["not_applicable"]) == (
        score.not_comparable,
        score.undetermined,
        score.not_applicable,
    )
    assert (outcomes["unconfirmed"], outcomes["average"]) == (score.unconfirmed, score.averages)
    assert len(judged.coverages) + sum(v.requirement is not None for v in judged.indicators) == len(
        score.weighed
    )


def test_the_score_of_ningxia_is_what_a_pencil_gives(judged: PlanComparison) -> None:
    # Six objectives 3 of 3; bans: 2 of 6; coal 1 of 1 and 0 of 1, old waste 0 of 1, fleets 1 of 1, heating ½ of 1;
    # figures 0 of 4 (bulk waste, smelting); sections 14 and 22, which have no known part, ½ of 1 each.
    assert (3 + 2 + 1 + 1 + 0.5 + 0.5 + 0.5, 3 + 6 + 5 + 4 + 2) == (judged.score.points, judged.score.of)


def test_a_section_with_known_parts_counts_through_them(judged: PlanComparison) -> None:
    found = {one.requirement: one.outcome for one in judged.score.weighed}

    assert ("through_parts", "judged") == (found["s06"], found["s14"])
    assert "judged" == found["s22"]  # its one part does not apply to a region


def test_the_same_figure_in_several_documents_counts_once() -> None:
    text = Text()
    home = text.measure("一项", "数值目标。")
    text.target(home, "数值目标", "forest-cover", value="20")
    assigned = {"scope": "scope/one-region", "region": "region/640000"}
    twice = [asks(name, indicator="forest-cover", value="20", **assigned) for name in ("n1", "n2")]

    score = compare(text.regional(), above(*twice)).score

    assert (2.0, 2.0, ["judged", "repeated"]) == (
        score.points,
        score.of,
        [one.outcome for one in score.weighed],
    )


def test_verdicts_that_cut_both_ways_are_not_weighed() -> None:
    for verdicts in (
        (Verdict.WEAKER, Verdict.EARLIER),
        (Verdict.STRICTER, Verdict.LATER),
        (Verdict.EQUAL, Verdict.SCOPE_DIFFERS),
        (Verdict.NOT_COMPARABLE,),
    ):
        assert scheme().earned(verdicts) is None


def test_nothing_judged_has_no_share() -> None:
    score = compare(Text("一").regional(), above()).score

    assert (0.0, 0.0, 0) == (score.points, score.of, score.judged)


def test_every_number_of_the_scheme_has_its_reason() -> None:
    table = assets.table(ONTOLOGY / "schemes" / "gap.toml")

    assert {kind.value for kind in RequirementKind} == {row["kind"] for row in table["weight"]}
    assert [] == [
        row for row in (*table["weight"], *table["points"]) if not row["why_zh"] or not row["why_en"]
    ]


def test_order_and_heading_cannot_reach_the_threshold_by_themselves() -> None:
    rules = scheme().matching

    assert 0.0 == 0.0 * (rules.content + rules.order + rules.heading)
    assert rules.heading <= 0.1
    assert pytest.approx(1.0) == rules.content + rules.order + rules.heading
    assert pytest.approx(1.0) == rules.fields + rules.words + rules.concepts
    assert rules.floor < rules.weak < rules.threshold < rules.high


def test_the_lexicon_names_known_indicators_units_and_scopes() -> None:
    table = assets.table(LEXICONS / "matching.toml")
    known = {
        name: {concept.slug.partition("/")[2] for concept in assets.concepts(name)}
        for name in ("indicators", "units", "scopes")
    }
    named = {row[side] for row in table["wider"] for side in ("wide", "narrow")}
    named |= {row[side] for row in table["close"] for side in ("one", "other")}
    named |= set(table["direction"]["lower_is_stricter"])

    assert set() == named - known["indicators"]
    assert set() == set(table["units"]["intensive"]) - known["units"]
    assert set() == {name.removeprefix("scope/") for name in table["limited"]} - known["scopes"]


def test_no_word_says_the_same_as_two_others() -> None:
    names = [name for group in assets.table(LEXICONS / "matching.toml")["same"] for name in group]

    assert [] == [name for name, count in Counter(names).items() if count > 1]


def test_a_damaged_scheme_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "gap.toml").write_text('[[weight]]\nkind = "section"\nweight = "viel"\n', "utf-8")
    monkeypatch.setattr("policykb.anchors.ONTOLOGY", tmp_path)
    scheme.cache_clear()

    with pytest.raises(AssetError):
        scheme()
    monkeypatch.undo()
    scheme.cache_clear()
