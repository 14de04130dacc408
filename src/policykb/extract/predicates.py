"""What carries a clause: the adverbs, governing verbs and verb that it is built on, read from its left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policykb import assets
from policykb.extract.brackets import groups
from policykb.extract.deadlines import BEFORE_VERB
from policykb.span import Span

_JOINT = re.compile("[和与并]")
_OPENING = re.compile(r"[（(【〔［\[《〈“‘「『]")
# A clause is read so far, and so many adverbs in a row: what carries it stands near its start.
_FARTHEST, _MOST_ADVERBS = 400, 12


@dataclass(frozen=True, slots=True)
class Predicate:
    """Offsets into a clause's words.

    ``zone`` is where the adverbs and verbs start; ``verbs`` the governing verbs and, last, the act
    itself; ``modal`` the 应 or 不得 before them. ``preposed`` is true when a subject or a
    prepositional phrase stands before the zone.
    """

    zone: int
    verbs: tuple[Span, ...]
    modal: Span | None = None
    preposed: bool = False

    @property
    def head(self) -> Span:
        """The act; the modal where no verb was recognised after it."""
        last = self.verbs[-1] if self.verbs else self.modal
        if last is None:
            raise ValueError("a predicate has a verb or a modal")
        return last

    @property
    def governed(self) -> bool:
        """Whether another verb stands before the act."""
        return len(self.verbs) > 1


def predicate(words: str) -> Predicate | None:
    """What carries the clause; None for a bare noun phrase or a phrase that needs a verb after it."""
    veiled = veil(words)[:_FARTHEST]
    at = after_connector(veiled)
    start = _skip_adverbs(veiled, at)
    for preposition, carriers in _lexicon()["carried_by"].items():
        if veiled.startswith(preposition, start):
            found = _carried(veiled, start, tuple(carriers))
            if found:
                return found
    if found := _core(veiled, at):
        return _owed(veiled, at, found) or found
    if _words("prepositions").match(veiled, start) and (found := _after_phrase(veiled, start)):
        return found
    return _after_subject(veiled, at)


def _owed(words: str, start: int, found: Predicate) -> Predicate | None:
    """The duty of what a clause names first: 新建项目必须……."""
    if found.modal or words[found.head.start : found.head.end] not in words_of("attributive"):
        return None
    later = (_core(words, at) for at in range(found.head.end, len(words)) if modal_at(words, at))
    owed = next(filter(None, later), None)
    return Predicate(owed.zone, owed.verbs, owed.modal, preposed=True) if owed and start < owed.zone else None


def is_lead_in(words: str) -> bool:
    """Whether a clause without a verb only prepares the next one: 在……领域, 以……为基础, 到2025年."""
    veiled = veil(words)
    start = _skip_adverbs(veiled, after_connector(veiled))
    opened = _words("prepositions").match(veiled, start) is not None
    return opened or veiled.startswith(tuple(_lexicon()["carried_by"]), start) or start == len(words)


def is_means(words: str, found: Predicate) -> bool:
    """Whether the clause names what the next one is done with: 采取……措施, 充分发挥……作用."""
    return (
        not found.preposed
        and not found.governed
        and words[found.head.start : found.head.end] in _lexicon()["means"]
        and words.endswith(tuple(_lexicon()["means_ends"]))
    )


def is_unfinished(words: str, found: Predicate) -> bool:
    """Whether what another is urged to do only follows in the next clause."""
    rest = veil(words)[found.head.end :]
    if words[found.head.start : found.head.end] not in _lexicon()["causative"]:
        return False
    opened = [at for word in _lexicon()["waits_for_more"] if (at := rest.rfind(word)) >= 0]
    return bool(opened) and not _words("verbs").search(rest, max(opened) + 2)


def names_another_act(words: str, found: Predicate) -> bool:
    """Whether 和 or 并 joins a second verb to the act inside its clause: 淘汰……和化解……."""
    veiled = veil(words)
    for joint in _JOINT.finditer(veiled, found.head.end):
        if _verb(veiled, _skip_adverbs(veiled, joint.end()), nominal=False):
            return True
    return False


def continues(words: str) -> bool:
    """Whether a clause goes on with the list of the one before it."""
    return words.startswith(tuple(_lexicon()["continuations"]))


def opens_with_modal(words: str) -> bool:
    """Whether a clause starts with 应, 不得 or the like, and so lacks its subject."""
    return modal_at(words, after_connector(words)) is not None


def adverbs(words: str, found: Predicate) -> tuple[Span, ...]:
    """The adverbs between the start of the zone and the act, in order."""
    spans = []
    at = found.zone
    while at < found.head.start:
        match = _adverbs().match(words, at)
        if match:
            spans.append(Span(at, match.end()))
        at = match.end() if match else at + 1
    taken = (*found.verbs, *([found.modal] if found.modal else []))
    return tuple(span for span in spans if not any(span.overlaps(other) for other in taken))


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of the verb lexicon."""
    return frozenset(_lexicon()[name])


def veil(words: str) -> str:
    """The words with all that stands inside brackets and quotation marks made unreadable."""
    if not _OPENING.search(words):
        return words
    pieces = []
    at = 0
    for group in groups(words, Span(0, len(words))):
        pieces += [words[at : group.start + 1], "□" * (len(group) - 2)]
        at = group.end - 1
    return "".join(pieces) + words[at:]


def after_connector(words: str) -> int:
    """Where the clause starts after 并, 同时 and the like."""
    found = _words("connectors").match(words)
    return found.end() if found else 0


def modal_at(words: str, at: int) -> Span | None:
    """The modal that stands just there, if it is not a part of a longer word."""
    found = _modals().match(words, at)
    if found is None or _inside_compound(words, found):
        return None
    return Span(found.start(), found.end())


@cache
def _lexicon() -> dict[str, Any]:
    return assets.lexicon("verbs")


@cache
def alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))))


@cache
def _words(name: str) -> re.Pattern[str]:
    return alternation(tuple(_lexicon()[name]))


@cache
def _adverbs() -> re.Pattern[str]:
    return alternation((*_lexicon()["intensity"], *_lexicon()["manner"]))


@cache
def _all_verbs() -> re.Pattern[str]:
    return alternation((*_lexicon()["verbs"], *_lexicon()["nominal"]))


@cache
def _modals() -> re.Pattern[str]:
    modal = assets.lexicon("force")["modal"]
    return alternation(tuple(word for words in modal.values() for word in words))


@cache
def _compounds() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in assets.lexicon("force")["not_modal"].items()}


def _inside_compound(words: str, found: re.Match[str]) -> bool:
    return any(
        words.startswith(compound, found.start() - compound.index(found.group()))
        for compound in _compounds().get(found.group(), ())
        if found.start() >= compound.index(found.group())
    )


def _skip_adverbs(words: str, at: int) -> int:
    """Where the adverbs and dates that start here end."""
    for _ in range(_MOST_ADVERBS):
        found = _adverbs().match(words, at) or BEFORE_VERB.match(words, at)
        if found is None:
            break
        at = found.end()
    return at


def _verb(words: str, at: int, *, nominal: bool) -> Span | None:
    """The verb that stands just there; a verb that is part of a noun there is none."""
    found = (_all_verbs() if nominal else _words("verbs")).match(words, at)
    if found is None:
        return None
    verb, end = found.group(), found.end()
    blocked = list(_lexicon()["not_before"].get(verb, ()))
    if verb in words_of("nominal"):
        blocked += _lexicon()["nominal_before"]
    return None if words.startswith(tuple(blocked), end) else Span(at, end)


def _core(words: str, zone: int) -> Predicate | None:
    """The adverbs, modal and verbs that start just there."""
    at = _skip_adverbs(words, zone)
    modal = modal_at(words, at)
    if modal:
        at = _skip_adverbs(words, modal.end)
    verbs: list[Span] = []
    strict = True
    while found := _verb(words, at, nominal=strict):
        verbs.append(found)
        verb = words[found.start : found.end]
        if verb not in words_of("governing"):
            verbs[-1] = _coordinated(words, found)
            break
        strict = verb == "严格"
        at = _skip_adverbs(words, found.end)
    return Predicate(zone, tuple(verbs), modal) if verbs or modal else None


def _coordinated(words: str, verb: Span) -> Span:
    """The verb with another that 和 joins to it: 引进和培育."""
    if words.startswith(("和", "与"), verb.end) and (other := _verb(words, verb.end + 1, nominal=True)):
        return Span(verb.start, other.end)
    return verb


def _carried(words: str, start: int, carriers: tuple[str, ...]) -> Predicate | None:
    """What carries a clause that puts its object first: 将……纳入……."""
    found = alternation(carriers).search(words, start + 2)
    if found is None:
        return None
    return Predicate(found.start(), (Span(found.start(), found.end()),), preposed=True)


def _after_phrase(words: str, start: int) -> Predicate | None:
    """What follows a prepositional phrase: 在……领域推进……."""
    for closer in _words("closers").finditer(words, start + 1):
        core = _core(words, closer.end())
        if core:
            return Predicate(core.zone, core.verbs, core.modal, preposed=True)
    return None


def _after_subject(words: str, start: int) -> Predicate | None:
    """What carries a clause that names its subject first: 工业园区应……, ……实现……; a modal goes before."""
    places = range(start + 1, len(words))
    with_modal = (_core(words, at) for at in places if modal_at(words, at))
    plain = (_subject_verb(words, at) for at in places)
    actors = (_core(words, found.end()) for found in _words("actors").finditer(words, start))
    core = next((core for found in (with_modal, plain, actors) for core in found if core), None)
    return Predicate(core.zone, core.verbs, core.modal, preposed=True) if core else None


def _subject_verb(words: str, at: int) -> Predicate | None:
    """The verb that a subject may stand right before, if it stands just there."""
    if _words("after_subject_adverbs").match(words, at):
        return _core(words, at)
    found = _words("after_subject").match(words, at)
    if found is None or words.endswith(tuple(_lexicon()["after_subject_not_behind"]), 0, at):
        return None
    if words.startswith(tuple(_lexicon()["after_subject_not_before"]), found.end()):
        return None
    return Predicate(at, (Span(at, found.end()),))
