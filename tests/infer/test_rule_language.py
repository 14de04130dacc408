"""What is read out of a rule's file is what rdflib's SPARQL algebra finds there; what a rule may not say is refused."""

from functools import cache

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from policykb import anchors, assets, vocab
from policykb.errors import AssetError
from policykb.infer import load_rules, read_rules
from policykb.infer.rule import read_rule
from policykb.infer.syntax import Pattern, Var, take_apart
from policykb.quads import Literal
from policykb.vocab import DEF

RULES = load_rules()
HEADER = """
#: id = "{id}"
#: title_zh = "例"
#: title_en = "Example"
#: statement_zh = "例。"
#: statement_en = "Example."
#: why = "It shows the form."
#: source = "无"
#: kind = "monotone"
#: basis = "computed"
#: reads = ["within"]
#: writes = ["liesWithin"]
"""
BODY = """PREFIX pkb: <https://w3id.org/policykb/def#>
CONSTRUCT { ?a pkb:liesWithin ?b . } WHERE { ?a pkb:within ?b . }
"""


def slot(node):
    if isinstance(node, rdflib.Variable):
        return Var(str(node))
    if isinstance(node, rdflib.URIRef):
        return str(node)
    kind = "" if node.language else str(node.datatype or vocab.PREFIXES["xsd"] + "string")
    return Literal(str(node), kind, node.language or "")


def patterns(triples):
    return {Pattern(*(slot(node) for node in triple)) for triple in triples}


@cache
def algebra(rule):
    """Head, positive and negated or counted patterns, keys of counts and minted names, as rdflib sees them."""
    query = prepareQuery(assets.body(anchors.RULES / f"{rule.id}.rq")).algebra
    found = {"positive": [], "negated": [], "functions": set(), "keys": set()}

    def walk(node, *, negated):
        if isinstance(node, (list, tuple, set)):
            for each in node:
                walk(each, negated=negated)
        if not isinstance(node, CompValue):
            return
        if node.name == "BGP":
            found["negated" if negated else "positive"].extend(node.triples)
        if node.name == "TriplesBlock":  # inside NOT EXISTS rdflib leaves the parsed form until it evaluates
            for flat in node.triples:
                found["negated"].extend(zip(*[iter(flat)] * 3, strict=True))
        if node.name == "AggregateJoin":
            found["keys"].add(frozenset(str(key) for key in node.p.expr))
        found["functions"].add(node.name)
        for value in node.values():
            walk(value, negated=negated or node.name in {"Builtin_NOTEXISTS", "AggregateJoin", "Minus"})

    walk(query.p, negated=False)
    return patterns(query.template), patterns(found["positive"]), patterns(found["negated"]), found


def negated(group):
    for inner in (*group.absent, *(count.group for count in group.counts)):
        yield from inner.patterns
        yield from negated(inner)


def counts(group):
    for count in group.counts:
        yield frozenset(count.keys)
        yield from counts(count.group)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_parts_of_a_rule_are_those_of_the_algebra(rule):
    head, positive, absent, found = algebra(rule)
    body = rule.query.where

    assert head == set(rule.query.head)
    assert positive == set(body.patterns)
    assert absent == set(negated(body))
    assert found["keys"] == set(counts(body))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_header_names_the_terms_that_the_algebra_finds(rule):
    head, positive, absent, _ = algebra(rule)

    def named(found):
        terms = {p.object if p.predicate.endswith("#type") else p.predicate for p in found}
        return {term.removeprefix(DEF) for term in terms if isinstance(term, str) and term.startswith(DEF)}

    assert (named(head), named(positive), named(absent)) == (rule.writes, rule.reads, rule.negates)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_no_part_without_premises(rule):
    *_, found = algebra(rule)

    assert (
        found["functions"] & {"LeftJoin", "Union", "Minus", "Graph", "ServiceGraphPattern", "MulPath"}
        == set()
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_statement_says_the_values_of_its_parameters(rule):
    values = {name: f"<{name}>" for name in rule.params}

    for lang in ("zh", "en"):
        said = rule.statement(lang, values)
        assert all(f"<{name}>" in said for name in rule.params)
        assert "{" not in said


def written(folder, text, name="example"):
    path = folder / f"{name}.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_in_due_form_is_read(tmp_path):
    rule = read_rule(written(tmp_path, HEADER.format(id="example") + BODY))

    assert (Pattern(Var("a"), DEF + "within", Var("b")),) == rule.query.where.patterns


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('#: why = "It shows the form."\n', "", "missing or unknown: why"),
        ('#: kind = "monotone"', '#: kind = "monotone"\n#: stratum = 3', "missing or unknown: stratum"),
        ('id = "example"', 'id = "other"', "its id is other"),
        ('"monotone"', '"sometimes"', "kind is none of"),
        ('"monotone"', '"aggregate"', "an aggregate rule counts"),
        ('"monotone"', '"negation"', "has a FILTER NOT EXISTS"),
        ('"computed"', '"guessed"', "basis is none of"),
        (
            'reads = ["within"]',
            'reads = ["within", "level"]',
            "header's reads and the query's differ in level",
        ),
        ('writes = ["liesWithin"]', "writes = []", "header's writes and the query's differ in liesWithin"),
        (
            'reads = ["within"]',
            'reads = ["inside"]',
            "header's reads and the query's differ in inside, within",
        ),
        ("#: why", "#: params = { k = 1 }\n#: why", "statement_zh does not mention the parameter k"),
        ("#: why", '#: defeated_by = ["nobody"]\n#: why', "names no rule: nobody"),
        ("?a pkb:within ?b .", "?a pkb:within ?b . FILTER NOT EXISTS { ?b pkb:level ?a . }", "negates"),
        ("{ ?a pkb:liesWithin ?b . }", "{ ?a pkb:liesWithin ?c . }", "nothing binds"),
        ("PREFIX pkb: <https://w3id.org/policykb/def#>", "PREFIX pkb: <https://example.org/>", "differ in"),
        ("pkb:within", "pkb:within+", "what a rule may not say"),
        ("pkb:within", "!pkb:within", "what a rule may not say"),
        ("?a pkb:within ?b .", "?a ?p ?b .", "a predicate that is not an IRI"),
        ("?a pkb:within ?b .", "_:a pkb:within ?b .", "is not read in rules"),
        ("?a pkb:within ?b .", "[] pkb:within ?b .", "is not read in rules"),
        ("?a pkb:within ?b .", "OPTIONAL { ?a pkb:within ?b . }", "what a rule may not say"),
        ("?a pkb:within ?b .", "?a pkb:within ?b . MINUS { ?b pkb:within ?a . }", "what a rule may not say"),
        ("?a pkb:within ?b .", "GRAPH ?g { ?a pkb:within ?b . }", "what a rule may not say"),
        ("?b . }\n", "?b . FILTER(NOW() > ?b) }\n", "a function that a rule may not use"),
        ("?b . }\n", "?b . ", "an early end"),
        ("pkb:within ?b", "pkb:within sh:x", "an undeclared prefix"),
        ("?b . }\n", "?b . } LIMIT 1\n", "after the last brace"),
    ],
)
def test_a_malformed_rule_is_refused_in_words(tmp_path, old, new, complaint):
    text = HEADER.format(id="example") + BODY
    assert old in text
    path = written(tmp_path, text[::-1].replace(old[::-1], new[::-1], 1)[::-1])

    with pytest.raises(AssetError, match=complaint) as caught:
        read_rules(path.parent)

    assert caught.value.where == "rules/example.rq"


def test_a_term_outside_the_vocabulary_is_refused(tmp_path):
    text = (HEADER + BODY).replace("{id}", "example").replace("within", "inside")

    with pytest.raises(AssetError, match="no term inside"):
        read_rule(written(tmp_path, text))


def test_a_prefix_stands_for_what_it_stands_for_everywhere(tmp_path):
    text = (
        (HEADER + BODY)
        .replace("{id}", "example")
        .replace("PREFIX", "PREFIX role: <https://example.org/>\nPREFIX")
    )

    with pytest.raises(AssetError, match="the prefix role: stands for something else"):
        read_rule(written(tmp_path, text))


def test_a_negating_rule_needs_a_complete_plan(tmp_path):
    text = (HEADER + BODY).replace("{id}", "example").replace('"monotone"', '"negation"')
    text = text.replace("#: why", '#: negates = ["level"]\n#: why')
    text = text.replace("?b . }\n", "?b . FILTER NOT EXISTS { ?b pkb:level ?c . } }\n")

    with pytest.raises(AssetError, match="encodingComplete"):
        read_rule(written(tmp_path, text))


def test_a_parameter_must_not_hide_in_a_count(tmp_path):
    text = (HEADER + BODY).replace("{id}", "example").replace("例。", "{k}").replace("Example.", "{k}")
    text = text.replace('"monotone"', '"aggregate"').replace('reads = ["within"]', "reads = []")
    text = text.replace("#: why", '#: params = { k = 1 }\n#: negates = ["within"]\n#: why')
    text = text.replace(
        "?a pkb:within ?b .", "{ SELECT ?a ?b (COUNT(?k) AS ?n) WHERE { ?a pkb:within ?b . } GROUP BY ?a ?b }"
    )
    text = text.replace("?a pkb:within ?b . }", "?a pkb:within ?b . FILTER(?b > ?k) }")

    with pytest.raises(AssetError, match="inside a sub-select"):
        read_rule(written(tmp_path, text))


def test_a_count_shows_what_it_groups_by():
    text = BODY.replace("?a pkb:within ?b .", "{ SELECT ?a WHERE { ?a pkb:within ?b . } GROUP BY ?b }")

    with pytest.raises(AssetError, match="groups by"):
        take_apart(text)


def test_literals_keep_their_kind():
    text = BODY.replace("pkb:within ?b", 'pkb:label "a \\"b\\""@zh , "c" , 1 , 1.5 , true , "2025"^^pkb:x')

    found = [pattern.object for pattern in take_apart(text).where.patterns]

    xsd = vocab.PREFIXES["xsd"]
    assert [
        Literal('a "b"', lang="zh"),
        Literal("c", xsd + "string"),
        Literal("1", xsd + "integer"),
        Literal("1.5", xsd + "decimal"),
        Literal("true", xsd + "boolean"),
        Literal("2025", DEF + "x"),
    ] == found
