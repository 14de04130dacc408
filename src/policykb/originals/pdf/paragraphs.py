"""Rows to paragraphs: a row that fills its measure goes on in the next one."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from policykb.originals.blocks import Stretch, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policykb.originals.blocks import Line
    from policykb.originals.pdf.rows import Row

_ENDS = "。！？!?；;：:"
_NUMBERED = re.compile(
    r"第[〇零一二三四五六七八九十百0-9]+[条章节]|[〇零一二三四五六七八九十百]+、|[（(][〇零一二三四五六七八九十百0-9]+[）)]"
    r"|[0-9]+[.．、](?![0-9])|[①-⑳]"
)
_TOKEN = re.compile(r"[0-9A-Za-z.,%‰/+\-]+|.", re.DOTALL)
_NO_START = "，。、；：！？）》」』】〕〉”’％%…,.;:!?)]"
_OPENING = "（《「『【〔〈“‘(["
_INDENT, _DEEPEST, _SLACK = 0.8, 3.2, 0.6
_SAME_SIZE, _FAR = 0.08, 1.8
_JUSTIFIED, _NARROW, _FEW = 0.3, 0.5, 3
_STEPS = 4
_LATIN_END = re.compile(r"[A-Za-z]-\Z")


@dataclass(frozen=True, slots=True)
class Measure:
    """The edges between which a column's text runs, and how far its rows stand apart."""

    left: float
    right: float
    pitch: float


def measures(
    columns: Iterable[tuple[tuple[int, int], Row]], widths: dict[int, float]
) -> dict[tuple[int, int], Measure]:
    """The measure of each kind of column, for rows under their page's width and their column."""
    kinds: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
    for kind, row in columns:
        kinds[kind].append(row)
    return {
        kind: _measure(found, widths.get(kind[0], 0.0) if kind[1] == 0 else 0.0)
        for kind, found in sorted(kinds.items())
    }


def _measure(found: Sequence[Row], width: float) -> Measure:
    em = median(row.size for row in found)
    left = _outermost([row.x0 for row in found], em, lowest=True)
    right, count = _usual([row.x1 for row in found], em)
    if count < max(_FEW, _JUSTIFIED * len(found)) or right - left < _NARROW * width:
        right = max(_outermost([row.x1 for row in found], em, lowest=False), width - left)
    steps = [
        above.y0 - below.y0
        for above, below in itertools.pairwise(found)
        if above.page == below.page and 0 < above.y0 - below.y0 < _STEPS * em
    ]
    return Measure(left, right, median(steps) if steps else 2 * em)


def _usual(places: Sequence[float], em: float) -> tuple[float, int]:
    """Where most rows end, whatever hangs out by a comma or so, and how many of them do."""
    counted = Counter(round(2 * place / em) for place in places)
    near = {step: counted[step - 1] + count + counted[step + 1] for step, count in counted.items()}
    best = max(sorted(near, reverse=True), key=lambda step: near[step])
    ends = [place for place in places if abs(round(2 * place / em) - best) <= 1]
    return median(ends), near[best]


def _outermost(places: Sequence[float], em: float, *, lowest: bool) -> float:
    """The outermost place where at least two rows begin or end; of a few rows, the outermost one."""
    ordered = sorted(places, reverse=not lowest)
    for one, other in itertools.pairwise(ordered):
        if abs(one - other) <= em / 2:
            return one
    return ordered[0]


def goes_on(row: Row, measure: Measure, following: Row, next_measure: Measure) -> bool:
    """Whether a row's paragraph goes on in the next row, each in the measure of its own column."""
    em = max(row.size, following.size)
    room = measure.right - row.x1
    if abs(row.size - following.size) > _SAME_SIZE * em or room >= first_word(following) + _SLACK * row.size:
        return False
    ended = row.text[-1] in _ENDS
    indent, before = following.x0 - next_measure.left, row.x0 - measure.left
    if _NUMBERED.match(following.text) and (ended or indent > before + _INDENT * em):
        return False
    below = row.page == following.page and row.y0 > following.y0
    if below and row.y0 - following.y0 > _FAR * measure.pitch:
        return False
    if _INDENT * em < indent <= _DEEPEST * em:
        return abs(indent - before) <= _INDENT * em and not ended
    return (indent <= _INDENT * em and before <= _DEEPEST * em) or abs(indent - before) <= _INDENT * em


def first_word(row: Row) -> float:
    """How wide the part of a row is that cannot be broken off its first sign."""
    word = row.first_word()
    text = "".join(sign.text[0] for sign in word)
    end = 0
    while end < len(text) - 1 and text[end] in _OPENING:
        end += 1
    token = _TOKEN.match(text, end)
    end = token.end() if token else end + 1
    while end < len(text) and text[end] in _NO_START:
        end += 1
    return word[end - 1].x1 - word[0].x0


def joined(line: Line, more: Line) -> Line:
    """Two rows as one line: a hyphen at the break of a Latin word goes, a blank comes between Latin words."""
    text, rest = plain(line), plain(more)
    if _LATIN_END.search(text) and rest[:1].islower():
        last = line[-1]
        kept = Stretch(last.text[:-1], last.unit, last.at)
        return (*line[:-1], *((kept,) if kept.text else ()), *more)
    if (
        text[-1:].isascii()
        and rest[:1].isascii()
        and (text[-1:].isalnum() or text[-1:] in ",.;:)%")
        and rest[:1].isalnum()
    ):
        return (*line, Stretch(" "), *more)
    return (*line, *more)
