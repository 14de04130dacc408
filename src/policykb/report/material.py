"""What a report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.store import Store
from policykb.validate import Validation


@dataclass(frozen=True, slots=True)
class Material:
    """A plan's graphs with what was derived and checked, as of a day.

    ``reviewed`` says whether a person has read the draft behind them.
    """

    store: Store
    plan: str
    as_of: str
    validation: Validation
    reviewed: bool = True
