"""A person's decisions as they came back, one a claim, each with the cells it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from policykb.draft.claims import Review
from policykb.review.faults import Fault, Wrong
from policykb.vocab import ReviewState

STATES = {
    "accepted": ReviewState.ACCEPTED,
    "corrected": ReviewState.CORRECTED,
    "rejected": ReviewState.REJECTED,
    "questioned": ReviewState.QUESTIONED,
    "added": ReviewState.ADDED,
    "nothing": ReviewState.REJECTED,
    "restored": ReviewState.ACCEPTED,
}
"""What each decision makes of a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a person decided on one claim, or added.

    ``kind`` is the draft's field (``sentences`` for an unread one), ``id`` empty for an addition; ``values`` are the
    fields that change, or all fields of an addition. ``cells`` names the cell of each field, for messages.
    """

    kind: str
    id: str
    decision: str
    by: str
    on: str
    note: str = ""
    values: dict[str, str] = field(default_factory=dict)
    quote: str = ""
    start: int | None = None
    check: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    row: str = ""

    @property
    def review(self) -> Review:
        """The decision as the claim carries it."""
        return Review(state=STATES[self.decision], by=self.by, on=self.on, note=self.note)

    def fault(self, key: str, found: Wrong) -> Fault:
        """What is wrong with one of its fields, at its cell."""
        return Fault(self.cells.get(key, self.row), found)


@dataclass(slots=True)
class Returned:
    """What came back: decisions that can be understood, faults, and remarks that stop nothing."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    seen: int = 0
