from __future__ import annotations

import pytest
from reading_plan import draft_of

from policykb.vocab import Confidence

HEAD = "临江市任务分工表（虚构）\n\n"


def _rows(table: str) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """Each task: its number, its title, who does it as what, and by when."""
    draft = draft_of(HEAD + table)
    duties = {
        measure.id: [
            (one.name_as_stated, one.role.value)
            for one in draft.responsibilities
            if one.element.split("/")[0] == measure.id
        ]
        for measure in draft.measures
    }
    dues = {
        act.id.split("/")[0]: act.deadline.date for act in (*draft.actions, *draft.targets) if act.deadline
    }
    return [(m.number, m.title, duties[m.id], dues.get(m.id, "")) for m in draft.measures]


TABLES = {
    "tabs": (
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t清理河道淤泥\t市水务局\t市财政局、市审计局\t2025年底\n2\t建设截污管网\t市住建局\t\t2024年6月底前\n",
        [
            (
                "1",
                "清理河道淤泥",
                [("市水务局", "lead"), ("市财政局", "support"), ("市审计局", "support")],
                "2025-12-31",
            ),
            ("2", "建设截污管网", [("市住建局", "lead")], "2024-06-30"),
        ],
    ),
    "bars without those at the edges": (
        "序号 | 任务 | 责任单位\n1 | 清理河道淤泥 | 市水务局、市财政局\n2 | 建设截污管网 | 市住建局\n",
        [
            ("1", "清理河道淤泥", [("市水务局", "joint"), ("市财政局", "joint")], ""),
            ("2", "建设截污管网", [("市住建局", "joint")], ""),
        ],
    ),
    "wide blanks": (
        "序号   工作任务       责任单位      完成时限\n1      清理河道淤泥   市水务局      2025年底\n2      建设截污管网   市住建局      2025年底\n",
        [
            ("1", "清理河道淤泥", [("市水务局", "joint")], "2025-12-31"),
            ("2", "建设截污管网", [("市住建局", "joint")], "2025-12-31"),
        ],
    ),
    "another order of columns": (
        "完成时间\t参与部门\t牵头部门\t主要任务\n2025年底\t市财政局\t市水务局\t清理河道淤泥\n",
        [("", "清理河道淤泥", [("市财政局", "support"), ("市水务局", "lead")], "2025-12-31")],
    ),
    "as above in words and signs": (
        "序号\t任务\t牵头单位\t配合单位\n1\t清理河道淤泥\t市水务局\t市财政局\n2\t建设截污管网\t同上\t〃\n3\t管控岸线\t″\t市公安局\n",
        [
            ("1", "清理河道淤泥", [("市水务局", "lead"), ("市财政局", "support")], ""),
            ("2", "建设截污管网", [("市水务局", "lead"), ("市财政局", "support")], ""),
            ("3", "管控岸线", [("市水务局", "lead"), ("市公安局", "support")], ""),
        ],
    ),
    "a group of tasks merged over its rows": (
        "领域\t工作任务\t责任单位\n水环境\t清理河道淤泥\t市水务局\n〃\t建设截污管网\t市住建局\n大气\t开展洒水抑尘\t市城管局\n",
        [
            ("", "清理河道淤泥", [("市水务局", "joint")], ""),
            ("", "建设截污管网", [("市住建局", "joint")], ""),
            ("", "开展洒水抑尘", [("市城管局", "joint")], ""),
        ],
    ),
    "a header of two lines": (
        "序号\t任务\t责任单位\t〃\t时限\n〃\t〃\t牵头\t配合\t〃\n1\t清理河道淤泥\t市水务局\t市财政局\t2025年\n",
        [("1", "清理河道淤泥", [("市水务局", "lead"), ("市财政局", "support")], "2025-12-31")],
    ),
    "lead and support in one cell": (
        "序号\t任务\t责任单位\n1\t清理河道淤泥\t市水务局牵头，市财政局、市审计局配合\n2\t建设截污管网\t牵头：市住建局；配合：市水务局\n",
        [
            (
                "1",
                "清理河道淤泥",
                [("市水务局", "lead"), ("市财政局", "support"), ("市审计局", "support")],
                "",
            ),
            ("2", "建设截污管网", [("市住建局", "lead"), ("市水务局", "support")], ""),
        ],
    ),
    "names parted by blanks in a cell": (
        "序号\t任务\t责任单位\n1\t清理河道淤泥\t市水务局 市财政局 市审计局\n",
        [("1", "清理河道淤泥", [("市水务局", "joint"), ("市财政局", "joint"), ("市审计局", "joint")], "")],
    ),
    "nobody": (
        "序号\t任务\t牵头单位\t配合单位\n1\t清理河道淤泥\t市水务局\t—\n2\t建设截污管网\t市住建局\t/\n3\t管控岸线\t市公安局\t无\n",
        [
            ("1", "清理河道淤泥", [("市水务局", "lead")], ""),
            ("2", "建设截污管网", [("市住建局", "lead")], ""),
            ("3", "管控岸线", [("市公安局", "lead")], ""),
        ],
    ),
    "rows that part the table": (
        "序号\t任务\t牵头单位\n一、水环境\t〃\t〃\n1\t清理河道淤泥\t市水务局\n二、大气环境\t〃\t〃\n2\t开展洒水抑尘\t市城管局\n",
        [
            ("1", "清理河道淤泥", [("市水务局", "lead")], ""),
            ("2", "开展洒水抑尘", [("市城管局", "lead")], ""),
        ],
    ),
    "a task with its measures in another column": (
        "序号\t重点任务\t具体措施\t责任单位\n1\t治理河道\t清理淤泥，建设截污管网\t市水务局\n2\t〃\t管控岸线\t市公安局\n",
        [("1", "治理河道", [("市水务局", "joint")], ""), ("2", "管控岸线", [("市公安局", "joint")], "")],
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_a_row_is_a_task_with_who_does_it_and_by_when(what: str) -> None:
    table, expected = TABLES[what]

    assert expected == _rows(table)


def test_a_blank_cell_is_merged_with_the_row_above_where_nobody_else_answers() -> None:
    draft = draft_of(
        HEAD + "序号\t任务\t责任单位\t时限\n1\t清理河道淤泥\t市水务局\t2025年\n2\t建设截污管网\t\t2024年\n"
    )
    first, second = draft.responsibilities

    assert ("m01", "m02") == (first.element, second.element)
    assert (Confidence.CERTAIN, Confidence.LIKELY) == (first.confidence, second.confidence)
    assert "表中此格空白，读作与上一行相同" == second.doubt
    assert first.span == second.span


def test_the_words_of_a_role_in_a_table_are_the_columns_header() -> None:
    text = HEAD + "序号\t任务\t牵头单位\n1\t清理河道淤泥\t市水务局\n"
    (duty,) = draft_of(text).responsibilities
    assert duty.role_span

    assert "牵头单位" == duty.role_span.quote(text)


@pytest.mark.parametrize(
    "table",
    [
        "指标\t单位\t2020年\t2025年\n森林覆盖率\t%\t40\t43\n",
        "序号\t指标名称\t单位\t目标值\n1\t森林覆盖率\t%\t43\n",
        "年份\t装机\n2025\t100\n",
    ],
)
def test_a_table_of_figures_is_no_table_of_tasks(table: str) -> None:
    assert () == draft_of(HEAD + table).responsibilities
    assert [] == [measure.title for measure in draft_of(HEAD + table).measures if measure.number == "1"]


def test_what_follows_a_table_belongs_to_no_row() -> None:
    text = HEAD + "序号\t任务\t牵头单位\n1\t清理河道淤泥\t市水务局\n注：任务每季度调度一次。\n"
    (measure,) = draft_of(text).measures

    assert "1\t清理河道淤泥\t市水务局" == measure.span.quote(text)


def test_a_table_stands_beside_items() -> None:
    text = "方案\n一、任务\n（一）治河。清淤。（市水务局负责）\n附件\n任务分工表\n序号\t任务\t牵头单位\n1\t建设截污管网\t市住建局\n"

    assert [("（一）", "治河"), ("1", "建设截污管网")] == [
        (m.number, m.title) for m in draft_of(text).measures
    ]
