from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, URIRef

import policykb
from policykb.cli import VERBS
from policykb.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def kb() -> policykb.KnowledgeBase:
    return policykb.load("ningxia-2022", as_of="2026-11-22")


def test_a_question_gives_rows_by_column(kb: policykb.KnowledgeBase) -> None:
    rows = kb.query("who_answers_for_measure", measure="12").dicts()
    named = {row["agency"] for row in rows}

    assert any("生态环境厅" in str(name) for name in named)


def test_the_graph_is_an_rdflib_dataset_with_the_same_statements(kb: policykb.KnowledgeBase) -> None:
    measure = URIRef("https://w3id.org/policykb/def#Measure")
    found = {str(quad[0]).rpartition("/")[2] for quad in kb.graph.quads((None, RDF.type, measure, None))}

    assert {f"m{number:02d}" for number in range(1, 22)} == found


def test_a_table_has_the_columns_of_the_contract(kb: policykb.KnowledgeBase) -> None:
    table = kb.table("responsibilities")
    stated = [row for row in table.dicts() if row["basis"] == "stated"]

    assert [
        "plan",
        "measure",
        "element",
        "agency",
        "name_as_stated",
        "role",
        "position",
        "basis",
        "rule",
        "start",
        "end",
        "quote",
    ] == list(table.columns)
    assert 103 == len(stated)
    assert all(kb.text[row["start"] : row["end"]] == row["quote"] for row in stated)


def test_a_plan_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="ningxia-2022"):
        policykb.load("no-such-plan")


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = policykb.nonsense


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_lists_the_commands_there_are(readme: str) -> None:
    lines = (ROOT / readme).read_text(encoding="utf-8").splitlines()
    listed = [line.split()[2].strip("`") for line in lines if line.startswith("| `policykb ")]

    assert sorted(VERBS) == sorted(listed)
