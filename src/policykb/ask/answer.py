"""A question's answer: rows of plain values, concepts by their labels, elements by their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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
    from collections.abc import Iterable, Iterator

    from policykb.ask.question import Question
    from policykb.store import Cell, Rows, Store

_PLANS = vocab.BASE + "plan/"
_SAID = (
    "OPTIONAL { ?x a ?said VALUES ?said { pkb:Action pkb:QuantitativeTarget pkb:QualitativeTarget"
    " pkb:DraftedDocument pkb:Condition pkb:Mention } }"
)
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
    labels = _labels(store, set(_named_cells(found.rows, shown)), lang)
    sheet = _Sheet(labels, plan, lang)
    for row in found.rows:
        yield tuple(sheet.value(cell, how) for cell, how in zip(row, shown, strict=True))


def _named_cells(rows: Iterable[tuple[Cell, ...]], shown: list[Shown]) -> Iterator[str]:
    for row in rows:
        for cell, how in zip(row, shown, strict=True):
            if isinstance(cell, Literal):
                yield from cell.value.split() if how is Shown.NAMES else ()
            elif cell is not None and _wants_label(cell, how):
                yield cell


def _wants_label(iri: str, how: Shown) -> bool:
    return how is Shown.LABEL or (how is Shown.AUTO and not iri.startswith(_PLANS))


def _labels(store: Store, iris: set[str], lang: str) -> dict[str, str]:
    """A label for each of the things, in the language if there is one, else in another.

    What the plan says goes by the plan's own words in every language.
    """
    if not iris:
        return {}
    listed = " ".join(written(iri) for iri in sorted(iris) if not iri.startswith("_:"))
    query = f"SELECT ?x ?label ?said WHERE {{ VALUES ?x {{ {listed} }} ?x rdfs:label|skos:prefLabel ?label {_SAID} }}"
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for iri, label, said in store.select(with_prefixes(query)).rows:
        if isinstance(label, Literal):
            found[str(iri)].append((label.lang != ("zh" if said else lang), label.value))
    return {iri: min(candidates)[1] for iri, candidates in found.items()}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What turns the store's cells into plain values."""

    labels: Mapping[str, str]
    plan: str
    lang: str

    def value(self, cell: Cell, how: Shown) -> Value:
        if cell is None:
            return None
        if isinstance(cell, Literal):
            return _JOINED[how](self, cell.value) or None if how in _JOINED else _literal(cell)
        if _wants_label(cell, how) and cell in self.labels:
            return self.labels[cell]
        return _id(cell, self.plan)

    # No engine promises an order for what it joins, so each of these puts its parts in order.

    def ids(self, iris: str) -> str:
        return " ".join(sorted(_id(iri, self.plan) for iri in iris.split()))

    def names(self, iris: str) -> str:
        found = (self.labels.get(iri) or _id(iri, self.plan) for iri in sorted(iris.split()))
        return (", " if self.lang == "en" else "、").join(found)

    def texts(self, lines: str) -> str:
        parts = [line.partition(" ") for line in lines.splitlines()]
        parts.sort(key=lambda part: (len(part[0]), part))  # the shorter number is the smaller one
        return ("; " if self.lang == "en" else "；").join(text for _, _, text in parts)


_JOINED = {Shown.LIST: _Sheet.ids, Shown.NAMES: _Sheet.names, Shown.TEXTS: _Sheet.texts}


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
