"""Only those statements that some shapes can look at: an engine takes longer to read a plan than to check it.

What SHACL finds depends on types, subclasses and the properties that paths, targets and queries name. A shape that is
``sh:closed`` looks at every property, so it gets every statement.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policykb import vocab
from policykb.gate.rdf import read_shipped
from policykb.quads import Literal
from policykb.validate.grammar import SH

_ALWAYS = (vocab.PREFIXES["rdf"] + "type", vocab.PREFIXES["rdfs"] + "subClassOf")
_PREFIXED = re.compile(r"([a-z][a-z0-9-]*):(\w+)")
_IRI = re.compile(r"<([^<>\s]+)>")


def narrowed(data: bytes, shapes: bytes) -> bytes:
    """The lines of N-Triples that matter to shapes in Turtle."""
    wanted = _properties(shapes)
    if wanted is None:
        return data
    return b"".join(line for line in data.splitlines(keepends=True) if line.split(b" ", 2)[1] in wanted)


@lru_cache(maxsize=8)
def _properties(shapes: bytes) -> frozenset[bytes] | None:
    """Every IRI that the shapes name, properties among them; ``None`` when they look at all there are."""
    named = set(_ALWAYS)
    for quad in read_shipped(shapes, where="shapes"):
        if quad.predicate == SH + "closed":
            return None
        for term in quad[:3]:
            named |= _in_query(term.value) if isinstance(term, Literal) else {term}
    return frozenset(f"<{name}>".encode() for name in named)


def _in_query(words: str) -> set[str]:
    prefixed = {
        vocab.PREFIXES[prefix] + name for prefix, name in _PREFIXED.findall(words) if prefix in vocab.PREFIXES
    }
    return prefixed | set(_IRI.findall(words))
