"""Counts of what was found, missed and made up, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Tally:
    """How many labels were found, how many were not, and how many claims no label asks for."""

    hit: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of the claims that are right; 1 when there is none."""
        return self.hit / (self.hit + self.spurious) if self.hit + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of the labels that were found; 1 when there is none."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 1 when there was nothing to find and nothing was found."""
        return 2 * self.hit / (2 * self.hit + self.spurious + self.missed) if self != Tally() else 1.0


KINDS = (
    "responsibilities",
    "targets",
    "qualitative",
    "measures",
    "elements",
    "forces",
    "conditions",
    "dues",
    "baselines",
    "certain responsibilities",
    "certain targets",
    "partition",
)


@dataclass(frozen=True, slots=True)
class Score:
    """The tallies of a draft by kind, and each fault in words."""

    tallies: dict[str, Tally]
    faults: tuple[str, ...] = ()

    def __getitem__(self, kind: str) -> Tally:
        return self.tallies.get(kind, Tally())


def total(scores: Iterable[Score]) -> Score:
    """The sum of several scores."""
    scores = list(scores)
    tallies = {kind: sum((score[kind] for score in scores), Tally()) for kind in KINDS}
    return Score(tallies, tuple(fault for score in scores for fault in score.faults))
