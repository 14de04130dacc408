"""A workbook that came back, held against the draft: who decided what, and what cannot stand, cell by cell."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.draft.codec import to_json
from policykb.gate.characters import visible
from policykb.gate.sheets import read_sheets
from policykb.review.belonging import Belonging, belonging
from policykb.review.cells_in import read
from policykb.review.claim_lines import Signed, claim_entry, decision_of, signed
from policykb.review.entries import Entry, Returned
from policykb.review.faults import Fault, Wrong, wrong
from policykb.review.kinds import BY_NAME
from policykb.review.layout import DELETED, SENTENCES, layouts
from policykb.review.lines import LANGUAGES, Tongue, lines_of
from policykb.review.rows import ClaimRow, rows, state_words, struck, unread

if TYPE_CHECKING:
    from policykb.draft.claims import Draft
    from policykb.gate.sheets import RawBook
    from policykb.review.lines import Line

_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Work:
    known: dict[tuple[str, str], ClaimRow]
    gone: dict[tuple[str, str], ClaimRow]
    owner: Belonging
    found: Returned


def returned(data: bytes, draft: Draft, text: str, *, where: str, today: str) -> Returned:
    """The decisions in a workbook's bytes; a row without a date was decided on the day it comes back.

    Raises:
        InputError: it is no workbook of this plan and text.
        LimitError: it is larger than the gate allows.
    """
    return returned_rows(read_sheets(data, where=where), draft, text, where=where, today=today)


def returned_rows(book: RawBook, draft: Draft, text: str, *, where: str, today: str) -> Returned:
    """The same of a workbook whose cells have been read."""
    tongues = [Tongue.of(lang, draft) for lang in LANGUAGES]
    owner = belonging(book, tongues, draft, today, where)
    work = _Work(_known(draft, text), _gone(draft, text), owner, Returned(faults=[*owner.faults]))
    tabs = {layout.tab: (layout, tongue) for tongue in tongues for layout in layouts(tongue.words)}
    others = {tongue.words(f"review.sheet_{name}") for tongue in tongues for name in ("notes", "options")}
    for sheet in book.sheets:
        if sheet.name in tabs:
            lines, faults = lines_of(sheet, *tabs[sheet.name])
            work.found.faults += faults
            _sheet(work, sheet.name, lines)
        elif sheet.name not in others:
            unread_sheet = wrong("不是审定表，没有读", "is no sheet of the review and was not read")
            work.found.remarks.append(Fault(visible(sheet.name, longest=60), unread_sheet))
    if owner.draft_sha256 != hashlib.sha256(to_json(draft).encode("utf-8")).hexdigest():
        since = wrong(
            "草稿在这份工作簿导出之后改动过",
            "the draft has been changed since this workbook was made",
            "没有变的各条照收，变了的逐条列出",
            "what is as it was is taken, what is not is listed",
        )
        work.found.remarks.append(Fault(where, since))
    if book.comments:
        comments = wrong(
            "批注没有读",
            "comments were not read",
            "意见请写进“备注”列",
            "write them into the column of notes",
        )
        work.found.remarks.append(Fault(where, comments))
    _refuse_contradictions(work.found)
    return work.found


def _known(draft: Draft, text: str) -> dict[tuple[str, str], ClaimRow]:
    """The draft's claims and unread sentences by sheet and id."""
    claims = {(BY_NAME[row.kind].sheet, row.id): row for row in rows(draft, text)}
    return claims | {(SENTENCES, row.id): row for row in unread(draft, text)}


def _gone(draft: Draft, text: str) -> dict[tuple[str, str], ClaimRow]:
    """What was struck out, by id and mark: an id may have been given to another claim since."""
    return {(row.id, row.check): row for row in struck(draft, text)}


def _sheet(work: _Work, tab: str, lines: list[Line]) -> None:
    seen = set()
    for line in lines:
        name = line.said("id")
        seen.add(name)
        if line.layout.sheet == DELETED:
            _restored(work, line, name)
        elif name:
            _named(work, line, name)
        elif line.layout.adds:
            _added(work, line)
        else:
            told = wrong(
                "这一行没有编号", "this row has no id", "这张表不能补录", "nothing can be added on this sheet"
            )
            work.found.faults.append(line.fault("id", told))
    sheet = lines[0].layout.sheet if lines else ""
    missing = [name for where, name in work.known if where == sheet and name not in seen]
    if missing:
        told = wrong(
            f"{len(missing)} 条不在表中（{'、'.join(missing[:_NAMED])}{'……' if missing[_NAMED:] else ''}），按未审处理",
            f"{len(missing)} claims have no row ({', '.join(missing[:_NAMED])}{' …' if missing[_NAMED:] else ''}) and stay as they are",
            "删掉整行不算删除",
            "removing a row deletes nothing",
        )
        work.found.remarks.append(Fault(tab, told))


def _named(work: _Work, line: Line, name: str) -> None:
    work.found.seen += 1
    row = work.known.get((line.layout.sheet, name))
    if row is None:
        _unknown(work, line, name)
        return
    entry, faults = claim_entry(line, row, work.owner)
    work.found.faults += faults
    if entry:
        work.found.entries.append(entry)


def _unknown(work: _Work, line: Line, name: str) -> None:
    """A row whose claim is not in the draft: struck out since, read since, or never there."""
    decision = decision_of(line)
    before = work.gone.get((name, line.said("check")))
    if before and decision in {"", "rejected", "nothing"}:
        return
    shown = visible(name, longest=40)
    if before:
        told = state_words(before.review, line.tongue.words)
        gone = wrong(
            f"{shown} {told}", f"{shown}: {told}", "要恢复请用新的工作簿", "restore it in a new workbook"
        )
        work.found.faults.append(line.fault("decision", gone))
    elif line.layout.sheet != SENTENCES or decision:
        tab = line.layout.tab
        none = wrong(
            f"草稿的“{tab}”里没有编号“{shown}”",
            f"the draft has no {shown} among its {tab}",
            "编号不能改动；补录的行不填编号",
            "ids stay as they are; a row that you add has none",
        )
        work.found.faults.append(line.fault("id", none))


def _added(work: _Work, line: Line) -> None:
    if unfit := _unfit_addition(line):
        work.found.faults.append(unfit)
        return
    values, faults = _values(line)
    start, who = line.said("start"), signed(line, work.owner)
    if start and not (start.isascii() and start.isdigit()):
        shown = visible(start, longest=40)
        faults.append(line.fault("start", wrong(f"“{shown}”不是位置", f"“{shown}” is no place in the text")))
    if not isinstance(who, Signed):
        faults.append(who)
    work.found.faults += faults
    if not faults and isinstance(who, Signed):
        work.found.entries.append(
            Entry(
                kind=line.layout.kinds[0].name,
                id="",
                decision="added",
                by=who.by,
                on=who.on,
                note=who.note,
                values=values,
                quote=line.said("quote"),
                start=int(start) if start else None,
                cells=line.cells(),
                row=line.where("quote"),
            )
        )


def _unfit_addition(line: Line) -> Fault | None:
    """Why a row without an id is no addition."""
    decision = decision_of(line)
    if isinstance(decision, Wrong):
        return line.fault("decision", decision)
    if decision not in {"", "added"}:
        zh, en = "没有编号的行只能补录", "a row without an id can only be added"
        return line.fault("decision", wrong(zh, en, "请选“补录”或留空", "choose “add”, or leave it empty"))
    if not line.said("quote"):
        zh, en = "补录的行没有原文", "the added row quotes nothing"
        return line.fault("quote", wrong(zh, en, "请照抄原文的一段", "copy the words from the text"))
    return None


def _values(line: Line) -> tuple[dict[str, str], list[Fault]]:
    """The fields of an added claim that hold something, and what is wrong with the others."""
    own = {column.key: column.fixed for column in line.layout.kinds[0].columns}
    values: dict[str, str] = {}
    faults = []
    for column in line.layout.columns:
        if column.key not in own or not line.said(column.key):
            continue
        value = read(line.cell(column.key), column, line.tongue.choices)
        if own[column.key]:
            value = wrong("这一格不用填", "this is worked out by the program", "请留空", "leave it empty")
        if isinstance(value, Wrong):
            faults.append(line.fault(column.key, value))
        else:
            values[column.key] = value
    return values, faults


def _restored(work: _Work, line: Line, name: str) -> None:
    decision = decision_of(line)
    if isinstance(decision, Wrong):
        work.found.faults.append(line.fault("decision", decision))
        return
    if not decision:
        return
    before, who = work.gone.get((name, line.said("check"))), signed(line, work.owner)
    if not isinstance(who, Signed):
        work.found.faults.append(who)
    elif before is None:
        shown = visible(name, longest=40)
        none = wrong(f"已删除的里没有“{shown}”", f"nothing called {shown} is deleted")
        work.found.faults.append(line.fault("id", none))
    else:
        work.found.entries.append(
            Entry(
                kind=before.kind,
                id=name,
                decision="restored",
                by=who.by,
                on=who.on,
                note=who.note,
                check=before.check,
                cells=line.cells(),
                row=line.where("id"),
            )
        )


def _refuse_contradictions(found: Returned) -> None:
    """Of two rows for one claim that decide differently neither stands; of two that agree one does."""
    first: dict[tuple[str, str, str], Entry] = {}
    against: set[tuple[str, str, str]] = set()
    kept: list[Entry] = []
    for entry in found.entries:
        key = (entry.kind, entry.id, entry.check)
        other = first.setdefault(key, entry) if entry.id else entry
        if other is entry:
            kept.append(entry)
        elif replace(other, cells={}, row="") != replace(entry, cells={}, row=""):
            against.add(key)
            told = wrong(
                f"{entry.id} 在 {other.row} 另有一行，两行的审定不同",
                f"{entry.id} has another row at {other.row}, which decides differently",
                "只留一行",
                "leave one of them",
            )
            found.faults.append(entry.fault("decision", told))
    found.entries = [entry for entry in kept if (entry.kind, entry.id, entry.check) not in against]
