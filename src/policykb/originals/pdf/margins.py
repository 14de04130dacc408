"""Running heads, running feet and page numbers: what stands at the same height of most pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.originals.pdf.rows import Row

_DEPTH = 0.15
_OUTERMOST = 3
_HALF = 0.5
_FEW, _NUMBERS = 3, 4
_STEP = 6
_DIGITS = re.compile(r"[0-9０-９]{1,9}")
_BLANKS = re.compile(r"[\s—–―－\-·•]+")
_NUMBER = re.compile(
    r"\s*([—–―－\-·•]?)\s*(?:第\s*)?([0-9]{1,4})\s*(?:页)?(?:\s*[/／]?\s*共?\s*[0-9]{1,4}\s*页?)?\s*([—–―－\-·•]?)\s*"
)
_DECORATED = re.compile(r"[页/／—–―－\-·•]")

Place = tuple[int, int]


def margins(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> frozenset[Place]:
    """The rows that are page furniture, by page and by their index on it.

    Counted from the edge of a page, the first row that is none ends it: what follows is text.
    """
    edges = [edge for page, found in enumerate(pages) for edge in _edges(page, found, heights[page])]
    outer = [one for edge in edges for one in edge]
    repeated = Counter(key for page, _, row in outer for key in _keys(row, page))
    most = max(2, min(_FEW, len(pages)), int(_HALF * len(pages)))
    numbers = frozenset(_numbers(outer))
    furniture: set[Place] = set()
    for edge in edges:
        for page, index, row in edge:
            if (page, index) not in numbers and all(repeated[key] < most for key in _keys(row, page)):
                break
            furniture.add((page, index))
    return frozenset(furniture)


def _edges(page: int, found: Sequence[Row], height: float) -> Iterator[list[tuple[int, int, Row]]]:
    """The first rows of a page, and the last ones, from the edge inwards, as far as they stand near it."""
    numbered = [(page, index, row) for index, row in enumerate(found)]
    yield [one for one in numbered[:_OUTERMOST] if one[2].y0 >= height * (1 - _DEPTH)]
    yield [one for one in numbered[::-1][:_OUTERMOST] if one[2].y1 <= height * _DEPTH]


def _keys(row: Row, page: int) -> tuple[tuple[str, int], ...]:
    """What a row says at what height, as it stands and with some of its numbers counted from the page's own."""
    words, place = _BLANKS.sub("", row.text), round(row.y0 / _STEP)
    numbers = list(_DIGITS.finditer(words))[:_NUMBERS]
    found = {words: None}
    for which in itertools.product((False, True), repeat=len(numbers)):
        said = words
        for match, counts in zip(reversed(numbers), which, strict=True):
            if counts:
                said = f"{said[: match.start()]}#{int(match.group()) - page}{said[match.end() :]}"
        found[said] = None
    return tuple((said, place) for said in found)


def _numbers(outer: Sequence[tuple[int, int, Row]]) -> Iterator[Place]:
    """The rows that hold only a page number: with its usual marks, or one that counts with the pages."""
    plain: list[tuple[int, int, int]] = []
    for page, index, row in outer:
        match = _NUMBER.fullmatch(row.text)
        if match is None:
            continue
        if _DECORATED.search(row.text):
            yield page, index
        else:
            plain.append((page, index, int(match.group(2)) - page))
    common = Counter(offset for _, _, offset in plain)
    for page, index, offset in plain:
        if common[offset] > 1 or offset == 1:
            yield page, index
