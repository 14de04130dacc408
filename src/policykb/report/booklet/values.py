"""What the bodies' booklets show: who, which duties on what words, which rows, how each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from policykb.progress import Entry
from policykb.report.facts import Facts
from policykb.report.views import Cover, LedgerRow
from policykb.report.words import Sentence, Words
from policykb.span import Span
from policykb.store import Store

LEVELS = ("department", "city", "county", "committee")


@dataclass(frozen=True, slots=True)
class Matter:
    """A plan's graphs as of a day, and the latest report of each row and body."""

    store: Store
    plan: str
    as_of: str
    reviewed: bool = True
    progress: Mapping[tuple[str, str], Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Charge:
    """A duty of any basis, with the words it rests on; ``bearer`` is empty where the name is no known body's."""

    id: str
    element: str
    bearer: str
    name: str
    role: str
    basis: str
    position: int
    rule: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """How a target stands by published figures, and why."""

    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Owner:
    """A body that a booklet is for; one whose name was not recognised has no id."""

    id: str
    name: str
    name_zh: str
    short: str
    kind: str
    level: str
    file: str
    """The stem of its files' names."""
    succeeded: Sentence = ()
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row stands for one body on the day: by deadline, by its own report, by published figures."""

    slug: str
    name: str
    days: int | None
    days_said: str
    report: str
    others: str
    published: str
    published_name: str
    reason: str
    entry: Entry | None = None

    @property
    def past(self) -> bool:
        """Whether its day is over."""
        return self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A duty in words: what the body is, on what basis, on which words."""

    id: str
    basis: str
    basis_name: str
    said: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a booklet: an action, a target, or the body's share of a target.

    ``charges`` are the body's duties for this very row; there are none where it comes with the whole measure.
    ``ledger_id`` is the row of the ledger it is reported in.
    """

    id: str
    ledger_id: str
    row: LedgerRow
    charges: tuple[ChargeLine, ...]
    conditions: tuple[tuple[str, str], ...]
    standing: Standing
    offsets: str
    share: str = ""
    indicator: str = ""
    """What is measured, where the same words state several targets."""

    @property
    def whole(self) -> bool:
        """Whether it is there only because the body has the whole measure to implement."""
        return not self.charges


class Partner(NamedTuple):
    """Another body of the measure, with what the text or a presumption makes of it."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Group:
    """A measure with the body's duties for it and its rows."""

    id: str
    number: str
    heading: str
    original: str
    charges: tuple[ChargeLine, ...]
    partners: tuple[Partner, ...]
    tasks: tuple[Task, ...]
    leads: str
    """``lead``, ``curated`` or ``presumptive_lead`` where the body leads the measure; else empty."""
    summary: str

    @property
    def bases(self) -> frozenset[str]:
        """On which bases the body has the measure."""
        return frozenset(charge.basis for charge in self.charges)


@dataclass(frozen=True, slots=True)
class Booklet:
    """One body's tasks."""

    owner: Owner
    level_name: str
    groups: tuple[Group, ...]
    opening: tuple[tuple[str, str], ...]
    """Five lines: what each is about, and what it says."""
    cover: Cover

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All rows, in text order."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def charges(self) -> tuple[ChargeLine, ...]:
        """All duties, each once."""
        return tuple(
            charge
            for group in self.groups
            for charge in (*group.charges, *(one for task in group.tasks for one in task.charges))
        )

    def count(self, *slugs: str) -> int:
        """How many rows stand so."""
        return sum(task.standing.slug in slugs for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The booklets of a plan, with what they were made from."""

    facts: Facts
    words: Words
    as_of: str
    reviewed: bool
    booklets: tuple[Booklet, ...]
    assessed: bool
    """Whether targets were held against published figures."""
    unowned: tuple[Group, ...] = ()
    """Measures and goals that no body answers for."""
