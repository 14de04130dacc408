"""Deadlines: the last day of the period that a text states, with the words that state it."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline
from policykb.extract.brackets import groups
from policykb.extract.numbers import decimal
from policykb.span import Span
from policykb.vocab import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

_A = r"[0-9\uff10-\uff19]"
_YEAR = rf"(?P<year>(?<!\d){_A}{{4}}|[〇零一二三四五六七八九]{{4}})\s{{0,4}}年"
_FROM = rf"(?:(?:自|从)?\s?(?:{_A}{{4}}\s?年?)\s?(?:[-－−—–~\uff5e]{{1,2}}|至|到)\s?)?"
_MARK = r"(?P<mark>(?:到|至|截至|截止到?|在)\s{0,4})?"
_END = r"(?:年?\s?(?P<end>底|末))?(?P<before>(?:之|以)?前)?"
_DATED = re.compile(
    rf"{_MARK}{_FROM}{_YEAR}(?:"
    rf"\s?(?P<month>{_A}{{1,2}})\s?月(?:\s?(?P<day>{_A}{{1,2}})\s?日|(?P<month_end>底|末))?(?P<month_before>(?:之|以)?前)?"
    rf"|\s?(?P<half>[上下]半年)|\s?第?(?P<quarter>[一二三四])季度(?P<quarter_end>末|底)?"
    rf"|\s?{_END})"
)
_PERIOD = re.compile(
    r"(?:(?:到|至|在)\s?)?[“\"]?(?P<ordinal>[六七八九]|十[一二三四五六七八九]?)五[”\"]?"
    r"(?:规划)?(?P<part>期间|时期|规划期|期末|末|收官之年)(?:内|末)?(?:之?前)?"
)
# A year after one of these is where a comparison or a period starts, not where it ends.
_BASELINE = re.compile(r"(?:比|较|自|从|以|与|相比|相较)\s?$")
# A year with no mark is a deadline only where a clause starts with it, and 起 or 以来 does not follow.
_CLAUSE_START = re.compile(r"(?:^|[，,；;。：:、\n（(]|力争|争取|确保|努力|计划)\s*$")
_NOT_AN_END = re.compile(r"\s?(?:起|以来|开始|相比|水平|基准|度|期间?至|版|[一二三四五六七八九十\d])")
_FIRST_PERIOD_END = 1955
_YEARS = range(1949, 2101)


def deadlines(text: str, sentence: Span) -> tuple[Deadline, ...]:
    """The deadlines that a sentence states, in order.

    2025年, 2025年底 and “十四五”期间 all end on 2025-12-31 and differ in how they are stated; 2030年前 is
    taken to include 2030. A year that a change is measured from is no
    deadline, nor is one in a document's title.
    """
    titles = [group for group in groups(text, sentence) if text[group.start] == "《"]
    found = [*_dated(text, sentence), *_periods(text, sentence)]
    outside = [one for one in found if not any(title.holds(one.span) for title in titles)]
    return tuple(sorted(outside, key=lambda deadline: deadline.span))


def _dated(text: str, sentence: Span) -> Iterator[Deadline]:
    for match in _DATED.finditer(text, sentence.start, sentence.end):
        stated = _stated(match)
        if stated is None or not _closes(text, sentence, match):
            continue
        date, precision = stated
        span = Span(match.start(), match.end() - len(match.group()) + len(match.group().rstrip()))
        yield Deadline(date=date, stated=span.quote(text), precision=precision, span=span)


def _closes(text: str, sentence: Span, match: re.Match[str]) -> bool:
    """Whether the words state when something ends."""
    before = text[max(sentence.start, match.start() - 8) : match.start()]
    if _BASELINE.search(before):
        return False
    if match["mark"] and match["mark"].strip() != "在":
        return True
    if any(match[name] for name in ("end", "before", "month_end", "month_before", "quarter_end")):
        return True
    at_start = match.start() == sentence.start or bool(_CLAUSE_START.search(before))
    return at_start and not _NOT_AN_END.match(text, match.end(), sentence.end)


def _stated(match: re.Match[str]) -> tuple[str, Precision] | None:
    """The last day of the period, and how exactly it is given; None for a date that is none."""
    year = int(decimal(match["year"]))
    if year not in _YEARS:
        return None
    if match["half"]:
        return _last_day(year, 6 if match["half"] == "上半年" else 12), Precision.MONTH
    if match["quarter"]:
        return _last_day(year, 3 * int(decimal(match["quarter"]))), Precision.MONTH
    if match["month"]:
        return _in_month(year, int(decimal(match["month"])), match["day"])
    return f"{year}-12-31", Precision.YEAR_END if match["end"] else Precision.YEAR


def _in_month(year: int, month: int, written_day: str | None) -> tuple[str, Precision] | None:
    if month not in range(1, 13):
        return None
    if written_day is None:
        return _last_day(year, month), Precision.MONTH
    day = int(decimal(written_day))
    if day not in range(1, calendar.monthrange(year, month)[1] + 1):
        return None
    return f"{year}-{month:02}-{day:02}", Precision.DAY


def _last_day(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _periods(text: str, sentence: Span) -> Iterator[Deadline]:
    """Five-year plans: the tenth ended in 2005, the fourteenth ends in 2025."""
    for match in _PERIOD.finditer(text, sentence.start, sentence.end):
        year = _FIRST_PERIOD_END + 5 * int(decimal(match["ordinal"]))
        at_end = match["part"] in {"末", "期末", "收官之年"} or match.group().endswith("末")
        span = Span(*match.span())
        yield Deadline(
            date=f"{year}-12-31",
            stated=span.quote(text),
            precision=Precision.YEAR_END if at_end else Precision.YEAR,
            span=span,
        )
