from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policykb import vocab
from policykb.draft.folder import Decision, Setting
from policykb.errors import InputError
from policykb.graph import curation_quads
from policykb.graph.elements import home, place_en
from policykb.quads import Literal, integer
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

SOURCE = vocab.graph_iri("ningxia-2022", "source")


def decision(quote: str) -> Decision:
    words = {
        f"{name}_{lang}": name
        for name in ("label", "question", "decision", "alternative")
        for lang in ("zh", "en")
    }
    return Decision(
        id="d",
        decided_on="2026-11-23",
        by="某人",
        quote=quote,
        settings=(Setting("m01/p1", "fromOrdinal", 1),),
        **words,
    )


def test_every_quote_is_the_text_at_its_offsets(ningxia: Knowledge) -> None:
    text = ningxia.text.content
    rows = ningxia.store.select(
        f"SELECT ?start ?end ?exact WHERE {{ ?s <{PKB.start}> ?start ; <{PKB.end}> ?end ; <{PKB.exact}> ?exact }}"
    ).rows

    wrong = [row for row in rows if text[int(row[0].value) : int(row[1].value)] != row[2].value]  # type: ignore[union-attr]

    assert len(rows) > 300
    assert [] == wrong


def test_no_statement_has_a_blank_node(ningxia: Knowledge) -> None:
    blank = [
        q for q in ningxia.store.quads(SOURCE) if q.subject.startswith("_:") or str(q.object).startswith("_:")
    ]

    assert [] == blank


def test_only_declared_terms_are_written(ningxia: Knowledge) -> None:
    known = {term.value for term in PKB}
    used = {q.predicate for q in ningxia.store.quads() if q.predicate.startswith(vocab.DEF)}

    assert set() == used - known


def test_a_measures_statements_are_the_texts(ningxia: Knowledge) -> None:
    m03 = vocab.plan_iri("ningxia-2022", "m03")
    found = {q.predicate: q.object for q in ningxia.store.quads(SOURCE) if q.subject == m03}

    assert integer(3) == found[PKB.ordinal]
    assert "（三）" == found[PKB.number].value  # type: ignore[union-attr]
    assert vocab.BASE + "sector/energy" == found[PKB.sector]


def test_a_decision_writes_what_it_sets_with_its_reason() -> None:
    quads = curation_quads("x", "以下均需落实", (decision("以下"),))
    found = {(q.predicate, q.object) for q in quads if q.subject == vocab.plan_iri("x", "m01/p1")}

    assert {(PKB.fromOrdinal, integer(1)), (PKB.decidedBy, vocab.plan_iri("x", "decision/d"))} == found


@pytest.mark.parametrize(("quote", "times"), [("没有", 0), ("落", 2)])
def test_a_decision_whose_quote_is_not_one_place_is_refused(quote: str, times: int) -> None:
    with pytest.raises(InputError, match=f"{times} times"):
        curation_quads("x", "以下落实落实", (decision(quote),))


def test_an_id_tells_its_home_and_its_place() -> None:
    assert ["m03", "", "m03/a04"] == [home("m03/a04"), home("m03"), home("m03/a04/c1")]
    assert "measure 3, action 4" == place_en("m03/a04")
    assert "goal 2025, target 1" == place_en("g2025/t1")


def test_the_plans_two_parents_are_told_apart(ningxia: Knowledge) -> None:
    plan = vocab.plan_iri("ningxia-2022")
    found = {q.predicate: q.object for q in ningxia.store.quads(SOURCE) if q.subject == plan}

    assert vocab.BASE + "document/huanghe-gongjianzhan" == found[PKB.issuedUnder]
    assert vocab.BASE + "document/huanzonghe-2022-42" == found[PKB.followsStructureOf]
    assert Literal("宁环发〔2022〕75号", vocab.PREFIXES["xsd"] + "string") == found[PKB.documentNumber]
