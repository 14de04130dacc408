"""What the pages say of the shipped plan, against the text: its counts and its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page_tree import parse
from policykb.ask import answer, export_table

if TYPE_CHECKING:
    from page_tree import Page
    from policykb.report import Material


def _figures(page: Page) -> dict[str, str]:
    found = page.by_id("summary").find("ul", class_="figures")[0].find("a")
    return {link.attributes["href"]: link.find("b")[0].text() for link in found}


def test_the_figures_are_those_of_the_text(real_page: Page) -> None:
    figures = _figures(real_page)

    assert "21" == figures["#ledger"]
    assert "20" == figures["#agencies"]
    assert "103" == figures["#agencies-table"]
    assert "0" == figures["#no-lead"]


def test_derived_duties_are_counted_apart(real_page: Page) -> None:
    cascade = real_page.by_id("cascade")
    rows = [row for row in cascade.find("tr") if row.attributes.get("id", "").startswith("org-")]

    assert str(21 * (5 + 22 + 1)) == _figures(real_page)["#cascade"]
    assert 28 == len(rows)
    assert "21 项措施 ×（5 个地级市 + 22 个县（市、区）+ 1 个管委会）= 588 处。" in cascade.text()
    assert "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出" in cascade.text()


def test_a_named_city_has_its_specific_duties(real_page: Page) -> None:
    shizuishan = real_page.by_id("org-gov-640200")

    assert "“无废城市”" in shizuishan.text()
    assert "各地级市应至少有一个" in shizuishan.text()
    assert "清洁取暖" not in shizuishan.text()


def test_every_lead_is_called_presumed(real_page: Page) -> None:
    groups = [
        row
        for row in real_page.by_id("ledger").find("tr", class_="group")
        if row.find("a", href="#org-nx-sthjt")
    ]
    presumed = [row for row in groups if row.find("span", class_="presumed")]

    assert 21 == len(groups)
    assert len(groups) == len(presumed)


def test_a_passed_deadline_is_not_called_missed(real_page: Page) -> None:
    rows = [row for row in real_page.by_id("ledger").find("tr") if "data-i" in row.attributes]
    states = {row.attributes["data-s"] for row in rows}
    due = [row for row in rows if row.attributes["data-s"] == "due_unreported"]

    assert {"unreported", "due_unreported"} == states
    assert all(row.attributes["data-d"] < "2026-11-22" for row in due)
    assert "未完成" not in "".join(row.text() for row in rows)


def test_kinds_of_trouble_stay_apart(real_page: Page) -> None:
    findings = real_page.by_id("findings")
    headings = [heading.text() for heading in findings.find("h3")]

    assert ["规划缺口", "编码缺陷", "与国家方案的差距", "查了多少"] == headings


def test_gaps_are_ranked_and_quoted(real_files: dict[str, bytes]) -> None:
    page = parse(real_files["gap.html"])
    order = [article.attributes["id"] for article in page.find("article", class_="gap")]
    grades = [grade.attributes["class"].split()[1] for grade in page.find("span", class_="grade")]
    leads = page.by_id("no-lead").find("li")

    assert ["no-lead", "unquantified", "orphan"] == order[:3]
    assert sorted(grades, key=["g-high", "g-medium", "g-low"].index) == grades
    assert 21 == len(leads)
    assert all("按职责分工负责" in item.text() for item in leads)
    assert "不含与国家方案的比较" in page.text()


def test_the_page_is_small_enough_to_send(real_files: dict[str, bytes]) -> None:
    assert len(real_files["accountability.html"]) < 1_500_000


@pytest.mark.parametrize(
    ("what", "column", "kind"), [("actions", "action", "action"), ("targets", "target", "target")]
)
def test_the_ledger_has_the_rows_of_the_exported_table(
    real_material: Material, real_page: Page, what: str, column: str, kind: str
) -> None:
    table = answer(real_material.store, export_table(what), {}, real_material.plan)
    exported = sorted(str(row[column]) for row in table.dicts())
    rows = [row for row in real_page.by_id("ledger").find("tr") if row.attributes.get("data-k") == kind]

    assert exported == sorted(row.find("a", class_="id")[0].text() for row in rows)
