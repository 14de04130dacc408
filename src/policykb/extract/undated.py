"""A clause with its dates set apart from its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.deadlines import Calendar, Written, written
from policykb.extract.subjects import lexicon
from policykb.span import Span
from policykb.text import Unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence


_ANNOUNCED = re.compile("[^，。；]{0,24}[：:]")
_CELLS = re.compile(r"[\t|]")


@dataclass(frozen=True, slots=True)
class Undated:
    """A clause without line breaks; its dates are blanked out of ``words``."""

    span: Span
    unbroken: Unbroken
    words: str
    dates: tuple[Written, ...]

    @classmethod
    def of(cls, text: str, span: Span, counted: Calendar) -> Undated:
        """The clause that stands at a place."""
        unbroken = Unbroken.of(text, span)
        dates = written(text, span, counted)
        if not dates:
            return cls(span, unbroken, unbroken.words, dates)
        dated = {at for one in dates for at in range(one.span.start, one.span.end)}
        words = "".join(" " if at in dated else text[at] for at in unbroken.places)
        return cls(span, unbroken, words, dates)

    @property
    def is_lead_in(self) -> bool:
        """Whether it holds nothing but dates, or the 力争 before them."""
        words = self.words.strip(" 、和与及")
        return not words or bool(self.dates and words in lexicon()["lead_ins"])

    @property
    def finishes(self) -> bool:
        """Whether it only says by when all before it is done."""
        return bool(self.dates) and _finishing().fullmatch(self.words.strip("（）() ")) is not None

    @property
    def announces(self) -> bool:
        """Whether a colon follows its date: 到2025年主要目标：……."""
        places = self.unbroken.places
        end = bisect_left(places, self.dates[-1].span.end) if self.dates else len(places)
        return _ANNOUNCED.match(self.unbroken.words, end) is not None

    @property
    def breaks(self) -> frozenset[int]:
        """Where in the words a line ended."""
        places = self.unbroken.places
        if places[-1] - places[0] + 1 == len(places):
            return frozenset()
        return frozenset(at for at in range(1, len(places)) if places[at] - places[at - 1] > 1)

    def place(self, part: Span) -> Span:
        """Where in the text a part of the words stands."""
        return self.unbroken.span(part.start, part.end)


@cache
def _finishing() -> re.Pattern[str]:
    return re.compile(lexicon()["finishing"])


def cells(text: str, body: Span, without: Sequence[Span] = ()) -> tuple[Span, ...]:
    """A body, parted where a table's cells are, and without the lines that are read otherwise."""
    marks = [(match.start(), match.end()) for match in _CELLS.finditer(text, body.start, body.end)]
    edges = sorted([*marks, *((line.start, line.end) for line in without)])
    found: list[Span] = []
    at = body.start
    for start, end in [*edges, (body.end, body.end)]:
        if at < start and text[at:start].strip():
            found.append(Span(at, start))
        at = max(at, end)
    return tuple(found)
