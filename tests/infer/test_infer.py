"""Running all rules: how much follows, where it is written, and that nothing is left to follow."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rule_case import PLAN, conclusions, in_order, plain
from small_plan import AS_OF, inferred_plan, small_plan, thing

from policykb import vocab
from policykb.errors import UsageError
from policykb.infer import infer, inferred_graph, load_rules
from policykb.infer.binding import bindings, values
from policykb.quads import Literal, Quad, integer, string
from policykb.vocab import PKB

# Rules that rest on an indicator or a published figure; the small plan has neither.
NEED_FIGURES = (
    "bound_below_goal_proves_nothing",
    "bound_reaches_goal_or_not",
    "change_target_is_assessed",
    "due_figure_is_defined_otherwise",
    "due_target_has_only_an_estimate",
    "due_target_is_achieved",
    "due_target_is_missed",
    "due_target_is_unreported",
    "due_target_was_achieved_early",
    "estimate_is_the_latest",
    "figure_is_a_lower_bound",
    "figure_is_an_estimate",
    "figure_is_comparable",
    "figure_is_defined_otherwise",
    "figure_is_the_latest",
    "figure_relied_on_is_in_the_targets_unit",
    "gap_to_goal",
    "goal_is_kept_or_not",
    "goal_is_reached_or_not",
    "latest_figure_is_older_than_the_plan",
    "latest_figure_is_overtaken",
    "latest_value_is_in_the_targets_unit",
    "linear_path",
    "linear_path_from_baseline",
    "older_figure_achieves_nothing",
    "other_figure_is_the_latest",
    "path_starts_before_the_plan",
    "path_starts_with_the_first_figure",
    "planned_path",
    "required_pace",
    "share_is_assessed",
    "share_is_due_on_deadline",
    "sources_disagree_on_goal",
    "status_is_due_on_deadline",
    "target_has_no_figure",
    "target_has_no_number",
    "target_has_no_path",
    "target_has_only_other_figures",
    "target_is_assessed",
    "target_is_disputed",
    "target_is_reached_before_its_deadline",
    "target_keeps_its_linear_path",
    "target_keeps_its_planned_path",
    "target_without_figure_is_not_due",
    "undated_target_is_judged",
    "universal_share_is_assessed",
    "universal_target_is_assessed",
)


@pytest.fixture(scope="module")
def finished():
    """For reading only."""
    return inferred_plan()


def test_each_rule_says_something_about_so_many_things():
    run = infer(small_plan(), PLAN, as_of=AS_OF)

    assert {
        "region_lies_within_parent": 27,  # 5 cities, 22 counties
        "region_lies_within_ancestors": 22,
        "duty_falls_to_local_governments": 5 * (5 + 22),
        "duty_falls_to_named_committees": 5,
        "bearer_is_stated": 5,  # measures
        "duty_inherited": 2 + 4 + 2 + 1 + 2,  # m01, m03, m13, m14, m20
        "duty_reaches_its_sentences": 0,
        "duty_falls_to_named_regions": 2,
        "target_expands_per_division": 22,
        "duty_follows_division_target": 22,
        "lead_is_stated": 0,
        "lead_is_presumed": 5,
        "value_is_canonical": 2,
        "value_range_is_canonical": 0,
        "deadline_year_is_normalised": 2,
        "body_is_succeeded_in_turn": 0,
        "bearer_today": 1,
        "coordination_load": 3,
        "shared_duty": 2,
        "bottleneck_agency": 2,  # 4 and 3 of 5 measures
        "measure_is_diffuse": 0,
        "measure_is_unquantified": 3,  # m01, m14, m20
        "target_is_orphan": 1,
        "actions_overlap": 1,
        "central_body_is_coordinated": 2,  # stated, and inherited by the action
        "target_cannot_be_measured": 2,  # no indicator in g2025 and m03
        "share_cannot_be_measured": 22,
        "divisions_together_decide": 1,
        **dict.fromkeys(NEED_FIGURES, 0),
    } == {outcome.rule: outcome.facts for outcome in run.outcomes}


def test_twenty_one_measures_make_588_local_duties():
    store = small_plan()
    more = [n for n in range(1, 22) if n not in {1, 3, 13, 14, 20}]
    for n in more:
        measure = vocab.plan_iri(PLAN, f"m{n:02d}")
        triples = [
            (vocab.PREFIXES["rdf"] + "type", PKB.Measure.value),
            (PKB.inPlan.value, vocab.plan_iri(PLAN)),
            (PKB.ordinal.value, integer(n)),
        ]
        store.add(Quad(measure, p, o, vocab.graph_iri(PLAN, "source")) for p, o in triples)

    run = infer(store, PLAN, as_of=AS_OF)

    locals_, committees = (
        run.facts(rule) for rule in ("duty_falls_to_local_governments", "duty_falls_to_named_committees")
    )
    assert (21 * (5 + 22), 21, 588) == (locals_, committees, locals_ + committees)


def test_every_rule_writes_its_own_graph_and_nothing_else_changes(finished):
    before, after = small_plan(), finished

    ours = {inferred_graph(PLAN, rule.id) for rule in load_rules()}
    new = {quad.graph for quad in set(after.quads()) - set(before.quads())}

    assert set() == set(before.quads()) - set(after.quads())
    assert new <= ours


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_nothing_is_left_to_conclude_and_nothing_was_concluded_too_early(rule, finished):
    """The engine's own CONSTRUCT over the finished store gives what the rule's graph holds."""
    store = finished
    body = rule.query.where
    given = values(bindings(rule, plan=PLAN, as_of=AS_OF), body.variables)
    query = f"{rule.query.prologue}CONSTRUCT {{ {rule.query.head_text} }} WHERE {{ {given} {body.text} }}"
    expected = in_order(plain(q.subject, q.predicate, q.object) for q in store.construct(query))

    actual = conclusions(store.quads(inferred_graph(PLAN, rule.id)))

    assert expected == actual


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_conclusion_has_its_rule_and_its_premises(rule, finished):
    """A node that a rule makes tells them itself, anything else in a record that points at it."""
    found = list(finished.quads(inferred_graph(PLAN, rule.id)))
    about = {subject for subject, _, _ in conclusions(found)}
    recorded = {q.subject: q.object for q in found if q.predicate == PKB.concludesOn.value}

    told = {
        predicate: sorted(recorded.get(s, s) for s in {q.subject for q in found if q.predicate == predicate})
        for predicate in (PKB.derivedByRule.value, PKB.premise.value)
    }

    assert {PKB.derivedByRule.value: sorted(about), PKB.premise.value: sorted(about)} == told
    assert set() == about & recorded.keys()
    assert {vocab.thing(f"rule/{rule.id}")} >= {
        q.object for q in found if q.predicate == PKB.derivedByRule.value
    }


def test_a_record_is_found_again_under_the_same_name_and_belongs_to_the_plan(finished):
    node = vocab.plan_iri(PLAN, "derivation", "target_is_orphan", "g2025", "t1")
    told = in_order((q.predicate, q.object) for q in finished.quads() if q.subject == node)

    assert (
        in_order(
            [
                (vocab.PREFIXES["rdf"] + "type", PKB.Derivation.value),
                (PKB.inPlan.value, vocab.plan_iri(PLAN)),
                (PKB.concludesOn.value, vocab.plan_iri(PLAN, "g2025", "t1")),
                (PKB.derivedByRule.value, thing("rule/target_is_orphan")),
                (PKB.premise.value, vocab.plan_iri(PLAN)),
                (PKB.premise.value, vocab.plan_iri(PLAN, "g2025", "t1")),
            ]
        )
        == told
    )


def test_what_the_plan_said_before_is_no_conclusion_and_has_no_record():
    store = small_plan()
    target, other = (vocab.plan_iri(PLAN, *path) for path in (("g2025", "t1"), ("m03", "t1")))
    store.add([Quad(target, PKB.deadlineYear.value, integer(2025), vocab.graph_iri(PLAN, "source"))])

    infer(store, PLAN, as_of=AS_OF)

    graph = inferred_graph(PLAN, "deadline_year_is_normalised")
    assert {other} == {q.object for q in store.quads(graph) if q.predicate == PKB.concludesOn.value}


def test_a_premise_is_described_in_the_store(finished):
    store = finished
    described = {quad.subject for quad in store.quads()}

    premises = {q.object for q in store.quads() if q.predicate == PKB.premise.value}

    assert premises
    assert set() == premises - described


def test_a_curated_lead_defeats_the_presumption_and_the_diffuseness():
    store = small_plan()
    lead = vocab.plan_iri(PLAN, "m01", "r-curated-1")
    graph = vocab.graph_iri(PLAN, "curation")
    about = {
        vocab.PREFIXES["rdf"] + "type": PKB.CuratedResponsibility.value,
        PKB.inPlan.value: vocab.plan_iri(PLAN),
        PKB.forElement.value: vocab.plan_iri(PLAN, "m01"),
        PKB.bearer.value: thing("org/nx-fgw"),
        PKB.role.value: thing("role/lead"),
    }
    settings = {"min_agencies": 2}
    without = infer(store, PLAN, as_of=AS_OF, parameters=settings)
    store.add(Quad(lead, predicate, value, graph) for predicate, value in about.items())

    run = infer(store, PLAN, as_of=AS_OF, parameters=settings)

    assert (5, 3) == (without.facts("lead_is_presumed"), without.facts("measure_is_diffuse"))
    assert (4, 2) == (run.facts("lead_is_presumed"), run.facts("measure_is_diffuse"))


def test_a_second_run_forgets_the_first():
    store = small_plan()
    stale = Quad(thing("x"), PKB.ordinal.value, integer(1), inferred_graph(PLAN, "a_rule_that_is_gone"))
    store.add([stale])
    infer(store, PLAN, as_of="2020-01-01")

    infer(store, PLAN, as_of=AS_OF)

    assert inferred_plan().nquads() == store.nquads()


def test_a_run_of_some_rules_leaves_the_graphs_of_others():
    store = inferred_plan()
    presumed = [rule for rule in load_rules() if rule.id == "lead_is_presumed"]

    infer(store, PLAN, as_of=AS_OF, rules=presumed)

    assert inferred_plan().nquads() == store.nquads()


def test_another_plans_conclusions_are_not_drawn():
    store = small_plan()

    run = infer(store, "elsewhere", as_of=AS_OF)

    places = {"region_lies_within_parent", "region_lies_within_ancestors"}
    assert places == {outcome.rule for outcome in run.outcomes if outcome.facts}


def test_a_run_tells_the_settings_it_ran_under():
    run = infer(small_plan(), PLAN, as_of=AS_OF, parameters={"min_agencies": 2})

    own = (("min_agencies", 2), ("min_share_percent", 50))
    assert (("about_percent", 5), ("as_of", AS_OF), ("equal_percent", 1), *own) == run.parameters


@pytest.mark.parametrize(
    ("as_of", "parameters", "complaint"),
    [
        ("2025-13-01", {}, "as_of is no date"),
        ("soon", {}, "as_of is no date"),
        (AS_OF, {"min_agencies": "many"}, "min_agencies is no whole number"),
        (AS_OF, {"min_agencies": "7 } DELETE"}, "min_agencies is no whole number"),
        (AS_OF, {"min_agencies": True}, "min_agencies is no whole number"),
        (AS_OF, {"agencies": 3}, "no rule has a parameter agencies"),
    ],
)
def test_a_setting_that_is_none_is_refused_and_nothing_is_forgotten(as_of, parameters, complaint):
    store = inferred_plan()
    before = store.nquads()

    with pytest.raises(UsageError, match=complaint):
        infer(store, PLAN, as_of=as_of, parameters=parameters)

    assert before == store.nquads()


@pytest.mark.parametrize(
    "term",
    ["not an iri", "http://x/> } DELETE", Literal("a", lang='zh "'), Literal("a", "x y")],
)
def test_a_term_that_cannot_be_written_never_reaches_a_query(term):
    with pytest.raises(ValueError, match="not a"):
        values({"x": term})


def test_a_literal_is_written_so_that_it_stays_one():
    assert 'VALUES ?x { "a\\"\\\\\\n"@zh }\n' == values({"x": Literal('a"\\\n', lang="zh")})


def test_the_same_plan_gives_the_same_bytes_under_any_hash_seed():
    script = (
        "import sys; sys.path[:0] = [sys.argv[1]]\n"
        "from small_plan import inferred_plan\n"
        "sys.stdout.buffer.write(inferred_plan().nquads())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert {inferred_plan().nquads()} == outputs


def test_only_our_own_nodes_are_recorded_as_premises():
    """An uploaded plan may speak of bodies elsewhere; a conclusion never points out of the base."""
    store = small_plan()
    foreign = "https://example.org/gov"
    source = vocab.graph_iri(PLAN, "source")
    store.add(
        [
            Quad(foreign, vocab.PREFIXES["rdf"] + "type", PKB.LocalGovernment.value, source),
            Quad(foreign, PKB.jurisdiction.value, thing("region/620000"), source),
            Quad(thing("region/620000"), PKB.divisionCode.value, string("620000"), source),
            Quad(vocab.plan_iri(PLAN, "m03", "a01"), PKB.appliesIn.value, thing("region/620000"), source),
        ]
    )

    infer(store, PLAN, as_of=AS_OF)

    duty = vocab.plan_iri(PLAN, "m03", "a01", "r-specific-620000")
    told = {q.predicate: q.object for q in store.quads() if q.subject == duty}
    premises = {q.object for q in store.quads() if (q.subject, q.predicate) == (duty, PKB.premise.value)}
    assert foreign == told[PKB.bearer.value]
    assert {vocab.plan_iri(PLAN, "m03", "a01"), thing("region/620000")} == premises


def test_rules_are_read_and_run_without_the_heavy_engines():
    script = (
        "import sys\n"
        "from policykb.infer import infer, load_rules, strata\n"
        "from policykb.store import Store\n"
        "infer(Store(), 'demo', as_of='2026-01-01')\n"
        "print(sorted({'rdflib', 'networkx', 'pyshacl', 'shifty', 'owlready2'} & sys.modules.keys()))\n"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout

    assert b"[]" == loaded.strip()
