"""A query of one's own: read and run behind the gate, with warnings on words the ontology does not have."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask.answer import Answer, plain_rows, surroundings
from policykb.ask.binding import bind, tokens, with_prefixes
from policykb.ask.parameters import resolve
from policykb.ask.question import Column, Question, from_header
from policykb.errors import InputError
from policykb.gate.characters import visible
from policykb.gate.decode import decode
from policykb.gate.files import read_bytes
from policykb.gate.query import check_query, run_foreign
from policykb.store import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.store import Store

_PKB = "pkb:"


def answer_file(store: Store, path: str, params: Mapping[str, str], plan: str, *, lang: str = "zh") -> Answer:
    """The answer of a query file; a header behind ``#:`` may declare parameters, as shipped ones do.

    Raises:
        InputError: the file cannot be read, or is no query that may be run.
        LimitError: it took too long or too much.
    """
    read = decode(read_bytes(path), where=path)
    found = answer_text(store, read.text, params, plan, lang=lang, where=path)
    doubts = (doubt.said(lang) for doubt in read.warnings)
    return replace(found, warnings=(*doubts, *found.warnings))


def answer_text(
    store: Store,
    text: str,
    params: Mapping[str, str],
    plan: str,
    *,
    lang: str = "zh",
    where: str = "query",
) -> Answer:
    """The answer of a query given as text."""
    check_query(text, where=where)
    asked = _question(text, where)
    values = {**surroundings(text, plan, lang), **resolve(store, plan, asked, params)}
    query = with_prefixes(bind(text, values))
    names, rows, cut = run_foreign(store.nquads(), query)
    columns = _columns(asked, names)
    found = Rows(tuple(names), tuple(rows))
    plain = tuple(plain_rows(store, found, columns, plan, lang))
    return Answer(columns, plain, tuple(_warnings(text, len(rows), lang=lang, cut=cut)))


def unknown_terms(text: str) -> tuple[str, ...]:
    """The ``pkb:`` words of a query that the ontology does not have, sorted."""
    known = {term.name for term in vocab.PKB}
    used = {token.removeprefix(_PKB) for kind, token in tokens(text) if token.startswith(_PKB)}
    used |= {
        token[1:-1].removeprefix(vocab.DEF)
        for kind, token in tokens(text)
        if kind == "opaque" and token.startswith(f"<{vocab.DEF}")
    }
    return tuple(sorted(used - known - {""}))


def _question(text: str, where: str) -> Question:
    """The header of a query of one's own as a question; everything in it is optional."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("#:")]
    stem = Path(where).stem
    try:
        header = tomllib.loads("\n".join(lines))
        return from_header(
            {"id": stem, "question_zh": stem, "question_en": stem, "columns": [], **header}, Path(where)
        )
    except (TypeError, ValueError, AttributeError) as err:
        raise InputError(
            f"the query's header does not fit: {visible(str(err))}",
            where=where,
            zh=f"查询文件的头部（#: 行）不合规：{visible(str(err))}",
        ) from err


def _columns(asked: Question, names: list[str]) -> tuple[Column, ...]:
    """The columns that came back, with the headings the file gives them, if any."""
    told = {column.name: column for column in asked.columns}
    return tuple(told.get(name, Column(name, name, name)) for name in names)


def _warnings(text: str, rows: int, *, lang: str, cut: bool) -> list[str]:
    english = lang == "en"
    found = []
    for name in unknown_terms(text):
        near = get_close_matches(name, [term.name for term in vocab.PKB], n=1, cutoff=0.5)
        if english:
            found.append(
                f"the ontology has no pkb:{visible(name)}" + (f"; nearest: pkb:{near[0]}" if near else "")
            )
        else:
            found.append(f"本体中没有 pkb:{visible(name)}" + (f"；最相近的是 pkb:{near[0]}" if near else ""))
    if cut:
        found.append(f"cut after {rows} rows; there are more" if english else f"只给出前 {rows} 行，后面还有")
    return found
