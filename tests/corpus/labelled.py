"""Short plans with what a person read in them: the files of the corpus as values."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policykb import anchors
from policykb.span import Span

HERE = Path(__file__).parent
Row = dict[str, Any]


def _units() -> dict[str, str]:
    """The slug of each unit, by its slug and by each of its Chinese names."""
    words: dict[str, str] = {}
    text = (anchors.ONTOLOGY / "vocabularies" / "units.ttl").read_text("utf-8")
    for entry in re.split(r"^unit:", text, flags=re.MULTILINE)[1:]:
        slug = entry.split()[0]
        names = re.findall(r"(?:prefLabel|altLabel) ([^;]+);", entry)
        words |= dict.fromkeys([slug, *re.findall(r'"([^"]+)"@zh', " ".join(names))], slug)
    return words


UNITS = _units()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A short plan and what it says, as a person reads it."""

    id: str
    part: str
    invented: bool
    forms: tuple[str, ...]
    text: str
    labels: Row = field(repr=False)

    def rows(self, kind: str) -> list[Row]:
        """The labels of one kind, such as ``target``."""
        rows: list[Row] = self.labels.get(kind, [])
        return rows

    def place(self, quote: str) -> Span:
        """Where a label's words stand."""
        start = self.text.index(quote)
        return Span(start, start + len(quote))


def fragments(part: str) -> tuple[Fragment, ...]:
    """The fragments of one part, ``open`` or ``held_out``, by name."""
    return tuple(_read(path, part) for path in sorted((HERE / part).glob("*.toml")))


def _read(path: Path, part: str) -> Fragment:
    row = tomllib.loads(path.read_text("utf-8"))
    forms = (row.pop("form"), *row.pop("also", []))
    return Fragment(row.pop("id"), part, row.pop("invented"), forms, row.pop("text"), row)


def unit(words: str) -> str:
    """A unit's slug; its words when the vocabulary lacks it."""
    return UNITS.get(words, words)


def is_date(words: str) -> bool:
    """Whether the words are a day of the calendar, or none at all."""
    try:
        return not words or bool(dt.date.fromisoformat(words))
    except ValueError:
        return False
