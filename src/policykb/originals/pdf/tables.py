"""Tables with drawn rules: the grid, the cells that rules do not part, and the words in each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.gate.pdf import Rule
from policykb.originals.pdf.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NEAR = 3.0
_MOST, _MOST_PLACES = 400, 3000
_COVERED = 0.5
_LOW = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: the first row and column it lies in, how many of each it spans, its edges, and its signs."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    x1: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its edges, how many rows and columns, and its cells in reading order."""

    x0: float
    y0: float
    x1: float
    y1: float
    rows: int
    columns: int
    boxes: tuple[Box, ...]


def grids(rules: Iterable[Rule], signs: Sequence[Sign]) -> tuple[tuple[Grid, ...], tuple[Sign, ...]]:
    """The tables of a page from top to bottom, and the signs that stand in none."""
    merged = _merged(rules)
    if len(merged) > _MOST:  # a drawing, not a table
        return (), tuple(signs)
    left = list(signs)
    found: list[Grid] = []
    for group in _connected(merged):
        frame = _frame(group)
        if frame is None:
            continue
        across, up = frame
        inside = [
            sign
            for sign in left
            if across[0] <= sign.middle[0] <= across[-1] and up[-1] <= sign.middle[1] <= up[0]
        ]
        if inside:
            found.append(_grid(group, across, up, inside))
            held = {sign.at for sign in inside}
            left = [sign for sign in left if sign.at not in held]
    return tuple(sorted(found, key=lambda grid: (-grid.y1, grid.x0))), tuple(left)


def _is_level(rule: Rule) -> bool:
    return rule.x1 - rule.x0 >= rule.y1 - rule.y0


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """The rules with those that continue each other as one."""
    lines: defaultdict[tuple[bool, int], list[tuple[float, float, float]]] = defaultdict(list)
    for rule in rules:
        level = _is_level(rule)
        place = (rule.y0 + rule.y1) / 2 if level else (rule.x0 + rule.x1) / 2
        span = (rule.x0, rule.x1) if level else (rule.y0, rule.y1)
        lines[level, round(place)].append((*span, place))
    found: list[Rule] = []
    for (level, _), spans in sorted(lines.items()):
        start, end, place = min(spans)
        for low, high, other in (*sorted(spans)[1:], (float("inf"), 0.0, 0.0)):
            if low <= end + _NEAR:
                end = max(end, high)
                continue
            found.append(Rule(start, place, end, place) if level else Rule(place, start, place, end))
            start, end, place = low, high, other
    return found


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups that touch each other."""
    groups: list[list[Rule]] = []
    waiting = list(rules)
    while waiting:
        group, edge = [waiting[0]], [waiting.pop(0)]
        while edge:
            rule = edge.pop()
            near = [other for other in waiting if _touch(rule, other)]
            waiting = [other for other in waiting if not _touch(rule, other)]
            group += near
            edge += near
        groups.append(group)
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.x0 <= other.x1 + _NEAR
        and other.x0 <= one.x1 + _NEAR
        and one.y0 <= other.y1 + _NEAR
        and other.y0 <= one.y1 + _NEAR
    )


def _frame(group: Sequence[Rule]) -> tuple[list[float], list[float]] | None:
    """The edges of a grid's columns and rows, open sides closed; none when there is but one cell or one column."""
    level = [rule for rule in group if _is_level(rule)]
    upright = [rule for rule in group if not _is_level(rule)]
    if not level or not upright:
        return None
    across = _clustered([rule.x0 for rule in upright] + [min(r.x0 for r in group), max(r.x1 for r in group)])
    up = _clustered([rule.y0 for rule in level] + [min(r.y0 for r in group), max(r.y1 for r in group)])
    if len(across) < 3 or len(up) < 2 or len(across) * len(up) > _MOST_PLACES:  # noqa: PLR2004 - a table has two columns
        return None
    return across, up[::-1]


def _clustered(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _LOW:
            found.append(place)
    return found


class _Joined:
    """Places of a grid and which of them are one cell."""

    def __init__(self, group: Iterable[Rule], across: Sequence[float], up: Sequence[float]) -> None:
        self._roots = {
            (row, column): (row, column) for row in range(len(up) - 1) for column in range(len(across) - 1)
        }
        self._rules: defaultdict[tuple[bool, int], list[tuple[float, float]]] = defaultdict(list)
        for rule in group:
            level = _is_level(rule)
            edges, at = (up, rule.y0) if level else (across, rule.x0)
            span = (rule.x0, rule.x1) if level else (rule.y0, rule.y1)
            self._rules[level, min(range(len(edges)), key=lambda index: abs(edges[index] - at))].append(span)
        for row, column in sorted(self._roots):
            if (row, column + 1) in self._roots and not self._parts(
                (False, column + 1), up[row + 1], up[row]
            ):
                self._join((row, column), (row, column + 1))
            if (row + 1, column) in self._roots and not self._parts(
                (True, row + 1), across[column], across[column + 1]
            ):
                self._join((row, column), (row + 1, column))

    def root(self, place: tuple[int, int]) -> tuple[int, int]:
        """The first place of the cell that a place belongs to."""
        while self._roots[place] != place:
            self._roots[place] = self._roots[self._roots[place]]
            place = self._roots[place]
        return place

    def cells(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The last place of each cell by its first."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for place in sorted(self._roots):
            first = self.root(place)
            row, column = found.get(first, place)
            found[first] = max(row, place[0]), max(column, place[1])
        return found

    def _join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._roots[second] = first

    def _parts(self, edge: tuple[bool, int], low: float, high: float) -> bool:
        """Whether rules cover at least half of an edge."""
        covered = sum(max(0.0, min(end, high) - max(start, low)) for start, end in self._rules[edge])
        return covered >= _COVERED * (high - low)


def _grid(group: Sequence[Rule], across: list[float], up: list[float], signs: Sequence[Sign]) -> Grid:
    """The table whose unparted places are joined to cells."""
    joined = _Joined(group, across, up)
    falling = [-edge for edge in up]
    held: defaultdict[tuple[int, int], list[Sign]] = defaultdict(list)
    for sign in signs:
        x, y = sign.middle
        column = min(bisect_right(across, x), len(across) - 1) - 1
        row = min(bisect_right(falling, -y), len(up) - 1) - 1
        held[joined.root((max(row, 0), max(column, 0)))].append(sign)
    boxes = tuple(
        Box(
            row,
            column,
            last[0] - row + 1,
            last[1] - column + 1,
            across[column],
            across[last[1] + 1],
            tuple(held[row, column]),
        )
        for (row, column), last in sorted(joined.cells().items())
    )
    return Grid(across[0], up[-1], across[-1], up[0], len(up) - 1, len(across) - 1, boxes)
