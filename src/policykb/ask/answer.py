"""A question's answer: rows of plain values, concepts by their labels, elements by their ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask.binding import asks_for, bind, with_prefixes
from policykb.ask.parameters import resolve
from policykb.ask.question import Column, Shown
from policykb.ask.tables import Row, Value
from policykb.quads import XSD, Literal, Term, string, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policykb.ask.question import Question
    from policykb.store import Cell, Rows, Store

_PLANS = vocab.BASE + "plan/"
_WHOLE = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gives back."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names for machines."""
        return tuple(column.name for column in self.columns)

    def headings(self, lang: str) -> tuple[str, ...]:
        """The columns' headings for people."""
        return tuple(column.heading(lang) for column in self.columns)

    def dicts(self) -> Iterator[dict[str, Value]]:
        """Each row by its column names."""
        return (dict(zip(self.names, row, strict=True)) for row in self.rows)


def answer(
    store: Store, question: Question, params: Mapping[str, str], plan: str, *, lang: str = "zh"
) -> Answer:
    """The rows that answer a shipped question about a plan, labels in ``lang``.

    Raises:
        UsageError: a parameter is unknown, missing, ambiguous or malformed.
    """
    found = store.select(prepared(store, question, params, plan, lang=lang))
    return Answer(question.columns, tuple(plain_rows(store, found, question.columns, plan, lang)))


def prepared(store: Store, question: Question, params: Mapping[str, str], plan: str, *, lang: str) -> str:
    """The SPARQL that is run: prefixes declared, and what it asks for bound."""
    sparql = question.sparql
    values = {**surroundings(sparql, plan, lang), **resolve(store, plan, question, params)}
    return with_prefixes(bind(sparql, values))


def surroundings(sparql: str, plan: str, lang: str) -> dict[str, Term | None]:
    """The plan and the language, for a query that writes ``$plan`` or ``$lang``."""
    known: dict[str, Term | None] = {"plan": vocab.plan_iri(plan), "lang": string(lang)}
    return {name: term for name, term in known.items() if asks_for(sparql, name)}


def plain_rows(store: Store, found: Rows, columns: tuple[Column, ...], plan: str, lang: str) -> Iterator[Row]:
    """The store's rows as plain values."""
    shown = [column.shown for column in columns]
    labels = _labels(store, _named_cells(found.rows, shown), lang)
    for row in found.rows:
        yield tuple(_value(cell, how, labels, plan) for cell, how in zip(row, shown, strict=True))


def _named_cells(rows: Iterable[tuple[Cell, ...]], shown: list[Shown]) -> set[str]:
    cells = ((cell, how) for row in rows for cell, how in zip(row, shown, strict=True))
    return {cell for cell, how in cells if isinstance(cell, str) and _wants_label(cell, how)}


def _wants_label(iri: str, how: Shown) -> bool:
    return how is Shown.LABEL or (how is Shown.AUTO and not iri.startswith(_PLANS))


def _labels(store: Store, iris: set[str], lang: str) -> dict[str, str]:
    """A label for each of the things, in the language if there is one, else in another."""
    if not iris:
        return {}
    listed = " ".join(written(iri) for iri in sorted(iris) if not iri.startswith("_:"))
    query = f"SELECT ?x ?label WHERE {{ VALUES ?x {{ {listed} }} ?x rdfs:label|skos:prefLabel ?label }}"
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for iri, label in store.select(with_prefixes(query)).rows:
        if isinstance(label, Literal):
            found[str(iri)].append((label.lang != lang, label.value))
    return {iri: min(candidates)[1] for iri, candidates in found.items()}


def _value(cell: Cell, how: Shown, labels: Mapping[str, str], plan: str) -> Value:
    if cell is None:
        return None
    if isinstance(cell, Literal):
        return _listed(cell, plan) if how is Shown.LIST else _literal(cell)
    if _wants_label(cell, how) and cell in labels:
        return labels[cell]
    return _id(cell, plan)


def _listed(iris: Literal, plan: str) -> Value:
    """The ids sorted here, since no engine promises an order for what it joins."""
    return " ".join(sorted(_id(iri, plan) for iri in iris.value.split())) or None


def _id(iri: str, plan: str) -> str:
    """An element's id in its plan, a thing's slug, or the IRI itself when it is none of ours."""
    own = vocab.plan_iri(plan)
    return plan if iri == own else vocab.short(iri.removeprefix(own + "/")).removeprefix("rule/")


def _literal(literal: Literal) -> Value:
    """The value of a literal; what does not fit its datatype stays text."""
    text = literal.value
    try:
        if literal.datatype in _WHOLE:
            return int(text)
        if literal.datatype == XSD + "decimal":
            return Decimal(text)
    except (ValueError, InvalidOperation):
        return text
    if literal.datatype == XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    return text
