"""Writes statements of one plan into one graph, minting the plan's IRIs."""

from __future__ import annotations

from dataclasses import dataclass, field

from policykb import vocab
from policykb.quads import Quad, Term, en, integer, zh
from policykb.span import Span  # noqa: TC001 - read at run time
from policykb.text import display
from policykb.vocab import PKB

RDF_TYPE = vocab.PREFIXES["rdf"] + "type"
LABEL = vocab.PREFIXES["rdfs"] + "label"


@dataclass(slots=True)
class Pen:
    """Collects quads; a value of ``None`` or "" writes nothing, for unknown is no statement."""

    plan: str
    text: str
    graph: str
    quads: list[Quad] = field(default_factory=list)

    def iri(self, element: str) -> str:
        """The IRI of an element from its id in the draft; "" is the plan itself."""
        return vocab.plan_iri(self.plan, *([element] if element else []))

    def write(self, subject: str, predicate: str, value: Term | None) -> None:
        """One statement."""
        if value not in (None, ""):
            self.quads.append(Quad(subject, predicate, value, self.graph))

    def kind(self, subject: str, *terms: PKB) -> None:
        """The classes of a thing."""
        for term in terms:
            self.write(subject, RDF_TYPE, term.value)

    def label(self, subject: str, in_zh: str, in_en: str) -> None:
        """A thing's name in both languages."""
        self.write(subject, LABEL, zh(in_zh) if in_zh else None)
        self.write(subject, LABEL, en(in_en) if in_en else None)

    def span(self, span: Span | None) -> str | None:
        """The IRI of a stretch of the text; the stretch is written when it is first pointed at.

        Whoever points at it, the stretch itself belongs to the source graph: the same statement in two graphs
        would be found twice.
        """
        if span is None:
            return None
        iri = self.iri(f"span/{span.start}-{span.end}")
        if iri not in self._spans:
            self._spans.add(iri)
            quote = span.quote(self.text)
            source = Pen(self.plan, self.text, vocab.graph_iri(self.plan, "source"), self.quads)
            source.kind(iri, PKB.TextSpan)
            source.write(iri, PKB.partOf, self.iri("text"))
            source.write(iri, PKB.start, integer(span.start))
            source.write(iri, PKB.end, integer(span.end))
            source.write(iri, PKB.exact, zh(quote))
            source.write(iri, PKB.displayText, zh(display(quote)))
        return iri

    _spans: set[str] = field(default_factory=set)
