"""The workbook that people get: a row for each claim, lists to choose from, the rest locked."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jixiang import DRAFT, TEXT, opened

from policykb.review import BOOK, review_files
from policykb.review.kinds import KINDS, claims_of
from policykb.vocab import Force

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@pytest.fixture(scope="module")
def zh() -> Workbook:
    return opened()


@pytest.fixture(scope="module")
def en() -> Workbook:
    return opened("en")


def cell(made: Workbook, tab: str, name: str, heading: str) -> Any:
    """The cell of a claim below a heading."""
    sheet = made[tab]
    column = next(head.column for head in sheet[1] if head.value == heading)
    row = next(first.row for first in sheet["A"] if first.value == name)
    return sheet.cell(row, column)


TABS = [
    "说明",
    "措施",
    "责任分工",
    "新机构",
    "举措",
    "目标",
    "条件",
    "要素",
    "文件",
    "总括条款",
    "未读句",
    "选项",
]
TABS_EN = [
    "How to",
    "Measures",
    "Responsibilities",
    "New bodies",
    "Actions",
    "Targets",
    "Conditions",
    "Mentions",
    "Documents",
]


def test_the_sheets_are_the_kinds_of_claims(zh: Workbook) -> None:
    made = zh

    assert TABS == made.sheetnames
    assert "hidden" == made["选项"].sheet_state


def test_the_sheets_have_english_names_too(en: Workbook) -> None:
    assert TABS_EN == en.sheetnames[:9]


def test_every_claim_has_one_row_with_its_words_and_place(zh: Workbook) -> None:
    made = zh
    shown = {}
    for tab in TABS[1:10]:
        head = [found.value for found in made[tab][1]]
        for row in made[tab].iter_rows(min_row=2, values_only=True):
            if row[0]:
                shown[row[0]] = (row[2], row[head.index("起")], row[head.index("止")])
    claims = [claim for kind in KINDS if kind.name != "measures" for claim in claims_of(DRAFT, kind.name)]

    assert {claim.id for claim in claims} | {"m01", "m02"} == shown.keys()
    assert all(TEXT[start:end].replace("\n", "") == quote for name, (quote, start, end) in shown.items())
    assert all((claim.span.start, claim.span.end) == shown[claim.id][1:] for claim in claims)


def test_a_measure_shows_its_number_and_title_alone(zh: Workbook) -> None:
    assert "（一）推进能源转型" == cell(zh, "措施", "m01", "原文").value


def test_a_character_beyond_the_first_plane_moves_no_offset(zh: Workbook) -> None:
    start = cell(zh, "举措", "m01/a01", "起").value

    assert "𠮷" == TEXT[0]
    assert "有序发展光伏" == TEXT[start : start + 6]


def test_codes_are_shown_by_their_names(zh: Workbook, en: Workbook) -> None:
    assert "力争" == cell(zh, "目标", "m01/t1", "约束力度").value
    assert "百分比" == cell(zh, "目标", "m01/t1", "单位").value
    assert "Best effort" == cell(en, "Targets", "m01/t1", "Force").value
    assert "牵头" == cell(zh, "责任分工", "m01/r1", "角色").value


def test_a_claim_that_is_not_certain_says_so_without_colour(zh: Workbook) -> None:
    made = zh

    assert "◐ 较可能" == cell(made, "举措", "m01/a02", "把握程度").value
    assert "○ 没把握" == cell(made, "责任分工", "m01/r1", "把握程度").value
    assert "“严格”管到哪里不明" == cell(made, "举措", "m01/a02", "存疑之处").value


def test_no_cell_is_a_formula_or_a_link(zh: Workbook, en: Workbook) -> None:
    cells = [found for made in (zh, en) for sheet in made for row in sheet.iter_rows() for found in row]

    assert [] == [found.coordinate for found in cells if found.data_type == "f" or found.hyperlink]
    assert any(str(found.value).startswith("=1+1") for found in cells)


def test_words_that_start_like_a_formula_stay_words_when_edited(zh: Workbook) -> None:
    made = zh

    assert cell(made, "举措", "m02/a04", "原文").quotePrefix
    assert cell(made, "举措", "m02/a04", "动词").quotePrefix
    assert not cell(made, "举措", "m01/a01", "原文").quotePrefix


def test_what_may_not_change_is_locked_without_a_password(zh: Workbook) -> None:
    made = zh
    for sheet in made:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    locked = {head.value: made["目标"].cell(2, head.column).protection.locked for head in made["目标"][1]}

    assert {"编号", "原文", "起", "止", "所属条目", "把握程度", "存疑之处", "审定情况", "校验"} == {
        name for name, shut in locked.items() if shut
    }


def test_a_row_below_the_last_can_be_filled_in(zh: Workbook) -> None:
    sheet = zh["举措"]
    last = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value)

    assert not sheet.cell(last + 1, 3).protection.locked
    assert not sheet.column_dimensions["C"].protection.locked


def test_the_header_stays_and_can_be_filtered(zh: Workbook) -> None:
    sheet = zh["举措"]

    assert "D2" == sheet.freeze_panes
    assert sheet.auto_filter.ref.startswith("A1:")
    assert ["校验"] == [head.value for head in sheet[1] if sheet.column_dimensions[head.column_letter].hidden]


def test_the_cells_choose_from_the_vocabularies(zh: Workbook) -> None:
    made = zh
    lists = {
        head.value: [found.value for found in column if found.value][1:]
        for column in made["选项"].iter_cols()
        for head in [column[0]]
    }
    checks = {str(found.sqref): found for found in made["举措"].data_validations.dataValidation}
    force = next(found for where, found in checks.items() if where.startswith("F2:"))

    assert len(Force) == len(lists["force"])
    assert ["接受", "更正", "删除", "存疑", "补录"] == lists["decision_adding"]
    assert "自治区生态环境厅" in "".join(lists["agency"])
    assert "推定牵头" not in lists["role"]
    assert re.fullmatch(r"'选项'!\$[A-Z]+\$2:\$[A-Z]+\$10", force.formula1)


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert review_files(DRAFT, TEXT, "zh") == review_files(DRAFT, TEXT, "zh")


def test_the_workbook_carries_no_time_of_day() -> None:
    names = zipfile.ZipFile(io.BytesIO(review_files(DRAFT, TEXT, "zh")[BOOK]))

    assert {(1980, 1, 1)} == {found.date_time[:3] for found in names.infolist()}
    assert b"2000-01-01T00:00:00Z" in names.read("docProps/core.xml")


def test_a_draft_without_some_kind_has_no_sheet_for_it() -> None:
    bare = replace(DRAFT, provisions=(), documents=())
    tabs = opened(draft=bare).sheetnames

    assert "总括条款" not in tabs
    assert "文件" in tabs, "one may have been missed"
