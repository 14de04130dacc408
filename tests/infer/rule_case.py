"""Rule cases as values: what is given, what must follow."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.gate.rdf import read_shipped
from policykb.infer import Rule, infer, inferred_graph
from policykb.quads import XSD, Literal, Quad
from policykb.store import Store
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PLAN = "demo"
GIVEN = vocab.graph_iri(PLAN, "source")
Triple = tuple[str, str, object]
RECORDS = {PKB.derivedByRule.value, PKB.premise.value}
NUMBERS = {XSD + "integer", XSD + "decimal"}


def quads(path: Path, graph: str = GIVEN) -> list[Quad]:
    return [quad._replace(graph=graph) for quad in read_shipped(path.read_bytes(), where=path)]


def plain(subject: str, predicate: str, value: object) -> Triple:
    """A triple whose numbers compare by value, for 15 and 15.0 are one number."""
    if isinstance(value, Literal) and value.datatype in NUMBERS:
        return subject, predicate, (Decimal(value.value).normalize(), value.datatype)
    return subject, predicate, value


def derive(rule: Rule, path: Path) -> list[Triple]:
    """What a rule alone adds to what a file gives, records and all."""
    return in_order(plain(q.subject, q.predicate, q.object) for q in derived(rule, path))


def derived(rule: Rule, path: Path) -> list[Quad]:
    """The graph that a rule alone writes over what a file gives."""
    store = Store()
    store.add(quads(path))
    head = assets.header(path)
    infer(
        store,
        PLAN,
        as_of=head.get("as_of", "2026-01-01"),
        rules=[rule],
        parameters=head.get("parameters"),
    )
    return list(store.quads(inferred_graph(PLAN, rule.id)))


def in_order(triples: object) -> list[Triple]:
    return sorted(set(triples), key=repr)  # type: ignore[call-overload] - any iterable of triples


def conclusions(triples: Iterable[Quad]) -> list[Triple]:
    """What is concluded, without the records of who concluded it and from what."""
    found = list(triples)
    nodes = {q.subject for q in found if q.object == PKB.Derivation.value}
    kept = (q for q in found if q.subject not in nodes and q.predicate not in RECORDS)
    return in_order(plain(q.subject, q.predicate, q.object) for q in kept)
