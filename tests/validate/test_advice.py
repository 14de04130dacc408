"""Model wordings: filled with what the plan says, ×× where it says nothing, and never more than its shape allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import examined_small
import pytest
from two_measures import PLAN, TEXT

from policykb import anchors, vocab
from policykb.errors import AssetError
from policykb.quads import Literal, Quad, integer, zh
from policykb.span import Span
from policykb.validate import load_shapes, run
from policykb.validate.advice import A_MODEL, Facts, advice
from policykb.validate.findings import Finding, Quote, Result
from policykb.validate.shapes import OWN_PROFILES, read_shape
from policykb.validate.table import table_text
from policykb.vocab import PKB, Category, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.store import Store

SHAPES = {shape.id: shape for shape in load_shapes(OWN_PROFILES).shapes}


def finding(shape: str, focus: str = "m01", words: str = "", value: str | None = None) -> Finding:
    start = TEXT.index(words) if words else 0
    quotes = (Quote(Span(start, start + len(words)), words),) if words else ()
    results = (Result(focus, f"{vocab.BASE}shape/{shape}", "", "", "Info", value),)
    return Finding(
        "x", Category.PLAN_GAP, Severity.INFO, "Q", shape, focus, "", "", quotes=quotes, results=results
    )


def labels(store: Store, iri: str) -> list[Literal]:
    rows = store.select(f"SELECT ?name WHERE {{ <{iri}> <{vocab.PREFIXES['skos']}prefLabel> ?name }}").rows
    return [name for (name,) in rows if isinstance(name, Literal)]


def test_the_measures_own_bodies_fill_the_lead_and_the_rest(small: Store) -> None:
    facts = Facts.of(small, PLAN, ())

    made = advice(finding("shared_measure_has_a_lead"), SHAPES["shared_measure_has_a_lead"], facts)

    assert "（牵头单位：自治区生态环境厅；配合单位：发展改革委）" == made.zh
    assert "(Lead: 自治区生态环境厅; in support: 发展改革委)" == made.en


def test_what_is_not_known_stays_open() -> None:
    made = advice(finding("shared_measure_has_a_lead"), SHAPES["shared_measure_has_a_lead"], Facts())

    assert "（牵头单位：××；配合单位：××）" == made.zh


def test_the_plans_first_milestone_and_the_targets_own_words_make_the_dated_target(small: Store) -> None:
    facts = Facts.of(small, PLAN, ())
    words = "新能源公交车比例达\n\n到45%"

    made = advice(finding("target_has_deadline", "m02/t1", words), SHAPES["target_has_deadline"], facts)

    assert "到2025年，新能源公交车比例达到45%" == made.zh


def test_best_effort_is_written_as_a_commitment() -> None:
    one = replace(finding("target_is_a_commitment"), quotes=(Quote(Span(0, 9), "力争建成3个试点园区。"),))

    assert "建成3个试点园区" == advice(one, SHAPES["target_is_a_commitment"], Facts()).zh


def test_what_a_finding_names_is_named_in_both_languages(small: Store) -> None:
    indicator = vocab.thing("indicator/new-energy-bus-share")
    one = finding("indicator_is_fully_specified", "m02/t1", value=indicator)

    made = advice(one, SHAPES["indicator_is_fully_specified"], Facts.of(small, PLAN, (one,)))

    named = {name.lang: name.value for name in labels(small, indicator)}
    assert made.zh.startswith(f"（{named['zh']}指××")
    assert made.en.startswith(f"({named['en']} means ××")


def test_an_encoding_defect_has_no_words_to_add() -> None:
    assert "" == advice(finding("body_is_listed_once"), SHAPES["body_is_listed_once"], Facts()).zh


def test_whoever_shows_a_model_says_that_it_is_one(small: Store) -> None:
    weak, sound = (
        table_text(examined_small.of(small, run(small, PLAN, profiles=(profile,))), "zh")
        for profile in ("quality", "encoding")
    )

    assert A_MODEL.zh in weak
    assert A_MODEL.zh not in sound


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{lead}", "{boss}", "boss"),
        ('#: add_en   = "(Lead: {lead}; in support: {others})"\n', "", "add_zh"),
        ("#: add_zh ", "#: add_xx ", "add_"),
    ],
)
def test_a_wording_with_a_slot_that_nothing_fills_or_in_one_language_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    name = "shared_measure_has_a_lead.ttl"
    text = (anchors.SHAPES / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(AssetError) as refused:
        read_shape(tmp_path / name)

    assert told in str(refused.value)


def test_names_of_another_plan_in_the_store_are_left_alone(small: Store) -> None:
    duty, source = vocab.plan_iri("other", "m03/r9"), vocab.graph_iri("other", "source")
    said = (
        (vocab.PREFIXES["rdf"] + "type", PKB.StatedResponsibility.value),
        (PKB.forElement.value, vocab.plan_iri("other", "m03")),
        (PKB.listPosition.value, integer(1)),
        (PKB.nameAsStated.value, zh("财政厅")),
    )
    small.add(Quad(duty, predicate, value, source) for predicate, value in said)

    assert {"m01", "m02"} == set(Facts.of(small, PLAN, ()).bodies)
    assert {"m03": ("财政厅",)} == Facts.of(small, "other", ()).bodies
