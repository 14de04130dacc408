"""A web page to blocks: lines where a reader sees lines, rows where tables are, nothing that is hidden."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb.errors import LimitError
from policykb.gate.characters import place
from policykb.originals.blocks import Block, Cell, Stretch
from policykb.originals.lines import Lines
from policykb.originals.numerals import numeral
from policykb.originals.web.elements import ALONE, BLOCKS, CELLS, ENDED, Fate, fate, list_form, number
from policykb.originals.web.markup import Tag, entity, markup
from policykb.originals.web.rows import Rows, Tally

if TYPE_CHECKING:
    from policykb.originals.web.markup import Words

_PIECES = re.compile(r"[ \t\n\r\f]+|&|[^& \t\n\r\f]+")
_VERBATIM = re.compile(r"\r?\n|\r|&|[^&\r\n]+")
_WIDE = "\u2e80"
_MOST_COLUMNS, _MOST_ROWS = 200, 10_000
_DEEPEST = 50


@dataclass(slots=True)
class _Open:
    """An element that is open; a numbered list counts its entries."""

    name: str
    fate: Fate
    number: int = 0
    form: str = ""


@dataclass(slots=True)
class _Room:
    """Where lines go: the page, or one cell; ``opened`` counts its open elements by name."""

    blocks: list[Block] = field(default_factory=list)
    line: list[Stretch] = field(default_factory=list)
    blank: tuple[int, int] | None = None
    opened: Counter[str] = field(default_factory=Counter)
    tag: Tag | None = None


class Page:
    """Builds the blocks of one page; ``left_out`` counts characters and pictures that are not read."""

    def __init__(self, source: str, where: object) -> None:
        self._source, self._where, self._lines = source, where, Lines.of(source)
        self._open: list[_Open] = []
        self._rooms = [_Room()]
        self._tables: list[Rows] = []
        self._tally = Tally()
        self._lists: list[_Open] = []
        self._is_xml = source.lstrip().startswith("<?xml")
        self.left_out: Counter[Fate | str] = Counter()

    def blocks(self) -> tuple[Block, ...]:
        """What the page shows."""
        for part in markup(self._source):
            if not isinstance(part, Tag):
                self._words(part)
            elif part.closes:
                self._close(part.name)
            else:
                self._start(part)
        while self._open:
            self._pop()
        self._end_line()
        return tuple(self._rooms[0].blocks)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in ALONE:
            self._alone(name)
            return
        if name in {"td", "th", "tr", "caption"}:
            self._leave_cell()
        for ended in ENDED.get(name, ()):
            self._close(ended)
        if name == "tr":
            self._close("tr")
        if name in BLOCKS:
            self._close("p")
            self._end_line()
        opened = _Open(name, fate(tag, self._fate()))
        self._open.append(opened)
        self._rooms[-1].opened[name] += 1
        self._enter(tag, opened)
        if self._is_xml and tag.is_alone:
            self._close(name)

    def _alone(self, name: str) -> None:
        is_read = self._fate() is Fate.READ
        if name == "br" and is_read:
            self._rooms[-1].line.append(Stretch("\n"))
            self._rooms[-1].blank = None
        elif name == "img" and is_read:
            self.left_out["pictures"] += 1
        elif name == "hr":
            self._end_line()

    def _fate(self) -> Fate:
        return self._open[-1].fate if self._open else Fate.READ

    def _enter(self, tag: Tag, opened: _Open) -> None:
        """Begins what has a shape of its own: a list, an entry, a table, a cell."""
        match tag.name:
            case "ol" | "ul":
                opened.form = list_form(tag) if tag.name == "ol" else ""
                opened.number = number(tag, "start", 1) - 1
                self._lists.append(opened)
            case "li":
                self._entry(tag)
            case "table":
                if len(self._tables) >= _DEEPEST:
                    raise _too_deep(self._where)
                self._tables.append(Rows(self._tally))
            case "td" | "th" | "caption" if self._tables:
                self._rooms.append(_Room(tag=tag))

    def _entry(self, tag: Tag) -> None:
        """The number that a browser shows before an entry of a numbered list."""
        outer = self._lists[-1] if self._lists else None
        if outer is None or not outer.form or self._fate() is not Fate.READ:
            return
        outer.number = number(tag, "value", outer.number + 1)
        mark = "、" if outer.form == "chineseCounting" else ". "
        said = f"{numeral(outer.number, outer.form)}{mark}"
        self._rooms[-1].line.append(Stretch(said, *self._lines.place(tag.start), generated=True))

    def _close(self, name: str) -> None:
        """Closes an element with all that is open in it, if it is open in this room."""
        if name in CELLS:
            self._leave_cell()
            return
        if name in {"tr", "table"} and not self._rooms[-1].opened[name]:
            self._leave_cell()
        if self._rooms[-1].opened[name]:
            while self._pop() != name:
                pass

    def _leave_cell(self) -> None:
        """Closes the cell whose room this is, unless a table is open in it."""
        room = self._rooms[-1]
        if room.tag is not None and not room.opened["table"]:
            while len(self._rooms) > 1 and self._rooms[-1] is room:
                self._pop()

    def _pop(self) -> str:
        opened = self._open.pop()
        if opened.name in BLOCKS:
            self._end_line()
        if opened.name in CELLS and self._rooms[-1].tag is not None:
            self._end_cell(opened)
        elif opened.name in {"ol", "ul"}:
            self._lists.pop()
        elif opened.name == "tr" and self._tables:
            self._tables[-1].end(is_shown=opened.fate is Fate.READ)
        elif opened.name == "table" and self._tables:
            rows = self._tables.pop()
            rows.end(is_shown=opened.fate is Fate.READ)
            if (table := rows.table()) is not None:
                self._rooms[-1].blocks.append(table)
        self._rooms[-1].opened[opened.name] -= 1
        return opened.name

    def _end_cell(self, opened: _Open) -> None:
        room = self._rooms.pop()
        tag = room.tag
        if opened.name == "caption" or tag is None:
            self._rooms[-1].blocks += room.blocks
        elif opened.fate is Fate.READ:
            columns, rows = max(1, number(tag, "colspan", 1)), number(tag, "rowspan", 1)
            start = self._lines.place(tag.start)
            cell = Cell(tuple(room.blocks), min(columns, _MOST_COLUMNS), False, *start)
            self._tables[-1].add(cell, min(rows, _MOST_ROWS))

    def _end_line(self) -> None:
        room = self._rooms[-1]
        if room.line:
            room.blocks.append(tuple(room.line))
        room.line, room.blank = [], None

    def _words(self, part: Words) -> None:
        """Text between tags: blanks as a browser shows them, and as they are in a ``pre``."""
        if (outer := self._fate()) is not Fate.READ:
            self.left_out[outer] += len("".join(self._source[part.start : part.end].split()))
            return
        room, at = self._rooms[-1], part.start
        pattern = _VERBATIM if any(each.opened["pre"] for each in self._rooms) else _PIECES
        while (found := pattern.match(self._source, at, part.end)) is not None:
            text, start = found.group(), at
            at = found.end()
            if text == "&":
                text, length = entity(self._source, start)
                text, at = (text, start + length) if length else ("&", at)
            elif pattern is _PIECES and text[0] in " \t\n\r\f":
                room.blank = room.blank or (start, at)
                continue
            self._put(room, "\n" if text in {"\r\n", "\r"} else text, start)

    def _put(self, room: _Room, text: str, start: int) -> None:
        """Characters, after the blank before them where a reader sees one."""
        if room.blank is not None:
            before = room.line[-1].text[-1:] if room.line else "\n"
            raw = self._source[slice(*room.blank)]
            is_wrap = "\n" in raw and before >= _WIDE and text[:1] >= _WIDE
            if before != "\n" and not is_wrap:
                at = raw.find(" ")
                where = self._lines.place(room.blank[0] + at)
                room.line.append(Stretch(" ", *where) if at >= 0 else Stretch(" "))
            room.blank = None
        if text:
            room.line.append(Stretch(text, *self._lines.place(start)))


def _too_deep(where: object) -> LimitError:
    return LimitError(
        f"tables in tables, more than {_DEEPEST} deep",
        where=place(where),
        hint="copy the words into a plain document",
        code="E_TOO_DEEP",
        zh=f"表格套表格超过 {_DEEPEST} 层；请把文字复制到普通文档",
    )
