from __future__ import annotations

from pathlib import Path

from policykb import anchors
from policykb.ask import questions
from policykb.draft.folder import read_decisions
from policykb.infer import load_rules
from policykb.validate import load_shapes

ROOT = Path(__file__).resolve().parents[2]


def test_the_changelog_counts_what_is_there() -> None:
    told = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    counts = f"{len(load_rules())} rules, {len(load_shapes().shapes)} shapes, {len(questions())} questions"

    assert counts in told
    assert 10 == len(read_decisions(anchors.PLANS / "ningxia-2022" / "curation.toml"))
    assert "Readings decided: ten" in told
