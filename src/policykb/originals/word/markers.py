"""Comment ranges in a paragraph: its runs are split where a range begins or ends, and keep their look."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.word.names import SPACE, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from policykb.originals.word.body import Paragraph
    from policykb.originals.word.words import Shown

_HOLDERS = frozenset({"w:r", "m:oMath", "m:oMathPara"})


@dataclass(frozen=True, slots=True, order=True)
class Border:
    """Where a comment's range begins or ends: at which of the paragraph's characters, and which comment."""

    at: int
    begins: bool
    comment: int


def mark(paragraph: Paragraph, borders: Sequence[Border], reference_style: str) -> None:
    """Puts range marks into a paragraph, from its end to its start, so that no split moves a later one."""
    ends: list[int] = []
    at = 0
    for shown in paragraph.shown:
        at += len(shown.text)
        ends.append(at)
    for place in sorted({border.at for border in borders}, reverse=True):
        here = sorted(border for border in borders if border.at == place)
        left, right = _parted(paragraph, ends, place)
        _put(paragraph.element, left, right, here, reference_style)


def _parted(paragraph: Paragraph, ends: Sequence[int], place: int) -> tuple[_Element | None, _Element | None]:
    """The runs that end and begin at a place of the paragraph, one of them split if need be."""
    left: _Element | None = None
    for shown, end in zip(paragraph.shown, ends, strict=True):
        start = end - len(shown.text)
        holder = _holder(shown.element, paragraph.element)
        if place < end:
            inside = place - start
            can_split = shown.element.getparent() is holder and short(holder) == "w:r"
            if can_split and (inside or left is holder):
                return holder, _split(holder, shown, inside)
            return (holder if inside else left), holder
        left = holder
    return left, None


def _holder(element: _Element, paragraph: _Element) -> _Element:
    """The outermost run or formula around an element."""
    found = element
    climbing = element.getparent()
    while climbing is not None and climbing is not paragraph:
        if short(climbing) in _HOLDERS:
            found = climbing
        climbing = climbing.getparent()
    return found


def _split(run: _Element, shown: Shown, inside: int) -> _Element:
    """A new run for what stands from a place of one of its texts on; the run keeps what stands before."""
    rest = run.makeelement(run.tag, dict(run.attrib))
    properties = run[0] if len(run) and short(run[0]) == "w:rPr" else None
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    index = run.index(shown.element)
    following = list(run)[index + 1 :]
    if inside:
        text = shown.element.text[shown.at : shown.at + len(shown.text)]
        later = run.makeelement(shown.element.tag, {SPACE: "preserve"})
        shown.element.text, later.text = text[:inside], text[inside:]
        shown.element.set(SPACE, "preserve")
        rest.append(later)
    else:
        rest.append(shown.element)
    for part in following:
        rest.append(part)
    run.addnext(rest)
    return rest


def _put(
    paragraph: _Element,
    left: _Element | None,
    right: _Element | None,
    borders: Sequence[Border],
    reference_style: str,
) -> None:
    """Ends stand right after the run before them, beginnings right before the run after them."""
    ends = [border.comment for border in borders if not border.begins]
    starts = [border.comment for border in borders if border.begins]
    for comment in starts:
        new = _made(paragraph, "commentRangeStart", comment)
        if right is not None:
            right.addprevious(new)
        else:
            paragraph.append(new)
    behind = left
    for comment in ends:
        new = _made(paragraph, "commentRangeEnd", comment)
        reference = _reference(paragraph, comment, reference_style)
        if behind is not None:
            behind.addnext(new)
            _top(new, paragraph).addnext(reference)
            behind = reference if _top(new, paragraph) is new else new
        elif right is not None:
            _top(right, paragraph).addprevious(new)
            _top(right, paragraph).addprevious(reference)
        else:
            paragraph.append(new)
            paragraph.append(reference)


def _top(element: _Element, paragraph: _Element) -> _Element:
    """The child of the paragraph that an element stands in."""
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


def _made(paragraph: _Element, name: str, comment: int) -> _Element:
    namespace = paragraph.tag.rpartition("}")[0] + "}"
    return paragraph.makeelement(namespace + name, {f"{namespace}id": str(comment)})


def _reference(paragraph: _Element, comment: int, style: str) -> _Element:
    """The run that holds the sign of the comment."""
    namespace = paragraph.tag.rpartition("}")[0] + "}"
    run = paragraph.makeelement(namespace + "r")
    if style:
        properties = run.makeelement(namespace + "rPr")
        properties.append(run.makeelement(namespace + "rStyle", {f"{namespace}val": style}))
        run.append(properties)
    run.append(_made(paragraph, "commentReference", comment))
    return run
