"""Figures beside a plan: a table to fill in, and a filled table taken into a plan's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policykb import anchors
from policykb.ask import FOR_PEOPLE, render
from policykb.errors import InputError, OutputError, UsageError
from policykb.gate.characters import place
from policykb.gate.files import read_bytes
from policykb.gate.write import atomic_write
from policykb.observe import observations_in, read_observations, read_table
from policykb.observe.folder import OBSERVATIONS
from policykb.observe.importing import Fate, merged
from policykb.observe.writing import as_csv, as_xlsx, empty_csv, unit_name
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from policykb.ask import Row as Cells
    from policykb.observe import Observation
    from policykb.observe.checks import Fault
    from policykb.observe.importing import Row

_TOLD = 20
_NAMES = ("cell", "result", "id", "recorded_value", "new_value")
_HEADINGS = {"zh": ("单元格", "结果", "编号", "已有数值", "新数值"), "en": _NAMES}
_FATES = {
    Fate.ADDED: Phrase("加入", "added"),
    Fate.DUPLICATE: Phrase("已有，未重复加入", "on record already"),
    Fate.CONFLICT: Phrase("冲突，未加入", "conflict, not added"),
}
_NONE = Phrase("表中没有数据行", "the table has no rows")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows, rendered; the warnings; what could not be read; and the exit code."""

    answer: bytes
    warnings: tuple[Phrase, ...]
    refused: tuple[InputError, ...]
    code: int


def template(form: str, lang: str) -> bytes:
    """An empty table of observations."""
    return as_xlsx((), lang) if form == "xlsx" else empty_csv(lang)


def imported(file: str, folder: str, *, form: str, lang: str) -> Imported:
    """Takes a table's new figures into a plan folder; a table with a fault is not taken at all.

    Raises:
        UsageError: the plan is one that ships with the program.
        InputError: the folder is none of a plan's, or the table cannot be read.
        OutputError: the record cannot be written, or was changed in the meantime.
    """
    target = _target(folder)
    table = read_table(read_bytes(file), file)
    recorded, faults = observations_in(table, file)
    if faults:
        return Imported(b"", table.warnings, _refused(faults, file), InputError.exit_code)
    before = target.read_bytes() if target.exists() else b""
    observations, rows = merged(read_observations(target), recorded)
    if any(row.fate is Fate.ADDED for row in rows):
        if before != (target.read_bytes() if target.exists() else b""):
            zh = "数值表在此期间已被改动；请重试"
            raise OutputError("the record was changed in the meantime", where=target, hint="try again", zh=zh)
        atomic_write(target, as_csv(observations), check=_refuse_unreadable)
    code = int(any(row.fate is Fate.CONFLICT for row in rows))
    said = lang if form in FOR_PEOPLE else ""
    cells = tuple(_told(row, said) for row in rows)
    warnings = table.warnings if rows else (*table.warnings, _NONE)
    return Imported(render(_NAMES, cells, form, headings=_HEADINGS[lang]), warnings, (), code)


def _target(folder: str) -> Path:
    """The table of a plan's folder."""
    path = Path(folder)
    if folder in {found.parent.name for found in anchors.PLANS.glob("*/plan.toml")}:
        path = anchors.PLANS / folder
    if path.resolve().is_relative_to(anchors.PLANS.resolve()):
        raise UsageError(
            "plans that ship with the program are not written to",
            where="--plan",
            hint="copy the plan's folder and name the copy",
            zh="不改写随程序附带的规划；请复制其目录，再指定副本",
        )
    if not (path / "plan.toml").is_file():
        raise InputError(
            "not a plan folder: it has no plan.toml", where=place(folder), zh="不是规划目录：没有 plan.toml"
        )
    return path / OBSERVATIONS


def _refused(faults: tuple[Fault, ...], file: str) -> tuple[InputError, ...]:
    told = [
        InputError(
            f"{fault.at} {fault.problem.en}",
            where=place(file),
            zh=f"{fault.at} {fault.problem.zh}",
            code="E_CELL",
        )
        for fault in faults[:_TOLD]
    ]
    if (more := len(faults) - _TOLD) > 0:
        told.append(InputError(f"and {more} more", where=place(file), zh=f"另有 {more} 处"))
    return tuple(told)


def _told(row: Row, lang: str) -> Cells:
    """A row of the answer, with both values where they disagree; in no language, what became of it is a code."""
    fate, old = _FATES[row.fate].said(lang) if lang else row.fate.value, row.recorded
    return (row.at, fate, (old or row.figure).id, None if old is None else _said(old), _said(row.figure))


def _said(one: Observation) -> str:
    return f"{one.value} {unit_name(one.unit)}" if one.value else one.value_text


def _refuse_unreadable(data: bytes) -> None:
    """Refuses to put in place what could not be read again."""
    recorded, faults = observations_in(read_table(data, OBSERVATIONS), OBSERVATIONS)
    if faults or as_csv(one.figure for one in recorded) != data:
        raise OutputError("the record could not be read again", zh="写出的数值表不能原样读回，未作改动")
