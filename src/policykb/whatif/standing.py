"""How things stand in one store: findings, duties, loads, states and every conclusion."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask import with_prefixes
from policykb.phrase import Phrase
from policykb.quads import Literal
from policykb.store import Store
from policykb.vocab import PKB
from policykb.whatif.owners import MARK
from policykb.whatif.values import SUPPOSED, Duty, Found, Load, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.validate import Validation

_DUTIES = """SELECT DISTINCT ?duty ?element ?bearer ?role ?basis WHERE {
  ?element pkb:inPlan $plan . ?duty pkb:forElement ?element ; pkb:bearer ?bearer ; pkb:role ?role ; pkb:basis ?basis }"""
_LOADS = """SELECT ?agency ?load ?measures ?firsts WHERE { ?node a pkb:CoordinationLoad ; pkb:inPlan $plan ;
  pkb:agency ?agency ; pkb:load ?load ; pkb:measureCount ?measures ; pkb:firstListedCount ?firsts }"""
_DIFFUSE = "SELECT DISTINCT ?measure WHERE { ?measure a pkb:DiffuseMeasure ; pkb:inPlan $plan }"
_DEADLINES = "SELECT ?element (MIN(?day) AS ?due) WHERE { ?element pkb:inPlan $plan ; pkb:deadline ?day } GROUP BY ?element"
_STATES = """SELECT ?target (MIN(?s) AS ?state) (MIN(?g) AS ?goal) (MIN(?d) AS ?gap) (MIN(?p) AS ?pace) WHERE {
  ?status a pkb:TargetStatus ; pkb:inPlan $plan ; pkb:statusOf ?target ; pkb:targetState ?s .
  OPTIONAL { ?status pkb:goal ?g } OPTIONAL { ?status pkb:gap ?d } OPTIONAL { ?status pkb:requiredPace ?p }
} GROUP BY ?target"""
_NAMES = """SELECT ?thing ?name WHERE { VALUES ?said { skos:prefLabel rdfs:label } ?thing ?said ?name
  FILTER(LANG(?name) IN ("zh", "en")) }"""
_RECORDS = {PKB.derivedByRule.value, PKB.premise.value, PKB.concludesOn.value}


@dataclass(frozen=True, slots=True)
class Standing:
    """One side: what is found, who answers for what, who carries how much, and what each rule concluded about what."""

    findings: dict[str, Found]
    duties: frozenset[Duty]
    loads: dict[str, Load]
    diffuse: frozenset[str]
    deadlines: dict[str, str]
    states: dict[str, State]
    conclusions: dict[str, dict[str, frozenset[str]]]
    names: dict[str, Phrase]


def standing(store: Store, plan: str, validation: Validation) -> Standing:
    """How things stand in a plan's store, and what was found there."""
    found = (
        Found(f.id, f.severity, f.category, f.focus, f.heading, Phrase(f.message_zh, f.message_en))
        for f in validation.findings
    )
    read = _Reader(store, plan)
    return Standing(
        findings={finding.id: finding for finding in found},
        duties=frozenset(
            Duty(
                element,
                body,
                role.removeprefix("role/"),
                SUPPOSED if MARK in duty else basis.removeprefix("basis/"),
            )
            for duty, element, body, role, basis in read(_DUTIES)
        ),
        loads={body: Load(load, int(measures), int(firsts)) for body, load, measures, firsts in read(_LOADS)},
        diffuse=frozenset(measure for (measure,) in read(_DIFFUSE)),
        deadlines=dict(read(_DEADLINES)),
        states={t: State(state.removeprefix("target-state/"), *rest) for t, state, *rest in read(_STATES)},
        conclusions=_conclusions(store, plan),
        names=_names(store, plan),
    )


def local(term: str, plan: str) -> str:
    """An element's id in the draft, or another thing's slug."""
    return term.removeprefix(vocab.plan_iri(plan, "")).removeprefix(vocab.BASE)


@dataclass(frozen=True, slots=True)
class _Reader:
    store: Store
    plan: str

    def __call__(self, query: str) -> Iterable[list[str]]:
        asked = with_prefixes(query.replace("$plan", f"<{vocab.plan_iri(self.plan)}>"))
        for row in self.store.select(asked).rows:
            yield [
                "" if c is None else c.value if isinstance(c, Literal) else local(c, self.plan) for c in row
            ]


def _conclusions(store: Store, plan: str) -> dict[str, dict[str, frozenset[str]]]:
    """What each rule says about which thing; who derived it from what is no conclusion."""
    head = vocab.graph_iri(plan, "inferred") + "/"
    told: dict[str, dict[str, frozenset[str]]] = {}
    for graph in store.graphs():
        if not graph.startswith(head):
            continue
        about: dict[str, set[str]] = defaultdict(set)
        records = set()
        for quad in store.quads(graph):
            if quad.object == PKB.Derivation.value:
                records.add(quad.subject)
            if quad.predicate not in _RECORDS:
                about[quad.subject].add(f"{quad.predicate} {quad.object!r}")
        told[graph.removeprefix(head)] = {
            local(thing, plan): frozenset(said) for thing, said in about.items() if thing not in records
        }
    return told


def _names(store: Store, plan: str) -> dict[str, Phrase]:
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for thing, name in store.select(with_prefixes(_NAMES)).rows:
        if isinstance(name, Literal) and isinstance(thing, str):
            kept = words[local(thing, plan)]
            kept[name.lang] = min(name.value, kept.get(name.lang, name.value))
    return {
        thing: Phrase(said.get("zh") or said["en"], said.get("en") or said["zh"])
        for thing, said in words.items()
    }
