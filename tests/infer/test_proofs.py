"""Why something was concluded: the very triples, where they stand, and what had to be absent."""

import pytest
from rule_case import PLAN, conclusions
from small_plan import AS_OF, VOCAB, inferred_plan, thing

from policykb import vocab
from policykb.errors import UsageError
from policykb.infer import inferred_graph, load_rules, proofs
from policykb.quads import Quad, integer, string
from policykb.vocab import PKB

TYPE = vocab.PREFIXES["rdf"] + "type"
SOURCE = vocab.graph_iri(PLAN, "source")


def place(*path):
    return vocab.plan_iri(PLAN, *path)


@pytest.fixture(scope="module")
def store():
    return inferred_plan()


def test_a_default_duty_is_proved_down_to_clause_region_and_government(store, rule_of):
    duty, clause = place("m13", "r-default-640221"), place("m01", "p1")
    county, government = thing("region/640221"), thing("org/gov-640221")

    (found,) = proofs(store, rule_of("duty_falls_to_local_governments"), duty)

    ancestors = inferred_graph(PLAN, "region_lies_within_ancestors")
    assert (
        Quad(clause, TYPE, PKB.DefaultResponsibilityClause.value, SOURCE),
        Quad(clause, PKB.withinPlan.value, place(), SOURCE),
        Quad(clause, PKB.fromOrdinal.value, integer(1), SOURCE),
        Quad(clause, PKB.assigneeLevel.value, thing("level/county"), SOURCE),
        Quad(clause, PKB.role.value, thing("role/implement"), SOURCE),
        Quad(place(), PKB.jurisdiction.value, thing("region/640000"), SOURCE),
        Quad(place("m13"), TYPE, PKB.Measure.value, SOURCE),
        Quad(place("m13"), PKB.inPlan.value, place(), SOURCE),
        Quad(place("m13"), PKB.ordinal.value, integer(13), SOURCE),
        Quad(county, PKB.level.value, thing("level/county"), VOCAB),
        Quad(county, PKB.liesWithin.value, thing("region/640000"), ancestors),
        Quad(county, PKB.divisionCode.value, string("640221"), VOCAB),
        Quad(government, TYPE, PKB.LocalGovernment.value, VOCAB),
        Quad(government, PKB.jurisdiction.value, county, VOCAB),
    ) == found.premises
    assert Quad(duty, PKB.bearer.value, government, inferred_graph(PLAN, found.rule)) in found.conclusions
    assert () == found.absent


def test_a_premise_that_is_derived_has_a_proof_of_its_own(store, rule_of):
    city, county = thing("region/640200"), thing("region/640221")

    (found,) = proofs(store, rule_of("region_lies_within_ancestors"), county)

    assert (
        Quad(county, PKB.within.value, city, VOCAB),
        Quad(
            city,
            PKB.liesWithin.value,
            thing("region/640000"),
            inferred_graph(PLAN, "region_lies_within_parent"),
        ),
    ) == found.premises


def test_a_presumption_says_what_had_to_be_absent(store, rule_of):
    (found,) = proofs(store, rule_of("lead_is_presumed"), place("m01", "r-presumed-lead"))

    assert (
        "plan/demo/m01 pkb:hasExplicitLead ?known",
        "plan/demo/m01/r1 pkb:speaksFor ?part",
    ) == found.absent
    assert Quad(place("m01", "r1"), PKB.listPosition.value, integer(1), SOURCE) in found.premises


def test_a_finding_on_an_existing_node_is_proved_by_that_node(store, rule_of):
    (found,) = proofs(store, rule_of("target_is_orphan"), place("g2025", "t1"))

    assert (
        Quad(place("g2025", "t1"), TYPE, PKB.OrphanTarget.value, inferred_graph(PLAN, "target_is_orphan")),
    ) == found.conclusions
    assert ("?duty pkb:forElement plan/demo/g2025/t1",) == found.absent


def test_a_figure_is_proved_by_what_was_counted(store, rule_of):
    """人民银行 stands on measure 20 alone, so its load rests on that measure's two entries."""
    (found,) = proofs(store, rule_of("coordination_load"), place("load", "nx-pbc-yinchuan"))

    about = {quad.subject for quad in found.premises}
    assert {place("m20"), place("m20", "r1"), place("m20", "r2")} == about
    assert Quad(place("m20", "r2"), PKB.listPosition.value, integer(2), SOURCE) in found.premises


def test_a_pair_is_proved_by_the_measures_that_both_share(store, rule_of):
    (found,) = proofs(store, rule_of("shared_duty"), place("shared-duty", "nx-fgw", "nx-sthjt"))

    measures = {quad.subject for quad in found.premises if quad.object == PKB.Measure.value}
    assert {place("m01"), place("m03")} == measures


def test_two_ways_to_one_conclusion_are_two_derivations(rule_of):
    store = inferred_plan()
    second = place("m01", "p2")
    source = {
        TYPE: PKB.DefaultResponsibilityClause.value,
        PKB.withinPlan.value: place(),
        PKB.fromOrdinal.value: integer(13),
        PKB.assignee.value: thing("org/nx-ningdong"),
        PKB.role.value: thing("role/implement"),
    }
    store.add(Quad(second, predicate, value, SOURCE) for predicate, value in source.items())
    rule = rule_of("duty_falls_to_named_committees")

    found = proofs(store, rule, place("m14", "r-default-ningdong"))

    assert [place("m01", "p1"), second] == [derivation.premises[0].subject for derivation in found]
    assert found[0].conclusions == found[1].conclusions
    assert 1 == len(proofs(store, rule, place("m03", "r-default-ningdong")))


def test_a_premise_in_two_graphs_is_told_twice(rule_of):
    store = inferred_plan()
    again = Quad(place("m01", "p1"), PKB.fromOrdinal.value, integer(1), vocab.graph_iri(PLAN, "curation"))
    store.add([again])

    (found,) = proofs(store, rule_of("duty_falls_to_named_committees"), place("m03", "r-default-ningdong"))

    assert {again, again._replace(graph=SOURCE)} <= set(found.premises)


def test_what_a_rule_did_not_conclude_has_no_proof(store, rule_of):
    assert () == proofs(store, rule_of("duty_falls_to_local_governments"), place("m13", "r-default-620100"))
    assert () == proofs(store, rule_of("target_is_orphan"), place("m03", "t1"))


def test_a_proof_as_of_a_day_needs_the_day(store, rule_of):
    bearer = place("current-bearer", "nx-pbc-yinchuan", "nx-pbc")

    (found,) = proofs(store, rule_of("bearer_today"), bearer, as_of=AS_OF)

    assert thing("succession/pbc-2023") in {quad.subject for quad in found.premises}
    assert () == proofs(store, rule_of("bearer_today"), bearer, as_of="2022-11-04")
    with pytest.raises(UsageError, match="as_of is no date"):
        proofs(store, rule_of("bearer_today"), bearer)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_conclusion_can_be_proved_from_triples_that_stand_somewhere(store, rule):
    written = list(store.quads(inferred_graph(PLAN, rule.id)))
    subjects = sorted({subject for subject, _, _ in conclusions(written)})
    records = {quad.object: quad.subject for quad in written if quad.predicate == PKB.concludesOn.value}

    for subject in (subjects[0], subjects[-1]) if subjects else ():
        record = records.get(subject, subject)
        told = {q.object for q in written if (q.subject, q.predicate) == (record, PKB.premise.value)}
        found = proofs(store, rule, subject, as_of=AS_OF)

        assert found
        assert all(quad.graph for derivation in found for quad in derivation.premises)
        assert told == {
            quad.subject
            for derivation in found
            for quad in derivation.premises
            if quad.subject.startswith(vocab.BASE)
        }
