"""How the score is made: its denominator, what it leaves out, and how it moves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.report.build.against.marks import unread
from policykb.report.views.comparison import Method, Weight
from policykb.report.words import Link

if TYPE_CHECKING:
    from policykb.compare.values import PlanComparison, Score, Weighed
    from policykb.report.build.against.context import Context
    from policykb.report.words import Sentence, Words


def method(context: Context) -> Method:
    """The score in words, its weights, and what could not be judged."""
    words, score = context.words, context.comparison.score
    swing = _percent(score.swing)
    return Method(
        score=score_sentence(score, words),
        left_out=words.sentence(
            "against.left_out",
            not_comparable=score.not_comparable,
            undetermined=score.undetermined,
            not_applicable=score.not_applicable,
            unread=score.unconfirmed,
        ),
        swing=words("against.swing_how", swing=swing),
        weights=tuple(
            Weight(
                words(f"requirement.{moved.kind}"), moved.weight, _percent(moved.low), _percent(moved.high)
            )
            for moved in score.moved
        ),
        unread=words("against.unread_words", n=Link(_unread(context.comparison), "#all")),
        notes=tuple(note.said(words.lang) for note in context.comparison.notes),
    )


def score_sentence(score: Score, words: Words) -> Sentence:
    """The score with its denominator and its range; or that there is none."""
    if not score.of:
        return words.sentence("against.no_score")
    return words.sentence(
        "against.score",
        share=Link(_percent(score.points / score.of), "#score"),
        points=_plain(score.points),
        of=_plain(score.of),
        judged=score.judged,
        swing=_percent(score.swing),
        low=_percent(score.low),
        high=_percent(score.high),
    )


def points(context: Context) -> dict[str, str]:
    """What each requirement counts, by its id: earned of its weight, or why it does not count."""
    words = context.words
    return {one.requirement: _points(one, words) for one in context.comparison.score.weighed}


def _points(one: Weighed, words: Words) -> str:
    if one.outcome != "judged":
        return words(f"outcome.{one.outcome}")
    earned = Decimal(one.weight) * Decimal(one.share)
    return f"{earned.normalize():f} / {one.weight}"


def _unread(comparison: PlanComparison) -> int:
    asked = [*(c.requirement for c in comparison.coverages), *(i.requirement for i in comparison.indicators)]
    return sum(unread(one) for one in asked)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _plain(number: float) -> str:
    return f"{number:g}"
