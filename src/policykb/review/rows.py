"""A draft as rows for people: what each claim is read as, its words and place, and a mark that tells it unchanged."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.draft.claims import Claim, Goal, Measure, Review, Sentence
from policykb.review.kinds import KINDS, PLURAL, claims_of
from policykb.review.readings import reading
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Confidence, ReviewState, SentenceState

if TYPE_CHECKING:
    from policykb.draft.claims import Draft
    from policykb.report.words import Words

_SHOWN = 1000
"""How much of a very long quote a cell shows; the offsets tell where the rest stands."""
_MARK = 10


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim before a person: its reading field by field, its words, its place, what is doubtful, what was decided."""

    kind: str
    id: str
    span: Span
    quote: str
    heading: str
    values: dict[str, str]
    confidence: Confidence
    doubt: str
    review: Review
    check: str


def rows(draft: Draft, text: str) -> tuple[ClaimRow, ...]:
    """A row for each claim, kind by kind, in text order."""
    headings = Headings(draft)
    return tuple(
        row(kind.name, claim, text, headings) for kind in KINDS for claim in claims_of(draft, kind.name)
    )


def unread(draft: Draft, text: str) -> tuple[ClaimRow, ...]:
    """A row for each sentence that was not read."""
    headings = Headings(draft)
    return tuple(
        row("sentences", sentence, text, headings)
        for sentence in draft.sentences
        if sentence.state is SentenceState.UNENCODED
    )


def struck(draft: Draft, text: str) -> tuple[ClaimRow, ...]:
    """A row for each claim that was struck out, with who did it."""
    headings = Headings(draft)
    return tuple(
        row(PLURAL[record.kind], record.held, text, headings, record.review) for record in draft.rejected
    )


def row(
    kind: str, claim: Claim | Sentence, text: str, headings: Headings, review: Review | None = None
) -> ClaimRow:
    """One claim, or one sentence, as a row."""
    known = claim if isinstance(claim, Claim) else None
    place = place_of(claim)
    return ClaimRow(
        kind=kind,
        id=id_of(claim),
        span=place,
        quote=shown(place.quote(text)),
        heading=headings.of(claim.span),
        values=reading(claim),
        confidence=known.confidence if known else Confidence.UNSURE,
        doubt=known.doubt if known else "",
        review=review or (known.review if known else Review()),
        check=check_of(claim),
    )


def id_of(claim: Claim | Sentence) -> str:
    """A claim's id, or a sentence's: ``s012``."""
    return claim.id if isinstance(claim, Claim) else f"s{claim.index:03}"


def place_of(claim: Claim | Sentence) -> Span:
    """Where its words stand; of a measure its number and title alone, for all below has rows of its own."""
    if isinstance(claim, Measure):
        return Span(claim.span.start, claim.title_span.end)
    return claim.span


def shown(quote: str) -> str:
    """A quote on one line, cut where it is very long."""
    line = display(quote)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def check_of(claim: Claim | Sentence) -> str:
    """A mark of what a claim is read as and where; what people decided on it has no part in it."""
    fields = reading(claim)
    fields.pop("position", None)  # it follows from its neighbours
    told = [id_of(claim), claim.span.start, claim.span.end, sorted(fields.items())]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_MARK]


def state_words(review: Review, words: Words) -> str:
    """What was decided on a claim, by whom and when."""
    said = words(f"review.state_{review.state.value}")
    if review.state is ReviewState.PROPOSED and not review.by:
        return said
    return " ".join(filter(None, (said, review.by, review.on)))


class Headings:
    """The measure or goal that a place lies in, by the name people know it by."""

    def __init__(self, draft: Draft) -> None:
        wholes: list[Measure | Goal] = [*draft.measures, *draft.goals]
        self._wholes = sorted(wholes, key=lambda whole: whole.span)

    def whole(self, span: Span) -> Measure | Goal | None:
        """The measure or goal itself."""
        at = bisect_right(self._wholes, span.start, key=lambda whole: whole.span.start) - 1
        found = self._wholes[at] if at >= 0 else None
        return found if found and found.span.holds(span) else None

    def of(self, span: Span) -> str:
        """Its number and title; nothing for a place outside all of them."""
        match self.whole(span):
            case Measure() as measure:
                return f"{measure.id} {measure.number}{measure.title}"
            case Goal() as goal:
                return f"{goal.id} {goal.title}"
            case _:
                return ""
