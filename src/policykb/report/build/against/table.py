"""Indicators side by side, and every requirement in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.build.against.marks import APART, marks
from policykb.report.page import anchor
from policykb.report.views.comparison import Pair, Row
from policykb.vocab import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.compare.values import Coverage, IndicatorVerdict
    from policykb.report.build.against.context import Context
    from policykb.report.words import Sentence


def pairs(context: Context) -> tuple[Pair, ...]:
    """The indicators that could be compared, in section order."""
    return tuple(_pair(context, one) for one in _held(context) if not APART & set(one.verdicts))


def apart(context: Context) -> tuple[Pair, ...]:
    """Those that could not, with the reason."""
    return tuple(_pair(context, one) for one in _held(context) if APART & set(one.verdicts))


def _held(context: Context) -> list[IndicatorVerdict]:
    return [one for one in context.comparison.indicators if one.requirement is not None]


def _pair(context: Context, verdict: IndicatorVerdict) -> Pair:
    asked, words = verdict.requirement, context.words
    assert asked is not None  # noqa: S101 - the caller keeps those with a national side
    return Pair(
        id=anchor(f"pair-{asked.id}-{verdict.target}"),
        indicator=context.indicator(verdict),
        document=context.document(asked),
        national=context.figure(verdict.national, asked.comparator, context.statement(asked)),
        regional=context.figure(
            verdict.regional, None, verdict.evidence[0].quote if verdict.evidence else ""
        ),
        href=context.href(verdict.target) if verdict.target else "",
        marks=marks(verdict.verdicts, asked, words),
        reasons=tuple(reason.said(words.lang) for reason in verdict.reasons),
        confidence=words(f"sureness.{Confidence(verdict.confidence).value}"),
        superseded=bool(verdict.superseded_by),
    )


def rows(context: Context, points: Mapping[str, str]) -> tuple[Row, ...]:
    """Every requirement with its verdict, what answers it, and its points."""
    told = [
        *((one.requirement, _coverage_row(context, one, points)) for one in context.comparison.coverages),
        *(
            (one.requirement, _indicator_row(context, one, points))
            for one in _held(context)
            if one.requirement is not None
        ),
    ]
    return tuple(row for asked, row in sorted(told, key=lambda pair: (pair[0].section or 99, pair[1].id)))


def _coverage_row(context: Context, coverage: Coverage, points: Mapping[str, str]) -> Row:
    asked, words = coverage.requirement, context.words
    best = max((match.score for match in coverage.matches), default=0.0)
    return Row(
        id=f"all-{anchor(asked.id)}",
        label=context.label(asked),
        kind=context.gap_kind(asked),
        title=context.title(asked),
        statement=context.statement(asked),
        marks=marks((coverage.verdict,), asked, words),
        answers=tuple((context.heading(m.element), context.href(m.element)) for m in coverage.matches),
        state=_state(context, coverage),
        score=words("against.match", score=f"{best:.2f}") if best else "",
        why=(
            coverage.justification.said(words.lang),
            *(reason.said(words.lang) for match in coverage.matches[:1] for reason in match.reasons),
        ),
        points=points.get(asked.id, ""),
        source=context.document(asked),
    )


def _state(context: Context, coverage: Coverage) -> str:
    if coverage.state != "accepted":
        return context.words("against.proposed")
    return context.words(
        "against.accepted", who=coverage.assessor, day=context.words.date(coverage.assessed_on)
    )


def _indicator_row(context: Context, verdict: IndicatorVerdict, points: Mapping[str, str]) -> Row:
    asked, words = verdict.requirement, context.words
    assert asked is not None  # noqa: S101 - the caller keeps those with a national side
    source: Sentence = context.document(asked)
    answer = ((context.figure(verdict.regional, None) or verdict.target, context.href(verdict.target)),)
    return Row(
        id=f"all-{anchor(asked.id)}-{anchor(verdict.target) if verdict.target else 'none'}",
        label=context.label(asked),
        kind=context.gap_kind(asked),
        title=context.indicator(verdict),
        statement=context.figure(verdict.national, asked.comparator, context.statement(asked)),
        marks=marks(verdict.verdicts, asked, words),
        answers=answer if verdict.target else (),
        state=words(f"sureness.{Confidence(verdict.confidence).value}"),
        score="",
        why=tuple(reason.said(words.lang) for reason in verdict.reasons),
        points=points.get(asked.id, ""),
        source=source,
    )
