from __future__ import annotations

import pytest

from policykb.extract.targets import targets
from policykb.span import Span

# An invented table of indicators.
TABLE = """序号\t指标\t单位\t2020年\t2025年\t属性
1\t森林覆盖率\t%\t41\t43\t约束性
2\t细颗粒物年均浓度\t微克/立方米\t38\t≤32\t约束性
3\t单位地区生产总值能耗降低\t%\t-\t[14]\t预期性
4\t湿地面积\t万亩\t20\t—\t预期性
5\t黑臭水体比例\t%\t3\t0\t约束性
"""


def _read(text: str) -> list[str]:
    return [
        " ".join(
            (
                one.subject,
                one.comparator.value if one.comparator else "-",
                one.value,
                one.unit or "-",
                one.deadline.date if one.deadline else "-",
                one.force.value,
                one.confidence.value,
            )
        )
        for one in targets(text, "m01", Span(0, len(text)))
    ]


def test_a_row_is_a_target_for_the_year_that_lies_ahead() -> None:
    assert [
        "森林覆盖率 >= 43 percent 2025-12-31 mandate likely",
        "细颗粒物年均浓度 <= 32 microgram-per-cubic-metre 2025-12-31 mandate certain",
        "单位地区生产总值能耗降低 decrease 14 percent 2025-12-31 strive certain",
        "黑臭水体比例 <= 0 percent 2025-12-31 mandate likely",
    ] == _read(TABLE)


def test_each_year_ahead_is_a_target_and_bars_part_cells_as_tabs_do() -> None:
    table = (
        "| 指标名称 | 2025年目标 | 2030年目标 |\n| --- | --- | --- |\n"
        "| 非化石能源消费比重（%） | 20左右 | 25左右 |\n| 新型储能装机（万千瓦） | 100 | 300以上 |\n"
    )

    assert [
        "非化石能源消费比重 ~ 20 percent 2025-12-31 commit certain",
        "非化石能源消费比重 ~ 25 percent 2030-12-31 commit certain",
        "新型储能装机 >= 100 wan-kilowatt 2025-12-31 commit likely",
        "新型储能装机 >= 300 wan-kilowatt 2030-12-31 commit certain",
    ] == _read(table)


def test_the_text_around_a_table_is_read_as_ever() -> None:
    text = f"到2025年，建成园区5个。\n{TABLE}到2025年，造林达到3万亩。\n"

    assert ["建成园区", "造林"] == [_read(text)[at].split()[0] for at in (0, -1)]


@pytest.mark.parametrize(
    "table",
    [
        "序号\t任务\t牵头单位\t时限\n1\t造林\t甲局\t2025年\n",
        "指标\t单位\t2019年实际\n森林覆盖率\t%\t40\n",
        "指标\t2025年\n",
    ],
)
def test_a_table_of_tasks_or_of_results_holds_no_indicator(table: str) -> None:
    assert [] == _read(table)


def test_a_value_stands_at_its_place() -> None:
    for one in targets(TABLE, "m01", Span(0, len(TABLE))):
        assert one.value_span is not None
        assert one.span.holds(one.value_span)
        assert one.value == one.value_span.quote(TABLE)
