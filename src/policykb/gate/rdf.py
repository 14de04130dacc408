"""RDF files to quads: our own in this process, those from outside in one that can be killed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policykb.errors import InputError, LimitError
from policykb.gate.characters import place, visible
from policykb.quads import Literal, Quad, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")
_MB = 1024 * 1024


def read_shipped(data: bytes, *, where: object) -> Iterator[Quad]:
    """The statements of one of our own Turtle files; blank nodes keep a ``_:`` name."""
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            yield as_quad(quad, where=where)
    except SyntaxError as err:
        raise InputError(f"not Turtle: {err}", where=where, zh=f"不是合规的 Turtle：{err}") from err


def read_upload(data: bytes, *, suffix: str, where: object, base: str) -> list[Quad]:
    """The statements of a file from outside, sorted, in the default graph, without blank nodes.

    Args:
        data: the file's bytes.
        suffix: the ending that says its format, one of ``SUFFIXES``.
        where: the file as the user named it.
        base: the IRI against which relative ones are read, and under which blank nodes get their names.
    """
    from policykb.gate import limits, worker  # noqa: PLC0415 - a query of our own plans starts no process

    if suffix not in SUFFIXES:
        raise InputError(
            f"no RDF format has the ending {visible(suffix)}",
            where=place(where),
            hint="use one of " + " ".join(SUFFIXES),
            zh=f"没有扩展名为 {visible(suffix)} 的 RDF 格式；可用：{'、'.join(SUFFIXES)}",
        )
    now = limits.current()
    if len(data) > now.file_mb * _MB:
        more = limits.how_to_raise("file_mb")
        raise LimitError(
            f"larger than {now.file_mb} MB",
            where=place(where),
            hint=more.en,
            code="E_SIZE",
            zh=f"超过 {now.file_mb} MB；{more.zh}",
        )
    header = json.dumps({"suffix": suffix, "where": place(where), "base": base}).encode()
    try:
        answer = worker.run("rdf", header + b"\n" + data, seconds=now.read_seconds, memory_mb=now.memory_mb)
    except LimitError as err:
        hint, zh = err.hint, err.zh
        if err.code == "E_TIME":
            more = limits.how_to_raise("read_seconds")
            hint, zh = more.en, f"{now.read_seconds} 秒内没有读完；{more.zh}"
        raise LimitError(err.problem, where=place(where), hint=hint, code=err.code, zh=zh) from None
    return [_from_json(line) for line in answer.splitlines()]


def as_quad(quad: ox.Quad, *, where: object) -> Quad:
    """The engine's statement as plain values."""
    return Quad(_node(quad.subject, where), quad.predicate.value, term_from_engine(quad.object, where=where))


def term_from_engine(term: object, *, where: object = "") -> Term:
    """The engine's term as a plain value, its lexical form kept."""
    if not isinstance(term, ox.Literal):
        return _node(term, where)
    if term.direction is not None:
        raise InputError(
            "a text with a direction is not read",
            where=place(where),
            hint="take the --ltr or --rtl off",
            code="E_FORMAT",
            zh="不读取带书写方向的文字；请去掉 --ltr 或 --rtl",
        )
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, term.datatype.value)


def _node(node: object, where: object) -> str:
    match node:
        case ox.NamedNode():
            return node.value
        case ox.BlankNode():
            return f"_:{node.value}"
    shown = visible(str(node), longest=120)
    problem, zh = f"statements about statements are not read: {shown}", f"不读取关于陈述的陈述：{shown}"
    raise InputError(problem, where=place(where), code="E_FORMAT", zh=zh)


def _from_json(line: bytes) -> Quad:
    subject, predicate, value = json.loads(line)
    return Quad(subject, predicate, value if isinstance(value, str) else Literal(*value))
