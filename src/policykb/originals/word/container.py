"""A Word document's parts, found by its own relationships; nothing outside the file is ever followed."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate import archive, xml_part
from policykb.gate.archive import Archive
from policykb.originals.word.names import short

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Container:
    """The checked archive, the path of its main part, and the paths of the parts that this one names."""

    archive: Archive
    main: str
    related: tuple[tuple[str, str], ...]

    def root(self, path: str) -> _Element:
        """The tree of a part."""
        return xml_part.parsed(self.archive.read(path), part=path, where=self.archive.where)

    def path(self, kind: str) -> str:
        """Where the part of a kind (``styles``, ``numbering``, ``comments``) stands, or nothing."""
        return next((path for name, path in self.related if name == kind), "")

    def part(self, kind: str) -> _Element | None:
        """The tree of the part of a kind, if the document has it."""
        path = self.path(kind)
        return self.root(path) if path in self.archive.names else None


def unpacked(data: bytes, *, where: object) -> Container:
    """The container of a Word document.

    Raises:
        InputError: it is damaged, or a container of something else.
    """
    found = archive.opened(data, where=where)
    main = next((path for kind, path in _related(found, "") if kind == "officeDocument"), "")
    if main not in found.names:
        raise InputError(
            "this container holds no Word document",
            where=found.where,
            hint="open the file in Word or WPS and save it as .docx",
            code="E_FORMAT",
            zh="压缩包里没有 Word 文档；请用 Word 或 WPS 打开并另存为 .docx",
        )
    container = Container(found, main, tuple(_related(found, main)))
    root = container.root(main)
    if short(root) != "w:document":
        raise InputError(
            "an office document, but not one of Word",
            where=found.where,
            hint="give the plan as a Word document, PDF, web page or text",
            code="E_FORMAT",
            zh="是 Office 文件，但不是 Word 文档；规划请给 Word、PDF、网页或文本",
        )
    return container


def relationships(part: str) -> str:
    """The path of the part that says what another part is related to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _related(found: Archive, part: str) -> list[tuple[str, str]]:
    """The parts inside the container that a part names, by kind."""
    path = relationships(part)
    if path not in found.names:
        return []
    root = xml_part.parsed(found.read(path), part=path, where=found.where)
    folder = posixpath.dirname(part)
    pairs = []
    for element in root:
        if short(element) != "Relationship" or element.get("TargetMode") == "External":
            continue
        kind = posixpath.basename(element.get("Type", ""))
        target = element.get("Target", "")
        pairs.append((kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")))
    return pairs
