"""A plan against the documents above it, from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.compare.additions import additions
from policykb.compare.coverage import Coverages
from policykb.compare.indicators import indicator_verdicts
from policykb.compare.parents import parent_conflicts
from policykb.compare.score import score
from policykb.compare.values import PlanComparison
from policykb.compare.weakening import prior_verdicts, weakenings
from policykb.draft.claims import is_reviewed
from policykb.phrase import Phrase
from policykb.vocab import RequirementKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.compare.regional import Regional
    from policykb.draft.requirements import Reference

_KINDS = list(RequirementKind)


def compare(regional: Regional, reference: Reference) -> PlanComparison:
    """How a plan stands against each requirement of a reference, in section order."""
    found = Coverages(regional, reference)
    indicators = indicator_verdicts(regional, reference, found.silences())
    clauses = found.by_clause()
    by_id = {**found.sections(clauses, indicators), **clauses}
    coverages = tuple(
        by_id[r.id]
        for r in sorted(reference.requirements, key=lambda r: (r.section, _KINDS.index(r.kind), r.id))
        if r.id in by_id
    )
    priors = prior_verdicts(regional)
    meta = regional.meta
    return PlanComparison(
        plan=regional.draft.plan,
        title=Phrase(meta.title_zh, meta.title_en or meta.title_zh),
        against=reference.id,
        region=regional.region,
        as_of=regional.as_of,
        complete=meta.text_complete,
        coverages=coverages,
        indicators=indicators,
        additions=additions(regional, reference, coverages, indicators),
        conflicts=parent_conflicts(reference),
        weakenings=weakenings(regional, indicators, priors),
        score=score(coverages, indicators),
        priors=priors,
        notes=tuple(_notes(regional, reference)),
    )


def _notes(regional: Regional, reference: Reference) -> Iterator[Phrase]:
    meta = regional.meta
    if not meta.text_complete:
        yield Phrase(
            meta.text_note_zh or "所得文本不完整。", meta.text_note_en or "The text at hand is incomplete."
        )
    if not is_reviewed(regional.draft):
        yield Phrase("程序的读法，未经审定。", "The program's own reading, unreviewed.")
    if not regional.region:
        yield Phrase(
            "从文件看不出是哪个地区，限定地区的要求无法判定。",
            "Which region this is cannot be told from the document, so requirements for certain regions stay open.",
        )
    if reference.note_zh:
        yield Phrase(reference.note_zh, reference.note_en or reference.note_zh)
