"""Deadlines: the last day of the period that a text states, with the words that state it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline
from policykb.extract.brackets import groups
from policykb.extract.numbers import decimal
from policykb.span import Span
from policykb.vocab import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

_A = r"[0-9\uff10-\uff19]"
_ONE = "[一二两三四五六七八九十]"
_DASH = r"(?:[-－−—–~\uff5e]{1,2}|至|到)"
_YEAR = rf"(?P<year>(?<!\d){_A}{{4}}|[〇零一二三四五六七八九]{{4}})\s{{0,4}}年(?:度(?=[，,内]))?"
_FROM = rf"(?P<from>(?:自|从)?\s?(?:{_A}{{4}}\s?年?(?:\s?{_A}{{1,2}}\s?月(?:\s?{_A}{{1,2}}\s?日)?)?)\s?{_DASH}\s?)?"
_MARK = r"(?P<mark>(?:到|至|截至|截止到?|在)\s{0,4})?"
_END = r"(?:年?\s?(?P<end>底|末))?(?P<within>年?内)?(?P<before>(?:之|以)?前)?"
_IN_YEAR = (
    rf"(?P<since>{_A}{{1,2}}\s?月?(?:\s?{_A}{{1,2}}\s?日)?\s?{_DASH}\s?)?(?P<month>{_A}{{1,2}})\s?月份?"
    rf"(?:\s?(?P<day>{_A}{{1,2}})\s?[日号]|(?P<month_end>底|末))?(?P<month_before>(?:之|以)?前)?"
    r"|(?P<half>[上下]半年)(?P<half_end>末|底)?(?P<half_before>(?:之|以)?前)?"
    r"|第?(?P<quarter>[一二三四])季度(?P<quarter_end>末|底)?(?P<quarter_before>(?:之|以)?前)?"
)
_DATED = re.compile(rf"{_MARK}{_FROM}{_YEAR}(?:\s?(?:{_IN_YEAR})|\s?{_END})")
# The same without a year: 6月底前, 年底前, 上半年. Which year is meant stands elsewhere.
_YEARLESS = re.compile(
    rf"(?<![年\d])(?P<mark>到|至)?(?:[今本当](?=年[^度年])|今年|本年度?|当年)?\s?(?:{_IN_YEAR}"
    rf"|(?<![多几近历来往每{_ONE[1:-1]}])(?:(?P<end>年年?[底末])(?![数子层])(?P<before>(?:之|以)?前)?|(?P<inside>年内)))"
)
# 期间 and the like; or, where a clause starts with it, 十四五 alone before what is to be counted.
_PERIOD = re.compile(
    r"(?P<mark>(?:到|至|在)\s?)?[“\"]?(?P<ordinal>[六七八九]|十[一二三四五六七八九]?)五[”\"]?(?:规划)?"
    r"(?:(?P<part>期间|时期|规划期|期末|末期|末|收官之年)(?:内|末)?(?:之?前)?|(?=全[市省县区州社]|新增|累计|年均))"
)
_WITHIN = re.compile(
    rf"(?<!近)(?:(?:在|再?用|经过|通过)\s?|未来|今后)?(?P<years>(?<!\d){_A}{{1,2}}|{_ONE})\s?年"
    r"(?:以?之?内|(?:左右|以内)?的?(?:时间|努力)|(?<=[来后].年)(?=[，,]))(?:左右)?"
)
# A date before a verb, quotation marks veiled: 2024年6月底前完成……, 年底前建成…….
_BEFOREHAND = "(?:之前|以前|前)?"
BEFORE_VERB = re.compile(
    r"\s*(?:截至|到|至|在|于)?\s{0,2}(?:"
    r"[12]\d{3}\s{0,2}年(?:年?[底末]|内|[上下]半年|\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?[底末]?|[一二三四]季度[底末]?)?"
    rf"{_BEFOREHAND}|“?(?:十[一二三四五六七八九]五|□{{2,3}})”?(?:期间|时期|末|期末|规划期)内?"
    rf"|\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?[底末]?(?:之前|以前|前)|[今本]?年[底末]{_BEFOREHAND}|[今本]?年内"
    rf"|第?[一二三四]季度[底末]?{_BEFOREHAND}|[上下]半年{_BEFOREHAND})\s*"
)
_OWN_PERIOD = re.compile("(?:到|至|在)?(?:本)?(?:规划|方案|计划)期(?:限|间)?(?:内|末|满)?(?:之?前)?")
# A year after one of these is where a comparison or a period starts, not where it ends.
_BASELINE = re.compile(r"(?:比|较|自|从|以|与|相比|相较|对比)\s?$")
# A year with no mark is a deadline only where a clause starts with it and 起 or 以来 does not follow,
# or where what is to be reached follows.
_CLAUSE_START = re.compile(r"(?:^|[，,；;。：:、\n\t|（(]|力争|争取|确保|努力|计划|预计|预期|其中)\s*$")
_NOT_AN_END = re.compile(
    rf"\s?(?:起|以来|开始|相比|水平|的?基础|基准|度|期间?至|版|{_ONE}{{1,2}}月|\d{{1,2}}\s?月|的\d)"
)
_REACHED = re.compile(
    r"\s?(?:力争|争取|确保|预期|预计|全面|全部|基本|累计|分别|新增|要|应|须|将)?(?:达|实现|完成|建成|提高|提升|上升|控制|"
    r"降|下降|减少|增加|增长|不低于|不少于|不超过|超过|突破|稳定|保持)"
)
# The 到 of 提高到2025年的45% is the verb's, not the date's.
_VERBS_OWN = re.compile("[高升加降少长大减增恢复展]$")
_EARLIER = re.compile(rf"(?P<year>(?<!\d){_A}{{4}})\s?(?:、|和|与|及)\s?$")
_LISTED = re.compile(rf"{_A}{{4}}\s?年?\s?(?:、|和|与|及)\s?$")
# Words that say that a bare year lies ahead.
_MEANT = re.compile(r"(?:力争|争取|确保|努力|计划|预计|预期)\s?$")
_JOINED = re.compile(r"\s?[、和与及]\s?")
_MOST_YEARS = 5
FIRST_PERIOD_END = 1955
_YEARS = range(1949, 2101)
_LEAP = 2024
# Words without one of these say nothing about time.
_ABOUT_TIME = re.compile("[年月季五期]")
# The parts of the patterns that say that something ends then.
_ENDS = (
    *("end", "within", "before", "since", "month_end", "month_before"),
    *("half_end", "half_before", "quarter_end", "quarter_before"),
)
# How far back a word before a date is looked for.
_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Written:
    """Words about time; ``due`` is None where they do not say by when: 6月底前 of an unknown year.

    ``bare`` is true where nothing marks the period's end as the end; ``inferred`` where its year or its
    start stands elsewhere.
    """

    span: Span
    words: str
    due: Deadline | None
    bare: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """What words about time are counted from: the year that 6月底前 is in, the day 三年内 starts."""

    year: int | None = None
    issued: str = ""
    period: int | None = None
    """The year that the plan's own period ends with."""


def deadlines(text: str, sentence: Span, counted: Calendar | None = None) -> tuple[Deadline, ...]:
    """The deadlines that a sentence states, in order.

    2025年, 2025年底 and “十四五”期间 all end on 2025-12-31 and differ in how they are stated; 2030年前 is
    taken to include 2030. A year that a change is measured from is no deadline, nor is one in a
    document's title.
    """
    return tuple(one.due for one in written(text, sentence, counted or Calendar()) if one.due)


def written(text: str, sentence: Span, counted: Calendar) -> tuple[Written, ...]:
    """The words in a sentence that say by when, in order; none overlaps another."""
    if not _ABOUT_TIME.search(text, sentence.start, sentence.end):
        return ()
    titles = [group for group in groups(text, sentence) if text[group.start] == "《"]
    found = [
        *_dated(text, sentence),
        *_periods(text, sentence),
        *_yearless(text, sentence, counted.year),
        *_within(text, sentence, counted.issued),
        *_plan_period(text, sentence, counted.period),
    ]
    apart: list[Written] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        free = not apart or one.span.start >= apart[-1].span.end
        if free and not _inside(titles, one.span):
            listed = apart and _JOINED.fullmatch(text, apart[-1].span.end, one.span.start)
            apart.append(replace(one, bare=apart[-1].bare) if listed else one)
    return tuple(apart)


def _inside(titles: list[Span], span: Span) -> bool:
    at = bisect_right(titles, span.start, key=lambda title: title.start)
    return at > 0 and titles[at - 1].holds(span)


def _dated(text: str, sentence: Span) -> Iterator[Written]:
    for match in _DATED.finditer(text, sentence.start, sentence.end):
        year = int(decimal(match["year"]))
        stated = _stated(match, year) if year in _YEARS else None
        start = _start(text, match)
        marked = _is_marked(match, start)
        if stated is None or not (marked or _may_end(text, sentence, match, start)):
            continue
        before = text[max(sentence.start, start - _BEFORE) : start]
        if _BASELINE.search(before) and not match["since"]:
            continue
        yield from _earlier_years(text, sentence, start)
        span = Span(start, match.end() - len(match.group()) + len(match.group().rstrip()))
        more = match["from"] or match["month"] or match["half"] or match["quarter"]
        bare = not (marked or more or _MEANT.search(text, max(sentence.start, start - _BEFORE), start))
        yield Written(span, span.quote(text), _deadline(text, span, *stated), bare=bare)


def _deadline(text: str, span: Span, date: str, precision: Precision) -> Deadline:
    return Deadline(date=date, stated=span.quote(text), precision=precision, span=span)


def _start(text: str, match: re.Match[str]) -> int:
    """Where the words start: behind a 到 or 至 that belongs to the verb before it."""
    own = match["mark"] and _VERBS_OWN.search(text, max(match.start() - 1, 0), match.start())
    return match.end("mark") if own else match.start()


def _is_marked(match: re.Match[str], start: int) -> bool:
    """Whether a word says that something ends then; 提高到 before a year does too."""
    said = match.groupdict()
    mark = (said["mark"] or "").strip()
    return start != match.start() or mark not in {"", "在"} or any(said.get(name) for name in _ENDS)


def _may_end(text: str, sentence: Span, match: re.Match[str], start: int) -> bool:
    """Whether an unmarked date opens its clause, or stands right before what is to be reached."""
    if _NOT_AN_END.match(text, match.end(), sentence.end):
        return False
    before = text[max(sentence.start, start - _BEFORE) : start]
    opens = start == sentence.start or _CLAUSE_START.search(before)
    return bool(opens or _LISTED.search(before) or _REACHED.match(text, match.end(), sentence.end))


def _earlier_years(text: str, sentence: Span, at: int) -> Iterator[Written]:
    """The years before a year that share its 年: 2025、2030年."""
    for _ in range(_MOST_YEARS):
        match = _EARLIER.search(text, max(sentence.start, at - _BEFORE), at)
        if match is None or int(decimal(match["year"])) not in _YEARS:
            return
        span, at = Span(match.start("year"), match.end("year")), match.start()
        due = _deadline(text, span, f"{decimal(match['year'])}-12-31", Precision.YEAR)
        yield Written(span, due.stated, due)


def _stated(match: re.Match[str], year: int) -> tuple[str, Precision] | None:
    """The last day of the period, and how exactly it is given; None for a date that is none."""
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


def _yearless(text: str, sentence: Span, year: int | None) -> Iterator[Written]:
    """6月底前, 年底前, 上半年: ends of the year that stands elsewhere."""
    for match in _YEARLESS.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        opens = match.start() == sentence.start or bool(_CLAUSE_START.search(before))
        if not (_is_marked(match, match.start()) or (opens and not match["month"])):
            continue
        stated = _stated(match, year or _LEAP)
        if stated is None:
            continue
        span = Span(*match.span())
        due = _deadline(text, span, *stated) if year else None
        yield Written(span, span.quote(text), due, inferred=True)


def _within(text: str, sentence: Span, issued: str) -> Iterator[Written]:
    """三年内, 5年时间: so many years from the day of issue."""
    for match in _WITHIN.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span())
        day = _years_later(issued, int(decimal(match["years"]))) if issued else ""
        due = _deadline(text, span, day, Precision.YEAR) if day else None
        yield Written(span, span.quote(text), due, inferred=True)


def _years_later(day: str, years: int) -> str:
    """The same day so many years on; 28 February where it has no such day."""
    start = dt.date.fromisoformat(day)
    last = calendar.monthrange(start.year + years, start.month)[1]
    return start.replace(year=start.year + years, day=min(start.day, last)).isoformat()


def _plan_period(text: str, sentence: Span, year: int | None) -> Iterator[Written]:
    """规划期内, 到规划期末: the end of the plan's own period."""
    for match in _OWN_PERIOD.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span())
        due = _deadline(text, span, f"{year}-12-31", Precision.YEAR) if year else None
        yield Written(span, span.quote(text), due, inferred=True)


def _periods(text: str, sentence: Span) -> Iterator[Written]:
    """Five-year plans: the tenth ended in 2005, the fourteenth ends in 2025."""
    for match in _PERIOD.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        opens = match.start() == sentence.start or bool(_CLAUSE_START.search(before))
        if not (match["part"] or opens) or _BASELINE.search(before):
            continue
        year = FIRST_PERIOD_END + 5 * int(decimal(match["ordinal"]))
        at_end = match["part"] in {"末", "期末", "末期", "收官之年"} or match.group().endswith("末")
        span = Span(*match.span())
        precision = Precision.YEAR_END if at_end else Precision.YEAR
        due = _deadline(text, span, f"{year}-12-31", precision)
        yield Written(span, due.stated, due, bare=not (at_end or match["mark"]))
