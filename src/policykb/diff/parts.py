"""A version in parts: measures and goals with their actions, targets and bodies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets
from policykb.diff.values import Place
from policykb.draft.claims import Action, Goal, Measure, Responsibility, Target
from policykb.phrase import Phrase
from policykb.text import display

if TYPE_CHECKING:
    from policykb.diff.values import Version
    from policykb.draft.claims import Claim
    from policykb.span import Span
    from policykb.vocab import Force, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A measure or a goal with what it holds; ``body`` is its words without its title and its list of bodies."""

    claim: Measure | Goal
    heading: str
    title: str
    body: str
    actions: tuple[Action, ...]
    targets: tuple[Target, ...]
    bodies: tuple[Responsibility, ...]


def parts(version: Version) -> tuple[Part, ...]:
    """The goals and measures of a version, in text order."""
    draft = version.draft
    claims: tuple[Measure | Goal, ...] = (*draft.goals, *draft.measures)
    return tuple(_part(version, claim) for claim in sorted(claims, key=lambda claim: claim.span))


def _part(version: Version, claim: Measure | Goal) -> Part:
    draft = version.draft

    def mine(element: str) -> bool:
        return element.partition("/")[0] == claim.id

    bodies = tuple(sorted((r for r in draft.responsibilities if mine(r.element)), key=lambda r: r.position))
    start = max(getattr(claim, "title_span", claim.span).end, claim.span.start)
    if not hasattr(claim, "title_span"):
        start = claim.span.start
    end = min(
        [body.bracket.start for body in bodies if claim.span.holds(body.bracket)], default=claim.span.end
    )
    number = getattr(claim, "number", "")
    return Part(
        claim=claim,
        heading=f"{number}{claim.title}",
        title=claim.title,
        body=display(version.text[start:end]) if start < end else "",
        actions=tuple(action for action in draft.actions if mine(action.id)),
        targets=tuple(target for target in draft.targets if mine(target.id)),
        bodies=bodies,
    )


def place(version: Version, part: Part, claim: Claim, span: Span | None = None) -> Place:
    """Where a claim of a part stands."""
    at = span or claim.span
    return Place(claim.id, part.heading, at, display(at.quote(version.text)))


@cache
def _named(vocabulary: str) -> dict[str, Phrase]:
    return {
        concept.slug.rpartition("/")[2]: Phrase(concept.names[0], concept.label_en)
        for concept in assets.concepts(vocabulary)
        if concept.names
    }


def force_name(force: Force) -> Phrase:
    """What a force is called."""
    return _named("forces")[force.value]


def role_name(role: Role) -> Phrase:
    """What a role is called."""
    return _named("roles")[role.value]


def unit_name(unit: str) -> Phrase:
    """What a unit is called; nothing for none."""
    return _named("units").get(unit, Phrase(unit, unit))
