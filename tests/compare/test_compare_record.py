"""A comparison in the graph: whole, argued, and the same whenever it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hand import NINGXIA, ningxia

from policykb import vocab
from policykb.compare.record import comparison_quads
from policykb.pipeline.comparing import with_coverage
from policykb.pipeline.knowledge import open_plan
from policykb.quads import Literal, Quad
from policykb.store import Store
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.compare import PlanComparison
    from policykb.pipeline.knowledge import Knowledge

GRAPH = vocab.graph_iri("ningxia-2022", "coverage")
RDF_TYPE = vocab.PREFIXES["rdf"] + "type"


def quads_of(judged: PlanComparison) -> list[Quad]:
    return list(comparison_quads(judged, (NINGXIA / "source.txt").read_bytes().decode()))


def facts(quads: list[Quad], subject: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for quad in quads:
        if quad.subject == vocab.plan_iri("ningxia-2022", subject):
            value = quad.object.value if isinstance(quad.object, Literal) else vocab.short(quad.object)
            told.setdefault(vocab.short(quad.predicate).removeprefix("def#"), []).append(value)
    return told


def test_a_coverage_assertion_tells_its_requirement_degree_reasons_and_evidence(
    judged: PlanComparison,
) -> None:
    told = facts(quads_of(judged), "coverage/s05")

    assert ["plan/national-2022/s05"] == told["requirement"]
    assert ["plan/ningxia-2022/m02"] == told["coveredBy"]
    assert (["degree/partial"], ["verdict/partly"]) == (told["degree"], told["verdict"])
    assert (["accepted"], ["policykb editors"], ["2026-11-23"]) == (
        told["state"],
        told["assessor"],
        told["assessedOn"],
    )
    assert ["seen"] == told["confirmed"]
    assert 2 == len(told["justification"])
    assert "plan/ningxia-2022/span/705-728" in told["evidence"]


def test_a_comparison_tells_both_sides_and_what_counts_instead(judged: PlanComparison) -> None:
    quads = quads_of(judged)
    told = facts(quads, "comparison/n092-m03-t3")

    assert ["plan/ningxia-2022/m03/t3"] == told["comparedTarget"]
    assert ["verdict/scope_differs", "verdict/weaker"] == sorted(told["verdict"])
    assert ["plan/national-2022/n128"] == told["supersededBy"]
    assert ["verdict/absent"] == facts(quads, "comparison/n054")["verdict"]
    assert "comparedTarget" not in facts(quads, "comparison/n054")


def test_a_weakening_points_at_the_regions_own_document(judged: PlanComparison) -> None:
    told = facts(quads_of(judged), "weakening/n142-m06-t1")

    assert ["plan/ningxia-2022/related/n142"] == told["requirement"]
    assert ["seen"] == told["confirmed"]


def test_every_judgement_has_one_requirement_a_verdict_and_reasons_in_both_languages(
    judged: PlanComparison,
) -> None:
    quads = quads_of(judged)
    kinds = {PKB.CoverageAssertion.value, PKB.Comparison.value, PKB.Weakening.value}
    subjects = {q.subject for q in quads if q.predicate == RDF_TYPE and q.object in kinds}

    assert 29 + 20 + 69 + 1 == len(subjects)
    for subject in subjects:
        own = [q for q in quads if q.subject == subject]
        languages = sorted(q.object.lang for q in own if q.predicate == PKB.justification)
        assert 1 == sum(q.predicate == PKB.requirement for q in own)
        assert any(q.predicate == PKB.verdict for q in own)
        assert ["en", "zh"] == languages


def test_what_is_judged_stands_in_a_graph_of_its_own(judged: PlanComparison) -> None:
    graphs = {quad.graph for quad in quads_of(judged)}

    assert {GRAPH, vocab.graph_iri("ningxia-2022", "source")} == graphs  # spans belong to the source


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Knowledge as an earlier run leaves it, which cannot be written, with the comparison beside it."""
    knowledge = open_plan("ningxia-2022", as_of="2026-11-22")
    folder = tmp_path_factory.mktemp("kept")
    knowledge.store.copy_to(folder)
    knowledge.store = Store.read_only(folder)
    with_coverage(knowledge)
    return knowledge


def test_coverage_joins_a_kept_store_without_touching_it(kept: Knowledge) -> None:
    again = open_plan("ningxia-2022", as_of="2026-11-22")

    assert GRAPH not in again.store.graphs()
    assert GRAPH in kept.store.graphs()
    assert vocab.graph_iri("national-2022", "source") in kept.store.graphs()
    assert vocab.graph_iri("ningxia-2022", "related") in kept.store.graphs()
    size = len(kept.store)
    with_coverage(kept)
    assert size == len(kept.store)


def test_every_answer_stands_in_the_plan(kept: Knowledge) -> None:
    lost = kept.store.select(
        f"SELECT ?x WHERE {{ ?j <{PKB.coveredBy}>|<{PKB.comparedTarget}>|<{PKB.evidence}>|<{PKB.requirement}> ?x "
        "FILTER NOT EXISTS { ?x a ?kind } }"
    ).rows

    assert () == lost


def test_two_runs_write_the_same_whatever_the_order_of_sets() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/compare')\n"
        "from hand import national, ningxia\n"
        "from policykb.compare import compare\n"
        "from policykb.compare.record import comparison_quads\n"
        "plan = ningxia(decided=False)\n"
        "found = compare(plan, national())\n"
        "print(repr(found)); print(list(comparison_quads(found, plan.text)))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert len(runs[0]) > 100_000
    assert runs[0] == runs[1]


def test_the_comparison_needs_no_graph() -> None:
    assert ningxia().draft.measures  # it is made of values alone: the draft, the text and the metadata
    assert (
        "policykb.store"
        not in subprocess.run(
            [sys.executable, "-c", "import policykb.compare, sys; print(sorted(sys.modules))"],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    )
