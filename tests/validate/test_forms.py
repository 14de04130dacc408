"""What validation says, as a table, as JSON and as a W3C report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
import rdflib
from two_measures import PLAN, TEXT, shipped

from policykb import vocab
from policykb.gate.rdf import read_shipped
from policykb.quads import Quad, integer
from policykb.store import Store
from policykb.validate import json_text, report_turtle, run, table_text
from policykb.vocab import PKB

SOURCE = vocab.graph_iri(PLAN, "source")
SH = vocab.PREFIXES["sh"]


@pytest.fixture
def faulty(small: Store) -> Store:
    """The small plan with a measure numbered out of order, and a city lost."""
    city, within = vocab.thing("region/640200"), PKB.within.value
    lost = [
        quad
        for quad in small.quads(vocab.BASE + "graph/vocab")
        if (quad.subject, quad.predicate) == (city, within)
    ]
    kept = [quad for quad in small.quads(vocab.BASE + "graph/vocab") if quad not in lost]
    small.drop(vocab.BASE + "graph/vocab")
    small.add(kept)
    small.add([Quad(vocab.plan_iri(PLAN, "m02"), PKB.ordinal, integer(7), SOURCE)])
    return small


def test_the_table_keeps_our_defects_and_the_plans_gaps_apart(faulty: Store) -> None:
    lines = table_text(run(faulty, PLAN), "zh").splitlines()

    defects, gaps, checked = (
        next(at for at, line in enumerate(lines) if line.startswith(head))
        for head in ("编码缺陷", "规划缺口", "检查范围")
    )

    assert defects < gaps < checked
    assert any("m02  序号7重复，或其前一号缺失" in line for line in lines[defects:gaps])
    assert "  提示  措施有定量目标（Q01）：不满足 1 / 检查 2" in lines[gaps:checked]
    assert any("Q01 2" in line for line in lines[checked:])


def test_the_table_speaks_english(small: Store) -> None:
    said = table_text(run(small, PLAN), "en")

    assert (
        "\n  note  A measure has a quantitative target (Q01): not so in 1 of 2 checked\n    m01  [16-58]"
        in said
    )
    assert "\nChecked (" in said


def test_the_verdict_stands_first_and_last(small: Store) -> None:
    lines = table_text(run(small, PLAN), "zh").splitlines()

    assert lines[0] == lines[-1] == "small: 编码缺陷 0；规划缺口 2：提示 2"


def test_the_table_shows_the_first_words_a_finding_is_about(small: Store) -> None:
    said = table_text(run(small, PLAN), "zh")

    assert f"    m01  [16-58] “{TEXT[16:56]}…”\n" in said


def test_the_table_shows_five_findings_of_a_check_and_counts_the_rest(small: Store) -> None:
    found = run(small, PLAN, profiles=("quality",))
    first = next(finding for finding in found.findings if finding.code == "Q01")
    many = replace(found, findings=tuple(replace(first, focus=f"m{n:02}") for n in range(1, 8)))

    zh, en = (table_text(many, lang).splitlines() for lang in ("zh", "en"))

    at = zh.index("  提示  措施有定量目标（Q01）：不满足 7 / 检查 2")
    assert ["m01", "m02", "m03", "m04", "m05"] == [line.split()[0] for line in zh[at + 1 : at + 6]]
    assert ("    另有 2 处（-f json 全部）", "    2 more (-f json has all)") == (zh[at + 6], en[at + 6])


def test_the_table_says_when_nothing_was_looked_at() -> None:
    assert "不能据此认为没有问题" in table_text(run(Store(), PLAN), "zh")


def test_json_tells_inputs_counts_and_findings(small: Store) -> None:
    found = run(small, PLAN)

    told = json.loads(json_text([found], as_of="2026-11-22"))

    assert {"$schema", "schemaVersion", "tool", "inputs", "asOf", "summary", "findings"} == set(told)
    assert told["asOf"] == "2026-11-22"
    assert told["inputs"] == [{"plan": PLAN, "textSha256": found.text}]
    assert told["summary"][0]["counts"]["plan_gap"] == {"error": 0, "warning": 0, "info": 2}
    first = told["findings"][0]
    assert first["id"] == "measure_is_quantified@m01"
    assert first["quotes"] == [{"start": 16, "end": 58, "quote": TEXT[16:58]}]
    quantified = next(row for row in told["summary"][0]["checked"] if row["shape"] == "measure_is_quantified")
    assert (quantified["focusNodes"], quantified["members"], quantified["findings"]) == (2, 2, 1)


def test_json_of_two_plans_names_the_plan_of_each_finding(small: Store) -> None:
    told = json.loads(json_text([run(small, PLAN), run(shipped(Store()), "none")], as_of="2026-11-22"))

    assert [part["vacuous"] for part in told["summary"]] == [False, True]
    assert {finding["plan"] for finding in told["findings"]} == {PLAN}


def test_the_report_holds_every_result_of_the_engine(faulty: Store) -> None:
    found = run(faulty, PLAN)
    said = list(read_shipped(report_turtle(found).encode(), where="report"))

    results = {quad.object for quad in said if quad.predicate == SH + "result"}
    told = {(q.subject, q.predicate.removeprefix(SH)): q.object for q in said if q.subject in results}

    assert len(results) == len(found.results) > 4
    assert Counter((r.focus, r.source, SH + r.component, SH + r.severity) for r in found.results) == Counter(
        tuple(
            told[name, term]
            for term in ("focusNode", "sourceShape", "sourceConstraintComponent", "resultSeverity")
        )
        for name in results
    )


def test_the_report_spells_a_path_out(faulty: Store) -> None:
    graph = rdflib.Graph().parse(data=report_turtle(run(faulty, PLAN)), format="turtle")

    spelt = graph.query(
        """SELECT ?first ?second { ?result sh:resultPath/rdf:first/sh:inversePath ?first ;
             sh:resultPath/rdf:rest/rdf:first/sh:inversePath ?second ; sh:resultPath/rdf:rest/rdf:rest rdf:nil }""",
        initNs={"sh": SH, "rdf": vocab.PREFIXES["rdf"]},
    )

    within = rdflib.URIRef(PKB.within)
    assert [tuple(row) for row in spelt] == [(within, within)]


def test_a_report_of_nothing_conforms(small: Store) -> None:
    sound, weak = (report_turtle(run(small, PLAN, profiles=(name,))) for name in ("encoding", "quality"))

    assert "sh:conforms true" in sound
    assert "sh:conforms false" in weak


def test_the_same_findings_give_the_same_bytes_from_either_engine(faulty: Store) -> None:
    fast, reference = (run(faulty, PLAN, engine=engine) for engine in ("shifty", "pyshacl"))

    assert report_turtle(reference) == report_turtle(fast)
    assert table_text(reference, "zh") == table_text(fast, "zh")
