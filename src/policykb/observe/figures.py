"""Figures beside a plan, as values: what was published, what was planned, and which figures form a series."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.draft.requirements import FactSource
from policykb.observe.columns import QUALITIES
from policykb.observe.periods import last_day
from policykb.vocab import Comparability, Confirmed, FigureKind

NATIONWIDE = "scope/nationwide"
_RANKS = {quality: rank for rank, quality in enumerate(QUALITIES)}
_AFTER_EXACT = len(QUALITIES)
_NO_SOURCE = FactSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a published and a planned figure have in common.

    ``indicator`` and ``unit`` are slugs, ``region`` is a region's slug or ``scope/nationwide``; ``value`` is an exact
    decimal as text, "" where the source gives words alone; ``period`` is a year, a month or a day. ``dataset`` tells
    sources apart; ``baseline_year`` is given for a cumulative change since a year.
    """

    id: str
    indicator: str
    region: str
    period: str
    value: str = ""
    unit: str = ""
    indicator_as_stated: str = ""
    published_on: str = ""
    baseline_year: int | None = None
    dataset: str = ""
    source: FactSource = _NO_SOURCE
    confirmed: Confirmed = Confirmed.MEMORY
    note: str = ""

    @property
    def measured_as(self) -> str:
        """``level``, or since which year the change is counted."""
        return f"change-since-{self.baseline_year}" if self.baseline_year else "level"

    @property
    def known_from(self) -> str:
        """The day from which the figure counts as known."""
        return last_day(self.published_on or self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Figure):
    """A figure that somebody published, or that was derived from such and is labelled so.

    ``as_of`` is the day the figure is of where the source gives one; ``series`` "" is the indicator's own definition.
    ``unit_as_printed`` is what a misprinted source says; ``parts`` are the observations that a sum adds up.
    """

    as_of: str = ""
    value_text: str = ""
    kind: FigureKind = FigureKind.PUBLISHED
    series: str = ""
    definition: str = ""
    unit_as_printed: str = ""
    correction: str = ""
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What no two figures may share: indicator, region, period, measure, series and dataset."""
        return (self.indicator, self.region, self.period, self.measured_as, self.series, self.dataset)

    @property
    def period_end(self) -> str:
        """The last day the figure speaks of: no figure tells of days after it was published."""
        days = [last_day(text) for text in (self.period, self.as_of, self.published_on) if text]
        return min(days)

    @property
    def known_from(self) -> str:
        """The day from which the figure counts as known: its publication, else its own date, else its period's end."""
        return last_day(self.published_on or self.as_of or self.period)

    @property
    def rank(self) -> int:
        """The order among figures of one period: that of the better source first, a mere bound last; all stay on record."""
        bound = self.kind is FigureKind.LOWER_BOUND
        return _RANKS[self.source.quality] + (_AFTER_EXACT if bound else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedValue(Figure):
    """What a yearly plan set for a year; ``period`` is "" where the source gives none. Never an outcome."""

    @property
    def known_from(self) -> str:
        """The day from which the plan counts as known: its publication, else the first day of its year."""
        return last_day(self.published_on) if self.published_on else f"{self.period[:4]}-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures of one indicator, area and definition, and what that definition is to the targets of the plan."""

    indicator: str
    region: str
    id: str = ""
    comparability: Comparability = Comparability.SAME
    definition_zh: str = ""
    definition_en: str = ""
    reason_zh: str = ""
    reason_en: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from other series."""
        return (self.indicator, self.region, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak:
    """Two series of one indicator and area that no line may join; ``confirmed`` says whether a source states it."""

    indicator: str
    region: str
    earlier: str
    later: str
    reason_zh: str
    reason_en: str
    confirmed: Confirmed = Confirmed.MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A misprint put right: which observation's unit, what is printed, what is meant, why, by whom and when."""

    id: str
    observation: str
    printed: str
    corrected: str
    reason_zh: str
    reason_en: str
    decided_on: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that a plan's folder records beside the plan."""

    observations: tuple[Observation, ...] = ()
    planned: tuple[PlannedValue, ...] = ()
    series: tuple[Series, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    corrections: tuple[Correction, ...] = ()
