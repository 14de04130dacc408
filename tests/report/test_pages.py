"""The pages: structure, links, safety, both languages."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from report_made import PAGES, small_files
from report_plan import HOSTILE

from page_tree import Element, Page, parse

EVERY_PAGE = [(lang, name) for lang in ("zh", "en") for name in PAGES]


@pytest.fixture(params=EVERY_PAGE, ids="-".join)
def page(request: pytest.FixtureRequest) -> Page:
    lang, name = request.param
    return parse(small_files(lang)[name])


def _visible(page: Page) -> list[Element]:
    return [element for element in page.walk() if element.name not in {"style", "script"}]


def test_a_page_has_its_landmarks_once(page: Page) -> None:
    counts = {name: len(page.find(name)) for name in ("main", "h1")}
    titles = page.find("head")[0].find("title")
    banners = [e for e in page.find("header") if e.parent and e.parent.name == "body"]
    infos = [e for e in page.find("footer") if e.parent and e.parent.name == "body"]

    assert {"main": 1, "h1": 1} == counts
    assert (1, 1, 1) == (len(banners), len(infos), len(titles))


def test_the_first_link_skips_to_the_content(page: Page) -> None:
    first = page.find("a")[0]

    assert "#main" == first.attributes["href"]
    assert "main" == page.by_id("main").name


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(e.name[1]) for e in page.walk() if re.fullmatch(r"h[1-6]", e.name)]
    main = [int(e.name[1]) for e in page.by_id("main").walk() if re.fullmatch(r"h[1-6]", e.name)]

    assert 1 == levels[0]
    assert [] == [(a, b) for a, b in zip([1, *main], main, strict=False) if b > a + 1]


def test_ids_are_unique(page: Page) -> None:
    ids = page.ids()

    assert [] == sorted({name for name in ids if ids.count(name) > 1})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_inside_the_folder_leads_somewhere(lang: str) -> None:
    files = small_files(lang)
    ids = {name: set(parse(files[name]).ids()) for name in PAGES}
    beside = {*files, "findings.json", "plan.ttl", "inferred.ttl"}
    lost = []
    for name in PAGES:
        for link in parse(files[name]).find("a"):
            file, _, place = link.attributes["href"].partition("#")
            target = file or name
            if file.startswith("http"):
                continue
            if target not in beside or (place and place not in ids[target]):
                lost.append((name, link.attributes["href"]))

    assert [] == lost


def test_every_number_of_the_summary_is_a_link(small: dict[str, bytes]) -> None:
    section = parse(small["accountability.html"]).by_id("summary")
    said = [*section.find("ul", class_="said"), *section.find("div", class_="first")]
    bare = [
        words
        for block in said
        for item in block.find("li")
        if re.search(r"\d", words := item.text(without=frozenset({"a"})))
    ]

    assert [] == bare
    assert len(section.find("a")) > 20


def test_nothing_is_loaded_from_anywhere(page: Page, small: dict[str, bytes]) -> None:
    loading = {"link", "img", "iframe", "object", "embed", "audio", "video", "base"}
    sources = [e.attributes for e in page.walk() if "src" in e.attributes or "srcset" in e.attributes]
    styles = "".join(e.text() for e in page.find("style"))

    assert [] == [e.name for e in page.walk() if e.name in loading]
    assert [] == sources
    assert [] == re.findall(r"@import|url\(|https?:", styles)
    assert small


def test_the_policy_lets_only_our_style_and_script_in(page: Page) -> None:
    metas = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    policy = metas[0].attributes["content"]
    hashed = {
        "sha256-" + base64.b64encode(hashlib.sha256(e.text().encode()).digest()).decode()
        for e in (*page.find("style"), *page.find("script"))
    }

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert all(f"'{each}'" in policy for each in hashed)


def test_no_attribute_runs_or_styles(page: Page) -> None:
    bad = [
        (e.name, key)
        for e in page.walk()
        for key in e.attributes
        if key.startswith("on") or key in {"style", "srcdoc"}
    ]

    assert [] == bad


def test_hostile_words_stay_words(small: dict[str, bytes]) -> None:
    for name in PAGES:
        page = parse(small[name])
        hrefs = [e.attributes["href"] for e in page.find("a")]

        assert HOSTILE.encode() not in small[name]
        assert len(page.find("script")) <= 1
        assert [] == [href for href in hrefs if not re.match(r"https?:|[a-z]*\.?[a-z]*#?|#", href)]
        assert [] == [href for href in hrefs if "javascript" in href]
    assert HOSTILE in parse(small["accountability.html"]).by_id("ledger").text()


def test_every_chart_is_named_explained_and_has_its_table(small: dict[str, bytes]) -> None:
    page = parse(small["accountability.html"])
    ids = set(page.ids())
    order = [
        "chart" if e.attributes.get("role") == "img" else "table"
        for e in page.walk()
        if e.attributes.get("role") == "img"
        or (e.name == "details" and "twin" in e.attributes.get("class", ""))
    ]
    charts = page.find("svg", role="img")
    named = {name for chart in charts for name in chart.attributes["aria-labelledby"].split()}
    said = [e.text().strip() for chart in charts for name in ("title", "desc") for e in chart.find(name)]

    assert 7 == len(charts)
    assert [] == [
        at for at, kind in enumerate(order) if kind == "chart" and order[at + 1 : at + 2] != ["table"]
    ]
    assert all(detail.find("table") for detail in page.find("details", class_="twin"))
    assert named <= ids
    assert 14 == len([words for words in said if words])


def test_header_cells_say_what_they_head(page: Page) -> None:
    assert [] == [
        e.text() for e in page.find("th") if e.attributes.get("scope") not in {"col", "row", "rowgroup"}
    ]


def test_the_page_says_its_language_and_marks_the_plans_words(small: dict[str, bytes]) -> None:
    page = parse(small["accountability.html"])
    words = [cell.find("span", lang="zh-Hans") for cell in page.find("td", class_="c-words")]

    assert page.find("html")[0].attributes["lang"] in {"zh-Hans", "en"}
    assert 6 == len(words)
    assert all(words)


def test_a_doubt_is_folded_under_its_row_and_prints_open(real_page: Page) -> None:
    doubts = real_page.by_id("ledger").find("details", class_="doubt")
    style = real_page.find("style")[0].text()

    assert [] == [fold.text() for fold in doubts if "open" in fold.attributes]
    assert any("承段首“到 2025 年”" in fold.text() for fold in doubts)
    assert [] == [fold.text() for fold in doubts if len(fold.find("summary")) != 1]
    assert "details:not(.twin)::details-content { content-visibility: visible" in style


def test_terms_of_network_analysis_stay_in_the_method(real_page: Page) -> None:
    told = real_page.text()
    method = real_page.by_id("method").text()

    for term in ("居间度", "最短路径", "割点"):
        assert (1, 1) == (method.count(term), told.count(term))


def test_both_languages_tell_the_same_rows() -> None:
    zh, en = (parse(small_files(lang)["accountability.html"]) for lang in ("zh", "en"))

    assert sorted(zh.ids()) == sorted(en.ids())


def test_the_summary_of_a_small_plan_reads_as_it_should() -> None:
    page = parse(small_files("en")["accountability.html"])
    said = [item.text() for item in page.by_id("summary").find("ul", class_="said")[0].find("li")]

    assert (
        "The plan has 2 measures, broken down into 3 actions and 3 targets; it lists 3 bodies, 4 times in all."
        == said[0]
    )
    assert said[3].startswith("3 rows state a deadline; 3 of them are past and wait for evidence.")


def test_an_unreviewed_plan_says_so() -> None:
    import report_plan  # noqa: PLC0415 - its knowledge is built here

    from policykb.report import Material, render  # noqa: PLC0415

    known = report_plan.material()
    raw = Material(known.store, known.plan, known.as_of, known.validation, reviewed=False)
    warned = parse(render(raw, "en")["gap.html"]).find("p", class_="warning")
    sure = parse(small_files("en")["gap.html"]).find("p", class_="warning")

    assert 1 == len(warned) - len(sure)


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_their_ground() -> None:
    style = parse(small_files("zh")["index.html"]).find("style")[0].text()
    known = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", style))
    tints = re.findall(r"\.k-\w+ \{ background: (#[0-9a-f]{6})", style)
    pairs = [(known[one], ground) for one in ("ink", "link") for ground in (*tints, known["wash"], "#ffffff")]
    pairs += [(known["muted"], "#ffffff"), (known["muted"], known["wash"]), ("#ffffff", known["brand"])]

    assert 4 <= len(tints)
    assert [] == [pair for pair in pairs if _contrast(*pair) < 4.5]


def test_the_script_is_small_and_fetches_nothing() -> None:
    script = parse(small_files("zh")["accountability.html"]).find("script")[0].text()

    assert len(script.encode()) <= 5_000
    assert [] == re.findall(r"fetch|XMLHttpRequest|import|eval|innerHTML|http", script)


def test_without_the_script_nothing_is_hidden_but_the_filter() -> None:
    page = parse(small_files("zh")["accountability.html"])
    hidden = [e.attributes.get("id") for e in page.walk() if "hidden" in e.attributes]

    assert ["filter"] == hidden
