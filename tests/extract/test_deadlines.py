from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.extract.deadlines import deadlines
from policykb.span import Span
from policykb.vocab import Precision

YEARS = st.integers(1950, 2099)


def _found(text: str) -> list[tuple[str, str, str]]:
    return [(one.date, one.precision.value, one.stated) for one in deadlines(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "date", "precision", "stated"),
    [
        ("到 2025 年，", "2025-12-31", "year", "到 2025 年"),
        ("到2025年，", "2025-12-31", "year", "到2025年"),
        ("到2025\n\n年，", "2025-12-31", "year", "到2025\n\n年"),
        ("力争到2025年底65蒸吨", "2025-12-31", "year_end", "到2025年底"),
        ("2022 年年底，", "2022-12-31", "year_end", "2022 年年底"),
        ("2025年底前完成", "2025-12-31", "year_end", "2025年底前"),
        ("2025年末，", "2025-12-31", "year_end", "2025年末"),
        ("2030年前实现", "2030-12-31", "year", "2030年前"),
        ("协调推进“十四五”期间“无废城市”建设", "2025-12-31", "year", "“十四五”期间"),
        ("到“十四五”末，", "2025-12-31", "year_end", "到“十四五”末"),
        ("十四五末", "2025-12-31", "year_end", "十四五末"),
        ("“十五五”时期", "2030-12-31", "year", "“十五五”时期"),
        ("“十二五”期末", "2015-12-31", "year_end", "“十二五”期末"),
        ("2023年6月底前", "2023-06-30", "month", "2023年6月底前"),
        ("2024年2月底", "2024-02-29", "month", "2024年2月底"),
        ("2023年6月30日前", "2023-06-30", "day", "2023年6月30日前"),
        ("2024年上半年，", "2024-06-30", "month", "2024年上半年"),
        ("2024年第一季度末", "2024-03-31", "month", "2024年第一季度末"),
        ("2023—2025年，", "2025-12-31", "year", "2023—2025年"),
        ("到二〇三〇年，", "2030-12-31", "year", "到二〇三〇年"),
        ("到\uff12\uff10\uff12\uff15年，", "2025-12-31", "year", "到\uff12\uff10\uff12\uff15年"),
        ("力争2025年达到", "2025-12-31", "year", "2025年"),
    ],
)
def test_a_deadline_is_the_last_day_of_the_period_stated(
    text: str, date: str, precision: str, stated: str
) -> None:
    assert [(date, precision, stated)] == _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "比 2020 年下降",
        "较2005年下降",
        "比2020年底下降",
        "较2020年末增长",
        "自2021年底起",
        "自2021年起",
        "2021年以来，",
        "2020年相比",
        "宁环发〔2022〕75号",
        "2023年13月，",
        "2023年2月30日前",
        "“十四五”规划",
        "《到2035年远景目标纲要》",
        "按照2022年工作要求",
        "3025年，",
    ],
)
def test_baselines_titles_and_impossible_dates_are_no_deadlines(text: str) -> None:
    assert [] == _found(text)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_comes_back(day: dt.date) -> None:
    assert [(day.isoformat(), "day", f"{day.year}年{day.month}月{day.day}日前")] == _found(
        f"{day.year}年{day.month}月{day.day}日前完成"
    )


@given(YEARS, st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]

    assert [f"{year}-{month:02}-{last:02}"] == [date for date, _, _ in _found(f"{year}年{month}月底前")]


@given(
    YEARS, st.sampled_from(["到{}年", "到 {} 年", "{}年底", "{}年年底前", "{}年末", "到{}年底前", "{}年前"])
)
def test_a_year_ends_on_new_years_eve(year: int, form: str) -> None:
    text = form.format(year)

    assert [(f"{year}-12-31", text)] == [(date, stated) for date, _, stated in _found(f"{text}，完成任务")]


@given(st.text(alphabet="到至0123456789年月日底末前之“”十四五期间 \n，。比自", max_size=40))
def test_every_deadline_is_a_real_day_and_the_text_at_its_place(text: str) -> None:
    for one in deadlines(text, Span(0, len(text))) if text else ():
        dt.date.fromisoformat(one.date)
        assert (one.span.quote(text), False) == (one.stated, one.inherited)


def test_the_plan_states_these_deadlines() -> None:
    text = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")
    year, end = Precision.YEAR, Precision.YEAR_END
    read = [
        ("2025-12-31", year, "到 2025 年"),
        ("2030-12-31", year, "到 2030 年"),
        ("2025-12-31", year, "到 2025 年"),
        ("2025-12-31", year, "到 2025 年"),
        ("2025-12-31", year, "到2025年"),
        ("2025-12-31", year, "到2025年"),
        ("2025-12-31", end, "到2025年底"),
        ("2025-12-31", year, "到 2025 年"),
        ("2025-12-31", year, "“十四五”期间"),
        ("2022-12-31", end, "2022 年年底"),
    ]

    assert read == [(one.date, one.precision, one.stated) for one in deadlines(text, Span(0, len(text)))]
