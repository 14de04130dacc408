"""Short names for the elements of a Word document, the same for its two sets of namespaces."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PREFIXES = {
    W: "w",
    _STRICT: "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "urn:schemas-microsoft-com:vml": "v",
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFF = frozenset({"0", "false", "off"})


def short(element: _Element) -> str:
    """An element's name with the usual prefix, such as ``w:p``; of another namespace, the local name alone."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@cache
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:], "")
    return f"{prefix}:{local}" if prefix else local


def find(element: _Element | None, *path: str) -> _Element | None:
    """The first child of each name in turn."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if short(child) == name), None)
    return element


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children of one name."""
    return (child for child in (() if element is None else element) if short(child) == name)


def attribute(element: _Element | None, name: str) -> str:
    """An attribute of the document's own namespace, or nothing."""
    if element is None:
        return ""
    found = element.get(f"{{{W}}}{name}")
    return str(found if found is not None else element.get(f"{{{_STRICT}}}{name}", ""))


def value(element: _Element | None, *path: str) -> str:
    """The ``w:val`` of a descendant."""
    return attribute(find(element, *path), "val")


def number(text: str) -> int | None:
    """A whole number as these files write it, or none."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:  # noqa: PLR2004 - 32 bits hold any that is meant
        return None
    return int(text)


def is_on(element: _Element | None, name: str) -> bool | None:
    """Whether a switch such as ``w:vanish`` is on; none where nothing is said."""
    switch = find(element, name)
    return None if switch is None else attribute(switch, "val") not in _OFF
