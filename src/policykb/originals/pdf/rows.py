"""Signs to rows: what stands at one height, from left to right, parted where wide gaps are."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from policykb.originals.blocks import Stretch, plain
from policykb.originals.pdf.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policykb.originals.blocks import Line

_SHARED = 0.5
_WIDE, _SEEN, _WORD, _THIN = 2.0, 0.8, 0.2, 0.1
_ASCII_END = "\x7f"


@dataclass(frozen=True, slots=True)
class Row:
    """The signs at one height in reading order, their box and their usual size."""

    signs: tuple[Sign, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @classmethod
    def of(cls, signs: Iterable[Sign]) -> Row | None:
        """The row of these signs; none when they are all blank."""
        ordered = tuple(sorted(signs, key=lambda sign: (sign.x0, sign.at)))
        inked = [sign for sign in ordered if not sign.text.isspace()]
        if not inked:
            return None
        return cls(
            ordered,
            inked[0].x0,
            min(sign.y0 for sign in inked),
            max(sign.x1 for sign in inked),
            max(sign.y1 for sign in inked),
            median(sign.size for sign in inked) or 1.0,
        )

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.signs[0].page

    @property
    def text(self) -> str:
        """Its words."""
        return plain(self.line())

    def segments(self) -> tuple[Row, ...]:
        """The parts of the row between wide gaps."""
        parts: list[list[Sign]] = [[]]
        last: Sign | None = None
        for sign in self.signs:
            if sign.text.isspace():
                continue
            if last is not None and sign.x0 - last.x1 >= _WIDE * self.size:
                parts.append([])
            parts[-1].append(sign)
            last = sign
        return tuple(row for part in parts if (row := Row.of(self._with_blanks(part))) is not None)

    def _with_blanks(self, inked: Sequence[Sign]) -> Iterator[Sign]:
        """The signs and the blanks between the first and the last of them."""
        left, right = inked[0].x0, inked[-1].x1
        for sign in self.signs:
            if left <= sign.x0 and sign.x1 <= right:
                yield sign

    def first_word(self) -> list[Sign]:
        """Its signs up to the first blank or gap between words."""
        found: list[Sign] = []
        for sign in self.signs:
            is_blank = sign.text.isspace()
            if found and (is_blank or sign.x0 - found[-1].x1 > _WORD * self.size):
                break
            if not is_blank:
                found.append(sign)
        return found

    def line(self) -> Line:
        """The row's words; of the blanks in a gap, one stays."""
        found: list[Stretch] = []
        blank: Sign | None = None
        last: Sign | None = None
        for sign in self.signs:
            if sign.text.isspace():
                blank = blank or sign
                continue
            if last is not None and _apart(last, sign, self.size, is_blank=blank is not None):
                found.append(Stretch(" ") if blank is None else Stretch(blank.text[0], blank.page, blank.at))
            found.append(Stretch(sign.text, sign.page, sign.at))
            blank, last = None, sign
        return tuple(found)


def rows(signs: Iterable[Sign]) -> list[Row]:
    """The rows from top to bottom."""
    groups: list[list[Sign]] = []
    core: Sign | None = None
    for sign in sorted(signs, key=lambda sign: (-sign.middle[1], sign.x0, sign.at)):
        if core is not None and _share(core, sign) >= _SHARED:
            groups[-1].append(sign)
            core = sign if sign.size > core.size else core
        else:
            groups.append([sign])
            core = sign
    found = [row for group in groups if (row := Row.of(group)) is not None]
    return sorted(found, key=lambda row: (-row.y1, row.x0))


def _share(core: Sign, sign: Sign) -> float:
    """How much of the lower sign's height the two have in common."""
    height = min(core.size, sign.size)
    return (min(core.y1, sign.y1) - max(core.y0, sign.y0)) / height if height > 0 else 1.0


def _apart(last: Sign, sign: Sign, size: float, *, is_blank: bool) -> bool:
    """Whether a reader sees a blank between two signs: the file's own, or one between Latin words, or a wide one."""
    gap = sign.x0 - last.x1
    latin = last.text[-1] < _ASCII_END and sign.text[0] < _ASCII_END
    return gap > (_THIN if is_blank else _WORD if latin else _SEEN) * size


def gaps(row: Row) -> Iterator[tuple[float, float]]:
    """The wide gaps of a row, each by its left and right edge."""
    for left, right in itertools.pairwise(row.segments()):
        yield left.x1, right.x0
