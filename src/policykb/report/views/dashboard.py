"""A page that a leader reads in one minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policykb.report.charts import Bars, Bullets
from policykb.report.views.front import Cover
from policykb.report.views.status import SchemeNote, StateCount
from policykb.report.words import Sentence


class Decision(NamedTuple):
    """What needs a decision: what, why, whom to ask, and where it can be checked."""

    kind: str
    what: str
    why: str
    whom: str
    where: tuple[str, ...]


class LitRow(NamedTuple):
    """A target with its light and everything the light was made from."""

    id: str
    name: str
    state: str
    state_name: str
    due: str
    days: str
    report: str
    light: str
    light_name: str
    rule: str
    why: str


class RuleRow(NamedTuple):
    """A rule of a scheme of lights in words."""

    number: int
    states: str
    light: str
    light_name: str
    why: str


class DeductionRow(NamedTuple):
    """Points off: for what, how many lights there were, how many points."""

    consequence: str
    lights: int
    points: str


class Drawing(NamedTuple):
    """A chart of bars with its title and what it says."""

    title: str
    finding: str
    chart: Bars


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Five lines, three charts, what needs a decision; and how the lights were made."""

    cover: Cover
    who: str
    lines: tuple[Sentence, ...]
    counts: tuple[StateCount, ...]
    lights: tuple[tuple[str, str, int], ...]
    decisions: tuple[Decision, ...]
    left_out: int
    states: Drawing | None
    bullets: Bullets | None
    undrawn: int
    third: Drawing | None
    scheme: SchemeNote
    rules: tuple[RuleRow, ...]
    deductions: tuple[DeductionRow, ...]
    lit: tuple[LitRow, ...]
