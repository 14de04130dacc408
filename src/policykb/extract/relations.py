"""What stands around a number and says how it is to be read: relation, modifiers, what a change is against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.deadlines import FIRST_PERIOD_END
from policykb.extract.numbers import decimal
from policykb.extract.predicates import alternation
from policykb.extract.subjects import lexicon
from policykb.vocab import Comparator, Force, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.extract.units import Quantity

# No relation with its adverbs and baseline is longer; nothing further back is looked at.
_WINDOW = 64
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation word of the lexicon, such as 达到 or 不超过."""

    words: str
    kind: TargetKind
    comparator: Comparator
    strict: bool = False
    weak: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a change is measured against: a year, or the year before the one it is due in."""

    year: int | None
    words: str

    @property
    def previous(self) -> bool:
        """Whether it is the year before."""
        return self.year is None


@dataclass(frozen=True, slots=True)
class Stated:
    """What stands between a subject and its number.

    ``start`` is where it starts in the clause's words, ``at`` where the relation itself does;
    ``modifier`` is the 约 or 至少 before the number, ``lead`` the 力争 or 分别 before the relation.
    """

    start: int
    at: int
    relation: Relation
    modifier: str
    lead: str
    baseline: Baseline | None = None
    of: str = ""
    """What the number is a part of: 新车销售总量 of 达到新车销售总量的20%."""
    done: bool = False
    """Whether 了 says that it has happened."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """以上, 左右 and the like behind a number; ``end`` is where the number ends with it."""

    words: str
    end: int

    @property
    def comparator(self) -> Comparator | None:
        """How it makes the number read; None where there is none."""
        read = lexicon()["modifier"]["after"].get(self.words)
        return Comparator(read) if read else None


def stated_before(words: str, veiled: str, start: int, at: int) -> Stated | None:
    """The relation right before a number; None where none stands there.

    Args:
        words: the clause.
        veiled: the same with its brackets veiled.
        start: from where to look.
        at: where the number starts.
    """
    low = max(start, at - _WINDOW)
    window = veiled[low:at]
    found, of = _pattern("state").search(window), ""
    if found is None and (found := _pattern("state_of").search(window)):
        of = found["of"]
    if found is None or (
        of and not (_relations()[found["relation"]].share or "的" in window[found.end("of") :])
    ):
        return None
    return Stated(
        start=low + found.start(),
        at=low + found.start("relation"),
        relation=_relations()[found["relation"]],
        modifier=found["modifier"] or "",
        lead=found["lead"],
        baseline=baseline_of(words[low + found.start("lead") : low + found.end("lead")]),
        of=of,
        done="了" in found.group()[found.start("relation") - found.start() :],
    )


def modifier_after(veiled: str, quantity: Quantity) -> Modifier:
    """What stands behind a number and says how it is to be read."""
    at = quantity.span.end
    blank = _BLANK.match(veiled, at, at + 4)
    found = _pattern("after").match(veiled, blank.end() if blank else at)
    return Modifier(found.group(), found.end()) if found else Modifier("", at)


def opens_with_lead(words: str) -> str:
    """The 力争 or 争取 that is all that stands before a number, with a modifier at most; or empty."""
    found = _pattern("lead_alone").fullmatch(words)
    return found["lead"].strip() if found else ""


def modifier_before(words: str) -> str:
    """The 近 or 至少 that words end with; empty where there is none."""
    found = _pattern("before").search(words, max(0, len(words) - _WINDOW))
    return found["modifier"] if found else ""


def binding(lead: str) -> tuple[Force, str] | None:
    """How strictly a lead binds, and the word in it that does."""
    found = _pattern("binding").search(lead)
    return (Force(lexicon()["binding"][found.group()]), found.group()) if found else None


def baseline_in(words: str) -> Baseline | None:
    """What a clause that only names a baseline sets for those after it: 与2020年相比."""
    return baseline_of(words) if _pattern("baseline").fullmatch(words.strip()) else None


@cache
def _relations() -> dict[str, Relation]:
    return {
        word: Relation(
            word,
            TargetKind(row["kind"]),
            Comparator(row["comparator"]),
            strict=bool(row.get("strict")),
            weak=bool(row.get("weak")),
            share=bool(row.get("share")),
        )
        for row in lexicon()["relation"]
        for word in row["words"]
    }


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_sources()[name])


@cache
def _sources() -> dict[str, str]:
    table = lexicon()
    modifier = table["modifier"]
    before = before_number()
    fill = rf"(?:(?:{_any(modifier['fillers'])})|\s)*+"
    relation = rf"(?P<relation>{_apart(_relations())})"
    lead, leads = _leads(), leads_pattern()
    whole = rf"(?P<of>[^，,。；;、]{{2,24}}?(?:{_any(table['lead']['wholes'])}))"
    return {
        "state": rf"{leads}{relation}{fill}{before}?\s*\Z",
        "state_of": rf"{leads}{relation}\s*{whole}的?\s?{fill}{before}?\s*\Z",
        "after": f"(?:{_any(modifier['after'])})(?:（含）|（含本数）)?",
        "before": rf"{before}\s*\Z",
        "lead_alone": rf"[\s、，,]*(?P<lead>(?:{lead})(?:{lead}|\s)*+){fill}{before}?\s*",
        "binding": _any(table["binding"]),
        "baseline": _against(),
    }


def before_number() -> str:
    """A pattern for the 约 or 至少 before a number."""
    return rf"(?P<modifier>{_apart(lexicon()['modifier']['before'])})"


def _apart(words: Iterable[str]) -> str:
    """Any of the words, those of one character only where they are no part of a longer word."""
    guarded = lexicon()["guarded"]
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        f"(?<![{guarded[word]}]){word}" if word in guarded else re.escape(word) for word in ordered
    )


def leads_pattern() -> str:
    """A pattern for the adverbs and the baseline that stand between a subject and its relation.

    It holds no group but its own: a group inside a possessive repetition trips the interpreter's matcher.
    """
    against = re.sub(r"\(\?P<\w+>", "(?:", _against())
    return rf"(?P<lead>(?:{_leads()}|{against}|\s)*+)"


def _leads() -> str:
    return "|".join(sorted(lexicon()["lead"]["words"], key=lambda word: (-len(word), word)))


def _against() -> str:
    base = lexicon()["baseline"]
    year = r"(?P<year>[1\uff112\uff12]\d{3})\s?年(?:底|末)?"
    period = r"[“\"]?(?:(?P<period>十[一二三四五六七八九]?)五|□{2,3})[”\"]?(?:期?末|时期|期间)?"
    return (
        rf"(?:{_any(base['words'])})\s?(?:{year}|{period}|(?P<previous>{_any(base['previous'])}))"
        rf"(?:的\s?[\d.]{{1,8}}\s?[%％])?\s?(?:{_any(base['after'])})?|(?P<yearly>{_any(base['year_on_year'])})"
    )


def _any(words: object) -> str:
    return alternation(tuple(words)).pattern  # type: ignore[arg-type]  # any collection of words


def baseline_of(lead: str) -> Baseline | None:
    """What the words before a relation say that a change is measured against."""
    found = _pattern("baseline").search(lead)
    if found is None:
        return None
    if found["year"]:
        return Baseline(int(decimal(found["year"])), found["year"])
    if found["period"]:
        return Baseline(FIRST_PERIOD_END + 5 * int(decimal(found["period"])), found.group())
    previous = found["previous"] or found["yearly"]
    return Baseline(None, previous) if previous else None
