"""The signs of a page that are read: upright, on the page, each once, radicals as the characters they stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.radicals import meant

if TYPE_CHECKING:
    from policykb.gate.pdf import Page


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, its box, its page, and where it stands among the page's characters in the file's order."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    page: int
    at: int

    @property
    def size(self) -> float:
        """Its height."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's signs, and how many of its characters were left out or put in another form."""

    signs: tuple[Sign, ...]
    turned: int
    outside: int
    radicals: Counter[str]
    unmapped: int


def sheet(page: Page, number: int) -> Sheet:
    """What is read of a page."""
    signs: list[Sign] = []
    seen: set[tuple[str, int, int]] = set()
    turned = outside = unmapped = at = 0
    radicals: Counter[str] = Counter()
    for glyph in page.glyphs:
        start, at = at, at + len(glyph.text)
        across, up = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        if not glyph.upright:
            turned += len(glyph.text.strip())
        elif not (0 <= across <= page.width and 0 <= up <= page.height):
            outside += len(glyph.text.strip())
        elif glyph.text and not _printed_again(glyph.text, glyph.x0, glyph.y0, seen):
            text = "".join(map(meant, glyph.text))
            radicals.update(old for old, new in zip(glyph.text, text, strict=True) if old != new)
            unmapped += sum(map(_is_unmapped, text))
            signs.append(Sign(text, glyph.x0, glyph.y0, glyph.x1, glyph.y1, number, start))
    return Sheet(tuple(signs), turned, outside, radicals, unmapped)


def _printed_again(text: str, x: float, y: float, seen: set[tuple[str, int, int]]) -> bool:
    """Whether the sign stands there already: some programs print twice to make it bold."""
    across, up = round(x), round(y)
    if not text.isspace() and any(
        (text, across + dx, up + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    ):
        return True
    seen.add((text, across, up))
    return False


def _is_unmapped(char: str) -> bool:
    """Whether the file does not say what character a sign is."""
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff"
