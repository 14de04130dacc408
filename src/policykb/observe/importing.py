"""New observations put beside those on record: nothing is overwritten, and what disagrees is told with both values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from policykb.draft.amounts import amount
from policykb.observe.figures import Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policykb.observe.rows import Recorded

_NUMBERED = re.compile(r"O([0-9]{1,6})")


class Fate(StrEnum):
    """What became of a row."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the new table: the cell of its value, what became of it, and the figure on record that it meets."""

    at: str
    fate: Fate
    figure: Observation
    recorded: Observation | None = None


def merged(
    existing: Sequence[Observation], incoming: Iterable[Recorded]
) -> tuple[tuple[Observation, ...], tuple[Row, ...]]:
    """All observations on record afterwards, those before first and unchanged, and what became of each new row."""
    known = {one.key: one for one in existing}
    named = {one.id: one for one in existing}
    last = max((int(found[1]) for one in existing if (found := _NUMBERED.fullmatch(one.id))), default=0)
    added: list[Observation] = []
    rows = []
    for _, at, figure in incoming:
        if (twin := known.get(figure.key)) is not None:
            fate = Fate.DUPLICATE if _same(figure, twin) else Fate.CONFLICT
            rows.append(Row(at, fate, figure, twin))
        elif figure.id in named:
            rows.append(Row(at, Fate.CONFLICT, figure, named[figure.id]))
        else:
            while not figure.id or figure.id in named:
                last += 1
                figure = replace(figure, id=f"O{last:03d}")  # noqa: PLW2901 - it gets its number here
            known[figure.key] = named[figure.id] = figure
            added.append(figure)
            rows.append(Row(at, Fate.ADDED, figure))
    return (*existing, *added), tuple(rows)


def _same(one: Observation, other: Observation) -> bool:
    """Whether two figures say the same, in whatever unit."""
    return (
        amount(one.value, one.unit) == amount(other.value, other.unit)
        and one.kind is other.kind
        and (bool(one.value) or one.value_text == other.value_text)
    )
