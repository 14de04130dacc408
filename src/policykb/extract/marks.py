"""What opens a part of a text: numbers, headings without one, words beside the plan, rows of tables."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.body_names import shape_of
from policykb.extract.clauses import trimmed
from policykb.extract.lines import STOPS, runs_on
from policykb.extract.numbering import Number, inside, lexicon, number_at
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.lines import Line
    from policykb.extract.task_tables import Table

ASIDE, PLAIN, MARKDOWN, ROW = "aside", "plain", "markdown", "row"
_SKIPS = 3
_SECOND = 2
_LONGEST_SIGNATURE = 60
_MOST_SIGNATURES = 10
_LIST = re.compile("[：:]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What opens a part: a number, a heading without one, a row of a table, or words beside the plan.

    ``end`` is where it closes by itself, 0 where the next mark closes it; ``reason`` says what words beside the
    plan are.
    """

    style: str
    value: int
    start: int
    words: int
    number: Span | None = None
    end: int = 0
    reason: str = ""


def marks_of(text: str, lines: Sequence[Line], found: Sequence[Table], full: int) -> Iterator[Mark]:
    """The marks outside of tables; a weak number counts where another of its style follows."""
    free = _outside(lines, found)
    numbers = {line.span.start: number_at(text, line.words, line.span.end) for line in free}
    supported = _supported([number for number in numbers.values() if number])
    before: Line | None = None
    plain = itertools.count(1)
    last: dict[str, int] = {}
    attached = False
    for index, line in enumerate(free):
        number = numbers[line.span.start]
        weak = number is not None and number.weak and number.style not in supported
        broken = before is not None and runs_on(text, before.span, full)
        before = line
        if number and (weak or (broken and number.value != last.get(number.style, 0) + 1)):
            number = None
        attached = attached and bool(number) and text[line.span.end - 1] not in STOPS
        mark = None if number else _unnumbered(text, free, index, plain)
        if attached:
            yield Mark(ASIDE, 0, line.span.start, line.words, end=line.span.end, reason="attachment")
            continue
        if number:
            last[number.style] = number.value
            yield _numbered(line.span.start, number)
        elif mark:
            attached = mark.reason == "attachment" and bool(_LIST.search(line.span.quote(text)))
            yield mark
        if not mark:
            yield from _run_in(text, line, number, last)


def _outside(lines: Sequence[Line], found: Sequence[Table]) -> list[Line]:
    """The lines that are in no table."""
    free = []
    waiting = list(reversed(found))
    for line in lines:
        while waiting and waiting[-1].span.end <= line.span.start:
            waiting.pop()
        if not waiting or line.span.start < waiting[-1].span.start:
            free.append(line)
    return free


def _supported(numbers: Sequence[Number]) -> set[str]:
    """The weak styles whose numbers go on from 1 to 2."""
    weak: dict[str, set[int]] = defaultdict(set)
    for number in numbers:
        if number.weak:
            weak[number.style].add(number.value)
    return {style for style, values in weak.items() if {1, 2} <= values}


def _numbered(start: int, number: Number) -> Mark:
    return Mark(number.style, number.value, start, number.span.end, number.span)


def _unnumbered(text: str, lines: Sequence[Line], index: int, plain: itertools.count[int]) -> Mark | None:
    """A heading without a number, or words beside the plan."""
    line = lines[index]
    words = Span(line.words, line.span.end).quote(text)
    hashes = text[line.span.start : line.words].count("#")
    if reason := _aside(text, lines, index):
        return Mark(ASIDE, 0, line.span.start, line.words, end=line.span.end, reason=reason)
    if hashes and index:
        return Mark(f"{MARKDOWN}{hashes}", 0, line.span.start, line.words)
    if _pattern("plain").match(words.strip("*_ ")):
        return Mark(PLAIN, next(plain), line.span.start, line.words)
    return None


def _aside(text: str, lines: Sequence[Line], index: int) -> str:
    """What words beside the plan are: an attachment's heading, a signature's date, a note on publication."""
    words = lines[index].span.quote(text)
    if _aside_pattern("attachment").match(words):
        return "attachment"
    if _aside_pattern("public").match(words):
        return "publication"
    if _aside_pattern("closing").match(words):
        return "closing"
    if _aside_pattern("date").match(words) and index and _signs(text, lines[index - 1]):
        return "signature"
    return "signature" if _signs(text, lines[index]) and _before_date(text, lines, index) else ""


def _before_date(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a date follows, with nothing between but the names of others who sign."""
    for line in lines[index + 1 : index + _MOST_SIGNATURES]:
        if _aside_pattern("date").match(line.span.quote(text)):
            return True
        if not _signs(text, line):
            return False
    return False


def _signs(text: str, line: Line) -> bool:
    """Whether a line names who signs: bodies and nothing else."""
    words = line.span.quote(text)
    if len(words) > _LONGEST_SIGNATURE or not any(suffix in words for suffix in "局厅委府办会院部处司"):
        return False
    shapes = [shape_of(part) for part in words.split()]
    return all(shape and shape.clear for shape in shapes)


def _run_in(text: str, line: Line, number: Number | None, last: dict[str, int]) -> Iterator[Mark]:
    """The items that start inside a paragraph, where their numbers go on."""
    start = number.span.end if number else line.words
    rest = trimmed(text, start, line.span.end)
    candidates = list(inside(text, rest)) if rest else []
    second: set[str] = set()
    goes_on: list[bool] = []
    for candidate in reversed(candidates):
        goes_on.append(candidate.style in second)
        if candidate.value == _SECOND:
            second.add(candidate.style)
    open_now = {number.style: number.value} if number else {}
    for candidate, followed in zip(candidates, reversed(goes_on), strict=True):
        before = open_now.get(candidate.style, 0)
        if (before < candidate.value <= before + _SKIPS and before) or (candidate.value == 1 and followed):
            open_now[candidate.style] = last[candidate.style] = candidate.value
            yield _numbered(candidate.span.start, candidate)


def row_marks(found: Sequence[Table]) -> Iterator[Mark]:
    """The rows of tables."""
    for table in found:
        for row in table.rows:
            yield Mark(ROW, 0, row.span.start, row.span.start, row.number, end=row.span.end)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon()[name])


@cache
def _aside_pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon()["aside"][name])
