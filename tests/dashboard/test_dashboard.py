"""The one-minute page: five lines, three charts, at most seven decisions, nothing coloured without data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from dashboard_made import made, page

from page_tree import parse
from policykb.cli import run
from policykb.cli.dashboard import SCHEMES
from policykb.errors import UsageError
from policykb.pipeline.knowledge import open_plan
from policykb.progress import Entry
from policykb.report import dashboard_page
from policykb.report.booklet import Matter
from policykb.schemes import light_schemes, lights_named

if TYPE_CHECKING:
    from pathlib import Path

    from page_tree import Element, Page

KNOWN = {"achieved", "missed", "on_track", "behind"}
WHOSE = [{}, {"body": "林草局"}, {"region": "石嘴山市"}, {"lang": "en"}, {"body": "林草局", "lang": "en"}]
SCHEMES_AND_DAYS = [(scheme, day) for scheme in SCHEMES for day in ("2024-03-31", "2026-11-22")]


def _lit(found: Page) -> list[Element]:
    return [row for row in found.by_id("lit").find("tr") if "data-l" in row.attributes]


@pytest.mark.parametrize("chosen", WHOSE, ids=str)
def test_it_has_five_lines_three_charts_and_at_most_seven_decisions(chosen: dict[str, str]) -> None:
    found = page(**chosen)
    needed = found.by_id("decisions").find("ol", class_="decisions")

    assert 5 == len(found.by_id("minute").find("ol")[0].find("li"))
    assert 3 == len(found.by_id("charts").find("svg", role="img"))
    assert 3 == len(found.by_id("charts").find("details", class_="twin"))
    assert 1 <= len(needed[0].find("li")) <= 7


def test_every_decision_says_why_and_the_targets_where() -> None:
    for item in page().by_id("decisions").find("li"):
        assert item.find("span", class_="because")[0].text()
        assert item.find("code")[0].text().startswith("policykb ")


@pytest.mark.parametrize(("scheme", "day"), SCHEMES_AND_DAYS)
def test_only_what_is_known_gets_a_light(scheme: str, day: str) -> None:
    for row in _lit(page(scheme=scheme, as_of=day)):
        known = row.attributes["data-s"] in KNOWN

        assert known == (row.attributes["data-l"] != "grey")


def test_the_lamps_count_the_rows() -> None:
    found = page(as_of="2024-03-31")
    lamps = {
        lamp.find("span", class_="light")[0].attributes["class"].split()[1][2:]: int(lamp.find("b")[0].text())
        for lamp in found.find("span", class_="lamp")
    }

    assert dict(Counter(row.attributes["data-l"] for row in _lit(found))) == lamps
    assert {"green", "yellow", "grey"} == set(lamps)


def test_another_scheme_gives_other_lights_and_says_which_it_was() -> None:
    found = page(body="林草局", scheme="guangyuan-lights")

    assert {"blue", "grey"} == {row.attributes["data-l"] for row in _lit(found)}
    assert "广元市“红黄蓝”预警管理" in found.by_id("scheme").text()
    assert "中国环境报2018-08-02" in found.by_id("scheme").text()


def test_a_body_sees_its_own_targets_and_a_city_its_shares() -> None:
    own = [row.find("span", class_="id")[0].text() for row in _lit(page(body="林草局"))]
    city = [row.find("span", class_="id")[0].text() for row in _lit(page(region="石嘴山市"))]

    assert [f"m09/t{n}" for n in range(1, 8)] == own
    assert {"m13/t4/d-640200", "m13/t1/d-640202", "m13/t1/d-640205", "m13/t1/d-640221"} <= set(city)
    assert all("/d-6402" in target for target in city)


def test_what_looks_done_by_addition_is_to_be_published_not_praised() -> None:
    told = page().by_id("decisions").text()

    assert "核实公布：可再生能源装机量到期年份的数" in told
    assert "5947万千瓦，不是公布值" in told


def test_the_region_of_the_plan_is_the_whole_plan() -> None:
    assert made() == made(region="宁夏")


def test_the_same_day_gives_the_same_bytes() -> None:
    first = made()
    made.cache_clear()

    assert first == made()


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"body": "没有这个厅"}, "没有这个厅"),
        ({"region": "没有这个县"}, "没有这个县"),
        ({"scheme": "nobody"}, "guangyuan-lights"),
        ({"body": "林草局", "region": "石嘴山市"}, "只能给一个"),
    ],
    ids=str,
)
def test_what_is_not_known_is_told(chosen: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        made(**chosen)

    assert words in caught.value.zh


def _reported(entry: Entry | None) -> bytes:
    known = open_plan("ningxia-2022", as_of="2026-11-22")
    progress = {entry.key: entry} if entry else {}
    matter = Matter(known.store, known.plan, known.as_of, progress=progress)
    return dashboard_page(matter, lights_named("states"), "org/nx-lcj", "zh")


def _light_of(data: bytes, target: str) -> str:
    return next(
        row.attributes["data-l"]
        for row in _lit(parse(data))
        if target == row.find("span", class_="id")[0].text()
    )


def _done(row: str = "m09/t2", body: str = "org/nx-lcj", **more: str) -> Entry:
    return Entry("2026Q3", row, body, "2026-10-01", "done", reporter="甲", **more)


def test_a_claim_without_evidence_stays_grey_and_is_asked_about() -> None:
    claim = _reported(_done())

    assert "grey" == _light_of(_reported(None), "m09/t2")
    assert "grey" == _light_of(claim, "m09/t2")
    assert "grey" == _light_of(_reported(_done(evidence="证明.pdf")), "m09/t2")
    assert "green" == _light_of(_reported(_done(evidence="证明.pdf", checker="乙")), "m09/t2")
    assert "补佐证：1 条报完成" in claim.decode()


def test_reports_of_others_do_not_light_a_body() -> None:
    other = _done(body="org/nx-sthjt", evidence="证明.pdf", checker="乙")

    assert "grey" == _light_of(_reported(other), "m09/t2")


def test_a_report_never_overrules_a_published_figure() -> None:
    late = Entry("2026Q3", "m09/t3", "org/nx-lcj", "2026-10-01", "late", reporter="甲")

    assert "green" == _light_of(_reported(late), "m09/t3")


def test_the_command_names_the_shipped_schemes() -> None:
    assert list(SCHEMES) == [scheme.id for scheme in light_schemes()]


def test_the_command_writes_a_page_that_loads_nothing(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    code = run(
        ["dashboard", "--as-of", "2026-11-22", "--body", "林草局", "--lang", "zh", "-o", str(out), "-q"]
    )
    found = parse(out.read_bytes())
    policy = found.find("meta", **{"http-equiv": "Content-Security-Policy"})[0].attributes["content"]

    assert 0 == code
    assert policy.startswith("default-src 'none'; ")
    assert [] == [*found.find("script"), *found.find("img"), *found.find("link")]
    assert "林业和草原局" in found.find("h1")[0].text()
