"""The characters of a PDF and where each stands on its page, read in a process that can be killed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from policykb.errors import LimitError
from policykb.gate import limits, worker
from policykb.gate.characters import place


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign on a page: what it says, its box from the lower left, and whether it stands upright."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    upright: bool = True

    @property
    def size(self) -> float:
        """Its height."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, along one of the axes."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size, its signs in the order in which the file draws them, its rules, and how many pictures."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int

    @property
    def text(self) -> str:
        """All signs, in the file's own order."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF's pages, and whether its maker asked readers not to copy from it."""

    pages: tuple[Page, ...]
    restricted: bool


def read_pdf(data: bytes, *, where: object) -> Pages:
    """The pages of a PDF.

    Raises:
        InputError: damaged, or locked by a password.
        LimitError: too many pages or signs, or not done in time.
    """
    now = limits.current()
    header = json.dumps({"where": place(where)}).encode()
    try:
        answer = worker.run("pdf", header + b"\n" + data, seconds=now.read_seconds, memory_mb=now.memory_mb)
    except LimitError as err:
        hint, zh = err.hint, err.zh
        if err.code == "E_TIME":
            more = limits.how_to_raise("read_seconds")
            hint, zh = more.en, f"{now.read_seconds} 秒内没有读完；{more.zh}"
        raise LimitError(err.problem, where=place(where), hint=hint, code=err.code, zh=zh) from None
    told = json.loads(answer)
    return Pages(tuple(map(_page, told["pages"])), told["restricted"])


def _page(told: dict[str, Any]) -> Page:
    width, height, pictures = told["page"]
    glyphs = tuple(Glyph(*glyph) for glyph in told["glyphs"])
    return Page(width, height, glyphs, tuple(Rule(*rule) for rule in told["rules"]), pictures)
