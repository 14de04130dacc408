"""What a text is about, as it is compared: its words, the fields it speaks of, and the things it names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.compare import lexicon
from policykb.compare.likeness import Weights, bare, grams
from policykb.extract.gazetteer import names_in
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Content:
    """A text's bare words, their grams, how often each field's words stand in it, and the concepts it names."""

    words: str
    grams: frozenset[str]
    fields: Mapping[str, int]
    concepts: frozenset[str]

    @classmethod
    def of(cls, words: str) -> Content:
        """What some words are about."""
        cleaned = bare(words)
        spoken = {field.id: sum(words.count(word) for word in field.words) for field in lexicon.fields()}
        return cls(
            cleaned,
            grams(cleaned),
            {field: count for field, count in spoken.items() if count},
            frozenset(_named(words)),
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that is compared at once, and so how much each word, field and concept tells."""

    words: Weights
    fields: Mapping[str, float]
    concepts: Mapping[str, float]

    @classmethod
    def learnt(cls, texts: Iterable[Content]) -> Contents:
        """What tells much among some texts."""
        known = list(texts)
        count = len(known) + 1
        fields = Counter(field for text in known for field in text.fields)
        concepts = Counter(concept for text in known for concept in text.concepts)
        return cls(
            Weights.learnt(text.grams for text in known),
            {field: math.log(count / number) for field, number in fields.items()},
            {concept: math.log(count / number) for concept, number in concepts.items()},
        )

    def fields_shared(self, asked: Content, said: Content) -> float:
        """How alike the fields are that two texts speak of, from 0 to 1."""
        one, other = self._profile(asked), self._profile(said)
        length = math.hypot(*one.values()) * math.hypot(*other.values())
        return (
            math.fsum(weight * other.get(field, 0.0) for field, weight in one.items()) / length
            if length
            else 0.0
        )

    def concepts_shared(self, asked: Content, said: Content) -> float | None:
        """The share of the things asked for that are named; ``None`` where nothing is named by the one who asks.

        One thing that many texts name is a weak sign, so the share is of a little more than what is asked.
        """
        whole = math.fsum(map(self._weight, asked.concepts))
        both = math.fsum(map(self._weight, asked.concepts & said.concepts))
        return both / (whole + _WEAK) if whole else None

    def _weight(self, concept: str) -> float:
        return self.concepts.get(concept, 0.0)

    def _profile(self, text: Content) -> dict[str, float]:
        """The fields by how much they tell; a word's tenth mention says less than its first."""
        return {field: math.sqrt(count) * self.fields.get(field, 0.0) for field, count in text.fields.items()}


def concept_name(slug: str) -> Phrase:
    """What a concept is called."""
    return _labels().get(slug, Phrase(slug, slug))


_WEAK = 2.0  # what a thing weighs that one text in seven names
_INDICATORS = "indicators"
_VOCABULARIES = ("industries", "pollutants", "technologies", "programmes", "pilots", "platforms", _INDICATORS)
_GENERIC = vocab.PKB.isGeneric


@cache
def _labels() -> dict[str, Phrase]:
    concepts = [concept for name in _VOCABULARIES for concept in assets.concepts(name) if concept.names]
    return {c.slug: Phrase(c.names[0], c.label_en or c.names[0]) for c in concepts}


@cache
def _dull() -> frozenset[str]:
    """Concepts too general to show that two texts speak of one thing."""
    concepts = [concept for name in _VOCABULARIES for concept in assets.concepts(name)]
    return frozenset(concept.slug for concept in concepts if concept.one(_GENERIC) == "true")


@cache
def _indicators() -> tuple[tuple[str, str], ...]:
    return tuple((name, concept.slug) for concept in assets.concepts(_INDICATORS) for name in concept.names)


def _named(words: str) -> set[str]:
    """The vocabulary's things in some words; where they lie does not show what they are about."""
    found = {name.concept for _, name in names_in(words)} | {
        slug for name, slug in _indicators() if name in words
    }
    return {slug for slug in found if slug in _labels() and slug not in _dull()}
