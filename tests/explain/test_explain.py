from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import policykb
from policykb import vocab
from policykb.errors import UsageError
from policykb.explain import Origin, Proof, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.kb import KnowledgeBase

PLAN = "ningxia-2022"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return policykb.load(PLAN, as_of="2026-11-22")


def leaves(proof: Proof) -> Iterator[Proof]:
    if proof.premises:
        for premise in proof.premises:
            yield from leaves(premise)
    else:
        yield proof


def test_shizuishan_answers_for_measure_12_by_the_clause_in_measure_1(kb: KnowledgeBase) -> None:
    found = kb.explain("m12", body="石嘴山市")
    quotes = {quote.text for leaf in leaves(found.proofs[0]) for quote in leaf.quotes}

    assert ["duty_falls_to_local_governments"] == [proof.rule.id for proof in found.proofs if proof.rule]
    assert "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出" in quotes


def test_its_proof_names_the_persons_decision(kb: KnowledgeBase) -> None:
    decided = [
        leaf
        for leaf in leaves(kb.explain("m12", body="石嘴山市").proofs[0])
        if leaf.origin is Origin.DECISION
    ]

    assert [vocab.plan_iri(PLAN, "decision/default-clause-reaches-measure-one")] == [
        leaf.iri for leaf in decided
    ]
    assert "588" in decided[0].notes[0].zh


def test_every_leaf_is_text_a_decision_or_a_vocabulary(kb: KnowledgeBase) -> None:
    rows = kb.sparql(
        f"SELECT DISTINCT ?x WHERE {{ ?x <{vocab.PKB.derivedByRule}> ?rule ; <{vocab.PKB.bearer}> ?body }} ORDER BY ?x"
    ).rows
    sample = [str(row[0]) for row in rows[::97]]
    origins = {
        leaf.origin
        for iri in sample
        for proof in kb.explain(vocab.short(iri).removeprefix(f"plan/{PLAN}/")).proofs
        for leaf in leaves(proof)
    }

    assert len(sample) > 20
    assert origins <= {Origin.TEXT, Origin.DECISION, Origin.VOCABULARY}
    assert Origin.TEXT in origins


def test_a_stated_duty_rests_on_its_own_words(kb: KnowledgeBase) -> None:
    found = kb.explain("m20", body="宁夏税务局")
    text = next(leaf for proof in found.proofs for leaf in leaves(proof) if leaf.origin is Origin.TEXT)

    assert "宁夏税务局" == text.quotes[0].text
    assert "宁夏税务局" == kb.text[text.quotes[0].start : text.quotes[0].end]


def test_a_duty_that_does_not_hold_names_what_is_missing(kb: KnowledgeBase) -> None:
    found = kb.explain("m12", body="水利厅")
    missing = {obstacle.rule: obstacle.missing.zh for obstacle in found.obstacles}

    assert not found.holds
    assert "duty_falls_to_local_governments" in missing
    assert "水利厅" in missing["duty_falls_to_local_governments"]


def test_a_presumed_lead_is_called_presumed_in_both_languages(kb: KnowledgeBase) -> None:
    holds = kb.explain("m06/r-presumed-lead").proofs[0].holds

    assert "推定" in holds.zh
    assert "resum" in holds.en
    assert "交通运输厅" in holds.zh


def test_what_is_unknown_is_refused_with_a_hint(kb: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match="m99"):
        kb.explain("m99")


def test_the_text_form_has_one_language(kb: KnowledgeBase) -> None:
    found = kb.explain("m12", body="石嘴山市")
    english = as_text(found, "en")

    assert "默认责任" not in english.replace("以下均需", "")
    assert "[rule]" in english
    assert "[规则]" in as_text(found, "zh")


def test_the_json_form_has_both_languages_and_the_offsets(kb: KnowledgeBase) -> None:
    plain = json.loads(as_json(kb.explain("m12", body="石嘴山市")))
    clause = next(step for step in plain["proofs"][0]["premises"] if step["id"].endswith("m01/p1"))

    assert {"zh", "en"} == plain["question"].keys()
    assert [
        {"text": "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出", "start": 602, "end": 634}
    ] == clause["quotes"]
