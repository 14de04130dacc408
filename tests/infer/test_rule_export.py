"""pySHACL, given the rules as SHACL rules, derives what the runner derives."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rule_case import PLAN, conclusions, derived, in_order, plain
from small_plan import AS_OF, inferred_plan, small_plan

from policykb import anchors, assets, vocab
from policykb.infer import as_shacl, inferred_graph, load_rules, read_rules, strata
from policykb.quads import Literal
from policykb.rdflib_terms import graph_of
from policykb.vocab import PKB

CASES = sorted((Path(__file__).parents[1] / "rules").glob("*/given*.ttl"))


def term(node):
    if isinstance(node, rdflib.URIRef):
        return str(node)
    kind = "" if node.language else str(node.datatype or vocab.PREFIXES["xsd"] + "string")
    return Literal(str(node), kind, node.language or "")


def by_pyshacl(shacl, data):
    """What pySHACL adds to a graph."""
    shapes = rdflib.Graph().parse(data=shacl, format="turtle")
    before = set(data)
    pyshacl.validate(data, shacl_graph=shapes, advanced=True, inplace=True, iterate_rules=True)
    return in_order(plain(str(s), str(p), term(o)) for s, p, o in set(data) - before)


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_pyshacl_derives_the_same_triples(case, rule_of):
    rule = rule_of(case.parent.name)
    head = assets.header(case)
    shacl = as_shacl([rule], as_of=head.get("as_of", AS_OF), parameters=head.get("parameters"))
    data = rdflib.Graph().parse(data=case.read_text("utf-8"), format="turtle")
    data.add((rdflib.URIRef(vocab.plan_iri(PLAN)), rdflib.RDF.type, rdflib.URIRef(PKB.Plan.value)))
    expected = conclusions(derived(rule, case))

    assert expected == by_pyshacl(shacl, data)


def test_pyshacl_derives_the_same_triples_by_all_rules_in_their_order():
    prefix = inferred_graph(PLAN, "")
    expected = conclusions(quad for quad in inferred_plan().quads() if quad.graph.startswith(prefix))

    actual = by_pyshacl(as_shacl(as_of=AS_OF), graph_of(small_plan().quads()))

    assert expected == actual
    assert len(expected) > 1000


def test_the_order_of_a_rule_is_its_stratum():
    graph = rdflib.Graph().parse(data=as_shacl(as_of=AS_OF), format="turtle")
    orders = {str(rule): int(order) for rule, order in graph.subject_objects(rdflib.SH.order)}

    assert {
        f"{vocab.BASE}rule/{rule.id}": depth
        for depth, level in enumerate(strata(load_rules()))
        for rule in level
    } == orders


def test_the_text_of_a_query_survives_turtle(tmp_path):
    source = (anchors.RULES / "region_lies_within_parent.rq").read_text("utf-8")
    filtered = source.replace("?parent .\n}\n", '?parent .\n  FILTER(REGEX(STR(?parent), "\\\\d$"))\n}\n')
    (tmp_path / "region_lies_within_parent.rq").write_text(filtered, encoding="utf-8")
    (rule,) = read_rules(tmp_path)

    graph = rdflib.Graph().parse(data=as_shacl([rule], as_of=AS_OF), format="turtle")
    (construct,) = graph.objects(predicate=rdflib.SH.construct)

    assert 'FILTER(REGEX(STR(?parent), "\\\\d$"))' in str(construct)
