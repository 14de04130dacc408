"""RDF files to quads."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from policykb.errors import InputError
from policykb.quads import Literal, Quad, Term

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def read_shipped(data: bytes, *, where: object) -> Iterator[Quad]:
    """The statements of one of our own Turtle files; blank nodes keep a ``_:`` name."""
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            yield Quad(_node(quad.subject), quad.predicate.value, _term(quad.object))
    except SyntaxError as err:
        raise InputError(f"not Turtle: {err}", where=where) from err


def _node(node: object) -> str:
    match node:
        case ox.NamedNode():
            return node.value
        case ox.BlankNode():
            return f"_:{node.value}"
    raise InputError(f"statements about statements are not read: {node}")


def _term(term: object) -> Term:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, term.datatype.value)
    return _node(term)
