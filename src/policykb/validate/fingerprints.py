"""A finding's mark, made of what it says and of which words, not of where they stand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policykb.validate.findings import Quote

_DIGITS = 12


@dataclass(slots=True)
class Fingerprints:
    """Hands out marks for one plan's findings, in text order; ``text`` is the plan's whole text."""

    text: str
    _seen: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def of(self, part: str, *, title: str, whole: bool, quotes: tuple[Quote, ...], otherwise: str) -> str:
        """The mark of what ``part`` of a shape says of an element under a heading.

        A measure or goal (``whole``) goes by its title, for its sentences may change; an element by its words, with the title
        where the text has these words twice; what has no words, by what else is said of it (``otherwise``).
        """
        words = title if whole else quotes[0].text if quotes else otherwise
        if quotes and not whole and self.text.count(words) > 1:
            words = f"{title}\n{words}"
        key = f"{part}\n{''.join(words.split())}"
        mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        self._seen[mark] += 1
        return mark if self._seen[mark] == 1 else f"{mark}~{self._seen[mark]}"
