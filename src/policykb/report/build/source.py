"""The text with every span marked: cut where any span begins or ends, each piece linked to its row."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policykb.report.build.rows import deadline_key
from policykb.report.page import anchor
from policykb.report.views import Bit, Block, Source
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.report.facts import Facts
    from policykb.report.words import Words

_BREAK = re.compile(r"\s*\n\s*")
KINDS = ("title", "action", "target", "agency", "clause", "detail", "deadline", "decision")


class Mark(NamedTuple):
    """Something the text states: its id, its kind, its row, its place."""

    key: str
    kind: str
    href: str
    span: Span


def source(facts: Facts, words: Words) -> Source:
    """The text in paragraphs; a line break inside a sentence is shown, not obeyed."""
    marks = sorted(set(_marks(facts)), key=lambda mark: (mark.span.start, -mark.span.end, mark.key))
    sentences = {sentence.span.start: sentence.id for sentence in facts.sentences}
    return Source(
        blocks=tuple(
            Block(part, tuple(_bits(facts.text, block, marks, sentences))) for part, block in _blocks(facts)
        ),
        legend=tuple((kind, words(f"source.{kind}")) for kind in KINDS if kind != "title"),
        spans=len(marks),
    )


def _marks(facts: Facts) -> Iterator[Mark]:
    for part in facts.parts:
        title = f"{part.number}{part.title_zh}"
        if facts.text.startswith(title, part.span.start):
            yield Mark(
                f"{part.id}-title",
                "title",
                f"#{part.id}",
                Span(part.span.start, part.span.start + len(title)),
            )
    for element in facts.elements:
        key = anchor(element.id)
        yield Mark(key, element.kind, f"#{key}", element.span)
        for detail in element.details:
            yield Mark(anchor(detail.id), "detail", f"#{anchor(detail.id)}", detail.span)
        if element.deadline_span:
            yield Mark(
                deadline_key(element.deadline_span), "deadline", "#timeline-table", element.deadline_span
            )
    for duty in facts.duties:
        yield Mark(anchor(duty.id), "agency", f"#{anchor(duty.bearer)}" if duty.bearer else "", duty.span)
    for clause in facts.clauses:
        yield Mark(anchor(clause.id), "clause", "#cascade", clause.span)
    for decision in facts.decisions:
        key = f"decision-{anchor(decision.id)}"
        yield Mark(key, "decision", f"#{key}", decision.span)


def _blocks(facts: Facts) -> Iterator[tuple[str, Span]]:
    """Measures and goals, and what stands between them, a paragraph each."""
    at = 0
    for part in sorted(facts.parts, key=lambda part: part.span):
        yield from (("", span) for span in _paragraphs(facts.text, at, part.span.start))
        yield part.id, part.span
        at = part.span.end
    yield from (("", span) for span in _paragraphs(facts.text, at, len(facts.text)))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text[start:end]):
        if match.group().strip():
            yield Span(start + match.start(), start + match.end())


def _bits(text: str, block: Span, marks: list[Mark], sentences: dict[int, str]) -> Iterator[Bit]:
    inside = [mark for mark in marks if mark.span.overlaps(block)]
    begins: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    cuts = {block.start, block.end}
    for mark in inside:
        begins[max(mark.span.start, block.start)].append(f"t-{mark.key}")
        ends[mark.span.end].append(mark)
        cuts |= {max(mark.span.start, block.start), min(mark.span.end, block.end)}
    for start in sorted(sentences):
        if block.start <= start < block.end:
            begins[start].append(sentences[start])
            cuts.add(start)
    breaks = {m.start(): m.end() for m in _BREAK.finditer(text, block.start, block.end)}
    cuts |= {place for pair in breaks.items() for place in pair}
    for start, end in pairwise(sorted(cuts)):
        covering = [mark for mark in inside if mark.span.start <= start and end <= mark.span.end]
        is_break = any(first <= start and end <= last for first, last in breaks.items())
        yield _bit("" if is_break else text[start:end], covering, begins[start], ends[end])


def _bit(words: str, covering: list[Mark], begins: list[str], ends: list[Mark]) -> Bit:
    linked = [mark for mark in covering if mark.href]
    innermost = min(linked, key=lambda mark: (len(mark.span), -mark.span.start, mark.key), default=None)
    kinds = sorted({mark.kind for mark in covering}, key=KINDS.index)
    return Bit(
        text=words,
        classes=" ".join(f"k-{kind}" for kind in kinds),
        href=innermost.href if innermost else "",
        ids=tuple(begins),
        keys=" ".join(mark.key for mark in covering if mark.kind in {"action", "target"}),
        refs=tuple((m.key.rpartition("-")[2], m.href) for m in ends if m.kind in {"action", "target"}),
    )
