"""The order in which a page is read: columns one after the other, and what runs over both in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.pdf.rows import Row, gaps
from policykb.originals.pdf.tables import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Item = Row | Grid
_FEW = 5
_FILLED = 0.6
_MARGIN = 1.5
_SHORT = 8
_DEEP = 2


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows and tables that are read from top to bottom, and which column they stand in (0: none)."""

    column: int
    items: tuple[Item, ...]


def flows(
    items: Sequence[Item], known: Sequence[float] = (), *, depth: int = 0, column: int = 0
) -> Iterator[Flow]:
    """The parts of a page in reading order, for items from top to bottom; ``known`` are gutters of other pages."""
    place = (gutter(items) or _known(items, known)) if depth < _DEEP else None
    if place is None:
        yield Flow(column, tuple(items))
        return
    first, last = _extent(items, place)
    whole: list[Item] = []
    left: list[Item] = []
    right: list[Item] = []
    for index, item in enumerate(items):
        parts = _parted(item, place) if first <= index <= last else None
        if parts is None:
            yield from _both(left, right, depth, column)
            left, right = [], []
            whole.append(item)
            continue
        if whole:
            yield Flow(column, tuple(whole))
            whole = []
        left += parts[0]
        right += parts[1]
    yield from _both(left, right, depth, column)
    if whole:
        yield Flow(column, tuple(whole))


def _both(left: Sequence[Item], right: Sequence[Item], depth: int, column: int) -> Iterator[Flow]:
    for number, side in enumerate((left, right), start=1):
        if side:
            yield from flows(side, depth=depth + 1, column=3 * column + number)


def gutter(items: Sequence[Item]) -> float | None:
    """The middle of the blank strip between two columns of running text, if there is one."""
    found = [(row, left, right) for row in items if isinstance(row, Row) for left, right in gaps(row)]
    if len(found) < _FEW:
        return None
    best, count = 0.0, 0
    edges = sorted([(left, 1) for _, left, _ in found] + [(right, -1) for _, _, right in found])
    open_now = 0
    for index, (place, step) in enumerate(edges):
        open_now += step
        if open_now > count and index + 1 < len(edges):
            best, count = (place + edges[index + 1][0]) / 2, open_now
    through = [(row, left) for row, left, right in found if left < best < right]
    crossing = sum(_parted(item, best) is None for item in items)
    if count < _FEW or crossing > count:
        return None
    return best if _is_running_text(through, best) else None


def _known(items: Sequence[Item], known: Sequence[float]) -> float | None:
    """A gutter of another page at which lines of this one are parted too."""
    for place in known:
        through = [
            (row, left)
            for row in items
            if isinstance(row, Row)
            for left, right in gaps(row)
            if left < place < right
        ]
        if through and _is_running_text(through, place):
            return place
    return None


def _is_running_text(through: Sequence[tuple[Row, float]], gutter: float) -> bool:
    """Whether most lines left of a gap run up to it, as those of a column do and the cells of a table do not."""
    edge = max(left for _, left in through)
    full = [row for row, left in through if edge - left <= _MARGIN * row.size]
    wide = [
        row for row in full if gutter - row.x0 >= _SHORT * row.size and row.x1 - gutter >= _MARGIN * row.size
    ]
    return len(wide) >= _FILLED * len(through)


def _extent(items: Sequence[Item], gutter: float) -> tuple[int, int]:
    """The first and the last item that has words on both sides of the gutter."""
    both = [
        index
        for index, item in enumerate(items)
        if isinstance(item, Row) and item.x0 < gutter < item.x1 and _parted(item, gutter) is not None
    ]
    return both[0], both[-1]


def _parted(item: Item, gutter: float) -> tuple[list[Item], list[Item]] | None:
    """What of an item stands left and right of the gutter; none when it runs across."""
    if item.x1 <= gutter:
        return [item], []
    if item.x0 >= gutter:
        return [], [item]
    if isinstance(item, Grid):
        return None
    left = [part for part in item.segments() if part.x1 <= gutter]
    right = [part for part in item.segments() if part.x0 >= gutter]
    if len(left) + len(right) < len(item.segments()):
        return None
    joined = (Row.of(sign for part in side for sign in part.signs) for side in (left, right))
    first, second = joined
    return ([first] if first else []), ([second] if second else [])
