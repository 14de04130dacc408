"""A plan's tables for other programs, with the columns that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask import answer, export_table, render
from policykb.errors import UsageError
from policykb.pipeline.checking import findings_rows
from policykb.pipeline.knowledge import open_plan
from policykb.vocab import Basis

if TYPE_CHECKING:
    from policykb.ask import Row
    from policykb.pipeline.knowledge import Knowledge


def exported(  # noqa: PLR0913 - one parameter an option
    plan: str,
    what: str,
    *,
    form: str,
    as_of: str | None,
    lang: str,
    bases: tuple[str, ...] = (),
    excel: bool = False,
) -> tuple[bytes, Knowledge]:
    """One table, or with ``ttl`` the plan's own graphs; and the knowledge it comes from.

    Raises:
        UsageError: a basis is unknown.
    """
    if unknown := sorted(set(bases) - {basis.value for basis in Basis}):
        known = ", ".join(basis.value for basis in Basis)
        raise UsageError(
            f"{unknown[0]} is no basis",
            where="--basis",
            hint=f"one of {known}",
            zh=f"没有“{unknown[0]}”这种依据；可用：{known}",
        )
    knowledge = open_plan(plan, as_of=as_of)
    if form == "ttl":
        return knowledge.store.turtle(stated_graphs(knowledge), vocab.PREFIXES), knowledge
    names, headings, rows = table(knowledge, what, lang)
    if bases and "basis" in names:
        at = names.index("basis")
        rows = tuple(row for row in rows if row[at] in bases)
    return render(names, rows, form, headings=headings, excel=excel), knowledge


def table(
    knowledge: Knowledge, what: str, lang: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Row, ...]]:
    """A table's column names, its headings and its rows."""
    if what == "findings":
        return findings_rows(knowledge, lang)
    if what == "gaps":
        from policykb.pipeline.comparing import gaps_table  # noqa: PLC0415 - reads the plans above, for this table alone

        return gaps_table(knowledge, lang)
    found = answer(knowledge.store, export_table(what), {}, knowledge.plan, lang=lang)
    return found.names, found.headings(lang), found.rows


def stated_graphs(knowledge: Knowledge) -> tuple[str, ...]:
    """The graphs of what the plan says and what a person decided."""
    return tuple(vocab.graph_iri(knowledge.plan, name) for name in ("source", "curation"))
