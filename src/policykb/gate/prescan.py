"""What a foreign RDF file must not hold, found before a parser sees it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate import limits
from policykb.gate.characters import place, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

_KB = 1024
_UTF8_NAMES = frozenset({"utf-8", "utf8", "us-ascii"})
_TURTLE = re.compile(
    r'''
    \#[^\n\r]*+
    | """(?:[^"\\]|\\.|"(?!""))*+"""
    | \'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\'
    | "(?:[^"\\\n\r]|\\.)*+"
    | '(?:[^'\\\n\r]|\\.)*+'
    | <[^\x00-\x20<>"{}|^`]*+>
    | \\.
    | (?P<star><<)
    | (?P<open>[\[({])
    | (?P<close>[\])}])
    ''',
    re.VERBOSE | re.DOTALL,
)
_JSON = re.compile(r'"(?:[^"\\]|\\.)*+"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)


def lines(text: str, *, where: object) -> None:
    """Refuse a line longer than the limit."""
    most = limits.current().line_kb * _KB
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > most:
            problem = f"line {number} is longer than {most // _KB} KB"
            raise LimitError(problem, where=place(where), hint=limits.how_to_raise("line_kb"), code="E_SIZE")


def turtle(text: str, *, where: object) -> None:
    """Refuse brackets nested too deeply, and statements about statements."""
    lines(text, where=where)
    for token in _depths(_TURTLE, text, where):
        if token.lastgroup == "star":
            line = text.count("\n", 0, token.start()) + 1
            problem = f"a statement about a statement (<<) in line {line}"
            hint = "give the inner statement a name of its own"
            raise InputError(problem, where=place(where), hint=hint, code="E_FORMAT")


def xml(data: bytes, *, where: object) -> None:
    """Refuse a DOCTYPE, an encoding other than UTF-8, elements nested too deeply, and XML that is broken."""
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.current().depth:
            raise _too_deep(f"line {parser.CurrentLineNumber}", where)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF8_NAMES:
            _refuse(
                f"it says that it is written in {visible(encoding)}", where, "save it as UTF-8", "E_ENCODING"
            )

    def doctype(*_parts: object) -> NoReturn:
        problem = f"a DOCTYPE in line {parser.CurrentLineNumber}; it could pull in entities or other files"
        _refuse(problem, where, "take the DOCTYPE out", "E_DOCTYPE")

    parser.StartDoctypeDeclHandler = doctype
    parser.XmlDeclHandler = declared
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as err:
        _refuse(f"not XML: {err}", where, "check the file in an XML editor", "E_SYNTAX")


def json_ld(text: str, *, where: object) -> None:
    """Refuse contexts from elsewhere, doubled keys, numbers that JSON-LD would rewrite, and deep nesting."""
    for _ in _depths(_JSON, text, where):
        pass
    try:
        document = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, where),
            parse_constant=lambda word: _refuse(f"{word} is no JSON value", where, "take it out", "E_SYNTAX"),
            parse_int=str,
            parse_float=lambda word: _refuse_number(word, where),
        )
    except json.JSONDecodeError as err:
        problem = f"not JSON: {err.msg} in line {err.lineno}, column {err.colno}"
        _refuse(problem, where, "check the file in a JSON editor", "E_SYNTAX")
    _refuse_contexts(document, where)


def _depths(pattern: re.Pattern[str], text: str, where: object) -> Iterator[re.Match[str]]:
    """The marks outside strings and comments; ends with an error when they nest too deeply."""
    most = limits.current().depth
    depth = 0
    for token in pattern.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            if depth > most:
                raise _too_deep(f"line {text.count(chr(10), 0, token.start()) + 1}", where)
        elif token.lastgroup == "close":
            depth -= 1
        if token.lastgroup is not None:
            yield token


def _object(pairs: list[tuple[str, Any]], where: object) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        _refuse(
            f"the key “{visible(twice)}” stands twice in one object", where, "keep one of the two", "E_SYNTAX"
        )
    return found


def _refuse_contexts(document: object, where: object) -> None:
    """Walk the whole document: a context may stand in any object, and in a term's definition."""
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            context = item.get("@context")
            parts = context if isinstance(context, list) else [context]
            remote = next((part for part in parts if isinstance(part, str)), "")
            if remote or "@import" in item:
                problem = f"a context from elsewhere: {visible(str(remote or item['@import']))}"
                hint = "write the context into the file; nothing is fetched"
                _refuse(problem, where, hint, "E_REMOTE_CONTEXT")
            waiting.extend(item.values())


def _refuse_number(word: str, where: object) -> NoReturn:
    hint = f'write {{"@value": "{visible(word)}", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}'
    _refuse(f"JSON-LD would rewrite the number {visible(word)}", where, hint, "E_VALUE")


def _too_deep(at: str, where: object) -> PolicyKBError:
    problem = f"nested too deeply in {at}"
    return LimitError(problem, where=place(where), hint=limits.how_to_raise("depth"), code="E_TOO_DEEP")


def _refuse(problem: str, where: object, hint: str, code: str) -> NoReturn:
    raise InputError(problem, where=place(where), hint=hint, code=code)
