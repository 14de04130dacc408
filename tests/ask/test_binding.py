"""Values go into a query as a block of terms, wherever its WHERE begins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykb import vocab
from policykb.ask.binding import asks_for, bind, with_prefixes
from policykb.errors import AssetError
from policykb.quads import Literal, Quad, integer, string, written, zh
from policykb.store import Store

A, B, P = (f"https://example.org/{name}" for name in "abp")


def store_of(*quads: Quad) -> Store:
    store = Store()
    store.add(quads)
    return store


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s WHERE { ?s ?p $o }",
        "SELECT ?s { ?s ?p $o }",
        "SELECT (EXISTS { ?s ?p ?z } AS ?t) ?s WHERE { ?s ?p $o }",
        "# WHERE { in a comment\nSELECT ?s WHERE { ?s ?p $o }",
        'SELECT ?s ("{" AS ?brace) WHERE { ?s ?p $o }',
        'SELECT ?s ("""a "quoted" {""" AS ?brace) WHERE { ?s ?p $o }',
        "SELECT ?s (<https://example.org/%7B> AS ?x) WHERE { ?s ?p $o }",
        "ASK { ?s ?p $o }",
        "CONSTRUCT { ?s ?p $o } WHERE { ?s ?p $o }",
        "CONSTRUCT WHERE { ?s ?p $o }",
        "DESCRIBE ?s WHERE { ?s ?p $o }",
    ],
)
def test_the_block_stands_at_the_start_of_the_outermost_where(query: str) -> None:
    at = query.rindex("{") + 1

    assert bind(query, {"o": A}) == f"{query[:at]} VALUES (?o) {{ (<{A}>) }}{query[at:]}"


def test_an_inner_group_is_not_taken_for_the_where() -> None:
    query = "SELECT ?s WHERE { { ?s ?p $o } UNION { $o ?p ?s } }"

    assert bind(query, {"o": A}).startswith("SELECT ?s WHERE { VALUES (?o) ")


def test_a_query_without_a_where_cannot_be_bound() -> None:
    with pytest.raises(AssetError, match="no WHERE"):
        bind(f"DESCRIBE <{A}>", {"o": A})


def test_a_bound_name_takes_its_value_and_an_open_one_any() -> None:
    store = store_of(Quad(A, P, integer(1)), Quad(B, P, integer(2)))
    query = "SELECT ?s WHERE { ?s ?p $n } ORDER BY ?s"

    one, every = (store.select(bind(query, {"n": value})).rows for value in (integer(2), None))

    assert one == ((B,),)
    assert every == ((A,), (B,))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=30))
def test_no_text_leaves_its_literal(text: str) -> None:
    store = store_of(Quad(A, P, string(text)), Quad(B, P, string(text + "x")))

    found = store.select(bind("SELECT ?s ?o WHERE { ?s ?p $o }", {"o": string(text)})).rows

    assert found == ((A, Literal(text, vocab.PREFIXES["xsd"] + "string")),)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_an_iri_that_could_break_out_is_no_iri(tail: str) -> None:
    iri = "https://example.org/" + tail
    safe = not any(char in '<>"{}|^`\\' or char <= " " for char in tail)

    if safe:
        assert written(iri) == f"<{iri}>"
    else:
        with pytest.raises(ValueError, match="not an IRI"):
            written(iri)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (zh("省“区”"), '"省“区”"@zh'),
        (integer(7), '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (Literal('a"b\\c\nd'), '"a\\"b\\\\c\\nd"'),
        (A, f"<{A}>"),
    ],
)
def test_a_term_is_written_as_sparql_does(term: str | Literal, text: str) -> None:
    assert text == written(term)


def test_only_prefixes_that_are_used_and_not_declared_are_added() -> None:
    query = "PREFIX skos: <http://other/> SELECT ?x WHERE { ?x a pkb:Measure ; skos:y <pkb:z>, 'rdfs:label' }"

    assert with_prefixes(query) == f"PREFIX pkb: <{vocab.DEF}> {query}"


def test_a_name_is_asked_for_by_its_dollar_sign() -> None:
    query = "SELECT ?plan { ?plan ?p $lang } # $other"

    assert [asks_for(query, name) for name in ("plan", "lang", "other")] == [False, True, False]
