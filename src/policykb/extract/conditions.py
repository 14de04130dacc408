"""What limits an action or a target: preconditions, zones, sizes, exceptions, needs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.draft.claims import Action, Claim, Condition, Target
from policykb.extract.clauses import sentences
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import ConditionKind, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Two objects that begin with as many like code points are about one thing: 煤炭消费增长, 煤炭消费比重.
_ALIKE = 2
# So many claims before a limit may hold it, or after it be limited by it.
_NEAR = 32


@dataclass(frozen=True, slots=True)
class _Limit:
    span: Span
    kind: ConditionKind
    words: str


def conditions(text: str, claims: Sequence[Claim]) -> tuple[Condition, ...]:
    """The conditions on the claims in text order, each named after the first claim it limits."""
    found: list[Condition] = []
    counts: dict[str, int] = {}
    for limit, limited in _limits(text, claims):
        first = limited[0].id
        counts[first] = counts.get(first, 0) + 1
        doubt = _doubt(limit)
        found.append(
            Condition(
                id=f"{first}/c{counts[first]}",
                span=limit.span,
                confidence=Confidence.LIKELY if doubt else Confidence.CERTAIN,
                doubt=doubt,
                kind=limit.kind,
                of=tuple(claim.id for claim in limited),
                text=limit.words,
            )
        )
    return tuple(found)


@cache
def _lexicon() -> dict[str, Any]:
    return assets.lexicon("conditions")


@cache
def _patterns() -> tuple[tuple[ConditionKind, re.Pattern[str]], ...]:
    return tuple((ConditionKind(row["kind"]), re.compile(row["search"])) for row in _lexicon()["pattern"])


def _doubt(limit: _Limit) -> str:
    doubts = _lexicon()["doubts"]
    return str(doubts.get(limit.words, doubts.get(limit.kind.value, "")))


def _limits(text: str, claims: Sequence[Claim]) -> Iterator[tuple[_Limit, list[Claim]]]:
    """Each limit with the claims it limits; a target's own number, or what limits none, is passed over."""
    ordered = sorted(claims, key=lambda claim: claim.span)
    numbers = sorted(claim.value_span for claim in ordered if isinstance(claim, Target) and claim.value_span)
    for sentence, here in _by_sentence(text, ordered):
        for limit in _in_sentence(text, sentence):
            limited = _limited(limit, here)
            if limited and not _is_number(limit.span, numbers):
                yield limit, limited


def _by_sentence(text: str, ordered: Sequence[Claim]) -> Iterator[tuple[Span, list[Claim]]]:
    """The sentences that claims stand in, each with its claims, all in text order."""
    if not ordered:
        return
    body = Span(ordered[0].span.start, max(claim.span.end for claim in ordered))
    all_sentences = sentences(text, body)
    held: dict[int, list[Claim]] = {}
    for claim in ordered:
        at = bisect_right(all_sentences, claim.span.start, key=lambda sentence: sentence.end)
        while at < len(all_sentences) and all_sentences[at].overlaps(claim.span):
            held.setdefault(at, []).append(claim)
            at += 1
    for at in sorted(held):
        yield all_sentences[at], held[at]


def _is_number(span: Span, numbers: Sequence[Span]) -> bool:
    """Whether a stretch overlaps a target's number."""
    at = bisect_left(numbers, span.end, key=lambda number: number.start)
    return at > 0 and numbers[at - 1].end > span.start


def _in_sentence(text: str, sentence: Span) -> list[_Limit]:
    """The sentence's limits in text order; of two that overlap, the earlier pattern's."""
    unbroken = Unbroken.of(text, sentence)
    taken = bytearray(len(unbroken.words))
    found: list[_Limit] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(unbroken.words):
            start, end = match.span("limit")
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(_Limit(unbroken.span(start, end), kind, match["limit"]))
    return sorted(found, key=lambda limit: limit.span)


def _limited(limit: _Limit, claims: Sequence[Claim]) -> list[Claim]:
    """The claims whose words hold the limit, or the first after it; a precondition also reaches its like."""
    first = bisect_left(claims, limit.span.end, key=lambda claim: claim.span.start)
    near = claims[max(0, first - _NEAR) : first]
    limited = [claim for claim in near if claim.span.holds(limit.span)] or list(claims[first : first + 1])
    if limit.kind is ConditionKind.PRECONDITION and limited:
        for claim in claims[first : first + _NEAR]:
            if claim in limited:
                continue
            if not _alike(limited[-1], claim):
                break
            limited.append(claim)
    return limited


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two actions are about the same thing."""
    if not isinstance(one, Action) or not isinstance(other, Action):
        return False
    tail = one.object[one.object.rfind(one.verb) + len(one.verb) :] if one.verb in one.object else one.object
    return len(tail) >= _ALIKE and other.object.startswith(tail[:_ALIKE])
