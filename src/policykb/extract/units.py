"""Quantities: a number with its unit as written, and the unit's exact ratio to its canonical one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from policykb import assets, vocab
from policykb.errors import AssetError
from policykb.extract.numbers import Number, number_at
from policykb.span import Span

_UNIT = f"{vocab.BASE}unit/"
_BEFORE_NUMBER = re.compile("百分之|千分之")
_STARTS = re.compile(r"百分之|千分之|[-－−0-9\uff10-\uff19零一二两三四五六七八九十]")
_RANGE = re.compile(r"\s?(?:[-－−—–~～]{1,2}|至|到)\s?")  # noqa: RUF001 - the dashes are the data
_BLANK = re.compile(r"\s{0,4}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; one of it is ``ratio`` of the unit that ``canonical`` names."""

    slug: str
    names: tuple[str, ...]
    canonical: str
    ratio: Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``value_max`` is the upper end where the text states a range."""

    value: str
    unit: str
    span: Span
    value_max: str = ""


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
    found: list[Quantity] = []
    at = within.start
    for start in _STARTS.finditer(text, within.start, within.end):
        if start.start() >= at and (quantity := _quantity(text, start.start(), within.end)):
            found.append(quantity)
            at = quantity.span.end
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
def _names() -> tuple[tuple[str, str], ...]:
    """Each unit's names as written, longest first, so that 万千瓦时 is not 万千瓦."""
    pairs = {(name, unit.slug) for unit in units().values() for name in unit.names}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _quantity(text: str, at: int, end: int) -> Quantity | None:
    if before := _BEFORE_NUMBER.match(text, at, end):
        return _with_unit_before(text, before, end)
    for low in reversed(number_at(text, at, end)):
        if sep := _RANGE.match(text, low.span.end, end):
            for high in number_at(text, sep.end(), end):
                if unit := _unit_at(text, high.span.end, end):
                    return Quantity(low.value, unit[0], Span(at, unit[1]), high.value)
        if unit := _unit_at(text, low.span.end, end):
            return _range_from(text, low, unit, end)
    return None


def _range_from(text: str, low: Number, unit: tuple[str, int], end: int) -> Quantity:
    """15%—20%, where both ends carry the unit; otherwise the quantity alone."""
    if sep := _RANGE.match(text, unit[1], end):
        for high in number_at(text, sep.end(), end):
            again = _unit_at(text, high.span.end, end)
            if again and again[0] == unit[0]:
                return Quantity(low.value, unit[0], Span(low.span.start, again[1]), high.value)
    return Quantity(low.value, unit[0], Span(low.span.start, unit[1]))


def _with_unit_before(text: str, before: re.Match[str], end: int) -> Quantity | None:
    """百分之十八, 百分之十至百分之十五."""
    unit = next(slug for name, slug in _names() if name == before.group())
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


def _unit_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The unit that starts here and where it ends; a rate over something unknown (吨/天) is none."""
    blank = _BLANK.match(text, at, end)
    start = blank.end() if blank else at
    for name, slug in _names():
        if text.startswith(name, start, end) and not _BEFORE_NUMBER.fullmatch(name):
            after = text[start + len(name) : min(start + len(name) + 1, end)]
            if after in {"/", "每"} or (name[-1].isascii() and after.isascii() and after.isalpha()):
                return None
            return slug, start + len(name)
    return None
