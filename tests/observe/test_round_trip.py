"""What is written is read back as it was: as CSV, as a workbook, and the shipped table itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykb import anchors, assets
from policykb.draft.requirements import FactSource
from policykb.observe import Observation, observations_in, read_observations, read_table
from policykb.observe.columns import CONFIRMED, KINDS, OBSERVED, QUALITIES
from policykb.observe.things import measures
from policykb.observe.writing import as_csv, as_xlsx, empty_csv
from policykb.pipeline.source import FIGURE_FILES
from policykb.vocab import Confirmed, FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterable

SHIPPED = anchors.PLANS / "ningxia-2022" / "observations.csv"
INDICATORS = [
    c.slug.partition("/")[2] for c in assets.concepts("indicators") if c.slug.startswith("indicator/")
]
UNITS = [c.slug.partition("/")[2] for c in assets.concepts("units") if c.slug.startswith("unit/")]
AREAS = [c.slug for c in assets.concepts("regions") if c.slug.startswith("region/")]

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u200b"),
    max_size=30,
).map(str.strip)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
days = st.one_of(
    st.integers(1990, 2060).map(str),
    dates.map(lambda day: day.isoformat()[:7]),
    dates.map(lambda day: day.isoformat()),
)
numbers = st.from_regex(re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{0,9}[1-9])?"), fullmatch=True).filter(
    lambda x: x != "-0"
)
codes = st.from_regex(re.compile(r"[a-z][a-z0-9]{0,8}"), fullmatch=True)
maybe = st.sampled_from(["", *(f"https://example.org/{n}" for n in range(3))])


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    indicator = draw(st.sampled_from(INDICATORS))
    value = draw(st.one_of(st.just(""), numbers))
    title = "题" + draw(words)
    url = draw(maybe)
    return Observation(
        id=draw(codes),
        indicator=indicator,
        indicator_as_stated=draw(words),
        region=draw(st.sampled_from([*AREAS, "scope/nationwide"])),
        period=draw(days),
        as_of=draw(st.one_of(st.just(""), days)),
        published_on=draw(st.one_of(st.just(""), days)),
        value=value,
        unit=draw(st.sampled_from([unit for unit in UNITS if measures(unit, indicator)])) if value else "",
        value_text=draw(words) if value else "约" + draw(words),
        kind=draw(st.sampled_from([kind for kind in FigureKind if kind is not FigureKind.SUM])),
        baseline_year=draw(st.one_of(st.none(), st.integers(1990, 2030))),
        series=draw(st.one_of(st.just(""), codes)),
        definition=draw(words),
        dataset=draw(codes),
        source=FactSource(title=title, url=url, quality=draw(st.sampled_from(list(QUALITIES)))),
        confirmed=draw(st.sampled_from(list(Confirmed))),
        note=draw(words),
    )


def read(data: bytes, name: str) -> list[Observation]:
    found, faults = observations_in(read_table(data, name), name)
    assert () == faults
    return [one.figure for one in found]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(figures=st.lists(observations(), min_size=1, max_size=3))
def test_what_is_written_as_csv_is_read_as_it_was(figures: list[Observation]) -> None:
    assert figures == read(as_csv(figures), "t.csv")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_written_as_a_workbook_is_read_as_it_was(lang: str) -> None:
    figures: list[Observation] = []

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(figure=observations())
    def gather(figure: Observation) -> None:
        figures.append(figure)

    gather()

    assert figures == read(as_xlsx(figures, lang), "t.xlsx")
    assert len(figures) >= 40


def test_the_shipped_table_is_written_as_the_program_writes_it() -> None:
    assert SHIPPED.read_bytes() == as_csv(read_observations(SHIPPED))


def test_the_same_template_is_the_same_bytes() -> None:
    assert as_xlsx((), "zh") == as_xlsx((), "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_template_has_every_column_and_no_row(lang: str) -> None:
    for data, name in ((as_xlsx((), lang), "t.xlsx"), (empty_csv(lang), "t.csv")):
        table = read_table(data, name)

        assert [column.heading.said(lang) for column in OBSERVED] == [cell.text for cell in table.lines[0][1]]
        assert ((), ()) == observations_in(table, name)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    (one,) = read_observations(SHIPPED)[:1]
    hostile = [_with_note(one, text) for text in ("=HYPERLINK(1)", "@x", "+1", "-1+1")]

    assert hostile == read(as_xlsx(hostile, "zh"), "t.xlsx")


def _with_note(one: Observation, note: str) -> Observation:
    from dataclasses import replace  # noqa: PLC0415 - wanted here alone

    return replace(one, note=note)


def test_the_closed_lists_of_the_columns_are_those_of_the_vocabulary() -> None:
    kinds = {c.slug.partition("/")[2]: c.names[0] for c in assets.concepts("figure_kinds") if "/" in c.slug}
    spoken = assets.lexicon("words")["source_quality"]

    assert {kind.value: kinds[kind.value] for kind in FigureKind if kind is not FigureKind.SUM} == KINDS
    assert list(QUALITIES.items()) == [(code, said["zh"]) for code, said in spoken.items()]
    assert sorted(Confirmed) == sorted(CONFIRMED)


def test_the_cache_watches_the_files_that_figures_are_read_from() -> None:
    from policykb.observe import FILES  # noqa: PLC0415 - compared with its twin here alone

    assert sorted(FILES) == sorted(FIGURE_FILES)


def names(figures: Iterable[Observation]) -> list[str]:
    return [one.id for one in figures]


def test_the_shipped_plan_has_every_figure_once() -> None:
    assert [f"O{n:03d}" for n in range(1, 111)] == names(read_observations(SHIPPED))
