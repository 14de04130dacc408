"""Quantities: a number with its unit as written, and the unit's exact ratio to its canonical one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets, vocab
from policykb.errors import AssetError
from policykb.extract.numbers import Number, decimal, number_at
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNIT = f"{vocab.BASE}unit/"
_BEFORE_NUMBER = re.compile("百分之|千分之")
_STARTS = re.compile(r"百分之|千分之|[-－−0-9\uff10-\uff19零一二两三四五六七八九十半]")
_RANGE = re.compile(r"\s?(?:[-－−—–~～]{1,2}|至|到)\s?")
_BLANK = re.compile(r"\s{0,4}")
_MORE = re.compile("[余多]")
_JOINT = re.compile(r"\s?(?:、|和|与|及)\s?")
# 台（套）: a second name of the unit, or what is left of it where brackets are veiled.
_OR_SO_CALLED = re.compile(r"[（(][套台辆个处座件户项次家□]{1,2}[）)]")
_AROUND = re.compile(r"\s?(?:±|正负)\s?")
# The 2: of 2:1.
_RATIO = re.compile(r"\d[:：]")
_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; one of it is ``ratio`` of the unit that ``canonical`` names."""

    slug: str
    names: tuple[str, ...]
    canonical: str
    ratio: Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``value_max`` is the upper end where the text states a range.

    ``unit`` is empty where the unit is not in the vocabulary, and ``written`` is what the text calls it;
    both are empty for a number that has none. ``more`` is the 余 of 20余家.
    """

    value: str
    unit: str
    span: Span
    value_max: str = ""
    written: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A unit in the text: its slug, empty when it is not known, and where it ends."""

    slug: str
    written: str
    end: int
    more: str = ""


@cache
def units() -> dict[str, Unit]:
    """The known units by slug, such as ``wan-mu``."""
    concepts = [c for c in assets.concepts("units") if vocab.PKB.Unit in c.types]
    return {unit.slug: unit for unit in map(_unit, concepts)}


def canonical(value: str, unit: str) -> tuple[Fraction, str]:
    """The exact value in the canonical unit, and that unit's slug."""
    known = units()[unit]
    return Fraction(value) * known.ratio, known.canonical


def quantities(text: str, within: Span) -> tuple[Quantity, ...]:
    """The numbers that carry a known unit, in order; a bare number, such as a year, is none."""
    return tuple(one for one in amounts(text, within) if one.unit)


def amounts(text: str, within: Span) -> tuple[Quantity, ...]:
    """The numbers in order with the unit that is written, known or not; some have none."""
    found: list[Quantity] = []
    at = within.start
    for start in _STARTS.finditer(text, within.start, within.end):
        if start.start() >= at and (here := _quantities_at(text, start.start(), within.end)):
            found += here
            at = here[-1].span.end
    return tuple(found)


def _unit(concept: assets.Concept) -> Unit:
    try:
        ratio = Fraction(
            int(concept.one(vocab.PKB.ratioNumerator)), int(concept.one(vocab.PKB.ratioDenominator))
        )
    except (ValueError, ZeroDivisionError) as err:
        raise AssetError("a unit without a ratio of two whole numbers", where=concept.slug) from err
    return Unit(
        slug=concept.slug.removeprefix("unit/"),
        names=concept.names,
        canonical=concept.one(vocab.PKB.canonicalUnit).removeprefix(_UNIT),
        ratio=ratio,
    )


@cache
def _names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Each unit's names by their first character, longest first, so that 万千瓦时 is not 万千瓦."""
    pairs = sorted({(name, unit.slug) for unit in units().values() for name in unit.names})
    return {
        first: tuple(sorted((p for p in pairs if p[0][0] == first), key=lambda p: (-len(p[0]), p)))
        for first in {name[0] for name, _ in pairs}
    }


@cache
def _lexicon() -> dict[str, Any]:
    return assets.lexicon("targets")["quantity"]  # type: ignore[no-any-return]  # the file is untyped


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The lexicon's patterns: what a rate is per, a unit that is not known, a half in words."""
    return re.compile(_lexicon()[name])


def _quantities_at(text: str, at: int, end: int) -> list[Quantity]:
    """The quantity that starts here; several where numbers in a list share the last one's unit."""
    if at and text[at - 1] == "第":
        return []
    if before := _BEFORE_NUMBER.match(text, at, end):
        one = _with_unit_before(text, before, end)
        return [one] if one else []
    if half := _pattern("half").match(text, at, end):
        return [Quantity("50", "percent", Span(*half.span()))]
    if tenths := _pattern("tenths").match(text, at, end):
        return [Quantity(f"{Decimal(decimal(tenths['tenths'])) * 10:f}", "percent", Span(*tenths.span()))]
    for low in reversed(number_at(text, at, end)):
        if one := _range(text, low, end) or _single(text, low, end):
            return [one]
    return list(_listed(text, at, end)) or list(_without_known_unit(text, at, end))


def _range(text: str, low: Number, end: int) -> Quantity | None:
    """15—20%, 15%—20%, 20±2%."""
    own = _unit_at(text, low.span.end, end)
    if sep := _AROUND.match(text, own.end if own else low.span.end, end):
        return _around(text, low, sep.end(), end)
    if sep := _RANGE.match(text, own.end if own else low.span.end, end):
        for high in number_at(text, sep.end(), end):
            unit = _unit_at(text, high.span.end, end)
            if unit and (own is None or own.slug == unit.slug) and Decimal(high.value) > Decimal(low.value):
                return Quantity(low.value, unit.slug, Span(low.span.start, unit.end), high.value)
    return None


def _around(text: str, middle: Number, at: int, end: int) -> Quantity | None:
    for width in number_at(text, at, end):
        if unit := _unit_at(text, width.span.end, end):
            low = Decimal(middle.value) - Decimal(width.value)
            high = Decimal(middle.value) + Decimal(width.value)
            return Quantity(f"{low:f}", unit.slug, Span(middle.span.start, unit.end), f"{high:f}")
    return None


def _single(text: str, low: Number, end: int) -> Quantity | None:
    if unit := _unit_at(text, low.span.end, end):
        return Quantity(low.value, unit.slug, Span(low.span.start, unit.end), more=unit.more)
    return None


def _listed(text: str, at: int, end: int) -> Iterator[Quantity]:
    """35、60微克/立方米: the unit of the last is that of all."""
    bare: list[Number] = []
    while len(bare) < _LONGEST_LIST:
        readings = number_at(text, at, end)
        if not readings or not text[at].isdigit():
            return
        number = readings[0]
        if bare and (unit := _unit_at(text, number.span.end, end)):
            yield from (Quantity(one.value, unit.slug, one.span) for one in bare)
            yield Quantity(number.value, unit.slug, Span(number.span.start, unit.end))
            return
        joint = _JOINT.match(text, number.span.end, end)
        if joint is None:
            return
        bare.append(number)
        at = joint.end()


def _without_known_unit(text: str, at: int, end: int) -> Iterator[Quantity]:
    """A number in digits whose unit the vocabulary lacks, or that has none."""
    for number in number_at(text, at, end)[:1]:
        ratio = _RATIO.match(text, max(0, at - 2))
        if not text[number.span.end - 1].isdigit() or (ratio and ratio.end() == at):
            return
        blank = _BLANK.match(text, number.span.end, end)
        start = blank.end() if blank else number.span.end
        unit = _pattern("unknown").match(text, start, end)
        if _pattern("unitless").match(text, start, end):
            yield Quantity(number.value, "", number.span)
        elif unit and not unit["unit"].startswith(tuple(_lexicon()["no_unit"])):
            yield Quantity(number.value, "", Span(at, unit.end("unit")), written=unit["unit"])


def _with_unit_before(text: str, before: re.Match[str], end: int) -> Quantity | None:
    """百分之十八, 百分之十至百分之十五."""
    unit = next(slug for name, slug in _names()[before.group()[0]] if name == before.group())
    low = next(iter(number_at(text, before.end(), end)), None)
    if low is None:
        return None
    high = None
    if sep := _RANGE.match(text, low.span.end, end):
        again = _BEFORE_NUMBER.match(text, sep.end(), end)
        high = next(iter(number_at(text, again.end() if again else sep.end(), end)), None)
    if high is None:
        return Quantity(low.value, unit, Span(before.start(), low.span.end))
    return Quantity(low.value, unit, Span(before.start(), high.span.end), high.value)


def _unit_at(text: str, at: int, end: int) -> _Found | None:
    """The known unit that starts here and where it ends; a rate over something unknown (吨/天) is none."""
    more = _MORE.match(text, at, end)
    blank = _BLANK.match(text, more.end() if more else at, end)
    start = blank.end() if blank else at
    for name, slug in _names().get(text[start : min(start + 1, end)], ()):
        if text.startswith(name, start, end) and not _BEFORE_NUMBER.fullmatch(name):
            stop = start + len(name)
            after = text[stop : min(stop + 1, end)]
            if _pattern("per").match(text, stop, end):
                return None
            if name[-1].isascii() and after.isascii() and after.isalpha():
                return None
            other = _OR_SO_CALLED.match(text, stop, end)
            return _Found(slug, name, other.end() if other else stop, more.group() if more else "")
    return None
