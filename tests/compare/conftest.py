"""What several tests of comparison stand on, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hand
import pytest

from policykb.compare import compare

if TYPE_CHECKING:
    from policykb.compare import PlanComparison


@pytest.fixture(scope="session")
def judged() -> PlanComparison:
    """The shipped plan against the national one, with what a person decided."""
    return compare(hand.ningxia(), hand.national())


@pytest.fixture(scope="session")
def proposed() -> PlanComparison:
    """The same by the program alone."""
    return compare(hand.ningxia(decided=False), hand.national())
