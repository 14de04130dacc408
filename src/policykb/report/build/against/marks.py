"""Verdicts as they are shown, and how much a gap matters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policykb import assets
from policykb.phrase import Phrase
from policykb.report.views.comparison import Mark
from policykb.vocab import Confirmed, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.draft.requirements import Requirement
    from policykb.report.words import Words

GAPS = frozenset({Verdict.ABSENT, Verdict.PARTLY, Verdict.WEAKER, Verdict.LATER})
APART = frozenset({Verdict.NOT_COMPARABLE, Verdict.NOT_APPLICABLE})
SEVERITIES = ("high", "medium", "low")


def unread(requirement: Requirement | None) -> bool:
    """Whether a requirement was never read at its source."""
    return requirement is not None and requirement.confirmed is not Confirmed.SEEN


def marks(verdicts: Iterable[Verdict], requirement: Requirement | None, words: Words) -> tuple[Mark, ...]:
    """The verdicts in words, each knowing whether its national side was read."""
    return tuple(
        Mark(verdict.value, _names()[verdict.value].said(words.lang), unread(requirement))
        for verdict in verdicts
    )


@cache
def _names() -> dict[str, Phrase]:
    return {
        concept.slug.rpartition("/")[2]: Phrase(concept.names[0], concept.label_en.lower())
        for concept in assets.concepts("verdicts")
        if concept.names
    }


def grade(found: Severity | None) -> str:
    """A comparison's severity as the page's grades; what is no more than a note is low."""
    return {Severity.ERROR: "high", Severity.WARNING: "medium"}.get(found or Severity.INFO, "low")
