"""The shipped plan's booklets in both languages, and those of a small hostile plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile_plan import matter

from policykb.report.booklet import Matter, shelf

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge
    from policykb.report.booklet import Shelf


@pytest.fixture(scope="session")
def plan(ningxia: Knowledge) -> Matter:
    return Matter(ningxia.store, ningxia.plan, ningxia.as_of)


@pytest.fixture(scope="session")
def zh(plan: Matter) -> Shelf:
    return shelf(plan, "zh")


@pytest.fixture(scope="session")
def en(plan: Matter) -> Shelf:
    return shelf(plan, "en")


@pytest.fixture(params=["zh", "en"])
def either(request: pytest.FixtureRequest) -> Shelf:
    found: Shelf = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def hostile() -> Shelf:
    return shelf(matter(), "zh")
