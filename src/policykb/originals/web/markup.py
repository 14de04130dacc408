"""A page's source to tags and text, each at its place; one pass, whatever the source is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# In a tag, an angle bracket outside quotes ends the attempt: so no source is looked through twice.
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?""")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7});?|#[xX]([0-9A-Fa-f]{1,6});?|([A-Za-z][A-Za-z0-9]{1,31};?))")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_LONGEST = 32
# What numbers from 128 to 159 mean in pages, as browsers read them.
_WINDOWS = {0x80: "€", 0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and where it starts."""

    name: str
    closes: bool
    attributes: dict[str, str]
    start: int
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text between tags, entities not yet decoded."""

    start: int
    end: int


def markup(source: str) -> Iterator[Tag | Words]:
    """The tags and texts of a page; comments, declarations and scripts are passed over."""
    at = text_start = 0
    while (found := source.find("<", at)) >= 0:
        end = _unseen(source, found)
        tag = None if end else _TAG.match(source, found)
        if tag is None and not end:
            at = found + 1
            continue
        if text_start < found:
            yield Words(text_start, found)
        if tag is not None:
            end = tag.end()
            name = tag.group(2).lower()
            yield Tag(name, bool(tag.group(1)), _attributes(tag.group(3)), found, tag.group(3).endswith("/"))
            if name in _RAW and not tag.group(1):
                end = _after(source, name, end)
        at = text_start = end
    if text_start < len(source):
        yield Words(text_start, len(source))


def _unseen(source: str, at: int) -> int:
    """The end of a comment, declaration or instruction that starts here, or 0."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return end + 3 if end >= 0 else len(source)
    if source.startswith(("<!", "<?"), at):
        end = source.find(">", at)
        return end + 1 if end >= 0 else len(source)
    return 0


def _after(source: str, name: str, at: int) -> int:
    """Where the element ends whose content is no markup."""
    end = re.compile(rf"</{name}(?=[\s>/])", re.IGNORECASE).search(source, at)
    return end.start() if end else len(source)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match.group(1).lower(), value)
    return found


def entity(source: str, at: int) -> tuple[str, int]:
    """The characters that an entity at a place stands for, and its length; nothing and 0 when there is none."""
    match = _ENTITY.match(source, at)
    if match is None:
        return "", 0
    decimal, hexadecimal, name = match.groups()
    if name is None:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        return _character(number), match.end() - at
    for length in range(min(len(name), _LONGEST), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0


def _character(number: int) -> str:
    if number in _WINDOWS:
        return _WINDOWS[number]
    is_none = number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - what Unicode has no character for
    return "\ufffd" if is_none else chr(number)
