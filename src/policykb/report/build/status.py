"""The status section: every target, its state, and the figures behind it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.report.build.assessed import assessed
from policykb.report.build.rows import Bearers
from policykb.report.build.series import (
    bullet_chart,
    difference_text,
    figure_text,
    goal_text,
    number,
    series_views,
    shown,
)
from policykb.report.page import anchor
from policykb.report.tracking import PLANNED
from policykb.report.views.status import HeatRow, StateCount, Statuses, StatusRow
from policykb.report.words import Link
from policykb.vocab import TargetState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policykb.report.facts import Facts
    from policykb.report.tracking import Figure, Status, Tracking
    from policykb.report.views.status import Shown
    from policykb.report.words import Sentence, Words

KNOWN = (TargetState.ACHIEVED, TargetState.ON_TRACK, TargetState.BEHIND, TargetState.MISSED)
"""States with a figure behind them; all others are shown in grey."""
ORDER = (
    *KNOWN,
    TargetState.DUE_UNREPORTED,
    TargetState.NOT_COMPARABLE,
    TargetState.NO_DATA,
    TargetState.NOT_DUE,
    TargetState.NOT_APPLICABLE,
)


def statuses(facts: Facts, words: Words, tracking: Tracking, as_of: str) -> Statuses:
    """How every target stands, and by what."""
    wholes = whole_statuses(facts, tracking)
    rows = [_row(facts, words, tracking, status) for status in wholes]
    counted = tuple(row for row in rows if row.state != TargetState.NOT_APPLICABLE)
    numeric = [status for status in wholes if status.goal]
    used, heat = _heat(facts, wholes)
    return Statuses(
        finding=_finding(words, wholes, as_of),
        counts=state_counts(facts, words, wholes),
        rows=counted,
        without=tuple(row for row in rows if row.state == TargetState.NOT_APPLICABLE),
        bullets=bullet_chart(facts, words, tracking, numeric) if numeric else None,
        series=series_views(facts, words, tracking, numeric),
        heat_states=tuple((state, facts.name(f"target-state/{state}")) for state in used),
        heat=heat,
        assessments=assessed(facts, words, tracking, numeric, as_of),
    )


def whole_statuses(facts: Facts, tracking: Tracking) -> tuple[Status, ...]:
    """The status of each target in text order; shares of divisions are left to the target they are of."""
    found = (tracking.statuses.get(element.id) for element in facts.elements if element.kind == "target")
    return tuple(status for status in found if status)


def state_counts(facts: Facts, words: Words, wholes: Sequence[Status]) -> tuple[StateCount, ...]:
    """How many targets are in each state; states that do not occur are left out."""
    counts = Counter(status.state for status in wholes)
    return tuple(
        StateCount(
            state,
            facts.name(f"target-state/{state}"),
            words(f"status.{state}_means"),
            counts[state],
            state in KNOWN,
        )
        for state in ORDER
        if counts[state]
    )


def _finding(words: Words, wholes: Sequence[Status], as_of: str) -> Sentence:
    measured = [status for status in wholes if status.state != TargetState.NOT_APPLICABLE]
    counts = Counter(status.state for status in measured)
    unknown = sum(counts[state] for state in ORDER if state not in KNOWN)
    if not measured:
        return words.sentence("status.none")
    return words.sentence(
        "status.finding",
        n=Link(len(measured), "#status-table"),
        day=words.date(as_of),
        achieved=counts[TargetState.ACHIEVED],
        missed=counts[TargetState.MISSED],
        pace=counts[TargetState.ON_TRACK] + counts[TargetState.BEHIND],
        unknown=unknown,
    )


def _row(facts: Facts, words: Words, tracking: Tracking, status: Status) -> StatusRow:
    element, value = facts.element(status.target), facts.values.get(status.target)
    figure = tracking.figures.get(status.figure)

    def amount(told: str) -> str:
        return figure_text(facts, words, told, status.unit) if told else ""

    compared = bool(status.gap)
    return StatusRow(
        id=status.target,
        anchor=anchor(status.target),
        indicator=facts.name(value.indicator) if value and value.indicator else "",
        words=element.words if element else "",
        goal=goal_text(facts, words, value) if value else "",
        due=words.date(status.due or (element.deadline if element else "")),
        figure=shown(facts, words, figure) if figure else None,
        beside=_beside(facts, words, tracking, status),
        gap=_gap(facts, words, status),
        pace=words("status.pace_is", value=difference_text(facts, words, status.pace, status.unit))
        if status.pace
        else "",
        line=amount(status.line) if compared else "",
        planned=amount(status.planned) if compared else "",
        state=status.state,
        state_name=facts.name(f"target-state/{status.state}"),
        reason=status.reason,
        shares=_shares(facts, words, tracking, status),
        explain=f"policykb explain {status.id}",
    )


def _gap(facts: Facts, words: Words, status: Status) -> str:
    if not status.gap:
        return ""
    gap = Decimal(status.gap)
    key = "status.short" if gap > 0 else "status.over" if gap < 0 else "status.exactly"
    return words(key, value=difference_text(facts, words, number(abs(gap)), status.unit))


def _beside(facts: Facts, words: Words, tracking: Tracking, status: Status) -> tuple[Shown, ...]:
    relied = tracking.figures.get(status.figure)
    if relied is None:
        return ()
    others = [
        figure
        for figure in tracking.of_indicator(status.indicator, status.area)
        if figure.id != relied.id and figure.kind != PLANNED and figure.year >= relied.year
    ]
    return tuple(shown(facts, words, figure) for figure in others if _differs(figure, relied))


def _differs(one: Figure, other: Figure) -> bool:
    return (one.canonical, one.year, one.series) != (other.canonical, other.year, other.series)


def _shares(facts: Facts, words: Words, tracking: Tracking, status: Status) -> str:
    shares = [s for s in tracking.statuses.values() if s.share and s.whole == status.target]
    if not shares:
        return ""
    counts = Counter(share.state for share in shares)
    told = [f"{facts.name(f'target-state/{state}')} {counts[state]}" for state in ORDER if counts[state]]
    return words("status.shares", n=len(shares), told=words.listing(told))


def _heat(facts: Facts, wholes: Sequence[Status]) -> tuple[tuple[TargetState, ...], tuple[HeatRow, ...]]:
    """Bodies that the text lists, by the states of the targets of their measures."""
    held = answered_by(facts)
    by_body = {body.id: Counter[str]() for body in facts.agencies()}
    for status in wholes:
        for body in held.get(status.target, ()):
            if body in by_body and status.state != TargetState.NOT_APPLICABLE:
                by_body[body][status.state] += 1
    used = tuple(state for state in ORDER if any(counts[state] for counts in by_body.values()))
    rows = [
        HeatRow(
            facts.bodies[body].short,
            f"#{anchor(body)}",
            tuple(counts[state] for state in used),
            sum(counts.values()),
        )
        for body, counts in by_body.items()
        if counts
    ]
    return used, tuple(rows)


def answered_by(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The bodies that answer for an element through the list of its measure."""
    return Bearers.of(facts).inherited
