"""The draft beside its text: paragraph by paragraph the words with every claim marked, and the claims to decide on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policykb.report.page import anchor
from policykb.review.cells_out import value_words
from policykb.review.choices import Choices
from policykb.review.kinds import BY_NAME
from policykb.review.layout import layouts
from policykb.review.rows import rows, state_words, unread
from policykb.span import Span
from policykb.vocab import Confidence, ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policykb.draft.claims import Draft
    from policykb.report.words import Words
    from policykb.review.layout import SheetColumn
    from policykb.review.rows import ClaimRow

_BREAK = re.compile(r"\s*\n\s*")
_PARAGRAPH = re.compile(r"[^\n]+")
_DETAILS = frozenset({"conditions", "mentions", "documents", "bodies"})
_LOOKS = {
    "measures": "title",
    "goals": "goal",
    "actions": "action",
    "targets": "target",
    "responsibilities": "agency",
    "provisions": "clause",
    "bodies": "body",
    "sentences": "unread",
}
_UNSAID = frozenset(
    {"number", "title", "element", "of", "position", "deadline_precision", "marker", "force_marker"}
)
"""What a card leaves to the workbook: it stands in the quote, or in the card's place."""
_NUMBER = ("comparator", "value", "value_max", "unit")
_ORDER = ("measures", "goals", "sentences", "actions", "targets", "provisions", "responsibilities", "bodies")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a claim under its name."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim to decide on."""

    id: str
    key: str
    kind: str
    kind_name: str
    look: str
    detail: bool
    confidence: str
    confidence_words: str
    quote: str
    facts: tuple[Fact, ...]
    doubt: str
    state: str
    decided: bool
    check: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of the text: its marks as classes, where it leads, the ids that begin and the labels that end there."""

    text: str
    classes: str
    href: str
    keys: str
    ids: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A measure, a goal or a paragraph between them: its words, and the claims in it in text order."""

    id: str
    bits: tuple[Bit, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A whole draft as a page."""

    plan: str
    title: str
    text_sha256: str
    draft_sha256: str
    blocks: tuple[Block, ...]
    claims: int
    open: int
    doubtful: int
    unread: int
    kinds: tuple[tuple[str, str, str], ...]
    """Of each kind that there is: its name here, its words, its look."""


class _Mark(NamedTuple):
    span: Span
    key: str
    classes: tuple[str, ...]
    label: str
    rank: int


def page_view(draft: Draft, text: str, draft_sha256: str, words: Words) -> ReviewPage:
    """What the page shows of a draft."""
    found = (*rows(draft, text), *unread(draft, text))
    made = _Cards(words, draft)
    held = defaultdict(list)
    blocks = list(_blocks(draft, text))
    starts = [span.start for _, span in blocks]
    for row in found:
        held[_index(starts, row.span.start)].append(row)
    marks = _by_block(map(_mark, found), starts)
    present = {row.kind for row in found}
    return ReviewPage(
        plan=draft.plan,
        title=draft.title or draft.plan,
        text_sha256=draft.text_sha256,
        draft_sha256=draft_sha256,
        blocks=tuple(
            Block(name, tuple(_bits(text, span, marks[at])), tuple(map(made.card, _in_order(held[at]))))
            for at, (name, span) in enumerate(blocks)
        ),
        claims=sum(row.kind != "sentences" for row in found),
        open=sum(_is_open(row) for row in found if row.kind != "sentences"),
        doubtful=sum(row.confidence is not Confidence.CERTAIN for row in found if row.kind != "sentences"),
        unread=sum(row.kind == "sentences" for row in found),
        kinds=tuple(
            (kind, words(f"review.what_{kind}"), _LOOKS.get(kind, "detail"))
            for kind in (*BY_NAME, "sentences")
            if kind in present
        ),
    )


class _Cards:
    """Makes the cards, in one language."""

    def __init__(self, words: Words, draft: Draft) -> None:
        self._words = words
        self._choices = Choices(words, draft)
        self._columns: dict[str, tuple[SheetColumn, ...]] = {
            kind.name: tuple(c for c in layout.columns if kind.column(c.key))
            for layout in layouts(words)
            for kind in layout.kinds
        }

    def card(self, row: ClaimRow) -> Card:
        sure = row.confidence.value
        return Card(
            id=row.id,
            key=anchor(row.id),
            kind=row.kind,
            kind_name=self._words(f"review.what_{row.kind}"),
            look=_LOOKS.get(row.kind, "detail"),
            detail=row.kind in _DETAILS,
            confidence="" if row.kind == "sentences" else sure,
            confidence_words="" if row.kind == "sentences" else self._words(f"review.confidence_{sure}"),
            quote=row.values["title"] if row.kind == "goals" else row.quote,
            facts=tuple(self._facts(row)),
            doubt=row.doubt,
            state="" if _is_open(row) and not row.review.by else state_words(row.review, self._words),
            decided=not _is_open(row),
            check=row.check,
            start=row.span.start,
            end=row.span.end,
        )

    def _facts(self, row: ClaimRow) -> Iterator[Fact]:
        """The values that say something beyond the quote and the heading, those that belong together in one."""
        columns = {column.key: column for column in self._columns.get(row.kind, ())}
        said = {
            key: value_words(row.values[key], column, self._choices)
            for key, column in columns.items()
            if key not in _UNSAID and row.values.get(key, "") not in {"", "false"}
        }
        if number := " ".join(filter(None, (said.pop(key, "") for key in _NUMBER))):
            yield Fact(columns["value"].heading, number)
        if due := said.pop("deadline", ""):
            stated = said.pop("deadline_stated", "")
            yield Fact(columns["deadline"].heading, f"{due} “{stated}”" if stated else due)
        for key, words in said.items():
            if words not in (row.quote, row.heading):
                yield Fact(columns[key].heading, words)


def _is_open(row: ClaimRow) -> bool:
    return row.review.state in {ReviewState.PROPOSED, ReviewState.QUESTIONED}


def _mark(row: ClaimRow) -> _Mark:
    look = _LOOKS.get(row.kind, "detail")
    sure = "" if row.kind == "sentences" else row.confidence.value
    classes = (f"k-{look}", *((f"c-{sure}",) if sure in {"likely", "unsure"} else ()))
    label = row.id.rpartition("/")[2] if look in {"action", "target", "agency", "clause"} else ""
    return _Mark(row.span, anchor(row.id), classes, label, len(row.id))


def _in_order(held: Sequence[ClaimRow]) -> list[ClaimRow]:
    """The rows of a block in text order, each detail after the element that it belongs to."""
    own = {row.id: row for row in held}

    def place(row: ClaimRow) -> tuple[int, int, int, str, int, str]:
        of = row.values.get("of", "").split()
        home = own.get(of[0]) if of else None
        first = home or row
        rank = _ORDER.index(first.kind) if first.kind in _ORDER else len(_ORDER)
        return first.span.start, -first.span.end, rank, first.id, row.span.start if home else -1, row.id

    return sorted(held, key=place)


def _blocks(draft: Draft, text: str) -> Iterator[tuple[str, Span]]:
    """Measures and goals, and the paragraphs that stand between them."""
    wholes = sorted([*draft.measures, *draft.goals], key=lambda whole: whole.span)
    at = 0
    for whole in wholes:
        yield from (("", span) for span in _paragraphs(text, at, whole.span.start))
        yield whole.id, whole.span
        at = whole.span.end
    yield from (("", span) for span in _paragraphs(text, at, len(text)))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text, start, end):
        if match.group().strip():
            yield Span(match.start(), match.end())


def _index(starts: Sequence[int], at: int) -> int:
    """The block that a place lies in."""
    return max(0, bisect_right(starts, at) - 1)


def _by_block(marks: Iterable[_Mark], starts: Sequence[int]) -> dict[int, list[_Mark]]:
    """The marks of each block that they reach into, the outer before the inner."""
    found: dict[int, list[_Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.rank)):
        for block in range(_index(starts, mark.span.start), _index(starts, mark.span.end - 1) + 1):
            found[block].append(mark)
    return found


def _bits(text: str, block: Span, marks: Sequence[_Mark]) -> Iterator[Bit]:
    inside = [mark for mark in marks if mark.span.overlaps(block)]
    begins: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, list[_Mark]] = defaultdict(list)
    cuts = {block.start, block.end}
    for mark in inside:
        if mark.span.start >= block.start:
            begins[mark.span.start].append(f"t-{mark.key}")
        ends[mark.span.end].append(mark)
        cuts |= {max(mark.span.start, block.start), min(mark.span.end, block.end)}
    breaks = {match.start(): match.end() for match in _BREAK.finditer(text, block.start, block.end)}
    cuts |= {place for pair in breaks.items() for place in pair}
    for start, end in pairwise(sorted(cuts)):
        covering = [mark for mark in inside if mark.span.start <= start and end <= mark.span.end]
        broken = any(first <= start and end <= last for first, last in breaks.items())
        yield _bit("" if broken else text[start:end], covering, begins[start], ends[end])


def _bit(words: str, covering: list[_Mark], begins: list[str], ends: list[_Mark]) -> Bit:
    innermost = min(covering, key=lambda mark: (len(mark.span), -mark.rank), default=None)
    return Bit(
        text=words,
        classes=" ".join(sorted({name for mark in covering for name in mark.classes})),
        href=f"#c-{innermost.key}" if innermost else "",
        keys=" ".join(mark.key for mark in covering),
        ids=tuple(begins),
        labels=tuple((mark.label, f"#c-{mark.key}") for mark in ends if mark.label),
    )
