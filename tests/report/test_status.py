"""The status section: what is known, what is not, and that no line runs across a break."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from report_made import small_files

from page_tree import parse
from policykb.ask import answer, export_table
from policykb.assets import concepts as concepts_of
from policykb.report import render
from policykb.report.panels import Goal, Point, Strand, panel
from policykb.report.tracking import read_tracking
from policykb.report.words import Words
from policykb.vocab import TargetState

if TYPE_CHECKING:
    from page_tree import Element, Page
    from policykb.report import Material

KNOWN = {"achieved", "missed", "on_track", "behind"}
GREEN_OR_RED = {"achieved", "missed", "on_track", "behind"}


@pytest.fixture(scope="session")
def english(real_material: Material) -> Page:
    return parse(render(real_material, "en")["accountability.html"])


@pytest.fixture(params=["zh", "en"])
def section(request: pytest.FixtureRequest, real_page: Page, english: Page) -> Element:
    return (real_page if request.param == "zh" else english).by_id("status")


def _rows(section: Element) -> list[Element]:
    return [row for row in section.find("tr") if "data-s" in row.attributes]


def _row(section: Element, target: str) -> Element:
    return next(row for row in _rows(section) if row.attributes.get("id") == f"status-{target}")


def test_the_counts_are_those_of_the_rows_and_of_the_exported_table(
    section: Element, real_material: Material
) -> None:
    table = answer(real_material.store, export_table("status"), {}, real_material.plan)
    exported = Counter(str(row["state"]) for row in table.dicts() if "/d-" not in str(row["target"]))
    tallied = {
        item.find("rect")[0].attributes["fill"][len("url(#p-") : -1]: int(item.find("b")[0].text())
        for item in section.find("ul", class_="tally")[0].find("li")
    }

    assert exported == Counter(row.attributes["data-s"] for row in _rows(section))
    assert dict(exported) == tallied


def test_nothing_without_data_is_coloured(section: Element) -> None:
    for row in _rows(section):
        if row.attributes["data-s"] not in KNOWN:
            shown = " ".join(e.attributes.get("class", "") for e in row.walk())

            assert not any(f"s-{state}" in shown.split() for state in GREEN_OR_RED)


def test_a_state_is_told_in_the_vocabularys_words(section: Element) -> None:
    concepts = {concept.slug.rpartition("/")[2]: concept for concept in concepts_of("target_states")}
    shown = {
        row.attributes["data-s"]: row.find("span", class_="state")[0].text().strip() for row in _rows(section)
    }

    assert {"achieved", "due_unreported", "not_comparable", "no_data", "not_applicable"} == set(shown)
    assert all(told in {concepts[state].names[0], concepts[state].label_en} for state, told in shown.items())


def test_every_state_leads_to_its_proof_and_every_figure_to_its_row(section: Element) -> None:
    for row in _rows(section):
        assert row.find("code")[0].text().startswith("policykb explain ")
        assert row.find("code")[0].text().endswith("/status")
    figures = [row for row in _rows(section) if row.find("span", class_="source")]

    assert 13 == len(figures)
    assert all(row.find("span", class_="source")[0].find("span", class_="id") for row in figures)


def test_a_target_says_its_figure_year_and_source(section: Element) -> None:
    farmland, forest = _row(section, "m09-t6").text(), _row(section, "m09-t1").text()

    assert "1140" in farmland
    assert "O027" in farmland
    assert "12.98%" in forest
    assert "18%" in forest
    assert "17.675" not in forest


def test_a_sum_stands_beside_the_figure_and_is_called_one(real_page: Page) -> None:
    row = _row(real_page.by_id("status"), "m03-t2")

    assert "4132万千瓦" in row.find("b")[1].text()
    assert ["加总值"] == [label.text() for label in row.find("span", class_="label")]


def test_a_gap_between_percentages_is_in_points(real_page: Page) -> None:
    assert "差 2.5 个百分点" in _row(real_page.by_id("status"), "m08-t1").text()


def test_no_line_runs_across_a_break(section: Element) -> None:
    forest = next(box for box in section.find("div") if box.attributes.get("id") == "series-m09-t1")
    lines = [line.attributes["points"].split() for line in forest.find("polyline")]
    dots = forest.find("circle", class_="spot-figure")
    xs = [[float(point.partition(",")[0]) for point in line] for line in lines]

    assert 2 == len(lines)
    assert [6, 2] == [len(line) for line in lines]
    assert max(xs[0]) < min(xs[1])
    assert 1 == len(forest.find("path", class_="break"))
    assert 11 == len(dots)


def test_two_offices_stand_side_by_side_without_a_line(section: Element) -> None:
    wetland = next(box for box in section.find("div") if box.attributes.get("id") == "series-m09-t4")

    assert [] == wetland.find("polyline")
    assert {"310", "275", "38.14"} <= {text.text() for text in wetland.find("text", class_="spot-text")}


def test_figures_of_a_year_that_differ_are_told_together(real_page: Page) -> None:
    forest = next(
        box for box in real_page.by_id("status").find("div") if box.attributes.get("id") == "series-m09-t1"
    )
    told = forest.text()

    assert "2019年：14.6%" in told
    assert "15.2%" in told


def test_planned_values_are_never_joined_nor_counted_as_figures() -> None:
    figure, planned = Point(2020, 1.0, "1", True, ""), Point(2021, 5.0, "", False, "")
    found = panel(
        [Strand("A", (figure, figure._replace(year=2022))), Strand("", (planned,), planned=True)],
        Goal(9.0, 2025, "9"),
        [],
    )

    assert [True, False] == [bool(strand.line) for strand in found.strands]
    assert "planned" == found.strands[1].spots[0].kind


def test_forecasts_and_bounds_are_not_on_the_line() -> None:
    points = (
        Point(2020, 1.0, "1", True, ""),
        Point(2021, 2.0, "2", False, ""),
        Point(2022, 3.0, "3", True, ""),
    )
    found = panel([Strand("A", points)], Goal(9.0, 2025, "9"), [])

    assert 2 == len(found.strands[0].line.split())
    assert ["figure", "guess", "figure"] == [spot.kind for spot in found.strands[0].spots]


def test_figures_not_yet_known_on_the_day_are_not_shown(real_material: Material) -> None:
    then = read_tracking(real_material.store, real_material.plan, "zh", "2023-12-31")

    assert "O009" in then.figures
    assert "O011" not in then.figures


def test_bodies_answer_for_the_targets_of_their_measures(real_page: Page) -> None:
    """Measure 9 lists the forestry bureau; of its seven targets two are met, two unreported, three not comparable."""
    table = real_page.by_id("status").find("table", class_="heatmap")[0]
    heads = [head.text().strip() for head in table.find("thead")[0].find("th")][1:]
    row = next(row for row in table.find("tr") if row.find("a", href="#org-nx-lcj"))
    counts = dict(zip(heads, [cell.text().strip() for cell in row.find("td")], strict=True))

    assert {"已达到": "2", "已到期、未见公布": "2", "口径不可比": "3", "无数据": "", "合计": "7"} == counts


def test_a_missing_rate_gives_no_points_and_no_grade(real_page: Page) -> None:
    points = next(
        e for e in real_page.by_id("status").find("details") if e.attributes.get("id") == "status-points"
    )

    assert "不能计总分，也不评等" in points.text()
    assert "“十三五”省级人民政府控制温室气体排放考核" in points.text()
    assert "目标值 -16" in points.text()


def test_a_plan_without_figures_is_grey_throughout() -> None:
    rows = _rows(parse(small_files("zh")["accountability.html"]).by_id("status"))

    assert 3 == len(rows)
    assert {"no_data"} >= {row.attributes["data-s"] for row in rows} - {"not_applicable"}


def test_every_state_has_words_and_signs() -> None:
    signs = parse(small_files("zh")["accountability.html"]).ids()

    for state in TargetState:
        assert Words("en")(f"status.{state}_means")
        assert {f"p-{state}", f"i-{state}"} <= set(signs)
