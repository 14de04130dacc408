"""How strictly a clause binds: the first word that governs its verb decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.extract.predicates import Predicate, adverbs, alternation, is_lead_in, predicate, veil, words_of
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import Confidence, Force

if TYPE_CHECKING:
    import re


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause's force; ``marker`` is a place in the clause's words.

    ``own`` is false when nothing but the imperative says so; then a clause before it may decide.
    """

    force: Force
    marker: Span
    own: bool = True
    doubt: str = ""

    @property
    def confidence(self) -> Confidence:
        """Likely when there is a doubt, certain otherwise."""
        return Confidence.LIKELY if self.doubt else Confidence.CERTAIN


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    span: Span
    word: str


def force_of(text: str, clause: Span) -> tuple[Reading, Span] | None:
    """The force of a clause of a text and where its marker stands there; None when nothing carries it."""
    return force_in(Unbroken.of(text, clause))


def force_in(clause: Unbroken) -> tuple[Reading, Span] | None:
    """The same for a clause that is already without line breaks."""
    found = predicate(clause.words)
    if found is None:
        return None
    reading = read(clause.words, found)
    return reading, clause.span(reading.marker.start, reading.marker.end)


def read(words: str, found: Predicate, tail: str | None = None) -> Reading:
    """The force of a clause whose predicate is known.

    Args:
        words: the clause without line breaks.
        found: what carries it.
        tail: what follows the act, when that runs on beyond the clause.
    """
    rest = words[found.head.end :] if tail is None else tail
    tokens = _tokens(words, found)
    for index, token in enumerate(tokens):
        reading = _by_token(tokens, index, token)
        if reading is None:
            continue
        if token.kind == "verb" and token.span == found.head and (trial := _trial(words, found, rest)):
            return trial
        if reading.force is Force.PROMOTE and _trial_end(rest):
            return Reading(reading.force, reading.marker, doubt=doubt("promoted_pilot"))
        return reading
    if trial := _trial(words, found, rest):
        return trial
    head = words[found.head.start : found.head.end]
    unsure = _lexicon()["verb_doubts"].get(head, doubt("declared") if _is_declared(words, found) else "")
    marker = Span(_push_start(tokens, len(tokens) - 1), found.head.end)
    return Reading(Force.PROMOTE, marker, own=False, doubt=unsure)


def doubt(name: str) -> str:
    """One of the lexicon's doubts."""
    return str(_lexicon()["doubts"][name])


@cache
def _lexicon() -> dict[str, Any]:
    return assets.lexicon("force")


def _tokens(words: str, found: Predicate) -> list[_Token]:
    spans = [("adverb", span) for span in adverbs(words, found)]
    spans += [("verb", span) for span in found.verbs]
    spans += [("modal", found.modal)] if found.modal else []
    ordered = sorted(spans, key=lambda pair: pair[1])
    return [_Token(kind, span, words[span.start : span.end]) for kind, span in ordered]


def _is_declared(words: str, found: Predicate) -> bool:
    """Whether a subject stands before the verb, and nothing that binds it."""
    return found.preposed and not is_lead_in(words[: found.zone])


def _class(kind: str, word: str) -> Force | None:
    table = _lexicon()[kind]
    return next((Force(name) for name, words in table.items() if word in words), None)


def _by_token(tokens: list[_Token], index: int, token: _Token) -> Reading | None:
    """What one word says, if it says anything."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following and (force := _class("together", token.word + following.word)):
        return Reading(force, Span(token.span.start, following.span.end))
    force = _class(token.kind, token.word)
    if force is None:
        return None
    if token.kind == "adverb":
        end = tokens[-1].span.end if force is Force.COMMIT else token.span.end
        return Reading(force, Span(token.span.start, end), doubt=_adverb_doubt(force))
    if token.kind == "modal":
        return Reading(force, token.span)
    end = _promoting_end(tokens, index) if force is Force.PROMOTE else token.span.end
    own = force is not Force.COMMIT
    return Reading(force, Span(_push_start(tokens, index), end), own=own)


def _adverb_doubt(force: Force) -> str:
    match force:
        case Force.MANDATE:
            return doubt("lawful")
        case Force.COMMIT:
            return doubt("roughly")
        case _:
            return ""


def _promoting_end(tokens: list[_Token], index: int) -> int:
    """Where a run of promoting verbs ends: 加快推进."""
    end = tokens[index].span.end
    for token in tokens[index + 1 :]:
        if token.span.start != end or token.word not in _lexicon()["verb"]["promote"]:
            break
        end = token.span.end
    return end


def _push_start(tokens: list[_Token], index: int) -> int:
    """Where the adverbs of intensity that stand right before a word start: 大力 of 大力推进."""
    start = edge = tokens[index].span.start
    for token in reversed(tokens[:index]):
        if token.kind != "adverb" or token.span.end != edge:
            break
        edge = token.span.start
        if token.word in words_of("intensity"):
            start = edge
    return start


def _trial(words: str, found: Predicate, rest: str) -> Reading | None:
    """A trial: 开展……试点, or 试点开展……."""
    veiled = veil(words) if found.preposed else ""
    for match in _trial_before().finditer(veiled, 0, found.zone):
        if veiled.startswith(tuple(_lexicon()["pilot"]["verbs"]), match.end()):
            return Reading(Force.PILOT, Span(match.start(), match.end()), doubt=doubt("trial_inside"))
    end = _trial_end(rest)
    if words[found.head.start : found.head.end] not in _lexicon()["pilot"]["verbs"] or not end:
        return None
    word = next(word for word in _lexicon()["pilot"]["words"] if word in end)
    start = found.head.end + rest.rindex(end) + end.index(word)
    unsure = doubt("example") if "试点" not in end else ""
    return Reading(Force.PILOT, Span(start, start + len(word)), doubt=unsure)


def _trial_end(rest: str) -> str:
    """How an object that is a trial ends; empty for any other."""
    return next((end for end in _trial_ends() if rest.endswith(end)), "")


@cache
def _trial_ends() -> tuple[str, ...]:
    return tuple(sorted(_lexicon()["pilot"]["ends"], key=lambda end: (-len(end), end)))


@cache
def _trial_before() -> re.Pattern[str]:
    return alternation(tuple(_lexicon()["pilot"]["before_verb"]))
