"""The questions that users ask of the Ningxia plan; the answers were read off its text by hand.

An answer may name only some of the columns; a text in a column under ``contains`` need only hold the words given.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policykb.ask import answer, question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.pipeline.knowledge import Knowledge

HERE = Path(__file__).parents[1] / "queries"
ANSWERS = sorted(path for path in HERE.glob("*/*.toml") if path.stem != "cases")
PLAN = "ningxia-2022"


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.stem}-{path.parent.name}")
def test_the_answer_is_what_the_text_says(ningxia: Knowledge, path: Path) -> None:
    expected = read(path)
    name = path.stem if path.stem.startswith("q") and path.stem[1:].isdigit() else path.parent.name

    found = answer(ningxia.store, question(name), expected.get("params", {}), PLAN)
    columns = expected.get("columns", list(found.names))
    rows = [
        [_shown(row[column], want, loose=column in expected.get("contains", ())) for column, want in pairs]
        for row, pairs in _paired(found.dicts(), expected, columns)
    ]

    assert question(name).id == path.parent.name
    assert expected["rows"] == rows


def test_every_competency_question_has_an_answer() -> None:
    assert [f"q{n:02d}" for n in range(1, 25)] == sorted(p.stem for p in ANSWERS if p.stem[1:].isdigit())


def _paired(found: Iterator[dict[str, Any]], expected: dict[str, Any], columns: list[str]) -> Iterator[Any]:
    """Each row that the answer looks at, with its columns and what is expected of them."""
    only = expected.get("only", {})
    rows = [row for row in found if all(row[key] == value for key, value in only.items())]
    for index, row in enumerate(rows):
        wanted = expected["rows"][index] if index < len(expected["rows"]) else [""] * len(columns)
        yield row, list(zip(columns, wanted, strict=True))


def _shown(cell: object, wanted: object, *, loose: bool) -> object:
    """The cell as an answer writes it; the words wanted when they may stand inside it and do."""
    value = "" if cell is None else cell
    return wanted if loose and wanted and str(wanted) in str(value) else value
