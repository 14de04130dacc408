"""What stands before a plan's first part: its title, the notice it came with, its preamble."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.numbering import lexicon
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.lines import Line

_COMPLETE = "。；！？：）;:)"
_LONGEST = 60
_NOTES = re.compile(r"(?:[（(][^（）()]{1,30}[）)]){1,3}$")
_ISSUED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日.{0,4}(?:印发|发布|公布|公开征求意见|征求意见)$")
_NOTE = re.compile(r"^[（(].{0,60}[）)]$")


@dataclass(frozen=True, slots=True)
class Opening:
    """The title, None when the text starts with its first part; lines beside it with what they are; the preamble."""

    title: Span | None
    beside: tuple[tuple[Span, str], ...]
    preamble: tuple[Span, ...]


def opening_of(text: str, lines: Sequence[Line]) -> Opening:
    """What the lines before the first part are."""
    blocks = list(_blocks(text, lines))
    titles = [block for block in blocks if any(_names_a_kind(text, line.span) for line in block)]
    chosen = titles[-1] if titles else blocks[0] if blocks and blocks[0][0] is lines[0] else []
    kept = _title_lines(text, chosen)
    title = Span(kept[0].words, kept[-1].span.end) if kept else None
    beside, preamble = [], []
    loose = {line.span.start for block in titles if block is not chosen for line in block}
    for line in lines:
        if title and title.overlaps(line.span):
            continue
        if reason := _reason(text, line.span) or ("notice" if line.span.start in loose else ""):
            beside.append((line.span, reason))
        else:
            preamble.append(Span(line.words, line.span.end))
    return Opening(title, tuple(beside), tuple(preamble))


def _blocks(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that are no sentences."""
    run: list[Line] = []
    for line in lines:
        words = line.span.quote(text)
        complete = words[-1] in _COMPLETE and not (_NOTE.match(words) and run) and not _is_titled_note(words)
        if complete or len(words) > _LONGEST or _aside("date").match(words):
            if run:
                yield run
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _is_titled_note(words: str) -> bool:
    """Whether a line ends with a note in brackets behind a title: ……方案（试行）."""
    bare = _NOTES.sub("", words)
    return (
        bare != words
        and bool(bare)
        and bare[-1] not in _COMPLETE
        and len(bare) <= _LONGEST
        and "。" not in bare
    )


def _names_a_kind(text: str, line: Span) -> bool:
    words = _NOTES.sub("", line.quote(text)).strip("*_ \t\u3000》")
    return words.endswith(tuple(lexicon()["kinds"])) and len(words) > len("方案")


def _title_lines(text: str, block: Sequence[Line]) -> list[Line]:
    """The lines of a block that are the title: from behind a document's number to the last that names a kind."""
    lines = [line for line in block if not _reason(text, line.span)]
    kinds = [index for index, line in enumerate(lines) if _names_a_kind(text, line.span)]
    return lines[: kinds[-1] + 1] if kinds else lines


def _reason(text: str, line: Span) -> str:
    """What a line beside the title is; empty when it may be a sentence of the plan."""
    words = line.quote(text)
    if _aside("number").match(words):
        return "document_number"
    if _aside("addressee").match(words):
        return "addressee"
    if _aside("date").match(words) or _NOTE.match(words) or _ISSUED.search(words):
        return "issue"
    return "contents" if words.replace(" ", "").replace("\u3000", "") in {"目录", "目次"} else ""


@cache
def _aside(name: str) -> re.Pattern[str]:
    return re.compile(lexicon()["aside"][name])
