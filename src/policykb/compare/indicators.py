"""How a plan's targets stand against required values: definitions, then scope, then units, then numbers and years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.compare.definitions import Kin, Kinship, kin
from policykb.compare.figures import asked, due_year, said
from policykb.compare.numbers import average, excluded, judged, later
from policykb.compare.scopes import ONE_REGION, Bearing, bearing
from policykb.compare.values import Evidence, IndicatorVerdict
from policykb.phrase import Phrase
from policykb.vocab import Confidence, Confirmed, Force, RequirementKind, TargetKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.regional import Regional
    from policykb.draft.claims import Target
    from policykb.draft.requirements import Reference, Requirement

_READ = ("official", "official_repost", "national_media")
_ORDER = list(Confidence)


def indicator_verdicts(
    regional: Regional, reference: Reference, silent: dict[str, tuple[Verdict, Phrase]]
) -> tuple[IndicatorVerdict, ...]:
    """Every required value against the plan's targets, then the targets that only the region has.

    ``silent`` says, for a requirement of a section, what the plan's silence on it means.
    """
    wanted = [r for r in reference.requirements if r.kind is RequirementKind.INDICATOR]
    found = [
        verdict
        for requirement in wanted
        for verdict in against(regional, requirement, reference, silent.get(requirement.id))
    ]
    met = {verdict.target for verdict in found if verdict.target}
    return (
        *_superseded(found, regional),
        *(_regional_only(regional, t, reference) for t in own_targets(regional) if t.id not in met),
    )


def against(
    regional: Regional,
    requirement: Requirement,
    reference: Reference,
    silence: tuple[Verdict, Phrase] | None = None,
) -> Iterator[IndicatorVerdict]:
    """One required value against each of the plan's targets that could answer it; one row where there is none."""
    targets = list(_counterparts(regional, requirement))
    for target, kinship in targets:
        verdicts, reasons = judged(regional, requirement, target, kinship)
        yield _dated(regional, reference, _verdict(regional, requirement, target, verdicts, reasons))
    if not targets:
        yield _dated(regional, reference, _unanswered(regional, requirement, silence))


def own_targets(regional: Regional) -> Iterator[Target]:
    """The targets that set something to be counted, in text order."""
    return (
        target
        for target in sorted(regional.draft.targets, key=lambda target: (target.span, target.id))
        if target.value or (target.indicator and target.kind is not TargetKind.QUALITATIVE)
    )


def _counterparts(regional: Regional, requirement: Requirement) -> Iterator[tuple[Target, Kin]]:
    """The targets with the required indicator, else those with one that looks like it; of these the nearest in time."""
    pairs = [
        (target, kinship)
        for target in own_targets(regional)
        if (kinship := kin(requirement.indicator, target.indicator or target.subject)) is not None
    ]
    same = [pair for pair in pairs if pair[1].kinship is Kinship.SAME]
    close = [pair for pair in pairs if pair[1].kinship is not Kinship.ALIKE]
    pairs = same or close or pairs
    if requirement.year is not None and pairs:
        nearest = min(_apart(target, requirement.year) for target, _ in pairs)
        pairs = [pair for pair in pairs if _apart(pair[0], requirement.year) == nearest]
    return iter(pairs)


def _apart(target: Target, year: int) -> int:
    """How many years a target lies off; one without a date counts as being of that very year."""
    return abs((due_year(target) or year) - year)


def _verdict(
    regional: Regional,
    requirement: Requirement,
    target: Target,
    verdicts: tuple[Verdict, ...],
    reasons: tuple[Phrase, ...],
) -> IndicatorVerdict:
    return IndicatorVerdict(
        requirement=requirement,
        target=target.id,
        measure=_measure(regional, target),
        indicator=target.indicator,
        verdicts=verdicts,
        reasons=(*reasons, *_forces(requirement, target), *_notes(requirement)),
        national=asked(requirement).figure,
        regional=said(target).figure,
        evidence=_evidence(regional, target),
        confidence=_confidence(requirement, target, verdicts),
    )


def _dated(regional: Regional, reference: Reference, verdict: IndicatorVerdict) -> IndicatorVerdict:
    """The verdict, with a word on it where the document came after the plan."""
    why = later(regional, verdict.requirement, reference) if verdict.requirement else None
    if why is None:
        return verdict
    return replace(verdict, reasons=(why, *verdict.reasons), later_document=True)


def _unanswered(
    regional: Regional, requirement: Requirement, silence: tuple[Verdict, Phrase] | None
) -> IndicatorVerdict:
    """What it means that the plan has no such target."""
    bound = bearing(requirement, regional)
    if apart := excluded(regional, requirement, bound.bearing):
        verdict, reason = Verdict.NOT_APPLICABLE, apart[0]
    else:
        verdict, reason = silence or (
            Verdict.UNDETERMINED,
            Phrase("本方案没有这一指标", "the plan has no such figure"),
        )
    if verdict is Verdict.ABSENT and bound.bearing in {Bearing.OPEN, Bearing.PARTLY}:
        verdict = Verdict.UNDETERMINED
    reasons = [phrase for phrase in (reason, bound.reason) if phrase is not None]
    return IndicatorVerdict(
        requirement=requirement,
        target="",
        measure=0,
        indicator=requirement.indicator,
        verdicts=(verdict,),
        reasons=(*dict.fromkeys(reasons), *_notes(requirement)),
        national=asked(requirement).figure,
        regional=None,
        evidence=(),
        confidence=_confidence(requirement, None, (verdict,)),
    )


def _regional_only(regional: Regional, target: Target, reference: Reference) -> IndicatorVerdict:
    reason = Phrase("所收上位文件中没有这一指标", "no document above that is held here has this indicator")
    unread = Phrase(
        "上位文件未逐字通读，一部分凭记忆", "they were not read end to end, and are partly from memory"
    )
    return IndicatorVerdict(
        requirement=None,
        target=target.id,
        measure=_measure(regional, target),
        indicator=target.indicator,
        verdicts=(Verdict.REGIONAL_ONLY,),
        reasons=(reason, unread) if reference.note_zh else (reason,),
        national=None,
        regional=said(target).figure,
        evidence=_evidence(regional, target),
        confidence=Confidence.LIKELY,
    )


def _superseded(found: Sequence[IndicatorVerdict], regional: Regional) -> Iterator[IndicatorVerdict]:
    """The verdicts; an average gives way to a figure that was assigned to the region and whose source is told."""
    assigned = {
        v.requirement.indicator: v.requirement
        for v in found
        if v.requirement and v.target and is_allocation(v.requirement, regional)
    }
    for verdict in found:
        asker = verdict.requirement
        instead = assigned.get(asker.indicator) if asker else None
        if asker is None or instead is None or asker.scope == ONE_REGION or not verdict.target:
            yield verdict
            continue
        reason = Phrase(
            f"以分配给本地区的数值为准（{instead.title_zh}）",
            f"the figure assigned to the region counts instead ({instead.title_en})",
        )
        kept = (told for told in verdict.reasons if told != average(asker))
        yield replace(verdict, superseded_by=instead.id, reasons=(reason, *kept))


def is_allocation(requirement: Requirement, regional: Regional) -> bool:
    """Whether a value was assigned to this region from above, with a source."""
    return (
        requirement.scope == ONE_REGION
        and requirement.relation is None
        and requirement.region == regional.region != ""
        and requirement.confirmed is Confirmed.SEEN
        and bool(requirement.source.title or requirement.source.url)
    )


def _forces(requirement: Requirement, target: Target) -> Iterator[Phrase]:
    """A hedge lowers the commitment; the number stays what it is."""
    ranks = list(Force)
    if ranks.index(target.force) > ranks.index(requirement.force):
        marker = f"“{target.force_marker}”" if target.force_marker else target.force.value
        yield Phrase(
            f"力度较弱：本方案写{marker}，数值照比",
            f"less binding: the plan says {marker}; the number is compared as it stands",
        )


def _notes(requirement: Requirement) -> Iterator[Phrase]:
    if requirement.confirmed is Confirmed.MEMORY:
        yield Phrase(
            "上位数值凭记忆，未在来源中读到：未证实",
            "the figure above is from memory, not read in a source: unconfirmed",
        )
    elif requirement.note:
        yield Phrase(requirement.note, requirement.note_en or requirement.note)


def _confidence(requirement: Requirement, target: Target | None, verdicts: tuple[Verdict, ...]) -> Confidence:
    if requirement.confirmed is Confirmed.MEMORY:
        return Confidence.UNSURE
    plain = requirement.source.quality in _READ and Verdict.SCOPE_DIFFERS not in verdicts
    known = target.confidence if target else Confidence.CERTAIN
    return max(known, Confidence.CERTAIN if plain else Confidence.LIKELY, key=_ORDER.index)


def _measure(regional: Regional, target: Target) -> int:
    home = target.id.partition("/")[0]
    return next((measure.ordinal for measure in regional.draft.measures if measure.id == home), 0)


def _evidence(regional: Regional, target: Target) -> tuple[Evidence, ...]:
    return (Evidence(target.id, target.span, regional.quote(target.span)),)
