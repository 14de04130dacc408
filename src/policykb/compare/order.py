"""Two lists in order: which entries belong together when neither may be gone through backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def aligned(gains: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """The pairs of rows and columns, both rising, that gain most together.

    A column may go with several rows next to each other, for a plan may take two sections together, but each row
    after the first gains only half: where a column stands free, the row is likelier to go there. A row goes with
    one column. A pair that gains nothing is left out.
    """
    rows, columns = len(gains), len(gains[0]) if gains else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    held = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            gain = gains[row - 1][column - 1]
            if gain > 0:
                apart, together = best[row - 1][column - 1] + gain, held[row - 1][column] + gain / 2
                held[row][column] = max(apart, together if held[row - 1][column] else 0.0)
            best[row][column] = max(best[row - 1][column], best[row][column - 1], held[row][column])
    return tuple(reversed(list(_walked(gains, best, held))))


def _walked(
    gains: Sequence[Sequence[float]], best: list[list[float]], held: list[list[float]]
) -> list[tuple[int, int]]:
    """The pairs from the last to the first."""
    path: list[tuple[int, int]] = []
    row, column = len(best) - 1, len(best[0]) - 1
    inside = False
    while row > 0 and column > 0:
        if not inside:
            if best[row][column] == best[row - 1][column]:
                row -= 1
                continue
            if best[row][column] == best[row][column - 1]:
                column -= 1
                continue
        path.append((row - 1, column - 1))
        gain = gains[row - 1][column - 1]
        inside = held[row][column] > best[row - 1][column - 1] + gain
        row, column = row - 1, column if inside else column - 1
    return path
