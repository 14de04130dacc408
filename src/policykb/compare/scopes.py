"""Whether a requirement binds a plan's region, and whether its figure speaks of the same territory and things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.compare import lexicon
from policykb.compare.regional import lineage
from policykb.phrase import Phrase
from policykb.text import display
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.assets import Concept
    from policykb.compare.regional import Regional
    from policykb.draft.requirements import Requirement

NATIONWIDE, ONE_REGION = "scope/nationwide", "scope/one-region"
# A plan that another is held against: one of another region, or an earlier version of the same.
ANOTHER_PLAN, SAME_PLAN = "scope/another-plan", "scope/same-plan"
PLANS = (ANOTHER_PLAN, SAME_PLAN)
_SKOS = vocab.PREFIXES["skos"]
_CLAUSE = re.compile(r"[^，。；\n]+")


class Bearing(StrEnum):
    """What a requirement's scope is to a plan's region."""

    BINDS = "binds"  # the region lies in it, or it is the whole country
    PARTLY = "partly"  # a part of the region lies in it
    NARROWER = "narrower"  # the whole country, seen through some of its places
    OTHER_THINGS = "other_things"  # the whole country, but of narrower things
    OPEN = "open"  # nobody has said whether the region lies in it
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Bound:
    """How a requirement bears on the region, and why that is thought."""

    bearing: Bearing
    reason: Phrase | None = None


def bearing(requirement: Requirement, regional: Regional) -> Bound:
    """How a requirement bears on a plan's region."""
    if requirement.scope == NATIONWIDE or requirement.scope in PLANS:
        return Bound(Bearing.BINDS)
    regions = lineage(regional.region)
    if requirement.scope == ONE_REGION:
        return _assigned(requirement, regional, regions)
    scope = _scopes().get(requirement.scope)
    if scope is None:
        unknown = Phrase(
            "适用范围不在词表中，是否适用须由人判断", "its scope is in no vocabulary: for a person to judge"
        )
        return Bound(Bearing.OPEN, unknown)
    return _listed(scope, regions) or _self_described(scope, regional) or _general(scope)


def scope_name(slug: str) -> Phrase:
    """What a scope is called."""
    scope = _scopes().get(slug)
    return _name(scope) if scope else Phrase(slug, slug)


def _assigned(requirement: Requirement, regional: Regional, regions: tuple[str, ...]) -> Bound:
    if requirement.region == regional.region and regional.region:
        return Bound(Bearing.BINDS)
    if requirement.region in regions:
        above = Phrase(
            "该数值给本地区所在的上级行政区", "the figure is for the larger region that this one lies in"
        )
        return Bound(Bearing.NARROWER, above)
    return Bound(Bearing.OUTSIDE, Phrase("该数值给另一地区", "the figure is for another region"))


def _listed(scope: Concept, regions: tuple[str, ...]) -> Bound | None:
    """What the scope itself says of the region, or of one it lies in."""
    name = _name(scope)
    inside = (*scope.every(PKB.scopeIncludes), *scope.every(PKB.scopeIncludesPartly))
    if scope.every(PKB.scopeExcludes) and not inside:
        return Bound(Bearing.OUTSIDE, _out(name))  # it leaves out every region, whichever this one is
    for term, found in (
        (PKB.scopeIncludes, Bound(Bearing.BINDS, _in(name))),
        (PKB.scopeExcludes, Bound(Bearing.OUTSIDE, _out(name))),
        (PKB.scopeIncludesPartly, Bound(Bearing.PARTLY, _in_part(name))),
    ):
        if {vocab.short(iri) for iri in scope.every(term)} & set(regions):
            return found
    return None


def _self_described(scope: Concept, regional: Regional) -> Bound | None:
    """What the plan says of itself: 属于大气污染防治重点区域, 未列入……."""
    inside, outside = (lexicon.table()["belongs"][side] for side in ("inside", "outside"))
    names = (*scope.names, *lexicon.table()["called"].get(scope.slug, ()))
    for found in _CLAUSE.finditer(regional.text):
        clause = found.group()
        if not any(name in clause for name in names):
            continue
        quoted = f"“{display(clause)}”"
        if any(word in clause for word in outside):
            return Bound(Bearing.OUTSIDE, Phrase(f"本方案自述{quoted}", f"the plan says of itself {quoted}"))
        if any(word in clause for word in inside):
            return Bound(Bearing.BINDS, Phrase(f"本方案自述{quoted}", f"the plan says of itself {quoted}"))
    return None


def _general(scope: Concept) -> Bound:
    name = _name(scope)
    nationwide = vocab.thing(NATIONWIDE)
    if nationwide in scope.every(f"{_SKOS}broader"):
        return Bound(
            Bearing.NARROWER,
            Phrase(
                f"上位要求只及{name.zh}，本方案及全地区",
                f"asked of {name.en} only, while the plan speaks of the whole region",
            ),
        )
    if nationwide in scope.every(f"{_SKOS}related"):
        return Bound(
            Bearing.OTHER_THINGS,
            Phrase(
                f"上位要求只计{name.zh}，本方案没有这样限定",
                f"asked of {name.en} only, which the plan does not say",
            ),
        )
    return Bound(
        Bearing.OPEN,
        Phrase(
            f"本地区是否属于“{name.zh}”未经认定，须由人判断",
            f"whether the region is among “{name.en}” is for a person to judge",
        ),
    )


def _in(name: Phrase) -> Phrase:
    return Phrase(f"本地区在“{name.zh}”之内", f"the region lies in “{name.en}”")


def _in_part(name: Phrase) -> Phrase:
    return Phrase(f"本地区只有一部分在“{name.zh}”之内", f"only a part of the region lies in “{name.en}”")


def _out(name: Phrase) -> Phrase:
    return Phrase(f"本地区不在“{name.zh}”之内", f"the region does not lie in “{name.en}”")


def _name(scope: Concept) -> Phrase:
    return Phrase(scope.names[0], scope.label_en)


@cache
def _scopes() -> dict[str, Concept]:
    return {concept.slug: concept for concept in assets.concepts("scopes") if PKB.Scope in concept.types}
