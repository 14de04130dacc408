"""What the first words of a part are: a heading, and of what kind, or the part's whole content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.brackets import open_places
from policykb.extract.clauses import trimmed
from policykb.extract.lines import runs_on
from policykb.extract.numbering import lexicon
from policykb.span import Span
from policykb.text import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.extract.tags import Tag
    from policykb.extract.tree import Node

_STOP = re.compile("[。！？]")
_COLON = re.compile("[：:]")
_LONGEST = 36
_LONGEST_LINE = 60
_LONGEST_BEFORE_COLON = 24
_MOST_COMMAS = 1
_MARKUP = "*_# \t\u3000`"


@dataclass(frozen=True, slots=True)
class Heading:
    """A part's heading; ``end`` is where its content starts. Words that are the content too are ``shared``."""

    title: Span | None
    end: int
    shared: bool = False

    def words(self, text: str) -> str:
        """The heading in one line; empty when there is none."""
        return display(self.title.quote(text)) if self.title else ""


def heading_of(text: str, node: Node, tags: Sequence[Tag], full: int) -> Heading:
    """The heading of a part.

    Args:
        text: the whole plan.
        node: the part.
        tags: the tags among its own words.
        full: how long a line is that the page's edge has broken, or 0.
    """
    piece = _first_piece(text, node)
    if piece is None:
        return Heading(None, node.mark.words)
    line_end = _line_end(text, piece, full)
    within = next((tag.span.start for tag in tags if piece.start < tag.span.start < line_end), line_end)
    line = trimmed(text, piece.start, within)
    if line is None or any(tag.span.start <= piece.start for tag in tags):
        return Heading(None, piece.start)
    if node.mark.style == "article":
        return _of_article(text, piece, line)
    return _of_item(text, line, _more(text, node, piece, tags))


def states_goals(words: str) -> bool:
    """Whether a part of this heading states goals."""
    plain = words.strip(_MARKUP + "：:。")
    return bool(_pattern("goals").search(plain)) and not _pattern("not_goals").search(plain)


def is_context(words: str) -> bool:
    """Whether a part of this heading says why and in what spirit, not what is to be done."""
    return bool(_pattern("context").match(words.strip(_MARKUP + "：:。")))


def _first_piece(text: str, node: Node) -> Span | None:
    end = node.children[0].mark.start if node.children else node.end
    return trimmed(text, node.mark.words, end) if node.mark.words < end else None


def _line_end(text: str, piece: Span, full: int) -> int:
    """Where the first line ends, with those that it runs on into."""
    start = piece.start
    while True:
        found = text.find("\n", start, piece.end)
        if found < 0:
            return piece.end
        line = trimmed(text, start, found)
        if line is None or not runs_on(text, Span(text.rfind("\n", 0, start) + 1, line.end), full):
            return found
        start = found + 1


def _more(text: str, node: Node, piece: Span, tags: Sequence[Tag]) -> list[tuple[int, int]]:
    """The stretches of the first piece that are no tags, and any part beneath, which may follow the heading."""
    at, rest = piece.start, []
    for tag in tags:
        if piece.holds(tag.span):
            rest.append((at, tag.span.start))
            at = tag.span.end
    rest.append((at, piece.end))
    rest += [(child.mark.start, child.end) for child in node.children]
    return [(start, end) for start, end in rest if text[start:end].strip("。；;.,， \n\r\t\u3000")]


def _of_item(text: str, line: Span, more: Sequence[tuple[int, int]]) -> Heading:
    stop = next(open_places(text, line, _STOP), None)
    colon = next(open_places(text, line, _COLON), None)
    if colon is not None and (stop is None or colon < stop) and colon - line.start <= _LONGEST_BEFORE_COLON:
        before = _bare(text, line.start, colon)
        if before and "，" not in before.quote(text) and text[colon + 1 : line.end].strip():
            return Heading(before, colon + 1)
    end = line.end if stop is None else stop
    after = end if stop is None else stop + 1
    title = _bare(text, line.start, end)
    if title is None:
        return Heading(None, line.start)
    follows = any(
        text[max(start, after) : stop_].strip("。；;.,， \n\r\t\u3000*")
        for start, stop_ in more
        if stop_ > after
    )
    if not follows:
        return Heading(title, line.start, shared=True)
    if stop is None and len(title) <= _LONGEST_LINE and text[end - 1] not in "；;，,":
        return Heading(title, after)
    if _is_heading(title.quote(text)):
        return Heading(title, after)
    return Heading(_shortened(text, title), line.start, shared=True)


def _of_article(text: str, piece: Span, line: Span) -> Heading:
    """An article has a heading only on a line of its own or in brackets; otherwise it goes by its number."""
    words = line.quote(text)
    alone = (
        line.end < piece.end
        and not _STOP.search(words)
        and len(words) <= _LONGEST
        and text[line.end - 1] not in "；：，"
    )
    return Heading(line, line.end) if alone else Heading(None, piece.start)


def _is_heading(words: str) -> bool:
    if len(words) > _LONGEST or words.count("，") > _MOST_COMMAS:
        return False
    return not _pattern("counted").search(words) and not _pattern("no_heading").match(words)


def _bare(text: str, start: int, end: int) -> Span | None:
    """The words without blanks and Markdown's marks around them."""
    while start < end and text[start] in _MARKUP:
        start += 1
    while end > start and (text[end - 1] in _MARKUP or text[end - 1] in "：:"):
        end -= 1
    return trimmed(text, start, end) if start < end else None


def _shortened(text: str, title: Span) -> Span:
    """What a long first sentence is called by: its first clause."""
    comma = text.find("，", title.start, title.end)
    return title if len(title) <= _LONGEST or comma < 0 else Span(title.start, comma)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon()[name])
