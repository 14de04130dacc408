"""A rule's CONSTRUCT taken apart: what it concludes, and what it rests on.

Rules are written in a small part of SPARQL, on purpose: triple patterns, ``FILTER``, ``FILTER NOT
EXISTS``, ``BIND`` and sub-selects that count. What is not in it (blank nodes, property paths,
``OPTIONAL``, ``UNION``, ``NOW()``) would leave a conclusion without a premise or without an end, and is
refused by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from policykb.errors import AssetError
from policykb.infer.tokens import Token, tokens
from policykb.quads import XSD, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_UNREPEATABLE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", "COALESCE", "BOUND", "EXISTS"})
"""Functions that change from run to run, or with facts that no premise could name."""
_ESCAPES = {r"\"": '"', r"\\": "\\", r"\n": "\n"}


class Var(NamedTuple):
    """A variable, by its name alone."""

    name: str


Slot = Var | Term


class Pattern(NamedTuple):
    """A triple with variables in it."""

    subject: Slot
    predicate: str
    object: Slot


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two braces: what must hold, what must not, and what is counted."""

    text: str
    variables: frozenset[str]
    patterns: tuple[Pattern, ...]
    absent: tuple[Group, ...] = ()
    counts: tuple[Count, ...] = ()
    minted: frozenset[str] = frozenset()
    """Variables that the group binds to an IRI of its own making."""


@dataclass(frozen=True, slots=True)
class Count:
    """A sub-select that groups its inner solutions by ``keys``."""

    keys: tuple[str, ...]
    group: Group


@dataclass(frozen=True, slots=True)
class Construct:
    """A CONSTRUCT: its prefixes, the triples it concludes, the conditions it sets."""

    prefixes: tuple[tuple[str, str], ...]
    head_text: str
    head: tuple[Pattern, ...]
    where: Group

    @property
    def prologue(self) -> str:
        """The prefixes as SPARQL declares them."""
        return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in self.prefixes)


def take_apart(text: str, *, where: object = "") -> Construct:
    """The parts of a rule's query.

    Raises:
        AssetError: the query says something that a rule may not say.
    """
    return _Reader(text, where).construct()


@dataclass(slots=True)
class _Reader:
    text: str
    where: object
    at: int = 0
    prefixes: dict[str, str] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tokens = tokens(self.text, where=self.where)

    def construct(self) -> Construct:
        while self._takes("PREFIX"):
            name, iri = self._next("name"), self._next("iri")
            self.prefixes[name.text.rstrip(":")] = iri.text[1:-1]
        self._word("CONSTRUCT")
        opening = self._mark("{")
        head = tuple(self._triples_until("}"))
        head_text = self.text[opening.end : self.tokens[self.at - 1].start].strip()
        self._word("WHERE")
        group = self._group()
        if self.at < len(self.tokens):
            self._refuse("words after the last brace")
        return Construct(tuple(self.prefixes.items()), head_text, head, group)

    def _group(self) -> Group:
        opening, first = self._mark("{"), self.at
        patterns: list[Pattern] = []
        absent: list[Group] = []
        counts: list[Count] = []
        minted: set[str] = set()
        while not self._takes("}"):
            if self._takes("FILTER"):
                self._filter(absent)
            elif self._takes("BIND"):
                self._bind(minted)
            elif self._is("{"):
                counts.append(self._count())
            else:
                patterns.extend(self._triples())
        inside = self.tokens[first : self.at - 1]
        return Group(
            text=self.text[opening.end : self.tokens[self.at - 1].start].strip(),
            variables=frozenset(token.text[1:] for token in inside if token.kind == "var"),
            patterns=tuple(patterns),
            absent=tuple(absent),
            counts=tuple(counts),
            minted=frozenset(minted),
        )

    def _filter(self, absent: list[Group]) -> None:
        if self._takes("NOT"):
            self._word("EXISTS")
            absent.append(self._group())
        else:
            self._parentheses()

    def _bind(self, minted: set[str]) -> None:
        inside = self._parentheses()
        if inside[0].text.upper() == "IRI":
            minted.add(inside[-1].text[1:])

    def _count(self) -> Count:
        self._mark("{")
        self._word("SELECT")
        keys = []
        while not self._is("WHERE"):
            if self._is("("):
                self._parentheses()
            else:
                keys.append(self._next("var").text[1:])
        self._word("WHERE")
        group = self._group()
        self._word("GROUP")
        self._word("BY")
        grouped = []
        while not self._takes("}"):
            grouped.append(self._next("var").text[1:])
        if grouped != keys:
            self._refuse(f"a sub-select shows {keys} and groups by {grouped}")
        return Count(tuple(keys), group)

    def _triples_until(self, mark: str) -> Iterator[Pattern]:
        while not self._takes(mark):
            yield from self._triples()

    def _triples(self) -> Iterator[Pattern]:
        subject = self._slot()
        while True:
            predicate = RDF_TYPE if self._takes("a") else self._slot()
            if not isinstance(predicate, str):
                self._refuse("a predicate that is not an IRI")
            yield Pattern(subject, predicate, self._slot())
            while self._takes(","):
                yield Pattern(subject, predicate, self._slot())
            if not self._takes(";"):
                break
        if not self._is("}"):
            self._mark(".")

    def _slot(self) -> Slot:
        token = self._any()
        match token.kind:
            case "var":
                return Var(token.text[1:])
            case "iri":
                return token.text[1:-1]
            case "name":
                return self._expand(token)
            case _:
                return self._literal(token)

    def _literal(self, token: Token) -> Literal:
        match token.kind:
            case "string":
                return self._string(token.text)
            case "number":
                return Literal(token.text, XSD + ("decimal" if "." in token.text else "integer"))
            case "word" if token.text in {"true", "false"}:
                return Literal(token.text, XSD + "boolean")
        self.at -= 1
        return self._refuse("what a rule may not say")

    def _string(self, quoted: str) -> Literal:
        value = re.sub(r"\\.", lambda found: _ESCAPES.get(found[0], found[0]), quoted[1:-1])
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "lang":
            return Literal(value, lang=self._any().text[1:])
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "datatype":
            self.at += 1
            return Literal(value, self._expand(self._next("name")))
        return Literal(value, XSD + "string")

    def _expand(self, token: Token) -> str:
        prefix, _, local = token.text.partition(":")
        if prefix not in self.prefixes:
            self.at -= 1
            self._refuse("an undeclared prefix")
        return self.prefixes[prefix] + local

    def _parentheses(self) -> list[Token]:
        self._mark("(")
        first, depth = self.at, 1
        while depth:
            token = self._any()
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text.upper() in _UNREPEATABLE:
                self.at -= 1
                self._refuse("a function that a rule may not use")
        return self.tokens[first : self.at - 1]

    def _takes(self, text: str) -> bool:
        if self._is(text):
            self.at += 1
            return True
        return False

    def _is(self, text: str) -> bool:
        if self.at >= len(self.tokens):
            self._refuse("an early end")
        token = self.tokens[self.at]
        return token.text == text or (len(text) > 1 and token.kind == "word" and token.text.upper() == text)

    def _any(self) -> Token:
        if self.at >= len(self.tokens):
            self._refuse("an early end")
        self.at += 1
        return self.tokens[self.at - 1]

    def _next(self, kind: str) -> Token:
        token = self._any()
        if token.kind != kind:
            self.at -= 1
            self._refuse(f"something else where a {kind} belongs")
        return token

    def _word(self, text: str) -> Token:
        if not self._is(text):
            self._refuse(f"something else where {text} belongs")
        return self._any()

    _mark = _word

    def _refuse(self, what: str) -> NoReturn:
        token = self.tokens[min(self.at, len(self.tokens) - 1)]
        line = self.text.count("\n", 0, token.start) + 1
        raise AssetError(
            f"line {line}: {what}, at {token.text!r}",
            where=self.where,
            hint="a rule is triple patterns, FILTER, FILTER NOT EXISTS, BIND and counting sub-selects",
        )
