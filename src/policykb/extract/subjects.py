"""What a clause's aim is about: its subject without the words around it, or several that share them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from policykb import assets
from policykb.extract.brackets import open_places
from policykb.extract.predicates import alternation
from policykb.span import Span

_INNER_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_ASIDE = re.compile(r"[（(][^（()）]{1,20}[）)]")
_SPLITS = ("、", "、|以及|和|与|及", "、|以及|和|与")


@dataclass(frozen=True, slots=True)
class Division:
    """The divisions that a clause speaks of one by one, and where their name ends in it."""

    level: str
    words: str
    end: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """One subject or several that share a statement; ``scope`` is where it holds."""

    names: tuple[str, ...]
    scope: str = ""
    doubts: tuple[str, ...] = ()


def division_of(words: str, before: Division | None) -> Division | None:
    """The divisions a clause speaks of; 各 alone goes on with those of the clause before it."""
    blanks = len(words) - len(words.lstrip())
    for level in ("prefecture", "county", "other"):
        if found := _divisions(level).match(words, blanks):
            return Division("" if level == "other" else level, found.group(), found.end())
    elided = lexicon()["division"]["elided"]
    if before and words.startswith(elided, blanks):
        return replace(before, end=blanks + len(elided))
    return None


def subjects_of(words: str, numbers: int, together: str) -> Subjects:
    """The subjects that words name, as many as there are numbers where that can be.

    Args:
        words: what stands before the relation.
        numbers: how many numbers follow it.
        together: the 均 or 分别 that says that there are several, or empty.
    """
    name, scope = bare_subject(words)
    if not name:
        return Subjects(("",), scope)
    if numbers == 1 and (parts := coordinated(name)) != (name,):
        return Subjects(parts, scope)
    if numbers == 1 and not (together or _are_peers(name)):
        return Subjects((name,), scope)
    for split in _SPLITS:
        parts = _split(name, split)
        if (len(parts) == numbers > 1) or (numbers == 1 and len(parts) > 1):
            whole = completed(parts)
            said = (doubt("peers", subject="、".join(whole)),) if whole != parts else ()
            return Subjects(whole, scope, said)
    return Subjects((name,), scope)


def _are_peers(name: str) -> bool:
    """Whether a subject names things of one sort that each have what it ends with: 化肥、农药利用率."""
    *others, last = _split(name, _SPLITS[1])
    known = others and name.endswith(tuple(lexicon()["subject"]["apart"])) and set(others) <= set(_peers())
    return bool(known) and last.startswith(_peers()) and last not in _peers()


def bare_subject(words: str) -> tuple[str, str]:
    """A subject without the words around it that are no part of it, and where the target holds."""
    table, scope, previous = lexicon()["subject"], "", ""
    whole = tuple(table["whole_words"])
    words = _INNER_BLANKS.sub("", words)
    while words != previous:
        previous = words = words.strip()
        mark = _marks().match(words)
        words = words[mark.end() :].strip() if mark and mark.end() < len(words) else words
        front = next((one for one in _affixes("front") if words.startswith(one)), "")
        if front and words != front and not (len(front) == 1 and words.startswith(whole)):
            scope = front if front in table["scope"] else scope
            words = words[len(front) :].strip()
        back = next((one for one in _affixes("back") if words.endswith(one)), "")
        if back and words != back and not (len(back) == 1 and words.endswith(whole)):
            words = words[: len(words) - len(back)]
    return words, scope


def ends_as_measure(words: str) -> bool:
    """Whether words name something that is measured: a rate, an area, a consumption."""
    table = lexicon()["subject"]
    return words.endswith(tuple(table["measures"])) and not words.endswith(tuple(table["not_measures"]))


def coordinated(subject: str) -> tuple[str, ...]:
    """The subjects that 、 or 和 joins, where each is a measure; otherwise the one."""
    joints = alternation(tuple(lexicon()["subject"]["joints"]))
    parts = tuple(part.strip() for part in joints.split(subject))
    return parts if all(map(ends_as_measure, parts)) else (subject,)


def completed(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The subjects with what they share with the last or the first one: 城市、县城污水处理率."""
    if front := _shared_front().match(parts[0]):
        parts = (parts[0], *(one if _shared_front().match(one) else front.group() + one for one in parts[1:]))
    *others, last = parts
    peer = next((name for name in _peers() if last.startswith(name) and len(last) > len(name)), "")
    places = tuple(lexicon()["subject"]["places"])
    if not peer and others and all(one.endswith(places) for one in others):
        measured = _measured_things().search(last, 1)
        peer = last[: measured.start()] if measured else ""
    if not peer and not any(map(ends_as_measure, others)):
        peer = next((last.removesuffix(one) for one in _heads() if last.endswith(one) and last != one), "")
    aside = _ASIDE.match(last, len(peer)) if peer else None
    head = last[aside.end() if aside else len(peer) :]
    whole = (one if not peer or ends_as_measure(one) or one.endswith(head) else one + head for one in others)
    return (*whole, last)


def doubt(name: str, **words: str) -> str:
    """One of the lexicon's doubts, its words filled in."""
    return str(lexicon()["doubts"][name]).format(**words)


@cache
def lexicon() -> dict[str, Any]:
    """The words that make a clause a target."""
    return assets.lexicon("targets")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(lexicon()["subject"]["marks"])


@cache
def _shared_front() -> re.Pattern[str]:
    return re.compile(lexicon()["subject"]["shared_fronts"])


@cache
def _affixes(side: str) -> tuple[str, ...]:
    """What may stand before or behind a subject, the longest first."""
    table = lexicon()["subject"]
    words = (*table["before"], *table["scope"]) if side == "front" else table["after"]
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _divisions(level: str) -> re.Pattern[str]:
    table = lexicon()["division"]
    other = "|".join(table["not_before"])
    return re.compile(f"(?:{alternation(tuple(table[level])).pattern})(?!{other})")


@cache
def _peers() -> tuple[str, ...]:
    """Names of which several may share a head: places, sectors, pollutants, crops; longest first."""
    known = {name for concept in assets.concepts("pollutants") for name in concept.names}
    return tuple(sorted(known | set(lexicon()["subject"]["peers"]), key=lambda name: (-len(name), name)))


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(lexicon()["subject"]["heads"], key=lambda word: (-len(word), word)))


@cache
def _measured_things() -> re.Pattern[str]:
    """Names of what is measured in a place: pollutants and indicators."""
    known = [
        name for kind in ("pollutants", "indicators") for one in assets.concepts(kind) for name in one.names
    ]
    return alternation(tuple(known))


def _split(subject: str, marks: str) -> tuple[str, ...]:
    """The parts between marks that stand outside brackets."""
    pattern = re.compile(marks)
    parts, at = [], 0
    for place in open_places(subject, Span(0, len(subject)), pattern):
        found = pattern.match(subject, place)
        if found and place >= at:
            parts.append(subject[at:place].strip())
            at = found.end()
    return (*parts, subject[at:].strip()) if all(parts) else (subject,)
