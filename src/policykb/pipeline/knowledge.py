"""A plan's knowledge, built or taken from the cache: its graphs, text, draft and metadata."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from policykb import anchors, vocab
from policykb.errors import UsageError
from policykb.graph import curation_quads, document_quads, element_quads
from policykb.infer import infer
from policykb.pipeline import cache
from policykb.pipeline.source import Source, find
from policykb.store import Store

if TYPE_CHECKING:
    from policykb.draft import Draft
    from policykb.draft.folder import Meta
    from policykb.text import PlanText


@dataclass
class Knowledge:
    """What is known of one plan as of one day."""

    source: Source
    as_of: str
    store: Store = field(default_factory=Store)

    @property
    def plan(self) -> str:
        """The plan's id."""
        return self.source.id

    @cached_property
    def text(self) -> PlanText:
        """The plan's own words."""
        return self.source.read_text()

    @cached_property
    def draft(self) -> Draft:
        """What the plan says, as values."""
        return self.source.read_draft()

    @cached_property
    def meta(self) -> Meta:
        """What is known of the plan beside its text."""
        return self.source.read_meta()


def check_date(as_of: str | None) -> str:
    """A day as ``YYYY-MM-DD``; today when none is given.

    Raises:
        UsageError: it is no day of the calendar.
    """
    if not as_of:
        return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    try:
        day = dt.date.fromisoformat(as_of).isoformat()
    except ValueError:
        day = ""
    if day != as_of:  # the short and the week forms of ISO 8601 are dates too, but not the one agreed on
        raise UsageError(
            f"{as_of!r} is no date",
            where="--as-of",
            hint="write it as YYYY-MM-DD, such as 2025-12-31",
            zh=f"“{as_of}”不是日期；请写成 YYYY-MM-DD，如 2025-12-31",
        )
    return day


def open_plan(plan: str, *, as_of: str | None = None) -> Knowledge:
    """All that is known of a plan: stated, decided and derived as of a day."""
    knowledge = Knowledge(find(plan), check_date(as_of))
    name = cache.key(knowledge.source.digest(), knowledge.as_of)
    if (kept := cache.load(name)) is not None:
        knowledge.store.load_nquads(kept)
        return knowledge
    build(knowledge)
    infer(knowledge.store, knowledge.plan, as_of=knowledge.as_of)
    cache.keep(name, knowledge.store.nquads())
    return knowledge


def build(knowledge: Knowledge) -> None:
    """Fills the store with what is shipped, what the plan says and what a person decided."""
    load_shipped(knowledge.store)
    draft, meta, words = knowledge.draft, knowledge.meta, knowledge.text.content
    decisions = knowledge.source.read_decisions()
    knowledge.store.add(document_quads(meta, words, draft.sentences))
    knowledge.store.add(element_quads(draft, words, dict(meta.titles_en)))
    knowledge.store.add(curation_quads(knowledge.plan, words, decisions))


def load_shipped(store: Store) -> None:
    """Fills the store with the ontology, its vocabularies and alignments."""
    store.load_shipped((anchors.ONTOLOGY / "policykb.ttl").read_bytes(), vocab.BASE + "graph/ontology")
    store.load_shipped((anchors.ONTOLOGY / "alignments.ttl").read_bytes(), vocab.BASE + "graph/alignments")
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
