"""The goals of a plan as a whole: one a year, told by the sentences that start with a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.clauses import sentences, trimmed
from policykb.extract.numbering import lexicon
from policykb.extract.numbers import decimal
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNTIL = re.compile(r"(?:力争|争取|确保)?[到至]\s{0,2}[12１２二]")
_YEAR = re.compile(r"(?<![\d０-９])([12]\d{3}|[１２][０-９]{3})\s{0,2}年?(?![\d０-９])")


@dataclass(frozen=True, slots=True)
class GoalPart:
    """What a plan says of one goal year; the bodies are its words without numbers and headings."""

    year: int
    span: Span
    bodies: tuple[Span, ...]

    @property
    def body(self) -> Span:
        """All its bodies and what lies between them."""
        return Span(self.bodies[0].start, self.bodies[-1].end)


def goals_in(text: str, pieces: Iterable[Span], year: int = 0) -> tuple[list[GoalPart], list[Span]]:
    """The goals in some stretches, and the sentences before the first that belong to none.

    A sentence that starts with another year opens a goal, and what follows belongs to it. Beside sentences that start with
    到 or 至, one that starts with a bare year tells how things stood, and is no goal.

    Args:
        text: the whole plan.
        pieces: the stretches, in order.
        year: the year that holds where no sentence starts with one; 0 for none.
    """
    found: list[tuple[int, Span]] = []
    spare: list[Span] = []
    stretches = [list(sentences(text, piece)) for piece in pieces]
    until = any(_UNTIL.match(text, sentence.start) for stretch in stretches for sentence in stretch)
    for stretch in stretches:
        for sentence in stretch:
            opens = year_at(text, sentence)
            if opens and until and not _UNTIL.match(text, sentence.start):
                spare.append(sentence)
                year = 0
                continue
            year = opens or year
            if year:
                found.append((year, sentence))
            else:
                spare.append(sentence)
    return _merged(text, found), spare


def year_at(text: str, sentence: Span) -> int:
    """The year that a sentence starts with, or 0."""
    found = _opens().match(text, sentence.start, sentence.end)
    return int(decimal(found.group(1))) if found else 0


def years_in(words: str) -> tuple[int, ...]:
    """The years that some words name, in order."""
    return tuple(int(decimal(found.group(1))) for found in _YEAR.finditer(words))


def merged(parts: Sequence[GoalPart]) -> list[GoalPart]:
    """The goals with those of one year as one, in the order in which the years are first told."""
    by_year: dict[int, list[GoalPart]] = {}
    for part in sorted(parts, key=lambda part: part.span):
        by_year.setdefault(part.year, []).append(part)
    return [
        GoalPart(
            year,
            Span(same[0].span.start, max(part.span.end for part in same)),
            tuple(b for p in same for b in p.bodies),
        )
        for year, same in by_year.items()
    ]


def _merged(text: str, found: Sequence[tuple[int, Span]]) -> list[GoalPart]:
    """The goals of some sentences; those that follow each other without a word between are one stretch."""
    goals: list[GoalPart] = []
    for year, sentence in found:
        last = goals[-1] if goals else None
        if last and last.year == year and trimmed(text, last.span.end, sentence.start) is None:
            body = Span(last.bodies[0].start, sentence.end)
            goals[-1] = GoalPart(year, Span(last.span.start, sentence.end), (body,))
        else:
            goals.append(GoalPart(year, sentence, (sentence,)))
    return merged(goals)


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(lexicon()["goal_opens"])
