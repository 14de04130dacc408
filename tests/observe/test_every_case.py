"""Any target with any figures, on any day: exactly one state, and the one that a plain reading in Python gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykb import anchors, vocab
from policykb.draft.requirements import FactSource
from policykb.gate.rdf import read_shipped
from policykb.graph import observation_quads
from policykb.infer import infer
from policykb.observe import Figures, Observation, PlannedValue, Series
from policykb.quads import Quad, date, decimal
from policykb.store import Store
from policykb.vocab import PKB, Comparability, Comparator, Confirmed, FigureKind, TargetKind

if TYPE_CHECKING:
    from policykb.infer import Rule

PLAN, AREA, ISSUED = "demo", "region/640000", "2022-11-04"
SOURCE = vocab.graph_iri(PLAN, "source")
TYPE = vocab.PREFIXES["rdf"] + "type"
COMPARATORS = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.EQUAL, Comparator.ABOUT)
SERIES = {"": Comparability.SAME, "part": Comparability.NARROWER, "new": Comparability.OTHER}


@dataclass(frozen=True)
class Case:
    comparator: Comparator
    goal: int
    due: str
    issued: bool
    observations: tuple[Observation, ...]
    planned: tuple[PlannedValue, ...]
    as_of: str


@st.composite
def cases(draw: st.DrawFn) -> Case:
    source = FactSource(title="公报", quality="official")
    common = {
        "indicator": "forest-cover",
        "region": AREA,
        "unit": "percent",
        "source": source,
        "confirmed": Confirmed.SEEN,
    }
    years = st.integers(2019, 2027)
    figures = [
        Observation(
            id=f"O{n}",
            period=str(draw(years)),
            value=str(draw(st.integers(17, 23))),
            kind=draw(
                st.sampled_from(
                    [FigureKind.PUBLISHED] * 3 + [FigureKind.LOWER_BOUND, FigureKind.FORECAST, FigureKind.SUM]
                )
            ),
            series=draw(st.sampled_from(["", "", "", "part", "new"])),
            dataset=f"d{n}",
            **common,
        )
        for n in range(draw(st.integers(0, 5)))
    ]
    planned = [
        PlannedValue(
            id=f"A{n}", period=str(draw(years)), value=str(draw(st.integers(17, 23))), dataset="p", **common
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    return Case(
        draw(st.sampled_from(COMPARATORS)),
        draw(st.integers(18, 22)),
        draw(st.sampled_from(["", "2025-12-31"])),
        draw(st.booleans()),
        tuple(figures),
        tuple(planned),
        draw(st.sampled_from(["2023-06-30", "2025-12-31", "2026-11-22", "2029-01-01"])),
    )


@pytest.fixture(scope="module")
def units() -> list[Quad]:
    path = anchors.VOCABULARIES / "units.ttl"
    return [
        quad._replace(graph=vocab.BASE + "graph/vocab")
        for quad in read_shipped(path.read_bytes(), where=path)
    ]


def store_of(case: Case, units: list[Quad]) -> Store:
    plan, target = vocab.plan_iri(PLAN), vocab.plan_iri(PLAN, "m09/t1")
    said = [
        (plan, PKB.jurisdiction, vocab.thing(AREA)),
        (target, TYPE, PKB.QuantitativeTarget.value),
        (target, PKB.inPlan, plan),
        (target, PKB.indicator, vocab.thing("indicator/forest-cover")),
        (target, PKB.targetKind, vocab.target_kind(TargetKind.LEVEL)),
        (target, PKB.comparator, vocab.comparator(case.comparator)),
        (target, PKB.statedValue, decimal(str(case.goal))),
        (target, PKB.statedUnit, vocab.thing("unit/percent")),
    ]
    if case.due:
        said.append((target, PKB.deadline, date(case.due)))
    if case.issued:
        said.append((plan, PKB.issuedOn, date(ISSUED)))
    series = tuple(
        Series(indicator="forest-cover", region=AREA, id=name, comparability=fit)
        for name, fit in SERIES.items()
    )
    store = Store()
    store.add(units)
    store.add(Quad(s, str(p), o, SOURCE) for s, p, o in said)
    store.add(
        observation_quads(PLAN, Figures(observations=case.observations, planned=case.planned, series=series))
    )
    return store


# The same in plain Python -----------------------------------------------------------------------------


def expected(case: Case) -> str:  # noqa: PLR0911 - one return a case
    known = [one for one in case.observations if one.known_from <= case.as_of]
    counted = [one for one in known if one.kind in {FigureKind.PUBLISHED, FigureKind.LOWER_BOUND}]
    exact = [one for one in counted if one.series == "" and one.kind is FigureKind.PUBLISHED]
    bounds = [one for one in counted if one not in exact and one.series in {"", "part"}]
    others = [one for one in counted if one.series == "new"]
    late = bool(case.due) and case.due < case.as_of
    if not exact and not bounds:
        if others:
            return "not_comparable"
        return "not_due" if case.due and not late else "no_data"
    latest = _latest([*exact, *bounds])
    old = case.issued and latest.period_end < ISSUED
    if not old and latest in exact and case.comparator in {Comparator.AT_LEAST, Comparator.AT_MOST}:
        twins = [one for one in exact if one.period_end == latest.period_end]
        if len({_reaches(case, one) for one in twins}) > 1:
            return "not_comparable"
    reached = not old and (_reaches(case, latest) if latest in exact else _proves(case, latest))
    if not case.due:
        return "achieved" if reached else "not_due"
    if not late:
        return _on_the_way(case, exact, latest, reached=reached, bound=latest in bounds)
    if latest.period_end >= case.due:
        return "achieved" if reached else "not_comparable" if latest in bounds else "missed"
    if any(one.period_end >= case.due for one in others):
        return "not_comparable"
    return "achieved" if reached else "due_unreported"


def _on_the_way(
    case: Case, exact: list[Observation], latest: Observation, *, reached: bool, bound: bool
) -> str:
    if reached:
        return "on_track"
    if bound:
        return "not_comparable"
    if case.comparator in {Comparator.EQUAL, Comparator.ABOUT}:
        return "behind"
    value, sign = Decimal(latest.value), 1 if case.comparator is Comparator.AT_LEAST else -1
    old = case.issued and latest.period_end < ISSUED
    plans = sorted(
        (one for one in case.planned if one.period == latest.period and one.known_from <= case.as_of),
        key=lambda one: one.id,
    )
    if plans and not old:
        return "on_track" if (value - Decimal(plans[0].value)) * sign >= 0 else "behind"
    before = [one for one in exact if case.issued and one.period_end < ISSUED]
    start = _latest(before) if before else min(exact, key=lambda one: (one.period_end, one.rank, one.id))
    first, year, last = int(start.period), int(latest.period), int(case.due[:4])
    if not first < year or not first < last:
        return "not_due"
    path = Decimal(start.value) + (case.goal - Decimal(start.value)) * (year - first) / (last - first)
    return "on_track" if (value - round(path, 6)) * sign >= 0 else "behind"


def _latest(figures: list[Observation]) -> Observation:
    newest = max(one.period_end for one in figures)
    return min((one for one in figures if one.period_end == newest), key=lambda one: (one.rank, one.id))


def _reaches(case: Case, one: Observation) -> bool:
    off = Decimal(one.value) - case.goal
    match case.comparator:
        case Comparator.AT_LEAST:
            return off >= 0
        case Comparator.AT_MOST:
            return off <= 0
        case _:
            return abs(off) * 100 <= case.goal * (5 if case.comparator is Comparator.ABOUT else 1)


def _proves(case: Case, one: Observation) -> bool:
    return case.comparator is Comparator.AT_LEAST and Decimal(one.value) >= case.goal


@settings(max_examples=120, deadline=None, derandomize=True)
@given(case=cases())
def test_a_target_has_exactly_the_one_state_that_a_plain_reading_gives(
    units: list[Quad], status_rules: tuple[Rule, ...], case: Case
) -> None:
    store = store_of(case, units)

    infer(store, PLAN, as_of=case.as_of, rules=status_rules)
    found = store.select(f"SELECT ?state WHERE {{ ?status <{PKB.targetState}> ?state }} ORDER BY ?state").rows

    assert [expected(case)] == [str(row[0]).rpartition("/")[2] for row in found]


def test_a_reason_is_told_once_in_each_language(units: list[Quad], status_rules: tuple[Rule, ...]) -> None:
    case = Case(
        Comparator.AT_LEAST, 20, "2025-12-31", issued=True, observations=(), planned=(), as_of="2026-11-22"
    )
    store = store_of(case, units)

    infer(store, PLAN, as_of=case.as_of, rules=status_rules)
    langs = store.select(
        f"SELECT (LANG(?r) AS ?l) WHERE {{ ?s <{PKB.targetState}> ?x ; <{PKB.reason}> ?r }} ORDER BY ?l"
    ).rows

    assert ["en", "zh"] == [getattr(row[0], "value", "") for row in langs]
