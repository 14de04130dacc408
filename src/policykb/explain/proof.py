"""Why a node holds: a tree of rules and premises whose leaves are quoted words, decisions or vocabulary."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.explain.sentences import describe, fact
from policykb.infer import Rule, load_rules, proofs
from policykb.phrase import Phrase
from policykb.quads import Literal, Quad
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.store import Store

DEEPEST = 12


class Origin(StrEnum):
    """Where a statement comes from."""

    TEXT = "text"
    RULE = "rule"
    DECISION = "decision"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan, with their place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proof:
    """One step: what holds, where it comes from, and what it rests on."""

    iri: str
    holds: Phrase
    origin: Origin
    rule: Rule | None = None
    quotes: tuple[Quote, ...] = ()
    notes: tuple[Phrase, ...] = ()
    premises: tuple[Proof, ...] = ()


def prove(store: Store, plan: str, iri: str, as_of: str, depth: int = 0) -> tuple[Proof, ...]:
    """Every way in which a node holds: one proof a rule that derives it, else the one the text gives."""
    derived = tuple(
        _derived(store, plan, iri, rule, as_of, depth)
        for rule in load_rules()
        if depth < DEEPEST and _stands_in(store, vocab.graph_iri(plan, "inferred", rule.id), iri)
    )
    return derived or (_given(store, plan, iri),)


def _derived(store: Store, plan: str, iri: str, rule: Rule, as_of: str, depth: int) -> Proof:
    found = proofs(store, rule, iri, as_of=as_of)
    premises: dict[str, list[Quad]] = defaultdict(list)
    for derivation in found[:1]:
        for quad in derivation.premises:
            premises[quad.subject].append(quad)
    notes = tuple(Phrase(text, text) for derivation in found[:1] for text in derivation.absent)
    return Proof(
        iri=iri,
        holds=describe(store, iri),
        origin=Origin.RULE,
        rule=rule,
        notes=notes,
        premises=tuple(
            step
            for subject in sorted(premises, key=lambda node: _order(premises[node], node))
            for step in _premise(store, plan, subject, premises[subject], as_of, depth + 1)
        ),
    )


def _premise(
    store: Store, plan: str, subject: str, facts: list[Quad], as_of: str, depth: int
) -> tuple[Proof, ...]:
    graphs = {quad.graph for quad in facts}
    if any("/inferred/" in graph for graph in graphs) and depth < DEEPEST:
        return prove(store, plan, subject, as_of, depth)
    decisions = _decisions(store, subject, facts)
    return (_given(store, plan, subject, facts), *(_given(store, plan, decision) for decision in decisions))


def _given(store: Store, plan: str, iri: str, facts: list[Quad] | None = None) -> Proof:
    quotes = _quotes(store, iri)
    in_curation = _stands_in(store, vocab.graph_iri(plan, "curation"), iri) and not _stands_in(
        store, vocab.graph_iri(plan, "source"), iri
    )
    if in_curation:
        return Proof(iri, describe(store, iri), Origin.DECISION, quotes=quotes, notes=_decided(store, iri))
    if quotes or iri.startswith(vocab.plan_iri(plan)):
        return Proof(iri, describe(store, iri), Origin.TEXT, quotes=quotes)
    notes = tuple(fact(store, quad) for quad in sorted(set(facts or ())) if _tells(quad))
    return Proof(iri, describe(store, iri), Origin.VOCABULARY, notes=notes)


def _tells(quad: Quad) -> bool:
    return not quad.predicate.endswith("#type")


def _order(facts: list[Quad], node: str) -> tuple[int, str]:
    graphs = {quad.graph for quad in facts}
    rank = 0 if any(graph.endswith("/source") for graph in graphs) else 1 if "curation" in str(graphs) else 2
    return rank, node


def _stands_in(store: Store, graph: str, iri: str) -> bool:
    return store.ask(f"ASK {{ GRAPH <{graph}> {{ <{iri}> a ?kind }} }}") or store.ask(
        f"ASK {{ GRAPH <{graph}> {{ <{iri}> ?p ?o }} }}"
    )


def _quotes(store: Store, iri: str) -> tuple[Quote, ...]:
    rows = store.select(
        f"SELECT ?text ?start ?end WHERE {{ <{iri}> <{PKB.statedIn}> ?span . ?span <{PKB.displayText}> ?text ;"
        f" <{PKB.start}> ?start ; <{PKB.end}> ?end }} ORDER BY ?start"
    ).rows
    return tuple(Quote(_text(text), int(_text(start)), int(_text(end))) for text, start, end in rows)


def _decisions(store: Store, subject: str, facts: list[Quad]) -> tuple[str, ...]:
    if not any(quad.graph.endswith("/curation") for quad in facts):
        return ()
    rows = store.select(f"SELECT ?d WHERE {{ <{subject}> <{PKB.decidedBy}> ?d }} ORDER BY ?d").rows
    return tuple(str(row[0]) for row in rows)


def _decided(store: Store, iri: str) -> tuple[Phrase, ...]:
    words = {}
    for row in store.select(
        f"SELECT ?decision ?on ?by WHERE {{ <{iri}> <{PKB.decision}> ?decision ; <{PKB.decidedOn}> ?on ;"
        f" <{PKB.decidedByWhom}> ?by }} ORDER BY ?decision"
    ).rows:
        decision, on, by = row
        lang = decision.lang if isinstance(decision, Literal) else ""
        told = f" ({_text(by)}, {_text(on)})" if lang == "en" else f"（{_text(by)}，{_text(on)}）"
        words[lang] = _text(decision) + told
    return (Phrase(words.get("zh", ""), words.get("en", "")),) if words else ()


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else str(term)
