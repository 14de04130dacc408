"""Each shipped query, tried both ways on a small plan whose answers can be read off by eye."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from query_cases import ALL, FILES, IDS, asked, cases_of

from policykb import anchors, assets
from policykb.ask import Answer, Question, answer, export_table, question, questions
from policykb.ask.binding import tokens, with_prefixes
from policykb.quads import Literal
from policykb.store import Store

if TYPE_CHECKING:
    from pathlib import Path

TABLES = tuple(path.stem for path in sorted((anchors.QUERIES / "tables").glob("*.rq")))
EVERY = (*questions(), *map(export_table, TABLES))
LONGEST = 40


def shown(found: Answer, case: dict[str, Any]) -> list[list[Any]]:
    """The answer's rows as a case writes them: the columns it names, the rows it looks at, "" for unknown."""
    columns = case.get("columns", list(found.names))
    rows = [
        row for row in found.dicts() if all(row[key] == value for key, value in case.get("only", {}).items())
    ]
    return [["" if row[name] is None else row[name] for name in columns] for row in rows]


@pytest.mark.parametrize(("name", "case"), ALL, ids=IDS)
def test_a_query_answers_what_its_case_says(small: Store, name: str, case: dict[str, Any]) -> None:
    found = answer(small, asked(name), case.get("params", {}), case.get("plan", "small"))

    assert case["rows"] == shown(found, case)


def test_the_small_plan_quotes_itself_as_it_stands(small: Store) -> None:
    spans = small.select(
        with_prefixes(
            "SELECT ?text ?start ?end ?quote WHERE { ?plan pkb:text ?text . ?span pkb:partOf ?plan ; pkb:start ?start ;"
            " pkb:end ?end ; pkb:exact ?quote }"
        )
    ).rows
    quotes = [[cell.value for cell in row if isinstance(cell, Literal)] for row in spans]

    assert quotes
    assert all(text[int(start) : int(end)] == quote for text, start, end, quote in quotes)


def test_every_query_is_tried_both_ways() -> None:
    ways = {
        (path.parent.name, any(any(cell not in ("", 0) for cell in row) for row in case["rows"]))
        for path in FILES
        for case in cases_of(path)
    }
    names = {q.id for q in questions()} | {f"tables-{table}" for table in TABLES}

    assert {(name, way) for name in names for way in (True, False)} == ways


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.id)
def test_a_header_names_the_columns_that_the_query_selects(query: Question) -> None:
    columns = Store().select(with_prefixes(query.sparql)).columns

    assert columns == tuple(column.name for column in query.columns)


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.id)
def test_a_query_is_one_ordered_select_of_at_most_forty_lines(query: Question) -> None:
    words = [token.upper() for kind, token in tokens(query.sparql) if kind == "word"]
    lines = query.sparql.splitlines()

    assert words[0] == "SELECT"
    assert lines[-1].startswith("ORDER BY ")
    assert "*" not in query.sparql.partition("WHERE")[0].replace("COUNT(*)", "")
    assert {"LIMIT", "SAMPLE", "NOW", "RAND", "SERVICE"}.isdisjoint(words)
    assert len(lines) <= LONGEST


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.id)
def test_a_joined_column_is_put_in_order_by_the_program(query: Question) -> None:
    joined = set(re.findall(r"GROUP_CONCAT\(.*?\) AS \?(\w+)\)", query.sparql))

    assert {column.name for column in query.columns if column.shown in {"list", "names", "texts"}} == joined


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.id)
def test_a_query_wants_exactly_its_parameters(query: Question) -> None:
    wanted = {token[1:] for kind, token in tokens(query.sparql) if token.startswith("$")}

    assert {parameter.name for parameter in query.parameters} == wanted - {"plan", "lang"}


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.id)
def test_a_query_reads_the_conclusions_of_rules_that_exist(query: Question) -> None:
    rules = {path.stem for path in anchors.RULES.glob("*.rq")}

    assert set(query.needs) <= rules


@pytest.mark.parametrize("query", questions(), ids=lambda q: q.id)
def test_a_question_is_asked_in_both_languages(query: Question) -> None:
    labels = [query.question_zh, *(c.zh for c in query.columns), *(p.label_zh for p in query.parameters)]
    in_english = [query.question_en, *(c.en for c in query.columns), *(p.label_en for p in query.parameters)]

    assert all(any("\u4e00" <= char <= "\u9fff" for char in label) for label in labels)
    assert not any(
        "\u4e00" <= char <= "\u9fff" for label in in_english for char in label if label != "力争"
    ) or (query.id == "which_targets_are_best_effort")
    assert query.question_zh.endswith(("？", "）"))
    assert query.question_en.endswith(("?", ")"))


def test_every_competency_question_has_one_query() -> None:
    ids = sorted(c.id for q in questions() for c in q.competency)

    assert [f"q{number:02d}" for number in range(1, 25)] == ids


def test_the_order_of_rows_does_not_depend_on_the_order_of_loading(small: Store) -> None:
    quads = sorted(small.quads(), key=repr)
    shuffled = Store()
    random.Random(7).shuffle(quads)  # noqa: S311 - an order, not a secret
    for quad in quads:
        shuffled.add([quad])
    parameters = {
        query.id: next(
            case.get("params", {}) for name, case in ALL if name.removeprefix("tables-") == query.id
        )
        for query in EVERY
    }

    for query in EVERY:
        first = answer(small, query, parameters[query.id], "small")

        assert first == answer(shuffled, query, parameters[query.id], "small"), query.id


def test_an_english_answer_has_english_labels(small: Store) -> None:
    found = answer(small, question("who_answers_for_measure"), {"measure": "1"}, "small", lang="en")

    assert [row["agency"] for row in found.dicts()][:2] == ["Environment Department", "Water Department"]


def test_a_header_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    from policykb.ask.question import from_file  # noqa: PLC0415 - only this test reads a file of its own
    from policykb.errors import AssetError  # noqa: PLC0415 - as above

    path = tmp_path / "odd.rq"
    text = '#: id = "odd"\n#: question_zh = "？"\n#: question_en = "?"\n#: columns = []\n'
    path.write_text(text + "SELECT ?x WHERE {} ORDER BY ?x\n", encoding="utf-8")
    fine = from_file(path)
    path.write_text(text + '#: colour = "red"\nSELECT ?x WHERE {} ORDER BY ?x\n', encoding="utf-8")

    assert fine.id == "odd"
    assert assets.body(path).startswith("SELECT")
    with pytest.raises(AssetError, match="colour"):
        from_file(path)
