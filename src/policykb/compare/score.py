"""A share with its denominator, what it leaves out, and how it moves when a weight does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policykb.compare.figures import asked
from policykb.compare.scheme import scheme
from policykb.compare.scopes import ONE_REGION, PLANS
from policykb.compare.values import Moved, Score, Weighed
from policykb.draft.amounts import decimal
from policykb.draft.requirements import Requirement
from policykb.vocab import Confirmed, RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policykb.compare.values import Coverage, IndicatorVerdict

JUDGED = "judged"
_BINDING = (
    RequirementKind.INDICATOR,
    RequirementKind.PROHIBITION,
    RequirementKind.TASK,
    RequirementKind.OBJECTIVE,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    requirement: Requirement
    outcome: str
    share: Fraction = Fraction(0)


def score(coverages: Sequence[Coverage], indicators: Sequence[IndicatorVerdict]) -> Score:
    """The score of a comparison; recomputable by hand from ``weighed``."""
    entries = [*_of_coverages(coverages, indicators), *_of_indicators(indicators)]
    weights = scheme().weights
    points, of = _sum(entries, weights)
    moved = tuple(_moved(entries, kind) for kind in weights)
    counts = Counter(entry.outcome for entry in entries)
    return Score(
        points=float(points),
        of=float(of),
        judged=counts[JUDGED],
        not_comparable=counts["not_comparable"],
        undetermined=counts["undetermined"],
        not_applicable=counts["not_applicable"],
        unconfirmed=counts["unconfirmed"],
        low=min(one.low for one in moved),
        high=max(one.high for one in moved),
        swing=float(scheme().swing),
        weighed=tuple(_weighed(entry) for entry in entries),
        moved=moved,
        averages=counts["average"],
    )


def _of_coverages(coverages: Sequence[Coverage], indicators: Sequence[IndicatorVerdict]) -> Iterator[_Entry]:
    judged: list[tuple[Requirement, tuple[Verdict, ...]]] = [(c.requirement, (c.verdict,)) for c in coverages]
    judged += [(i.requirement, i.verdicts) for i in indicators if i.requirement]
    parts = {
        (r.document, r.section)
        for r, verdicts in judged
        if r.kind in _BINDING and r.section and verdicts != (Verdict.NOT_APPLICABLE,)
    }
    for coverage in coverages:
        asker = coverage.requirement
        through = asker.kind is RequirementKind.SECTION and (asker.document, asker.section) in parts
        yield _entry(asker, (coverage.verdict,), "through_parts" if through else "")


def _of_indicators(indicators: Sequence[IndicatorVerdict]) -> Iterator[_Entry]:
    seen: set[tuple[object, ...]] = set()
    for verdict in indicators:
        asker = verdict.requirement
        if asker is None:
            continue
        side = asked(asker)
        number = side.low.number if side.low else None
        bounds = (asker.year, asker.scope, asker.region, asker.baseline_year, side.changes)
        key = (asker.indicator, number, *bounds, verdict.target)
        aside = "superseded" if verdict.superseded_by else "repeated" if key in seen else ""
        entry = _entry(asker, verdict.verdicts, aside)
        if entry.outcome == JUDGED:
            seen.add(key)
        yield entry


def _entry(requirement: Requirement, verdicts: tuple[Verdict, ...], aside: str) -> _Entry:
    if verdicts == (Verdict.NOT_APPLICABLE,):
        return _Entry(requirement, "not_applicable")
    if aside:
        return _Entry(requirement, aside)
    if verdicts == (Verdict.UNDETERMINED,):
        return _Entry(requirement, "undetermined")
    if requirement.confirmed is Confirmed.MEMORY:
        return _Entry(requirement, "unconfirmed")
    share = scheme().earned(verdicts)
    aside_too = is_average(requirement) or (not requirement.section and verdicts == (Verdict.ABSENT,))
    if share is not None and aside_too and not scheme().averages_judged:
        return _Entry(requirement, "average")
    return _Entry(requirement, "not_comparable") if share is None else _Entry(requirement, JUDGED, share)


def is_average(requirement: Requirement) -> bool:
    """Whether a figure stands in a document beside the plan above, and holds for more than one region."""
    return (
        requirement.kind is RequirementKind.INDICATOR
        and requirement.section == 0
        and requirement.scope not in {ONE_REGION, *PLANS}
    )


def _sum(entries: Sequence[_Entry], weights: Mapping[RequirementKind, Fraction]) -> tuple[Fraction, Fraction]:
    judged = [entry for entry in entries if entry.outcome == JUDGED]
    points = sum((weights[e.requirement.kind] * e.share for e in judged), Fraction(0))
    return points, sum((weights[e.requirement.kind] for e in judged), Fraction(0))


def _moved(entries: Sequence[_Entry], kind: RequirementKind) -> Moved:
    rules = scheme()
    shares = [
        points / of if of else Fraction(0)
        for way in (-1, 1)
        for points, of in [
            _sum(entries, {**rules.weights, kind: rules.weights[kind] * (1 + way * rules.swing)})
        ]
    ]
    return Moved(kind.value, decimal(rules.weights[kind]), float(min(shares)), float(max(shares)))


def _weighed(entry: _Entry) -> Weighed:
    weight = scheme().weights[entry.requirement.kind]
    share = decimal(entry.share) if entry.outcome == JUDGED else ""
    return Weighed(entry.requirement.id, entry.requirement.kind.value, decimal(weight), share, entry.outcome)
