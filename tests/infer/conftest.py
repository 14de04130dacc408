"""The shipped rules, by id."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policykb.infer import Rule, load_rules


@pytest.fixture(scope="session")
def rule_of() -> Callable[[str], Rule]:
    known = {rule.id: rule for rule in load_rules()}
    return known.__getitem__
