"""Which stretches of a text stand inside brackets, quotation marks or title marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks of one shape are partners whatever their width: （…) and 〔…］ are written too.
_SHAPES = ("（()）", "【〔[［﹝﹞］]〕】", "《》", "〈〉", "“”", "‘’", "「」", "『』")
_OPENERS = {mark: shape[0] for shape in _SHAPES for mark in shape[: len(shape) // 2]}
_CLOSERS = {mark: shape[0] for shape in _SHAPES for mark in shape[len(shape) // 2 :]}
_MARKS = re.compile("[" + re.escape("".join((*_OPENERS, *_CLOSERS))) + "]")


def groups(text: str, within: Span) -> tuple[Span, ...]:
    """The outermost bracketed stretches, marks included; a mark without its partner is ordinary text."""
    pairs = _pairs(text, within)
    outermost: list[Span] = []
    for pair in pairs:
        if not outermost or pair.start >= outermost[-1].end:
            outermost.append(pair)
    return tuple(outermost)


def open_places(text: str, within: Span, marks: re.Pattern[str]) -> Iterator[int]:
    """Where the marks stand outside all brackets."""
    at = within.start
    for group in groups(text, within):
        yield from (match.start() for match in marks.finditer(text, at, group.start))
        at = group.end
    yield from (match.start() for match in marks.finditer(text, at, within.end))


def open_positions(text: str, within: Span) -> Iterator[tuple[int, str]]:
    """Each code point that stands outside all brackets, with its position."""
    at = within.start
    for group in groups(text, within):
        yield from enumerate(text[at : group.start], at)
        at = group.end
    yield from enumerate(text[at : within.end], at)


def _pairs(text: str, within: Span) -> list[Span]:
    """Every matched pair in order of its opening mark; linear, whatever the nesting."""
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = dict.fromkeys(_OPENERS.values(), 0)
    found: list[Span] = []
    for match in _MARKS.finditer(text, within.start, within.end):
        mark, at = match.group(), match.start()
        if shape := _OPENERS.get(mark):
            stack.append((shape, at))
            waiting[shape] += 1
        elif waiting[opener := _CLOSERS[mark]]:
            while True:
                top, start = stack.pop()
                waiting[top] -= 1
                if top == opener:
                    break
            found.append(Span(start, at + 1))
    return sorted(found)
