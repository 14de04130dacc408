"""Which known indicator a subject's words name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCOPE_NOTE = f"{vocab.PREFIXES['skos']}scopeNote"
# What a subject may have before its indicator: where it is measured.
_PLACE_ENDS = ("市", "县", "区", "省", "州", "盟", "旗", "流域", "基地", "的")


@dataclass(frozen=True, slots=True)
class Identified:
    """The indicator's slug, "" when it is not known; the subject's own words; where it is measured."""

    slug: str
    subject: str
    scope: str = ""
    doubts: tuple[str, ...] = ()


def identified(subject: str, keys: Sequence[str]) -> Identified:
    """The indicator that the first of the keys names, or that the subject names after a place.

    银川市森林覆盖率 is forest cover; 新增装机 is not 装机, and 非水可再生能源 not 可再生能源.
    """
    for key in keys:
        if concept := _by_name().get(key):
            return Identified(_slug(concept), subject, doubts=_unclear(concept, subject))
    for at in range(max(1, len(subject) - _longest()), len(subject)):
        place, name = subject[:at], subject[at:]
        if (concept := _by_name().get(name)) and place.endswith(_PLACE_ENDS):
            return Identified(_slug(concept), name, place.removesuffix("的"), _unclear(concept, name))
    return Identified("", subject)


@cache
def _by_name() -> dict[str, assets.Concept]:
    concepts = [c for c in assets.concepts("indicators") if vocab.PKB.Indicator in c.types]
    return {name: concept for concept in concepts for name in concept.names}


@cache
def _longest() -> int:
    return max(map(len, _by_name()))


def _slug(concept: assets.Concept) -> str:
    return concept.slug.removeprefix("indicator/")


def _unclear(concept: assets.Concept, subject: str) -> tuple[str, ...]:
    """What the preferred name leaves open; another name, such as 可再生能源电力消纳比重, may say it."""
    notes = concept.every(_SCOPE_NOTE) if subject == concept.names[0] else ()
    return tuple(note for note in notes if not note.isascii())[:1]
