"""The program's verbs in Python: ``policykb.load("ningxia-2022").query("who_leads")``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policykb.ask import Kind, Value, answer, named, question, with_prefixes
from policykb.explain import explain_duty, explain_node
from policykb.gate.query import check_query
from policykb.pipeline.checking import Check, checked_plan
from policykb.pipeline.explaining import element_named
from policykb.pipeline.exporting import table
from policykb.pipeline.knowledge import open_plan
from policykb.quads import Literal

if TYPE_CHECKING:
    from rdflib import Dataset

    from policykb.explain import Explanation
    from policykb.pipeline.knowledge import Knowledge
    from policykb.store import Cell
    from policykb.validate import Validation


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under column names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def dicts(self) -> list[dict[str, Value]]:
        """Each row by its column names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is the caller's own
        """A pandas data frame, where pandas is installed."""
        import pandas as pd  # noqa: PLC0415 - optional, and the caller's own

        return pd.DataFrame(self.dicts(), columns=list(self.columns))

    def to_polars(self) -> Any:  # noqa: ANN401 - polars is the caller's own
        """A polars data frame, where polars is installed."""
        import polars as pl  # noqa: PLC0415 - optional, and the caller's own

        return pl.DataFrame(self.dicts(), schema=list(self.columns), infer_schema_length=None)


class KnowledgeBase:
    """One plan's knowledge as of one day; its verbs are the command line's."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @property
    def plan(self) -> str:
        """The plan's id."""
        return self._knowledge.plan

    @property
    def as_of(self) -> str:
        """The day the knowledge is given for, ``YYYY-MM-DD``."""
        return self._knowledge.as_of

    @property
    def text(self) -> str:
        """The plan's own words, untouched."""
        return self._knowledge.text.content

    @cached_property
    def graph(self) -> Dataset:
        """Everything as an rdflib ``Dataset``, one named graph a kind of knowledge; a copy of your own."""
        from policykb.rdflib_terms import dataset_of  # noqa: PLC0415 - a heavy import that most do without

        return dataset_of(self._knowledge.store.quads())

    def query(self, name: str, *, lang: str = "zh", **params: str) -> Table:
        """The answer of a shipped question; parameters as people write them (``agency="生态环境厅"``)."""
        found = answer(self._knowledge.store, question(name), params, self.plan, lang=lang)
        return Table(found.names, found.rows)

    def sparql(self, query: str) -> Table:
        """The rows of your own SELECT, terms in their lexical form, over the union of all graphs.

        Raises:
            InputError: it has a syntax error, changes data or asks elsewhere (SERVICE, FROM).
        """
        check_query(query)
        found = self._knowledge.store.select(with_prefixes(query))
        return Table(found.columns, tuple(tuple(_lexical(cell) for cell in row) for row in found.rows))

    def table(self, what: str, *, lang: str = "zh") -> Table:
        """One of the export tables, such as ``targets``."""
        names, _, rows = table(self._knowledge, what, lang)
        return Table(names, rows)

    def validate(self, *profiles: str, engine: str = "fast") -> Validation:
        """The findings of some profiles (encoding and quality when none is named)."""
        return checked_plan(
            self._knowledge, Check(profiles=profiles or ("encoding", "quality"), engine=engine)
        )

    def explain(self, element: str, *, body: str | None = None) -> Explanation:
        """Why a node holds, or why a body answers for it (or does not)."""
        iri = element_named(self._knowledge.store, self.plan, element)
        if body is None:
            return explain_node(self._knowledge.store, self.plan, iri, self.as_of)
        agency = named(self._knowledge.store, self.plan, Kind.AGENCY, body)
        return explain_duty(self._knowledge.store, self.plan, agency, iri, self.as_of)


def _lexical(cell: Cell) -> str | None:
    return cell.value if isinstance(cell, Literal) else cell


def load(plan: str = "ningxia-2022", *, as_of: str | None = None) -> KnowledgeBase:
    """The knowledge of a plan: a shipped plan's id, a plan folder or a raw text.

    Raises:
        InputError: there is no such plan, or it cannot be read.
        UsageError: ``as_of`` is no date.
    """
    return KnowledgeBase(open_plan(plan, as_of=as_of))
