"""The schemes of ``ontology/schemes`` as values; a scheme that could turn grey into a colour is refused."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from policykb import anchors, assets
from policykb.errors import AssetError, UsageError
from policykb.phrase import Phrase
from policykb.schemes.values import FAVOURABLE, GOOD, KNOWN, Light, Named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEFAULT_LIGHTS = "states"
Scheme = TypeVar("Scheme")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a scheme comes from; ``confirmed`` is ``seen``, ``memory`` or ``editors`` (our own choice)."""

    title: Phrase
    source: str
    url: str
    confirmed: str
    note: Phrase


@dataclass(frozen=True, slots=True)
class Rule:
    """Which states get which light; ``bottom``: only for the last so many of a ranking."""

    states: frozenset[Named]
    light: Light
    why: Phrase
    bottom: int | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off for every so many lights, and what else follows."""

    light: Light
    every: int
    points: Decimal
    consequence: Phrase


@dataclass(frozen=True, slots=True)
class Lights:
    """A scheme of lights; the first rule that fits counts."""

    id: str
    origin: Origin
    rules: tuple[Rule, ...]
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an assessment: its full points, and when missing it decides alone.

    ``veto`` is ``always``, ``final`` (at the end of the period) or empty (never).
    """

    id: str
    title: Phrase
    points: Decimal
    veto: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A scheme of points; ``of`` is the full number of which the parts are a share, ``grades`` its table of grades."""

    id: str
    origin: Origin
    indicators: tuple[str, ...]
    parts: tuple[Part, ...]
    floor: Decimal
    of: Decimal
    veto: Phrase
    grades: str


@dataclass(frozen=True, slots=True)
class Grades:
    """From points to a grade, the highest first."""

    id: str
    origin: Origin
    steps: tuple[tuple[Decimal, Phrase], ...]


@cache
def light_schemes() -> tuple[Lights, ...]:
    """The shipped schemes of lights, in the order of their file."""
    return _read("lights", _lights)


@cache
def assessments() -> tuple[Assessment, ...]:
    """The shipped schemes of points."""
    return _read("assessment", _assessment)


@cache
def grade_tables() -> tuple[Grades, ...]:
    """The shipped tables of grades."""
    return _read("grades", _grades)


def lights_named(name: str) -> Lights:
    """The scheme of lights of an id.

    Raises:
        UsageError: there is none.
    """
    known = {scheme.id: scheme for scheme in light_schemes()}
    if name not in known:
        raise UsageError(
            f"no scheme of lights is called {name!a}",
            where="--scheme",
            hint=f"one of {', '.join(known)}",
            zh=f"没有名为“{name}”的亮灯方案；可选：{'、'.join(known)}",
        )
    return known[name]


def _read(name: str, read: Callable[[dict[str, Any]], Scheme]) -> tuple[Scheme, ...]:
    path = anchors.ONTOLOGY / "schemes" / f"{name}.toml"
    return read_schemes(path, assets.table(path), read)


def read_schemes(
    path: Path, table: dict[str, Any], read: Callable[[dict[str, Any]], Scheme]
) -> tuple[Scheme, ...]:
    """Each scheme of a file.

    Raises:
        AssetError: something is missing, misspelt, or would give what is not known a colour.
    """
    try:
        return tuple(read(row) for row in table["scheme"])
    except (KeyError, ValueError, TypeError, AttributeError, InvalidOperation) as err:
        raise AssetError(f"a scheme does not fit: {err}", where=path, zh=f"方案不合规：{err}") from err


def _phrase(row: dict[str, Any], key: str) -> Phrase:
    return Phrase(row[f"{key}_zh"], row[f"{key}_en"])


def _origin(row: dict[str, Any]) -> Origin:
    return Origin(
        title=_phrase(row, "title"),
        source=row["source"],
        url=row.get("url", ""),
        confirmed=row["confirmed"],
        note=_phrase(row, "note"),
    )


def _lights(row: dict[str, Any]) -> Lights:
    return Lights(
        id=row["id"],
        origin=_origin(row),
        rules=tuple(_rule(rule) for rule in row["rule"]),
        deductions=tuple(_deduction(each) for each in row.get("deduction", ())),
    )


def _rule(row: dict[str, Any]) -> Rule:
    states, light = frozenset(Named(name) for name in row["states"]), Light(row["light"])
    if light is not Light.GREY and (unknown := sorted(states - KNOWN)):
        raise ValueError(f"{', '.join(unknown)}: nothing is known of these, so they cannot be {light}")
    if light in GOOD and (bad := sorted(states - FAVOURABLE)):
        raise ValueError(f"{', '.join(bad)} cannot be {light}")
    return Rule(states, light, _phrase(row, "why"), row.get("bottom"))


def _deduction(row: dict[str, Any]) -> Deduction:
    every = int(row["every"])
    if every < 1:
        raise ValueError("a deduction is for at least one light")
    return Deduction(Light(row["light"]), every, Decimal(row["points"]), _phrase(row, "consequence"))


def _assessment(row: dict[str, Any]) -> Assessment:
    return Assessment(
        id=row["id"],
        origin=_origin(row),
        indicators=tuple(row["indicators"]),
        parts=tuple(
            Part(part["id"], _phrase(part, "title"), Decimal(part["points"]), _veto(part.get("veto", "")))
            for part in row["part"]
        ),
        floor=Decimal(row["floor"]),
        of=Decimal(row["of"]),
        veto=_phrase(row, "veto"),
        grades=row.get("grades", ""),
    )


def _veto(when: str) -> str:
    if when not in {"", "always", "final"}:
        raise ValueError(f"{when}: a veto holds always or at the final assessment")
    return when


def _grades(row: dict[str, Any]) -> Grades:
    steps = tuple((Decimal(step["from"]), _phrase(step, "title")) for step in row["grade"])
    return Grades(row["id"], _origin(row), tuple(sorted(steps, reverse=True)))
