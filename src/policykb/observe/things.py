"""Indicators, units and regions by the names, codes and slugs that people write."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from policykb import assets, vocab
from policykb.observe.figures import NATIONWIDE

_SCHEMES = {"indicator": ("indicators",), "unit": ("units",), "region": ("regions", "provinces")}
KINDS = tuple(_SCHEMES)


def thing(kind: str, text: str) -> str | None:
    """The slug of an indicator, a unit or a region; none for what is not known, or means more than one."""
    return _known(kind).get(text) if text else None


def nearest(kind: str, text: str) -> str:
    """The known name that is most like a text; "" if none is."""
    return next(iter(get_close_matches(text, sorted(_known(kind)), n=1)), "")


def measures(unit: str, indicator: str) -> bool:
    """Whether a unit comes to the same canonical unit as an indicator."""
    return _canonical("units").get(unit) == _canonical("indicators").get(indicator)


@cache
def _known(kind: str) -> dict[str, str]:
    """Slugs by name; a preferred name goes before an alternative one."""
    concepts = [
        concept
        for scheme in _SCHEMES[kind]
        for concept in assets.concepts(scheme)
        if not concept.slug.startswith("scheme/")
    ]
    slugs = {c.slug: c.slug if kind == "region" else c.slug.partition("/")[2] for c in concepts}
    found: dict[str, str] = {}
    for concept in concepts:
        codes = (*concept.every(vocab.PREFIXES["skos"] + "notation"), *concept.every(vocab.PKB.divisionCode))
        for word in (concept.slug, slugs[concept.slug], concept.label_en, *codes, *concept.names[:1]):
            found.setdefault(word, slugs[concept.slug])
    alternatives: dict[str, set[str]] = {}
    for concept in concepts:
        for word in concept.names[1:]:
            alternatives.setdefault(word, set()).add(slugs[concept.slug])
    found = {**{word: next(iter(meant)) for word, meant in alternatives.items() if len(meant) == 1}, **found}
    if kind == "region":
        found |= dict.fromkeys(("全国", "Nationwide", NATIONWIDE), NATIONWIDE)
    return found


@cache
def _canonical(scheme: str) -> dict[str, str]:
    return {c.slug.partition("/")[2]: c.one(vocab.PKB.canonicalUnit) for c in assets.concepts(scheme)}
