"""The calendars keep RFC 5545 to the letter, and say the same day after day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from calendar_parser import Component, parse
from hostile_plan import WORDS

from policykb.report.booklet import Matter, shelf
from policykb.report.booklet.calendar import body_calendar, whole_calendar

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge
    from policykb.report.booklet import Shelf

GOOD = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n"
    b"DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260102\r\nSUMMARY:s\r\nDESCRIPTION:d\\n\r\nCATEGORIES:k\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def _events(data: bytes) -> dict[str, Component]:
    return {event.text("UID"): event for event in parse(data).inside}


def _triggers(event: Component) -> list[str]:
    return [alarm.values["TRIGGER"][1] for alarm in event.inside]


@pytest.fixture(scope="module")
def early(ningxia: Knowledge) -> Shelf:
    """The same knowledge on a day when most deadlines are still to come."""
    return shelf(Matter(ningxia.store, ningxia.plan, "2025-11-22"), "zh")


def test_the_parser_takes_a_good_calendar() -> None:
    assert ["a"] == list(_events(GOOD))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"\r\nUID:a", b"\nUID:a"),
        (b"SUMMARY:s", b"SUMMARY:" + b"s" * 70),
        (b"SUMMARY:s", b"SUMMARY:a;b"),
        (b"SUMMARY:s", b"SUMMARY:" + "宁".encode()[:2] + b"\r\n " + "宁".encode()[2:]),
        (b"UID:a\r\n", b""),
        (b"UID:a\r\n", b"UID:a\r\nUID:b\r\n"),
        (b"DTEND;VALUE=DATE:20260102", b"DTEND;VALUE=DATE:20260103"),
        (b"END:VEVENT\r\n", b""),
        (b"DTSTAMP:20260101T000000Z", b"DTSTAMP:20260101"),
        (b"DESCRIPTION:d\\n", b"DESCRIPTION:d\\x"),
    ],
)
def test_the_parser_refuses_a_bad_one(good: bytes, bad: bytes) -> None:
    with pytest.raises((AssertionError, UnicodeDecodeError)):
        parse(GOOD.replace(good, bad))


def test_each_dated_row_of_a_body_is_an_event_on_its_day(either: Shelf) -> None:
    for booklet in either.booklets:
        events = _events(body_calendar(either, booklet))
        dated = {
            f"policykb/ningxia-2022/{task.id}": task.row.deadline
            for task in booklet.tasks
            if task.row.deadline
        }

        assert dated == {uid: event.day("DTSTART").isoformat() for uid, event in events.items()}


def test_the_whole_calendar_has_every_deadline_of_the_plan_once(zh: Shelf) -> None:
    events = _events(whole_calendar(zh))
    dated = {element.id for element in zh.facts.elements if element.deadline}

    assert 34 == len(dated)
    assert dated == {uid.removeprefix("policykb/ningxia-2022/") for uid in events}
    assert "原文没有列出单位" in events["policykb/ningxia-2022/g2025/t1"].text("DESCRIPTION")
    assert "、水利厅、农业农村厅\n" in events["policykb/ningxia-2022/m11/t3"].text("DESCRIPTION")


def test_an_event_quotes_the_plan_and_names_the_place(zh: Shelf) -> None:
    water = next(b for b in zh.booklets if b.owner.id == "org/nx-slt")
    said = _events(body_calendar(zh, water))["policykb/ningxia-2022/m11/t3"].text("DESCRIPTION")

    assert "原文：“全区再生水利用率达到 50% 以上”\n" in said
    assert "（十一）推进水环境治理协同控制，第 4730–4747 字" in said
    assert "截至2026年11月22日：已到期待证据" in said
    assert "到期不等于没有办成" in said


def test_alarms_ring_90_and_30_days_before_unless_that_day_is_over(early: Shelf, zh: Shelf) -> None:
    events = _events(whole_calendar(early))
    by_year = {event.day("DTSTART").year: _triggers(event) for event in events.values()}

    assert {2022: [], 2025: ["-P30D"], 2030: ["-P90D", "-P30D"]} == by_year
    assert {2022: [], 2025: [], 2030: ["-P90D", "-P30D"]} == {
        event.day("DTSTART").year: _triggers(event) for event in _events(whole_calendar(zh)).values()
    }


def test_the_stamp_is_the_day_of_the_answer(zh: Shelf) -> None:
    stamps = set(re.findall(rb"DTSTAMP:(\S+)", whole_calendar(zh)))

    assert {b"20261122T000000Z"} == stamps
    assert whole_calendar(zh) == whole_calendar(zh)


def test_hostile_words_stay_inside_their_value(hostile: Shelf) -> None:
    for booklet in hostile.booklets:
        (event,) = parse(body_calendar(hostile, booklet)).inside
        inner = WORDS.replace("“", "‘").replace("”", "’")

        assert f"原文：“{inner}”" in event.text("DESCRIPTION")
        assert dt.date(2025, 12, 31) == event.day("DTSTART")
