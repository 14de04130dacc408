"""What a supposition changes, as values: what was supposed, and each thing that would be otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from policykb.phrase import Phrase

if TYPE_CHECKING:
    from policykb.vocab import Category, Severity

T = TypeVar("T")

SUPPOSED = "supposed"
"""The basis of a duty that nobody wrote and nobody decided: it is only supposed."""


class Way(StrEnum):
    """Whether the plan would ask for more or less, as far as that can be said."""

    STRICTER = "stricter"
    WEAKER = "weaker"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is supposed, in words; ``what`` is the element's or rule's id."""

    kind: str
    what: str
    way: Way
    said: Phrase


class Found(NamedTuple):
    """A finding on one side."""

    id: str
    severity: Severity
    category: Category
    focus: str
    heading: str
    message: Phrase


class Duty(NamedTuple):
    """That a body answers for an element: in which role, and why."""

    element: str
    body: str
    role: str
    basis: str


class Load(NamedTuple):
    """What a body has to carry: its share of the measures, how many list it, how often first."""

    load: str
    measures: int
    firsts: int


class State(NamedTuple):
    """How a target stands: the state's slug, its goal, the gap to it and the pace it would need; "" is unknown."""

    state: str
    goal: str
    gap: str
    pace: str


@dataclass(frozen=True, slots=True)
class Changed(Generic[T]):
    """Something that is otherwise: a side is ``None`` where it is not there at all."""

    about: str
    old: T | None
    new: T | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of a rule's conclusions: how many there were and are, and which are gone, new or say something else."""

    rule: str
    title: Phrase
    old: int
    new: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The whole difference; ``names`` are the words for each id in it."""

    plan: str
    title: Phrase
    as_of: str
    told: tuple[Told, ...]
    findings_new: tuple[Found, ...]
    findings_gone: tuple[Found, ...]
    duties_lost: tuple[Duty, ...]
    duties_gained: tuple[Duty, ...]
    loads: tuple[Changed[Load], ...]
    diffuse_new: tuple[str, ...]
    diffuse_gone: tuple[str, ...]
    deadlines: tuple[Changed[str], ...]
    states: tuple[Changed[State], ...]
    conclusions: tuple[RuleChange, ...]
    names: dict[str, Phrase]

    def passed(self, day: str | None) -> bool:
        """Whether a deadline is over on the day asked about."""
        return day is not None and day < self.as_of

    def name(self, thing: str) -> Phrase:
        """What a thing is called; its id where it has no name."""
        return self.names.get(thing) or Phrase(thing, thing)
