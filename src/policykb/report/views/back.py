"""What was found, decided and derived, and the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.words import Sentence


class FindingRow(NamedTuple):
    """One finding: what, where, and the words it quotes."""

    severity: str
    severity_name: str
    message: str
    focus: str
    href: str
    quote: str


class Check(NamedTuple):
    """One check: how much it looked at, of how much, and what it found."""

    id: str
    code: str
    title: str
    why: str
    fix: str
    kind: str
    checked: int
    of: int
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the checks found, our own defects and the plan's gaps kept apart."""

    finding: Sentence
    ours: tuple[Check, ...]
    plans: tuple[Check, ...]
    conflicts: int
    defects: int
    flaws: int
    """How many findings are about the plan itself."""


class Case(NamedTuple):
    """One place where a gap shows; ``quoted`` when the words are the plan's own."""

    label: str
    words: str
    href: str
    quoted: bool


class Gap(NamedTuple):
    """A weakness of the plan: how much of it, why it matters, how to mend it."""

    id: str
    title: str
    severity: str
    severity_name: str
    number: int
    of: int
    finding: Sentence
    why: str
    fix: str
    cases: tuple[Case, ...]


class DecisionRow(NamedTuple):
    """A reading that was decided."""

    anchor: str
    title: str
    question: str
    decision: str
    alternative: str
    by: str
    on: str
    words: str
    href: str


class RuleRow(NamedTuple):
    """A rule in words, and how much it derived."""

    anchor: str
    id: str
    title: str
    statement: str
    source: str
    facts: int


class Bit(NamedTuple):
    """A stretch of the text under the same spans: its words, its looks, where it leads.

    ``ids`` are what begins here, ``keys`` all that covers it, ``refs`` the rows that end here.
    """

    text: str
    classes: str
    href: str
    ids: tuple[str, ...]
    keys: str
    refs: tuple[tuple[str, str], ...]


class Block(NamedTuple):
    """A paragraph of the text; its id is that of the measure or goal it is, or empty."""

    id: str
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The text itself, every span marked."""

    blocks: tuple[Block, ...]
    legend: tuple[tuple[str, str], ...]
    spans: int


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs mean: forces strongest first, states, and bases of a duty."""

    forces: tuple[tuple[str, str, str], ...]
    """Pattern, name, definition."""
    states: tuple[tuple[str, str, str], ...]
