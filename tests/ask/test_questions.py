"""Finding a question by its name, and asking one of one's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policykb.ask import answer, question, questions, width
from policykb.ask.foreign import answer_file, answer_text, unknown_terms
from policykb.errors import InputError, UsageError
from policykb.pipeline import asking

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.store import Store


def test_a_question_goes_by_its_name() -> None:
    assert question("what_must_agency_do").question("en").startswith("What must a body do")


def test_a_competency_question_brings_its_parameters() -> None:
    found = question("q12")

    assert found.id == "which_places_are_named_with"
    assert [(p.name, p.default) for p in found.parameters] == [
        ("text", "清洁取暖试点"),
        ("level", "prefecture"),
    ]


@pytest.mark.parametrize("name", ["what_must_agency_doo", "q99", "", "../tables/measures", '"} DROP'])
def test_an_unknown_question_names_the_nearest(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        question(name)

    known = {q.id for q in questions()}
    near = caught.value.hint.removeprefix("nearest: ").split(", ")

    assert set(near) <= known
    assert near


def test_the_nearest_question_comes_first() -> None:
    with pytest.raises(UsageError, match="nearest: what_must_agency_do"):
        question("what_must_agency_doo")


def test_ones_own_query_needs_no_header(small: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?m ?n WHERE { ?m a pkb:Measure ; pkb:ordinal ?n } ORDER BY ?n", encoding="utf-8")

    found = answer_file(small, str(path), {}, "small")

    assert found.rows == (("m01", 1), ("m02", 2), ("m03", 3))
    assert found.names == ("m", "n")
    assert found.warnings == ()


def test_ones_own_query_may_declare_parameters(small: Store) -> None:
    text = (
        '#: params.agency = { type = "agency", label_zh = "单位", label_en = "body" }\n'
        '#: columns = [{ name = "n", zh = "措施", en = "Measure" }]\n'
        "SELECT ?n WHERE { ?d pkb:bearer $agency ; a pkb:StatedResponsibility ; pkb:forElement/pkb:ordinal ?n .\n"
        "  ?d pkb:inPlan $plan } ORDER BY ?n"
    )

    found = answer_text(small, text, {"agency": "水利厅"}, "small")

    assert found.rows == ((1,), (2,))
    assert found.headings("zh") == ("措施",)


def test_a_word_that_the_ontology_does_not_have_is_warned_of(small: Store) -> None:
    found = answer_text(small, "SELECT ?m WHERE { ?m a pkb:Mesure }", {}, "small", lang="en")

    assert found.rows == ()
    assert found.warnings == ("the ontology has no pkb:Mesure; nearest: pkb:Measure",)


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("SELECT * { ?x pkb:bearer ?y . }", ()),
        ("SELECT * { ?x pkb:bearer/pkb:nonsense ?y }", ("nonsense",)),
        ("SELECT * { ?x <https://w3id.org/policykb/def#Mesure> ?y }", ("Mesure",)),
        ('SELECT * { ?x ?y "pkb:nonsense" } # pkb:other', ()),
        ("SELECT * { ?x a pkb:Measure. ?y a pkb:Goal.}", ()),
    ],
)
def test_only_words_of_our_own_are_checked(query: str, unknown: tuple[str, ...]) -> None:
    assert unknown == unknown_terms(query)


def test_a_yes_or_no_question_is_answered(small: Store) -> None:
    assert answer_text(small, "ASK { ?m a pkb:Measure }", {}, "small").rows == ((True,),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?x WHERE { ?x ", "error"),
        ("SELECT ?x WHERE { SERVICE <http://localhost/> { ?x ?y ?z } }", "SERVICE"),
        ("DROP ALL", "DROP"),
        ("", "empty"),
        ('#: colour = "red"\nSELECT ?x WHERE { ?x a pkb:Goal }', "colour"),
        ("#: columns = [\nSELECT ?x WHERE { ?x a pkb:Goal }", "header"),
    ],
)
def test_a_query_that_may_not_run_is_refused_in_one_sentence(small: Store, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        answer_text(small, text, {}, "small")

    assert said.lower() in str(caught.value).lower()


def test_a_missing_file_is_said_to_be_missing(small: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        answer_file(small, str(tmp_path / "none.rq"), {}, "small")


def test_a_missing_parameter_is_named(small: Store) -> None:
    with pytest.raises(UsageError, match="agency"):
        answer(small, question("what_must_agency_do"), {}, "small")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_of_questions_fits_a_terminal(lang: str) -> None:
    lines = asking.question_list(lang, "table").decode().splitlines()
    starts = [line.split()[0] for line in lines[2:] if not line.startswith((" ", "──"))]
    groups = [line for line in lines[2:] if line.startswith("──")]

    assert max(map(width, lines)) <= 100
    assert sorted(starts) == [q.id for q in questions()]
    assert len(groups) == 5


def test_the_list_for_programs_has_every_parameter_and_column() -> None:
    rows = json.loads(asking.question_list("en", "json"))
    found = {row["name"]: row for row in rows}

    assert [q.id for q in questions()] == [row["name"] for row in rows]
    assert found["how_do_two_topics_compare"]["parameters"] == "text:text=焚烧, other:text=填埋"
    assert found["which_measures_have_no_number"]["columns"] == "measure, title"
