"""Points by completion, and grades by points; exact decimals, and nothing where nothing is known."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.phrase import Phrase
    from policykb.schemes.reading import Assessment, Grades, Part

_FULL = Decimal(1)
_SHOWN = Decimal("0.01")

Rate = Decimal | None
"""A rate of completion, 1 is all of it; ``None`` is not known."""


class Earned(NamedTuple):
    """What a part earns: its rate, and its points, ``None`` where the rate is not known."""

    part: Part
    rate: Rate
    points: Decimal | None


class Assessed(NamedTuple):
    """The parts with their points; ``total`` only when every part is known, ``vetoed`` when a missed part decides alone."""

    scheme: Assessment
    parts: tuple[Earned, ...]
    total: Decimal | None
    full: Decimal
    vetoed: bool


def completion(start: Decimal, value: Decimal, goal: Decimal) -> Rate:
    """How much of the way from a start to a goal is covered; not known where there was no way to go."""
    return None if start == goal else (value - start) / (goal - start)


def points(scheme: Assessment, rates: Mapping[str, Rate], *, final: bool = False) -> Assessed:
    """The points of a scheme for the rates of its parts; a part without a rate is not counted as nothing.

    ``final`` says that it is the assessment at the end of the period.
    """
    parts = tuple(
        Earned(part, rates.get(part.id), _points(scheme, part, rates.get(part.id))) for part in scheme.parts
    )
    known = [earned.points for earned in parts if earned.points is not None]
    return Assessed(
        scheme=scheme,
        parts=parts,
        total=sum(known, Decimal(0)) if len(known) == len(parts) else None,
        full=sum((part.points for part in scheme.parts), Decimal(0)),
        vetoed=any(_decides(earned, final=final) for earned in parts),
    )


def grade(table: Grades, total: Decimal | None) -> Phrase | None:
    """The grade of a number of points; none without points."""
    if total is None:
        return None
    return next((title for lowest, title in table.steps if total >= lowest), None)


def _decides(earned: Earned, *, final: bool) -> bool:
    holds = earned.part.veto == "always" or (final and earned.part.veto == "final")
    return holds and earned.rate is not None and earned.rate < _FULL


def _points(scheme: Assessment, part: Part, rate: Rate) -> Decimal | None:
    if rate is None:
        return None
    earned = min(max(rate, scheme.floor), _FULL) * part.points
    return earned.quantize(_SHOWN)
