"""Any file that a plan comes in, to its text and the way back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate.characters import oddities, place, suspicion, visible
from policykb.originals import script
from policykb.originals.kinds import kind_of
from policykb.originals.markdown.reading import read_markdown
from policykb.originals.original import Kind, Original
from policykb.originals.plain import read_text
from policykb.originals.transcript import Transcript
from policykb.originals.web.reading import read_page
from policykb.phrase import Phrase
from policykb.text import PlanText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.originals.blocks import Block

_SHOWN = 5


def read_original(data: bytes, name: str) -> Original:
    """The text of a file, read by what it holds.

    Args:
        data: the file's bytes.
        name: the file's name, or ``-`` for a stream without one.

    Raises:
        InputError: no file that can be read, or not what its name says.
        LimitError: larger or deeper than the gate allows.
    """
    match kind_of(data, name):
        case Kind.TEXT:
            text, pieces = read_text(data, where=name)
            return Original(Kind.TEXT, _warned(text, _looks(text.content)), pieces, data)
        case Kind.MARKDOWN:
            marked = read_markdown(data, where=name)
            return _original(Kind.MARKDOWN, data, marked.blocks, marked.warnings, name)
        case Kind.WORD:
            from policykb.originals.word.reading import read_word  # noqa: PLC0415 - a text needs no XML

            found = read_word(data, where=name)
            return _original(Kind.WORD, data, found.blocks, found.warnings, name)
        case Kind.HTML:
            page = read_page(data, where=name)
            return _original(Kind.HTML, data, page.blocks, page.warnings, name)
        case Kind.PDF:
            from policykb.originals.pdf.reading import read  # noqa: PLC0415 - a text needs no layout

            pages = read(data, where=name)
            return _original(Kind.PDF, data, pages.blocks, pages.warnings, name)


def _original(
    kind: Kind, data: bytes, blocks: Iterable[Block], warnings: tuple[Phrase, ...], where: str
) -> Original:
    """The original whose text is written from blocks."""
    transcript = Transcript()
    transcript.blocks(blocks)
    words = transcript.text
    if not words.strip():
        raise InputError(
            "the file holds no text",
            where=place(where),
            hint="is it the right file? words in pictures are not read",
            code="E_NO_TEXT",
            zh="文件里没有文字；请确认文件是否选对，图片中的文字读不到",
        )
    text = PlanText(words, hashlib.sha256(words.encode("utf-8")).hexdigest(), warnings)
    found = Original(kind, text, tuple(transcript.pieces), data)
    more = (*_dropped(transcript), *_odd(found), *_looks(words))
    return Original(kind, _warned(text, more), found.pieces, data)


def _dropped(transcript: Transcript) -> tuple[Phrase, ...]:
    """A warning on the characters that no text may hold."""
    if not transcript.dropped:
        return ()
    named = "、".join(
        f"{visible(char)} ×{count}" for char, count in sorted(transcript.dropped.items())[:_SHOWN]
    )
    return (
        Phrase(
            f"控制或改变阅读方向的字符未计入：{named}",
            f"characters that control or steer are left out: {named}",
        ),
    )


def _odd(found: Original) -> tuple[Phrase, ...]:
    """A warning on the characters that do not show or may be read in two ways, with the file's own place."""
    odd = oddities(found.text.content)
    return (suspicion(odd, found.place(odd[0][1])),) if odd else ()


def _looks(words: str) -> tuple[Phrase, ...]:
    return tuple(filter(None, (script.traditional(words), script.radicals(words))))


def _warned(text: PlanText, more: tuple[Phrase, ...]) -> PlanText:
    return PlanText(text.content, text.sha256, (*text.warnings, *more))
