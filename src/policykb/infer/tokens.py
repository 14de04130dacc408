"""A rule's query as tokens, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from policykb.errors import AssetError

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<string>"(?:[^"\\\n]|\\.)*")
      | (?P<lang>@[a-zA-Z]+)
      | (?P<datatype>\^\^)
      | (?P<var>[?$]\w+)
      | (?P<name>[A-Za-z][\w-]*:[\w-]*)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark>[{}().;,])
      | (?P<sign>[-+*/<>=!&|]+)""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word or sign; ``kind`` is the name of its group in the pattern."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, *, where: object) -> list[Token]:
    """The tokens of a query; blanks and comments are left out.

    Raises:
        AssetError: a sign that does not occur in rules.
    """
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            line = text.count("\n", 0, at) + 1
            raise AssetError(f"line {line}: {text[at]!r} is not read in rules", where=where)
        at = match.end()
        if match.lastgroup != "skip":
            found.append(Token(str(match.lastgroup), match[0], match.start(), at))
    return found
