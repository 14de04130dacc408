"""A Markdown text to lines: no line is joined to another, so that headings keep theirs."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import LimitError
from policykb.gate import limits
from policykb.gate.characters import place
from policykb.originals.blocks import Line, Stretch
from policykb.originals.lines import Lines
from policykb.originals.markdown.inline import Inline
from policykb.originals.plain import decoded, guessed
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator


_LEAD = re.compile(
    r"[ \t]*+(?:>[ \t]*+)*+(?:[-*+](?:[ \t]++|$)(?:\[[ xX]\][ \t]++)?)?(?:#{1,6}(?:[ \t]++|$))?"
)
_FENCE = re.compile(r"[ \t]*+(```+|~~~+)")
_RULE = re.compile(r"[ \t]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,}|=++[ \t]*+)")
_UNDERLINE = re.compile(r"[ \t]*+(?:=++|-++)[ \t]*+")
_DELIMITERS = re.compile(r"[ \t]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+")
_DEFINITION = re.compile(r"[ \t]*+\[([^\[\]]{1,200})\]:[ \t]*+\S")
_CLOSING = re.compile(r"[ \t]++#++[ \t]*+\Z")
_MARKS = "*_`[<&|~\\"
_BAR = re.compile(r"(?<!\\)\|")
_SAID = {
    "front": Phrase("文首的元数据 {} 行未计入正文", "lines of metadata at the start, left out: {}"),
    "struck": Phrase("标为删除的 {} 字未计入", "characters marked as deleted, left out: {}"),
    "pictures": Phrase("图片 {} 幅，其中的文字没有读取", "pictures, whose words were not read: {}"),
}


@dataclass(frozen=True, slots=True)
class MarkdownReading:
    """What a text says, and what its reader should check."""

    blocks: tuple[Line, ...]
    warnings: tuple[Phrase, ...]


def read_markdown(data: bytes, *, where: object) -> MarkdownReading:
    """What a Markdown text says.

    Raises:
        InputError: its encoding is not known, or it holds characters that no text may hold.
        LimitError: it holds far too many marks.
    """
    source, warnings = decoded(data, where=where)
    text = source.text
    marks = sum(map(text.count, _MARKS))
    if marks > limits.current().xml_tags:
        more = limits.how_to_raise("xml_tags")
        zh = f"有 {marks} 个标记；{more.zh}"
        raise LimitError(f"{marks} marks", where=place(where), hint=more.en, code="E_SIZE", zh=zh)
    left_out: Counter[str] = Counter()
    found = tuple(_Text(text, left_out).lines())
    told = [
        Phrase(said.zh.format(count), said.en.format(count))
        for what, said in _SAID.items()
        if (count := left_out[what])
    ]
    return MarkdownReading(found, (*guessed(source), *warnings, *told))


class _Text:
    """One text, line by line."""

    def __init__(self, source: str, left_out: Counter[str]) -> None:
        places = Lines.of(source)
        self._lines = [source[start:end] for start, end in zip(places.starts, places.ends, strict=True)]
        self._left_out = left_out
        names = frozenset(
            match.group(1).lower() for line in self._lines if (match := _DEFINITION.match(line))
        )
        self._inline = Inline(names, left_out)

    def lines(self) -> Iterator[Line]:
        """The words of each line that has some; blank lines stay."""
        fence, in_table, in_comment = "", False, False
        for number in range(self._front(), len(self._lines)):
            line = self._lines[number]
            opening = _FENCE.match(line)
            if fence:
                fence = "" if opening and opening.group(1).startswith(fence) else fence
                if fence:
                    yield (Stretch(line, number, 0),) if line else ()
            elif opening:
                fence = opening.group(1)
            elif in_comment or line.lstrip().startswith("<!--"):
                in_comment = "-->" not in line
            elif self._is_mark(number):
                in_table = in_table and self._heads_table(number - 1)
            else:
                in_table = bool(_BAR.search(line)) and (in_table or self._heads_table(number))
                yield self._row(line, number) if in_table else self._line(line, number)

    def _front(self) -> int:
        """How many lines of metadata stand before the text."""
        if self._lines[0].strip() != "---":
            return 0
        for number, line in enumerate(self._lines[1:], start=1):
            if line.strip() in {"---", "..."}:
                self._left_out["front"] = number + 1
                return number + 1
        return 0

    def _is_mark(self, number: int) -> bool:
        """Whether a line holds no words: a rule, the line under a heading, a link's target, a table's second line."""
        line = self._lines[number]
        above = self._lines[number - 1].strip() if number else ""
        return bool(
            _RULE.fullmatch(line)
            or _DEFINITION.match(line)
            or (above and _UNDERLINE.fullmatch(line))
            or (number and self._heads_table(number - 1))
        )

    def _heads_table(self, number: int) -> bool:
        """Whether the next line is the one that makes this a table's heading."""
        if number + 1 >= len(self._lines) or not _BAR.search(self._lines[number]):
            return False
        below = self._lines[number + 1]
        return "|" in below and _DELIMITERS.fullmatch(below) is not None

    def _line(self, line: str, number: int) -> Line:
        lead = _LEAD.match(line)
        start = lead.end() if lead else 0
        end = len(line.rstrip(" \t"))
        if "#" in line[:start] and (closing := _CLOSING.search(line, start)):
            end = closing.start()
        end -= int(line[start:end].endswith("\\"))
        return self._words(line, number, (start, max(start, end)), "\n")

    def _row(self, line: str, number: int) -> Line:
        """The cells of a table's row with tabs between them."""
        bars = [match.start() for match in _BAR.finditer(line)]
        edges = [-1, *bars, len(line)]
        cells = [(left + 1, right) for left, right in itertools.pairwise(edges)]
        if not line[slice(*cells[0])].strip():
            cells = cells[1:]
        if cells and not line[slice(*cells[-1])].strip():
            cells = cells[:-1]
        found: list[Stretch] = []
        for index, (start, end) in enumerate(cells):
            text = line[start:end]
            inner = start + len(text) - len(text.lstrip())
            found += [Stretch("\t")] if index else []
            found += self._words(line, number, (inner, max(inner, start + len(text.rstrip()))), " ")
        return tuple(found)

    def _words(self, line: str, number: int, span: tuple[int, int], line_break: str) -> Line:
        start, end = span
        found: list[Stretch] = []
        for token in self._inline.tokens(line[start:end]):
            is_break = token.mark == "br"
            found.append(
                Stretch(line_break) if is_break else Stretch(token.text, number, start + token.start)
            )
        return tuple(found)
