"""Bodies that a plan names and the vocabulary lacks, as statements: proposed, not asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.quads import en, string, zh
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.draft import ProposedBody
    from policykb.graph.pen import Pen

_SKOS = vocab.PREFIXES["skos"]


def body_iri(plan: str, body: ProposedBody) -> str:
    """The IRI of a proposed body."""
    return vocab.thing(f"org/{plan}-{body.id}")


def write_body(pen: Pen, body: ProposedBody) -> None:
    """Writes a proposed body under the names the plan gives it, with what it is likely to be."""
    iri = body_iri(pen.plan, body)
    pen.kind(iri, PKB.ProposedBody)
    pen.write(iri, f"{_SKOS}prefLabel", zh(body.name))
    pen.write(iri, f"{_SKOS}prefLabel", en(f"{body.name_en or 'Body named'} ({body.name})"))
    for alias in body.aliases:
        pen.write(iri, f"{_SKOS}altLabel", zh(alias))
    pen.write(iri, PKB.inPlan, pen.iri(""))
    pen.write(iri, PKB.statedIn, pen.span(body.span))
    pen.write(iri, PKB.proposedClass, string(body.kind.value))
    pen.write(iri, PKB.nearestBody, vocab.thing(body.nearest) if body.nearest else None)
    pen.write(
        iri,
        PKB.readingNote,
        zh("；".join(filter(None, (body.why, body.doubt)))) if body.why or body.doubt else None,
    )
