"""What a one-minute page is made from: facts, figures, reports, a scheme of lights, and whose page it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policykb.progress import Entry
from policykb.report.build.rows import Bearers
from policykb.report.facts import Body, Facts
from policykb.report.tracking import Status, Tracking
from policykb.report.words import Words
from policykb.schemes import Case, Lights, Lit


class Lighted(NamedTuple):
    """A status with the case made of it, its light, and the report that was looked at."""

    status: Status
    case: Case
    lit: Lit
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a dashboard is made from, read once; without a body it is of the whole plan."""

    facts: Facts
    words: Words
    tracking: Tracking
    progress: Mapping[tuple[str, str], Entry]
    as_of: str
    scheme: Lights
    body: Body | None = None
    reviewed: bool = True

    @property
    def bearers(self) -> Bearers:
        """Who answers for what, by rule."""
        return Bearers.of(self.facts)
