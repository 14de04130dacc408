"""The strip on top of a booklet's pages: the document's number, its text, the program; the rest is the report's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.report.build.cover import cover

if TYPE_CHECKING:
    from policykb.report.facts import Facts
    from policykb.report.views import Cover
    from policykb.report.words import Words

_KEPT = ("number", "text", "program")


def short_cover(facts: Facts, words: Words, as_of: str, title: str, *, reviewed: bool) -> Cover:
    """The report's strip, cut to what a reader of one page needs."""
    whole = cover(facts, words, as_of, title, reviewed=reviewed)
    wanted = {words(f"cover.{name}") for name in _KEPT}
    return replace(whole, items=tuple(item for item in whole.items if item.name in wanted))
