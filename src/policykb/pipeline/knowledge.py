"""A plan's knowledge, built or taken from the cache: its graphs, text, draft and metadata."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from policykb.errors import UsageError
from policykb.pipeline import cache
from policykb.pipeline.source import Source, find
from policykb.store import Store
from policykb.vocab import PKB, plan_iri

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
    def reviewed(self) -> bool:
        """Whether a person has decided on every claim of the plan's draft."""
        return self.store.ask(f"ASK {{ <{plan_iri(self.plan)}> <{PKB.reviewed}> true }}")

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
        return self.source.read_meta(self.draft if self.source.meta_path is None else None)


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
        knowledge.store = kept
        return knowledge
    from policykb.pipeline.building import build  # noqa: PLC0415 - an answer from the cache builds nothing

    build(knowledge)
    cache.keep(name, knowledge.store)
    return knowledge
