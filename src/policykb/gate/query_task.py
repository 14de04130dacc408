"""The worker's answer to a foreign query, in SPARQL's JSON form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from policykb.errors import InputError
from policykb.gate import worker
from policykb.gate.syntax import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MB = 1024 * 1024
_TRIPLE = ("subject", "predicate", "object")
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"

Binding = dict[str, Any]


def run(payload: bytes) -> bytes:
    """The answer to the query in the header line, over the N-Quads after it."""
    header, _, nquads = payload.partition(b"\n")
    told = json.loads(header)
    store = ox.Store()
    store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
    worker.start_clock(told["seconds"])
    try:
        columns, rows = _answered(store.query(told["query"], use_default_graph_as_union=True))
        kept, truncated = _within(rows, told["rows"], told["mb"] * _MB)
    except (SyntaxError, ValueError, RuntimeError, OSError) as err:
        raise unreadable(err, told["query"]) from err
    body = {"head": {"vars": columns}, "results": {"bindings": kept}, "truncated": truncated}
    return json.dumps(body, ensure_ascii=False).encode()


def _answered(answer: object) -> tuple[list[str], Iterator[Binding]]:
    names = _Names()
    if isinstance(answer, ox.QueryBoolean):
        value = {"type": "literal", "value": "true" if answer else "false", "datatype": _BOOLEAN}
        return ["answer"], iter([{"answer": value}])
    if isinstance(answer, ox.QueryTriples):
        return list(_TRIPLE), (names.binding(_TRIPLE, triple) for triple in answer)
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - the engine has these three answers
    columns = [variable.value for variable in answer.variables]
    return columns, (names.binding(columns, solution) for solution in answer)


def _within(rows: Iterable[Binding], most: int, size: int) -> tuple[list[Binding], bool]:
    """The rows that fit, and whether there were more."""
    kept: list[Binding] = []
    for row in rows:
        size -= len(json.dumps(row, ensure_ascii=False).encode())
        if len(kept) == most or size < 0:
            return kept, True
        kept.append(row)
    return kept, False


class _Names:
    """Blank nodes by the order in which they come, since the engine's own names change with each run."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def binding(self, columns: Iterable[str], terms: Iterable[object]) -> Binding:
        """One row; an unbound column is left out."""
        return {name: self._json(term) for name, term in zip(columns, terms, strict=True) if term is not None}

    def _json(self, term: object) -> dict[str, str]:
        match term:
            case ox.NamedNode():
                return {"type": "uri", "value": term.value}
            case ox.BlankNode():
                return {"type": "bnode", "value": self._seen.setdefault(term.value, f"b{len(self._seen)}")}
            case ox.Literal() if term.language:
                return {"type": "literal", "value": term.value, "xml:lang": term.language}
            case ox.Literal():
                return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        raise InputError(
            "an answer that holds statements is not given",
            where="query",
            code="E_FORMAT",
            zh="不能给出以陈述为值的结果",
        )
