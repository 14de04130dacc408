"""The lists that cells choose from: a code, and what it is called in the reader's language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.extract.register import body_slug
from policykb.vocab import (
    BodyKind,
    Comparator,
    ConditionKind,
    DocumentAct,
    Force,
    MentionKind,
    Precision,
    Role,
    TargetKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.assets import Concept
    from policykb.draft.claims import Draft
    from policykb.report.words import Words

_ROLES = (Role.LEAD, Role.SUPPORT, Role.JOINT, Role.IMPLEMENT, Role.SUPERVISE)
"""Those that a text can state; a presumed lead is never stated."""
_OPEN = {
    "agency": ("agencies",),
    "indicator": ("indicators",),
    "unit": ("units",),
    "sector": ("sectors",),
    "level": ("levels",),
    "concept": (
        *("places", "regions", "industries", "pollutants", "technologies"),
        *("programmes", "pilots", "platforms"),
    ),
}
LISTS = (
    *("agency", "role", "indicator", "unit", "comparator", "target_kind", "force", "precision"),
    *("sector", "level", "condition", "mention", "concept", "act", "boolean", "body_kind"),
)
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: its code, what it is called, and what else it may be called."""

    code: str
    name: str
    others: tuple[str, ...] = ()


class Choices:
    """The lists in one language; what a person writes is understood in either."""

    def __init__(self, words: Words, draft: Draft) -> None:
        self._words = words
        self._draft = draft
        self.lists = {name: self._entries(name) for name in LISTS}
        self._names = {name: {one.code: one.name for one in entries} for name, entries in self.lists.items()}
        self._codes = {name: _codes(entries) for name, entries in self.lists.items()}

    def named(self, name: str, code: str) -> str:
        """What a code is called; a code that the list lacks is shown as it is."""
        return self._names[name].get(code, code)

    def code(self, name: str, said: str) -> str | None:
        """The code of what a person wrote; None for what is not in the list."""
        return "" if not said else self._codes[name].get(said.strip().casefold())

    def near(self, name: str, said: str) -> tuple[str, ...]:
        """What may stand there: all of a short list, the nearest of a long one."""
        names = [one.name for one in self.lists[name]]
        if len(names) <= 3 * _NEAR:
            return tuple(names)
        inside = [one for one in names if said and (said in one or one in said)]
        return tuple(dict.fromkeys([*inside, *get_close_matches(said, names, _NEAR, 0.4)]))[:_NEAR]

    def _entries(self, name: str) -> tuple[Choice, ...]:
        if name == "agency":
            return (*_own(self._draft), *_concepts(_OPEN[name], self._words.lang))
        if name in _OPEN:
            return _concepts(_OPEN[name], self._words.lang)
        return tuple(_closed(name, self._words))


def _own(draft: Draft) -> tuple[Choice, ...]:
    """The bodies that the plan's own draft proposes, by the names that the text gives them."""
    return tuple(
        Choice(
            body_slug(draft.plan, body.id), f"{body.name} ({body.id})", (body.name, *body.aliases, body.id)
        )
        for body in draft.bodies
    )


def _closed(name: str, words: Words) -> Iterator[Choice]:
    """The entries of a closed list; a vocabulary names those that it has."""
    codes: dict[str, Iterable[tuple[str, str]]] = {
        "role": [(role.value, vocab.role(role)) for role in _ROLES],
        "force": [(force.value, vocab.force(force)) for force in Force],
        "comparator": [(one.value, vocab.comparator(one)) for one in Comparator],
        "target_kind": [(kind.value, vocab.target_kind(kind)) for kind in TargetKind],
        "precision": [(one.value, "") for one in Precision],
        "condition": [(kind.value, "") for kind in ConditionKind],
        "mention": [(kind.value, "") for kind in MentionKind],
        "act": [(act.value, "") for act in DocumentAct],
        "body_kind": [(kind.value, "") for kind in BodyKind],
        "boolean": [("true", ""), ("false", "")],
    }
    for code, iri in codes[name]:
        said = _label(vocab.short(iri), words.lang) if iri else words(f"review.{name}_{code}")
        yield Choice(code, said, _others(name, code, iri))


def _others(name: str, code: str, iri: str) -> tuple[str, ...]:
    concept = _by_slug().get(vocab.short(iri)) if iri else None
    return (code, *((*concept.names, concept.label_en) if concept else ()), *_SPOKEN.get((name, code), ()))


_SPOKEN = {
    ("boolean", "true"): ("是", "yes", "y", "true", "√"),
    ("boolean", "false"): ("否", "no", "n", "false", "×"),
}


def _label(slug: str, lang: str) -> str:
    concept = _by_slug()[slug]
    return (concept.label_en if lang == "en" else "") or concept.names[0]


@cache
def _by_slug() -> dict[str, Concept]:
    names = ("roles", "forces", "comparators", "target_kinds")
    return {concept.slug: concept for name in names for concept in assets.concepts(name)}


def _concepts(vocabularies: Iterable[str], lang: str) -> tuple[Choice, ...]:
    """The concepts of some vocabularies; two of one name are told apart by their codes."""
    found = [concept for name in vocabularies for concept in assets.concepts(name)]
    found = [concept for concept in found if concept.names and not concept.slug.startswith("scheme/")]
    names = {c.slug: (c.label_en if lang == "en" else "") or c.names[0] for c in found}
    count = Counter(names.values())
    return tuple(
        Choice(
            c.slug,
            names[c.slug] if count[names[c.slug]] == 1 else f"{names[c.slug]} ({c.slug})",
            (c.slug, *c.names, c.label_en),
        )
        for c in found
    )


def _codes(entries: tuple[Choice, ...]) -> dict[str, str]:
    """The code of every name; a name that two entries claim is understood as the one it is first for."""
    codes: dict[str, str] = {}
    for one in entries:
        codes.setdefault(one.name.casefold(), one.code)
    shared = Counter(other for one in entries for other in {other.casefold() for other in one.others})
    for one in entries:
        for other in one.others:
            if other and shared[other.casefold()] == 1:
                codes.setdefault(other.casefold(), one.code)
    return codes
