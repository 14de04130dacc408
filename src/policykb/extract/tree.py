"""A text's headings and items as a tree: what is numbered how, and what stands beneath what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb.extract.clauses import trimmed
from policykb.extract.lines import Line, full_width, lines_of, raw_lines
from policykb.extract.marks import ASIDE, MARKDOWN, PLAIN, ROW, Mark, marks_of, row_marks
from policykb.extract.numbering import styles
from policykb.extract.task_tables import Row, Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.span import Span

_MARKDOWN_LEVELS = range(1, 7)


@dataclass(slots=True)
class Node:
    """A part: from its mark up to the next of its own rank or above."""

    mark: Mark
    rank: int
    end: int
    depth: int = 0
    children: list[Node] = field(default_factory=list)
    row: Row | None = None

    def pieces(self, text: str) -> list[Span]:
        """The stretches that belong to it and to no part beneath it."""
        edges = [
            self.mark.words,
            *(edge for child in self.children for edge in (child.mark.start, child.end)),
            self.end,
        ]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        spans = (trimmed(text, start, end) for start, end in gaps if start < end)
        return [span for span in spans if span]

    def walk(self) -> Iterator[Node]:
        """Itself and all beneath it, in text order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Tree:
    """The parts of a text, its lines and its tables of tasks; ``full`` is how long a line broken by the page is, or 0."""

    root: Node
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    full: int


def tree(text: str) -> Tree:
    """The parts of a text, by its numbers, headings and tables."""
    raw = list(raw_lines(text))
    found = tuple(tables(text, raw))
    lines = lines_of(text, raw)
    full = full_width(text, lines)
    marks = sorted([*marks_of(text, lines, found, full), *row_marks(found)], key=lambda mark: mark.start)
    root = Node(Mark("", 0, 0, 0), -1, len(text))
    _grow(root, marks, _ranks(marks), {row.span.start: row for table in found for row in table.rows})
    return Tree(root, lines, found, full)


def _grow(root: Node, marks: Sequence[Mark], ranks: dict[str, int], rows: dict[int, Row]) -> None:
    """Hangs each mark beneath the nearest before it that ranks above it."""
    stack = [root]
    for mark in marks:
        rank = ranks[mark.style]
        while stack[-1].rank >= rank:
            stack.pop().end = mark.start
        node = Node(mark, rank, root.end, depth=len(stack) - 1)
        stack[-1].children.append(node)
        stack.append(node)
        node.row = rows.get(mark.start) if mark.style == ROW else None
        if mark.end:
            stack.pop().end = mark.end
    for node in stack[1:]:
        node.end = root.end


def _ranks(marks: Sequence[Mark]) -> dict[str, int]:
    """How high each style stands in this text: as usual, unless its numbers run on across those below it."""
    usual = [ASIDE, *(f"{MARKDOWN}{level}" for level in _MARKDOWN_LEVELS), *_with_plain(), ROW]
    used = [style for style in usual if any(mark.style == style for mark in marks)]
    ones, anys = _crossings([mark for mark in marks if mark.value], used)
    for _ in used:
        for at in range(len(used) - 1):
            high, low = used[at], used[at + 1]
            if not ones[high, low] and anys[low, high]:
                used[at], used[at + 1] = low, high
    return {style: rank for rank, style in enumerate(used)}


def _with_plain() -> list[str]:
    """The styles of numbers, with headings without a number above the first that they may hold."""
    known = list(styles())
    known.insert(known.index("han"), PLAIN)
    return known


def _crossings(
    marks: Sequence[Mark], used: Sequence[str]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """How often a 1 of one style, and how often any of it, stands between two numbers in turn of another."""
    ones: dict[tuple[str, str], int] = defaultdict(int)
    anys: dict[tuple[str, str], int] = defaultdict(int)
    last: dict[str, tuple[int, int]] = {}
    last_one: dict[str, int] = {}
    for index, mark in enumerate(marks):
        at, value = last.get(mark.style, (-1, 0))
        if at >= 0 and mark.value == value + 1:
            for other in used:
                if other != mark.style and last.get(other, (-1, 0))[0] > at:
                    anys[mark.style, other] += 1
                    ones[mark.style, other] += last_one.get(other, -1) > at
        last[mark.style] = (index, mark.value)
        if mark.value == 1:
            last_one[mark.style] = index
    return ones, anys
