"""The page of a validation: each finding beside its words, whole in itself, readable in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import examined_small
import pytest
from lxml import html
from two_measures import PLAN

from policykb.report.validation_page import validation_page
from policykb.store import Store
from policykb.validate import run
from policykb.validate.waivers import Waiver

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.validate import Examination

AS_OF = "2026-11-22"


def page(*examinations: Examination, lang: str = "zh") -> html.HtmlElement:
    return html.fromstring(validation_page(examinations, lang, AS_OF).decode("utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_has_one_main_one_title_and_headings_without_gaps(small: Store, lang: str) -> None:
    made = page(examined_small.of(small), examined_small.of(small), lang=lang)

    levels = [int(element.tag[1]) for element in made.iter("h1", "h2", "h3", "h4")]
    assert (1, 1, 1) == tuple(len([*made.iter(tag)]) for tag in ("main", "h1", "title"))
    assert [] == [(a, b) for a, b in pairwise(levels) if b > a + 1]
    ids = [element.get("id") for element in made.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert [] == [a.get("href") for a in made.iter("a") if a.get("href")[1:] not in ids]


def test_a_finding_stands_beside_its_words_marked_in_their_sentence(small: Store) -> None:
    made = page(examined_small.of(small))

    first = next(iter(made.find_class("sides")))
    said, quoted = first.find_class("side")
    assert "（一）严格准入 · 第3行第4字 该措施没有定量目标" in words(said)
    assert "到2025年，××（指标）达到××（数值、单位）以上。" in words(said)
    assert "严格准入" == words(next(quoted.iter("mark")))
    assert words(quoted).startswith("（一）严格准入。严禁新增“两高”项目。")
    assert "格局基本形成" not in words(quoted)


def test_groups_are_counted_apart_and_linked(small: Store) -> None:
    made = page(examined_small.of(small))

    assert ["2规划缺口"] == [words(item) for item in made.find_class("figures")[0].iter("a")]
    assert "#p1-plan_gap" in [a.get("href") for a in made.iter("a")]


def test_what_was_checked_is_listed_with_how_much(small: Store) -> None:
    found = examined_small.of(small)

    rows = [[words(cell) for cell in row] for row in page(found).iter("tr")]

    assert ["Q01 措施有定量目标", "2", "1"] in rows
    assert len(found.validation.checked) == len(rows) - 1


def test_what_is_waived_is_listed_apart_with_its_reason(small: Store) -> None:
    waiver = Waiver(
        shape="measure_is_quantified", focus="m01", reason="由年度计划定", owner="张三", expires="2027-01-01"
    )

    made = page(examined_small.of(small, waivers=(waiver,)))

    assert "已豁免：由年度计划定（张三，至2027-01-01）" in words(made)
    assert ["1规划缺口"] == [words(item) for item in made.find_class("figures")[0].iter("a")]


def test_a_reading_that_nobody_reviewed_and_an_empty_look_are_warned_of(small: Store) -> None:
    unreviewed, nothing = (
        page(examined_small.of(small, reviewed=False)),
        page(examined_small.of(Store(), run(Store(), PLAN, profiles=("quality",)))),
    )

    assert "未经审定" in " ".join(words(element) for element in unreviewed.find_class("warning"))
    assert "没有检查到任何规划要素" in " ".join(words(element) for element in nothing.find_class("warning"))
    assert "未发现问题" not in words(nothing)


def test_each_language_is_whole(small: Store) -> None:
    made = page(examined_small.of(small), lang="en")

    for element in made.xpath("//*[@lang='zh-Hans']"):
        element.drop_tree()
    assert "en" == made.getroottree().getroot().get("lang")
    # What is left of the plan's language is the file's name and terms that English titles quote.
    left = set(re.findall(r"[\u4e00-\u9fff]+", words(made.get_element_by_id("main"))))
    assert {"小方案", "牵头", "自治区", "力争"} >= left


def test_nothing_is_fetched_and_only_our_own_style_is_allowed(small: Store) -> None:
    text = validation_page([examined_small.of(small)], "zh", AS_OF).decode("utf-8")

    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text.replace("&#39;", "'")
    assert [] == re.findall(r"(?:src|href)=\"(?!#)[^\"]*", text)
    assert "<script" not in text


def test_it_opens_in_a_browser_under_its_own_policy(small: Store, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(validation_page([examined_small.of(small)], "zh", AS_OF))
    browser = shutil.which("chromium")
    assert browser is not None, (
        "no chromium: `make test` installs it from Debian's packages, which needs root"
    )

    done = subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
            *(
                "--disable-background-networking",
                "--disable-component-update",
                "--enable-logging=stderr",
                "--v=0",
            ),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", (tmp_path / "page.html").as_uri()),
        ],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )

    assert "CONSOLE" not in done.stderr
    assert "</main>" in done.stdout
