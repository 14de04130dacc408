"""The parts of a Word document that hold its comments, with new ones added, and the container packed again."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.gate import xml_part
from policykb.gate.characters import is_refused
from policykb.originals.word.container import relationships
from policykb.originals.word.names import SPACE, attribute, number, short
from policykb.originals.word.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from policykb.originals.word.container import Container

_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_SMALL = "20"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment's number, who says it, and what."""

    id: int
    author: str
    text: str


def first_free(container: Container, root: _Element) -> int:
    """The lowest number above all comments that are there."""
    used = [-1]
    for tree in (root, container.part("comments")):
        for element in () if tree is None else tree.iter():
            if short(element) in {"w:comment", "w:commentRangeStart", "w:commentReference"}:
                found = number(attribute(element, "id"))
                used.append(-1 if found is None else found)
    return max(used) + 1


def reference_style(container: Container) -> str:
    """The id of the character style of comment signs, where the document has one."""
    return Styles(container.part("styles")).named("annotation reference")


def with_notes(container: Container, root: _Element, notes: Sequence[Note], *, on: str) -> bytes:
    """The document's file with its main part as the tree now stands, and the notes added to its comments."""
    main = container.main
    existing = container.path("comments")
    path = existing if existing in container.archive.names else _new_path(container)
    namespace = root.tag.rpartition("}")[0][1:]
    blank = f'<w:comments xmlns:w="{namespace}"/>'.encode()
    tree = container.root(path) if path == existing else xml_part.parsed(blank, part=path, where="")
    style = Styles(container.part("styles")).named("annotation text")
    for note in notes:
        tree.append(_comment(tree, note, style, on))
    changed = {main: _bytes(root), path: _bytes(tree)}
    if path != existing:
        changed |= _announced(container, path, is_strict="purl.oclc.org" in namespace)
    return _packed(container, changed)


def _new_path(container: Container) -> str:
    folder = posixpath.dirname(container.main)
    taken = {name.casefold() for name in container.archive.names}
    names = (posixpath.join(folder, f"comments{suffix}.xml") for suffix in ("", *range(2, 1000)))
    return next(name for name in names if name.casefold() not in taken)


def _comment(tree: _Element, note: Note, style: str, on: str) -> _Element:
    """A comment of one paragraph a line; without a style of its own it is set small and not indented."""
    author = _clean(note.author)
    comment = _made(
        tree, "comment", id=str(note.id), author=author, date=f"{on}T00:00:00Z", initials=author[:2]
    )
    for line in _clean(note.text).splitlines() or [""]:
        paragraph, properties, run, words = (
            _made(tree, "p"),
            _made(tree, "pPr"),
            _made(tree, "r"),
            _made(tree, "t"),
        )
        if style:
            properties.append(_made(tree, "pStyle", val=style))
        else:
            properties.append(_made(tree, "ind", firstLine="0", firstLineChars="0"))
            look = _made(tree, "rPr")
            look.append(_made(tree, "sz", val=_SMALL))
            run.append(look)
        words.text = line
        words.set(SPACE, "preserve")
        run.append(words)
        paragraph.append(properties)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _made(tree: _Element, name: str, **attributes: str) -> _Element:
    """An element in the tree's own namespace."""
    namespace = tree.tag.rpartition("}")[0] + "}"
    return tree.makeelement(namespace + name, {namespace + key: said for key, said in attributes.items()})


def _clean(text: str) -> str:
    return "".join(char for char in text if not is_refused(char))


def _announced(container: Container, path: str, *, is_strict: bool) -> dict[str, bytes]:
    """The two parts that tell Word of a new part."""
    types = container.root(_TYPES)
    types.append(
        types.makeelement(f"{{{_TYPES_NAMESPACE}}}Override", {"PartName": f"/{path}", "ContentType": _TYPE})
    )
    at = relationships(container.main)
    if at in container.archive.names:
        relations = container.root(at)
    else:
        relations = xml_part.parsed(f'<Relationships xmlns="{_PACKAGE}"/>'.encode(), part=at, where="")
    ids = {element.get("Id") for element in relations}
    free = next(name for name in (f"rId{count}" for count in range(1, len(ids) + 2)) if name not in ids)
    target = posixpath.relpath(path, posixpath.dirname(container.main) or ".")
    kind = _STRICT_RELATION if is_strict else _RELATION
    relations.append(
        relations.makeelement(f"{{{_PACKAGE}}}Relationship", {"Id": free, "Type": kind, "Target": target})
    )
    return {_TYPES: _bytes(types), at: _bytes(relations)}


def _bytes(root: _Element) -> bytes:
    from lxml import etree  # noqa: PLC0415 - only office documents need it

    return bytes(etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True))


def _packed(container: Container, changed: Mapping[str, bytes]) -> bytes:
    """The container with some members changed or added, and all others as they were, in their order."""
    kept = container.archive.members
    names = {member.filename for member in kept}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in kept:
            copy = zipfile.ZipInfo(member.filename, member.date_time)
            copy.compress_type, copy.external_attr = member.compress_type, member.external_attr
            data = changed.get(member.filename)
            target.writestr(copy, container.archive.read(member.filename) if data is None else data)
        for name in sorted(set(changed) - names):
            added = zipfile.ZipInfo(name, _EARLIEST)
            added.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(added, changed[name])
    return stream.getvalue()
