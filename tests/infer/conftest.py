"""The shipped rules, by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policykb.infer import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from policykb.infer import Rule


@pytest.fixture(scope="session")
def rule_of() -> Callable[[str], Rule]:
    known = {rule.id: rule for rule in load_rules()}
    return known.__getitem__
