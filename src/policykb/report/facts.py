"""What the pages tell of a plan, as plain values read from the store once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policykb.span import Span


@dataclass(frozen=True, slots=True)
class Parent:
    """A document above the plan; ``confirmed`` is ``seen`` or ``memory``."""

    relation: str
    title: str
    confirmed: str
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """The plan as a document; empty is unknown."""

    id: str
    title: str
    title_zh: str
    region: str
    number: str
    issued_on: str
    source: str
    confirmed: str
    issuers: tuple[str, ...]
    addressees: str
    sha256: str
    length: int
    complete: bool
    parents: tuple[Parent, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A measure or a goal: what actions and targets belong to. A goal has no number.

    ``heading`` is its number and title as the page's language writes them.
    """

    id: str
    kind: str
    ordinal: int
    number: str
    heading: str
    title_zh: str
    span: Span

    @property
    def place(self) -> str:
        """What a place in it is called by: its number, or its id."""
        return self.number or self.id


@dataclass(frozen=True, slots=True)
class Detail:
    """A condition, a named thing or a document inside an action or target."""

    id: str
    kind: str
    slug: str
    words: str
    concept: str
    span: Span


@dataclass(frozen=True, slots=True)
class Element:
    """An action or a target; ``counted`` when it is a quantitative target."""

    id: str
    kind: str
    counted: bool
    home: str
    words: str
    span: Span
    verb: str
    object: str
    force: str
    marker: str
    deadline: str
    stated: str
    inherited: bool
    deadline_span: Span | None
    note: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What a target aims at, stated and canonical; concepts by their short ids."""

    indicator: str
    kind: str
    comparator: str
    marker: str
    value: str
    value_max: str
    unit: str
    canonical: str
    canonical_max: str
    canonical_unit: str
    baseline: str
    scope: str
    per: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A body named for a measure, with the words that name it."""

    id: str
    element: str
    bearer: str
    role: str
    position: int
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Derived:
    """A duty that a rule derives."""

    id: str
    kind: str
    element: str
    bearer: str
    rule: str


@dataclass(frozen=True, slots=True)
class Body:
    """An agency or a government; ``short`` is how the plan writes it, the rest is the place it governs."""

    id: str
    kind: str
    name: str
    name_zh: str
    short: str
    order: int
    region: str
    code: str
    level: str
    within: str


@dataclass(frozen=True, slots=True)
class Successor:
    """The body that took over, since when (``YYYY-MM-DD``), and whether that was read in a source."""

    body: str
    since: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision that gives duties to bodies it does not list."""

    id: str
    home: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what became of it."""

    id: str
    ordinal: int
    home: str
    state: str
    reason: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person decided to read a passage."""

    id: str
    title: str
    question: str
    decision: str
    alternative: str
    on: str
    by: str
    affects: tuple[str, ...]
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule says of a node of the plan or of a body, such as ``DiffuseMeasure`` of ``m04``."""

    kind: str
    node: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two actions of different measures that name the same thing."""

    one: str
    other: str
    concept: str


@dataclass(frozen=True)
class Facts:
    """All of it; keys are short ids such as ``m03/a04``, ``org/nx-sthjt``."""

    document: Document
    text: str
    parts: tuple[Part, ...]
    elements: tuple[Element, ...]
    values: Mapping[str, Value]
    duties: tuple[Duty, ...]
    derived: tuple[Derived, ...]
    bodies: Mapping[str, Body]
    successors: Mapping[str, Successor]
    clauses: tuple[Clause, ...]
    expansions: Mapping[str, tuple[str, ...]]
    """Per-division targets and the regions they hold for."""
    sentences: tuple[Sentence, ...]
    decisions: tuple[Decision, ...]
    derivations: Mapping[str, int] = field(default_factory=dict)
    """Rules and how many facts each derived."""
    marks: tuple[Mark, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    loads: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What a thing is called in the page's language."""
    names_zh: Mapping[str, str] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[Part, ...]:
        """The numbered measures."""
        return tuple(part for part in self.parts if part.kind == "measure")

    @property
    def goals(self) -> tuple[Part, ...]:
        """The plan-level goals."""
        return tuple(part for part in self.parts if part.kind == "goal")

    def part(self, element: str) -> Part | None:
        """The measure or goal that an element's id begins with."""
        head = element.partition("/")[0]
        return next((part for part in self.parts if part.id == head), None)

    def element(self, wanted: str) -> Element | None:
        """The action or target of an id."""
        return next((element for element in self.elements if element.id == wanted), None)

    def marked(self, kind: str) -> tuple[str, ...]:
        """The nodes a rule marks, in the order of their ids."""
        return tuple(sorted(mark.node for mark in self.marks if mark.kind == kind))

    def inside(self, part: str) -> tuple[Element, ...]:
        """The actions and targets of a measure or goal, in text order."""
        return tuple(element for element in self.elements if element.home == part)

    def listed(self, part: str) -> tuple[Duty, ...]:
        """The bodies a measure lists, in the written order."""
        return tuple(sorted((d for d in self.duties if d.element == part), key=lambda d: d.position))

    def agencies(self) -> tuple[Body, ...]:
        """The bodies the text lists for a measure, in official order."""
        named = {duty.bearer for duty in self.duties if duty.bearer}
        known = [self.bodies[body] for body in named if body in self.bodies]
        return tuple(sorted(known, key=lambda body: (body.order, body.id)))

    def name(self, thing: str) -> str:
        """A thing's name in the page's language, or the end of its id."""
        return self.names.get(thing, thing.rpartition("/")[2])

    def name_zh(self, thing: str) -> str:
        """A thing's Chinese name."""
        return self.names_zh.get(thing) or self.name(thing)
