"""A Word document's body in reading order: paragraphs with their numbers, tables, and text boxes where they hang."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.etree import _Element

from policykb.originals.blocks import Cell, Stretch, Table, plain
from policykb.originals.word.account import Account, Met
from policykb.originals.word.names import attribute, find, is_on, number, short, value
from policykb.originals.word.numbering import Numbering
from policykb.originals.word.styles import Styles
from policykb.originals.word.words import Shown, Words, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.originals.blocks import Block, Line
    from policykb.originals.word.container import Container
    from policykb.originals.word.words import Found

_WIDEST = 200
_PAGE = re.compile(r"\s*\S.*?[\t ]*\d+\s*", re.DOTALL)
# After a number that ends with one of these no blank is needed to tell it from the words.
_CLOSED = "、）)〕】］]。．：:》」』"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by its place in the document; ``host`` is the one a text box in it hangs on."""

    unit: int
    element: _Element
    shown: tuple[Shown, ...]
    host: int


class Body:
    """Reads a body once; ``paragraphs`` then holds all of them, in document order."""

    def __init__(self, container: Container) -> None:
        self.account = Account()
        self.paragraphs: list[Paragraph] = []
        self._styles = Styles(container.part("styles"))
        self.numbering = Numbering(container.part("numbering"), self._styles)
        self._words = Words(self._styles, self.account)
        self._carried: Line = ()
        self._host = -1

    def blocks(self, element: _Element | None) -> list[Block]:
        """The lines and tables inside an element."""
        found: list[Block] = []
        for child in self._through(element):
            match short(child):
                case "w:p":
                    found += self._paragraph(child)
                case "w:tbl":
                    found.append(self._table(child))
                case "w:altChunk" | "w:subDoc":
                    self.account.add(Met.ATTACHED)
        if self._carried:
            found.append(self._carried)
            self._carried = ()
        return found

    def _through(self, element: _Element | None) -> Iterator[_Element]:
        """The children, with those of content controls in their place."""
        for child in () if element is None else element:
            name = short(child)
            if name == "w:sdt":
                if self._is_contents(child):
                    self._skip(child, Met.CONTENTS)
                elif is_on(find(child, "w:sdtPr"), "w:showingPlcHdr"):
                    self._skip(child, Met.PROMPT)
                else:
                    yield from self._through(find(child, "w:sdtContent"))
            elif name in {"w:customXml", "w:ins", "w:moveTo"}:
                yield from self._through(child)
            elif name == "mc:AlternateContent":
                yield from self._through(chosen(child))
            else:
                yield child

    def _is_contents(self, control: _Element) -> bool:
        part = find(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
        return attribute(part, "val") == "Table of Contents"

    def _skip(self, element: _Element, met: Met) -> None:
        """Counts paragraphs that are not read, so that the later ones keep their places."""
        for paragraph in element.iter():
            if short(paragraph) == "w:p":
                self.paragraphs.append(Paragraph(len(self.paragraphs), paragraph, (), self._host))
                self.account.add(met, int(met is Met.CONTENTS))
        self.account.add(met, int(met is not Met.CONTENTS))

    def _paragraph(self, element: _Element) -> list[Block]:
        properties = find(element, "w:pPr")
        style_id = value(properties, "w:pStyle") or self._styles.default
        found = self._words.of(element, style_id)
        unit = len(self.paragraphs)
        host = unit if self._host < 0 else self._host
        self.paragraphs.append(Paragraph(unit, element, tuple(found.shown), host))
        line = _line(found, unit)
        if self._is_entry(style_id, found, plain(line)):
            self.account.add(Met.CONTENTS)
            return []
        mark = find(properties, "w:rPr")
        is_gone = mark is not None and (find(mark, "w:del") is not None or bool(is_on(mark, "w:vanish")))
        lines: list[Block] = []
        if line or not is_gone:
            line = self._numbered(properties, style_id, line, unit)
            self._carried += line
            if not is_gone:
                lines.append(self._carried)
                self._carried = ()
        return [*lines, *self._boxes(found, host)]

    def _is_entry(self, style_id: str, found: Found, text: str) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        return self._styles.is_contents(style_id) or (found.in_contents and bool(_PAGE.fullmatch(text)))

    def _numbered(self, properties: _Element | None, style_id: str, line: Line, unit: int) -> Line:
        """The line with the paragraph's number before its first word."""
        if self._carried:
            return line
        said = self.numbering.next(properties, style_id)
        if not said:
            return line
        text = plain(line)
        start = len(text) - len(text.lstrip("\n"))
        blank = " " if _runs_on(said[-1], text[start : start + 1]) else ""
        before, after = _cut(line, start)
        return (*before, Stretch(said + blank, unit, 0, generated=True), *after)

    def _boxes(self, found: Found, host: int) -> list[Block]:
        blocks: list[Block] = []
        outer, self._host = self._host, host
        for box in found.boxes:
            kept, self._carried = self._carried, ()
            blocks += self.blocks(box)
            self._carried = kept
        self._host = outer
        return blocks

    def _table(self, element: _Element) -> Table:
        rows = []
        for row in self._through(element):
            if short(row) != "w:tr":
                continue
            properties = find(row, "w:trPr")
            if find(properties, "w:del") is not None:
                self._skip(row, Met.DELETED)
                continue
            before = number(value(properties, "w:gridBefore")) or 0
            cells = [Cell((), columns=min(before, _WIDEST))] if before > 0 else []
            cells += [self._cell(cell) for cell in self._through(row) if short(cell) == "w:tc"]
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _cell(self, element: _Element) -> Cell:
        properties = find(element, "w:tcPr")
        unit = len(self.paragraphs)
        kept, self._carried = self._carried, ()
        blocks = tuple(self.blocks(element))
        self._carried = kept
        across, down = find(properties, "w:hMerge"), find(properties, "w:vMerge")
        span = number(value(properties, "w:gridSpan")) or 1
        is_hidden = across is not None and attribute(across, "val") != "restart"
        return Cell(
            () if is_hidden else blocks,
            columns=max(1, min(span, _WIDEST)),
            continues=down is not None and attribute(down, "val") != "restart",
            unit=min(unit, len(self.paragraphs) - 1),
        )


def _line(found: Found, unit: int) -> Line:
    """The paragraph's words, each stretch at its place in the paragraph."""
    at = 0
    line = []
    for shown in found.shown:
        line.append(Stretch(shown.text, unit, at))
        at += len(shown.text)
    return tuple(line)


def _runs_on(end: str, first: str) -> bool:
    """Whether a number and the words after it would be read as one without a blank: 1 and 2025年."""
    if not first or first.isspace() or end in _CLOSED:
        return False
    return first.isascii() or unicodedata.category(end) in {"Nd", "Nl", "Lo", "Lu", "Ll"}


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """A line in two, before and after a place."""
    before: list[Stretch] = []
    for index, stretch in enumerate(line):
        if at < len(stretch.text):
            rest = Stretch(stretch.text[at:], stretch.unit, stretch.at + at)
            head = Stretch(stretch.text[:at], stretch.unit, stretch.at)
            return (*before, *((head,) if at else ())), (rest, *line[index + 1 :])
        before.append(stretch)
        at -= len(stretch.text)
    return tuple(before), ()
