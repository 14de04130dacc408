"""The small plan, fresh for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_measures import small_store

if TYPE_CHECKING:
    from policykb.store import Store


@pytest.fixture
def small() -> Store:
    return small_store()
