"""Both sides' numbers in one form: exact, in the indicator's canonical unit, and which way is stricter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.compare import lexicon
from policykb.compare.values import Figure
from policykb.draft.amounts import Amount, amount, decimal
from policykb.phrase import Phrase
from policykb.vocab import PKB, Comparator, TargetKind

if TYPE_CHECKING:
    from policykb.draft.claims import Target
    from policykb.draft.requirements import Requirement

_CHANGES = (Comparator.DECREASE, Comparator.INCREASE)
_BOUNDS = (Comparator.AT_LEAST, Comparator.AT_MOST)
PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Side:
    """One side's number: ``low`` and ``high`` are the same but where a range is stated; neither where there is none."""

    low: Amount | None
    high: Amount | None
    comparator: Comparator | None
    kind: TargetKind | None
    baseline_year: int | None
    figure: Figure

    @property
    def changes(self) -> bool:
        """Whether the number is a rise or a fall, and not a level."""
        return self.comparator in _CHANGES or self.kind is TargetKind.RELATIVE_CHANGE


def asked(requirement: Requirement) -> Side:
    """The number a requirement asks for."""
    found = amount(requirement.value, requirement.unit)
    return Side(
        found,
        found,
        requirement.comparator,
        requirement.target_kind,
        requirement.baseline_year,
        _figure(requirement.value, requirement.unit, found, requirement.year),
    )


def said(target: Target) -> Side:
    """The number a target sets; all of something is a hundred per cent of it."""
    year = due_year(target)
    if is_whole(target):
        whole = amount("100", PERCENT)
        figure = _figure("", "", whole, year)
        return Side(whole, whole, Comparator.AT_LEAST, target.kind, None, figure)
    low = amount(target.value, target.unit)
    high = amount(target.value_max, target.unit) or low
    value = "–".join(filter(None, (target.value, target.value_max)))
    figure = _figure(value, target.unit, low, year)
    return Side(low, high, target.comparator, target.kind, target.baseline_year, figure)


def stricter_way(one: Side, other: Side, indicator: str) -> int | None:
    """1 where a larger number is the stricter one, -1 where a smaller one is; ``None`` where the two sides disagree."""
    if one.changes or other.changes:
        ways = {side.comparator for side in (one, other) if side.comparator in _CHANGES}
        return 1 if one.changes and other.changes and len(ways) <= 1 else None
    bounds = {side.comparator for side in (one, other) if side.comparator in _BOUNDS}
    if len(bounds) > 1:
        return None
    if not bounds:
        return -1 if indicator in lexicon.table()["direction"]["lower_is_stricter"] else 1
    return 1 if Comparator.AT_LEAST in bounds else -1


def obstacle(one: Side, other: Side) -> Phrase | None:
    """Why the two numbers cannot be set against each other, whatever they measure; ``None`` where they can."""
    if one.low is None or other.low is None:
        return Phrase("有一方没有数值", "one side has no number")
    if one.low.unit != other.low.unit:
        return Phrase("单位不能互相换算", "the units cannot be turned into each other")
    if one.changes != other.changes:
        return Phrase("一方是变化幅度，一方是水平", "one is a change, the other a level")
    baselines = {side.baseline_year for side in (one, other)} - {None}
    if one.changes and len(baselines) > 1:
        years = [str(year) for year in sorted(baselines, key=str)]
        return Phrase(f"基准年不同：{'、'.join(years)}", f"the baseline years differ: {', '.join(years)}")
    return None


def shared_out(side: Side) -> bool:
    """Whether a number for a whole country or basin is a total, of which a region has only a share."""
    return (
        side.low is not None
        and not side.changes
        and side.low.unit not in lexicon.table()["units"]["intensive"]
    )


def _figure(value: str, unit: str, found: Amount | None, year: int | None) -> Figure:
    if found is None:
        return Figure(value, unit, "", "", year)
    return Figure(value, unit, decimal(found.number), found.unit, year)


def due_year(target: Target) -> int | None:
    """The year a target falls due in; ``None`` where it has no date."""
    return int(target.deadline.date[:4]) if target.deadline else None


def is_whole(target: Target) -> bool:
    """Whether a target is for all of something that is counted as a share."""
    share = _canonical_units().get(target.indicator) == PERCENT
    return target.kind is TargetKind.UNIVERSAL and not target.value and share


def unit_name(slug: str) -> Phrase:
    """What a unit is called."""
    return _unit_names().get(slug, Phrase(slug, slug))


@cache
def _unit_names() -> dict[str, Phrase]:
    return {
        concept.slug.removeprefix("unit/"): Phrase(concept.names[0], concept.label_en)
        for concept in assets.concepts("units")
        if concept.names
    }


@cache
def _canonical_units() -> dict[str, str]:
    return {
        concept.slug.removeprefix("indicator/"): vocab.short(concept.one(PKB.canonicalUnit)).removeprefix(
            "unit/"
        )
        for concept in assets.concepts("indicators")
    }
