"""A plan folder's figures: what is recorded of the shipped plan, and which marks are refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policykb import anchors, vocab
from policykb.errors import InputError
from policykb.graph import observation_quads
from policykb.observe import Figures, read_figures
from policykb.observe.periods import is_period, last_day
from policykb.pipeline.knowledge import open_plan
from policykb.quads import Literal
from policykb.vocab import PKB, Comparability, FigureKind

SHIPPED = anchors.PLANS / "ningxia-2022"
PLAN = "ningxia-2022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "plan"))


def by_id(figures: Figures) -> dict[str, object]:
    return {one.id: one for one in figures.observations}


def test_every_collected_figure_and_planned_value_is_recorded(figures: Figures) -> None:
    assert (110, 1) == (
        sum(one.kind is not FigureKind.SUM for one in figures.observations),
        sum(one.kind is FigureKind.SUM for one in figures.observations),
    )
    assert [f"A{n:02d}" for n in range(1, 22)] == [one.id for one in figures.planned]


def test_figures_of_other_areas_keep_them(figures: Figures) -> None:
    areas = [one.region for one in figures.observations if one.kind is not FigureKind.SUM]

    assert {"region/640000": 73, "region/640100": 2, "scope/nationwide": 35} == {
        area: areas.count(area) for area in sorted(set(areas))
    }


def test_a_misprint_is_corrected_and_kept(figures: Figures) -> None:
    one = by_id(figures)["O027"]

    assert ("1140", "wan-mu", "公顷", "high-standard-farmland-2025") == (
        one.value, one.unit, one.unit_as_printed, one.correction,
    )  # fmt: skip


def test_a_sum_is_added_up_by_the_program_and_says_so(figures: Figures) -> None:
    one = by_id(figures)["sum-renewable-capacity-2025"]

    assert (str(4132 + 1815), FigureKind.SUM, ("O049", "O050")) == (one.value, one.kind, one.parts)
    assert "2026-01-07" == one.known_from  # when its last part was published
    assert one.value_text == "4132 + 1815（推算，未公布）"


def test_a_figure_tells_of_no_day_after_its_own(figures: Figures) -> None:
    known = by_id(figures)

    assert ("2025-10-31", "2025-10-31") == (known["O027"].period_end, known["O027"].known_from)
    assert ("2025-12-31", "2026-02-02") == (known["O015"].period_end, known["O015"].known_from)
    assert ("2018-10-31", "2018-10-31") == (known["O003"].period_end, known["O003"].known_from)
    assert ("2022-12-31", "2022-12-31") == (known["O009"].period_end, known["O009"].known_from)


def test_look_alikes_are_series_of_their_own(figures: Figures) -> None:
    fits = {
        series.key[::2]: series.comparability for series in figures.series if series.region == "region/640000"
    }

    assert Comparability.SAME is fits["forest-cover", ""]
    assert Comparability.OTHER is fits["forest-cover", "from-2024"]
    assert Comparability.NARROWER is fits["renewable-capacity", "wind-and-solar"]
    assert Comparability.OTHER is fits["wetland-area", "natural-resources"]
    assert Comparability.OTHER is fits["degraded-farmland-treated", "saline-improved-yearly"]
    assert (
        Comparability.OTHER is fits["new-energy-export", "state-grid"]
    )  # in the table alone: assumed to be another


def test_a_break_lies_between_two_series_that_have_figures(figures: Figures) -> None:
    used = {(one.indicator, one.region, one.series) for one in figures.observations}
    ends = [(b.indicator, b.region, name) for b in figures.breaks for name in (b.earlier, b.later)]

    assert 4 == len(figures.breaks)
    assert set() == set(ends) - used


def test_every_figure_is_written_with_its_exact_value_and_its_source(figures: Figures) -> None:
    quads = observation_quads(PLAN, figures)
    said = {}
    for quad in quads:
        if isinstance(quad.object, Literal) and not quad.object.lang:
            said.setdefault(quad.subject.rpartition("/")[2], {})[quad.predicate] = quad.object.value

    assert ("1140", "760000") == tuple(said["O027"][term] for term in (PKB.statedValue, PKB.canonicalValue))
    assert ("38.14", "25426.666667") == tuple(
        said["O020"][term] for term in (PKB.statedValue, PKB.canonicalValue)
    )
    assert "change-since-2015" == said["O078"][PKB.measuredAs]
    assert PKB.statedValue not in said["O068"]
    assert {vocab.graph_iri(PLAN, "observations"), vocab.graph_iri(PLAN, "curation")} == {
        q.graph for q in quads
    }


def test_planned_values_are_no_observations(figures: Figures) -> None:
    kinds = {q.subject: q.object for q in observation_quads(PLAN, figures) if q.predicate.endswith("#type")}
    planned = {subject for subject, kind in kinds.items() if kind == PKB.PlannedValue}

    assert 21 == len(planned)
    assert all("/planned/" in subject for subject in planned)


def test_a_folder_without_figures_has_none(tmp_path: Path) -> None:
    assert Figures() == read_figures(tmp_path)


def test_a_changed_figure_changes_what_the_cache_answers(folder: Path) -> None:
    before = open_plan(str(folder), as_of="2026-11-22").source.digest()
    table = folder / "observations.csv"
    table.write_text(
        table.read_text("utf-8").replace(",57,%,,published,", ",56.9,%,,published,", 1), encoding="utf-8"
    )

    assert before != open_plan(str(folder), as_of="2026-11-22").source.digest()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('comparability = "narrower"', 'comparability = "nearly"', "comparability cannot be 'nearly'"),
        ('observation = "O027"', 'observation = "O999"', "is of an observation that is not there"),
        ('printed = "公顷"', 'printed = "万公顷"', "printed cannot be"),
        ('corrected = "万亩"', 'corrected = "万千瓦"', "corrected cannot be"),
        ('decided_on = "2026-11-23"', 'decided_on = "yesterday"', "day cannot be 'yesterday'"),
        ('parts = ["O049", "O050"]', 'parts = ["O049", "O999"]', "parts cannot be 'O999'"),
        ('parts = ["O049", "O050"]', 'parts = ["O049", "O015"]', "parts cannot be 'O015'"),
        ('parts = ["O049", "O050"]', 'parts = ["O049", "O068"]', "parts cannot be 'O068'"),
        ('parts = ["O049", "O050"]', 'parts = ["O049"]', "lacks parts"),
        ('indicator = "forest-cover"', 'indicator = "forest"', "indicator cannot be 'forest'"),
        ('confirmed = "memory"', 'confirmed = "sure"', "confirmed cannot be 'sure'"),
        ("[[sum]]", '[[sum]]\ncolour = "red"', "unknown key: 'colour'"),
        ("[[sum]]", "[[total]]", "unknown key: 'total'"),
    ],
)
def test_a_mark_that_cannot_stand_is_refused(folder: Path, old: str, new: str, complaint: str) -> None:
    marks = folder / "observations.toml"
    text = marks.read_text("utf-8")
    assert old in text
    marks.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InputError, match=complaint):
        read_figures(folder)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("O002,", "O001,", "O001 and O001 are one figure twice"),
        ("O002,", ",", "a row has no id"),
        ("2015,,2016-01-26,13,", "2015,,2016-01-26,13%,", "H3: must be a plain number"),
        ("kuda8,", "mrqyk,", "O024 and O025 are one figure twice"),
    ],
)
def test_a_table_that_cannot_stand_is_refused_with_its_cell(
    folder: Path, old: str, new: str, complaint: str
) -> None:
    table = folder / "observations.csv"
    text = table.read_text("utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InputError, match=complaint):
        read_figures(folder)


@pytest.mark.parametrize(
    ("period", "last"),
    [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2023-02", "2023-02-28"), ("2020-12-22",) * 2],
)
def test_a_period_ends_on_its_last_day(period: str, last: str) -> None:
    assert is_period(period)
    assert last == last_day(period)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-02-30", "2024-2", "2024/02", "２０２４", "2024-", "x"]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert not is_period(text)
