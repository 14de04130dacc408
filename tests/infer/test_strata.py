"""The order of rules: found, not written; refused when there is none."""

import pytest
from rule_case import PLAN
from small_plan import AS_OF, inferred_plan, small_plan, thing

from policykb import vocab
from policykb.errors import AssetError
from policykb.infer import infer, load_rules, read_rules, strata
from policykb.infer.rule import terms
from policykb.infer.strata import recursive
from policykb.infer.syntax import take_apart
from policykb.quads import Quad
from policykb.vocab import PKB

HEADER = """#: id = "{id}"
#: title_zh = "例"
#: title_en = "Example"
#: statement_zh = "例。"
#: statement_en = "Example."
#: why = "It shows the form."
#: source = "无"
#: kind = "{kind}"
#: basis = "computed"
#: reads = {reads}
#: negates = {negates}
#: writes = {writes}
PREFIX pkb: <https://w3id.org/policykb/def#>
"""


def rules(folder, **bodies):
    """Rules from their names, kinds and queries."""
    for name, (kind, head, body) in bodies.items():
        query = f"CONSTRUCT {{ {head} }} WHERE {{ {body} }}\n"
        parts = take_apart("PREFIX pkb: <https://w3id.org/policykb/def#>\n" + query)
        said = {"reads": parts.where.patterns, "negates": negated(parts.where), "writes": parts.head}
        lists = {key: sorted(terms(patterns)) for key, patterns in said.items()}
        (folder / f"{name}.rq").write_text(HEADER.format(id=name, kind=kind, **lists) + query, "utf-8")
    return read_rules(folder)


def negated(group):
    for inner in (*group.absent, *(count.group for count in group.counts)):
        yield from (*inner.patterns, *negated(inner))


def depth():
    return {rule.id: level for level, rules in enumerate(strata(load_rules())) for rule in rules}


def test_what_a_rule_negates_or_counts_is_complete_before_it_runs():
    for rule in load_rules():
        writers = [other for other in load_rules() if other.writes & rule.negates and other is not rule]
        for winner in (other for other in writers if other.id in rule.defeated_by):
            assert depth()[winner.id] < depth()[rule.id], (winner.id, rule.id)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("lead_is_stated", "lead_is_presumed"),
        ("lead_is_stated", "measure_is_diffuse"),
        ("duty_inherited", "target_is_orphan"),
        ("duty_falls_to_named_regions", "target_is_orphan"),
        ("region_lies_within_ancestors", "duty_falls_to_local_governments"),
        ("target_expands_per_division", "duty_follows_division_target"),
        ("coordination_load", "bottleneck_agency"),
        ("body_is_succeeded_in_turn", "bearer_today"),
        ("duty_inherited", "central_body_is_coordinated"),
    ],
)
def test_a_rule_runs_after_those_that_feed_it(first, then):
    assert depth()[first] < depth()[then]


def test_a_node_of_one_class_does_not_feed_a_rule_on_another():
    """A share of a target names a region too, but carries no force; so no named region comes of it."""
    assert depth()["duty_falls_to_named_regions"] == 0


def test_the_order_does_not_depend_on_the_order_of_the_files():
    shuffled = [*load_rules()[1::2], *reversed(load_rules()[::2])]

    assert strata(load_rules()) == strata(shuffled)


NO_LEVEL = (
    "default",
    "?a pkb:liesWithin ?b .",
    "?a pkb:within ?b . FILTER NOT EXISTS { ?a pkb:level ?c . }",
)
THROUGH_ANOTHER = ("monotone", "?a pkb:appliesIn ?b .", "?a pkb:liesWithin ?b .")
LEVEL_AFTER_ALL = ("monotone", "?a pkb:level ?b .", "?a pkb:appliesIn ?b .")
COUNTS_ITSELF = (
    "aggregate",
    "?a pkb:within ?n .",
    "{ SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a pkb:within ?b . } GROUP BY ?a }",
)
THERE = ("monotone", "?a pkb:liesWithin ?b .", "?a pkb:within ?b .")
BACK = ("monotone", "?b pkb:within ?a .", "?a pkb:liesWithin ?b .")
DERIVES = (
    "default",
    "?new a pkb:DefaultResponsibility ; pkb:forElement ?who .",
    """?old a pkb:StatedResponsibility ; pkb:bearer ?who .
    FILTER NOT EXISTS { ?other a pkb:StatedResponsibility ; pkb:forElement ?who . }
    BIND(IRI(CONCAT(STR(?old), "/new")) AS ?new)""",
)
RETYPES = ("monotone", "?x a pkb:StatedResponsibility .", "?x pkb:forElement ?y .")

ENDLESS = (
    "monotone",
    "?new pkb:within ?b .",
    """?a pkb:within ?b .
    BIND(IRI(CONCAT(STR(?a), "/x")) AS ?new)""",
)


def test_rules_without_an_end_are_stopped_by_name(tmp_path):
    found = rules(tmp_path, endless=ENDLESS)

    with pytest.raises(AssetError, match="no end after 100 rounds: endless"):
        infer(small_plan(), PLAN, as_of=AS_OF, rules=found)


def test_rules_without_an_order_leave_what_was_there(tmp_path):
    store = inferred_plan()
    before = store.nquads()

    with pytest.raises(AssetError, match="counts_itself"):
        infer(store, PLAN, as_of=AS_OF, rules=rules(tmp_path, counts_itself=COUNTS_ITSELF))

    assert before == store.nquads()


def test_negation_in_a_cycle_is_refused_by_naming_both_rules(tmp_path):
    found = rules(
        tmp_path, no_level=NO_LEVEL, through_another=THROUGH_ANOTHER, level_after_all=LEVEL_AFTER_ALL
    )

    with pytest.raises(AssetError, match=r"no_level.*level_after_all.*level_after_all.*no_level"):
        strata(found)


def test_negation_outside_a_cycle_is_fine(tmp_path):
    found = rules(tmp_path, no_level=NO_LEVEL, through_another=THROUGH_ANOTHER)

    assert [["no_level"], ["through_another"]] == [[rule.id for rule in level] for level in strata(found)]


def test_a_count_in_a_cycle_is_refused_too(tmp_path):
    found = rules(tmp_path, counts_itself=COUNTS_ITSELF)

    with pytest.raises(AssetError, match="counts_itself"):
        strata(found)


def test_a_cycle_without_negation_is_one_level(tmp_path):
    found = rules(tmp_path, there=THERE, back=BACK)

    assert [["back", "there"]] == [[rule.id for rule in level] for level in strata(found)]
    assert {"back", "there"} == recursive(found)


def test_a_minted_node_feeds_only_what_its_head_can_satisfy(tmp_path):
    """It writes forElement and negates it, but nothing that it mints is a StatedResponsibility."""
    alone = rules(tmp_path, derives=DERIVES)

    assert [["derives"]] == [[rule.id for rule in level] for level in strata(alone)]


def test_another_rule_may_give_a_minted_node_what_its_head_lacks(tmp_path):
    both = rules(tmp_path, derives=DERIVES, retypes=RETYPES)

    with pytest.raises(AssetError, match="derives"):
        strata(both)


def test_the_wrong_order_would_change_the_answer():
    """Run before the leads are known, the presumption would fire; that is why there are strata."""
    by_id = {rule.id: rule for rule in load_rules()}
    lead = vocab.plan_iri(PLAN, "m01", "r1")
    answers = []
    for order in (["lead_is_presumed", "lead_is_stated"], ["lead_is_stated", "lead_is_presumed"]):
        store = small_plan()
        store.add([Quad(lead, PKB.role.value, thing("role/lead"), vocab.graph_iri(PLAN, "curation"))])
        one_by_one = [infer(store, PLAN, as_of=AS_OF, rules=[by_id[rule]]).outcomes[0] for rule in order]
        answers.append({outcome.rule: outcome.facts for outcome in one_by_one})
        together = infer(store, PLAN, as_of=AS_OF, rules=[by_id[rule] for rule in order])

        assert {"lead_is_presumed": 4, "lead_is_stated": 1} == {o.rule: o.facts for o in together.outcomes}

    assert [5, 4] == [answer["lead_is_presumed"] for answer in answers]
