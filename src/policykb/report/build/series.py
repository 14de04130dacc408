"""Figures over time and against their goals: series that are never joined across a break, and bullets."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.ask.spoken import word
from policykb.report import charts
from policykb.report.build.rows import SYMBOL, stated_value
from policykb.report.page import anchor
from policykb.report.panels import Goal, Point, Strand, panel
from policykb.report.tracking import JOINED, PLANNED
from policykb.report.views.status import SeriesKey, SeriesView, Shown
from policykb.vocab import TargetState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.report.facts import Facts, Value
    from policykb.report.tracking import Figure, Status, Tracking
    from policykb.report.words import Words

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_NEAR = ("same", "narrower", "other")
_LABEL = {"zh": 24, "en": 44}
"""Letters that a label of a bullet may have."""
_ENOUGH = 2
"""Figures that make a chart."""
_TRUST = {
    TargetState.DUE_UNREPORTED: "older",
    TargetState.NOT_DUE: "older",
    TargetState.NOT_COMPARABLE: "other",
    TargetState.NO_DATA: "none",
}


def number(value: Decimal) -> str:
    """A number without trailing zeros, never in powers of ten; with a true minus sign."""
    told = f"{value.normalize():f}"
    return told.replace("-", "−") if value else "0"


def figure_text(facts: Facts, words: Words, value: str, unit: str) -> str:
    """A number with its unit as the page's language writes it."""
    told = number(round(Decimal(value.replace("−", "-")), 4))
    if unit in SYMBOL:
        return told + SYMBOL[unit]
    if not unit:
        return told
    name = facts.name(unit)
    return words(
        "status.amount", value=told, unit=name if words.lang == "zh" else name[:1].lower() + name[1:]
    )


def goal_text(facts: Facts, words: Words, value: Value) -> str:
    """What a target aims at, its unit in the page's language."""
    stated, unit = stated_value(facts, words, value), facts.name_zh(value.unit)
    if words.lang == "zh" or value.unit in SYMBOL or not value.unit or not stated.endswith(unit):
        return stated
    name = facts.name(value.unit)
    return words("status.amount", value=stated.removesuffix(unit), unit=name[:1].lower() + name[1:])


def difference_text(facts: Facts, words: Words, value: str, unit: str) -> str:
    """A difference with its unit: between percentages it is percentage points."""
    if unit != "unit/percent":
        return figure_text(facts, words, value, unit)
    return words("status.percentage_points", value=number(round(Decimal(value), 4)))


def shown(facts: Facts, words: Words, figure: Figure, letter: str = "") -> Shown:
    """A figure as the pages tell it."""
    kind = "planned" if figure.kind == PLANNED else figure.kind
    name = words("status.planned") if kind == "planned" else facts.name(f"figure-kind/{kind}")
    prefix = "≥" if kind == "lower_bound" else ""
    return Shown(
        id=figure.id,
        value=prefix + figure_text(facts, words, figure.value, figure.unit),
        period=figure.period,
        kind=kind,
        kind_name=name,
        series=figure.series_name,
        letter=letter,
        source=figure.source,
        url=figure.url,
        quality=word("source_quality", figure.quality, words.lang)
        + ("" if figure.confirmed == "seen" else words("status.unconfirmed")),
        note=figure.note,
    )


def series_views(
    facts: Facts, words: Words, tracking: Tracking, numeric: Sequence[Status]
) -> tuple[SeriesView, ...]:
    """A small chart for each target of which several figures are known."""
    found = []
    for status in numeric:
        figures = tracking.of_indicator(status.indicator, status.area)
        if status.indicator and sum(figure.kind != PLANNED for figure in figures) >= _ENOUGH:
            found.append(_series(facts, words, tracking, status, figures))
    return tuple(found)


def _series(
    facts: Facts, words: Words, tracking: Tracking, status: Status, figures: tuple[Figure, ...]
) -> SeriesView:
    by_series: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.year, f.rank, f.id)):
        by_series["" if figure.kind == PLANNED else figure.series].append(figure)
    names = sorted(by_series, key=lambda name: (not name, _NEAR.index(_near(by_series[name])), name))
    letters = dict(zip((name for name in names if name), _LETTERS, strict=False))
    due = int(status.due[:4]) if status.due else figures[-1].year
    value = facts.values[status.whole]
    goal = goal_text(facts, words, value)
    breaks = [b for b in tracking.breaks if b.earlier in letters and b.later in letters]
    strands = [_strand(facts, words, status, letters.get(name, ""), by_series[name]) for name in names]
    title = facts.name(status.indicator)
    return SeriesView(
        id=f"series-{anchor(status.target)}",
        title=title,
        finding=words(
            "status.series_finding", indicator=title, goal=goal, n=len(letters), breaks=len(breaks)
        ),
        panel=panel(
            strands,
            Goal(float(Decimal(status.goal)), due, words("status.goal_label", goal=goal)),
            [(letters[b.earlier], letters[b.later]) for b in breaks],
        ),
        keys=tuple(
            SeriesKey(
                letters[name],
                by_series[name][0].series_name,
                facts.name(f"comparability/{_near(by_series[name])}"),
            )
            for name in names
            if name
        ),
        breaks=tuple((b.reason, b.confirmed) for b in breaks),
        conflicts=_conflicts(facts, words, figures),
        figures=tuple(shown(facts, words, f, letters.get(f.series, "")) for f in figures),
    )


def _near(figures: Sequence[Figure]) -> str:
    return figures[0].comparability if figures[0].comparability in _NEAR else "other"


def _strand(facts: Facts, words: Words, status: Status, letter: str, figures: Sequence[Figure]) -> Strand:
    points = []
    for figure in figures:
        told = shown(facts, words, figure)
        amount = status.amount(figure)
        points.append(
            Point(
                figure.year,
                float(amount),
                (("≥" if figure.kind == "lower_bound" else "") + number(amount)) if letter else "",
                figure.kind == JOINED,
                words(
                    "status.point",
                    value=told.value,
                    period=told.period,
                    kind=told.kind_name,
                    source=told.source,
                ),
            )
        )
    return Strand(letter, tuple(points), planned=not letter)


def _conflicts(facts: Facts, words: Words, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Years for which sources give different numbers under one definition, with all of them."""
    by_year: dict[tuple[int, str], dict[Decimal, Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.kind == JOINED:
            by_year[figure.year, figure.series].setdefault(figure.canonical, figure)
    return tuple(
        words(
            "status.conflict",
            year=year,
            told=words.listing(
                [
                    words("status.conflict_one", value=shown(facts, words, f).value, source=f.source)
                    for f in found.values()
                ]
            ),
        )
        for (year, _), found in sorted(by_year.items())
        if len(found) > 1
    )


def bullet_chart(facts: Facts, words: Words, tracking: Tracking, numeric: Sequence[Status]) -> charts.Bullets:
    """How far each target with a number has come."""
    return charts.bullets([_reach(facts, words, tracking, status) for status in numeric])


def _reach(facts: Facts, words: Words, tracking: Tracking, status: Status) -> charts.Reach:
    goal = Decimal(status.goal)
    figure = tracking.figures.get(status.figure)
    ticks = []

    def tick(value: Decimal, kind: str) -> None:
        if goal:
            told = figure_text(facts, words, number(value), status.unit)
            ticks.append((float(value / goal), kind, words(f"status.tick_{kind}", value=told)))

    start = tracking.figures.get(status.start)
    paths = {
        "start": number(status.amount(start)) if start else "",
        "line": status.line,
        "planned": status.planned,
    }
    for kind, value in paths.items():
        if value and status.gap:
            tick(Decimal(value.replace("−", "-")), kind)
    for name in status.roles.get("estimatedFigure", ()):
        if name in tracking.figures:
            tick(status.amount(tracking.figures[name]), "guess")
    stated = goal_text(facts, words, facts.values[status.whole])
    if figure is None or not goal or not status.relied:
        return charts.Reach(
            _label(facts, words, status), None, "none", tuple(ticks), words("status.bar_none", goal=stated)
        )
    reached = ("≥" if figure.kind == "lower_bound" else "") + number(Decimal(status.relied))
    told = words("status.bar", value=reached, period=figure.period, goal=stated)
    share = float(Decimal(status.relied) / goal)
    kind = _TRUST.get(TargetState(status.state), "known")
    return charts.Reach(_label(facts, words, status), share, kind, tuple(ticks), told)


def _label(facts: Facts, words: Words, status: Status) -> str:
    name = facts.name(status.indicator) if status.indicator else status.target
    if status.share:
        name = f"{facts.name(status.area)} · {name}"
    room = _LABEL[words.lang]
    return name if len(name) <= room else name[: room - 1] + "…"
