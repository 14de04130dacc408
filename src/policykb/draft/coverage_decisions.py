"""What a person decided about which parts of a plan answer which requirement, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import assets
from policykb.draft.soundness import check_day, check_ids, check_slugs
from policykb.errors import InputError
from policykb.vocab import Degree

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class CoverageDecision:
    """The measures, goals or clauses that answer a requirement, by whom and when this was decided, and why.

    ``degree`` is ``None`` where the decision leaves it to the parts that are known.
    """

    requirement: str
    measures: tuple[str, ...]
    justification_zh: str
    justification_en: str
    by: str
    on: str
    degree: Degree | None = None


def read_coverage(path: Path) -> tuple[CoverageDecision, ...]:
    """The ``coverage.toml`` of a plan folder; none when there is no such file.

    Raises:
        InputError: a key is missing, unknown or empty, a degree is none, or one requirement is decided twice.
    """
    if not path.exists():
        return ()
    try:
        decisions = tuple(_decision(row) for row in assets.table(path).get("coverage", []))
    except (TypeError, ValueError, AttributeError) as err:
        zh = f"有一项对应关系的认定不合规：{err}"
        raise InputError(f"a decision on coverage does not fit: {err}", where=path, zh=zh) from err
    seen: set[str] = set()
    for decision in decisions:
        _check(decision, path)
        if decision.requirement in seen:
            raise InputError(
                f"{decision.requirement} is decided twice",
                where=path,
                zh=f"{decision.requirement} 认定了两次；一项要求只能认定一次",
            )
        seen.add(decision.requirement)
    return decisions


def _decision(row: dict[str, object]) -> CoverageDecision:
    fields = dict(row)
    measures, degree = fields.pop("measures", ()), fields.pop("degree", None)
    if not isinstance(measures, list) or not all(isinstance(one, str) for one in measures):
        raise ValueError("measures is no list of ids")
    if unfit := [name for name, value in fields.items() if not isinstance(value, str) or not value]:
        raise ValueError(f"{', '.join(unfit)} must be words")
    words = {name: str(value) for name, value in fields.items()}
    return CoverageDecision(measures=tuple(measures), degree=Degree(str(degree)) if degree else None, **words)


def _check(decision: CoverageDecision, path: Path) -> None:
    check_slugs((decision.requirement,), path)
    check_ids(decision.measures, path)
    check_day(decision.on, path)
