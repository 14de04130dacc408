from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb.extract.numbers import decimal, number_at, numbers
from policykb.span import Span

DIGITS = "零一二三四五六七八九"


def _below_ten_thousand(number: int) -> str:
    """A number as Chinese writes it, place by place."""
    words, gap = "", False
    for place, rank in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + rank
            gap = False
        else:
            gap = True
    return words


def _in_words(number: int) -> str:
    high, low = divmod(number, 10_000)
    if not high:
        return (
            (_below_ten_thousand(low) or "零").removeprefix("一")
            if 10 <= low < 20
            else _below_ten_thousand(low) or "零"
        )
    words = _below_ten_thousand(high).removeprefix("一") if 10 <= high < 20 else _below_ten_thousand(high)
    gap = "零" if 0 < low < 1000 else ""
    return words + "万" + gap + _below_ten_thousand(low)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("15", "15"),
        ("1195", "1195"),
        ("5,000", "5000"),
        ("1,234,567", "1234567"),
        ("1.5", "1.5"),
        ("15.0", "15.0"),
        ("007", "7"),
        ("0.05", "0.05"),
        ("-16", "-16"),
        ("\uff11\uff15", "15"),
        ("\uff11\uff0e\uff15", "1.5"),
        ("十六", "16"),
        ("十八", "18"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("一千一百九十五", "1195"),
        ("两千", "2000"),
        ("一万零五百", "10500"),
        ("三万五千", "35000"),
        ("一亿零五百万", "105000000"),
        ("一点五", "1.5"),
        ("二〇二五", "2025"),
        ("零", "0"),
    ],
)
def test_a_number_is_its_exact_decimal(written: str, value: str) -> None:
    assert value == decimal(written)


@pytest.mark.parametrize(
    "written", ["", "一百五", "三万五", "一亿五千", "百", "十十", "5,00", "1.2.3", "一体", "1e3", "NaN", "万"]
)
def test_what_is_no_number_or_has_two_readings_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        decimal(written)


@given(st.integers(0, 99_999_999))
def test_a_whole_number_in_chinese_words_comes_back(number: int) -> None:
    assert str(number) == decimal(_in_words(number))


@given(st.integers(10**8, 10**12 - 1))
def test_hundreds_of_millions_in_chinese_words_come_back(number: int) -> None:
    high, low = divmod(number, 10**8)
    gap = "零" if 0 < low < 10**7 else ""

    assert str(number) == decimal(_in_words(high) + "亿" + gap + (_in_words(low) if low else ""))


@given(st.integers(0, 9999), st.integers(0, 999))
def test_a_decimal_in_chinese_words_comes_back(whole: int, places: int) -> None:
    written = "".join(DIGITS[int(digit)] for digit in str(places))

    assert f"{whole}.{places}" == decimal(f"{_in_words(whole)}点{written}")


@given(st.integers(1, 9999))
def test_a_number_in_words_before_a_unit_is_found_whole(number: int) -> None:
    text = f"建成{_in_words(number)}座"

    assert [str(number)] == [one.value for one in number_at(text, 2, len(text))]


@given(st.integers(0, 10**14))
def test_a_whole_number_with_thousands_marks_comes_back(number: int) -> None:
    assert str(number) == decimal(f"{number:,}")


@given(st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False))
def test_a_decimal_is_never_rounded(number: Decimal) -> None:
    assert number == Decimal(decimal(f"{number:f}"))


@given(st.text(alphabet="0123456789,.%万亿零一十百千点到 -年月AM（）", max_size=40))
def test_every_number_found_is_the_text_at_its_place(text: str) -> None:
    found = numbers(text, Span(0, len(text))) if text else ()

    assert all(number.value == decimal(number.span.quote(text)) for number in found)


def test_digits_inside_a_word_or_a_version_are_no_numbers() -> None:
    text = "PM2.5、CO2、G20、1.2.3和5000"

    assert ["5000"] == [number.value for number in numbers(text, Span(0, len(text)))]


@pytest.mark.parametrize("gap", [",", "，", "\u00a0", "\u2009", "\u202f"])
def test_digits_in_groups_of_three_are_one_number(gap: str) -> None:
    text = f"达到1{gap}150万吨"

    assert ["1150"] == [number.value for number in numbers(text, Span(0, len(text)))]


def test_a_dash_between_numbers_is_no_minus_sign() -> None:
    text = "10-15，2021—2025，增幅为-3"

    assert ["10", "15", "2021", "2025", "-3"] == [
        number.value for number in numbers(text, Span(0, len(text)))
    ]


def test_the_last_ten_thousand_may_belong_to_the_unit() -> None:
    readings = [(number.value, number.span.end) for number in number_at("十五万亩", 0, 4)]

    assert [("150000", 3), ("15", 2)] == readings


@pytest.mark.parametrize("text", ["第十个", "十四五", "一百五亩"])
def test_ordinals_and_names_start_no_number(text: str) -> None:
    assert () == tuple(number for at in range(len(text)) for number in number_at(text, at, len(text)))
