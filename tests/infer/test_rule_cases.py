"""Each rule concludes exactly what its cases say, and nothing where they say nothing."""

from pathlib import Path

import pytest
from rule_case import derive, in_order, plain, quads

from policykb.infer import load_rules

CASES = Path(__file__).parents[1] / "rules"
FIRING = sorted(p for p in CASES.glob("*/given*.ttl") if not p.stem.startswith("given-not"))
SILENT = sorted(CASES.glob("*/given-not-*.ttl"))


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("case", FIRING, ids=name)
def test_a_rule_concludes_exactly_what_its_case_says(case, rule_of):
    then = case.with_stem(case.stem.replace("given", "then"))
    expected = in_order(plain(q.subject, q.predicate, q.object) for q in quads(then))

    actual = derive(rule_of(case.parent.name), case)

    assert expected == actual
    assert expected


@pytest.mark.parametrize("case", SILENT, ids=name)
def test_a_rule_concludes_nothing_where_it_must_not(case, rule_of):
    assert derive(rule_of(case.parent.name), case) == []


def test_every_rule_is_tried_both_ways():
    rules = {rule.id for rule in load_rules()}

    assert rules == {case.parent.name for case in FIRING}
    assert rules == {case.parent.name for case in SILENT}


def test_every_case_folder_and_file_has_a_use():
    then = {c.with_stem(c.stem.replace("given", "then")) for c in FIRING}

    assert sorted({*FIRING, *SILENT, *then}) == sorted(CASES.glob("*/*"))
