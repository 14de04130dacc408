"""The tables of the export on the real plan: columns, closed lists, and quotes that stand where they say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from policykb.ask import answer, export_table
from policykb.errors import UsageError
from policykb.vocab import Basis, Comparator, DocumentAct, Force, Role, SentenceState, TargetKind, TargetState

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

PLAN = "ningxia-2022"
COLUMNS = {
    "measures": "plan measure number title title_en sector start end",
    "responsibilities": "plan measure element agency name_as_stated role position basis rule start end quote",
    "targets": "plan measure target indicator kind comparator value value_max unit canonical_value canonical_unit "
    "baseline_year deadline deadline_stated force scope start end quote",
    "actions": "plan measure action verb object force deadline start end quote",
    "places": "plan measure place kind code start end quote",
    "documents": "plan measure title act start end quote",
    "coverage": "plan sentence measure state reason start end quote",
    "status": "plan target indicator as_of state latest_value latest_year gap required_pace source reason",
    "derived": "plan fact rule basis premises",
}
CLOSED = {
    ("responsibilities", "role"): Role,
    ("responsibilities", "basis"): Basis,
    ("targets", "kind"): TargetKind,
    ("targets", "comparator"): Comparator,
    ("targets", "force"): Force,
    ("actions", "force"): Force,
    ("documents", "act"): DocumentAct,
    ("coverage", "state"): SentenceState,
    ("status", "state"): TargetState,
    ("derived", "basis"): Basis,
}


@pytest.fixture(scope="module")
def tables(ningxia: Knowledge) -> dict[str, list[dict[str, Any]]]:
    return {what: list(answer(ningxia.store, export_table(what), {}, PLAN).dicts()) for what in COLUMNS}


@pytest.mark.parametrize("what", COLUMNS)
def test_a_table_has_the_columns_that_programs_rely_on(what: str) -> None:
    assert COLUMNS[what].split() == [column.name for column in export_table(what).columns]


def test_an_unknown_table_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="nearest: targets"):
        export_table("target")


@pytest.mark.parametrize("what", [what for what, columns in COLUMNS.items() if "quote" in columns])
def test_a_quote_is_the_text_at_its_offsets(
    ningxia: Knowledge, tables: dict[str, list[dict[str, Any]]], what: str
) -> None:
    text = ningxia.text.content

    assert tables[what]
    assert [] == [row for row in tables[what] if row["quote"] != text[row["start"] : row["end"]]]


@pytest.mark.parametrize(("what", "column"), CLOSED, ids=["-".join(pair) for pair in CLOSED])
def test_a_closed_list_holds_nothing_else(
    tables: dict[str, list[dict[str, Any]]], what: str, column: str
) -> None:
    found = {row[column] for row in tables[what]} - {None}

    assert found
    assert found <= {str(value) for value in CLOSED[what, column]}


@pytest.mark.parametrize("what", COLUMNS)
def test_a_table_gives_slugs_and_no_addresses(tables: dict[str, list[dict[str, Any]]], what: str) -> None:
    assert [] == [row for row in tables[what] for cell in row.values() if "w3id.org" in str(cell)]


@pytest.mark.parametrize("what", ["measures", "targets", "actions", "places", "documents", "coverage"])
def test_a_table_follows_the_text(tables: dict[str, list[dict[str, Any]]], what: str) -> None:
    starts = [row["start"] for row in tables[what]]

    assert sorted(starts) == starts


def test_each_duty_is_a_row_on_its_basis(tables: dict[str, list[dict[str, Any]]]) -> None:
    # 103 names in 21 brackets; 5 cities, 22 counties and 宁东 for each of 21 measures; one presumption a measure.
    rows = tables["responsibilities"]
    counts = {
        basis: sum(row["basis"] == basis for row in rows) for basis in ("stated", "default", "presumed")
    }

    assert counts == {"stated": 103, "default": 588, "presumed": 21}


def test_no_duty_is_left_without_the_words_that_cause_it(tables: dict[str, list[dict[str, Any]]]) -> None:
    derived = {row["fact"] for row in tables["derived"] if row["basis"]}
    quoted = [row for row in tables["responsibilities"] if row["rule"]]

    assert len(derived) == len(quoted)


def test_every_character_of_the_text_is_accounted_for_once(
    ningxia: Knowledge, tables: dict[str, list[dict[str, Any]]]
) -> None:
    rows = tables["coverage"]

    assert rows[0]["start"] == 0
    assert rows[-1]["end"] == len(ningxia.text.content)
    assert [] == [(one, two) for one, two in pairwise(rows) if one["end"] != two["start"]]


def test_every_target_and_measure_of_the_draft_is_a_row(
    ningxia: Knowledge, tables: dict[str, list[dict[str, Any]]]
) -> None:
    draft = ningxia.draft

    assert sorted(target.id for target in draft.targets) == sorted(row["target"] for row in tables["targets"])
    assert sorted(action.id for action in draft.actions) == sorted(row["action"] for row in tables["actions"])
    assert [measure.ordinal for measure in draft.measures] == [row["measure"] for row in tables["measures"]]
    assert [sentence.span.start for sentence in draft.sentences] == [
        row["start"] for row in tables["coverage"]
    ]
