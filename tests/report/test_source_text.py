"""The marked text: all of it, cut at every span, linked both ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import report_plan
from report_made import small_files

from page_tree import parse
from policykb.report.build.source import source
from policykb.report.reading import read_facts
from policykb.report.words import Words

if TYPE_CHECKING:
    from page_tree import Page
    from policykb.report import Material


def _plain(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text)


def test_the_marked_text_is_the_text() -> None:
    facts = read_facts(report_plan.material().store, report_plan.PLAN, "zh")
    shown = "".join(bit.text for block in source(facts, Words("zh")).blocks for bit in block.bits)

    assert _plain(report_plan.TEXT) == shown


def test_the_shipped_text_is_shown_whole(real_material: Material) -> None:
    facts = read_facts(real_material.store, real_material.plan, "zh")
    shown = "".join(bit.text for block in source(facts, Words("zh")).blocks for bit in block.bits)

    assert _plain(facts.text).strip() == shown


def test_overlapping_spans_are_cut_where_either_ends() -> None:
    facts = read_facts(report_plan.material().store, report_plan.PLAN, "zh")
    bits = [bit for block in source(facts, Words("zh")).blocks for bit in block.bits]
    place = next(bit for bit in bits if bit.text == "石嘴山市")
    decided = [bit.text for bit in bits if "k-decision" in bit.classes]

    assert "k-action k-detail" == place.classes
    assert ("#m02-a01-n2", "m02-a01") == (place.href, place.keys)
    assert ["以下均需"] == decided


def test_a_page_break_inside_a_sentence_is_shown() -> None:
    page = parse(small_files("zh")["accountability.html"])
    breaks = page.by_id("source").find("span", class_="break")

    assert 1 == len(breaks)


def test_each_row_leads_to_its_words_and_back(real_page: Page) -> None:
    text = real_page.by_id("source")
    in_text = {element.attributes["id"] for element in text.walk() if "id" in element.attributes}
    back = {link.attributes["href"] for mark in text.find("sup") for link in mark.find("a")}
    rows = [row for row in real_page.by_id("ledger").find("tr") if "data-i" in row.attributes]
    there = {
        cell.find("a")[0].attributes["href"] for row in rows for cell in row.find("td", class_="c-basis")
    }

    assert len(rows) > 250
    assert set() == {href[1:] for href in there} - in_text
    assert {f"#{row.attributes['id']}" for row in rows} == back


def test_each_listed_name_leads_to_its_words(real_page: Page) -> None:
    ids = {e.attributes["id"] for e in real_page.by_id("source").walk() if "id" in e.attributes}
    sections = real_page.by_id("agencies").find("section", class_="agency")
    links = [row.find("a")[-1].attributes["href"] for s in sections for row in s.find("tr")[1:]]

    assert 103 == len(links)
    assert 103 == len(set(links))
    assert set() == {href[1:] for href in links} - ids
