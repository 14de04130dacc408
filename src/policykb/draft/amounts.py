"""Amounts in their canonical units, exactly: numbers in different units can be compared, or it is said that they cannot."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from policykb import assets
from policykb.vocab import PKB, short


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number of a canonical unit (its slug, such as ``percent`` or ``hectare``)."""

    number: Fraction
    unit: str


def amount(value: str, unit: str) -> Amount | None:
    """A value in its unit's canonical unit; nothing when there is no value or the unit is not registered."""
    ratio = _ratios().get(unit)
    if not value or ratio is None:
        return None
    canonical, factor = ratio
    return Amount(Fraction(value) * factor, canonical)


def decimal(number: Fraction, places: int = 6) -> str:
    """A number as a decimal, without needless zeros; rounded where it does not end."""
    quotient = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{quotient.quantize(Decimal(1).scaleb(-places)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _ratios() -> dict[str, tuple[str, Fraction]]:
    found = {}
    for concept in assets.concepts("units"):
        top, bottom = concept.one(PKB.ratioNumerator), concept.one(PKB.ratioDenominator)
        if top and bottom:
            slug = concept.slug.removeprefix("unit/")
            canonical = short(concept.one(PKB.canonicalUnit)).removeprefix("unit/")
            found[slug] = (canonical, Fraction(top) / Fraction(bottom))
    return found
