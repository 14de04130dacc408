"""How grave a verdict is: what a region lowered itself above all, what was never read in its source never more than a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.compare.scheme import scheme
from policykb.vocab import Confirmed, RequirementKind, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.compare.values import PlanComparison, Weakening
    from policykb.draft.requirements import Requirement

_ORDER = list(Severity)
_GAPS = (Verdict.WEAKER, Verdict.LATER, Verdict.ABSENT, Verdict.PARTLY)
_CALM = (Verdict.SCOPE_DIFFERS, Verdict.EARLIER, Verdict.STRICTER)


def severity(
    requirement: Requirement, verdicts: Iterable[Verdict], *, later_document: bool = False
) -> Severity | None:
    """How grave some verdicts on a requirement are; ``None`` where there is nothing to be done.

    What was never read, what cuts both ways, what a later document asks for, and a figure of another document that the
    plan need not repeat are no more than a note.
    """
    found = set(verdicts)
    gaps = [verdict for verdict in _GAPS if verdict in found]
    if not gaps:
        return None
    beside = (
        requirement.kind is RequirementKind.INDICATOR and not requirement.section and Verdict.ABSENT in found
    )
    if requirement.confirmed is Confirmed.MEMORY or found & set(_CALM) or later_document or beside:
        return Severity.INFO
    return min((scheme().severities[verdict.value] for verdict in gaps), key=_ORDER.index)


def weakening_severity(weakening: Weakening) -> Severity:
    """How grave it is that a target was lowered; where only its definition was widened, a warning."""
    if weakening.requirement.confirmed is Confirmed.MEMORY:
        return Severity.INFO
    if Verdict.SCOPE_DIFFERS in weakening.verdicts:
        return scheme().severities["weaker"]
    return scheme().severities["weakened"]


def gravest(comparison: PlanComparison) -> Severity | None:
    """The gravest of a comparison's verdicts."""
    return min(_all(comparison), key=_ORDER.index, default=None)


def _all(comparison: PlanComparison) -> Iterator[Severity]:
    for coverage in comparison.coverages:
        if (found := severity(coverage.requirement, (coverage.verdict,))) is not None:
            yield found
    for verdict in comparison.indicators:
        if verdict.requirement is None or verdict.superseded_by:
            continue
        if (
            found := severity(verdict.requirement, verdict.verdicts, later_document=verdict.later_document)
        ) is not None:
            yield found
    yield from (weakening_severity(weakening) for weakening in comparison.weakenings)
    if comparison.conflicts:
        yield scheme().severities["conflict"]
