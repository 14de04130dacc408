"""Asks the shipped report queries of one plan, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import anchors, assets, vocab
from policykb.quads import Literal
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policykb.store import Cell, Store


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer, every cell as text; an unbound cell is empty."""

    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def span(self) -> Span:
        """The stretch of text that ``start`` and ``end`` give."""
        return Span(int(self["start"]), int(self["end"]))

    def number(self, column: str, default: int = 0) -> int:
        """A whole number, or the default where the cell is empty."""
        return int(self[column] or default)

    def short(self, column: str) -> str:
        """An IRI of ours without its base."""
        return vocab.short(self[column])

    def slug(self, column: str) -> str:
        """The last part of a concept's IRI, or of a term's."""
        return self[column].rpartition("/")[2].rpartition("#")[2]


class Reader:
    """Rows of ``queries/report/*.rq``, and what things are called."""

    def __init__(self, store: Store, plan: str, lang: str) -> None:
        self._store = store
        self.lang = lang
        self.plan = vocab.plan_iri(plan)
        self.names_zh, self.names = self._read_names()
        self.region = str(next(iter(self.properties("plan_facts").get("jurisdiction", [])), ""))

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a query; those of other plans are left out."""
        path = _path(query)
        of_plan = "plan" in assets.header(path)["columns"]
        answer = self._store.select(assets.body(path), {"plan": self.plan} if of_plan else None)
        for row in answer.dicts():
            yield Row({name: _text(cell) for name, cell in row.items()})

    def element(self, iri: str) -> str:
        """An element's id in the plan, such as ``m03/a04``; the plan itself is empty, others stay short."""
        return vocab.short(iri.removeprefix(self.plan).removeprefix("/"))

    def name(self, iri: str) -> str:
        """What a thing is called in the page's language; the end of its IRI where it has no name."""
        return self.names.get(vocab.short(iri), iri.rpartition("/")[2])

    def name_zh(self, iri: str) -> str:
        """What a thing is called in Chinese."""
        return self.names_zh.get(vocab.short(iri)) or self.name(iri)

    def said(self, values: list[Literal]) -> str:
        """The one of several wordings that is in the page's language, else the first."""
        return next((v.value for v in values if v.lang == self.lang), values[0].value if values else "")

    def properties(self, query: str) -> dict[str, list[Literal | str]]:
        """A query of ``property`` and ``value`` as values by the property's slug."""
        found: dict[str, list[Literal | str]] = defaultdict(list)
        for row in self._store.select(assets.body(_path(query)), {"plan": self.plan}).dicts():
            value = row["value"]
            if value is not None:
                found[str(row["property"]).rpartition("#")[2]].append(value)
        return found

    def _read_names(self) -> tuple[dict[str, str], dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for thing, name in self._store.select(assets.body(_path("concept_names"))).rows:
            if isinstance(name, Literal):
                found[vocab.short(str(thing))].setdefault(name.lang, name.value)
        in_zh = {thing: words["zh"] for thing, words in found.items() if "zh" in words}
        chosen = {thing: words.get(self.lang) or next(iter(words.values())) for thing, words in found.items()}
        return in_zh, chosen


def _path(query: str) -> Path:
    return anchors.QUERIES / "report" / f"{query}.rq"


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.value if isinstance(cell, Literal) else cell
