"""The rules as SHACL rules (``sh:SPARQLRule``), for engines that know SHACL Advanced Features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.infer.binding import bindings, check_names
from policykb.infer.rule import PLAN, load_rules
from policykb.infer.strata import strata
from policykb.quads import Literal, en, string, written, zh
from policykb.vocab import BASE, DEF, PKB, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.infer.rule import Rule
    from policykb.quads import Term

_RULES = BASE + "rules"
_PLAN = re.compile(rf"[?$]{PLAN}\b")
_USED = ("rdfs", "owl", "xsd", "sh")


def as_shacl(
    rules: Iterable[Rule] | None = None,
    *,
    as_of: str,
    parameters: Mapping[str, int | str] | None = None,
) -> str:
    """The rules in Turtle, ordered by stratum, on a shape that every plan is a focus node of.

    A SHACL engine runs each order once; rules that feed themselves need it to iterate. It records no
    premises, and its one graph does not keep apart what is stated and what is derived.

    Raises:
        UsageError: ``as_of`` is no date, or a parameter is unknown or of the wrong sort.
    """
    chosen = load_rules() if rules is None else tuple(rules)
    check_names(chosen, parameters)
    levels = strata(chosen)
    orders = {rule.id: order for order, level in enumerate(levels) for rule in level}
    prefixes = sorted({prefix for rule in chosen for prefix in rule.query.prefixes})
    parts = [
        "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in _USED),
        f"<{_RULES}> a owl:Ontology .\n",
        *(_declared(name, iri) for name, iri in prefixes),
        _shape(sorted(orders)),
        *(
            _rule(rule, orders[rule.id], bindings(rule, as_of=as_of, parameters=parameters))
            for rule in sorted(chosen, key=lambda rule: rule.id)
        ),
    ]
    return "\n".join(parts)


def _declared(name: str, iri: str) -> str:
    node = f"<{BASE}prefix/{name}>"
    return (
        f"<{_RULES}> sh:declare {node} .\n"
        f'{node} sh:prefix {written(string(name))} ; sh:namespace "{iri}"^^xsd:anyURI .\n'
    )


def _shape(ids: Iterable[str]) -> str:
    listed = " ,\n    ".join(f"<{BASE}rule/{rule}>" for rule in ids)
    return (
        f"<{BASE}shape/plan_rules> a sh:NodeShape ;\n  sh:targetClass <{PKB.Plan}> ;\n  sh:rule {listed} .\n"
    )


def _rule(rule: Rule, order: int, bound: Mapping[str, Term]) -> str:
    lines = [
        f"<{BASE}rule/{rule.id}> a sh:SPARQLRule , <{DEF}Rule> ;",
        f"  rdfs:label {written(zh(rule.title_zh))} , {written(en(rule.title_en))} ;",
        *(
            f"  rdfs:comment {written(say(rule.statement(lang, _values(bound))))} ;"
            for lang, say in (("zh", zh), ("en", en))
        ),
        f"  sh:order {order} ;",
        f"  sh:prefixes <{_RULES}> ;",
        f'  sh:construct """\n{_quoted(_construct(rule, bound))}\n""" .\n',
    ]
    return "\n".join(lines)


def _construct(rule: Rule, bound: Mapping[str, Term]) -> str:
    """The rule's query with the plan as focus node and its parameters bound; VALUES is not allowed there."""
    given = "".join(f"  BIND({written(term)} AS ?{name})\n" for name, term in sorted(bound.items()))
    text = f"CONSTRUCT {{\n  {rule.query.head_text}\n}} WHERE {{\n{given}  {rule.query.where.text}\n}}"
    return _PLAN.sub("$this", text)


def _values(bound: Mapping[str, Term]) -> dict[str, str]:
    return {name: term.value for name, term in bound.items() if isinstance(term, Literal)}


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
