"""Documents above a plan that ask for different things of one indicator: shown, never resolved."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policykb.compare.definitions import indicator_name
from policykb.compare.figures import asked
from policykb.compare.values import ParentConflict
from policykb.phrase import Phrase
from policykb.vocab import RequirementKind

if TYPE_CHECKING:
    from policykb.draft.requirements import Reference, Requirement


def parent_conflicts(reference: Reference) -> tuple[ParentConflict, ...]:
    """The indicators on which two documents disagree for one year, scope and baseline, in one unit."""
    groups: dict[tuple[str, int, str, str, int | None, bool, str], list[Requirement]] = defaultdict(list)
    for requirement in reference.requirements:
        side = asked(requirement)
        if requirement.kind is RequirementKind.INDICATOR and requirement.year and side.low is not None:
            bounds = (
                requirement.scope,
                requirement.region,
                requirement.baseline_year,
                side.changes,
                side.low.unit,
            )
            groups[(requirement.indicator, requirement.year, *bounds)].append(requirement)
    return tuple(
        ParentConflict(key[0], key[1], tuple(members), _reason(reference, key[0], key[1], members))
        for key, members in sorted(groups.items(), key=lambda group: repr(group[0]))
        if len({side.low.number for member in members if (side := asked(member)).low}) > 1
    )


def _reason(reference: Reference, indicator: str, year: int, members: list[Requirement]) -> Phrase:
    name = indicator_name(indicator)
    documents = [reference.document(member.document) for member in members]
    values = [f"{m.title_zh}（《{d.title_zh}》）" for m, d in zip(members, documents, strict=True)]
    values_en = [f"{m.title_en} ({d.title_en})" for m, d in zip(members, documents, strict=True)]
    return Phrase(
        f"同为{year}年{name.zh}，上位文件数值不一：{'；'.join(values)}。两者并列，不代为取舍",
        f"for {name.en.lower()} in {year} the documents above disagree: {'; '.join(values_en)}. Both are shown, neither is preferred",
    )
