"""Who is reminded of what: progress counts, proof more than claims, and nobody is told that nothing was done."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from policykb.progress import Entry
from policykb.report.booklet import COLUMNS, Matter, reminders, reminders_page, shelf, table

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge
    from policykb.report.booklet import Reminders, Shelf
    from policykb.store import Store

WATER, CITY = "org/nx-slt", "org/gov-640100"
ROW = "m11/t3"


def _claim(**more: str) -> Entry:
    return replace(Entry("2026Q3", ROW, WATER, "2026-10-08", "done", reporter="甲"), **more)


def _made(knowledge: Knowledge, *entries: Entry, as_of: str = "2026-11-22", lang: str = "zh") -> Shelf:
    return _kept(knowledge.store, entries, as_of, lang)


@cache
def _kept(store: Store, entries: tuple[Entry, ...], as_of: str, lang: str) -> Shelf:
    progress = {entry.key: entry for entry in entries}
    return shelf(Matter(store, "ningxia-2022", as_of, progress=progress), lang)


def _of(found: Reminders, body: str, row: str = ROW) -> list[str]:
    return [one.kind for one in found.found if one.owner and one.owner.id == body and one.task.id == row]


def test_what_is_past_and_unreported_is_reminded(ningxia: Knowledge) -> None:
    assert ["past"] == _of(reminders(_made(ningxia), 90, each=False), WATER)


def test_what_is_proven_done_is_not_reminded(ningxia: Knowledge) -> None:
    proven = _claim(evidence="证明.pdf", checker="乙")
    found = reminders(_made(ningxia, proven), 90, each=False)

    assert [] == _of(found, WATER)
    assert ["past"] == _of(found, "org/nx-sthjt")


@pytest.mark.parametrize(
    "claim", [_claim(), _claim(evidence="证明.pdf"), _claim(evidence="证明.pdf", checker="甲")]
)
def test_a_claim_without_proof_stays(ningxia: Knowledge, claim: Entry) -> None:
    made = _made(ningxia, claim)
    (one,) = [r for r in reminders(made, 90, each=False).found if r.owner and r.owner.id == WATER]

    assert "past" == one.kind
    assert "已到期待证据" == one.task.standing.name
    assert "缺佐证材料或他人审核，不算完成" in one.task.standing.report
    assert "已收到的填报：2026Q3（2026-10-08）报：已完成" in one.letter


def test_what_a_published_figure_proves_is_not_reminded(ningxia: Knowledge) -> None:
    found = reminders(_made(ningxia), 90, each=True)

    assert 3 == found.settled
    assert {"m08/t3", "m09/t3", "m09/t6"} & {one.task.id for one in found.found} == set()


def test_days_ahead_are_counted_to_the_day(ningxia: Knowledge) -> None:
    made = _made(ningxia, as_of="2025-12-01")  # thirty days before 31 December

    assert ["soon"] == _of(reminders(made, 30, each=False), WATER)
    assert [] == _of(reminders(made, 29, each=False), WATER)
    assert ["soon"] == _of(reminders(_made(ningxia, as_of="2025-12-31"), 0, each=False), WATER)
    assert ["past"] == _of(reminders(_made(ningxia, as_of="2026-01-01"), 0, each=False), WATER)


def test_bodies_with_the_whole_measure_share_a_row_unless_chosen(ningxia: Knowledge) -> None:
    made = _made(ningxia)
    (shared,) = [one for one in reminders(made, 90, each=False).found if one.together and one.task.id == ROW]

    assert 28 == len(shared.together)
    assert [] == _of(reminders(made, 90, each=False), CITY)
    assert ["past"] == _of(reminders(made, 90, each=True), CITY)


def test_a_place_that_proved_it_leaves_the_shared_row(ningxia: Knowledge) -> None:
    proven = _claim(body=CITY, evidence="https://example.org/a", checker="乙")
    found = reminders(_made(ningxia, proven), 90, each=False)
    (shared,) = [one for one in found.found if one.together and one.task.id == ROW]

    assert 27 == len(shared.together)
    assert "银川市" not in shared.together


def test_a_letter_says_what_where_when_and_never_that_it_is_undone(ningxia: Knowledge) -> None:
    made = _made(ningxia)
    (one,) = [r for r in reminders(made, 90, each=False).found if r.owner and r.owner.id == WATER]

    assert one.letter.startswith(
        "《减污降碳协同增效行动实施方案》（宁环发〔2022〕75号）（十一）推进水环境治理协同控制提出："
        "“全区再生水利用率达到 50% 以上”。"
    )
    assert "完成时限为2025年12月31日，截至2026年11月22日已过 326 天，尚待进展和佐证材料" in one.letter
    assert "台账 m11/t3 行" in one.letter
    for lang in ("zh", "en"):
        letters = " ".join(r.letter for r in reminders(_made(ningxia, lang=lang), 4000, each=True).found)
        assert not re.search("未完成|逾期|没有完成|overdue|undone|failed", letters)


def test_the_table_is_a_row_a_reminder(ningxia: Knowledge) -> None:
    from policykb.ask import render  # noqa: PLC0415 - only this test makes the table

    made = _made(ningxia)
    found = reminders(made, 90, each=False)
    headings, rows = table(made, found)
    read = list(csv.DictReader(io.StringIO(render(COLUMNS, rows, "csv").decode())))

    assert len(COLUMNS) == len(headings) == len(set(headings))
    assert len(found.found) == len(read)
    for row in read:
        text = made.facts.text[int(row["start"]) : int(row["end"])]
        assert "".join(text.split()) == "".join(row["quote"].split())
        assert int(row["days"]) < 0


def test_the_page_lists_each_reminder_and_what_has_no_owner(ningxia: Knowledge) -> None:
    made = _made(ningxia)
    found = reminders(made, 90, each=False)
    page = reminders_page(made, found).decode()

    assert len(found.found) == page.count('class="letter"')
    assert "g2025/t7" in page
    assert (
        "g2025/t1",
        "g2025/t2",
        "g2025/t3",
        "g2025/t4",
        "g2025/t5",
        "g2025/t6",
        "g2025/t7",
    ) == found.unowned


def test_an_empty_list_says_so(ningxia: Knowledge) -> None:
    made = replace(_made(ningxia), booklets=(), unowned=())

    assert "没有需要提醒的事项" in reminders_page(made, reminders(made, 90, each=False)).decode()
