"""What validation says, as a table, as JSON and as a W3C report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import examined_small
import pytest
import rdflib
from two_measures import PLAN, TEXT, shipped

from policykb import vocab
from policykb.gate.rdf import read_shipped
from policykb.phrase import Phrase
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
    lines = table_text(examined_small.of(faulty), "zh").splitlines()

    defects, gaps, checked = (
        next(at for at, line in enumerate(lines) if line.startswith(head))
        for head in ("编码缺陷", "规划缺口", "检查范围")
    )

    assert defects < gaps < checked
    assert any("序号7重复，或其前一号缺失" in line for line in lines[defects:gaps])
    assert "  提示  措施有定量目标（Q01）：不满足 1 / 检查 2" in lines[gaps:checked]
    assert any("Q01 2" in line for line in lines[checked:])


def test_a_check_says_why_it_matters_what_to_do_and_which_words_to_add(small: Store) -> None:
    lines = table_text(examined_small.of(small), "zh").splitlines()

    at = lines.index("  提示  措施有定量目标（Q01）：不满足 1 / 检查 2")
    assert [
        "    为什么：没有数字的措施，完成与否难以考核。",
        "    怎么改：在任务分工方案或年度计划中为该措施补充可考核的指标、数值和时限。",
        "    可参考的写法：到2025年，××（指标）达到××（数值、单位）以上。",
        "    1. （一）严格准入  第3行第4字  measure_is_quantified@m01",
    ] == lines[at + 1 : at + 5]


def test_the_table_speaks_english(small: Store) -> None:
    said = table_text(examined_small.of(small), "en")

    assert "\n  note  A measure has a quantitative target (Q01): not so in 1 of 2 checked\n" in said
    assert "\n    1. （一）严格准入  line 3, character 4  measure_is_quantified@m01\n" in said
    assert "\nChecked (" in said


def test_the_verdict_stands_first_and_last(small: Store) -> None:
    lines = table_text(examined_small.of(small), "zh").splitlines()

    assert "小方案.txt: 编码缺陷 0；规划缺口 2：提示 2" == lines[0] == lines[-1]


def test_where_nobody_reviewed_the_reading_its_defects_come_last_and_are_called_ours(faulty: Store) -> None:
    said = table_text(examined_small.of(faulty, reviewed=False), "zh")

    assert 0 < said.index("\n规划缺口\n") < said.index("\n程序没读准的（不是规划的问题）\n")
    assert "编码缺陷" not in said
    assert "\n程序自己的读法，未经审定\n" in said


def test_the_table_shows_the_words_a_finding_is_about_unless_its_heading_has(small: Store) -> None:
    target = vocab.plan_iri(PLAN, "m02/t1")
    small.add([Quad(target, PKB.statedUnit, vocab.thing("unit/wan-mu"), SOURCE)])

    said = table_text(examined_small.of(small), "zh")

    assert "“新能源公交车比例达到45%”" in said
    assert "“严格准入”" not in said


def test_the_table_shows_five_findings_of_a_check_unless_told_otherwise(small: Store) -> None:
    one = examined_small.of(small, run(small, PLAN, profiles=("quality",)))
    first = next(remark for remark in one.remarks if remark.finding.code == "Q01")
    many = replace(
        one, remarks=tuple(replace(first, place=Phrase(f"第{n}处", f"no. {n}")) for n in range(1, 8))
    )

    shown, all_of_them, two = (table_text(many, "zh", limit=limit) for limit in (5, 0, 2))

    assert [5, 7, 2] == [said.count("处  measure_is_quantified") for said in (shown, all_of_them, two)]
    assert "    另有 2 处（--limit 0 全部列出）" in shown.splitlines()
    assert "另有" not in all_of_them


def test_the_table_says_when_nothing_was_looked_at() -> None:
    assert "不能据此认为没有问题" in table_text(examined_small.of(Store()), "zh")


def test_json_tells_inputs_counts_and_findings(small: Store) -> None:
    found = examined_small.of(small)

    told = json.loads(json_text([found], as_of="2026-11-22"))

    assert {
        *("$schema", "schemaVersion", "tool", "inputs", "asOf", "summary", "findings", "fixed", "notes")
    } == set(told)
    assert told["asOf"] == "2026-11-22"
    assert [
        {
            "plan": PLAN,
            "path": "小方案.txt",
            "sha256": "0" * 64,
            "textSha256": found.validation.text,
            "reviewed": True,
            "sentencesUnread": 0,
        }
    ] == told["inputs"]
    assert told["summary"][0]["counts"]["plan_gap"] == {"error": 0, "warning": 0, "info": 2}
    first = told["findings"][0]
    assert first["id"] == "measure_is_quantified@m01"
    assert first["quotes"] == [{"start": 16, "end": 58, "quote": TEXT[16:58]}]
    assert {"zh": "第3行第4字", "en": "line 3, character 4"} == first["place"]
    assert (True, None, None, None) == tuple(first[key] for key in ("counts", "doubt", "baseline", "waived"))
    quantified = next(row for row in told["summary"][0]["checked"] if row["shape"] == "measure_is_quantified")
    assert (quantified["focusNodes"], quantified["members"], quantified["findings"]) == (2, 2, 1)


def test_json_of_two_plans_names_the_plan_of_each_finding(small: Store) -> None:
    nothing = examined_small.of(Store(), run(shipped(Store()), "none"))

    told = json.loads(json_text([examined_small.of(small), nothing], as_of="2026-11-22"))

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
    tables = [table_text(examined_small.of(faulty, found), "zh") for found in (fast, reference)]
    assert tables[0] == tables[1]
