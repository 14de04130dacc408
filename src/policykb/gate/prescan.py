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
from policykb.phrase import Phrase

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
            more = limits.how_to_raise("line_kb")
            raise LimitError(
                f"line {number} is longer than {most // _KB} KB",
                where=place(where),
                hint=more.en,
                code="E_SIZE",
                zh=f"第{number}行超过 {most // _KB} KB；{more.zh}",
            )


def turtle(text: str, *, where: object) -> None:
    """Refuse brackets nested too deeply, and statements about statements."""
    lines(text, where=where)
    for token in _depths(_TURTLE, text, where):
        if token.lastgroup == "star":
            line = text.count("\n", 0, token.start()) + 1
            problem = Phrase(
                f"第{line}行是关于陈述的陈述（<<）", f"a statement about a statement (<<) in line {line}"
            )
            hint = Phrase("请给内层陈述单独命名", "give the inner statement a name of its own")
            _refuse(problem, where, hint, "E_FORMAT")


def xml(data: bytes, *, where: object) -> None:
    """Refuse a DOCTYPE, an encoding other than UTF-8, elements nested too deeply, and XML that is broken."""
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.current().depth:
            raise _too_deep(parser.CurrentLineNumber, where)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF8_NAMES:
            said = visible(encoding)
            problem = Phrase(f"它自称用 {said} 编码", f"it says that it is written in {said}")
            _refuse(problem, where, Phrase("请另存为 UTF-8", "save it as UTF-8"), "E_ENCODING")

    def doctype(*_parts: object) -> NoReturn:
        line = parser.CurrentLineNumber
        problem = Phrase(
            f"第{line}行有 DOCTYPE，可能引入实体或别的文件",
            f"a DOCTYPE in line {line}; it could pull in entities or other files",
        )
        _refuse(problem, where, Phrase("请删去 DOCTYPE", "take the DOCTYPE out"), "E_DOCTYPE")

    parser.StartDoctypeDeclHandler = doctype
    parser.XmlDeclHandler = declared
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as err:
        hint = Phrase("请用 XML 编辑器检查", "check the file in an XML editor")
        _refuse(Phrase(f"不是合规的 XML：{err}", f"not XML: {err}"), where, hint, "E_SYNTAX")


def json_ld(text: str, *, where: object) -> None:
    """Refuse contexts from elsewhere, doubled keys, numbers that JSON-LD would rewrite, and deep nesting."""
    for _ in _depths(_JSON, text, where):
        pass
    try:
        document = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, where),
            parse_constant=lambda word: _refuse_constant(word, where),
            parse_int=str,
            parse_float=lambda word: _refuse_number(word, where),
        )
    except json.JSONDecodeError as err:
        problem = Phrase(
            f"不是合规的 JSON：第{err.lineno}行第{err.colno}列 {err.msg}",
            f"not JSON: {err.msg} in line {err.lineno}, column {err.colno}",
        )
        hint = Phrase("请用 JSON 编辑器检查", "check the file in a JSON editor")
        _refuse(problem, where, hint, "E_SYNTAX")
    _refuse_contexts(document, where)


def _depths(pattern: re.Pattern[str], text: str, where: object) -> Iterator[re.Match[str]]:
    """The marks outside strings and comments; ends with an error when they nest too deeply."""
    most = limits.current().depth
    depth = 0
    for token in pattern.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            if depth > most:
                raise _too_deep(text.count("\n", 0, token.start()) + 1, where)
        elif token.lastgroup == "close":
            depth -= 1
        if token.lastgroup is not None:
            yield token


def _object(pairs: list[tuple[str, Any]], where: object) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        problem = Phrase(
            f"键“{visible(twice)}”在同一对象中出现两次",
            f"the key “{visible(twice)}” stands twice in one object",
        )
        _refuse(problem, where, Phrase("请只保留一个", "keep one of the two"), "E_SYNTAX")
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
                named = visible(str(remote or item["@import"]))
                problem = Phrase(f"上下文在别处：{named}", f"a context from elsewhere: {named}")
                hint = Phrase(
                    "程序不下载任何内容，请把上下文写进文件",
                    "write the context into the file; nothing is fetched",
                )
                _refuse(problem, where, hint, "E_REMOTE_CONTEXT")
            waiting.extend(item.values())


def _refuse_constant(word: str, where: object) -> NoReturn:
    problem = Phrase(f"{word} 不是 JSON 的值", f"{word} is no JSON value")
    _refuse(problem, where, Phrase("请删去", "take it out"), "E_SYNTAX")


def _refuse_number(word: str, where: object) -> NoReturn:
    shown = visible(word)
    written = f'{{"@value": "{shown}", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}}'
    problem = Phrase(f"JSON-LD 会改写数字 {shown}", f"JSON-LD would rewrite the number {shown}")
    _refuse(problem, where, Phrase(f"请写成 {written}", f"write {written}"), "E_VALUE")


def _too_deep(line: int, where: object) -> PolicyKBError:
    more = limits.how_to_raise("depth")
    return LimitError(
        f"nested too deeply in line {line}",
        where=place(where),
        hint=more.en,
        code="E_TOO_DEEP",
        zh=f"第{line}行嵌套过深；{more.zh}",
    )


def _refuse(problem: Phrase, where: object, hint: Phrase, code: str) -> NoReturn:
    raise InputError(problem.en, where=place(where), hint=hint.en, code=code, zh=f"{problem.zh}；{hint.zh}")
