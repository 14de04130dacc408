"""A query as tokens: what counts as a word, and how deep and long it is, without parsing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'''
      (?P<skip>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\'
        |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<node>_:[\w.-]+)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w.:%-]|\\.)*)
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<open><<|[({\[])
    | (?P<close>>>|[)}\]])
    | (?P<operator>\|\||&&|\^\^|[!<>]=|[=<>+\-*/|^!])
    | (?P<other>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
# A less-than sign may look like the start of an IRI (``?a<((?b))&&?c>?d``); engines read it as the former.
_IN_IRI = re.compile(r"(?P<open>\()|(?P<close>\))|(?P<operator>&&|!=|<=|>=|[=+\-*/!])")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UNARY = frozenset("!-+^")
# Words that join patterns as an operator joins values: a long chain of them nests in the engine.
_JOINING = frozenset(
    {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "EXISTS", "IN", "VALUES", "LATERAL"}
)
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query, its kind, and where it starts."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Shape:
    """How deep the brackets nest, how long the longest run of unary signs is, how many operators there are."""

    depth: int
    unary: int
    operators: int


def tokens(query: str) -> Iterator[Token]:
    """The query's pieces without blanks and comments."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield Token(kind, match[0], match.start())


def readings(query: str) -> tuple[str, ...]:
    """The query as written and, if it has code point escapes, as an engine may read it."""
    unescaped = _ESCAPE.sub(_character, query)
    return (query,) if unescaped == query else (query, unescaped)


def shape(query: str) -> Shape:
    """The shape of a query, counted on the careful side."""
    depth = deepest = unary = longest = operators = 0
    for kind, text in _marks(query):
        depth = max(0, depth + {"open": 1, "close": -1}.get(kind, 0))
        deepest = max(deepest, depth)
        unary = unary + 1 if text in _UNARY else 0
        longest = max(longest, unary)
        operators += kind == "operator" or text.upper() in _JOINING
    return Shape(deepest, longest, operators)


def _marks(query: str) -> Iterator[tuple[str, str]]:
    for token in tokens(query):
        if token.kind != "iri":
            yield token.kind, token.text
            continue
        for match in _IN_IRI.finditer(token.text):
            # The slashes and signs of a true IRI are no operators; a run of them counts as one would.
            kind = match.lastgroup or ""
            yield ("iri" if kind == "operator" else kind), match[0]
        yield "iri", ""


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= _LAST_CODE_POINT else match[0]
