"""The figures of the shipped plan, and the rules that say how its targets stand."""

from __future__ import annotations

import pytest

from policykb import anchors
from policykb.infer import Rule, load_rules
from policykb.observe import Figures, read_figures
from policykb.vocab import PKB


@pytest.fixture(scope="session")
def figures() -> Figures:
    return read_figures(anchors.PLANS / "ningxia-2022")


@pytest.fixture(scope="session")
def status_rules() -> tuple[Rule, ...]:
    named = PKB.TargetStatus.name
    return tuple(rule for rule in load_rules() if named in rule.reads | rule.writes)
