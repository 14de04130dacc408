from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.extract.deadlines import Calendar, deadlines, written
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
    ("text", "dates"),
    [
        ("到2025年、2030年，", ["2025-12-31", "2030-12-31"]),
        ("到2025、2030、2035年分别", ["2025-12-31", "2030-12-31", "2035-12-31"]),
        ("比重2025年达到20%", ["2025-12-31"]),
        ("由2020年的30%提高到2025年的45%", ["2025-12-31"]),
        ("2023年度，完成", ["2023-12-31"]),
        ("2025年内完成", ["2025-12-31"]),
        ("2023年5月至10月，", ["2023-10-31"]),
        ("2023年1月—2023年6月，", ["2023-06-30"]),
        ("自2023年3月1日至6月30日，", ["2023-06-30"]),
        ("2024年1-6月完成", ["2024-06-30"]),
        ("2024年第三季度末前", ["2024-09-30"]),
        ("2024年下半年前", ["2024-12-31"]),
        ("“十四五”全市新增", ["2025-12-31"]),
        ("“十四五”末期", ["2025-12-31"]),
        ("截至2021年底，", ["2021-12-31"]),
        ("在2020年基础上", []),
        ("较“十三五”末下降", []),
        ("2022年度考核", []),
        ("2023年7月1日起", []),
        ("“十四五”以来", []),
        ("连续2年不合格的", []),
        ("近三年内", []),
        ("多年底数", []),
        ("每年6月底前", []),
        ("6月底前，", []),
        ("三年内，", []),
    ],
)
def test_a_text_states_these_deadlines(text: str, dates: list[str]) -> None:
    assert dates == [date for date, _, _ in _found(text)]


@pytest.mark.parametrize(
    ("text", "date", "stated"),
    [
        ("6月底前，新建4座", "2024-06-30", "6月底前"),
        ("年底前，达到95%", "2024-12-31", "年底前"),
        ("今年底，完成", "2024-12-31", "今年底"),
        ("年内完成", "2024-12-31", "年内"),
        ("9月15日前，完成", "2024-09-15", "9月15日前"),
        ("上半年，完成", "2024-06-30", "上半年"),
        ("一季度末前，完成", "2024-03-31", "一季度末前"),
        ("3年内，改造", "2026-03-01", "3年内"),
        ("力争用两年时间，完成", "2025-03-01", "用两年时间"),
        ("未来五年，建成", "2028-03-01", "未来五年"),
    ],
)
def test_words_without_a_year_are_counted_from_the_plans_own_time(text: str, date: str, stated: str) -> None:
    whole = Span(0, len(text))
    (found,) = written(text, whole, Calendar(2024, "2023-03-01"))

    assert (date, stated, True) == (found.due and found.due.date, found.words, found.inferred)
    assert [(stated, None)] == [(one.words, one.due) for one in written(text, whole, Calendar())]


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    (found,) = deadlines("3年内，", Span(0, 4), Calendar(issued="2024-02-29"))

    assert "2027-02-28" == found.date


@given(st.integers(1, 9), st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 28)))
def test_years_from_the_day_of_issue_come_back(years: int, day: dt.date) -> None:
    text = f"{'一二三四五六七八九'[years - 1]}年内，完成"
    (found,) = deadlines(text, Span(0, len(text)), Calendar(issued=day.isoformat()))

    assert day.year + years == int(found.date[:4])
    assert found.date[5:7] == f"{day.month:02}"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("2025年，达到", [True]),
        ("到2025年，达到", [False]),
        ("2025年、2030年，达到", [True, True]),
        ("到2025年、2030年，达到", [False, False]),
        ("确保2025年达到", [False]),
        ("2023—2025年，建成", [False]),
        ("“十三五”期间，", [True]),
        ("“十四五”末，", [False]),
    ],
)
def test_a_year_that_nothing_marks_as_an_end_is_bare(text: str, bare: list[bool]) -> None:
    assert bare == [one.bare for one in written(text, Span(0, len(text)), Calendar())]


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


@given(
    YEARS,
    st.sampled_from(
        [
            "〇一二三四五六七八九",
            "零一二三四五六七八九",
            "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
        ]
    ),
)
def test_a_year_in_other_digits_comes_back(year: int, digits: str) -> None:
    text = f"到{''.join(digits[int(digit)] for digit in str(year))}年，"

    assert [f"{year}-12-31"] == [date for date, _, _ in _found(text)]


@given(st.integers(6, 19))
def test_a_five_year_plan_ends_five_years_after_the_one_before(ordinal: int) -> None:
    name = (
        "一二三四五六七八九"[ordinal - 1]
        if ordinal < 10
        else "十" + "一二三四五六七八九"[ordinal - 11 :][:1] * (ordinal > 10)
    )

    assert [f"{1955 + 5 * ordinal}-12-31"] == [date for date, _, _ in _found(f"“{name}五”期间，")]


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
