"""Lines of a table as figures, with every fault that keeps one from being read."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from policykb.draft.requirements import FactSource
from policykb.errors import InputError
from policykb.gate.characters import place, visible
from policykb.observe.checks import Fault, Line, check, word
from policykb.observe.columns import OBSERVED, PLANNED, Column
from policykb.observe.figures import Observation, PlannedValue
from policykb.observe.things import thing
from policykb.vocab import Confirmed, FigureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policykb.observe.table import Cell, Table

_HELP = "`policykb observations template` gives the columns"
_HELP_ZH = "policykb observations template 可生成模板"
_F = TypeVar("_F", Observation, PlannedValue)


class Recorded(NamedTuple):
    """An observation, the number of its row, and the name of its value's cell."""

    row: int
    at: str
    figure: Observation


def observations_in(table: Table, name: str) -> tuple[tuple[Recorded, ...], tuple[Fault, ...]]:
    """The observations of a table with their places, and every fault in it.

    Raises:
        InputError: the table has no heading, or one that is not known.
    """
    found, faults = _read(table, name, OBSERVED, _observation)
    return tuple(Recorded(row, line.cells["value"].at, figure) for row, line, figure in found), faults


def planned_in(table: Table, name: str) -> tuple[tuple[PlannedValue, ...], tuple[Fault, ...]]:
    """The planned values of a table, and every fault in it.

    Raises:
        InputError: the table has no heading, or one that is not known.
    """
    found, faults = _read(table, name, PLANNED, _planned)
    return tuple(figure for _, _, figure in found), faults


def _read(
    table: Table, name: str, columns: Sequence[Column], make: Callable[[Line], _F]
) -> tuple[list[tuple[int, Line, _F]], tuple[Fault, ...]]:
    if not table.lines:
        raise InputError(
            "the table is empty",
            where=place(name),
            hint=_HELP,
            code="E_NO_TEXT",
            zh=f"表格是空的；{_HELP_ZH}",
        )
    (_, heading), *lines = table.lines
    names = _names(heading, columns, name)
    found, faults = [], []
    for number, cells in lines:
        line = Line({names[at]: cell for at, cell in enumerate(cells) if at in names}, cells[0].at)
        check(line, [cell for at, cell in enumerate(cells) if at not in names], columns)
        if not line.faults:
            found.append((number, line, make(line)))
        faults += line.faults
    return found, tuple(faults)


def _names(heading: Sequence[Cell], columns: Sequence[Column], where: str) -> dict[int, str]:
    """Which column stands where; a heading may be the name, or the words for it in either language."""
    known = {word.casefold(): c.name for c in columns for word in (c.name, c.heading.zh, c.heading.en)}
    names: dict[int, str] = {}
    for at, cell in enumerate(heading):
        if not cell.text:
            continue
        name = known.get(cell.text.casefold())
        if name is None or name in names.values():
            raise _misheaded(cell, where, [] if name else get_close_matches(cell.text, sorted(known), n=1))
        names[at] = name
    if missing := [c for c in columns if (c.needed or c.name == "value") and c.name not in names.values()]:
        lacking = "、".join(c.heading.zh for c in missing)
        raise InputError(
            f"columns are missing: {', '.join(c.name for c in missing)}",
            where=place(where),
            hint=_HELP,
            zh=f"缺少列：{lacking}；{_HELP_ZH}",
        )
    return names


def _misheaded(cell: Cell, where: str, near: list[str]) -> InputError:
    shown = visible(cell.text, longest=60)
    more = f"；是否为“{near[0]}”" if near else f"；{_HELP_ZH}"
    return InputError(
        f"{cell.at}: the heading {shown!r} is not known, or is there twice",
        where=place(where),
        hint=f"did you mean {near[0]}?" if near else _HELP,
        zh=f"{cell.at}：表头“{shown}”不认识或重复{more}",
    )


def _figure(line: Line, columns: Sequence[Column]) -> dict[str, Any]:
    """The fields that both kinds of figures have."""
    words = {c.name: word(c, line.text(c.name)) for c in columns if c.words}
    title, url, year = (line.text(name) for name in ("source_title", "source_url", "baseline_year"))
    return {
        "id": line.text("id"),
        "indicator": thing("indicator", line.text("indicator")) or "",
        "indicator_as_stated": line.text("indicator_as_stated"),
        "region": thing("region", line.text("region")) or "",
        "period": line.text("period"),
        "published_on": line.text("published_on"),
        "value": line.text("value"),
        "unit": thing("unit", line.text("unit")) or "",
        "baseline_year": int(year) if year else None,
        "dataset": line.text("dataset") or url or title,
        "source": FactSource(url=url, title=title, quality=words["source_quality"] or ""),
        "confirmed": Confirmed(words["confirmed"] or Confirmed.MEMORY),
        "note": line.text("note"),
    }


def _observation(line: Line) -> Observation:
    kind = next(column for column in OBSERVED if column.name == "kind")
    return Observation(
        **_figure(line, OBSERVED),
        as_of=line.text("as_of"),
        value_text=line.text("value_text"),
        kind=FigureKind(word(kind, line.text("kind")) or FigureKind.PUBLISHED),
        series=line.text("series"),
        definition=line.text("definition"),
    )


def _planned(line: Line) -> PlannedValue:
    return PlannedValue(**_figure(line, PLANNED))
