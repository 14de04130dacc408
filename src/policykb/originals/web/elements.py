"""What a page's elements are to a reader: blocks, cells, or what surrounds the text and is not read."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policykb.originals.web.markup import Tag

ALONE = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
"""Elements that hold nothing."""

_TABLE = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"dd", "dl", "dt", "li", "ol", "ul"})
_PARTS = frozenset(
    {"address", "article", "body", "details", "div", "form", "html", "main", "section", "summary"}
)
_TEXTS = frozenset({"blockquote", "center", "fieldset", "figcaption", "figure", "hr", "legend", "p", "pre"})
BLOCKS = _TABLE | _HEADINGS | _LISTS | _PARTS | _TEXTS
"""Elements that begin and end a line."""

CELLS = frozenset({"td", "th", "caption"})
"""Elements whose lines are kept together."""

ENDED = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""What an entry of a list ends that was left open."""

_AROUND = frozenset({"nav", "header", "footer", "aside"})
_MACHINERY = frozenset(
    {"button", "datalist", "head", "noscript", "script", "select", "style", "template", "textarea", "title"}
)
_MEDIA = frozenset({"audio", "canvas", "iframe", "math", "object", "svg", "video"})
_UNREAD = _MACHINERY | _MEDIA | {"noembed", "noframes", "rp", "rt", "xmp"}
_DELETED = frozenset({"del", "s", "strike"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHINESE = re.compile(r"list-style[^;]*(?:cjk-ideographic|simp-chinese|trad-chinese)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style[^;]*none", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}")


class Fate(StrEnum):
    """What becomes of the words in an element."""

    READ = auto()
    UNREAD = auto()
    AROUND = auto()
    HIDDEN = auto()
    DELETED = auto()


def fate(tag: Tag, outer: Fate) -> Fate:
    """What becomes of the words in an element that stands in another."""
    if outer is not Fate.READ:
        return outer
    if tag.name in _UNREAD:
        return Fate.UNREAD
    if tag.name in _AROUND:
        return Fate.AROUND
    if tag.name in _DELETED:
        return Fate.DELETED
    is_hidden = "hidden" in tag.attributes or _HIDDEN.search(tag.attributes.get("style", ""))
    return Fate.HIDDEN if is_hidden else Fate.READ


def list_form(tag: Tag) -> str:
    """The numerals of a list, by Word's names for them, or nothing where it shows none."""
    style = tag.attributes.get("style", "")
    if _CHINESE.search(style):
        return "chineseCounting"
    return "" if _UNNUMBERED.search(style) else _LIST_FORMS.get(tag.attributes.get("type", "1"), "decimal")


def number(tag: Tag, name: str, default: int) -> int:
    """A whole number that an attribute says, or another where it says none."""
    text = tag.attributes.get(name, "").strip()
    return int(text) if _NUMBER.fullmatch(text) else default
