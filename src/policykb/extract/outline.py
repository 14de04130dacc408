"""The skeleton of a plan: its title, headings, goals and measures, as stretches of its text."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.extract.brackets import groups, open_places
from policykb.extract.clauses import sentences, trimmed
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_FULL_STOP = re.compile("。")


@dataclass(frozen=True, slots=True)
class GoalPart:
    """The paragraphs about one goal year; the body starts after a number, if there is one."""

    year: int
    span: Span
    body: Span


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A numbered measure: its span holds number, title, body and bracket.

    ``body`` is None for a measure that is only a title, ``bracket`` None when nobody is named.
    """

    ordinal: int
    number: str
    title: str
    title_span: Span
    span: Span
    body: Span | None
    bracket: Span | None


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a plan's parts lie; ``title`` is None when the text starts with a heading."""

    title: Span | None
    headings: tuple[Span, ...]
    goals: tuple[GoalPart, ...]
    measures: tuple[MeasurePart, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    kind: str
    body_start: int


def outline(text: str) -> Outline:
    """The plan's parts in document order."""
    lines = list(_lines(text))
    headings = [line.span for line in lines if line.kind == "section"]
    goals: list[GoalPart] = []
    measures: list[MeasurePart] = []
    for section in _sections(lines):
        if _states_goals(text, section):
            found, titles = _goals(text, section[1:])
            goals += found
            headings += titles
            continue
        for index, line in enumerate(section):
            if line.kind == "item":
                measures.append(_measure(text, len(measures) + 1, _extent(section, index)))
    return Outline(_title(text, lines), tuple(sorted(headings)), tuple(goals), tuple(measures))


@cache
def _dialect() -> dict[str, Any]:
    return assets.lexicon("outline")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_dialect()[name])


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank, each with what its beginning makes of it."""
    at = 0
    for raw in text.splitlines(keepends=True):
        span = trimmed(text, at, at + len(raw))
        at += len(raw)
        if span is None:
            continue
        for kind in ("section", "item"):
            if found := _pattern(kind).match(text, span.start, span.end):
                yield _Line(span, kind, found.end())
                break
        else:
            yield _Line(span, "text", span.start)


def _sections(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The lines from one heading to the next; those before the first heading come first."""
    starts = [index for index, line in enumerate(lines) if line.kind == "section"]
    edges = [0, *starts, len(lines)]
    for start, end in itertools.pairwise(edges):
        if start < end:
            yield lines[start:end]


def _states_goals(text: str, section: Sequence[_Line]) -> bool:
    heading = section[0]
    words = heading.span.quote(text)
    return heading.kind == "section" and any(word in words for word in _dialect()["goal_sections"])


def _title(text: str, lines: Sequence[_Line]) -> Span | None:
    """The lines before all else that are no sentences."""
    title: Span | None = None
    for line in lines:
        if line.kind != "text" or text[line.span.end - 1] in _dialect()["line_ends"]:
            break
        title = Span(title.start if title else line.span.start, line.span.end)
    return title


def _goals(text: str, lines: Sequence[_Line]) -> tuple[list[GoalPart], list[Span]]:
    """The goals of a section, and the titles of its items.

    A sentence that starts with another year opens a goal, and what follows belongs to it.
    """
    goals: list[GoalPart] = []
    titles: list[Span] = []
    items = {line.span.start: line.body_start for line in lines if line.kind == "item"}
    whole = Span(lines[0].span.start, lines[-1].span.end) if lines else None
    for sentence in sentences(text, whole) if whole else ():
        start = items.get(sentence.start, sentence.start)
        found = _pattern("goal_year").match(text, start, sentence.end)
        year = int(found.group(1)) if found else 0
        if year and all(goal.year != year for goal in goals):
            goals.append(GoalPart(year, sentence, trimmed(text, start, sentence.end) or sentence))
        elif sentence.start in items and not year:
            titles.append(sentence)
        elif goals:
            last, end = goals[-1], sentence.end
            goals[-1] = GoalPart(last.year, Span(last.span.start, end), Span(last.body.start, end))
    return goals, titles


def _extent(lines: Sequence[_Line], index: int) -> tuple[_Line, Span]:
    """A measure's first line, and the stretch up to the next measure or section."""
    end = lines[index].span.end
    for line in lines[index + 1 :]:
        if line.kind != "text":
            break
        end = line.span.end
    return lines[index], Span(lines[index].span.start, end)


def _measure(text: str, ordinal: int, extent: tuple[_Line, Span]) -> MeasurePart:
    first, whole = extent
    number = text[whole.start : first.body_start]
    stop = next(open_places(text, first.span, _FULL_STOP), None)
    bracket = _bracket(text, whole)
    title_end = first.span.end if stop is None else stop
    title_end = min(title_end, bracket.start) if bracket else title_end
    title = trimmed(text, first.body_start, title_end) or first.span
    body_start = title_end if stop is None else stop + 1
    body = trimmed(text, body_start, bracket.start if bracket else whole.end)
    return MeasurePart(ordinal, number.strip(), title.quote(text), title, whole, body, bracket)


def _bracket(text: str, whole: Span) -> Span | None:
    """The bracket that closes the measure and says who is responsible."""
    for group in reversed(groups(text, whole)):
        if text[group.end : whole.end].strip(" 　。\n\r\t"):
            return None
        if any(word in group.quote(text) for word in _dialect()["responsible"]):
            return group
    return None
