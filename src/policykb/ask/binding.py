"""Terms put into a query as a block of values, never as text of the query itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import AssetError
from policykb.quads import Term, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What braces and names may stand in without being any: comments, IRIs, strings long and short.
_TOKEN = re.compile(
    r"""
      (?P<opaque> \#[^\r\n]* | <[^<>"{}|^`\\\x00-\x20]*>
        | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<mark> [(){}] )
    | (?P<variable> [?$]\w+ )
    | (?P<name> [A-Za-z][\w-]*:(?:[\w-](?:[\w.-]*[\w-])?)? )
    | (?P<word> [A-Za-z]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


def bind(query: str, values: Mapping[str, Term | None]) -> str:
    """The query with a ``VALUES`` block at the start of its outermost WHERE; ``None`` leaves a name open."""
    if not values:
        return query
    at = _where(query)
    names = " ".join(f"?{name}" for name in values)
    cells = " ".join("UNDEF" if term is None else written(term) for term in values.values())
    return f"{query[:at]} VALUES ({names}) {{ ({cells}) }}{query[at:]}"


def with_prefixes(query: str) -> str:
    """The query after the declarations of our prefixes that it uses and does not declare itself."""
    used, declared = set[str](), set[str]()
    after_prefix = False
    for kind, token in tokens(query):
        if kind == "name":
            (declared if after_prefix else used).add(token.partition(":")[0])
        after_prefix = kind == "word" and token.upper() == "PREFIX"
    wanted = [name for name in vocab.PREFIXES if name in used - declared]
    return "".join(f"PREFIX {name}: <{vocab.PREFIXES[name]}> " for name in wanted) + query


def asks_for(query: str, name: str) -> bool:
    """Whether a query wants a value for a name, by writing it with a dollar sign."""
    return any(kind == "variable" and token == f"${name}" for kind, token in tokens(query))


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """The query's tokens that are worth a look, each with its kind."""
    for found in _TOKEN.finditer(query):
        yield str(found.lastgroup), found.group()


def _where(query: str) -> int:
    """The place behind the brace that opens the outermost WHERE; those of expressions stand in brackets."""
    depth = 0
    template = False
    for found in _TOKEN.finditer(query):
        if found["word"]:
            template = found["word"].upper() == "CONSTRUCT" or (template and found["word"].upper() != "WHERE")
        match found["mark"]:
            case "{" if depth == 0 and not template:
                return found.end()
            case "(" | "{":
                depth += 1
            case ")" | "}":
                depth -= 1
                template = template and depth > 0
            case _:
                continue
    raise AssetError("the query has no WHERE", where="query", zh="查询没有 WHERE 部分")
