"""A plan against the documents above it, as the gap page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.views.front import Figure
from policykb.report.words import Sentence


class Mark(NamedTuple):
    """A verdict as it is shown: its slug (icon and pattern), its word, and whether the national side was ever read."""

    verdict: str
    name: str
    unconfirmed: bool


class Tile(NamedTuple):
    """One requirement in the heat map: its label, what it asks for, the verdicts, and where they are argued."""

    label: str
    title: str
    marks: tuple[Mark, ...]
    answer: str
    href: str
    aside: bool = False
    """A national average: worth knowing, no one region's duty."""


class Band(NamedTuple):
    """A chapter of the national plan with its requirements."""

    name: str
    tiles: tuple[Tile, ...]


class Side(NamedTuple):
    """One side of a gap: words, whether they are the document's own, and where they stand."""

    words: str
    quoted: bool
    place: Sentence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A gap against the documents above, with both sides."""

    id: str
    title: str
    severity: str
    severity_name: str
    marks: tuple[Mark, ...]
    national: Side
    regional: tuple[Side, ...]
    reasons: tuple[str, ...]
    owner: Sentence
    fix: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator on both sides: figures as written, years, verdicts, why."""

    id: str
    indicator: str
    document: Sentence
    national: str
    regional: str
    href: str
    marks: tuple[Mark, ...]
    reasons: tuple[str, ...]
    confidence: str
    superseded: bool


class Row(NamedTuple):
    """A requirement in the full list."""

    id: str
    label: str
    kind: str
    title: str
    statement: str
    marks: tuple[Mark, ...]
    answers: tuple[tuple[str, str], ...]
    state: str
    score: str
    why: tuple[str, ...]
    points: str
    source: Sentence


class Extra(NamedTuple):
    """Something only the region asks for, in its own words."""

    heading: str
    words: str
    href: str


class Weight(NamedTuple):
    """A weight of the score: of what, how much, and the score when it moves."""

    name: str
    value: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the score is made: with its denominator, and what it leaves out."""

    score: Sentence
    left_out: Sentence
    swing: str
    weights: tuple[Weight, ...]
    unread: str
    notes: tuple[str, ...]
    """What a reader must know of how far both sides were read."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison; ``legend`` is every verdict that occurs, with what it means."""

    against: str
    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    bands: tuple[Band, ...]
    legend: tuple[tuple[Mark, str], ...]
    ranked: tuple[Ranked, ...]
    pairs: tuple[Pair, ...]
    lowered: tuple[Ranked, ...]
    conflicts: tuple[Ranked, ...]
    owners: Sentence
    additions: tuple[Extra, ...]
    waived: tuple[tuple[str, str], ...]
    apart: tuple[Pair, ...]
    rows: tuple[Row, ...]
    method: Method
