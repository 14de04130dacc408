"""The text under a draft: where words stand, which numbers a stretch holds, what holds a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb.draft.claims import Draft
from policykb.extract.numbers import number_at, numbers
from policykb.review.cells_in import same_number, squeezed
from policykb.review.rows import Headings
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.extract.numbers import Number

_CHINESE = re.compile("[零一二两三四五六七八九十百千]")


@dataclass(slots=True)
class Ground:
    """A draft's text, asked for places."""

    draft: Draft
    text: str
    headings: Headings = field(init=False)
    _solid: str = field(init=False, default="")
    _places: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.headings = Headings(self.draft)
        self._places = [at for at, char in enumerate(self.text) if not char.isspace()]
        self._solid = "".join(self.text[at] for at in self._places)

    def every(self, words: str) -> Iterator[Span]:
        """All places where the words stand, whatever blanks and line breaks lie between them."""
        wanted = squeezed(words)
        at = self._solid.find(wanted) if wanted else -1
        while at >= 0:
            yield Span(self._places[at], self._places[at + len(wanted) - 1] + 1)
            at = self._solid.find(wanted, at + 1)

    def first(self, words: str, *within: Span) -> Span | None:
        """The first place of the words in the first of the stretches that holds them."""
        found = list(self.every(words))
        return next((place for stretch in within for place in found if stretch.holds(place)), None)

    def nearest(self, words: str, at: int) -> Span | None:
        """The last place of the words before a place, else the first after it."""
        found = list(self.every(words))
        before = [place for place in found if place.start <= at]
        return before[-1] if before else next(iter(found), None)

    def around(self, span: Span) -> tuple[Span, ...]:
        """The stretch itself, the sentence it stands in, and the measure or goal, from the inside out."""
        sentence = next((one.span for one in self.draft.sentences if one.span.overlaps(span)), None)
        whole = self.headings.whole(span)
        return tuple(one for one in (span, sentence, whole.span if whole else None) if one)

    def number(self, value: str, within: Span) -> Span | None:
        """Where a number stands in a stretch, in digits or in words."""
        return next((one.span for one in self.numbers(within) if same_number(one.value, value)), None)

    def numbers(self, within: Span) -> list[Number]:
        """The numbers of a stretch, in digits or in words, in order."""
        found = list(numbers(self.text, within))
        for match in _CHINESE.finditer(self.text, within.start, within.end):
            if not any(one.span.start <= match.start() < one.span.end for one in found):
                found += number_at(self.text, match.start(), within.end)[:2]
        return sorted(found, key=lambda one: one.span)
