"""The lines of a text that belong to its pages, not to its words: page numbers, running heads, a table of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.lines import Lines
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DASH = "[-—–―－·•~～]{1,3}"
_PLAIN = re.compile(r"[0-9]{1,4}")
# What can only be a page number: between dashes, or with the word for page.
_MARKED = re.compile(
    rf"{_DASH}\s*[0-9]{{1,4}}\s*{_DASH}"
    r"|第\s*[0-9]{1,4}\s*[页頁](?:\s*[,，/／]?\s*[(（]?\s*共\s*[0-9]{1,4}\s*[页頁]\s*[)）]?)?"
    r"|[0-9]{1,4}\s*[/／]\s*[0-9]{1,4}\s*[页頁]?"
    r"|共\s*[0-9]{1,4}\s*[页頁]\s*[,，]?\s*第\s*[0-9]{1,4}\s*[页頁]"
    r"|[Pp]age\s+[0-9]{1,4}(?:\s+of\s+[0-9]{1,4})?"
)
_NUMBER_AT_END = re.compile(r"[-—–(（]?\s?[0-9]{1,4}\s?[-—–)）]?\Z")
_LEADERS, _MANY_LEADERS, _LONGEST_ENTRY = ".．·‥_-… ", 6, 300
_FEW, _APART, _LONGEST_HEAD = 3, 200, 40


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words: its number, where they stand, and what they are."""

    number: int
    span: Span
    words: str


def furniture(text: str) -> tuple[Span, ...]:
    """The stretches of a text that a reader passes over, in order; the text itself stays as it is.

    A number on a line of its own counts as a page number when it has a page number's marks, or when such numbers go
    up by one from page to page; a line counts as a running head when it stands beside most page numbers.
    """
    lines = list(_lines(text))
    pages = {index for index, line in enumerate(lines) if _MARKED.fullmatch(line.words)}
    pages |= set(_counting(lines))
    found = pages | _heads(lines, pages) | {index for index, line in enumerate(lines) if is_entry(line.words)}
    return tuple(lines[index].span for index in sorted(found))


def _lines(text: str) -> Iterator[_Line]:
    places = Lines.of(text)
    for number, (start, end) in enumerate(zip(places.starts, places.ends, strict=True)):
        words = text[start:end].strip()
        if words:
            first = start + text[start:end].index(words)
            yield _Line(number, Span(first, first + len(words)), words)


def _counting(lines: Sequence[_Line]) -> Iterator[int]:
    """Plain numbers that count pages: each one more than the last, with a page of words between them."""
    numbers = [(index, int(line.words)) for index, line in enumerate(lines) if _PLAIN.fullmatch(line.words)]
    chains: dict[int, list[int]] = {}
    for index, number in numbers:
        before = chains.pop(number - 1, [])
        is_apart = not before or lines[index].span.start - lines[before[-1]].span.end >= _APART
        chains[number] = [*before, index] if is_apart else [index]
        if before and not is_apart:
            chains[number - 1] = before
    for chain in chains.values():
        if len(chain) >= _FEW:
            yield from chain


def _heads(lines: Sequence[_Line], pages: set[int]) -> set[int]:
    """Lines that stand right before or after page numbers again and again."""
    beside: defaultdict[str, list[int]] = defaultdict(list)
    for index in sorted(pages):
        for near in (index - 1, index + 1):
            if 0 <= near < len(lines) and near not in pages and len(lines[near].words) <= _LONGEST_HEAD:
                beside[lines[near].words].append(near)
    counted = Counter({words: len(set(found)) for words, found in beside.items()})
    return {
        index
        for words, found in beside.items()
        if counted[words] >= _FEW and 2 * counted[words] >= len(pages) - 1
        for index in found
    }


def is_entry(words: str) -> bool:
    """Whether a line is one of a table of contents: words, leaders, and a page number."""
    end = _NUMBER_AT_END.search(words[-_LONGEST_HEAD:])
    if end is None or len(words) > _LONGEST_ENTRY:
        return False
    before = words[: len(words) - len(end.group())]
    title = before.rstrip(_LEADERS)
    leaders = before[len(title) :].replace(" ", "").replace("…", "...")
    return bool(title) and len(leaders) >= _MANY_LEADERS
