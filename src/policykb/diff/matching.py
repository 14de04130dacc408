"""Which part of the new version is which part of the old one: by content, never by number or row."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9.%％]+")
_T = TypeVar("_T")


def likeness(one: str, other: str) -> float:
    """How alike two texts are by their pairs of characters, from 0 to 1."""
    left, right = _pairs(one), _pairs(other)
    total = left.total() + right.total()
    if not total:
        return float(one == other)
    return 2 * (left & right).total() / total


@lru_cache(maxsize=4096)
def _pairs(words: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for run in _RUN.findall(words):
        found.update(run[at : at + 2] for at in range(max(len(run) - 1, 1)))
    return found


def paired(
    old: Sequence[_T], new: Sequence[_T], score: Callable[[_T, _T], float], least: float
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """The best pairs at or above ``least``, best first and then in order; what is left of the old, and of the new."""
    scored = sorted(
        (
            (-value, abs(i * max(len(new), 1) - j * max(len(old), 1)), i, j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
            if (value := score(one, other)) >= least
        )
    )
    by_old: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in scored:
        if i not in by_old and j not in taken:
            by_old[i] = j
            taken.add(j)
    pairs = [(old[i], new[j]) for i, j in sorted(by_old.items(), key=lambda pair: pair[1])]
    dropped = [one for i, one in enumerate(old) if i not in by_old]
    added = [other for j, other in enumerate(new) if j not in taken]
    return pairs, dropped, added


def moved(order: Sequence[int]) -> set[int]:
    """The positions in a sequence of old numbers that leave the longest rising run: what really changed its place."""
    best: list[tuple[int, list[int]]] = []
    for at, number in enumerate(order):
        longest = max((run for last, run in best if last < number), key=len, default=[])
        best.append((number, [*longest, at]))
    kept = max((run for _, run in best), key=len, default=[])
    return set(range(len(order))) - set(kept)
