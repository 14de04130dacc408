"""Where one name ends and the next starts, in a piece of a list: 和, blanks, or nothing at all may part them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from policykb import assets
from policykb.extract.body_names import body_prefix, shape_of
from policykb.extract.list_words import group_at, is_vague, joints, lexicon, without_filler

if TYPE_CHECKING:
    from collections.abc import Iterator


class Cut(NamedTuple):
    """A name's place in some words, and whether it is clearly a name."""

    start: int
    end: int
    clear: bool


def names(words: str, start: int, end: int) -> Iterator[Cut]:
    """The names between two places."""
    start, end = stripped(words, start, end)
    first = True
    while start < end:
        joint = joints().match(words, start, end)
        if joint and joint.end() < end and (not first or not shape_of(words[start:end])):
            start, end = stripped(words, joint.end(), end)
        stop, clear = _first(words, start, end)
        yield Cut(start, stop, clear)
        start, end = stripped(words, stop, end)
        first = False


def starts_name(words: str) -> bool:
    """Whether a name starts here that stands by itself."""
    if group_at(words) or is_vague(words):
        return True
    shape = shape_of(_bare(words.strip())) or shape_of(words[: body_prefix(words)])
    return bool(shape and shape.clear and (shape.field or shape.front or shape.central))


def is_place(words: str) -> bool:
    """Whether the words are the name of a district, which in a list means its government: 江北区."""
    return _place().fullmatch(words) is not None


def stripped(words: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks and Markdown's marks around it."""
    while start < end and (words[start].isspace() or words[start] in "*_"):
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in "*_"):
        end -= 1
    return start, end


def _first(words: str, start: int, end: int) -> tuple[int, bool]:
    """How far the first name reaches, and whether it is clearly one."""
    if (reach := group_at(words[start:end])) > 0:
        return start + reach, True
    if is_vague(words[start:end]):
        return end, True
    for found in _cutting().finditer(words, start + 1, end):
        left, right = words[start : found.start()], words[found.start() : end].lstrip()
        shape = shape_of(left)
        whole = (shape and shape.clear) or is_place(left) or is_vague(left)
        if not whole or " " in left or "\u3000" in left:
            continue
        joint = joints().match(right)
        rest = right[joint.end() :] if joint else right
        if starts_name(rest) or is_place(_bare(rest)):
            return found.start(), True
    shape = shape_of(_bare(words[start:end]))
    return end, bool(shape and shape.clear)


def _bare(words: str) -> str:
    return words[: without_filler(words, 0, len(words))[0]]


@cache
def _cutting() -> re.Pattern[str]:
    """Blanks, 和 and the like, and the place behind 局 or 委 where 市 or 省 starts another name."""
    known = "|".join(map(re.escape, sorted(lexicon()["joints"], key=len, reverse=True)))
    return re.compile(rf"\s+|(?:{known})|(?<=[局委厅办府会])(?=[省市县区州自各])")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(assets.lexicon("bodies")["place"])
