"""Numbers in front of headings and items: 一、 （一） 1. （1） ① 第一条 2.1, in either width, with or without blanks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.extract.brackets import groups
from policykb.extract.numbers import decimal
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = "[ \t\u3000\u00a0]{0,4}"
_HAN = "[〇零一二三四五六七八九十百]{1,6}"
_DIGITS = "[0-9０-９]{1,3}"
# After one of these an item may start inside a paragraph.
_EDGE = re.compile(
    r"[。；;：:！？!?）)】〕\]］”|](?=[ \t\u3000\u00a0]{0,4}[（(〔\[［0-9０-９一二三四五六七八九十第A-Za-z\u2160-\u216b\u2460-\u249b\u2776-\u277f])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text: its style, its value, and where the words behind it start."""

    style: str
    value: int
    span: Span
    weak: bool = False


def number_at(text: str, at: int, end: int) -> Number | None:
    """The number that stands just there."""
    for name, pattern, weak in _styles():
        found = pattern.match(text, at, end)
        if found and (value := _value(found["v"])) is not None:
            stop = found.end() - (len(found.group()) - len(found.group().rstrip()))
            return Number(name, value, Span(at, stop), weak)
    return None


def inside(text: str, line: Span) -> Iterator[Number]:
    """The numbers within a paragraph that may start items there, in order; none in brackets or quotation marks."""
    found = []
    for edge in _EDGE.finditer(text, line.start, line.end):
        at = edge.end()
        while text[at].isspace():
            at += 1
        number = number_at(text, at, line.end)
        if number and not number.weak and number.style not in {"han_close", "arabic_close", "decimal"}:
            found.append(number)
    if found:
        closed = groups(text, line)
        yield from (number for number in found if not _within(number.span, closed))


def lead_end(text: str, line: Span) -> int:
    """Where a line's own words start, behind Markdown's marks and bullets."""
    found = _lead().match(text, line.start, line.end)
    return min(found.end(), line.end - 1) if found else line.start


@cache
def lexicon() -> dict[str, Any]:
    """How a plan shows its structure."""
    return assets.lexicon("outline")


@cache
def styles() -> tuple[str, ...]:
    """The styles of numbers, the highest first."""
    return tuple(name for name, _, _ in _styles())


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon()['lead']}){{0,40}}")


@cache
def _styles() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(
        (row["name"], re.compile(_spelt_out(row["pattern"])), row.get("weak", False))
        for row in lexicon()["style"]
    )


def _spelt_out(pattern: str) -> str:
    """The pattern with its short forms C, D and B written out; a letter class keeps its own."""
    return re.sub(
        r"(?<![A-Za-z\\\[-])([CDB])(?![A-Za-z\]-])",
        lambda found: {"C": _HAN, "D": _DIGITS, "B": _BLANKS}[found.group(1)],
        pattern,
    )


def _within(span: Span, closed: tuple[Span, ...]) -> bool:
    """Whether a place lies inside one of the groups, which do not overlap; its own brackets do not count."""
    before = bisect_left(closed, span.start, key=lambda group: group.start)
    return before > 0 and span.start < closed[before - 1].end


def _value(written: str) -> int | None:
    if len(written) == 1 and written.isascii() and written.isalpha():
        return ord(written.lower()) - ord("a") + 1
    if len(written) == 1 and not written.isdecimal():
        return int(unicodedata.numeric(written, 0)) or None
    try:
        return int(decimal(written))
    except ValueError:
        return None
