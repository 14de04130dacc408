"""Queries from outside: refused by what they ask for or how they nest, then run where they can be killed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from policykb.errors import InputError, LimitError
from policykb.gate import limits, worker
from policykb.gate.characters import place
from policykb.gate.sparql_scan import Token, readings, shape, tokens
from policykb.phrase import Phrase
from policykb.quads import XSD, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

_KB = 1024
_UNARY = 16
_LOAD_SECONDS = 10.0
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING", "INTO"}
)
_AWAY = ("SERVICE", "FROM", "LOAD")
_REASONS = {
    "SERVICE": Phrase(
        "程序不向外部提问，只能查已载入的规划",
        "nothing is asked elsewhere; query the plans that are loaded",
    ),
    "FROM": Phrase(
        "数据集是固定的，可用 GRAPH 指定其中的图", "the data set is fixed; use GRAPH to name a graph of it"
    ),
}
_READ_ONLY = Phrase(
    "查询只读；要改规划的知识，请改其审定稿", "queries only read; a plan is changed in its reviewed draft"
)

Row = tuple[Term | None, ...]


def check_query(text: str, *, where: object = "query") -> None:
    """Refuse a query that changes data, asks elsewhere, names its own data set, or is too big or too nested."""
    now = limits.current()
    if len(text) > now.query_kb * _KB or len(text.encode(errors="surrogatepass")) > now.query_kb * _KB:
        problem = Phrase(f"查询超过 {now.query_kb} KB", f"a query of more than {now.query_kb} KB")
        _too_much(problem, where, "query_kb", code="E_SIZE")
    if not text.strip():
        raise InputError("the query is empty", where=place(where), code="E_SYNTAX", zh="查询是空的")
    for reading in readings(text):
        _refuse_words(reading, where)
        _refuse_shape(reading, where)


def run_foreign(
    nquads: bytes, query: str, *, seconds: float | None = None, rows: int | None = None
) -> tuple[list[str], list[Row], bool]:
    """The columns, the rows, and whether rows were cut, of a foreign query over the union of all graphs.

    An ASK answers in the column ``answer``; CONSTRUCT and DESCRIBE in ``subject``, ``predicate``, ``object``.
    """
    check_query(query)
    now = limits.current()
    allowed = now.query_seconds if seconds is None else seconds
    header = {"seconds": allowed, "rows": now.query_rows if rows is None else rows, "mb": now.query_answer_mb}
    payload = b"\n".join((json.dumps(header | {"query": query}).encode(), nquads))
    try:
        answer = worker.run("query", payload, seconds=_LOAD_SECONDS + allowed, memory_mb=now.memory_mb)
    except LimitError as err:
        raise _limit_met(err, allowed) from None
    told = json.loads(answer)
    columns: list[str] = told["head"]["vars"]
    found = [tuple(_term(row.get(name)) for name in columns) for row in told["results"]["bindings"]]
    return columns, found, told["truncated"]


def _refuse_shape(text: str, where: object) -> None:
    now, found = limits.current(), shape(text)
    if found.depth > now.query_depth:
        problem = Phrase(f"括号嵌套 {found.depth} 层", f"brackets nested {found.depth} deep")
        _too_much(problem, where, "query_depth")
    if found.unary > _UNARY:
        raise LimitError(
            f"{found.unary} signs in a row",
            where=place(where),
            hint=f"at most {_UNARY} are read",
            code="E_TOO_DEEP",
            zh=f"连续 {found.unary} 个运算符号；最多 {_UNARY} 个",
        )
    if found.operators > now.query_operators:
        problem = Phrase(f"运算符有 {found.operators} 个", f"{found.operators} operators")
        _too_much(problem, where, "query_operators")


def _refuse_words(text: str, where: object) -> None:
    form = ""
    for before, token, after in _with_neighbours(text):
        if token.kind == "name":
            _refuse_glued(before, token, after, text, where)
        if token.kind != "word":
            continue
        word = token.text.upper()
        if any(away in word for away in _AWAY):
            _refuse(next(away for away in _AWAY if away in word), text, token, where)
        if word in _UPDATES:
            _refuse(word, text, token, where)
        form = form or (word if word in _FORMS else "")
    if not form:
        hint = "write SELECT, ASK, CONSTRUCT or DESCRIBE"
        zh = "这不是查询；请用 SELECT、ASK、CONSTRUCT 或 DESCRIBE"
        raise InputError("this is not a query", where=place(where), hint=hint, code="E_SYNTAX", zh=zh)


def _with_neighbours(text: str) -> Iterator[tuple[Token | None, Token, str]]:
    """Each token with the one before it and the text of the one after it."""
    before: Token | None = None
    now: Token | None = None
    for token in tokens(text):
        if now is not None:
            yield before, now, token.text
        before, now = now, token
    if now is not None:
        yield before, now, ""


def _refuse_glued(before: Token | None, token: Token, after: str, text: str, where: object) -> None:
    """Refuse a keyword that is glued to a name (``SERVICE:x {``), which engines read as two words."""
    prefix = token.text.partition(":")[0].upper()
    word = before.text.upper() if before is not None else ""
    if "SERVICE" in prefix and after == "{" and word != "GRAPH":
        _refuse("SERVICE", text, token, where)
    if "FROM" in prefix and word != "PREFIX" and "{" not in {t.text for t in tokens(text[: token.start])}:
        _refuse("FROM", text, token, where)


def _refuse(word: str, text: str, token: Token, where: object) -> NoReturn:
    line = text.count("\n", 0, token.start) + 1
    column = token.start - text.rfind("\n", 0, token.start)
    hint = _REASONS.get(word, _READ_ONLY)
    raise InputError(
        f"{word} is not allowed (line {line}, column {column})",
        where=place(where),
        hint=hint.en,
        code="E_FORBIDDEN_QUERY",
        zh=f"不允许使用 {word}（第{line}行第{column}列）；{hint.zh}",
    )


def _too_much(problem: Phrase, where: object, name: str, *, code: str = "E_TOO_DEEP") -> NoReturn:
    more = limits.how_to_raise(name)
    raise LimitError(problem.en, where=place(where), hint=more.en, code=code, zh=f"{problem.zh}；{more.zh}")


def _limit_met(err: LimitError, allowed: float) -> LimitError:
    """The limit in the asker's words."""
    if err.code == "E_QUERY_TIMEOUT":
        name = limits.variable("query_seconds")
        return LimitError(
            f"the query was stopped after {allowed:g} seconds; it has no answer yet",
            where="query",
            hint=f"ask for less, or set {name} to allow more",
            code=err.code,
            zh=f"查询运行 {allowed:g} 秒后被中止，尚无结果；请缩小查询范围，或用环境变量 {name} 放宽时限",
        )
    if err.code == "E_TIME":
        return LimitError(
            "the data could not be loaded and queried in time",
            where="query",
            hint="query fewer plans at once",
            code=err.code,
            zh="未能在时限内载入并查询数据；请减少一次查询的规划",
        )
    problem, zh = f"the query was stopped: {err.problem}", f"查询被中止：{err.zh}"
    return LimitError(problem, where="query", hint=err.hint, code=err.code, zh=zh)


def _term(binding: dict[str, Any] | None) -> Term | None:
    """A term of SPARQL's JSON results."""
    if binding is None:
        return None
    match binding["type"]:
        case "uri":
            return str(binding["value"])
        case "bnode":
            return f"_:{binding['value']}"
    if "xml:lang" in binding:
        return Literal(binding["value"], lang=binding["xml:lang"])
    return Literal(binding["value"], binding.get("datatype", XSD + "string"))
