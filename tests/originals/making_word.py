"""Word files as small as they can be, made of the XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def word(body: str, *, strict: bool = False, more: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """A document of this body; ``parts`` are the insides of styles, numbering, footnotes."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments"}
    members = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
    }
    for name, inside in parts.items():
        members[f"word/{name}.xml"] = f"{_HEAD}<w:{roots[name]} {_SPACES}>{inside}</w:{roots[name]}>"
    packed = {name: text.replace(W, STRICT if strict else W).encode() for name, text in members.items()}
    return zipped(packed | dict(more or {}))


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A container of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """What a container holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def p(*inside: str, style: str = "", numbering: tuple[int | None, int | None] | None = None) -> str:
    """A paragraph; words that are no XML become a run."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering is not None:
        list_id, level = numbering
        properties += "<w:numPr>"
        properties += "" if level is None else f'<w:ilvl w:val="{level}"/>'
        properties += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
        properties += "</w:numPr>"
    runs = "".join(part if part.startswith("<") else r(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of words, tabs and line breaks."""
    parts = "".join(
        {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(part, f'<w:t xml:space="preserve">{part}</w:t>')
        for part in _split(text)
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{parts}</w:r>"


def _split(text: str) -> list[str]:
    found: list[str] = []
    for char in text:
        if char in "\t\n" or not found or found[-1] in {"\t", "\n"}:
            found.append(char)
        else:
            found[-1] += char
    return found


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; words that are no XML become a cell."""
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tc(*paragraphs: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    inside = "".join(part if part.startswith("<w:") else p(part) for part in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def level(at: int, form: str, text: str, more: str = "", *, start: int = 1) -> str:
    """One level of a list."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str, more: str = "") -> str:
    """A list's definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name if name != "document" else "document.main"}+xml"/>'
        for name in ("document", *parts)
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'


def _relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
