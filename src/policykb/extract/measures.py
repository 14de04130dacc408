"""A measure's parts: its number, title, the stretches of its body, and its tags with what each of them covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.extract.clauses import sentences, trimmed
from policykb.extract.name_lists import Listing, read_list
from policykb.extract.tags import Tag, together
from policykb.extract.task_tables import own_words
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.levels import Parts
    from policykb.extract.task_tables import Duty, Row
    from policykb.extract.tree import Node

_LONGEST_TITLE = 36
_NOTHING = "。；;.,，、 \n\r\t\u3000*_|"
_COLUMNS = {
    "lead": Role.LEAD,
    "joint": Role.JOINT,
    "support": Role.SUPPORT,
    "supervise": Role.SUPERVISE,
    "implement": Role.IMPLEMENT,
}


@dataclass(frozen=True, slots=True)
class TagPart:
    """A tag of a measure. ``covers`` is the stretch it speaks for, None for the whole measure.

    ``outside`` when it stands outside the measure: at the head of its chapter, in a row above. ``column`` when a
    table's header, at ``role_span``, says what the bodies do; ``above`` when its cell was left blank.
    """

    span: Span
    listing: Listing
    covers: Span | None = None
    outside: bool = False
    column: bool = False
    above: bool = False
    role_span: Span | None = None


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A measure as its stretches: ``bodies`` hold what it says, without numbers, headings inside it, and tags.

    ``headings`` are those of the chapters it stands in, the outermost first; ``inner`` those of the items in it.
    ``due`` is a table's cell for the date, ``dittos`` its cells that say no more than 同上; ``paragraph`` when it has no number, and is a measure only because the text has none.
    """

    ordinal: int
    number: str
    title: str
    title_span: Span | None
    span: Span
    bodies: tuple[Span, ...]
    tags: tuple[TagPart, ...] = ()
    headings: tuple[Span, ...] = ()
    inner: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()
    due: Span | None = None
    dittos: tuple[Span, ...] = ()
    paragraph: bool = False

    @property
    def body(self) -> Span | None:
        """All its bodies and what lies between them; None for a measure that is only a title."""
        return Span(self.bodies[0].start, self.bodies[-1].end) if self.bodies else None

    @property
    def bracket(self) -> Span | None:
        """The last tag that stands in it; None when nobody is named."""
        return next((tag.span for tag in reversed(self.tags) if not tag.outside), None)


def measure_part(text: str, node: Node, parts: Parts, above: tuple[Node, ...]) -> MeasurePart:
    """The measure that a part is, with all beneath it."""
    heading = parts.heading(node)
    tags = [tag for below in node.walk() for tag in parts.of(below)]
    tags.sort(key=lambda tag: tag.span)
    bodies, inner, numbers = _stretches(text, node, parts)
    end = max([node.mark.words, *(piece.end for below in node.walk() for piece in below.pieces(text))])
    span = Span(node.mark.start, end)
    number = node.mark.number.quote(text) if node.mark.number else ""
    own = tuple(_covering(text, span, tags, bodies))
    return MeasurePart(
        0,
        number,
        heading.words(text) or number,
        heading.title or node.mark.number,
        span,
        tuple(bodies),
        own or tuple(_of_chapter(above, parts)),
        tuple(title for node_above in above if (title := parts.heading(node_above).title)),
        tuple(inner),
        tuple(numbers),
    )


def paragraph_part(text: str, paragraph: Span, tags: Sequence[Tag]) -> MeasurePart:
    """A paragraph as a measure; its first sentence gives the title."""
    bodies = list(_without(text, paragraph, [tag.span for tag in tags]))
    first = sentences(text, bodies[0])[0] if bodies else tags[0].span
    title = _clause(text, first)
    own = tuple(_covering(text, paragraph, list(tags), bodies))
    return MeasurePart(
        0, "", display(title.quote(text)), title, paragraph, tuple(bodies), own, paragraph=True
    )


def row_part(text: str, row: Row, above: tuple[Node, ...], parts: Parts) -> MeasurePart:
    """A row of a table as a measure."""
    cells = [own_words(text, cell) for cell in row.tasks]
    first = sentences(text, cells[0])[0]
    title = Span(first.start, first.end - (text[first.end - 1] in "。；;"))
    tags = tuple(_cell(text, row, duty) for duty in row.duties)
    number = row.number.quote(text) if row.number else ""
    return MeasurePart(
        0,
        number,
        display(title.quote(text)),
        title,
        row.span,
        tuple(cells),
        tuple(tag for tag in tags if tag) or tuple(_of_chapter(above, parts)),
        tuple(found for node in above if (found := parts.heading(node).title)),
        due=row.due,
        dittos=row.dittos,
    )


def words_of(text: str, node: Node, parts: Parts) -> list[Span]:
    """A part's own words: no heading, no tags, nothing of the parts beneath."""
    heading = parts.heading(node)
    start = heading.end if heading.title and not heading.shared else node.mark.words
    own = []
    for piece in node.pieces(text):
        words = trimmed(text, max(start, piece.start), piece.end) if start < piece.end else None
        own += list(_without(text, words, [tag.span for tag in parts.of(node)])) if words else []
    return own


def _stretches(text: str, node: Node, parts: Parts) -> tuple[list[Span], list[Span], list[Span]]:
    """The bodies of a measure, the headings inside it, and the numbers of its items."""
    bodies: list[Span] = []
    inner: list[Span] = []
    numbers: list[Span] = []
    for below in node.walk():
        heading = parts.heading(below)
        if below is not node:
            if heading.title and not heading.shared:
                inner.append(Span(below.mark.start, _with_stop(text, heading.title.end)))
            elif below.mark.number:
                numbers.append(Span(below.mark.start, below.mark.words))
        bodies += words_of(text, below, parts)
    return sorted(bodies), inner, numbers


def _with_stop(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in {"。", "：", ":"} else end


def _without(text: str, piece: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """What is left of a stretch beside some others in it."""
    at = piece.start
    for hole in [*(hole for hole in holes if piece.holds(hole)), None]:
        end = hole.start if hole else piece.end
        if at < end and text[at:end].strip(_NOTHING) and (words := trimmed(text, at, end)):
            yield _without_marks(text, words)
        at = hole.end if hole else end


def _without_marks(text: str, words: Span) -> Span:
    """The stretch without the full stop that closed the tag before it."""
    start = words.start
    while start < words.end - 1 and text[start] in _NOTHING:
        start += 1
    return Span(start, words.end)


def _covering(text: str, whole: Span, tags: Sequence[Tag], bodies: Sequence[Span]) -> Iterator[TagPart]:
    """Each tag with what it speaks for: the whole when all stand at the end, else what stands before it."""
    runs = together(text, tags)
    at = bodies[0].start if bodies else whole.start
    for run in runs:
        before = [body for body in bodies if at <= body.start and body.end <= run[0].span.start]
        rest = [body for body in bodies if body.start >= run[-1].span.end]
        alone = len(runs) == 1 and not (before and rest)
        covers = None if alone or not before else Span(before[0].start, before[-1].end)
        for tag in run:
            yield TagPart(tag.span, tag.listing, covers)
        at = run[-1].span.end


def _of_chapter(above: tuple[Node, ...], parts: Parts) -> Iterator[TagPart]:
    """The tags at the head of the innermost chapter that has any."""
    for node in reversed(above):
        named = [tag for tag in parts.of(node) if tag.listing.names or tag.listing.due]
        if named:
            for tag in named:
                yield TagPart(tag.span, tag.listing, Span(node.mark.start, node.end), outside=True)
            return


def _cell(text: str, row: Row, duty: Duty) -> TagPart | None:
    listing = read_list(text, duty.span, _COLUMNS[duty.column])
    if not listing.names and not listing.due:
        return None
    listing = replace(listing, complete=True)
    outside = not row.span.holds(duty.span)
    covers = row.span if outside else None
    return TagPart(
        duty.span, listing, covers, outside, column=True, above=duty.by == "blank", role_span=duty.head
    )


def _clause(text: str, sentence: Span) -> Span:
    """The sentence without its closing mark, and no more than its first clause when it is long."""
    end = sentence.end - (text[sentence.end - 1] in "。；;！？")
    comma = text.find("，", sentence.start + 1, end)
    long = comma > 0 and end - sentence.start > _LONGEST_TITLE
    return Span(sentence.start, comma if long else max(end, sentence.start + 1))
