"""The decisions that the page gave out, as JSON: the same entries as the workbook's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policykb.errors import InputError
from policykb.gate.characters import refuse_in, visible
from policykb.review.belonging import refuse_other
from policykb.review.cells_in import day
from policykb.review.entries import Entry, Returned
from policykb.review.faults import Fault, Wrong, wrong
from policykb.review.layout import SENTENCES
from policykb.review.rows import rows, struck, unread

if TYPE_CHECKING:
    from policykb.draft.claims import Draft
    from policykb.review.rows import ClaimRow

FORMAT = "policykb-decisions-1"
_FIELDS = ("kind", "id", "check", "decision", "by", "on", "note")
_CLAIM, _SENTENCE = {"accepted", "rejected", "questioned"}, {"nothing"}
_ANEW = ("请重新打开 review.html 审定", "decide in the page as it is now")
_LONGEST = {"by": 60, "note": 2000}


def page_decisions(data: bytes, draft: Draft, text: str, *, where: str, today: str) -> Returned:
    """The decisions in a page's file; one without a date was taken on the day it comes back.

    Raises:
        InputError: it is no such file, or about another plan or text.
    """
    told = _told(data, where)
    refuse_other(draft, str(told.get("plan", "")), str(told.get("text_sha256", "")), where)
    known = {(row.kind, row.id): row for row in (*rows(draft, text), *unread(draft, text))}
    gone = {(row.kind, row.id, row.check) for row in struck(draft, text)}
    found = Returned()
    seen: set[tuple[str, str]] = set()
    for decision in told["decisions"]:
        found.seen += 1
        fields = {key: decision[key] for key in _FIELDS}
        key = (fields["kind"], fields["id"])
        place = f"{where}#{visible(fields['id'], longest=40)}"
        if (*key, fields["check"]) in gone and fields["decision"] in {"rejected", "nothing"}:
            continue
        entry = _entry(fields, known.get(key), place, today, twice=key in seen)
        seen.add(key)
        if isinstance(entry, Wrong):
            found.faults.append(Fault(place, entry))
        elif replace(entry.review, on=fields["on"] and entry.on) != replace(
            known[key].review, on=fields["on"] and known[key].review.on
        ):
            found.entries.append(entry)
    return found


def _entry(
    fields: dict[str, str], row: ClaimRow | None, place: str, today: str, *, twice: bool
) -> Entry | Wrong:
    if row is None:
        return wrong("草稿里没有这一条", "the draft has no such claim", *_ANEW)
    if twice:
        return wrong("同一条出现两次", "the claim stands there twice", "只留一次", "leave one of them")
    if fields["check"] != row.check:
        return wrong("导出之后改动过", "it has been changed since the page was made", *_ANEW)
    if unfit := _unfit(fields, row):
        return unfit
    on = day(fields["on"]) if fields["on"] else today
    if isinstance(on, Wrong):
        return on
    return Entry(
        kind=row.kind,
        id=row.id,
        decision=fields["decision"],
        by=fields["by"].strip(),
        on=on,
        note=fields["note"].strip(),
        check=row.check,
        row=place,
    )


def _unfit(fields: dict[str, str], row: ClaimRow) -> Wrong | None:
    """What is wrong with a decision on a claim that is as it was."""
    allowed = _SENTENCE if row.kind == SENTENCES else _CLAIM
    if fields["decision"] not in allowed:
        shown = visible(fields["decision"], longest=40)
        names = ", ".join(sorted(allowed))
        return wrong(
            f"“{shown}”不是可选的结论", f"“{shown}” is no decision", f"可为 {names}", f"one of {names}"
        )
    if not fields["by"].strip():
        return wrong(
            "没有写审定人", "nobody signed this", "请在页面上方填写", "give a name at the top of the page"
        )
    if long := next((key for key, most in _LONGEST.items() if len(fields[key]) > most), ""):
        return wrong(f"{long} 太长", f"{long} is too long")
    if fields["decision"] == "questioned" and not fields["note"].strip() and not row.doubt:
        return wrong("存疑而没有写疑点", "doubted without saying why", "请写备注", "write a note")
    return None


def _told(data: bytes, where: str) -> dict[str, Any]:
    """The file's table, every field a text."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
        sound = (
            isinstance(told, dict)
            and told.get("format") == FORMAT
            and isinstance(told.get("decisions"), list)
        )
        sound = sound and all(_is_decision(decision) for decision in told["decisions"])
    except (ValueError, RecursionError):
        sound, told = False, {}
    if not sound:
        raise InputError(
            "this is no file of decisions from review.html",
            where=where,
            hint="download it from the page again",
            code="E_FORMAT",
            zh="这不是 review.html 给出的审定结果；请从页面重新下载",
        )
    refuse_in(told, where=where)
    found: dict[str, Any] = told
    return found


def _is_decision(decision: object) -> bool:
    return isinstance(decision, dict) and all(isinstance(decision.get(key), str) for key in _FIELDS)
