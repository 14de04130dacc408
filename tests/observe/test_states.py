"""How the targets of the Ningxia plan stand: held against what was worked out by hand, and over time."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykb import vocab
from policykb.explain import Origin, explain_node
from policykb.infer import infer
from policykb.pipeline.knowledge import open_plan
from policykb.store import Store
from policykb.vocab import PKB, TargetState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.explain import Proof
    from policykb.infer import Rule
    from policykb.observe import Figures
    from policykb.pipeline.knowledge import Knowledge

PLAN = "ningxia-2022"
EXPECTED = tomllib.loads((Path(__file__).parent / "expected_states.toml").read_text("utf-8"))
KNOWN = EXPECTED["targets"]
JUDGED = {TargetState.ACHIEVED, TargetState.MISSED, TargetState.ON_TRACK, TargetState.BEHIND}
_STATES = f"""SELECT ?target ?state ?figure ?year ?value WHERE {{
  ?status <{PKB.statusOf}> ?target ; <{PKB.targetState}> ?state .
  OPTIONAL {{ ?status <{PKB.latestObservation}> ?figure ; <{PKB.valueReliedOn}> ?value .
    ?figure <{PKB.periodYear}> ?year }}
}} ORDER BY ?target ?state"""


def own(iri: object) -> str:
    return str(iri).removeprefix(vocab.plan_iri(PLAN) + "/")


def states(store: Store) -> list[tuple[str, str]]:
    """Every pair of a target and a state."""
    return [(own(row[0]), str(row[1]).rpartition("/")[2]) for row in store.select(_STATES).rows]


def rows(store: Store) -> dict[str, dict[str, Any]]:
    found = {}
    for target, state, figure, year, value in store.select(_STATES).rows:
        row: dict[str, Any] = {"state": str(state).rpartition("/")[2]}
        if figure is not None:
            row["row"] = own(figure).removeprefix("observation/")
            row["year"] = int(year.value)  # type: ignore[union-attr] - a year is a literal
            row["value"] = Decimal(value.value)  # type: ignore[union-attr] - so is a value
        found[own(target)] = row
    return found


@pytest.mark.parametrize("target", KNOWN)
def test_a_target_stands_as_worked_out_by_hand(ningxia: Knowledge, target: str) -> None:
    expected = {key: value for key, value in KNOWN[target].items() if key != "because"}
    if "value" in expected:
        expected["value"] = Decimal(expected["value"])

    assert expected == rows(ningxia.store)[target]


def test_every_target_of_the_plan_is_in_the_list_made_by_hand(ningxia: Knowledge) -> None:
    by_hand = {*KNOWN, *EXPECTED["no_number"]["targets"]}

    assert by_hand == {target.id for target in ningxia.draft.targets}
    assert by_hand == {target for target in rows(ningxia.store) if "/d-" not in target}


def test_what_has_no_number_is_not_applicable(ningxia: Knowledge) -> None:
    found = {target for target, row in rows(ningxia.store).items() if row["state"] == "not_applicable"}

    assert set(EXPECTED["no_number"]["targets"]) == found


def test_each_target_and_each_share_has_exactly_one_state(ningxia: Knowledge) -> None:
    counts = Counter(target for target, _ in states(ningxia.store))

    assert {1} == set(counts.values())
    assert 41 + 22 + 22 + 5 + 22 == len(counts)


def test_nothing_without_a_figure_is_judged(ningxia: Knowledge) -> None:
    found = rows(ningxia.store)

    assert [] == [t for t, row in found.items() if "row" not in row and row["state"] in JUDGED]
    assert {"achieved", "due_unreported", "no_data", "not_applicable", "not_comparable"} == {
        row["state"] for row in found.values()
    }


def leaves(proof: Proof) -> Iterator[Proof]:
    if proof.premises:
        for premise in proof.premises:
            yield from leaves(premise)
    else:
        yield proof


@pytest.mark.parametrize("target", KNOWN)
def test_a_states_proof_ends_at_a_sentence_of_the_plan_and_at_a_source(
    ningxia: Knowledge, target: str
) -> None:
    iri = vocab.plan_iri(PLAN, target, "status")

    found = explain_node(ningxia.store, PLAN, iri, ningxia.as_of)
    ends = [leaf for proof in found.proofs for leaf in leaves(proof)]

    assert 1 == len(found.proofs)
    assert any(quote.text for leaf in ends for quote in leaf.quotes)
    assert [] == [
        leaf
        for leaf in ends
        if leaf.origin is Origin.RULE and "依据见上" not in {note.zh for note in leaf.notes}
    ]
    if row := KNOWN[target].get("row"):
        told = [
            note.zh
            for proof in found.proofs
            for step in every(proof)
            for note in step.notes
            if step.iri.endswith(row)
        ]
        assert any("来源标题：《" in note for note in told)


def every(proof: Proof) -> Iterator[Proof]:
    yield proof
    for premise in proof.premises:
        yield from every(premise)


def test_the_farmlands_proof_names_the_correction_and_who_made_it(ningxia: Knowledge) -> None:
    found = explain_node(ningxia.store, PLAN, vocab.plan_iri(PLAN, "m09/t6/status"), ningxia.as_of)
    (decision, *_) = [step for step in every(found.proofs[0]) if step.origin is Origin.DECISION]

    assert "“公顷”更正为“万亩”" in decision.notes[0].zh
    assert "policykb editors，2026-11-23" in decision.notes[0].zh


def test_a_sum_is_shown_and_decides_nothing(ningxia: Knowledge) -> None:
    reasons = ningxia.store.select(
        f"SELECT ?r WHERE {{ <{vocab.plan_iri(PLAN, 'm03/t2/status')}> <{PKB.reason}> ?r FILTER(LANG(?r) = 'zh') }}"
    ).rows

    assert [
        [
            "没有2025年的公布值；最近公布值4132万千瓦（2024年）。2025年加总得5947万千瓦，不是公布值，不据以判定。"
        ]
    ] == [[getattr(cell, "value", "") for cell in row] for row in reasons]


# Over time -----------------------------------------------------------------------------------------

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2030, 12, 31)


@pytest.fixture(scope="module")
def moving() -> Store:
    """The plan's knowledge, for deriving its statuses again and again."""
    return _copy(open_plan(PLAN, as_of="2026-11-22").store)


def _copy(store: Store) -> Store:
    copy = Store()
    copy.add(store.quads())
    return copy


@pytest.fixture(scope="module")
def named_days(figures: Figures, ningxia: Knowledge) -> list[dt.date]:
    """The days on which the rules say that something changes: a figure gets known, a deadline has passed."""
    known = {one.known_from for one in figures.observations}
    known |= {one.known_from for one in figures.planned if one.period or one.published_on}
    due = {target.deadline.date for target in ningxia.draft.targets if target.deadline}
    days = {dt.date.fromisoformat(day) for day in known}
    days |= {dt.date.fromisoformat(day) + dt.timedelta(days=1) for day in due}
    return sorted({FIRST, *(day for day in days if FIRST <= day <= LAST), LAST + dt.timedelta(days=1)})


@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_states_change_only_on_the_days_that_the_rules_name(
    moving: Store, named_days: list[dt.date], status_rules: tuple[Rule, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(named_days) - 2))
    start, end = named_days[at], named_days[at + 1] - dt.timedelta(days=1)
    day = data.draw(st.dates(start, end))

    infer(moving, PLAN, as_of=start.isoformat(), rules=status_rules)
    first = states(moving)
    infer(moving, PLAN, as_of=day.isoformat(), rules=status_rules)

    assert first == states(moving)
    assert {1} == set(Counter(target for target, _ in first).values())


@pytest.mark.parametrize(
    ("day", "target", "state"),
    [
        ("2022-12-30", "m09/t1", "not_due"),  # 16.9 of 2021 is the start; 18 is not known yet
        ("2022-12-31", "m09/t1", "on_track"),  # 18, where the line asks for 17.675
        ("2025-12-31", "m09/t1", "on_track"),  # the last day: still not due
        ("2026-01-01", "m09/t1", "due_unreported"),
        (
            "2026-02-01",
            "m09/t1",
            "due_unreported",
        ),  # 11.55 for 2024 is of another definition, and not for the deadline
        ("2026-02-02", "m09/t1", "not_comparable"),  # 12.98 for 2025 is published
        ("2025-12-31", "m03/t1", "not_due"),
        ("2026-01-01", "m03/t1", "no_data"),
        ("2026-01-01", "m09/t3", "due_unreported"),  # 57 for 2025 is published in February
        ("2026-02-02", "m09/t3", "achieved"),
        ("2024-03-24", "m08/t3", "not_due"),  # 90 of 2021 is the start
        ("2024-03-25", "m08/t3", "on_track"),  # at least 90 for 2023
        ("2026-01-01", "m08/t3", "achieved"),
        ("2024-12-31", "m09/t6", "on_track"),  # 1,038 in 2023; the line from 970 asks for 1,013.3
        ("2025-11-01", "m09/t6", "on_track"),  # 1,140 by October
        ("2025-06-30", "m03/t2", "not_comparable"),  # 4,132 of wind and solar say nothing against 5,000
        ("2026-01-06", "m03/t2", "due_unreported"),
        ("2030-12-31", "g2030/t1", "not_applicable"),
    ],
)
def test_a_target_stands_so_on_that_day(
    moving: Store, status_rules: tuple[Rule, ...], day: str, target: str, state: str
) -> None:
    infer(moving, PLAN, as_of=day, rules=status_rules)

    assert [state] == [found for of, found in states(moving) if of == target]
