"""The Excel ledger, opened again by another program."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
import report_plan
from report_made import small_files

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@pytest.fixture(params=["zh", "en"])
def book(request: pytest.FixtureRequest) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(small_files(request.param)["ledger.xlsx"]))


def _zh() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(small_files("zh")["ledger.xlsx"]))


def test_no_cell_is_a_formula(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [] == [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert [] == [cell.coordinate for cell in cells if cell.hyperlink]
    assert any(str(cell.value).startswith(report_plan.FORMULA) for cell in cells)


def test_the_sheets_are_those_an_analyst_keeps() -> None:
    book = _zh()

    assert ["台账", "单位责任", "指标", "市县落实", "说明", "选项"] == book.sheetnames
    assert "hidden" == book["选项"].sheet_state


def test_the_ledger_has_its_columns_in_order() -> None:
    header = [cell.value for cell in _zh()["台账"][1]]
    wanted = (
        "序号 编号 重点任务 具体举措 目标值 牵头单位 推定牵头 责任单位 配合单位 完成时限 约束力度 依据条目 依据原文 起 止 "
        "备注（读法存疑） 状态 填报单位 进展 完成率 实际值 计量单位 存在问题 佐证材料 填报人 填报日期 审核人"
    )

    assert wanted.split() == header


def test_headings_are_frozen_and_filtered(book: Workbook) -> None:
    ledger = book.worksheets[0]

    assert "C2" == ledger.freeze_panes
    assert "A1:AA7" == ledger.auto_filter.ref


def test_row_ids_are_unique_and_those_of_the_page() -> None:
    ledger = _zh()["台账"]
    ids = [row[1] for row in ledger.iter_rows(min_row=2, values_only=True)]

    assert ["g2025/t1", "m01/a01", "m01/a02", "m02/a01", "m02/t1", "m02/t2"] == ids


def test_a_row_says_what_the_plan_says() -> None:
    rows = {row[1]: row for row in _zh()["台账"].iter_rows(min_row=2, values_only=True)}
    row = rows["m02/t1"]
    start, end = row[13], row[14]

    assert ("（二）绿色交通", "≥45%", None, "交通运输厅", "交通运输厅、生态环境厅", None) == (
        row[2],
        *row[4:9],
    )
    assert dt.datetime(2025, 12, 31) == row[9]  # noqa: DTZ001 - Excel knows no time zone
    assert report_plan.TEXT[start:end] == row[12]
    assert (None,) * 6 == row[17:23]


def test_columns_to_fill_in_offer_what_fits() -> None:
    checks = {str(check.sqref): check for check in _zh()["台账"].data_validations.dataValidation}

    assert "'选项'!$A$2:$A$4" == checks["F2:F7"].formula1
    assert "'选项'!$B$2:$B$9" == checks["Q2:Q7"].formula1
    assert ("0", "100") == (checks["T2:T7"].formula1, checks["T2:T7"].formula2)


def test_local_duties_are_a_sheet_of_their_own() -> None:
    rows = list(_zh()["市县落实"].iter_rows(min_row=2, values_only=True))
    yinchuan = [row for row in rows if row[1] == "银川市人民政府"]

    assert 2 * 28 + 2 + 5 == len(rows)
    assert len(rows) == len({row[0] for row in rows})
    assert ["总括条款推导", "总括条款推导", "点名推导", "按区划展开"] == [row[4] for row in yinchuan]
