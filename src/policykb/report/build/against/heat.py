"""Every requirement at a glance, chapter by chapter, and the sentences that sum it up."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policykb.report.build.against.marks import APART, marks, unread
from policykb.report.page import anchor
from policykb.report.views import Figure
from policykb.report.views.comparison import Band, Tile
from policykb.report.words import Link
from policykb.vocab import RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.compare.values import Coverage, IndicatorVerdict
    from policykb.report.build.against.context import Context
    from policykb.report.words import Sentence

_FIRST, _LAST = 4, 29
"""The sections of document 42 that ask for work; 1 to 3 are its guiding ideas, principles and goals."""


def bands(context: Context) -> tuple[Band, ...]:
    """A band for each chapter of the national plan, and one for the indicators of the documents around it."""
    chaptered = [
        (chapter, tuple(tiles)) for chapter, tiles in groupby(_tiles(context), key=lambda pair: pair[0])
    ]
    return tuple(Band(name, tuple(tile for _, tile in tiles)) for name, tiles in chaptered if tiles)


def _tiles(context: Context) -> Iterator[tuple[str, Tile]]:
    comparison, words = context.comparison, context.words
    found: list[tuple[int, str, str, str, Tile]] = []
    for coverage in comparison.coverages:
        asked = coverage.requirement
        answer = words.listing([context.heading(one) for one in _answers(coverage)][:2])
        tile = Tile(
            context.label(asked),
            context.title(asked),
            marks((coverage.verdict,), asked, words),
            answer,
            f"#all-{anchor(asked.id)}",
        )
        found.append(
            (asked.section or _LAST + 1, _rank(asked.kind), asked.id, _chapter(context, asked.chapter), tile)
        )
    for verdict in context.distinct():
        required = verdict.requirement
        if required is None:
            continue
        figure = context.figure(verdict.national, required.comparator)
        tile = Tile(
            context.label(required),
            f"{context.indicator(verdict)} {figure}",
            marks(verdict.verdicts, required, words),
            context.figure(verdict.regional, None),
            f"#{anchor(f'pair-{required.id}-{verdict.target}')}",
            context.outcome(verdict) == "average",
        )
        found.append(
            (
                required.section or _LAST + 1,
                _rank(required.kind),
                required.id,
                _chapter(context, required.chapter),
                tile,
            )
        )
    for _, _, _, chapter, tile in sorted(found, key=lambda row: row[:3]):
        yield chapter, tile


def _rank(kind: RequirementKind) -> str:
    return str(list(RequirementKind).index(kind))


def _chapter(context: Context, chapter: str) -> str:
    return chapter or context.words("against.beyond")


def _answers(coverage: Coverage) -> tuple[str, ...]:
    return tuple(match.element for match in coverage.matches)


def figures(context: Context, gaps: int) -> tuple[Figure, ...]:
    """The numbers on top."""
    comparison, words = context.comparison, context.words
    sections = list(_sections(context))
    met = sum(coverage.verdict in {Verdict.COVERED, Verdict.PARTLY} for coverage in sections)
    asked = [*(c.requirement for c in comparison.coverages), *(i.requirement for i in comparison.indicators)]
    return (
        Figure(f"{met}/{len(sections)}", words("against.covered_of"), "#heat"),
        Figure(str(gaps), words("against.gaps_n"), "#ranked"),
        Figure(str(len(_apart(context))), words("against.apart_n"), "#apart"),
        Figure(str(sum(unread(one) for one in asked)), words("against.unread_n"), "#all"),
        Figure(str(len(comparison.additions)), words("against.additions_n"), "#additions"),
        Figure(str(len(comparison.conflicts)), words("against.conflicts_n"), "#conflicts"),
    )


def sentences(context: Context) -> tuple[Sentence, ...]:
    """The comparison in sentences whose numbers lead to the rows behind them."""
    words, comparison = context.words, context.comparison
    sections = _sections(context)
    said = [_counted(context, sections)]
    for verdict, key in ((Verdict.ABSENT, "absent_said"), (Verdict.UNDETERMINED, "undetermined_said")):
        mine = [coverage for coverage in sections if coverage.verdict is verdict]
        if mine:
            names = words.listing(
                [f"{context.label(c.requirement)} {context.title(c.requirement)}" for c in mine]
            )
            said.append(
                words.sentence(f"against.{key}", names=names, why=mine[0].justification.said(words.lang))
            )
    said.append(_indicators(context))
    lowered = len(comparison.weakenings)
    key = "lowered_said" if lowered else "not_lowered_said"
    said.append(words.sentence(f"against.{key}", n=Link(lowered, "#lowered")))
    return tuple(said)


def _sections(context: Context) -> list[Coverage]:
    return [
        coverage
        for coverage in context.comparison.coverages
        if coverage.requirement.kind is RequirementKind.SECTION
        and _FIRST <= coverage.requirement.section <= _LAST
    ]


def _counted(context: Context, sections: list[Coverage]) -> Sentence:
    def of(verdict: Verdict) -> Link:
        return Link(sum(coverage.verdict is verdict for coverage in sections), "#heat")

    return context.words.sentence(
        "against.sections_said",
        n=len(sections),
        covered=of(Verdict.COVERED),
        partly=of(Verdict.PARTLY),
        absent=of(Verdict.ABSENT),
        undetermined=of(Verdict.UNDETERMINED),
    )


def _indicators(context: Context) -> Sentence:
    shown = [one for one in context.distinct() if one not in _apart(context)]

    def of(verdict: Verdict) -> Link:
        return Link(sum(verdict in one.verdicts for one in shown), "#pairs")

    return context.words.sentence(
        "against.indicators_said",
        n=Link(len(shown), "#pairs"),
        equal=of(Verdict.EQUAL),
        stricter=of(Verdict.STRICTER),
        weaker=of(Verdict.WEAKER),
        later=of(Verdict.LATER),
        earlier=of(Verdict.EARLIER),
        absent=of(Verdict.ABSENT),
        apart=Link(len(_apart(context)), "#apart"),
    )


def _apart(context: Context) -> list[IndicatorVerdict]:
    return [one for one in context.distinct() if APART & set(one.verdicts)]
