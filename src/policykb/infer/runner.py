"""Runs rules over a store, stratum by stratum; each rule writes a graph of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import AssetError
from policykb.infer.binding import bindings, check_names
from policykb.infer.evaluation import Triple, getter, inner_keys, instance_of, premise_reader, rows
from policykb.infer.rule import Rule, load_rules, variables
from policykb.infer.strata import recursive, strata
from policykb.infer.syntax import RDF_TYPE, Var
from policykb.quads import Quad, Term, written
from policykb.store import Store
from policykb.vocab import BASE, PKB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.infer.evaluation import Row
    from policykb.infer.syntax import Pattern

FEW = 100
"""Up to so many subjects are asked for by name; of more, everything of the sort is read at once."""
MOST_ROUNDS = 100
"""How often rules that feed each other may run; a chain of places or bodies is far shorter."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule came to: the graph it wrote, how many things it says something about, in how many triples.

    ``triples`` counts conclusions only, not the records of rule and premises.
    """

    rule: str
    graph: str
    facts: int
    triples: int


@dataclass(frozen=True, slots=True)
class Inference:
    """One run of rules over a plan: the settings it ran under, and each rule's outcome in running order."""

    plan: str
    as_of: str
    parameters: tuple[tuple[str, int | str], ...]
    outcomes: tuple[Outcome, ...]

    def facts(self, rule: str) -> int:
        """How many things a rule said something about."""
        return next(outcome.facts for outcome in self.outcomes if outcome.rule == rule)


def inferred_graph(plan: str, rule: str) -> str:
    """The graph that a rule writes for a plan."""
    return vocab.graph_iri(plan, "inferred", rule)


def derivation(plan: str, rule: str, subject: str) -> str:
    """The record of what a rule concluded about a thing that it did not make."""
    own = vocab.short(subject).removeprefix(f"plan/{plan}/")
    return vocab.plan_iri(plan, "derivation", rule, own)


def infer(
    store: Store,
    plan: str,
    *,
    as_of: str,
    rules: Iterable[Rule] | None = None,
    parameters: Mapping[str, int | str] | None = None,
) -> Inference:
    """Derives what the rules conclude about a plan; what an earlier run derived is forgotten first.

    Raises:
        UsageError: ``as_of`` is no date, or a parameter is unknown or of the wrong sort.
        AssetError: the rules have no order, or no end.
    """
    chosen = load_rules() if rules is None else tuple(rules)
    check_names(chosen, parameters)
    levels, loops = strata(chosen), recursive(chosen)
    runs = {
        rule.id: _Run(
            store,
            rule,
            plan,
            bindings(rule, plan=plan, as_of=as_of, parameters=parameters),
        )
        for rule in chosen
    }
    _forget(store, plan, None if rules is None else runs)
    for level in levels:
        for rule in level:
            runs[rule.id].once()
        _finish([runs[rule.id] for rule in level if rule.id in loops])
    given = {**(parameters or {}), "as_of": as_of}
    settings = {name: given.get(name, value) for rule in chosen for name, value in rule.params.items()}
    outcomes = tuple(runs[rule.id].outcome() for level in levels for rule in level)
    return Inference(plan, as_of, tuple(sorted(settings.items())), outcomes)


def _finish(looping: list[_Run]) -> None:
    """Runs rules that feed each other until nothing new follows."""
    for _ in range(MOST_ROUNDS):
        if not [run for run in looping if run.once()]:
            return
    names = ", ".join(run.rule.id for run in looping)
    raise AssetError(f"no end after {MOST_ROUNDS} rounds: {names}", where="rules")


def _forget(store: Store, plan: str, rules: Iterable[str] | None) -> None:
    all_of_them = inferred_graph(plan, "")
    chosen = None if rules is None else {inferred_graph(plan, rule) for rule in rules}
    for graph in store.graphs():
        if graph.startswith(all_of_them) and (chosen is None or graph in chosen):
            store.drop(graph)


@dataclass(slots=True)
class _Run:
    store: Store
    rule: Rule
    plan: str
    bound: Mapping[str, Term]
    concluded: set[Triple] = field(default_factory=set)
    recorded: set[Triple] = field(default_factory=set)

    @property
    def graph(self) -> str:
        """The graph that the rule writes."""
        return inferred_graph(self.plan, self.rule.id)

    def once(self) -> bool:
        """Evaluates the rule; whether it concluded anything new."""
        body = self.rule.query.where
        columns = tuple(sorted(variables((*self.rule.query.head, *body.patterns)) | inner_keys(body)))
        found = rows(self.store, self.rule, body, columns, self.bound)
        new = self._conclusions(found, columns) - self.concluded
        self.concluded |= new
        records = self._records(found, columns) - self.recorded
        self.recorded |= records
        self.store.add(Quad(*triple, self.graph) for triple in new | records)
        return bool(new)

    def outcome(self) -> Outcome:
        about = {subject for subject, _, _ in self.concluded}
        return Outcome(self.rule.id, self.graph, len(about), len(self.concluded))

    def _conclusions(self, found: tuple[Row, ...], columns: tuple[str, ...]) -> set[Triple]:
        made: set[Triple] = set()
        for pattern in self.rule.query.head:
            make = instance_of(pattern, columns)
            triples = {triple for row in found if (triple := make(row))}
            if triples and not self._is_minted(pattern.subject):
                triples -= self._known(pattern, {subject for subject, _, _ in triples})
            made |= triples
        return made

    def _records(self, found: tuple[Row, ...], columns: tuple[str, ...]) -> set[Triple]:
        """Who derived each conclusion, and from which nodes."""
        made: set[Triple] = set()
        rule = vocab.thing(f"rule/{self.rule.id}")
        read = premise_reader(self.store, self.rule, self.rule.query.where, columns, self.bound)
        for slot in sorted({pattern.subject for pattern in self.rule.query.head}, key=repr):
            about = getter(slot, columns)
            makers = [instance_of(p, columns) for p in self.rule.query.head if p.subject == slot]
            for row in found:
                node = subject = str(about(row))
                if not self._is_minted(slot):
                    if not subject.startswith(BASE) or self.concluded.isdisjoint(m(row) for m in makers):
                        continue
                    node = derivation(self.plan, self.rule.id, subject)
                    made.update(self._derivation(node, subject))
                made.add((node, PKB.derivedByRule.value, rule))
                sources = {source for source, _, _ in read(row) if source.startswith(BASE)}
                made.update((node, PKB.premise.value, source) for source in sources)
        return made

    def _derivation(self, node: str, subject: str) -> tuple[Triple, ...]:
        """What makes a node the record of what the rule concluded about a thing that was there before it."""
        return (
            (node, RDF_TYPE, PKB.Derivation.value),
            (node, PKB.inPlan.value, vocab.plan_iri(self.plan)),
            (node, PKB.concludesOn.value, subject),
        )

    def _known(self, pattern: Pattern, subjects: set[str]) -> set[Triple]:
        """What the store says already of the sort a pattern concludes; to say it again is no conclusion."""
        value = "" if isinstance(pattern.object, Var) else f"VALUES ?o {{ {written(pattern.object)} }}"
        if len(subjects) <= FEW:
            value += f" VALUES ?s {{ {' '.join(written(subject) for subject in sorted(subjects))} }}"
        answer = self.store.select(f"SELECT ?s ?o WHERE {{ {value} ?s {written(pattern.predicate)} ?o }}")
        return {(str(s), pattern.predicate, o) for s, o in answer.rows if o is not None}

    def _is_minted(self, slot: object) -> bool:
        return isinstance(slot, Var) and slot.name in self.rule.query.where.minted
