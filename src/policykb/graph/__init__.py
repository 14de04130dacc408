"""Draft to RDF; the only minter of a plan's IRIs."""

from policykb.graph.curation import curation_quads
from policykb.graph.document import document_quads
from policykb.graph.elements import element_quads
from policykb.graph.observations import observation_quads
from policykb.graph.requirements import requirement_graph, requirement_iri, requirement_quads

__all__ = [
    "curation_quads",
    "document_quads",
    "element_quads",
    "observation_quads",
    "requirement_graph",
    "requirement_iri",
    "requirement_quads",
]
