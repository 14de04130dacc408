"""Every duty of a body stands in its booklet once, and in nobody else's."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from hostile_plan import NAMES

from policykb.pipeline.exporting import exported
from policykb.report.booklet import FORMS, files
from policykb.report.booklet.pages import booklet_page
from policykb.report.booklet.word import word_file

if TYPE_CHECKING:
    from policykb.report.booklet import Booklet, Shelf

AS_OF = "2026-11-22"


def _element(duty: str) -> str:
    return duty.rpartition("/")[0]


def _exported() -> Counter[tuple[str, str, str]]:
    data, _ = exported("ningxia-2022", "responsibilities", form="csv", as_of=AS_OF, lang="zh")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8")))
    return Counter((row["element"], row["agency"], row["basis"]) for row in rows)


def _of(booklet: Booklet) -> list[tuple[str, str, str]]:
    agency = booklet.owner.id.removeprefix("org/")
    return [(_element(charge.id), agency, charge.basis) for charge in booklet.charges]


def test_every_exported_duty_is_in_its_bodys_booklet_once_and_in_no_other(either: Shelf) -> None:
    found = Counter(duty for booklet in either.booklets for duty in _of(booklet))

    assert 2286 == found.total()
    assert _exported() == found


def test_no_duty_is_in_two_booklets(zh: Shelf) -> None:
    ids = [charge.id for booklet in zh.booklets for charge in booklet.charges]

    assert len(ids) == len(set(ids))


def test_the_page_shows_each_duty_once(zh: Shelf) -> None:
    for booklet in zh.booklets:
        page = booklet_page(zh, booklet, FORMS).decode("utf-8")

        assert sorted(charge.id for charge in booklet.charges) == sorted(
            re.findall(r'data-duty="([^"]+)"', page)
        )


def test_each_city_county_committee_and_department_has_a_booklet(zh: Shelf) -> None:
    levels = Counter(booklet.owner.level for booklet in zh.booklets)
    listed = len({duty.bearer for duty in zh.facts.duties})

    assert {"department": listed, "city": 5, "county": 22, "committee": 1} == levels


def test_a_presumed_lead_is_never_called_a_lead(zh: Shelf) -> None:
    said = [
        charge.said for booklet in zh.booklets for charge in booklet.charges if charge.basis == "presumed"
    ]

    assert 21 == len(said)
    assert all(words.startswith("推定牵头") and "原文没有写牵头" in words for words in said)


def test_each_duty_rests_on_words_of_the_text(zh: Shelf) -> None:
    text = "".join(zh.facts.text.split())

    for booklet in zh.booklets:
        for charge in booklet.charges:
            assert "".join(charge.words.split()) in text
            assert re.fullmatch(r"第 \d+–\d+ 字", charge.place)


def test_a_county_gets_its_own_share_and_not_the_whole(zh: Shelf) -> None:
    county = next(b for b in zh.booklets if b.owner.id == "org/gov-640121")
    ids = [task.id for task in county.tasks]

    assert {"m13/t1/d-640121", "m13/t2/d-640121", "m13/t5/d-640121"} <= set(ids)
    assert "m13/t1" not in ids
    assert len(ids) == len(set(ids))


def test_rows_without_a_duty_of_their_own_come_from_the_default_clause_alone(zh: Shelf) -> None:
    for booklet in zh.booklets:
        for group in booklet.groups:
            if any(task.whole for task in group.tasks):
                assert "default" in group.bases


def test_goals_have_no_owner_and_are_told_apart(zh: Shelf) -> None:
    assert ["g2025", "g2030"] == [group.id for group in zh.unowned]
    assert all(not task.charges for group in zh.unowned for task in group.tasks)
    assert "没有单位负责的事项" in files(zh, ("html",))["index.html"].decode()


def test_nothing_past_is_called_undone(either: Shelf) -> None:
    forbidden = re.compile("未完成|逾期|没完成|overdue|not done|incomplete", re.IGNORECASE)
    some = [b for b in either.booklets if b.owner.id in {"org/nx-sthjt", "org/gov-640100", "org/nx-ningdong"}]

    for booklet in some:
        made = booklet_page(either, booklet, FORMS).decode("utf-8")
        lines = " ".join(line for _, line in booklet.opening)

        assert booklet.count("due_unreported") > 0
        assert [] == forbidden.findall(made)
        assert [] == forbidden.findall(lines)
        assert ("已到期待证据" if either.words.lang == "zh" else "past due, evidence awaited") in made


def test_the_five_lines_count_what_is_in_the_booklet(zh: Shelf) -> None:
    booklet = next(b for b in zh.booklets if b.owner.id == "org/nx-slt")
    many, coming, past, leads, decide = (line for _, line in booklet.opening)
    duties = [row for row in zh.facts.duties if row.bearer == "org/nx-slt"]

    assert f"责任 {len(booklet.charges)} 处：原文列名 {len(duties)} 处" in many
    assert "没有尚未到期的时限" in coming
    assert "已到期待证据 1 条，最早的是2025年12月31日（已过 326 天）" in past
    assert "推定由生态环境厅（5 项）牵头" in leads
    assert "没有写明时限" in decide


def test_a_name_that_is_no_known_body_has_a_booklet_too(hostile: Shelf) -> None:
    assert sorted(NAMES) == sorted(booklet.owner.name for booklet in hostile.booklets)
    assert all(1 == len(booklet.charges) == len(booklet.tasks) for booklet in hostile.booklets)
    assert all("没有识别为机构" in dict(b.opening)["要定的事"] for b in hostile.booklets)


def test_a_word_file_has_a_row_for_each_row_of_the_booklet(zh: Shelf) -> None:
    import docx  # noqa: PLC0415 - only this test opens one

    booklet = next(b for b in zh.booklets if b.owner.id == "org/nx-slt")
    table = docx.Document(io.BytesIO(word_file(zh, booklet))).tables[0]
    ids = [row.cells[0].paragraphs[0].text for row in table.rows]

    assert [task.id for task in booklet.tasks] == [one for one in ids if re.fullmatch(r"m\d\d/.+", one)]
