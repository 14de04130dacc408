"""Named things inside actions and targets: places, industries, pollutants, technologies, programmes, pilots."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.draft.claims import Mention, Target
from policykb.extract.brackets import groups
from policykb.extract.gazetteer import lexicon, names_in
from policykb.extract.predicates import alternation
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import Confidence, MentionKind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from policykb.draft.claims import Claim


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    kind: MentionKind
    name: str
    concept: str = ""


def mentions(text: str, claims: Sequence[Claim]) -> tuple[Mention, ...]:
    """What the claims name, claim by claim and in text order, each thing once a claim.

    Of targets that share their words, each names only what its own subject holds.
    """
    shared = Counter(claim.span for claim in claims)
    return tuple(mention for claim in claims for mention in _of(text, claim, shared[claim.span] > 1))


def _of(text: str, claim: Claim, shares: bool) -> Iterator[Mention]:  # noqa: FBT001 - it is what the words are
    unbroken = Unbroken.of(text, claim.span)
    told = _told(unbroken.words)
    if isinstance(claim, Target) and shares:
        told = [one for one in told if one.name in claim.subject]
    for number, found in enumerate(_distinct(told), 1):
        listed = bool(found.concept)
        yield Mention(
            id=f"{claim.id}/n{number}",
            span=unbroken.span(found.span.start, found.span.end),
            confidence=Confidence.CERTAIN if listed else Confidence.LIKELY,
            doubt="" if listed else str(lexicon()["doubts"]["unlisted"]),
            of=claim.id,
            kind=found.kind,
            name=found.name,
            concept=found.concept,
        )


def _distinct(found: Sequence[_Found]) -> Iterator[_Found]:
    seen: set[tuple[MentionKind, str]] = set()
    for one in found:
        key = (one.kind, one.concept or one.name)
        if key not in seen:
            seen.add(key)
            yield one


def _told(words: str) -> list[_Found]:
    """The known and the unlisted names; a place in a document's title is where nothing is to be done."""
    if not words:
        return []
    known = [_Found(span, name.kind, name.written, name.concept) for span, name in names_in(words)]
    titles = [group for group in groups(words, Span(0, len(words))) if words[group.start] == "《"]
    kept = [
        one
        for one in known
        if one.kind is not MentionKind.PLACE or not any(title.holds(one.span) for title in titles)
    ]
    return sorted([*kept, *_unlisted(words, known)], key=lambda one: one.span)


def _unlisted(words: str, known: Sequence[_Found]) -> Iterator[_Found]:
    """Pilots, platforms and programmes that no vocabulary holds, by how their names end."""
    taken = bytearray(len(words))
    for one in known:
        if one.kind in _ending():
            taken[one.span.start : one.span.end] = b"\1" * len(one.span)
    for kind, pattern in _ending().items():
        for match in pattern.finditer(words):
            span = _reaching_back(words, match)
            if span and not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * len(span)
                yield _Found(span, kind, span.quote(words))


@cache
def _ending() -> dict[MentionKind, re.Pattern[str]]:
    return {MentionKind(row["kind"]): alternation(tuple(row["ends"])) for row in lexicon()["named"]}


def _reaching_back(words: str, match: re.Match[str]) -> Span | None:
    """The name that ends here, from the last verb or mark that leaves a name; None for a bare 试点."""
    table = lexicon()["boundary"]
    start = max(0, match.start() - table["longest"])
    start = max([start, *(words.rfind(mark, start, match.start()) + 1 for mark in table["marks"])])
    latest = match.start() - table["least"]
    for boundary in alternation(tuple(table["after"])).finditer(words, start, match.start()):
        if boundary.end() <= latest:
            start = boundary.end()
        elif boundary.start() == start:
            return None
    return Span(start, match.end()) if start <= latest else None
