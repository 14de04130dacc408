"""The rules on the whole plan: nothing is left to conclude, and nothing was concluded before its grounds were complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policykb.infer import inferred_graph, load_rules
from policykb.infer.binding import bindings, values
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.infer import Rule
    from policykb.pipeline.knowledge import Knowledge

PLAN = "ningxia-2022"
STATUS = [rule for rule in load_rules() if PKB.TargetStatus.name in rule.reads | rule.writes]
RECORDS = {PKB.derivedByRule.value, PKB.premise.value}


@pytest.mark.parametrize("rule", STATUS, ids=lambda rule: rule.id)
def test_the_engines_own_construct_gives_what_the_rules_graph_holds(ningxia: Knowledge, rule: Rule) -> None:
    body = rule.query.where
    given = values(bindings(rule, plan=PLAN, as_of=ningxia.as_of), body.variables)
    query = f"{rule.query.prologue}CONSTRUCT {{ {rule.query.head_text} }} WHERE {{ {given} {body.text} }}"
    written = list(ningxia.store.quads(inferred_graph(PLAN, rule.id)))
    records = {quad.subject for quad in written if quad.object == PKB.Derivation.value}

    found = {quad[:3] for quad in written if quad.subject not in records and quad.predicate not in RECORDS}

    assert {quad[:3] for quad in ningxia.store.construct(query)} == found


def test_most_of_the_rules_have_something_to_say_of_the_plan(ningxia: Knowledge) -> None:
    silent = {rule.id for rule in STATUS if not list(ningxia.store.quads(inferred_graph(PLAN, rule.id)))}

    assert {
        "change_target_is_assessed",
        "due_target_was_achieved_early",
        "due_target_has_only_an_estimate",
        "due_figure_is_defined_otherwise",
        "target_has_only_other_figures",
        "divisions_together_decide",
        "linear_path",
    }.isdisjoint(silent)
    assert {"due_target_is_missed", "target_is_disputed", "sources_disagree_on_goal"} <= silent
