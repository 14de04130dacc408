"""What each page shows, section by section; templates read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.charts import Bars, Plane  # noqa: TC001 - read at run time
from policykb.report.network import Edge, Node  # noqa: TC001 - read at run time
from policykb.report.words import Sentence  # noqa: TC001 - read at run time


class Item(NamedTuple):
    """A name and what is said of it."""

    name: str
    words: Sentence


class Named(NamedTuple):
    """A body in a list: ``presumed`` when it is the presumed lead."""

    name: str
    href: str
    presumed: bool = False


class Chip(NamedTuple):
    """A condition, a named thing, a document: its kind, its words, its place in the text."""

    id: str
    kind: str
    words: str
    href: str


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
    count: int
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


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An action or target with all that the ledger says of it."""

    id: str
    anchor: str
    index: int
    kind: str
    kind_name: str
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
    title: str
    title_zh: str
    sector: str
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


class AgencyRow(NamedTuple):
    """A measure in an agency's section."""

    number: str
    title: str
    href: str
    position: int
    of: int
    presumed: bool
    actions: int
    targets: int
    strongest: str
    strongest_name: str
    deadline: str
    name: str
    text_href: str


@dataclass(frozen=True, slots=True)
class Agency:
    """One body's own page: what it is listed for."""

    anchor: str
    name: str
    name_zh: str
    kind: str
    signed: str
    finding: Sentence
    rows: tuple[AgencyRow, ...]
    targets: tuple[LedgerRow, ...]
    load: str


@dataclass(frozen=True, slots=True)
class Agencies:
    """All bodies that the text lists."""

    finding: Sentence
    chart: Bars
    matrix: Plane
    matrix_finding: Sentence
    places: tuple[tuple[str, tuple[str, ...]], ...]
    """The matrix as a table: each body with its place in each measure's list."""
    agencies: tuple[Agency, ...]


class NetworkRow(NamedTuple):
    """What the network says of a body."""

    name: str
    href: str
    node: Node
    first: int
    load: str
    bottleneck: bool


@dataclass(frozen=True, slots=True)
class SharedDuties:
    """The network, what it shows, and its numbers."""

    finding: Sentence
    sentences: tuple[Sentence, ...]
    nodes: tuple[tuple[Node, str], ...]
    edges: tuple[Edge, ...]
    rows: tuple[NetworkRow, ...]
    pairs: tuple[tuple[str, str, int], ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """When things fall due."""

    finding: Sentence
    chart: Plane
    rows: tuple[tuple[str, str, str, LedgerRow], ...]
    """Topic, its place in the ledger, the day in words, the row."""


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


class LocalRow(NamedTuple):
    """A city, county or committee and what falls to it."""

    anchor: str
    name: str
    short: str
    code: str
    level: str
    level_name: str
    default: int
    specific: tuple[Named, ...]
    expanded: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """What falls to cities and counties, counted apart from what the text states."""

    finding: Sentence
    clauses: tuple[tuple[str, str, str], ...]
    """Words, place, link."""
    arithmetic: Sentence
    reading: Sentence
    rows: tuple[LocalRow, ...]
    rules: tuple[str, ...]
    total: int


class StrengthRow(NamedTuple):
    """How many of a measure's clauses have which force."""

    number: str
    title: str
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
    count: int
    of: int
    finding: Sentence
    why: str
    fix: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs mean: forces strongest first, states, and bases of a duty."""

    forces: tuple[tuple[str, str, str], ...]
    """Pattern, name, definition."""
    states: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Accountability:
    """The accountability report."""

    cover: Cover
    summary: Summary
    coverage: Coverage
    ledger: Ledger
    agencies: Agencies
    shared: SharedDuties
    timeline: Timeline
    targets: Targets
    cascade: Cascade
    strength: Strength
    gaps: tuple[Gap, ...]
    findings: Findings
    decisions: tuple[DecisionRow, ...]
    rules: tuple[RuleRow, ...]
    source: Source
    legend: Legend


@dataclass(frozen=True, slots=True)
class Gaps:
    """The plan's own gaps, most serious first."""

    cover: Cover
    finding: Sentence
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What lies in the folder."""

    cover: Cover
    figures: tuple[Figure, ...]
    files: tuple[tuple[str, str, str], ...]
    """Name, title, what it is for."""
