"""A plan against the documents above it: what the profile finds, what it calls unconfirmed, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from two_measures import PLAN, TYPE

from policykb import anchors, assets, vocab
from policykb.draft.reference import read_reference, read_related
from policykb.errors import AssetError
from policykb.graph import requirement_quads
from policykb.quads import Quad, Term, date, decimal, en, string, zh
from policykb.store import Store
from policykb.validate import Engine, Validation, load_shapes, run, validate_graph
from policykb.validate.counting import Graphs
from policykb.validate.findings import local
from policykb.validate.shapes import OWN_PROFILES, PREFIXES, read_shape
from policykb.vocab import PKB, Category, Degree, Severity, Verdict

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

NINGXIA = "ningxia-2022"
NATIONAL = ("national",)
CASES = sorted(Path(__file__).parents[1].glob("shapes/*/fail*.ttl"))
ABOVE = vocab.plan_iri("national-2022", "")


def above() -> list[Quad]:
    return list(requirement_quads(read_reference(anchors.PLANS / "national-2022")))


def judged(plan: str, requirement: str, verdict: Verdict, *more: tuple[str, Term]) -> list[Quad]:
    """A coverage assertion as a comparison writes it."""
    subject, graph = vocab.plan_iri(plan, "coverage", requirement), vocab.graph_iri(plan, "coverage")
    degree = {Verdict.COVERED: Degree.FULL, Verdict.PARTLY: Degree.PARTIAL}.get(verdict, Degree.NONE)
    told: list[tuple[str, Term]] = [
        (TYPE, PKB.CoverageAssertion.value),
        (PKB.inPlan, vocab.plan_iri(plan)),
        (PKB.requirement, ABOVE + requirement),
        (PKB.verdict, vocab.verdict(verdict)),
        (PKB.degree, vocab.degree(degree)),
        (PKB.state, string("proposed")),
        (PKB.assessor, string("policykb")),
        (PKB.assessedOn, date("2026-11-23")),
        (PKB.justification, zh("理由")),
        (PKB.justification, en("reasons")),
        *more,
    ]
    return [Quad(subject, predicate, value, graph) for predicate, value in told]


@pytest.fixture(scope="module")
def store(ningxia: Knowledge) -> Store:
    """The shipped plan with the documents above it, and three judgements."""
    store = Store()
    store.load_nquads(ningxia.store.nquads())
    store.add(above())
    store.add(requirement_quads(read_related(anchors.PLANS / NINGXIA / "related.toml")))
    span = vocab.plan_iri(NINGXIA, "span", "318-635")
    store.add(judged(NINGXIA, "s17", Verdict.ABSENT))
    store.add(judged(NINGXIA, "n056", Verdict.ABSENT))
    covered = ((PKB.coveredBy, vocab.plan_iri(NINGXIA, "m01")), (PKB.evidence, span))
    store.add(judged(NINGXIA, "s04", Verdict.PARTLY, *covered))
    return store


@pytest.fixture(scope="module")
def found(store: Store) -> Validation:
    return run(store, NINGXIA, profiles=NATIONAL)


def told(found: Validation, code: str) -> list[tuple[str, str]]:
    return [(finding.focus, finding.message_zh) for finding in found.findings if finding.code == code]


def test_the_plan_s_weaker_figures_are_found_each_once(found: Validation) -> None:
    # −16 % beside −18 %, 15 % beside 20 %, 45 % beside 72 %, 20 % beside 24.1 % and 21.58 %.
    assert [
        ("g2025/t7", "目标弱于要求：中发〔2021〕36号：单位GDP二氧化碳排放比2020年下降18%（2025年）"),
        ("m03/t1", "目标弱于要求：中发〔2021〕36号：非化石能源消费比重达到20%左右（2025年）"),
        (
            "m06/t2",
            "目标弱于要求：《“十四五”现代综合交通运输体系发展规划》：城市新能源公交车辆占比升至72%（2025年）",
        ),
        ("m09/t1", "目标弱于要求：中发〔2021〕36号：森林覆盖率达到24.1%（2025年）"),
        ("m09/t1", "目标弱于要求：《黄河生态保护治理攻坚战行动方案》：森林覆盖率达到21.58%（2025年）"),
    ] == told(found, "N07")


def test_a_look_alike_is_not_called_weaker(found: Validation) -> None:
    assert ["m03/t3", "m06/t1"] == [focus for focus, _ in told(found, "N13")]
    assert "口径与要求不同" in told(found, "N13")[0][1]


def test_the_documents_above_disagree_on_the_forest_stock_alone(found: Validation) -> None:
    (conflict,) = [finding for finding in found.findings if finding.category is Category.CONFLICT]

    assert ("plan/national-2022/n072", Severity.WARNING) == (conflict.focus, conflict.severity)
    assert "190亿立方米" in conflict.message_zh
    assert "19 billion m³" in conflict.message_en


def test_what_was_never_read_is_called_unconfirmed_in_both_languages(found: Validation) -> None:
    (gap,) = [finding for finding in found.findings if finding.code == "N03"]
    look_alike = next(finding for finding in found.findings if finding.focus == "m06/t1")

    assert gap.message_zh.endswith("环综合〔2022〕42号（十七）：开展区域减污降碳协同创新（未证实）")
    assert gap.message_en.endswith("(2022, no. 42), section 17; unconfirmed)")
    assert "（未证实）" in look_alike.message_zh
    assert "未证实" not in told(found, "N07")[0][1]


def test_nothing_unconfirmed_is_an_error(found: Validation) -> None:
    errors = {finding.category for finding in found.findings if finding.severity is Severity.ERROR}

    assert {Category.ENCODING_DEFECT} == errors


def test_a_missing_ban_is_told_apart_from_a_missing_section(found: Validation) -> None:
    assert ["coverage/s17"] == [focus for focus, _ in told(found, "N03")]
    assert [
        ("coverage/n056", "没有写入禁限事项：环综合〔2022〕42号（六）：不得新建、扩建燃煤自备电厂")
    ] == told(found, "N05")


def test_what_is_covered_in_part_quotes_the_plan(found: Validation, ningxia: Knowledge) -> None:
    (partly,) = [finding for finding in found.findings if finding.code == "N04"]

    assert "（一）强化生态环境分区管控" == partly.heading
    assert [ningxia.text.content[318:635]] == [quote.text for quote in partly.quotes]


def test_whatever_nobody_judged_is_our_own_defect(found: Validation) -> None:
    unjudged = {focus for focus, _ in told(found, "N01")}

    assert 118 - 3 == len(unjudged)
    assert {"plan/national-2022/s17", "plan/national-2022/n056"} & unjudged == set()
    assert not [focus for focus in unjudged if "related" in focus]


def test_the_other_profiles_do_not_see_what_stands_above(store: Store, ningxia: Knowledge) -> None:
    assert run(ningxia.store, NINGXIA) == run(store, NINGXIA)


def test_all_profiles_together_say_what_each_says_alone(store: Store, found: Validation) -> None:
    own = run(store, NINGXIA)

    together = run(store, NINGXIA, profiles=(*OWN_PROFILES, *NATIONAL))

    assert len(together.findings) == len(own.findings) + len(found.findings)
    assert {finding.id for finding in together.findings} == {
        finding.id for finding in (*own.findings, *found.findings)
    }
    assert set(together.checked) == {*own.checked, *found.checked}


def test_every_shape_looks_at_all_there_is_of_its_kind(found: Validation) -> None:
    looked = {check.shape.id: (check.focus, check.members) for check in found.checked}

    assert {13} == {len(looked)}
    assert all(focus == members for focus, members in looked.values())
    assert looked["documents_above_agree"] == (118 + 36, 118 + 36)
    assert not found.vacuous


def test_without_the_documents_above_nothing_is_looked_at(small: Store) -> None:
    found = run(small, PLAN, profiles=NATIONAL)

    assert {0} == {
        check.focus for check in found.checked if check.shape.targets == (("targetClass", PKB.Requirement),)
    }
    assert () == found.findings


def test_another_plan_s_judgements_are_left_alone(store: Store) -> None:
    other = judged("other", "s18", Verdict.ABSENT)
    store.add(other)

    read = Graphs.of(store, NINGXIA, above=True)

    store.drop(other[0].graph)
    assert vocab.graph_iri("national-2022", "source") in read.read
    assert vocab.graph_iri(NINGXIA, "coverage") in read.read
    assert vocab.graph_iri(NINGXIA, "related") in read.read
    assert vocab.graph_iri("other", "coverage") not in (*read.read, *read.all)


def test_both_engines_say_the_same_of_a_small_plan(small: Store) -> None:
    graph = vocab.graph_iri(PLAN, "inferred", "value_is_canonical")
    bus = vocab.plan_iri(PLAN, "m02/t1")
    small.add([Quad(bus, PKB.canonicalValue, decimal("45"), graph)])
    small.add([Quad(bus, PKB.canonicalUnit, vocab.thing("unit/percent"), graph)])
    small.add(above())
    small.add(judged(PLAN, "s17", Verdict.ABSENT))

    fast, reference = (run(small, PLAN, profiles=NATIONAL, engine=engine) for engine in Engine)

    assert reference.findings == fast.findings
    assert ["m02/t1"] == [focus for focus, _ in told(fast, "N07")]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "values" in assets.header(case)], ids=lambda path: path.parent.name
)
def test_of_several_documents_that_ask_the_same_one_is_named(case: Path) -> None:
    shapes = [anchors.SHAPES / PREFIXES, anchors.SHAPES / f"{case.parent.name}.ttl"]
    results = validate_graph(
        case.read_bytes(), b"\n".join(path.read_bytes() for path in shapes), Engine.SHIFTY
    )

    for where, values in assets.header(case)["values"].items():
        named = [
            vocab.short(str(result.value))
            for result in results
            if where == f"{result.source.partition('#')[2]}@{local(result.focus, 'x')}"
        ]

        assert values == named


def test_a_shape_of_this_profile_may_find_our_own_defects_and_conflicts() -> None:
    found = {shape.id: shape.category for shape in load_shapes(NATIONAL).shapes}

    assert Category.ENCODING_DEFECT is found["requirement_is_judged"]
    assert Category.CONFLICT is found["documents_above_agree"]
    assert Category.NATIONAL_GAP is found["target_keeps_to_the_requirement"]
    assert {"N" + f"{number:02d}" for number in range(1, 14)} == {
        shape.code for shape in load_shapes(NATIONAL).shapes
    }


@pytest.mark.parametrize(
    ("name", "right", "wrong", "sentence"),
    [
        ("documents_above_agree", 'category = "conflict"', 'category = "plan_gap"', "no category plan_gap"),
        ("documents_above_agree", 'category = "conflict"', 'category = "national_gap"', "profile differ"),
        ("target_has_deadline", '#: profile  = "quality"', '#: profile  = "quality"\n#: category = "conflict"', "no category conflict"),
    ],
)  # fmt: skip
def test_a_category_that_does_not_fit_is_refused(
    name: str, right: str, wrong: str, sentence: str, tmp_path: Path
) -> None:
    text = (anchors.SHAPES / f"{name}.ttl").read_text("utf-8")
    assert right in text
    path = tmp_path / f"{name}.ttl"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(AssetError, match=sentence):
        read_shape(path)
