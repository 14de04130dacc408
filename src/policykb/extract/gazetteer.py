"""Known names in a stretch of words: the longest one, from the left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets, vocab
from policykb.span import Span
from policykb.vocab import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKOS = vocab.PREFIXES["skos"]
_SCHEME = f"{_SKOS}ConceptScheme"
_BROADER = f"{_SKOS}broader"
_GREENHOUSE = "pollutant/greenhouse-gas"
_VOCABULARIES = {
    "regions": MentionKind.PLACE,
    "places": MentionKind.PLACE,
    "industries": MentionKind.INDUSTRY,
    "pollutants": MentionKind.POLLUTANT,
    "technologies": MentionKind.TECHNOLOGY,
    "programmes": MentionKind.PROGRAMME,
    "pilots": MentionKind.PILOT,
    "platforms": MentionKind.PLATFORM,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, what sort of thing it names, and its concept's slug."""

    written: str
    kind: MentionKind
    concept: str
    phrase: str = ""
    """The longer words in which alone the name means this; otherwise empty."""


def names_in(words: str) -> tuple[tuple[Span, Name], ...]:
    """The names in the words with their places; a name inside a longer one is not told."""
    found: list[tuple[Span, Name]] = []
    at = 0
    while at < len(words):
        name = _name_at(words, at)
        if name is None:
            at += 1
            continue
        whole = name.phrase or name.written
        start = at + whole.index(name.written)
        at = start + len(name.written)
        if name.concept:
            found.append((Span(start, at), name))
    return tuple(found)


@cache
def lexicon() -> dict[str, Any]:
    """How names are found beyond the vocabularies."""
    return assets.lexicon("mentions")


def _name_at(words: str, at: int) -> Name | None:
    """The longest name that starts here; a decoy is a name without a concept."""
    for name in _by_first().get(words[at], ()):
        if words.startswith(name.phrase or name.written, at):
            return name
    return None


@cache
def _by_first() -> dict[str, tuple[Name, ...]]:
    """All names by the code point they start with, the longest first."""
    table: dict[str, list[Name]] = defaultdict(list)
    for name in _all():
        table[(name.phrase or name.written)[0]].append(name)
    return {first: tuple(sorted(names, key=_order)) for first, names in table.items()}


def _order(name: Name) -> tuple[int, str, str]:
    whole = name.phrase or name.written
    return -len(whole), whole, name.concept


def _all() -> Iterator[Name]:
    kinds: dict[str, MentionKind] = {}
    for vocabulary, kind in _VOCABULARIES.items():
        concepts = [c for c in assets.concepts(vocabulary) if _SCHEME not in c.types]
        parents = {c.slug: [vocab.short(iri) for iri in c.every(_BROADER)] for c in concepts}
        for concept in concepts:
            gas = _GREENHOUSE in _with_ancestors(concept.slug, parents)
            kinds[concept.slug] = MentionKind.GREENHOUSE_GAS if gas else kind
            yield from (Name(name, kinds[concept.slug], concept.slug) for name in concept.names)
    for row in lexicon()["within"]:
        yield Name(row["name"], kinds[row["concept"]], row["concept"], row["phrase"])
    yield from (Name(decoy, MentionKind.PLACE, "") for decoy in lexicon()["decoys"])


def _with_ancestors(slug: str, parents: dict[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [slug]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(parents.get(one, ()))
    return seen
