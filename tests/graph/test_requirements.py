"""What the documents above ask for, as statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from policykb import anchors, vocab
from policykb.draft.reference import read_reference, read_related
from policykb.draft.requirements import Reference, Requirement, UpperDocument
from policykb.gate.rdf import read_shipped
from policykb.graph import requirement_graph, requirement_iri, requirement_quads
from policykb.graph.pen import LABEL, RDF_TYPE
from policykb.quads import Literal, Quad, Term, date, decimal, en, integer, string, zh
from policykb.validate.dl import consistent
from policykb.vocab import PKB, Comparator, Confirmed, Relation, RequirementKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable

ABOVE = read_reference(anchors.PLANS / "national-2022")
BESIDE = read_related(anchors.PLANS / "ningxia-2022" / "related.toml")


def said(quads: Iterable[Quad], subject: str) -> dict[str, set[Term]]:
    found: dict[str, set[Term]] = defaultdict(set)
    for quad in quads:
        if quad.subject == vocab.BASE + subject:
            found[quad.predicate].add(quad.object)
    return found


@pytest.fixture(scope="module")
def above() -> list[Quad]:
    return list(requirement_quads(ABOVE))


@pytest.fixture(scope="module")
def beside() -> list[Quad]:
    return list(requirement_quads(BESIDE))


def test_each_has_a_graph_of_its_own(above: list[Quad], beside: list[Quad]) -> None:
    assert {vocab.graph_iri("national-2022", "source")} == {quad.graph for quad in above}
    assert {vocab.graph_iri("ningxia-2022", "related")} == {quad.graph for quad in beside}
    assert requirement_graph(ABOVE) == vocab.graph_iri("national-2022", "source")


def test_a_figure_is_written_with_all_that_makes_it_comparable(above: list[Quad]) -> None:
    n069 = said(above, "plan/national-2022/n069")

    assert {PKB.Requirement.value} == n069[RDF_TYPE]
    assert {vocab.plan_iri("national-2022")} == n069[PKB.inPlan]
    assert {vocab.thing("document/zhongfa-2021-36")} == n069[PKB.inDocument]
    assert {vocab.requirement_kind(RequirementKind.INDICATOR)} == n069[PKB.requirementKind]
    assert {vocab.thing("indicator/carbon-intensity")} == n069[PKB.indicator]
    assert {vocab.comparator(Comparator.DECREASE)} == n069[PKB.comparator]
    assert {vocab.target_kind(TargetKind.RELATIVE_CHANGE)} == n069[PKB.targetKind]
    assert ({decimal("18")}, {integer(2020)}) == (n069[PKB.statedValue], n069[PKB.baselineYear])
    assert ({date("2025-12-31")}, {integer(2025)}) == (n069[PKB.deadline], n069[PKB.deadlineYear])
    assert {vocab.thing("scope/nationwide")} == n069[PKB.scope]
    assert {string("seen")} == n069[PKB.confirmed]
    assert {string("http://ksymf.com/newsxx,32065.html")} == n069[PKB.sourceUrl]
    assert {string("mirror")} == n069[PKB.sourceQuality]
    assert {
        zh("单位GDP二氧化碳排放比2020年下降18%（2025年）"),
        en("Carbon dioxide emissions per unit of GDP: down 18% from 2020 by 2025"),
    } == n069[LABEL]
    assert {"zh", "en"} == {word.lang for word in n069[PKB.statement] if isinstance(word, Literal)}


@pytest.mark.parametrize(
    ("requirement", "value", "unit"),
    [
        ("n072", "18000000000", "cubic-metre"),  # 180亿立方米
        ("n075", "1200000", "megawatt"),  # 12亿千瓦
        ("n094", "3300000000000", "kilowatt-hour"),  # 3.3万亿千瓦时
        ("n108", "11500000", "tonne"),  # 1150万吨
        ("n120", "71666666.666667", "hectare"),  # 10.75亿亩, which no decimal holds
        ("n123", "700000", "hectare"),  # 1050万亩
        ("n124", "1360000", "hectare"),  # 136万公顷
        ("n125", "81.9", "percent"),
    ],
)
def test_a_value_is_exact_in_its_canonical_unit(
    requirement: str, value: str, unit: str, above: list[Quad]
) -> None:
    found = said(above, f"plan/national-2022/{requirement}")

    assert ({decimal(value)}, {vocab.thing(f"unit/{unit}")}) == (
        found[PKB.canonicalValue],
        found[PKB.canonicalUnit],
    )


def test_a_section_has_its_place_and_no_force(above: list[Quad]) -> None:
    s17 = said(above, "plan/national-2022/s17")

    assert ({integer(17)}, {zh("（十七）")}, {zh("六、开展模式创新")}) == (
        s17[PKB.sectionNumber],
        s17[PKB.sectionLabel],
        s17[PKB.chapter],
    )
    assert set() == s17[PKB.deonticForce] | s17[PKB.indicator] | s17[PKB.deadline]
    assert {string("memory")} == s17[PKB.confirmed]


def test_what_stands_in_a_section_has_its_place_too(above: list[Quad]) -> None:
    n056 = said(above, "plan/national-2022/n056")

    assert ({integer(6)}, {zh("（六）")}) == (n056[PKB.sectionNumber], n056[PKB.sectionLabel])
    assert ({vocab.thing("force/prohibit")}, {zh("严禁")}) == (
        n056[PKB.deonticForce],
        n056[PKB.deonticMarker],
    )


def test_a_document_is_told_by_name_number_and_level(above: list[Quad]) -> None:
    document = said(above, "document/guofa-2021-23")

    assert {PKB.UpperDocument.value} == document[RDF_TYPE]
    assert {string("国发〔2021〕23号")} == document[PKB.documentNumber]
    assert {vocab.thing("level/national")} == document[PKB.level]


def test_an_allocation_names_its_region(above: list[Quad]) -> None:
    assert {vocab.thing("region/640000")} == said(above, "plan/national-2022/n128")[PKB.allocatedTo]
    assert {"n128", "n129"} == {
        quad.subject.rpartition("/")[2] for quad in above if quad.predicate == PKB.allocatedTo
    }


def test_what_a_neighbouring_document_says_is_no_requirement_of_the_plan_above(beside: list[Quad]) -> None:
    n164 = said(beside, "plan/ningxia-2022/related/n164")

    assert {string("earlier_goal")} == n164[PKB.relation]
    assert {vocab.thing("region/640000")} == n164[PKB.appliesIn]
    assert set() == n164[PKB.inPlan] | n164[PKB.allocatedTo]
    assert PKB.Plan.value not in {quad.object for quad in beside}


def test_the_readers_note_stands_with_the_plan(above: list[Quad]) -> None:
    plan = said(above, "plan/national-2022")

    assert {PKB.Plan.value} == plan[RDF_TYPE]
    assert {zh(ABOVE.note_zh), en(ABOVE.note_en)} == plan[PKB.readingNote]


def test_only_declared_terms_are_written_and_no_node_is_nameless(
    above: list[Quad], beside: list[Quad]
) -> None:
    terms = {term.value for term in PKB}
    used = {q.predicate for q in (*above, *beside) if q.predicate.startswith(vocab.DEF)}
    used |= {str(q.object) for q in (*above, *beside) if q.predicate == RDF_TYPE}

    assert set() == used - terms
    assert not [q for q in (*above, *beside) if "_:" in (q.subject[:2], str(q.object)[:2])]


def test_the_ontology_allows_all_of_it(above: list[Quad], beside: list[Quad]) -> None:
    files = (anchors.ONTOLOGY / "policykb.ttl", *sorted(anchors.VOCABULARIES.glob("*.ttl")))
    known = [quad for path in files for quad in read_shipped(path.read_bytes(), where=path)]

    result = consistent([*known, *above, *beside])

    assert (True, ()) == (result.consistent, result.unsatisfiable)


def test_a_requirement_that_is_also_a_target_is_a_contradiction(above: list[Quad]) -> None:
    path = anchors.ONTOLOGY / "policykb.ttl"
    both = Quad(vocab.plan_iri("national-2022", "n069"), RDF_TYPE, PKB.QuantitativeTarget)

    assert not consistent([*read_shipped(path.read_bytes(), where=path), *above, both]).consistent


def test_a_negative_or_fractional_value_is_rounded_half_up() -> None:
    document = UpperDocument(id="document/d", title_zh="文件", title_en="Document")
    asked = Requirement(
        id="n900", document="document/d", kind=RequirementKind.INDICATOR, title_zh="甲", title_en="A", statement_zh="甲。",
        statement_en="A.", indicator="wetland-area", comparator=Comparator.EQUAL, value="-2", unit="mu", confirmed=Confirmed.SEEN,
    )  # fmt: skip
    reference = Reference(
        id="r", title_zh="参照", title_en="Reference", documents=(document,), requirements=(asked,)
    )

    found = said(requirement_quads(reference), "plan/r/n900")

    assert {decimal("-0.133333")} == found[PKB.canonicalValue]


def test_a_requirement_s_name_depends_on_whose_it_is() -> None:
    own = ABOVE.requirements[0]

    assert vocab.plan_iri("national-2022", "s01") == requirement_iri("national-2022", own)
    assert vocab.plan_iri("x", "related", "s01") == requirement_iri(
        "x", replace(own, relation=Relation.OWN_PLAN)
    )
