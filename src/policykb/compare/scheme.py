"""How plans are matched, judged and scored: the numbers of ``ontology/schemes/gap.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from policykb import anchors, assets
from policykb.errors import AssetError
from policykb.vocab import RequirementKind, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Matching:
    """The shares and thresholds by which a measure is taken for the answer to a section."""

    fields: float
    words: float
    concepts: float
    content: float
    order: float
    heading: float
    threshold: float
    weak: float
    floor: float
    further: float
    high: float
    told: float
    saturation: float
    doubt: float
    covered: float
    partly: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """Weights by kind, points by verdicts, severities, and thresholds; each number's reason stands in its file."""

    weights: dict[RequirementKind, Fraction]
    points: dict[frozenset[Verdict], Fraction]
    severities: dict[str, Severity]
    averages_judged: bool
    swing: Fraction
    matching: Matching
    unread: float

    def earned(self, verdicts: tuple[Verdict, ...]) -> Fraction | None:
        """The share of its weight that a requirement earns; ``None`` where the verdicts cannot be weighed."""
        return self.points.get(frozenset(verdicts))


@cache
def scheme() -> Scheme:
    """The shipped scheme.

    Raises:
        AssetError: a number is missing or none.
    """
    path = anchors.ONTOLOGY / "schemes" / "gap.toml"
    table = assets.table(path)
    try:
        return _scheme(table)
    except (KeyError, ValueError, TypeError, ZeroDivisionError) as err:
        raise AssetError(
            f"the scoring scheme does not fit: {err}", where=path, zh=f"评分方案不合规：{err}"
        ) from err


def _scheme(table: dict[str, Any]) -> Scheme:
    matching = dict(table["matching"])
    shares, clauses = matching.pop("shares"), matching.pop("clauses")
    return Scheme(
        weights={RequirementKind(row["kind"]): Fraction(row["weight"]) for row in table["weight"]},
        points={
            frozenset(Verdict(name) for name in row["verdicts"]): Fraction(row["points"])
            for row in table["points"]
        },
        severities={name: Severity(value) for name, value in table["severity"].items()},
        averages_judged=bool(table["averages"]["judged"]),
        swing=Fraction(table["swing"]),
        matching=Matching(**{name: float(value) for name, value in (shares | clauses | matching).items()}),
        unread=float(table["reading"]["unread"]),
    )
