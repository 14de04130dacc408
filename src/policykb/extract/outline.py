"""The skeleton of a plan: its title, headings, goals and measures, as stretches of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.clauses import trimmed
from policykb.extract.goal_parts import GoalPart, goals_in, merged, years_in
from policykb.extract.headings import is_context, states_goals
from policykb.extract.levels import Parts, beneath, parts_of
from policykb.extract.marks import ASIDE
from policykb.extract.measures import MeasurePart, measure_part, paragraph_part, row_part, words_of
from policykb.extract.numbering import lexicon
from policykb.extract.opening import opening_of
from policykb.extract.tags import Tag, tags_in
from policykb.extract.tree import Node, tree
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.tree import Tree

__all__ = ["GoalPart", "MeasurePart", "Outline", "outline"]


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a plan's parts lie; ``title`` is None when the text starts with its first part.

    ``headings`` are numbers and headings that belong to no measure, ``numbers`` those of the items inside measures;
    ``heads`` are tags that hold for all measures beneath them; ``beside`` are words that are none of the plan's, with
    the reason.
    """

    title: Span | None
    headings: tuple[Span, ...]
    goals: tuple[GoalPart, ...]
    measures: tuple[MeasurePart, ...]
    numbers: tuple[Span, ...] = ()
    heads: tuple[Tag, ...] = ()
    beside: tuple[tuple[Span, str], ...] = ()


def outline(text: str) -> Outline:
    """The plan's parts in document order."""
    whole = tree(text)
    parts = parts_of(text, whole)
    parted = [node for node in whole.root.children if node.mark.style != ASIDE]
    marked = min(
        [len(text), *(node.mark.start for node in parted), *(table.span.start for table in whole.tables)]
    )
    asides = {node.mark.start for node in whole.root.children if node.mark.style == ASIDE}
    before = [line for line in whole.lines if line.span.start < marked and line.span.start not in asides]
    opening = opening_of(text, before)
    work = _Work(text, parts)
    for node in whole.root.children:
        work.part(node, (), context=False)
    work.loose(opening.preamble, numbered=bool(parted or whole.tables))
    work.between(whole, marked)
    for table in whole.tables:
        work.headings += table.heads
    work.goals_of_title(opening.title)
    return Outline(
        opening.title,
        tuple(sorted(work.headings)),
        tuple(sorted(merged(work.goals), key=lambda goal: goal.span)),
        tuple(_counted(sorted(work.measures, key=lambda part: part.span))),
        tuple(sorted(work.numbers)),
        tuple(sorted(work.heads, key=lambda tag: tag.span)),
        tuple(sorted([*opening.beside, *work.beside])),
    )


_LONGEST_TITLE = 60


@dataclass(slots=True)
class _Work:
    text: str
    parts: Parts
    headings: list[Span] = field(default_factory=list)
    goals: list[GoalPart] = field(default_factory=list)
    undated: list[tuple[Node, list[Span]]] = field(default_factory=list)
    measures: list[MeasurePart] = field(default_factory=list)
    numbers: list[Span] = field(default_factory=list)
    heads: list[Tag] = field(default_factory=list)
    beside: list[tuple[Span, str]] = field(default_factory=list)

    def part(self, node: Node, above: tuple[Node, ...], *, context: bool) -> None:
        """Reads a part as words beside the plan, goals, context, a measure, or what holds measures."""
        if node.mark.style == ASIDE:
            self.beside.append((Span(node.mark.start, node.end), node.mark.reason))
        elif node.row:
            self._row(node, above)
        elif self._goals(node):
            return
        elif context or self._is_context(node):
            self._heading(node)
            own = words_of(self.text, node, self.parts)
            self.beside += [(piece, "context") for piece in own]
            for child in node.children:
                self.part(child, (*above, node), context=True)
        elif self.parts.split[id(node)]:
            self._chapter(node, above)
        else:
            self._measure(node, above)

    def loose(self, paragraphs: Sequence[Span], *, numbered: bool) -> None:
        """Reads what stands before the first part; without any number its paragraphs are all there is."""
        found, _ = goals_in(self.text, paragraphs) if numbered else ([], [])
        self.goals += found
        for paragraph in paragraphs:
            if any(goal.span.overlaps(paragraph) for goal in found):
                continue
            tags = tags_in(self.text, paragraph)
            if tags or (not numbered and _states_something(self.text, paragraph)):
                self.measures.append(paragraph_part(self.text, paragraph, tags))
            elif _said_before().search(self.text, paragraph.start, paragraph.end):
                self.beside.append((paragraph, "preamble"))

    def between(self, whole: Tree, marked: int) -> None:
        """Books the titles of attachments and tables, which stand on lines of their own."""
        lines = {line.span.start: line.span for line in whole.lines}
        for piece in whole.root.pieces(self.text):
            first = lines.get(piece.start)
            if (
                first
                and first.start > marked
                and len(first) <= _LONGEST_TITLE
                and first.quote(self.text)[-1] not in "。；"
            ):
                self.headings.append(first)

    def goals_of_title(self, title: Span | None) -> None:
        """Gives goals that name no year the one of the plan's title; without one they are read as a measure."""
        years = years_in(title.quote(self.text)) if title else ()
        for node, pieces in self.undated:
            if years:
                found, _ = goals_in(self.text, pieces, years[-1])
                self.goals += found
            elif any(_counted_words().search(self.text, piece.start, piece.end) for piece in pieces):
                self._measure(node, ())

    def _goals(self, node: Node) -> bool:
        """Takes the goals of a part that states them; says whether it does."""
        if not states_goals(self.parts.words(node)) or self.parts.tagged[id(node)]:
            return False
        if self._is_context(node) and beneath(node):
            return False
        named = years_in(self.parts.words(node))
        pieces = list(self._pieces(node))
        found, spare = goals_in(self.text, pieces, named[-1] if named else 0)
        self._heading(node)
        self.goals += found
        if self._is_context(node):
            self.beside += [(sentence, "context") for sentence in spare]
        elif pieces and not found:
            self.undated.append((node, pieces))
        return True

    def _pieces(self, node: Node) -> Iterator[Span]:
        """The words of a part that states goals, without numbers and headings; these are told apart on the way."""
        for below in node.walk():
            heading = self.parts.heading(below)
            start = heading.end if heading.title and not heading.shared else below.mark.words
            if below is not node:
                self._number(below, heading.title if start != below.mark.words else None)
            for piece in below.pieces(self.text):
                words = trimmed(self.text, max(piece.start, start), piece.end) if start < piece.end else None
                if words:
                    yield words

    def _number(self, node: Node, title: Span | None) -> None:
        if title:
            self._heading(node)
        elif node.mark.number:
            self.numbers.append(Span(node.mark.start, node.mark.words))

    def _heading(self, node: Node) -> None:
        """Books a part's number and heading, the full stop included."""
        heading = self.parts.heading(node)
        end = heading.end if heading.title and not heading.shared else node.mark.words
        tags = [tag.span.start for tag in self.parts.of(node)]
        end = min([end, *(start for start in tags if start >= node.mark.words)])
        if (
            span := trimmed(self.text, node.mark.start, max(end, node.mark.words))
            if node.mark.start < end
            else None
        ):
            self.headings.append(span)

    def _is_context(self, node: Node) -> bool:
        return is_context(self.parts.words(node)) and not self.parts.tagged[id(node)]

    def _chapter(self, node: Node, above: tuple[Node, ...]) -> None:
        """A part that holds measures; what it says before them is one when it states a number or names who does it."""
        own = words_of(self.text, node, self.parts)
        tags = self.parts.of(node)
        if (
            any(_counted_words().search(self.text, piece.start, piece.end) for piece in own)
            and node.mark.number
        ):
            bare = replace_children(node)
            self.parts.headings[id(bare)], self.parts.tags[id(bare)] = self.parts.heading(node), ()
            self.measures.append(measure_part(self.text, bare, self.parts, above))
        else:
            self._heading(node)
        self.heads += tags
        for child in node.children:
            self.part(child, (*above, node), context=False)

    def _measure(self, node: Node, above: tuple[Node, ...]) -> None:
        part = measure_part(self.text, node, self.parts, above)
        if not part.bodies and not part.tags and node.depth == 0 and part.title_span is None:
            self._heading(node)
            return
        self.measures.append(part)
        self.numbers += part.numbers

    def _row(self, node: Node, above: tuple[Node, ...]) -> None:
        if node.row:
            self.measures.append(row_part(self.text, node.row, above, self.parts))


def replace_children(node: Node) -> Node:
    """A part without those beneath it, up to the first of them."""
    end = node.children[0].mark.start if node.children else node.end
    return type(node)(node.mark, node.rank, end, node.depth)


def _counted(parts: Sequence[MeasurePart]) -> Iterator[MeasurePart]:
    for ordinal, part in enumerate(parts, 1):
        yield replace(part, ordinal=ordinal)


def _states_something(text: str, paragraph: Span) -> bool:
    """Whether a paragraph without a number is worth reading as a measure."""
    return bool(_counted_words().search(text, paragraph.start, paragraph.end)) or bool(
        _orders().search(text, paragraph.start, paragraph.end)
    )


@cache
def _counted_words() -> re.Pattern[str]:
    return re.compile(lexicon()["counted"])


@cache
def _said_before() -> re.Pattern[str]:
    return re.compile(lexicon()["preamble"])


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(lexicon()["orders"]))
