"""How targets stand by published figures, as plain values read from the store once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.report.asking import Reader

if TYPE_CHECKING:
    from policykb.report.asking import Row
    from policykb.store import Store

PLANNED = "PlannedValue"
"""The kind of a planned value: never an outcome."""
JOINED = "published"
"""Only figures of this kind are joined by a line."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A published or planned figure; ``canonical`` is its value in the canonical unit, ``series`` the slug of its definition."""

    id: str
    indicator: str
    area: str
    period: str
    year: int
    value: str
    unit: str
    canonical: Decimal
    words: str
    kind: str
    series: str
    series_name: str
    comparability: str
    known_from: str
    source: str
    url: str
    quality: str
    rank: int
    confirmed: str
    note: str


@dataclass(frozen=True, slots=True)
class Break:
    """Two series that no line may join, and why; ``confirmed`` when a source says so."""

    earlier: str
    later: str
    reason: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How a target stands; numbers are in the target's own unit, figures by id, empty is not known."""

    id: str
    target: str
    whole: str
    state: str
    reason: str
    area: str
    indicator: str
    goal: str
    unit: str
    ratio: Decimal
    """How much of the canonical unit one of the target's unit is."""
    direction: int
    due: str
    gap: str
    pace: str
    relied: str
    line: str
    planned: str
    start: str
    figure: str
    """The figure the state rests on."""
    roles: Mapping[str, tuple[str, ...]]
    """What other figures are to it, by role: ``knownFigure``, ``otherFigure``, ``estimatedFigure`` …"""

    def amount(self, figure: Figure) -> Decimal:
        """A figure's value in the target's own unit."""
        if figure.unit == self.unit:
            return Decimal(figure.value)
        return round(figure.canonical / self.ratio, 6)

    @property
    def share(self) -> bool:
        """Whether it is a division's share of a target rather than the target itself."""
        return self.target != self.whole


@dataclass(frozen=True, slots=True)
class Tracking:
    """Every status by its target's id, every figure by its id, every break."""

    statuses: Mapping[str, Status]
    figures: Mapping[str, Figure]
    breaks: tuple[Break, ...]

    def of_indicator(self, indicator: str, area: str) -> tuple[Figure, ...]:
        """What is known of an indicator in an area, by year."""
        return tuple(f for f in self.figures.values() if (f.indicator, f.area) == (indicator, area))


def read_tracking(store: Store, plan: str, lang: str, as_of: str) -> Tracking:
    """The statuses of a plan and the figures known by a day, with reasons in the page's language."""
    reader = Reader(store, plan, lang)
    reasons = {
        reader.element(row["target"]): row["reason"]
        for row in reader.rows("target_states")
        if row["lang"] == lang
    }
    roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in reader.rows("status_figures"):
        roles[row["status"]][row.slug("role")].append(row.slug("figure"))
    statuses: dict[str, Status] = {}
    for row in reader.rows("target_statuses"):
        told = {role: tuple(figures) for role, figures in roles[row["status"]].items()}
        status = _status(reader, row, reasons, told)
        statuses.setdefault(status.target, status)
    figures: dict[str, Figure] = {}
    for row in (row for row in reader.rows("published_figures") if row["known_from"] <= as_of):
        figures.setdefault(row.slug("figure"), _figure(reader, row))
    return Tracking(
        statuses,
        figures,
        tuple(
            Break(row.slug("earlier"), row.slug("later"), row["reason"], row["confirmed"] == "seen")
            for row in reader.rows("series_breaks")
            if row["lang"] == lang
        ),
    )


def _status(
    reader: Reader, row: Row, reasons: Mapping[str, str], roles: Mapping[str, tuple[str, ...]]
) -> Status:
    target = reader.element(row["target"])
    return Status(
        id=reader.element(row["status"]),
        target=target,
        whole=reader.element(row["whole"]),
        state=row.slug("state"),
        reason=reasons.get(target, ""),
        area=row.short("area") if row["area"] else "",
        indicator=row.short("indicator") if row["indicator"] else "",
        goal=row["goal"],
        unit=row.short("unit") if row["unit"] else "",
        ratio=Decimal(row["numerator"] or 1) / Decimal(row["denominator"] or 1),
        direction=row.number("direction"),
        due=row["due"],
        gap=row["gap"],
        pace=row["pace"],
        relied=row["relied"],
        line=row["line"],
        planned=row["planned"],
        start=row.slug("start"),
        figure=row.slug("figure") or row.slug("latest"),
        roles=roles,
    )


def _figure(reader: Reader, row: Row) -> Figure:
    return Figure(
        id=row.slug("figure"),
        indicator=row.short("indicator"),
        area=row.short("area"),
        period=row["period"] or row["year"],
        year=int(row["year"]),
        value=row["value"],
        unit=row.short("unit") if row["unit"] else "",
        canonical=Decimal(row["canonical"]),
        words=row["words"],
        kind=row.slug("kind"),
        series=row.slug("series"),
        series_name=reader.name(row["series"]) if row["series"] else "",
        comparability=row.slug("comparability"),
        known_from=row["known_from"],
        source=row["source"],
        url=row["url"],
        quality=row["quality"],
        rank=row.number("rank", 99),
        confirmed=row["confirmed"],
        note=row["note"],
    )
