"""Quads as rdflib's own graphs, filled term by term: given text, rdflib may open a file or fetch a page.

Nothing here is imported on the way of a command that does not need rdflib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from policykb.quads import XSD, Literal, Quad, Term

if TYPE_CHECKING:
    from collections.abc import Iterable


def dataset_of(quads: Iterable[Quad]) -> rdflib.Dataset:
    """The statements as a Dataset, each in the graph it is named for."""
    dataset = rdflib.Dataset()
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        graph = graphs.get(quad.graph)
        if graph is None:
            graph = graphs[quad.graph] = dataset.graph(rdflib.URIRef(quad.graph))
        graph.add(_triple(quad))
    return dataset


def graph_of(quads: Iterable[Quad]) -> rdflib.Graph:
    """The statements as one Graph, whatever graph they are named for."""
    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        graph.add(_triple(quad))
    return graph


def quads_of(graph: rdflib.Graph) -> list[Quad]:
    """A Graph's statements as quads without a graph name."""
    return [Quad(_plain_node(s), str(p), _plain_term(o)) for s, p, o in graph]


def _triple(quad: Quad) -> tuple[rdflib.URIRef | rdflib.BNode, rdflib.URIRef, rdflib.term.Node]:
    return _node(quad.subject), rdflib.URIRef(quad.predicate), _object(quad.object)


def _node(name: str) -> rdflib.URIRef | rdflib.BNode:
    return rdflib.BNode(name[2:]) if name.startswith("_:") else rdflib.URIRef(name)


def _object(term: Term) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if not isinstance(term, Literal):
        return _node(term)
    if term.lang:
        return rdflib.Literal(term.value, lang=term.lang)
    if (
        term.datatype == XSD + "string"
    ):  # rdflib tells "a" from "a"^^xsd:string, and a query's words are the former
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype), normalize=False)


def _plain_node(node: object) -> str:
    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)


def _plain_term(term: object) -> Term:
    if not isinstance(term, rdflib.Literal):
        return _plain_node(term)
    if term.language:
        return Literal(str(term), lang=term.language)
    return Literal(str(term), str(term.datatype or XSD + "string"))
