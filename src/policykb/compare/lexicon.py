"""The words by which clauses are recognised: ``ontology/lexicons/matching.toml`` as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policykb import assets
from policykb.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Field:
    """A field that plans speak of, and the words that show it."""

    id: str
    name: Phrase
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wider:
    """Two indicators of which one takes in the other, and why."""

    wide: str
    narrow: str
    why: Phrase


@cache
def table() -> dict[str, Any]:
    """The lexicon as it is written."""
    return assets.lexicon("matching")


@cache
def fields() -> tuple[Field, ...]:
    """The fields, in the order of the sections that speak of them."""
    return tuple(
        Field(row["id"], Phrase(row["zh"], row["en"]), tuple(row["words"])) for row in table()["field"]
    )


@cache
def wider() -> tuple[Wider, ...]:
    """The pairs of definitions of which one takes in the other."""
    return tuple(
        Wider(row["wide"], row["narrow"], Phrase(row["why_zh"], row["why_en"])) for row in table()["wider"]
    )


@cache
def close() -> tuple[tuple[str, str, Phrase], ...]:
    """The pairs of indicators that go by different names for nearly the same, and how they differ."""
    return tuple((row["one"], row["other"], Phrase(row["why_zh"], row["why_en"])) for row in table()["close"])


@cache
def words(name: str) -> re.Pattern[str]:
    """One of the word lists as a pattern, the longest word first."""
    listed = sorted(table()[name], key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in listed))


@cache
def exceptions() -> re.Pattern[str]:
    """What a requirement excepts, with its words."""
    return re.compile("|".join(table()["exceptions"]))


def unified(words: str) -> str:
    """The words with each known name replaced by the first of those that say the same."""
    return _names().sub(lambda found: _first()[found.group()], words)


@cache
def _first() -> dict[str, str]:
    return {name: names[0] for names in table()["same"] for name in names}


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_first(), key=lambda name: (-len(name), name))
    return re.compile("|".join(re.escape(name) for name in names))
