"""The comparison as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.build.against.argued import additions, conflicts, lowered, ranked
from policykb.report.build.against.context import Context
from policykb.report.build.against.heat import bands, figures, sentences
from policykb.report.build.against.marks import marks
from policykb.report.build.against.method import method, points
from policykb.report.build.against.table import apart, pairs, rows
from policykb.report.views.comparison import Comparison
from policykb.vocab import Verdict

if TYPE_CHECKING:
    from policykb.compare.values import PlanComparison
    from policykb.draft.requirements import Reference
    from policykb.report.facts import Facts
    from policykb.report.words import Words


def comparison_view(
    facts: Facts, words: Words, comparison: PlanComparison, references: tuple[Reference, ...]
) -> Comparison:
    """The plan against the documents above it, as the gap page tells it; the first reference is what it is held against."""
    context = Context(facts, words, comparison, references)
    gaps = ranked(context)
    return Comparison(
        against=references[0].title_en if words.lang == "en" else references[0].title_zh,
        figures=figures(context, len(gaps)),
        sentences=sentences(context),
        bands=bands(context),
        legend=tuple(
            (mark, words(f"verdict_means.{mark.verdict}")) for mark in marks(tuple(Verdict), None, words)
        ),
        ranked=gaps,
        pairs=pairs(context),
        lowered=lowered(context),
        conflicts=conflicts(context),
        owners=words.sentence("against.owners_unknown"),
        additions=additions(context),
        waived=(),
        apart=apart(context),
        rows=rows(context, points(context)),
        method=method(context),
    )
