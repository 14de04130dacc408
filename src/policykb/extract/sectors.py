"""Which sector a measure belongs to, by the words of its title."""

from __future__ import annotations

from functools import cache

from policykb import assets


def sector(title: str) -> str:
    """The sector's slug, such as ``energy``; empty when no word of the title tells."""
    return next((slug for slug, words in _order() if any(word in title for word in words)), "")


@cache
def _order() -> tuple[tuple[str, tuple[str, ...]], ...]:
    entries = assets.lexicon("sectors")["order"]
    return tuple((entry["sector"], tuple(entry["words"])) for entry in entries)
