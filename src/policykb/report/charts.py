"""Where the marks of a chart go; the templates draw them. All numbers are rounded, so any run repeats them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 960
_EM = 13.0
_ROW, _BAR = 26, 17
_GAP = 10


class Segment(NamedTuple):
    """A stretch of a bar: where it starts, how long it is, its pattern, and what is written in it."""

    x: float
    width: float
    pattern: str
    value: str
    title: str


class Bar(NamedTuple):
    """One row of a bar chart."""

    y: float
    label: str
    segments: tuple[Segment, ...]
    total: str
    total_x: float


class Key(NamedTuple):
    """An entry of a legend."""

    pattern: str
    name: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of horizontal bars."""

    height: float
    label_x: float
    bar: float
    rows: tuple[Bar, ...]
    legend: tuple[Key, ...]
    width: int = WIDTH


class Row(NamedTuple):
    """What a bar shows: its label and, in the order of the legend, how many of each."""

    label: str
    counts: tuple[int, ...]
    total: str = ""


def text_width(words: str, em: float = _EM) -> float:
    """About how wide words are set: a Chinese character one em, others a little more than half."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in words)
    return round(em * (wide + 0.56 * (len(words) - wide)), 1)


def bars(rows: Sequence[Row], legend: Sequence[Key], *, full: bool = False) -> Bars:
    """Stacked bars; ``full`` stretches each to 100 % of the width."""
    label_x = min(max((text_width(row.label) for row in rows), default=0) + _GAP, WIDTH * 0.42)
    room = WIDTH - label_x - 70
    most = max((sum(row.counts) for row in rows), default=0) or 1
    drawn = []
    for index, row in enumerate(rows):
        scale = room / ((sum(row.counts) or 1) if full else most)
        segments = _segments(row.counts, legend, label_x, scale)
        end = segments[-1].x + segments[-1].width if segments else label_x
        total = row.total or str(sum(row.counts))
        drawn.append(Bar(index * _ROW, row.label, segments, total, round(end + 6, 1)))
    return Bars(len(rows) * _ROW, round(label_x, 1), _BAR, tuple(drawn), tuple(legend))


def _segments(
    counts: Sequence[int], legend: Sequence[Key], start: float, scale: float
) -> tuple[Segment, ...]:
    segments, x = [], start
    for count, key in zip(counts, legend, strict=True):
        if count:
            width = round(count * scale, 1)
            segments.append(Segment(round(x, 1), width, key.pattern, str(count), key.name))
            x += width
    return tuple(segments)


class Dot(NamedTuple):
    """A mark on a plane: how many it stands for, and its kind."""

    x: float
    y: float
    radius: float
    value: str
    kind: str
    title: str


class Line(NamedTuple):
    """A label with its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Plane:
    """Dots in rows and columns, with the names of both: a timeline or a matrix."""

    width: float
    height: float
    left: float
    top: float
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    dots: tuple[Dot, ...]
    now: Line | None = None
    edges: tuple[float, ...] = ()
    """Where one column ends and the next begins."""


def timeline(
    rows: Sequence[tuple[str, Sequence[tuple[str, int, str]]]], years: tuple[int, int], now: tuple[str, str]
) -> Plane:
    """One row a topic, one dot a deadline (day, how many, kind), a line for the day of the report."""
    first, last = years
    left = min(max((text_width(label) for label, _ in rows), default=0) + 2 * _GAP, WIDTH * 0.45)
    per_year = (WIDTH - left - 16) / (last - first + 1)
    top, height = 34, 34 + len(rows) * 30 + 6

    def place(day: str) -> float:
        year, month, date = (int(part) for part in day.split("-"))
        return round(left + (year - first + (month - 1) / 12 + (date - 1) / 365) * per_year, 1)

    labels: list[Line] = []
    dots: list[Dot] = []
    for index, (label, points) in enumerate(rows):
        y = top + index * 30 + 15
        labels.append(Line(left - _GAP, y, label))
        dots.extend(Dot(place(day), y, 11, str(count), kind, day) for day, count, kind in points)
    marks = tuple(
        Line(round(left + (y - first + 0.5) * per_year, 1), top - 14, str(y)) for y in range(first, last + 1)
    )
    edges = tuple(round(left + n * per_year, 1) for n in range(last - first + 2))
    day, words = now
    return Plane(
        WIDTH, height, left, top, tuple(labels), marks, tuple(dots), Line(place(day), top - 14, words), edges
    )


def matrix(rows: Sequence[tuple[str, Sequence[tuple[int, str, str]]]], columns: Sequence[str]) -> Plane:
    """Who stands where: one row a body, one column a measure, one dot (column, what it says, kind)."""
    left = min(max((text_width(label) for label, _ in rows), default=0) + 2 * _GAP, WIDTH * 0.42)
    step = (WIDTH - left - _GAP) / max(len(columns), 1)
    top, line = 26, 25
    labels: list[Line] = []
    dots: list[Dot] = []
    for index, (label, points) in enumerate(rows):
        y = top + index * line + line / 2
        labels.append(Line(left - _GAP, y, label))
        dots.extend(
            Dot(round(left + (column + 0.5) * step, 1), y, 9, value, kind, columns[column])
            for column, value, kind in points
        )
    marks = tuple(
        Line(round(left + (index + 0.5) * step, 1), top - 10, name) for index, name in enumerate(columns)
    )
    return Plane(WIDTH, top + len(rows) * line, left, top, tuple(labels), marks, tuple(dots))


class Tick(NamedTuple):
    """A mark on a bullet: where, and what kind: ``start``, ``line``, ``planned``, ``guess``."""

    x: float
    kind: str
    title: str


class Bullet(NamedTuple):
    """A target as a bar that runs from nothing to its latest figure; ``kind`` says how far the bar can be trusted."""

    y: float
    label: str
    width: float
    kind: str
    ticks: tuple[Tick, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Targets under each other, each on a scale of its own, all goals on one line."""

    height: float
    label_x: float
    goal_x: float
    end_x: float
    rows: tuple[Bullet, ...]
    width: int = WIDTH


class Reach(NamedTuple):
    """What a bullet shows, as shares of the goal: the latest figure (none is none), and other marks."""

    label: str
    share: float | None
    kind: str
    ticks: tuple[tuple[float, str, str], ...]
    value: str


_FARTHEST = 1.3
"""Of the goal; what is farther ends there, its number tells."""


def bullets(rows: Sequence[Reach]) -> Bullets:
    """Baseline, goal, latest figure and paths of each target."""
    left = min(max((text_width(row.label) for row in rows), default=0) + _GAP, WIDTH * 0.34)
    text = min(max((text_width(row.value) for row in rows), default=0) + _GAP, WIDTH * 0.4)
    scale = (WIDTH - left - text) / _FARTHEST

    def place(share: float) -> float:
        return round(left + min(max(share, 0.0), _FARTHEST) * scale, 1)

    drawn = tuple(
        Bullet(
            y=24 + index * _ROW,
            label=row.label,
            width=round(place(row.share) - left, 1) if row.share is not None else 0.0,
            kind=row.kind,
            ticks=tuple(Tick(place(share), kind, title) for share, kind, title in row.ticks),
            value=row.value,
        )
        for index, row in enumerate(rows)
    )
    return Bullets(24 + len(rows) * _ROW, round(left, 1), place(1.0), round(WIDTH - text, 1), drawn)
