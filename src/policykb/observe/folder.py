"""The figures that a plan's folder records: two tables and the marks on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate.files import read_bytes
from policykb.observe.figures import Figures, Series
from policykb.observe.marks import corrected, read_marks, summed
from policykb.observe.rows import observations_in, planned_in
from policykb.observe.table import read_table
from policykb.vocab import Comparability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policykb.observe.checks import Fault
    from policykb.observe.figures import Observation, PlannedValue

OBSERVATIONS, PLANNED_VALUES, MARKS = "observations.csv", "planned_values.csv", "observations.toml"
FILES = (OBSERVATIONS, PLANNED_VALUES, MARKS)


def read_figures(folder: Path) -> Figures:
    """What the folder records; nothing where the files are not there.

    Raises:
        InputError: a cell cannot stand, a number or a key is there twice, or a mark does not fit.
    """
    marks = read_marks(folder / MARKS)
    rows = read_observations(folder / OBSERVATIONS)
    path = folder / MARKS
    known = {one.id: one for one in rows}
    for correction in marks.corrections:
        if correction.observation not in known:
            raise InputError(
                f"correction {correction.id} is of an observation that is not there: {correction.observation!a}",
                where=path,
                hint="give an observation's id, such as O027",
                zh=f"更正 {correction.id} 所指的数值“{correction.observation}”不存在；请填写已有编号，如 O027",
            )
    rows = tuple(corrected(one, marks.corrections, path) for one in rows)
    known = {one.id: one for one in rows}
    observations = (*rows, *(summed(row, known, path) for row in marks.sums))
    return Figures(
        observations=observations,
        planned=_planned(folder / PLANNED_VALUES),
        series=_every_series(observations, marks.series),
        breaks=marks.breaks,
        corrections=marks.corrections,
    )


def read_observations(path: Path) -> tuple[Observation, ...]:
    """The observations of a table as printed, uncorrected; none when there is no such file.

    Raises:
        InputError: a cell cannot stand, or a number or a key is there twice.
    """
    if not path.exists():
        return ()
    recorded, faults = observations_in(read_table(read_bytes(path), str(path)), str(path))
    _refuse(faults, path)
    found = tuple(one.figure for one in recorded)
    _refuse_twins([(one.id, one.id) for one in found], path)
    _refuse_twins([(one.id, " ".join(one.key)) for one in found], path)
    return found


def _planned(path: Path) -> tuple[PlannedValue, ...]:
    if not path.exists():
        return ()
    found, faults = planned_in(read_table(read_bytes(path), str(path)), str(path))
    _refuse(faults, path)
    _refuse_twins([(one.id, one.id) for one in found], path)
    return found


def _refuse(faults: Sequence[Fault], path: Path) -> None:
    if faults:
        first, more = faults[0], len(faults) - 1
        raise InputError(
            f"{first.at}: {first.problem.en}" + (f" (and {more} more)" if more else ""),
            where=path,
            hint="correct the cell",
            zh=f"{first.at}：{first.problem.zh}" + (f"（另有 {more} 处）" if more else ""),
        )


def _refuse_twins(named: Iterable[tuple[str, str]], path: Path) -> None:
    seen: dict[str, str] = {}
    for name, key in named:
        if not name:
            raise InputError("a row has no id", where=path, hint="number it", zh="有一行没有编号；请补上")
        if key in seen:
            raise InputError(
                f"{seen[key]} and {name} are one figure twice",
                where=path,
                hint="tell their sources or series apart, or drop one",
                zh=f"{seen[key]} 与 {name} 是同一个数值（指标、地区、时期、序列、来源都相同）；请区分或删去其一",
            )
        seen[key] = name


def _every_series(observations: Iterable[Observation], marked: Sequence[Series]) -> tuple[Series, ...]:
    """The series marked, and those that stand in the table alone: under a code, another definition is assumed."""
    known = {one.key: one for one in marked}
    for one in observations:
        comparability = Comparability.OTHER if one.series else Comparability.SAME
        found = Series(indicator=one.indicator, region=one.region, id=one.series, comparability=comparability)
        known.setdefault(found.key, found)
    return tuple(known[key] for key in sorted(known))
