"""Actions and targets, and what is said of them: the ledger, deadlines, values, force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.charts import Bars, Plane
from policykb.report.words import Sentence


class Named(NamedTuple):
    """A body in a list, with its role: ``presumptive_lead`` is no stated one."""

    name: str
    href: str
    role: str = ""


class Chip(NamedTuple):
    """A condition, a named thing, a document: its kind, its words, its place in the text."""

    id: str
    kind: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An action or target with all that the ledger says of it."""

    id: str
    anchor: str
    index: int
    kind: str
    kind_name: str
    counted: bool
    words: str
    bodies: tuple[Named, ...]
    body_ids: tuple[str, ...]
    places: tuple[str, ...]
    """Cities and counties with a specific duty for it."""
    force: str
    force_name: str
    rank: int
    deadline: str
    deadline_words: str
    inherited: bool
    state: str
    state_name: str
    place: str
    text_href: str
    deadline_href: str
    chips: tuple[Chip, ...]
    note: str
    value: str


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """A measure or goal with its rows and the bodies listed for it."""

    id: str
    number: str
    heading: str
    original: str
    """The heading in the plan's own words, where the page's language is another."""
    bodies: tuple[Named, ...]
    local: Sentence
    rows: tuple[LedgerRow, ...]
    text_href: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every action and target, measure by measure, and what it can be filtered by."""

    finding: Sentence
    groups: tuple[LedgerGroup, ...]
    bodies: tuple[tuple[str, str], ...]
    forces: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """All rows, in text order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Timeline:
    """When things fall due."""

    finding: Sentence
    chart: Plane
    rows: tuple[tuple[str, LedgerRow], ...]
    """The heading of the measure or goal, and the row."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in full."""

    row: LedgerRow
    indicator: str
    kind: str
    stated: str
    canonical: str
    baseline: str
    scope: str
    own: str
    number: str
    bodies: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets: with a number or a count first, then those in words alone."""

    finding: Sentence
    counted: tuple[TargetRow, ...]
    worded: tuple[TargetRow, ...]


class StrengthRow(NamedTuple):
    """How many of a measure's clauses have which force."""

    heading: str
    href: str
    counts: tuple[int, ...]
    binding: str


@dataclass(frozen=True, slots=True)
class Strength:
    """How strictly each measure is worded."""

    finding: Sentence
    chart: Bars
    forces: tuple[tuple[str, str], ...]
    rows: tuple[StrengthRow, ...]
