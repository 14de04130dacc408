"""A query from outside only reads, asks nobody else, and can be stopped."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate.query import check_query
from policykb.gate.sparql_scan import tokens

ROOT = Path(__file__).resolve().parents[2]
W3C = Path(os.environ.get("POLICYKB_W3C") or ROOT.parent / "shared" / "w3c") / "sparql11"
# The W3C queries that name a data set; found by reading them.
NAMES_A_DATA_SET = {"constructwhere04.rq", "syntax-construct-where-02.rq"}


def negative(folder: Path) -> set[str]:
    """The files that a manifest calls syntactically wrong."""
    manifest = (folder / "manifest.ttl").read_text("utf-8")
    blocks = re.findall(r"NegativeSyntaxTest\w*\s*;(.*?)\.\s*\n", manifest, re.DOTALL)
    return {name for block in blocks for name in re.findall(r"mf:action\s*<([^>]+)>", block)}


def valid_queries() -> list[Path]:
    return [
        path
        for path in sorted(W3C.glob("*/*.rq"))
        if path.name not in NAMES_A_DATA_SET | negative(path.parent)
    ]


def test_the_w3c_suite_is_whole_where_it_is_there() -> None:
    """Where it is not, the run ends with a line that says so (see ``conftest``)."""
    assert not W3C.is_dir() or len(valid_queries()) > 250


def test_no_valid_w3c_query_is_refused() -> None:
    refused = []
    for path in valid_queries():
        try:
            check_query(path.read_text("utf-8"))
        except PolicyKBError as err:
            refused.append((path.name, str(err)))

    assert [] == refused


def test_w3c_queries_that_name_a_data_set_are_refused() -> None:
    for path in sorted(W3C.glob("*/*.rq")):
        if path.name in NAMES_A_DATA_SET:
            with pytest.raises(InputError, match="FROM is not allowed"):
                check_query(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE<http://127.0.0.1/>{} }",
        "SELECT * { SERVICE# hidden\n<http://127.0.0.1/>{} }",
        "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1/> {} }",
        'SELECT * { ?s ?p """a"b\\"""" . SERVICE <http://127.0.0.1/> {} }',
        "SELECT * { ?s ?p '''a'b\\'''' . SERVICE <http://127.0.0.1/> {} }",
        "SELECT * { ?s <http://e/#> ?o . SERVICE <http://127.0.0.1/> {} }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1/> SELECT * { SERVICESILENTe:x# x\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1/>{} }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1/>{} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/> {} }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1/> {} FILTER(?c>?d) }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1/> {} } }",
        "SELECT * { ?s ?p ?o # ' \n SERVICE <http://127.0.0.1/> {} # ' \n }",
        "SELECT * { ?s ?p ?o # ' \r SERVICE <http://127.0.0.1/> {} # ' \r }",
    ],
)
def test_asking_elsewhere_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(InputError) as caught:
        check_query(query)

    assert ("SERVICE", 3) == (caught.value.problem.split()[0], caught.value.exit_code)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://e/> { ?s ?p ?o }",
        "SELECT * from named <http://e/> { ?s ?p ?o }",
        "SELECT*FROM<http://e/>{ ?s ?p ?o }",
        "SELECT*FROMNAMED<http://e/>{ ?s ?p ?o }",
        "PREFIX : <http://e/> SELECT * FROM:g { ?s ?p ?o }",
        "PREFIX : <http://e/> ASK FROM:g { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } FROM <http://e/> WHERE { ?s ?p ?o }",
    ],
)
def test_a_data_set_of_its_own_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="FROM is not allowed"):
        check_query(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX e: <http://e/> delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
        "DROP GRAPH <http://e/>",
        "CREATE GRAPH <http://e/>",
        "ADD DEFAULT TO <http://e/>",
        "MOVE DEFAULT TO <http://e/>",
        "COPY DEFAULT TO <http://e/>",
        "WITH <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
    ],
)
def test_an_update_is_refused(update: str) -> None:
    with pytest.raises(InputError, match="is not allowed"):
        check_query(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?from ?load }",
        "PREFIX service: <http://e/> SELECT * { service:from service:load ?o }",
        "PREFIX from: <http://e/> SELECT * { ?s from:x ?o }",
        "PREFIX e: <http://e/> SELECT * { e:SERVICE e:FROM e:INSERT }",
        "SELECT * { ?s ?p 'SERVICE <http://e/> {' }",
        'SELECT * { ?s ?p """\nSERVICE "FROM" """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://e/> {} DROP ALL",
        "SELECT * { <http://e/SERVICE> <http://e/FROM#LOAD> 'x'@service }",
        "PREFIX service: <http://e/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT * { _:service ?p $from }",
        "ASK { FILTER(1 < 2 && 3 > 2) }",
        "SELECT * { ?s <http://dbpedia.org/resource/Paris_(Texas)> ?o FILTER(?a<?b) }",
    ],
)
def test_harmless_words_are_no_false_alarm(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("# only", "not a query"),
        ("hello", "not a query"),
        ("{}", "not a query"),
    ],
)
def test_what_is_no_query_is_said(query: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        check_query(query)


def nested(start: str, end: str, depth: int) -> str:
    return "SELECT * { ?s ?p ?o " + start * depth + end * depth + "}"


KINDS = {
    "groups": ("{", "}"),
    "lists": ("(", ")"),
    "nodes": ("[ <a:b> ", "]"),
    "exists": ("FILTER EXISTS {", "}"),
    "triple terms": ("<< ?a ?b ", ">>"),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_brackets_nest_to_the_limit_and_no_deeper(kind: str) -> None:
    check_query(nested(*KINDS[kind], 39))

    with pytest.raises(LimitError) as caught:
        check_query(nested(*KINDS[kind], 40))
    assert (5, "brackets nested 41 deep") == (caught.value.exit_code, caught.value.problem)


@pytest.mark.parametrize("sign", ["!", "-", "+", "! ", "- #x\n", "!-"])
def test_signs_in_a_row_meet_their_limit(sign: str) -> None:
    signs = sign * (16 // len(sign.replace(" ", "").replace("#x\n", "")))
    check_query(f"SELECT * {{ FILTER({signs}?x) }}")

    with pytest.raises(LimitError, match="signs in a row"):
        check_query(f"SELECT * {{ FILTER({signs}!?x) }}")


def test_operators_meet_their_limit() -> None:
    check_query("SELECT (" + "+".join(["1"] * 1999) + " AS ?x) {}")

    for joint in ("+", "||", "&&", "/"):
        with pytest.raises(LimitError, match="operators"):
            check_query("SELECT (" + joint.join(["1"] * 2002) + " AS ?x) {}")
    with pytest.raises(LimitError, match="operators"):
        check_query("SELECT * {" + "UNION".join(["{}"] * 2002) + "}")


def test_what_hides_behind_a_less_than_sign_is_counted() -> None:
    with pytest.raises(LimitError, match="nested"):
        check_query("SELECT * { FILTER(?a<" + "(" * 50 + "?b" + ")" * 50 + "&&?c>?d) }")
    with pytest.raises(LimitError, match="in a row"):
        check_query("SELECT * { FILTER(?a<" + "!" * 50 + "?b&&?c>?d) }")


def test_a_long_query_is_refused() -> None:
    check_query("SELECT * {} #" + "x" * 65_000)

    with pytest.raises(LimitError) as caught:
        check_query("SELECT * {} #" + "字" * 22_000)
    assert "POLICYKB_MAX_QUERY_KB" in caught.value.hint


@given(st.text(st.sampled_from(list("\"'#<>{}()\\\n?:@!-_ aSu0\ud800é")), max_size=80))
def test_the_scan_reads_every_character_once(text: str) -> None:
    end, between = 0, ""
    for token in tokens(text):
        between += text[end : token.start] + "\n"
        end = token.start + len(token.text)

    assert "" == re.sub(r"\s+|#[^\n\r]*", "", between + text[end:])
