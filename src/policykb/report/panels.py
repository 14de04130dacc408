"""Where the marks of a series over time go: one line a definition, and no line across a break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 460, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 34, 24, 30
_APART = 26
"""Labels nearer than this would run into each other."""


class Point(NamedTuple):
    """A figure of a series: its year, its value, how it is written, whether a line may run to it."""

    year: int
    value: float
    label: str
    joined: bool
    title: str


class Strand(NamedTuple):
    """A series: its letter, its points by year, whether they are planned values."""

    letter: str
    points: tuple[Point, ...]
    planned: bool = False


class Spot(NamedTuple):
    """A point with its place; ``shown`` is its label, empty where it would be in the way."""

    x: float
    y: float
    kind: str
    shown: str
    title: str
    above: bool


class Drawn(NamedTuple):
    """A series with its places; ``line`` joins what may be joined, and is empty for a single point."""

    letter: str
    line: str
    spots: tuple[Spot, ...]
    letter_x: float
    letter_y: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A small chart of one target: series, the goal, breaks, years and values at the edges."""

    strands: tuple[Drawn, ...]
    goal_y: float
    goal_label: str
    goal_left: bool
    """Whether the goal's label stands on the left, out of the way of the breaks."""
    due_x: float
    breaks: tuple[float, ...]
    years: tuple[tuple[float, str], ...]
    low: str
    high: str
    base_y: float
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    width: int = WIDTH
    height: int = HEIGHT


class Goal(NamedTuple):
    """What the series should reach, by when, and how that is written."""

    value: float
    year: int
    label: str


def panel(strands: Sequence[Strand], goal: Goal, breaks: Sequence[tuple[str, str]]) -> Panel:
    """A panel; ``breaks`` are pairs of letters that no line may join."""
    points = [point for strand in strands for point in strand.points]
    first, last = min([p.year for p in points] + [goal.year]), max([p.year for p in points] + [goal.year])
    low, high = min([p.value for p in points] + [goal.value]), max([p.value for p in points] + [goal.value])
    pad = (high - low or abs(high) or 1.0) * 0.12

    def x(year: float) -> float:
        return round(_LEFT + (year - first) / (last - first or 1) * (WIDTH - _LEFT - _RIGHT), 1)

    def y(value: float) -> float:
        share = (value - low + pad) / (high - low + 2 * pad)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    ends = {s.letter: (s.points[0].year, s.points[-1].year) for s in strands if s.points}
    marks = [x((ends[a][1] + ends[b][0]) / 2) for a, b in breaks if a in ends and b in ends]
    return Panel(
        strands=tuple(_drawn(strand, x, y) for strand in strands if strand.points),
        goal_y=y(goal.value),
        goal_label=goal.label,
        goal_left=not marks or min(marks) > WIDTH / 2,
        due_x=x(goal.year),
        breaks=tuple(_spread(sorted(marks))),
        years=tuple((x(year), str(year)) for year in sorted({first, goal.year, last})),
        low=f"{low:g}",
        high=f"{high:g}",
        base_y=HEIGHT - _BOTTOM,
    )


def _drawn(strand: Strand, x: Callable[[float], float], y: Callable[[float], float]) -> Drawn:
    joined: dict[int, Point] = {}
    for point in strand.points:
        if point.joined:
            joined.setdefault(point.year, point)
    line = " ".join(f"{x(p.year)},{y(p.value)}" for p in joined.values())
    ends = {id(strand.points[0]), id(strand.points[-1])}
    spots = tuple(
        Spot(
            x(point.year),
            y(point.value),
            "planned" if strand.planned else "figure" if point.joined else "guess",
            point.label if id(point) in ends else "",
            point.title,
            above=point is not strand.points[0] or len(strand.points) == 1,
        )
        for point in strand.points
    )
    far = next((spot for spot in reversed(spots) if spot.kind == "figure"), spots[-1])
    return Drawn(strand.letter, line if len(joined) > 1 else "", spots, far.x + 9, far.y + 4.5)


def _spread(marks: list[float]) -> list[float]:
    kept: list[float] = []
    for mark in marks:
        if not kept or mark - kept[-1] >= _APART:
            kept.append(mark)
    return kept
