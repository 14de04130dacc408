"""What a Word document's styles pass on to paragraphs and runs: their list, and whether they are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.word.names import attribute, children, find, is_on, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CONTENTS = re.compile(r"(?:toc|目录) ?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list a paragraph stands in and its level there; none where nothing is said."""

    list: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """One style, without what it takes from the one it is based on."""

    id: str
    name: str
    based_on: str
    place: ListPlace
    hidden: bool | None


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in children(root, "w:style"):
            style = _style(element)
            self._styles.setdefault(style.id, style)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true"}:
                self.default = style.id

    def line(self, style_id: str) -> Iterator[Style]:
        """A style, the one it is based on, and so on."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = style.based_on

    def hides(self, style_id: str) -> bool | None:
        """Whether a style hides what is set in it; none where nothing is said."""
        return next((style.hidden for style in self.line(style_id) if style.hidden is not None), None)

    def is_contents(self, style_id: str) -> bool:
        """Whether a style is one of a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for style in self.line(style_id))

    def named(self, name: str) -> str:
        """The id of the style of a name, as programs in all languages write it, or nothing."""
        return next((style.id for style in self._styles.values() if style.name.lower() == name), "")


def place_in_list(properties: _Element | None) -> ListPlace:
    """What a paragraph's properties say of its list."""
    numbering = find(properties, "w:numPr")
    return ListPlace(number(value(numbering, "w:numId")), number(value(numbering, "w:ilvl")))


def _style(element: _Element) -> Style:
    return Style(
        id=attribute(element, "styleId"),
        name=value(element, "w:name"),
        based_on=value(element, "w:basedOn"),
        place=place_in_list(find(element, "w:pPr")),
        hidden=_hidden(find(element, "w:rPr")),
    )


def _hidden(properties: _Element | None) -> bool | None:
    return None if properties is None else is_on(properties, "w:vanish")
