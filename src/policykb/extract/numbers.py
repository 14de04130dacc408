"""Numbers as official Chinese texts write them, as exact decimals.

A decimal stays text: 15.0 is not 15 when somebody asks how exactly it was stated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policykb.span import Span

_WIDE = str.maketrans("０１２３４５６７８９．－−", "0123456789.--", ",，\u00a0\u2009\u202f")

_DIGIT = {
    d: n for n, ds in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for d in ds
}
_RANK = {"十": 10, "百": 100, "千": 1000}

_A = r"[0-9\uff10-\uff19]"
# Between groups of three digits: a comma of either width, or a space that does not break.
_GAP = "[,，\u00a0\u2009\u202f]"
_ARABIC = re.compile(
    r"(?<![\dA-Za-z.．])"
    r"(?:(?<![^\s（(，,、：:为到至])[-－−])?"
    rf"(?:{_A}{{1,3}}(?:{_GAP}{_A}{{3}}){{1,4}}(?!{_A})|{_A}{{1,15}})"
    rf"(?:[.．]{_A}{{1,12}})?"
    r"(?![.．]?\d)"
)

# 一千零五, 二十, 十五; a gap needs its 零, so that the colloquial 一百五 is refused, not misread.
_D = "[一二两三四五六七八九]"
_TEN = f"{_D}十{_D}?"
_HUNDRED = f"{_D}百(?:{_TEN}|零{_D})?"
_THOUSAND = f"{_D}千(?:{_HUNDRED}|零(?:{_TEN}|{_D}))?"
_GROUP = f"(?:{_THOUSAND}|{_HUNDRED}|{_TEN}|十{_D}?|{_D})"
_REST = f"(?:{_THOUSAND}|零(?:{_HUNDRED}|{_TEN}|{_D}))"
_BELOW_YI = f"{_GROUP}万{_REST}?|{_GROUP}"
_WORDS = f"(?:(?:{_BELOW_YI})亿(?:{_THOUSAND}万{_REST}?|零(?:{_BELOW_YI}))?|{_BELOW_YI}|零)(?:点[〇零一二三四五六七八九]+)?"
_ALL = "〇零一二两三四五六七八九十百千万亿点"
_CHINESE = re.compile(_WORDS)
_PLACES = re.compile("[〇零一二三四五六七八九]{2,15}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; ``value`` is an exact decimal."""

    value: str
    span: Span


def decimal(written: str) -> str:
    """The exact decimal that a written number states: 5,000, 18.5, 一千一百九十五, 二〇二五, 一点五.

    Raises:
        ValueError: the words are no number, or one that can be read in two ways.
    """
    if _ARABIC.fullmatch(written):
        return _arabic(written)
    if _PLACES.fullmatch(written):
        return _trimmed("".join(str(_DIGIT[digit]) for digit in written))
    if _CHINESE.fullmatch(written):
        return _chinese(written)
    raise ValueError(f"no number: {written}")


def numbers(text: str, within: Span) -> tuple[Number, ...]:
    """The numbers in Arabic digits, in order; the digits of a word (PM2.5, CO2, G20) are none."""
    return tuple(
        Number(_arabic(found.group()), Span(*found.span()))
        for found in _ARABIC.finditer(text, within.start, within.end)
    )


def number_at(text: str, at: int, end: int) -> tuple[Number, ...]:
    """The readings of the number that starts here, longest first.

    There are two where the last 万 or 亿 may belong to the unit: 十五万亩 is 15 of 万亩.
    """
    if found := _ARABIC.match(text, at, end):
        return (Number(_arabic(found.group()), Span(*found.span())),)
    found = _CHINESE.match(text, at, end)
    if not found or (at and text[at - 1] in _ALL + "第"):
        return ()
    stop = found.end()
    readings = [] if text[stop : min(stop + 1, end)] in set(_ALL) else [stop]
    if text[stop - 1] in "万亿" and stop - 1 > at:
        readings.append(stop - 1)
    elif text[stop : stop + 1] in {"万", "亿"}:
        readings.append(stop)
    return tuple(
        Number(_chinese(text[at:reading]), Span(at, reading))
        for reading in readings
        if _CHINESE.fullmatch(text, at, reading)
    )


def _arabic(written: str) -> str:
    return _trimmed(written.translate(_WIDE))


def _trimmed(digits: str) -> str:
    """The digits without zeros in front; those behind the point say how exact the number is."""
    sign = "-" if digits.startswith("-") else ""
    whole, point, places = digits.removeprefix("-").partition(".")
    return sign + (whole.lstrip("0") or "0") + point + places


def _chinese(written: str) -> str:
    whole, point, places = written.partition("点")
    fraction = "." + "".join(str(_DIGIT[digit]) for digit in places) if point else ""
    return str(_whole(whole)) + fraction


def _whole(written: str) -> int:
    for mark, rank in (("亿", 10**8), ("万", 10**4)):
        high, found, low = written.rpartition(mark)
        if found:
            return _whole(high) * rank + (_whole(low) if low else 0)
    total = digit = 0
    for sign in written:
        if sign in _RANK:
            total += (digit or 1) * _RANK[sign]
            digit = 0
        else:
            digit = _DIGIT[sign]
    return total + digit
