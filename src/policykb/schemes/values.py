"""What a scheme is given and what it may say."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Light(StrEnum):
    """A light; grey is what is not known."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Named(StrEnum):
    """What is known of a target or a duty, as schemes may name it."""

    ACHIEVED = "achieved"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    PROVEN = "proven"  # reported as done, with evidence and a second person's check
    LATE = "late"  # by the body's own report
    DUE_UNREPORTED = "due_unreported"
    NOT_DUE = "not_due"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    CLAIMED = "claimed"  # reported as done, nothing proves it
    IN_PROGRESS = "in_progress"
    NOT_REPORTED = "not_reported"


KNOWN = frozenset({Named.ACHIEVED, Named.MISSED, Named.ON_TRACK, Named.BEHIND, Named.PROVEN, Named.LATE})
"""States with something behind them; every other is grey, whatever a scheme says."""
GOOD = frozenset({Light.GREEN, Light.BLUE})
BAD = frozenset({Light.YELLOW, Light.RED})
FAVOURABLE = frozenset({Named.ACHIEVED, Named.ON_TRACK, Named.PROVEN})


class Case(NamedTuple):
    """What a light is asked for: the state, days past the deadline (negative: days left), and the rank from the bottom.

    ``days_late`` is ``None`` without a deadline, ``from_bottom`` is ``None`` without a ranking.
    """

    state: Named
    days_late: int | None = None
    from_bottom: int | None = None
