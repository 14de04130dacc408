from __future__ import annotations

import pytest

from policykb.extract.deadlines import Calendar
from policykb.extract.setting import setting


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("甲市2023年节能工作要点\n\n一、任务\n", Calendar(2023)),
        ("甲市节能方案（2023—2025年）\n\n一、任务\n", Calendar(period=2025)),
        ("甲市“十四五”节能规划\n\n一、任务\n", Calendar(period=2025)),
        ("甲市节能方案\n\n（2022年3月1日印发）\n", Calendar(2022, "2022-03-01")),
        ("甲市节能方案\n\n印发日期：2022年3月1日\n", Calendar(2022, "2022-03-01")),
        ("甲市节能方案\n\n一、任务\n\n甲市人民政府\n2022年6月30日\n", Calendar(2022, "2022-06-30")),
        ("甲市节能方案\n\n2022年13月40日\n", Calendar()),
        ("2021年，森林覆盖率达到16.9%。", Calendar()),
    ],
)
def test_a_text_says_what_its_dates_are_counted_from(text: str, calendar: Calendar) -> None:
    assert calendar == setting(text).calendar


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("根据国发〔2021〕33号和〔2022〕18号文件。", 2022),
        ("截至2021年底，建成3处。", 2022),
        ("到2025年，建成3处。", 0),
    ],
)
def test_a_plan_is_younger_than_what_it_looks_back_at(text: str, year: int) -> None:
    assert year == setting(text).past


def test_a_heading_dates_all_below_it_up_to_the_next_of_its_rank() -> None:
    text = "一、2023年底前完成\n（一）甲\n乙。\n二、2024年重点任务\n（一）丙\n丁。\n三、保障\n戊。\n"
    due = {word: setting(text).due(text.index(word)) for word in "乙丁戊"}

    assert {"乙": "2023-12-31", "丁": "2024-12-31", "戊": None} == {
        word: one and one.date for word, one in due.items()
    }


def test_a_heading_looks_back_unless_it_builds_on_what_was() -> None:
    text = "一、工作基础\n（一）甲\n乙。\n二、重点任务\n（一）夯实工作基础\n丙。\n"

    assert {"乙": True, "丙": False} == {word: setting(text).looks_back(text.index(word)) for word in "乙丙"}
