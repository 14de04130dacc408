"""Why a rule concluded something: found again on demand, down to the triples and their graphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.infer.binding import bindings
from policykb.infer.evaluation import getter, inner_keys, instance_of, premise_reader, rows
from policykb.infer.rule import variables
from policykb.infer.syntax import RDF_TYPE, Pattern, Var
from policykb.quads import Literal, Quad, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.infer.evaluation import Row, Triple
    from policykb.infer.rule import Rule
    from policykb.infer.syntax import Slot
    from policykb.quads import Term
    from policykb.store import Store


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way in which a rule reaches its conclusions.

    A premise that stands in several graphs is there once for each; ``absent`` are the patterns that must
    not match, with what is known of them filled in.
    """

    rule: str
    conclusions: tuple[Quad, ...]
    premises: tuple[Quad, ...]
    absent: tuple[str, ...]


def proofs(
    store: Store,
    rule: Rule,
    subject: str,
    *,
    as_of: str = "",
    parameters: Mapping[str, int | str] | None = None,
) -> tuple[Derivation, ...]:
    """Every way in which a rule concludes something about a node, sorted.

    Raises:
        UsageError: the rule needs a date, and ``as_of`` is none.
    """
    bound = bindings(rule, as_of=as_of, parameters=parameters)
    found: dict[tuple[tuple[Triple, ...], ...], tuple[str, ...]] = {}
    for name in sorted({p.subject.name for p in rule.query.head if isinstance(p.subject, Var)}):
        found.update(_ways(store, rule, name, subject, bound))
    places = _places(store, {triple for parts in found for part in parts for triple in part})
    return tuple(
        Derivation(rule.id, _placed(conclusions, places), _placed(premises, places), absent)
        for (conclusions, premises), absent in sorted(found.items(), key=repr)
    )


def _ways(
    store: Store, rule: Rule, name: str, subject: str, bound: Mapping[str, Term]
) -> dict[tuple[tuple[Triple, ...], ...], tuple[str, ...]]:
    """Conclusions and premises of each solution whose variable ``name`` is the subject, and what is absent."""
    body, head = rule.query.where, rule.query.head
    told = {slot for group in body.absent for slot in variables(group.patterns)} & _outer(rule)
    columns = tuple(sorted(variables((*head, *body.patterns)) | inner_keys(body) | told))
    makers = [instance_of(pattern, columns) for pattern in head]
    if name in body.minted:
        answer = rows(store, rule, body, columns, bound, f"FILTER(?{name} = {written(subject)})\n")
    else:
        answer = rows(store, rule, body, columns, {**bound, name: subject})
    read = premise_reader(store, rule, body, columns, bound)
    return {
        (
            tuple(triple for make in makers if (triple := make(row))),
            tuple(dict.fromkeys(read(row))),
        ): tuple(_filled(pattern, row, columns) for group in body.absent for pattern in group.patterns)
        for row in answer
    }


def _outer(rule: Rule) -> frozenset[str]:
    """The variables that a rule's solutions bind."""
    body = rule.query.where
    return variables(body.patterns) | inner_keys(body) | frozenset(rule.params)


def _filled(pattern: Pattern, row: Row, columns: tuple[str, ...]) -> str:
    """A pattern as text, its known variables filled in."""
    return " ".join(_said(slot, row, columns) for slot in pattern)


def _said(slot: Slot, row: Row, columns: tuple[str, ...]) -> str:
    if isinstance(slot, Var) and slot.name not in columns:
        return f"?{slot.name}"
    term = getter(slot, columns)(row)
    if term is None:
        return f"?{slot.name}" if isinstance(slot, Var) else ""
    if isinstance(term, Literal):
        return written(term)
    if term == RDF_TYPE:
        return "a"
    return "pkb:" + term.removeprefix(vocab.DEF) if term.startswith(vocab.DEF) else vocab.short(term)


def _places(store: Store, triples: Iterable[Triple]) -> dict[Triple, list[str]]:
    """The graphs that each triple stands in."""
    wanted = sorted(set(triples), key=repr)
    if not wanted:
        return {}
    lines = "\n".join(f"({written(s)} {written(p)} {written(o)})" for s, p, o in wanted)
    answer = store.select(
        f"SELECT ?s ?p ?o ?g WHERE {{ VALUES (?s ?p ?o) {{\n{lines}\n}} GRAPH ?g {{ ?s ?p ?o }} }}"
    )
    places: dict[Triple, list[str]] = {triple: [] for triple in wanted}
    for s, p, o, graph in answer.rows:
        if o is not None:
            places[str(s), str(p), o].append(str(graph))
    return places


def _placed(triples: Iterable[Triple], places: Mapping[Triple, list[str]]) -> tuple[Quad, ...]:
    return tuple(Quad(*triple, graph) for triple in triples for graph in sorted(places[triple]) or [""])
