"""A Word document to blocks and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.etree import _Element

from policykb.originals.blocks import Block
from policykb.originals.word.body import Body, Paragraph
from policykb.originals.word.container import Container, unpacked
from policykb.originals.word.names import attribute, children, find, short
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator


_NOTES_SHOWN, _NOTE_LENGTH = 3, 30


@dataclass(frozen=True, slots=True)
class WordReading:
    """A document's container, its main part's tree, what it says, and its paragraphs by unit."""

    container: Container
    root: _Element
    blocks: tuple[Block, ...]
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[Phrase, ...]


def read_word(data: bytes, *, where: object) -> WordReading:
    """What a Word document says.

    Raises:
        InputError: it is damaged, protected, or no Word document.
        LimitError: it is larger or deeper than the gate allows.
    """
    container = unpacked(data, where=where)
    root = container.root(container.main)
    body = Body(container)
    blocks = body.blocks(find(root, "w:body"))
    warnings = body.account.warnings(_notes(container), body.numbering.unknown)
    return WordReading(container, root, tuple(blocks), tuple(body.paragraphs), warnings)


def _notes(container: Container) -> tuple[str, ...]:
    """The first words of the first notes."""
    found = [note for kind in ("footnotes", "endnotes") for note in _of_kind(container, kind)]
    return tuple(note[:_NOTE_LENGTH] for note in found[:_NOTES_SHOWN])


def _of_kind(container: Container, kind: str) -> Iterator[str]:
    for note in children(container.part(kind), f"w:{kind.removesuffix('s')}"):
        if attribute(note, "type") in {"", "normal"}:
            words = "".join(part.text or "" for part in note.iter() if short(part) == "w:t")
            if words.strip():
                yield words.strip()
