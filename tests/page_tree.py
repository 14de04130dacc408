"""A page as a tree of elements, read by Python's own HTML parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {"meta", "br", "input", "link", "img", "hr"}


@dataclass
class Element:
    """An element with its attributes, children and words."""

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, name: str = "", **wanted: str) -> list[Element]:
        """The elements inside of a name whose attributes have these values (``class_`` for a class)."""
        classes = wanted.pop("class_", None)
        return [
            element
            for element in self.walk()
            if name in {"", element.name}
            and all(element.attributes.get(key) == value for key, value in wanted.items())
            and (classes is None or classes in element.attributes.get("class", "").split())
        ]

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """Its words, those inside some elements left out."""
        return "".join(
            child if isinstance(child, str) else child.text(without=without)
            for child in self.children
            if isinstance(child, str) or child.name not in without
        )

    def up(self) -> Iterator[Element]:
        """What holds it, innermost first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent


class Page(Element):
    """A whole page."""

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.walk() if "id" in element.attributes]

    def by_id(self, wanted: str) -> Element:
        return next(element for element in self.walk() if element.attributes.get("id") == wanted)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page("page", {})
        self.here: Element = self.page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in _VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {key: value or "" for key, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.name == tag, f"</{tag}> closes <{self.here.name}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(data: bytes) -> Page:
    """The tree of a page; an element that is closed wrongly fails."""
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    assert reader.here is reader.page, f"<{reader.here.name}> is never closed"
    return reader.page
