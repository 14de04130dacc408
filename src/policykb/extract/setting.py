"""When a plan was written, and which of its parts look back or are due by a date in their heading."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline
from policykb.extract.deadlines import FIRST_PERIOD_END, Calendar, written
from policykb.extract.numbers import decimal
from policykb.extract.predicates import alternation
from policykb.extract.subjects import lexicon
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.extract.deadlines import Written

_DAY = r"(?P<year>[12]\d{3})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
_ISSUED = (
    re.compile(rf"{_DAY}\s?(?:印发|发布|公布)"),
    re.compile(rf"(?:印发|发布|公布|成文|发文)(?:日期|时间)?\s?[：:]?\s?{_DAY}"),
    re.compile(rf"^[ \t　（(]{{0,8}}{_DAY}[ \t　）)]{{0,8}}$", re.MULTILINE),
)
# A year that had come when the plan was written: its number's, those it looks back at.
_COME = re.compile(r"〔(?P<number>[12]\d{3})〕|(?:截至|截止到?)\s?(?P<since>[12]\d{3})\s?年")
_AIMED = re.compile(
    r"(?<!截)(?:到|至)\s?(?P<one>[12]\d{3})(?:年?[、和与及](?P<two>[12]\d{3}))?\s?年|(?P<three>[12]\d{3})\s?年年?(?:底|末)?(?:之|以)?前"
)
_FROM_TO = re.compile(r"(?P<first>20\d{2})\s?年?\s?(?:[-－—–~\uff5e]{1,2}|至|到)\s?(?P<last>20\d{2})\s?年")
_PERIOD = re.compile("“?(?P<period>十[一二三四五六七八九]?)五”?")
_LONGEST_PERIOD = 20
_TITLE_YEAR = re.compile(r"(?<![\d—\-–~至])(?P<year>20\d{2})\s?年度?(?![—\-–~至\d])")
# The first lines, up to the first that holds a clause.
_TITLE = re.compile(r"\s{0,20}(?:[^\n。；，]{1,80}\n){1,3}")
_HEADING = re.compile(
    r"^[ \t　]*(?:(?P<chapter>第[〇零一二三四五六七八九十百]{1,6}章)|(?P<section>第[〇零一二三四五六七八九十百]{1,6}节)"
    r"|(?P<part>[〇零一二三四五六七八九十百]{1,6}、)|(?P<item>[（(][〇零一二三四五六七八九十百]{1,6}[）)])"
    r"|(?P<point>\d{1,3}(?:[.．]\d{1,3}){0,3}(?:[、.．](?!\d)|[ \t　]))|(?P<sub>[（(]\d{1,3}[）)]))(?P<words>[^。\n]{0,60})",
    re.MULTILINE,
)
_RANKS = ("chapter", "section", "part", "item", "point", "sub")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text says about its own time.

    All before the year ``past`` was over when it was written; years in ``aimed`` are marked as ends
    somewhere in it.
    """

    calendar: Calendar
    past: int
    aimed: frozenset[int]
    headings: tuple[_Heading, ...]

    def is_over(self, one: Written) -> bool:
        """Whether words that nothing marks as an end name a time that was over, or look back outright."""
        if one.due is None:
            return False
        if one.due.stated.startswith(tuple(lexicon()["never"]["deadlines"])):
            return True
        return one.bare and int(one.due.date[:4]) < self.past

    def is_aimed(self, one: Written) -> bool:
        """Whether a bare year is known to lie ahead."""
        return one.due is not None and int(one.due.date[:4]) in self.aimed

    def looks_back(self, at: int) -> bool:
        """Whether the place lies below a heading such as 工作基础."""
        return any(heading.past for heading in self._above(at))

    def due(self, at: int) -> Deadline | None:
        """The deadline in the nearest heading above the place that has one."""
        return next((heading.due for heading in self._above(at) if heading.due), None)

    def _above(self, at: int) -> Iterator[_Heading]:
        """The headings that govern a place, the nearest first."""
        index = bisect_right(self.headings, at, key=lambda heading: heading.start) - 1
        while index >= 0:
            yield self.headings[index]
            index = self.headings[index].under


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading; ``under`` is the index of the heading above it, -1 for none."""

    start: int
    rank: int
    under: int
    past: bool
    due: Deadline | None


@lru_cache(maxsize=4)
def setting(text: str) -> Setting:
    """The text's setting, read once."""
    issued = _issued(text)
    title = _title_year(text)
    calendar = Calendar(title or (int(issued[:4]) if issued else None), issued, _period(text))
    come = [int(match["number"] or 0) or int(match["since"]) + 1 for match in _COME.finditer(text)]
    aimed = {int(year) for match in _AIMED.finditer(text) for year in match.groups() if year}
    for match in _FROM_TO.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        aimed |= set(range(first, last + 1)) if last - first < _LONGEST_PERIOD else set()
    years = [*come, title or 0, int(issued[:4]) if issued else 0]
    ahead = {title} if title else set()
    return Setting(calendar, max(years), frozenset(aimed | ahead), tuple(_headings(text, calendar)))


def _issued(text: str) -> str:
    """The day the text says it was issued; the last line that is nothing but a date."""
    for pattern in _ISSUED:
        days = [_day(match) for match in pattern.finditer(text)]
        if valid := [day for day in days if day]:
            return valid[-1]
    return ""


def _day(match: re.Match[str]) -> str:
    """The date in the words; empty where there is no such day."""
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return ""


def _title_year(text: str) -> int | None:
    """The year that the title is about: 2023年工作要点; none for a plan of several years."""
    title = _TITLE.match(text)
    years = {int(match["year"]) for match in _TITLE_YEAR.finditer(title.group())} if title else set()
    return years.pop() if len(years) == 1 else None


def _period(text: str) -> int | None:
    """The last year of the period that the title names: “十四五”, 2023—2025年."""
    title = _TITLE.match(text)
    if title is None:
        return None
    years = [int(match["last"]) for match in _FROM_TO.finditer(title.group())]
    plans = [
        FIRST_PERIOD_END + 5 * int(decimal(match["period"])) for match in _PERIOD.finditer(title.group())
    ]
    return max([*years, *plans], default=None)


def _headings(text: str, calendar: Calendar) -> Iterator[_Heading]:
    """The headings in order, each with the one it stands under."""
    open_ones: list[tuple[int, int]] = []
    past = alternation(tuple(lexicon()["past"]["headings"]))
    stays = tuple(lexicon()["past"]["built_upon"])
    for index, match in enumerate(_HEADING.finditer(text)):
        rank = next(at for at, name in enumerate(_RANKS) if match[name])
        while open_ones and open_ones[-1][0] >= rank:
            open_ones.pop()
        under = open_ones[-1][1] if open_ones else -1
        open_ones.append((rank, index))
        words, at = match["words"], match.start("words")
        looks_back = bool(past.search(words)) and not any(word in words for word in stays)
        found = written(text, Span(at, match.end()), calendar) if words else ()
        plans = any(word in words for word in lexicon()["past"]["plans"]) and not looks_back
        due = next((one.due for one in found if one.due and (plans or not one.bare)), None)
        yield _Heading(match.start(), rank, under, looks_back, due)
