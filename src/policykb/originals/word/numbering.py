"""Word's automatic numbers, worked out as Word shows them: 一、 （一） 1.1 第三条."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.numerals import numeral
from policykb.originals.word.names import attribute, children, find, is_on, number, short, value
from policykb.originals.word.styles import ListPlace, place_in_list

if TYPE_CHECKING:
    from lxml.etree import _Element

    from policykb.originals.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what it shows; ``restart`` is none, 0 for never, or a level from 1."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]
    """The levels that this list starts anew, and with what."""


class Numbering:
    """The numbers of a document's paragraphs, in the order in which they are asked for."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root)
        self._counts: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()
        self.unknown: set[str] = set()

    def next(self, properties: _Element | None, style_id: str) -> str:
        """The number that the next paragraph shows, or nothing."""
        place = self._place(properties, style_id)
        found = self._lists.get(place.list or 0)
        if found is None or place.level is None or place.level not in found.levels:
            return ""
        counts = self._count(place.list or 0, found, place.level)
        return self._said(found, place.level, counts)

    def _place(self, properties: _Element | None, style_id: str) -> ListPlace:
        """The list and level of a paragraph: its own, or those of its style."""
        own = place_in_list(properties)
        line = list(self._styles.line(style_id))
        in_list = own.list
        if in_list is None:
            in_list = next((style.place.list for style in line if style.place.list is not None), None)
        if in_list is None or in_list not in self._lists:
            return ListPlace()
        if own.level is not None:
            return ListPlace(in_list, own.level)
        levels = self._lists[in_list].levels
        for style in line if own.list is None else ():
            if named := [at for at, level in sorted(levels.items()) if level.style == style.id]:
                return ListPlace(in_list, named[0])
        said = (style.place.level for style in line if own.list is None and style.place.level is not None)
        return ListPlace(in_list, next(said, 0))

    def _count(self, list_id: int, found: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.abstract, {})
        start = found.starts.get(level, found.levels[level].start)
        anew = level in found.starts and (list_id, level) not in self._started
        counts[level] = counts[level] + 1 if level in counts and not anew else start
        self._started.add((list_id, level))
        for upper in range(level):  # a level that was skipped counts as begun: 1.1 and then 2
            if upper in found.levels:
                counts.setdefault(upper, found.starts.get(upper, found.levels[upper].start))
        for deeper in [other for other in counts if other > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _said(self, found: _List, level: int, counts: dict[int, int]) -> str:
        shown = found.levels[level]
        if shown.form == "bullet":
            return ""

        def counted(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            if at not in found.levels:
                return ""
            count = counts.get(at, found.starts.get(at, found.levels[at].start))
            form = "decimal" if shown.legal else found.levels[at].form
            said = numeral(count, form)
            if said is None:
                self.unknown.add(form)
            return str(count) if said is None else said

        return _PLACE.sub(counted, shown.text)


def _lists(root: _Element | None) -> dict[int, _List]:
    """The lists by ``w:numId``."""
    abstract = {
        at: element
        for element in children(root, "w:abstractNum")
        if (at := number(attribute(element, "abstractNumId"))) is not None
    }
    linked = {value(element, "w:styleLink"): at for at, element in abstract.items()}
    found: dict[int, _List] = {}
    for element in children(root, "w:num"):
        list_id, at = number(attribute(element, "numId")), number(value(element, "w:abstractNumId"))
        if list_id is None or at is None or at not in abstract or list_id == 0:
            continue
        style = value(abstract[at], "w:numStyleLink")
        at = linked.get(style, at) if style else at
        levels = dict(map(_level, children(abstract[at], "w:lvl")))
        starts: dict[int, int] = {}
        for override in children(element, "w:lvlOverride"):
            _override(override, levels, starts)
        found[list_id] = _List(at, {at: level for at, level in levels.items() if 0 <= at < _LEVELS}, starts)
    return found


def _override(element: _Element, levels: dict[int, Level], starts: dict[int, int]) -> None:
    at = number(attribute(element, "ilvl"))
    if at is None:
        return
    if (replaced := find(element, "w:lvl")) is not None:
        levels[at] = _level(replaced)[1]
    if (start := number(value(element, "w:startOverride"))) is not None:
        starts[at] = start


def _level(element: _Element) -> tuple[int, Level]:
    at, start = number(attribute(element, "ilvl")), number(value(element, "w:start"))
    level = Level(
        start=0 if start is None and find(element, "w:start") is None else start or 0,
        form=_form(element),
        text=value(element, "w:lvlText"),
        restart=number(value(element, "w:lvlRestart")),
        legal=bool(is_on(element, "w:isLgl")),
        style=value(element, "w:pStyle"),
    )
    return (-1 if at is None else at), level


def _form(element: _Element) -> str:
    """The numeral's form; a custom one says in its fallback what plain form stands for it."""
    for child in element:
        name = short(child)
        if name == "w:numFmt":
            return attribute(child, "val")
        if name == "mc:AlternateContent":
            return value(child, "mc:Fallback", "w:numFmt") or "decimal"
    return "decimal"
