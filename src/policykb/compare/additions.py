"""What only the region asks for: strict actions, documents to be drawn up, targets and goals without a counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.compare.clauses import core
from policykb.compare.likeness import Weights, grams
from policykb.compare.scheme import scheme
from policykb.compare.values import Addition, Evidence
from policykb.draft.claims import Target
from policykb.phrase import Phrase
from policykb.text import display
from policykb.vocab import Force, RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.regional import Regional
    from policykb.compare.values import Coverage, IndicatorVerdict
    from policykb.draft.claims import Action
    from policykb.draft.requirements import Reference

_STRICT = (Force.PROHIBIT, Force.MANDATE, Force.STRICT_CONTROL)


def additions(
    regional: Regional,
    reference: Reference,
    coverages: Sequence[Coverage],
    indicators: Sequence[IndicatorVerdict],
) -> tuple[Addition, ...]:
    """The region's own, in text order; a clause that answers a requirement, or says what a section says, is none."""
    own = {v.target for v in indicators if v.verdicts == (Verdict.REGIONAL_ONLY,)}
    used = {one.element for c in coverages if c.requirement.kind != "section" for one in c.evidence}
    asked = " ".join(core(requirement.statement_zh) for requirement in reference.requirements)
    weights = Weights.learnt(grams(core(display(regional.quote(claim.span)))) for claim in regional.clauses)
    found: list[Action | Target] = [*_actions(regional, used, asked, weights), *_targets(regional, own, used)]
    return tuple(
        _addition(regional, claim) for claim in sorted(found, key=lambda claim: (claim.span, claim.id))
    )


def _actions(regional: Regional, used: set[str], asked: str, weights: Weights) -> Iterator[Action]:
    drawn_up = {document.of for document in regional.draft.documents if document.titled}
    for action in regional.draft.actions:
        if action.id in used or not (action.force in _STRICT or action.id in drawn_up):
            continue
        known = weights.told(core(display(regional.quote(action.span))), asked)
        if known < scheme().matching.covered:
            yield action


def _targets(regional: Regional, own: set[str], used: set[str]) -> Iterator[Target]:
    for target in regional.draft.targets:
        goal = target.id.startswith("g") and not target.value
        if target.id in own or (goal and target.id not in used):
            yield target


def _addition(regional: Regional, claim: Action | Target) -> Addition:
    words = display(regional.quote(claim.span))
    home = claim.id.partition("/")[0]
    measure = next((m.ordinal for m in regional.draft.measures if m.id == home), 0)
    evidence = Evidence(claim.id, claim.span, regional.quote(claim.span))
    return Addition(claim.id, measure, Phrase(words, words), (evidence,), _kind(claim).value)


def _kind(claim: Action | Target) -> RequirementKind:
    if isinstance(claim, Target):
        goal = claim.id.startswith("g") and not claim.value
        return RequirementKind.OBJECTIVE if goal else RequirementKind.INDICATOR
    forbids = claim.force in {Force.PROHIBIT, Force.STRICT_CONTROL}
    return RequirementKind.PROHIBITION if forbids else RequirementKind.TASK
