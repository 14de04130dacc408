"""RDF terms as plain values: what ``graph`` writes, ``gate`` reads and ``store`` keeps.

An IRI is a ``str``. Literals are ``Literal``; a language tag excludes a datatype. No blank nodes.
"""

from __future__ import annotations

from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"


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
