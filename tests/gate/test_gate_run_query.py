"""A query from outside is answered in a process that can be stopped."""

from __future__ import annotations

import time

import pytest

from policykb.errors import InputError, LimitError
from policykb.gate.query import run_foreign
from policykb.quads import XSD, Literal

E = "http://e/"
DATA = "".join(f'<{E}{n}> <{E}p> "{n}"@zh <{E}g{n % 2}> .\n' for n in range(2000)).encode()


def test_a_select_gives_columns_and_terms() -> None:
    query = (
        f'SELECT ?s ?v ?n {{ VALUES (?s ?v) {{ (<{E}1> "x"@zh) (UNDEF 5.1) }} OPTIONAL {{ ?s <{E}no> ?n }} }}'
    )
    columns, rows, truncated = run_foreign(b"", query)

    assert ["s", "v", "n"] == columns
    assert [(f"{E}1", Literal("x", lang="zh"), None), (None, Literal("5.1", XSD + "decimal"), None)] == rows
    assert not truncated


def test_a_query_sees_all_graphs_and_can_tell_them_apart() -> None:
    _, united, _ = run_foreign(DATA, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    _, apart, _ = run_foreign(
        DATA, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )

    assert [(Literal("2000", XSD + "integer"),)] == united
    assert [
        (E + "g0", Literal("1000", XSD + "integer")),
        (E + "g1", Literal("1000", XSD + "integer")),
    ] == apart


def test_ask_and_construct_have_fixed_columns() -> None:
    asked = run_foreign(DATA, f"ASK {{ <{E}1> ?p ?o }}")
    made = run_foreign(DATA, f"CONSTRUCT {{ <{E}1> <{E}q> [] , [] }} {{ <{E}1> ?p ?o }}")

    assert (["answer"], [(Literal("true", XSD + "boolean"),)], False) == asked
    assert ["subject", "predicate", "object"] == made[0]
    assert {(f"{E}1", f"{E}q", "_:b0"), (f"{E}1", f"{E}q", "_:b1")} == set(made[1])


@pytest.mark.parametrize(("rows", "got", "cut"), [(1999, 1999, True), (2000, 2000, False)])
def test_a_cut_answer_says_so(rows: int, got: int, cut: bool) -> None:  # noqa: FBT001 - a column of the table
    _, found, truncated = run_foreign(DATA, "SELECT * { ?s ?p ?o }", rows=rows)

    assert (got, cut) == (len(found), truncated)


def test_an_answer_of_too_many_bytes_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKB_MAX_QUERY_ANSWER_MB", "1")
    query = f'SELECT (CONCAT("{"x" * 2000}", STR(?s)) AS ?x) {{ ?s ?p ?o }}'
    _, found, truncated = run_foreign(DATA, query)

    assert truncated
    assert 400 < len(found) < 550


KILLERS = {
    "cartesian": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "doubling": "SELECT ?x { BIND('aaaaaaaa' AS ?a0) "
    + "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40))
    + "BIND(STRLEN(?a40) AS ?x) }",
    "joined": "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY RAND()",
    "chained": "SELECT * { ?s ?p ?o" + "; ?p ?o" * 9000 + " }",
}


def test_a_query_is_stopped_when_its_time_is_up() -> None:
    start = time.monotonic()
    with pytest.raises(LimitError) as caught:
        run_foreign(DATA, KILLERS["cartesian"], seconds=0.5)

    assert "E_QUERY_TIMEOUT" == caught.value.code
    assert "the query was stopped after 0.5 seconds; it has no answer yet" == caught.value.problem
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("name", sorted(set(KILLERS) - {"cartesian"}))
def test_a_killer_query_meets_a_limit_and_we_live(name: str) -> None:
    with pytest.raises(LimitError) as caught:
        run_foreign(DATA, KILLERS[name], seconds=0.5)

    assert 5 == caught.value.exit_code
    if caught.value.code == "E_QUERY_TIMEOUT":
        assert "stopped after 0.5 seconds" in caught.value.problem
        assert "POLICYKB_MAX_QUERY_SECONDS" in caught.value.hint


def test_a_syntax_error_has_its_place() -> None:
    with pytest.raises(InputError) as caught:
        run_foreign(b"", "SELECT * {\n ?s ?p }")

    assert ("query", "E_SYNTAX") == (caught.value.where, caught.value.code)
    assert "line 2, column" in caught.value.problem


def test_an_answer_that_holds_statements_is_refused() -> None:
    with pytest.raises(InputError, match="holds statements"):
        run_foreign(DATA, f"SELECT (TRIPLE(<{E}a>, <{E}b>, <{E}c>) AS ?t) {{}}")
