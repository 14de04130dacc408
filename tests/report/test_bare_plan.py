"""A plan of which little is known: nothing is made up, and nothing breaks."""

from __future__ import annotations

from functools import cache

import bare_plan
from report_made import PAGES

from page_tree import Page, parse
from policykb.report import render


@cache
def _files() -> dict[str, bytes]:
    return render(bare_plan.material(), "zh")


def _page() -> Page:
    return parse(_files()["accountability.html"])


def test_its_links_lead_somewhere_too() -> None:
    ids = {name: set(parse(_files()[name]).ids()) for name in PAGES}
    lost = [
        (name, link.attributes["href"])
        for name in PAGES
        for link in parse(_files()[name]).find("a")
        if (parts := link.attributes["href"].partition("#"))[2] and parts[2] not in ids[parts[0] or name]
    ]

    assert [] == lost


def test_what_is_not_known_is_not_counted_as_nothing() -> None:
    summary = _page().by_id("summary").text()

    assert "本规划编码不完整，不能断定哪些措施没有定量目标" in summary
    assert "项没有任何定量目标" not in summary
    assert "编码不完整，不能断定没有" in _page().by_id("findings").text()


def test_an_unknown_name_is_shown_as_it_stands() -> None:
    group = _page().by_id("m01")

    assert "市某某办未识别" in group.text()
    assert "1 个名称没有识别为机构：市某某办。" in _page().by_id("agencies").text()


def test_a_chart_of_nothing_is_not_drawn() -> None:
    drawn = [e.attributes["aria-labelledby"].split()[0] for e in _page().find("svg", role="img")]

    assert ["c-coverage-t"] == drawn
