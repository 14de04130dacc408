"""A row about a claim that the draft holds: what was decided, and whether it goes with what was changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.gate.characters import visible
from policykb.review.cells_in import read, same_number, squeezed
from policykb.review.cells_out import cell_words, value_words
from policykb.review.entries import STATES, Entry
from policykb.review.faults import Wrong, wrong
from policykb.review.kinds import Form
from policykb.review.layout import DECISIONS, Use
from policykb.review.rows import state_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.review.belonging import Belonging
    from policykb.review.faults import Fault
    from policykb.review.layout import SheetColumn
    from policykb.review.lines import Line
    from policykb.review.rows import ClaimRow

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decided, when, and what they noted; ``dated`` when somebody wrote the day down."""

    by: str
    on: str
    note: str
    dated: bool = True


def claim_entry(line: Line, row: ClaimRow, owner: Belonging) -> tuple[Entry | None, list[Fault]]:
    """The decision on a claim, if there is one, and what is wrong with the row."""
    decision = decision_of(line)
    # A claim that was changed since the workbook was made no longer says what its row says.
    changed_since = line.said("check") != row.check
    faults = [] if changed_since else [line.fault(key, found) for key, found in _touched(line, row)]
    if isinstance(decision, Wrong):
        return None, [*faults, line.fault("decision", decision)]
    if changed_since and not decision:
        return None, []
    changes, misread = _changes(line, row)
    if changed_since and changes:
        return None, [line.fault("decision", _stale(row.id))]
    faults += misread
    if unfitting := _unfitting(decision, changes, misread, again=changed_since):
        key, found = unfitting
        faults.append(line.fault(key, found))
    if faults or not decision:
        return None, faults
    return _entry(line, row, owner, decision, changes)


def decision_of(line: Line) -> str | Wrong:
    """The decision's code, "" for none."""
    said = line.said("decision")
    words = line.tongue.words
    names = {words(f"review.decision_{code}"): code for code in DECISIONS[line.layout.decisions]}
    if not said or said in names:
        return names.get(said, "")
    shown = visible(said, longest=40)
    return wrong(
        f"“{shown}”不是可选的结论",
        f"“{shown}” is no decision",
        "可填：" + "、".join(names),
        "one of: " + ", ".join(names),
    )


def signed(line: Line, owner: Belonging) -> Signed | Fault:
    """Who signs the row, else who signs for all, and when; or what is missing."""
    told: dict[str, str] = {}
    for column in line.layout.columns:
        if column.key in {"by", "on", "note"}:
            value = read(line.cell(column.key), column, line.tongue.choices)
            if isinstance(value, Wrong):
                return line.fault(column.key, value)
            told[column.key] = value
    by = told["by"] or owner.by
    if not by:
        none = wrong(
            "没有写审定人",
            "nobody signed this",
            "请在这里填，或在“说明”里统一填",
            "give a name here, or on the first sheet for all rows",
        )
        return line.fault("by", none)
    if len(by) > _LONGEST_NAME:
        return line.fault(
            "by", wrong(f"审定人超过 {_LONGEST_NAME} 字", f"longer than {_LONGEST_NAME} characters")
        )
    return Signed(by, told["on"] or owner.on, told["note"], bool(told["on"]) or owner.dated)


def _entry(
    line: Line, row: ClaimRow, owner: Belonging, decision: str, changes: dict[str, str]
) -> tuple[Entry | None, list[Fault]]:
    """The entry, unless somebody else decided meanwhile or the row says nothing new."""
    who = signed(line, owner)
    if not isinstance(who, Signed):
        return None, [who]
    before = row.review
    told = state_words(before, line.tongue.words)
    if line.said("state") != told and before.by not in {"", who.by} and before.state is not STATES[decision]:
        other = wrong(
            f"导出之后另有审定：{told}",
            f"somebody decided since this workbook was made: {told}",
            "请商定后在新的工作簿里改",
            "agree on it, then decide in a new workbook",
        )
        return None, [line.fault("decision", other)]
    if decision == "questioned" and not who.note and not row.doubt:
        empty = wrong(
            "选了“存疑”，却没有写疑点", "“doubt” was chosen without saying why", "请在这里写明", "say it here"
        )
        return None, [line.fault("note", empty)]
    entry = Entry(
        kind=row.kind,
        id=row.id,
        decision=decision,
        by=who.by,
        on=who.on,
        note=who.note,
        values=changes,
        check=row.check,
        cells=line.cells(),
        row=line.where("id"),
    )
    # A row without a date is not decided anew by being read on another day.
    said = entry.review if who.dated else replace(entry.review, on=before.on)
    return (entry if changes or said != before else None), []


def _touched(line: Line, row: ClaimRow) -> Iterator[tuple[str, Wrong]]:
    """The locked cells that no longer hold what they held."""
    for column in line.layout.columns:
        locked = column.use is Use.LOCKED and column.key not in {"id", "state"}
        if not locked and not (column.use is Use.VALUE and column.key not in row.values):
            continue
        held = cell_words(row, column, line.tongue.words, line.tongue.choices)
        if squeezed(line.said(column.key)) != squeezed(held):
            shown = visible(held, longest=60)
            yield (
                column.key,
                wrong(
                    f"“{column.heading}”不能改动",
                    f"{column.heading} may not be changed",
                    f"应为“{shown}”" if held else "应为空",
                    f"it should be “{shown}”" if held else "it should be empty",
                ),
            )


def _changes(line: Line, row: ClaimRow) -> tuple[dict[str, str], list[Fault]]:
    """The values that differ from the draft's, and the cells that cannot be read."""
    changes: dict[str, str] = {}
    faults = []
    for column in line.layout.columns:
        if column.use is not Use.VALUE or column.key not in row.values:
            continue
        held = row.values[column.key]
        if squeezed(line.said(column.key)) == squeezed(value_words(held, column, line.tongue.choices)):
            continue
        value = read(line.cell(column.key), column, line.tongue.choices)
        if isinstance(value, Wrong):
            faults.append(line.fault(column.key, value))
        elif not _same(value, held, column):
            changes[column.key] = value
    return changes, faults


def _same(value: str, held: str, column: SheetColumn) -> bool:
    if column.form is Form.NUMBER:
        return same_number(value, held)
    return squeezed(value) == squeezed(held) if column.form is Form.WORDS else value == held


def _unfitting(
    decision: str, changes: dict[str, str], misread: list[Fault], *, again: bool
) -> tuple[str, Wrong] | None:
    """What is wrong when the decision does not go with what was changed."""
    if decision == "added":
        return "decision", wrong(
            "有编号的行不是补录的",
            "a row with an id is no addition",
            "请选接受、更正、删除或存疑",
            "choose accept, correct, delete or doubt",
        )
    if decision == "corrected" and not changes and not misread and not again:
        return "decision", wrong(
            "选了“更正”，却没有改动任何值",
            "“correct” was chosen, but no value was changed",
            "没有错就选“接受”",
            "choose “accept” if nothing is wrong",
        )
    if changes and decision != "corrected":
        nothing = not decision
        return next(iter(changes)), wrong(
            "值改了，却没有选审定结论" if nothing else "值改了，审定结论却不是“更正”",
            "the value was changed, but "
            + ("nothing was decided" if nothing else "the decision is not “correct”"),
            "要改就选“更正”，不改就恢复原值",
            "choose “correct”, or put the old value back",
        )
    return None


def _stale(name: str) -> Wrong:
    return wrong(
        f"{name} 在导出之后改动过",
        f"{name} has been changed since this workbook was made",
        "请在新的工作簿里审定这一条",
        "decide on it in a new workbook",
    )
