"""How targets stand by published figures, as the pages tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.charts import Bullets
from policykb.report.panels import Panel
from policykb.report.words import Sentence


class StateCount(NamedTuple):
    """A state, what it means, how many targets are in it, and whether anything is known."""

    state: str
    name: str
    means: str
    targets: int
    known: bool


class Shown(NamedTuple):
    """A figure as it is told: value, period, what kind it is, its definition, its source."""

    id: str
    value: str
    period: str
    kind: str
    kind_name: str
    series: str
    letter: str
    source: str
    url: str
    quality: str
    note: str


class StatusRow(NamedTuple):
    """A target with its state and all that the state rests on; empty is not known."""

    id: str
    anchor: str
    indicator: str
    words: str
    goal: str
    due: str
    figure: Shown | None
    beside: tuple[Shown, ...]
    """Other figures of the same year or later: side by side, none chosen."""
    gap: str
    pace: str
    line: str
    planned: str
    state: str
    state_name: str
    reason: str
    shares: str
    explain: str


class SeriesKey(NamedTuple):
    """A series in a legend: its letter, its definition, how it compares with the target."""

    letter: str
    name: str
    comparability: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A target's figures over time."""

    id: str
    title: str
    finding: str
    panel: Panel
    keys: tuple[SeriesKey, ...]
    breaks: tuple[tuple[str, bool], ...]
    """Why no line may be drawn across, and whether a source says so."""
    conflicts: tuple[str, ...]
    figures: tuple[Shown, ...]


class HeatRow(NamedTuple):
    """A body: how many targets of its measures are in each state."""

    name: str
    href: str
    counts: tuple[int, ...]
    total: int


class PartRow(NamedTuple):
    """A part of an assessment: full points, the rate put in, the points that come out."""

    name: str
    full: str
    rate: str
    points: str


@dataclass(frozen=True, slots=True)
class SchemeNote:
    """Which scheme was used and where it comes from."""

    title: str
    source: str
    url: str
    confirmed: str
    note: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Points for a target under a scheme, with everything that went in."""

    target: str
    href: str
    scheme: SchemeNote
    parts: tuple[PartRow, ...]
    total: Sentence
    veto: str
    inputs: Sentence


@dataclass(frozen=True, slots=True)
class Statuses:
    """The section: counts, the table, charts, bodies, points."""

    finding: Sentence
    counts: tuple[StateCount, ...]
    rows: tuple[StatusRow, ...]
    without: tuple[StatusRow, ...]
    """Targets without a number: no figure can decide them."""
    bullets: Bullets | None
    series: tuple[SeriesView, ...]
    heat_states: tuple[tuple[str, str], ...]
    heat: tuple[HeatRow, ...]
    assessments: tuple[AssessmentView, ...]
