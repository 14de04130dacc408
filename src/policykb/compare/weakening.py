"""Where a plan asks for less, or later, than the region itself had set or had been assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.compare.coverage import joined
from policykb.compare.indicators import against, is_allocation
from policykb.compare.values import Weakening
from policykb.phrase import Phrase
from policykb.vocab import Relation, RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.regional import Regional
    from policykb.compare.values import IndicatorVerdict
    from policykb.draft.requirements import Requirement

# A draft for comment and an official's words bind nobody, and what came later or stands below is no yardstick.
_BINDING = (Relation.OWN_PLAN, Relation.EARLIER_GOAL, Relation.SAME_NOTICE)
_DROPPED = Phrase("此前设有这一目标，本方案没有了", "this target was there before and is there no more")


def prior_verdicts(regional: Regional) -> tuple[IndicatorVerdict, ...]:
    """The plan's targets against those of the region's own other documents and of its own earlier version."""
    return (*_own(regional), *_earlier(regional))


def weakenings(
    regional: Regional, indicators: Sequence[IndicatorVerdict], priors: Sequence[IndicatorVerdict]
) -> tuple[Weakening, ...]:
    """The verdicts that mean less or later than was set or assigned before; the plan's own earlier version first."""
    assigned = [
        v
        for v in indicators
        if v.requirement and v.target and not v.later_document and is_allocation(v.requirement, regional)
    ]
    found = [v for v in (*priors, *assigned) if _is_less(v) and _binds(regional, v.requirement)]
    return tuple(
        Weakening(v.target, v.requirement, v.verdicts, joined((_head(v), *v.reasons)), v.evidence)
        for v in sorted(found, key=lambda v: not _is_earlier(regional, v.requirement))
        if v.requirement is not None
    )


def _own(regional: Regional) -> Iterator[IndicatorVerdict]:
    if regional.own is not None:
        for requirement in regional.own.requirements:
            if requirement.kind is RequirementKind.INDICATOR:
                yield from (v for v in against(regional, requirement, regional.own) if v.target)


def _earlier(regional: Regional) -> Iterator[IndicatorVerdict]:
    """Every target of the earlier version, those that are no longer there included."""
    if regional.earlier is not None:
        for requirement in regional.earlier.requirements:
            if requirement.kind is RequirementKind.INDICATOR:
                yield from against(regional, requirement, regional.earlier, (Verdict.ABSENT, _DROPPED))


def _is_less(verdict: IndicatorVerdict) -> bool:
    """Lower at the same time or later, as much but later, or gone."""
    kinds = set(verdict.verdicts)
    lower = Verdict.WEAKER in kinds and Verdict.EARLIER not in kinds
    later = Verdict.LATER in kinds and Verdict.STRICTER not in kinds
    return lower or later or Verdict.ABSENT in kinds


def _binds(regional: Regional, requirement: Requirement | None) -> bool:
    if requirement is None:
        return False
    return (
        _is_earlier(regional, requirement)
        or is_allocation(requirement, regional)
        or _relation(regional, requirement) in _BINDING
    )


def _relation(regional: Regional, requirement: Requirement) -> Relation | None:
    """What a value, or else its document, is to the plan."""
    if requirement.relation is not None or regional.own is None:
        return requirement.relation
    return next((d.relation for d in regional.own.documents if d.id == requirement.document), None)


def _is_earlier(regional: Regional, requirement: Requirement | None) -> bool:
    return regional.earlier is not None and requirement in regional.earlier.requirements


def _head(verdict: IndicatorVerdict) -> Phrase:
    """What was set before, and what is set now."""
    asked, national, regional = verdict.requirement, verdict.national, verdict.regional
    before = Phrase(asked.title_zh, asked.title_en) if asked else Phrase("", "")
    if regional is None or national is None:
        return Phrase(f"此前：{before.zh}", f"before: {before.en}")
    now = "、".join(one.quote for one in verdict.evidence)
    return Phrase(f"此前：{before.zh}；现在：“{now}”", f"before: {before.en}; now: “{now}”")
