"""Bodies that a sentence itself names as doing something: 由市生态环境局牵头……, 市水利局会同市财政局……."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.body_names import body_prefix, shape_of
from policykb.extract.clauses import clauses, sentences, trimmed
from policykb.extract.list_words import group_at, lexicon
from policykb.extract.name_lists import Named, read_list
from policykb.extract.predicates import alternation
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import BodyKind, Role

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

_LONGEST_SUBJECT = 160
_JOINTS = "、和与及"
_ACTING_ROLES = {Role.LEAD, Role.JOINT, Role.IMPLEMENT}


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what a stretch says; ``named`` are the clauses that do nothing but name them."""

    names: tuple[Named, ...]
    covers: Span
    named: tuple[Span, ...]


def doings(text: str, body: Span) -> Iterator[Doing]:
    """The sentences of a body that name their doers, each once for every subject it has."""
    for sentence in sentences(text, body):
        if _acting().search(text, sentence.start, sentence.end):
            yield from _in_sentence(text, sentence)


@dataclass(frozen=True, slots=True)
class _Found:
    clause: Span
    names: tuple[Named, ...]
    pure: bool


def _in_sentence(text: str, sentence: Span) -> Iterator[Doing]:
    """The doers subject by subject; a subject reaches to where the next one starts."""
    runs: list[list[_Found]] = []
    parts = clauses(text, sentence)
    said: list[Span] = []
    for part in parts:
        found = _in_clause(text, part)
        if found is None or not found.pure:
            said.append(part)
        if found is None:
            continue
        acts = any(name.role in _ACTING_ROLES for name in found.names)
        between = bool(runs) and any(span.start > runs[-1][-1].clause.start for span in said)
        if runs and (not acts or (found.pure and not between)):
            runs[-1].append(found)
        else:
            runs.append([found])
    for index, run in enumerate(runs):
        start = run[0].clause.start if index else sentence.start
        end = runs[index + 1][0].clause.start if index + 1 < len(runs) else sentence.end
        alone = not any(start <= span.start < end for span in said)
        covers = sentence if alone else trimmed(text, start, end) or sentence
        names = tuple(name for one in run for name in one.names)
        yield Doing(names, covers, tuple(one.clause for one in run if one.pure))


def _in_clause(text: str, clause: Span) -> _Found | None:
    """The doers of a clause, by the words behind them."""
    if not _acting().search(text, clause.start, clause.end):
        return None
    if (listing := _as_list(text, clause)) is not None:
        return _Found(clause, listing, pure=True)
    unbroken = Unbroken.of(text, clause)
    words = unbroken.words
    for found in _acting().finditer(words, 0, _LONGEST_SUBJECT):
        if words.startswith(tuple(lexicon()["acting"]["not_behind"]), found.end()):
            continue
        start = max(words.rfind("由", 0, found.start()), words.rfind("请", 0, found.start())) + 1
        subject = _subject(text, unbroken, start, found.start())
        if not subject:
            continue
        word = found.group()
        if word in lexicon()["acting"]["joining"]:
            return _Found(clause, (*_led(subject), *_joined(unbroken, found.end())), pure=False)
        names = tuple(replace(name, role=_role(word, name), doubts=_kept(name)) for name in subject)
        return _Found(clause, (*names, *_after(unbroken, found.end())), pure=False)
    if joined := _opening(unbroken):
        return _Found(clause, joined, pure=False)
    return None


def _as_list(text: str, clause: Span) -> tuple[Named, ...] | None:
    """The names of a clause that is a list and what its bodies do."""
    if len(clause) > _LONGEST_SUBJECT:
        return None
    listing = read_list(text, clause)
    sound = listing.speaks and listing.strong and listing.names and all(map(_is_body, listing.names))
    return listing.names if sound else None


def _subject(text: str, unbroken: Unbroken, start: int, end: int) -> tuple[Named, ...]:
    """The names between two places of a clause; none when anything else stands there too."""
    if not unbroken.words[start:end].strip():
        return ()
    listing = read_list(text, unbroken.span(start, end))
    sound = listing.complete and listing.names and not listing.due and all(map(_is_body, listing.names))
    return listing.names if sound else ()


def _is_body(name: Named) -> bool:
    """Whether a name in running text is one: its field or its government must be known."""
    shape = shape_of(name.words)
    return name.group or bool(shape and shape.clear and (shape.field or shape.front or shape.central))


def _led(subject: Sequence[Named]) -> Iterator[Named]:
    for name in subject:
        yield replace(name, role=Role.LEAD, doubts=("joined",))


def _joined(unbroken: Unbroken, at: int) -> Iterator[Named]:
    """The bodies behind 会同, up to the verb of what they do together."""
    for start, end in _forward(unbroken.words, at):
        words = unbroken.words[start:end]
        group = group_at(words) == len(words)
        yield Named(words, unbroken.span(start, end), Role.SUPPORT, group=group, doubts=("joined",))


def _after(unbroken: Unbroken, at: int) -> Iterator[Named]:
    """The bodies that 会同 right behind 牵头 joins."""
    joining = tuple(lexicon()["acting"]["joining"])
    for word in joining:
        if unbroken.words.startswith(word, at):
            yield from _joined(unbroken, at + len(word))


def _opening(unbroken: Unbroken) -> tuple[Named, ...]:
    """The bodies of a clause that opens with 会同 or 配合."""
    for word in (*lexicon()["acting"]["joining"], "配合"):
        if unbroken.words.startswith(word):
            return tuple(_joined(unbroken, len(word)))
    return ()


def _forward(words: str, at: int) -> Iterator[tuple[int, int]]:
    while at < len(words):
        rest = words[at : at + _LONGEST_SUBJECT]
        length = group_at(rest) or body_prefix(rest)
        if not length:
            return
        yield at, at + length
        at += length
        if words[at : at + 1] not in set(_JOINTS):
            return
        at += 1


def _role(word: str, name: Named) -> Role:
    """What a word behind a subject makes of it; governments carry out what departments do jointly."""
    for role, words in lexicon()["acting"].items():
        if word in words:
            if role != "carry":
                return Role(role)
            shape = shape_of(name.words)
            governs = name.group or (shape and shape.kind in {BodyKind.GOVERNMENT, BodyKind.COMMITTEE})
            return Role.IMPLEMENT if governs else Role.JOINT
    return Role.JOINT


def _kept(name: Named) -> tuple[str, ...]:
    return tuple(doubt for doubt in name.doubts if doubt != "roleless")


@cache
def _acting() -> re.Pattern[str]:
    table = lexicon()["acting"]
    kinds = ("lead", "joint", "carry", "support", "supervise", "joining")
    return alternation(tuple(word for kind in kinds for word in table[kind]))
