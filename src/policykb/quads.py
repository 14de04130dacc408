"""RDF terms as plain values: what ``graph`` writes, ``gate`` reads and ``store`` keeps.

An IRI is a ``str``. Literals are ``Literal``; a language tag excludes a datatype. No blank nodes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"


_BAD_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_LANG = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Literal(NamedTuple):
    """A literal, its lexical form kept as written."""

    value: str
    datatype: str = ""
    lang: str = ""


Term = str | Literal


class Quad(NamedTuple):
    """One statement in one named graph; the empty graph name is the default graph."""

    subject: str
    predicate: str
    object: Term
    graph: str = ""


def zh(text: str) -> Literal:
    """Words in Chinese."""
    return Literal(text, lang="zh")


def en(text: str) -> Literal:
    """Words in English."""
    return Literal(text, lang="en")


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), XSD + "integer")


def decimal(value: str) -> Literal:
    """An exact decimal, in its written form."""
    return Literal(value, XSD + "decimal")


def boolean(value: bool) -> Literal:  # noqa: FBT001 - it is the value, not a flag
    """True or false."""
    return Literal("true" if value else "false", XSD + "boolean")


def date(iso: str) -> Literal:
    """A day, ``YYYY-MM-DD``."""
    return Literal(iso, XSD + "date")


def string(text: str) -> Literal:
    """Words in no language: codes, hashes, numbers of documents."""
    return Literal(text, XSD + "string")


def written(term: Term) -> str:
    """A term in the writing that SPARQL and Turtle share.

    Raises:
        ValueError: it is no IRI, or has no language, that could be written.
    """
    if not isinstance(term, Literal):
        if _BAD_IRI.search(term) or ":" not in term:
            raise ValueError(f"not an IRI: {term!a}")
        return f"<{term}>"
    text = '"' + term.value.translate(_ESCAPES) + '"'
    if term.lang:
        if not _LANG.fullmatch(term.lang):
            raise ValueError(f"not a language tag: {term.lang!a}")
        return f"{text}@{term.lang}"
    return f"{text}^^{written(term.datatype)}" if term.datatype else text
