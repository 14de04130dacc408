"""Bodies and places, and what falls to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.charts import Bars, Plane
from policykb.report.network import Edge, Node
from policykb.report.views.rows import LedgerRow, Named
from policykb.report.words import Sentence


class AgencyRow(NamedTuple):
    """A measure in an agency's section."""

    heading: str
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
    succeeded: Sentence
    """Who took over from it, and how sure that is; empty when nobody is known to have."""


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
    unresolved: Sentence
    """Names in the text that no known body bears."""


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
    nodes: tuple[tuple[Node, tuple[str, ...]], ...]
    """Each node with its name in lines."""
    edges: tuple[Edge, ...]
    rows: tuple[NetworkRow, ...]
    pairs: tuple[tuple[str, str, int], ...]
    width: int
    height: int


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
