"""Why a node holds: a tree of rules and premises whose leaves are quoted words, decisions, vocabulary or published figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from policykb import vocab
from policykb.explain.recorded import rests_on, told_of
from policykb.explain.sentences import describe, fact, label
from policykb.infer import Derivation, Rule, load_rules, proofs
from policykb.phrase import Phrase
from policykb.quads import Literal, Quad, Term
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.store import Store

DEEPEST, MOST = 12, 12
_STATE = frozenset({PKB.targetState.value, PKB.latestObservation.value, PKB.reason.value})
_ABOVE = Phrase("来源见上", "its source is told above")
_TOLD = Phrase("依据见上", "what it rests on is told above")


class Origin(StrEnum):
    """Where a statement comes from."""

    TEXT = "text"
    RULE = "rule"
    DECISION = "decision"
    VOCABULARY = "vocabulary"
    FIGURE = "figure"
    COMPARISON = "comparison"
    ABOVE = "above"  # a document above the plan, in summary


class Triple(NamedTuple):
    """A statement, whatever graph it stands in."""

    subject: str
    predicate: str
    object: Term


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


class _Asked(NamedTuple):
    """The knowledge that is asked, and the day."""

    store: Store
    plan: str
    as_of: str
    known: dict[tuple[str, str], tuple[Derivation, ...]]
    """What was derived already, by rule and node: one node is a premise of many others."""

    def derivations(self, rule: Rule, iri: str) -> tuple[Derivation, ...]:
        """Every way in which a rule concludes something about a node."""
        key = (rule.id, iri)
        if key not in self.known:
            self.known[key] = proofs(self.store, rule, iri, as_of=self.as_of)
        return self.known[key]


def prove(store: Store, plan: str, iri: str, as_of: str) -> tuple[Proof, ...]:
    """Every way in which a node holds: what each rule derives of it, else what the text gives."""
    return _prove(_Asked(store, plan, as_of, {}), iri, 0)


def once(proofs: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """The proofs, each step told once: a derived one is left out where it is needed again, a figure told in short."""
    told: set[tuple[str, str, Phrase]] = set()

    def pruned(proof: Proof) -> Proof:
        kept = []
        for step in proof.premises:
            key = (step.iri, step.rule.id if step.rule else "", step.holds)
            if key not in told:
                told.add(key)
                kept.append(pruned(step))
            elif step.origin is Origin.FIGURE:
                kept.append(replace(step, notes=(_ABOVE,), premises=()))
            elif step.rule is None:
                kept.append(step)
        notes = (*proof.notes, _TOLD) if proof.premises and not kept else proof.notes
        return replace(proof, notes=notes, premises=tuple(kept))

    return tuple(pruned(proof) for proof in proofs)


def _prove(asked: _Asked, iri: str, depth: int) -> tuple[Proof, ...]:
    derived = tuple(
        proof
        for rule in load_rules()
        if depth < DEEPEST and _stands_in(asked.store, vocab.graph_iri(asked.plan, "inferred", rule.id), iri)
        for proof in _derived(asked, iri, rule, depth)
    )
    return derived or (_given(asked, iri),)


def _derived(
    asked: _Asked, iri: str, rule: Rule, depth: int, wanted: Triple | None = None
) -> tuple[Proof, ...]:
    """One proof for a node of the rule's own making, one a conclusion for what it adds to a known node."""
    store = asked.store
    found = [d for d in asked.derivations(rule, iri) if rule.mints or _concludes(d, wanted)]
    return tuple(
        Proof(
            iri=iri,
            holds=_concluded(store, iri, derivation) if _says_more(rule) else describe(store, iri),
            origin=Origin.RULE,
            rule=rule,
            notes=_absent(store, rule),
            premises=_premises(asked, derivation, depth + 1),
        )
        for derivation in found[: 1 if rule.mints else MOST]
    )


def _says_more(rule: Rule) -> bool:
    """Whether a rule says something about a thing, and does not just make it."""
    return not rule.mints or PKB.targetState.name in rule.writes


def _concludes(derivation: Derivation, wanted: Triple | None) -> bool:
    return wanted is None or any(quad[:3] == wanted for quad in derivation.conclusions)


def _concluded(store: Store, iri: str, derivation: Derivation) -> Phrase:
    said = [quad for quad in derivation.conclusions if quad.subject == iri]
    if states := [quad for quad in said if quad.predicate in _STATE]:
        said = states
    facts = [(quad, fact(store, quad)) for quad in said]
    if not facts:
        return describe(store, iri)
    return Phrase(
        "；".join(told.zh for quad, told in facts if not _is_in(quad, "en")),
        "; ".join(told.en for quad, told in facts if not _is_in(quad, "zh")),
    )


def _is_in(quad: Quad, lang: str) -> bool:
    return isinstance(quad.object, Literal) and quad.object.lang == lang


def _absent(store: Store, rule: Rule) -> tuple[Phrase, ...]:
    """What the rule looked for and did not find, in words."""
    names = [label(store, vocab.DEF + name) for name in sorted(rule.negates)]
    if not names:
        return ()
    return (
        Phrase(
            "未见：" + "、".join(name.zh for name in names),
            "not found: " + ", ".join(name.en for name in names),
        ),
    )


def _premises(asked: _Asked, derivation: Derivation, depth: int) -> tuple[Proof, ...]:
    premises: dict[str, list[Quad]] = defaultdict(list)
    for quad in derivation.premises:
        if quad.subject != vocab.plan_iri(asked.plan):  # that this is the plan needs no proof
            premises[quad.subject].append(quad)
    ordered = sorted(premises, key=lambda node: _order(premises[node], node))
    return tuple(step for subject in ordered for step in _premise(asked, subject, premises[subject], depth))


def _premise(asked: _Asked, subject: str, facts: list[Quad], depth: int) -> tuple[Proof, ...]:
    """The steps below a premise: a proof of each fact that a rule derived, and where the others stand."""
    derived = [quad for quad in facts if "/inferred/" in quad.graph] if depth < DEEPEST else []
    told = [quad for quad in facts if quad not in derived]
    steps: dict[tuple[str, Phrase], Proof] = {}
    for quad in derived:
        rule = next(rule for rule in load_rules() if quad.graph.endswith(f"/{rule.id}"))
        for proof in _derived(asked, subject, rule, depth, Triple(*quad[:3])):
            steps.setdefault((rule.id, proof.holds), proof)
    if not told:
        return tuple(steps.values())
    decisions = _decisions(asked.store, subject, told)
    given = (_given(asked, subject, told), *(_given(asked, decision) for decision in decisions))
    return (*given, *steps.values())


def _given(asked: _Asked, iri: str, facts: list[Quad] | None = None) -> Proof:
    store, plan = asked.store, asked.plan
    if _stands_in(store, vocab.graph_iri(plan, "observations"), iri):
        below = tuple(_given(asked, under) for under in rests_on(store, iri))
        return Proof(iri, label(store, iri), Origin.FIGURE, notes=told_of(store, iri), premises=below)
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
