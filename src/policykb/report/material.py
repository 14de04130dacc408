"""What a report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.compare.values import PlanComparison
from policykb.draft.requirements import Reference
from policykb.store import Store
from policykb.validate import Validation


@dataclass(frozen=True, slots=True)
class Material:
    """A plan's graphs with what was derived and checked, as of a day.

    ``reviewed`` says whether a person has read the draft behind them; ``comparison`` is the plan against the
    documents above it, which stand in ``references``, the one it is held against first.
    """

    store: Store
    plan: str
    as_of: str
    validation: Validation
    reviewed: bool = True
    comparison: PlanComparison | None = None
    references: tuple[Reference, ...] = ()
