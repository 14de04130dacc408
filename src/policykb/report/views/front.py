"""The head of a page: the document, the summary, how much of the text is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.words import Sentence


class Item(NamedTuple):
    """A name and what is said of it; ``wide`` when that takes a line of its own."""

    name: str
    words: Sentence
    wide: bool = False


class Figure(NamedTuple):
    """A number with its name, and where it leads."""

    value: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Which plan, which text, which day, which program."""

    title: str
    plan: str
    plan_zh: str
    as_of: str
    items: tuple[Item, ...]
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan in sentences whose numbers are links, and what to settle first."""

    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    first: tuple[Sentence, ...]


class Share(NamedTuple):
    """One state of sentences: how many, how many characters, how much of the whole."""

    state: str
    name: str
    sentences: int
    characters: int
    share: str
    width: float
    x: float


class SentenceRow(NamedTuple):
    """A sentence that was not encoded, and why."""

    id: str
    words: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of every sentence."""

    finding: Sentence
    shares: tuple[Share, ...]
    sentences: int
    characters: int
    layout: int
    """Characters of blanks and line breaks between the sentences."""
    skipped: tuple[SentenceRow, ...]
    unencoded: tuple[SentenceRow, ...]
