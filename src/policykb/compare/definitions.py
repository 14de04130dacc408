"""Whether two indicators measure the same thing: the same, one wider, nearly the same, or merely alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from policykb import assets, vocab
from policykb.compare import lexicon
from policykb.phrase import Phrase

_SKOS = vocab.PREFIXES["skos"]


class Kinship(StrEnum):
    """What the plan's indicator is to the required one."""

    SAME = "same"
    WIDER = "wider"  # the plan counts more
    NARROWER = "narrower"  # the plan counts less
    CLOSE = "close"  # other names, nearly the same thing
    ALIKE = "alike"  # related, not to be compared


@dataclass(frozen=True, slots=True)
class Kin:
    """What the plan's indicator is to the required one, and why the two differ."""

    kinship: Kinship
    reason: Phrase | None = None


def kin(required: str, planned: str) -> Kin | None:
    """What the plan's indicator is to the required one; ``None`` where they have nothing to do with each other."""
    if not required or not planned:
        return None
    if required == planned:
        return Kin(Kinship.SAME)
    return _defined(required, planned) or _alike(required, planned)


def _defined(required: str, planned: str) -> Kin | None:
    """What is known of how two definitions differ."""
    for pair in lexicon.wider():
        if (pair.wide, pair.narrow) == (planned, required):
            return Kin(Kinship.WIDER, _named("口径更宽", "a wider definition", pair.why))
        if (pair.wide, pair.narrow) == (required, planned):
            return Kin(Kinship.NARROWER, _named("口径更窄", "a narrower definition", pair.why))
    for one, other, why in lexicon.close():
        if {one, other} == {required, planned}:
            return Kin(Kinship.CLOSE, _named("口径相近而不同", "a close but different definition", why))
    return None


def _alike(required: str, planned: str) -> Kin | None:
    if frozenset({required, planned}) not in _related():
        return None
    return Kin(Kinship.ALIKE, _named("口径不同", "another definition", _note(required, planned)))


def indicator_name(slug: str) -> Phrase:
    """What an indicator is called."""
    return _names().get(slug, Phrase(slug, slug))


def _named(zh: str, en: str, why: Phrase) -> Phrase:
    return Phrase(f"{zh}：{why.zh}", f"{en}: {why.en}")


def _note(*slugs: str) -> Phrase:
    """What the vocabulary says of how the one differs, or both names."""
    for slug in slugs:
        if slug in _notes():
            return _notes()[slug]
    names = [indicator_name(slug) for slug in slugs]
    return Phrase(" / ".join(name.zh for name in names), " / ".join(name.en for name in names))


def _slug(iri: str) -> str:
    return vocab.short(iri).removeprefix("indicator/")


@cache
def _names() -> dict[str, Phrase]:
    return {
        _slug(c.slug): Phrase(c.names[0], c.label_en or c.names[0])
        for c in assets.concepts("indicators")
        if c.names
    }


@cache
def _notes() -> dict[str, Phrase]:
    found = {}
    for concept in assets.concepts("indicators"):
        notes = concept.every(f"{_SKOS}scopeNote") or concept.every(f"{_SKOS}note")
        zh, en = (next((note for note in notes if _is_latin(note) is latin), "") for latin in (False, True))
        if zh:
            found[_slug(concept.slug)] = Phrase(zh.rstrip("。"), en.rstrip(".") or zh)
    return found


def _is_latin(words: str) -> bool:
    """Whether some words are English; a vocabulary's notes come without their language."""
    return 2 * sum(map(str.isascii, words)) > len(words)


@cache
def _related() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset({_slug(concept.slug), _slug(other)})
        for concept in assets.concepts("indicators")
        for other in concept.every(f"{_SKOS}related")
    )
