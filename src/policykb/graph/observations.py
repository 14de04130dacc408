"""The figures beside a plan: observations, series and their breaks, planned values, and the corrections made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.draft.amounts import amount
from policykb.draft.amounts import decimal as rounded
from policykb.graph.pen import Pen
from policykb.observe.periods import last_day
from policykb.phrase import Phrase
from policykb.quads import Quad, date, decimal, en, integer, string, zh
from policykb.vocab import PKB, Confirmed, FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.observe.figures import (
        Correction,
        Figure,
        Figures,
        Observation,
        PlannedValue,
        Series,
        SeriesBreak,
    )

_SAID = {
    FigureKind.PUBLISHED: Phrase("{}", "{}"),
    FigureKind.LOWER_BOUND: Phrase("不低于{}", "at least {}"),
    FigureKind.FORECAST: Phrase("预计{}", "expected {}"),
    FigureKind.ESTIMATE: Phrase("估算{}", "about {} (an estimate)"),
    FigureKind.SUM: Phrase("加总得{}", "{} by addition"),
}


def observation_quads(plan: str, figures: Figures) -> list[Quad]:
    """Statements on each figure and series in the plan's observations, and on each correction in its curation."""
    pen = Pen(plan, "", vocab.graph_iri(plan, "observations"))
    for series in figures.series:
        _write_series(pen, series)
    for one in figures.breaks:
        _write_break(pen, one)
    for observation in figures.observations:
        _write_observation(pen, observation)
    for planned in figures.planned:
        _write_planned(pen, planned)
    curation = Pen(plan, "", vocab.graph_iri(plan, "curation"), pen.quads)
    for correction in figures.corrections:
        _write_correction(curation, correction)
    return pen.quads


def _write_series(pen: Pen, series: Series) -> None:
    iri = pen.iri(_series(*series.key))
    pen.kind(iri, PKB.Series)
    name = _named("indicators", f"indicator/{series.indicator}")
    definition = Phrase(series.definition_zh or series.id, series.definition_en or series.id)
    pen.label(
        iri,
        f"{_area(series.region).zh}{name.zh}" + (f"（{definition.zh}）" if definition.zh else ""),
        f"{name.en}, {_area(series.region).en}" + (f" ({definition.en})" if definition.en else ""),
    )
    pen.write(iri, PKB.recordedFor, pen.iri(""))
    pen.write(iri, PKB.indicator, vocab.thing(f"indicator/{series.indicator}"))
    pen.write(iri, PKB.observedIn, vocab.thing(series.region))
    pen.write(iri, PKB.comparability, vocab.comparability(series.comparability))
    pen.write(iri, PKB.reason, zh(series.reason_zh) if series.reason_zh else None)
    pen.write(iri, PKB.reason, en(series.reason_en) if series.reason_en else None)


def _write_break(pen: Pen, one: SeriesBreak) -> None:
    earlier, later = (_series(one.indicator, one.region, name) for name in (one.earlier, one.later))
    iri = pen.iri(f"break/{later.removeprefix('series/')}")
    pen.kind(iri, PKB.SeriesBreak)
    name = _named("indicators", f"indicator/{one.indicator}")
    pen.label(iri, f"{_area(one.region).zh}{name.zh}的断点", f"Break in {name.en}, {_area(one.region).en}")
    pen.write(iri, PKB.recordedFor, pen.iri(""))
    pen.write(iri, PKB.earlierSeries, pen.iri(earlier))
    pen.write(iri, PKB.laterSeries, pen.iri(later))
    pen.write(iri, PKB.reason, zh(one.reason_zh))
    pen.write(iri, PKB.reason, en(one.reason_en))
    pen.write(iri, PKB.confirmed, string(one.confirmed.value))


def _write_observation(pen: Pen, one: Observation) -> None:
    iri = pen.iri(f"observation/{one.id}")
    pen.kind(iri, PKB.Observation)
    _write_figure(pen, iri, one, _said(one))
    pen.write(iri, PKB.periodEnd, date(one.period_end))
    pen.write(iri, PKB.periodYear, integer(int(one.period_end[:4])))
    pen.write(iri, PKB.figureKind, vocab.figure_kind(one.kind))
    pen.write(iri, PKB.valueText, zh(one.value_text) if one.value_text else None)
    pen.write(iri, PKB.inSeries, pen.iri(_series(one.indicator, one.region, one.series)))
    pen.write(iri, PKB.sourceRank, integer(one.rank))
    pen.write(iri, PKB.unitAsPrinted, zh(one.unit_as_printed) if one.unit_as_printed else None)
    pen.write(iri, PKB.correctedBy, pen.iri(f"correction/{one.correction}") if one.correction else None)
    for part in one.parts:
        pen.write(iri, PKB.sumOf, pen.iri(f"observation/{part}"))


def _write_planned(pen: Pen, one: PlannedValue) -> None:
    iri = pen.iri(f"planned/{one.id}")
    pen.kind(iri, PKB.PlannedValue)
    _write_figure(pen, iri, one, _amount(one))
    pen.write(iri, PKB.periodYear, integer(int(one.period[:4])) if one.period else None)


def _write_figure(pen: Pen, iri: str, one: Figure, said: Phrase) -> None:
    """What an observation and a planned value have in common."""
    area, name = _area(one.region), _named("indicators", f"indicator/{one.indicator}")
    when = Phrase(f"{one.period}年" if one.period.isdigit() else one.period, one.period)
    pen.label(iri, f"{area.zh}{when.zh}{name.zh}{said.zh}", f"{name.en}, {area.en}, {when.en}: {said.en}")
    pen.write(iri, PKB.figureText, zh(said.zh))
    pen.write(iri, PKB.figureText, en(said.en))
    pen.write(iri, PKB.recordedFor, pen.iri(""))
    pen.write(iri, PKB.indicator, vocab.thing(f"indicator/{one.indicator}"))
    pen.write(iri, PKB.indicatorAsStated, zh(one.indicator_as_stated) if one.indicator_as_stated else None)
    pen.write(iri, PKB.observedIn, vocab.thing(one.region))
    pen.write(iri, PKB.measuredAs, string(one.measured_as))
    pen.write(iri, PKB.baselineYear, integer(one.baseline_year) if one.baseline_year else None)
    pen.write(iri, PKB.period, string(one.period) if one.period else None)
    pen.write(iri, PKB.publishedOn, date(last_day(one.published_on)) if one.published_on else None)
    if one.period or one.published_on:
        pen.write(iri, PKB.knownFrom, date(one.known_from))
    _write_value(pen, iri, one)
    pen.write(iri, PKB.dataset, string(one.dataset))
    pen.write(iri, PKB.sourceTitle, zh(one.source.title))
    pen.write(iri, PKB.sourceUrl, string(one.source.url) if one.source.url else None)
    pen.write(iri, PKB.sourceQuality, string(one.source.quality))
    pen.write(iri, PKB.confirmed, string(one.confirmed.value))
    pen.write(iri, PKB.remark, zh(one.note) if one.note else None)


def _write_value(pen: Pen, iri: str, one: Figure) -> None:
    if not one.value:
        return
    pen.write(iri, PKB.statedValue, decimal(one.value))
    pen.write(iri, PKB.statedUnit, vocab.thing(f"unit/{one.unit}"))
    if (canonical := amount(one.value, one.unit)) is not None:
        pen.write(iri, PKB.canonicalValue, decimal(rounded(canonical.number)))
        pen.write(iri, PKB.canonicalUnit, vocab.thing(f"unit/{canonical.unit}"))


def _write_correction(pen: Pen, one: Correction) -> None:
    iri = pen.iri(f"correction/{one.id}")
    pen.kind(iri, PKB.Correction)
    label = Phrase(
        f"“{one.printed}”更正为“{one.corrected}”", f"“{one.printed}” corrected to “{one.corrected}”"
    )
    pen.label(iri, label.zh, label.en)
    pen.write(iri, PKB.recordedFor, pen.iri(""))
    pen.write(iri, PKB.corrects, pen.iri(f"observation/{one.observation}"))
    pen.write(iri, PKB.decision, zh(f"{label.zh}：{one.reason_zh}"))
    pen.write(iri, PKB.decision, en(f"{label.en}: {one.reason_en}"))
    pen.write(iri, PKB.decidedOn, date(one.decided_on))
    pen.write(iri, PKB.decidedByWhom, string(one.by))


def _said(one: Observation) -> Phrase:
    """The figure as people read it: what kind it is, and what there is to doubt in it."""
    if not one.value:
        return Phrase(f"“{one.value_text}”", f"“{one.value_text}”")
    bare, frame = _amount(one), _SAID[one.kind]
    doubts = list(_doubts(one))
    in_zh, in_en = "；".join(d.zh for d in doubts), "; ".join(d.en for d in doubts)
    return Phrase(
        frame.zh.format(bare.zh) + (f"（{in_zh}）" if in_zh else ""),
        frame.en.format(bare.en) + (f" [{in_en}]" if in_en else ""),
    )


def _doubts(one: Observation) -> Iterator[Phrase]:
    if one.unit_as_printed:
        printed = one.unit_as_printed
        yield Phrase(f"来源印作{printed}，已更正", f"the source prints {printed}, corrected")
    if one.source.quality == "spun":
        yield Phrase("出自改写稿，待核对", "from a reworded copy, to be checked")
    if one.confirmed is Confirmed.MEMORY and one.kind is not FigureKind.SUM:
        yield Phrase("未核实", "unconfirmed")


def _amount(one: Figure) -> Phrase:
    if one.unit == "percent":
        return Phrase(f"{one.value}%", f"{one.value}%")
    unit = _named("units", f"unit/{one.unit}")
    return Phrase(f"{one.value}{unit.zh}", f"{one.value} ({unit.en[:1].lower()}{unit.en[1:]})")


def _area(region: str) -> Phrase:
    """A region by the shortest of its names."""
    if not region.startswith("region/"):
        return Phrase("全国", "China")
    names, english = _labels("regions", "provinces")[region]
    return Phrase(min(names, key=len), english)


def _series(indicator: str, region: str, name: str) -> str:
    """The place of a series in its plan."""
    return "series/" + "-".join(part for part in (indicator, region.partition("/")[2], name) if part)


def _named(scheme: str, slug: str) -> Phrase:
    names, english = _labels(scheme)[slug]
    return Phrase(names[0], english)


@cache
def _labels(*schemes: str) -> dict[str, tuple[tuple[str, ...], str]]:
    return {c.slug: (c.names, c.label_en) for scheme in schemes for c in assets.concepts(scheme)}
