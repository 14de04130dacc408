"""The reports of a plan, one a line, in the order they came in: appended to, never changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from policykb.errors import InputError
from policykb.gate.characters import refuse_in
from policykb.progress.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMPARED = ("state", "rate", "value", "unit", "progress", "problem", "evidence", "evidence_sha256")


class Change(NamedTuple):
    """A field that a later report has otherwise: which report, and what stood there before."""

    entry: Entry
    field: str
    before: str
    after: str


def read_history(text: str, *, where: object) -> tuple[Entry, ...]:
    """The reports that a history holds.

    Raises:
        InputError: a line is no report.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_entry(json.loads(line), where))
        except (ValueError, TypeError, RecursionError) as err:
            raise InputError(
                f"line {number} is no report: {err}",
                where=where,
                hint="this file is written by the program; take an older copy of it",
                zh=f"第{number}行不是填报记录：{err}；此文件由程序写入，请恢复较早的备份",
            ) from err
    return tuple(found)


def _entry(told: object, where: object) -> Entry:
    refuse_in(told, where=where)
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise TypeError("not a table of texts")
    return Entry(**told)


def appended(history: str, entries: Iterable[Entry]) -> str:
    """The history with new reports at its end; what stood in it stays as it is."""
    lines = [json.dumps({k: v for k, v in asdict(e).items() if v}, ensure_ascii=False) for e in entries]
    start = history if not history or history.endswith("\n") else history + "\n"
    return start + "".join(line + "\n" for line in lines)


def latest(entries: Sequence[Entry], *, as_of: str = "") -> dict[tuple[str, str], Entry]:
    """The last report of each row and body, on or before a day."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if not as_of or entry.reported_on <= as_of:
            found[entry.key] = entry
    return found


def changes(entries: Sequence[Entry]) -> tuple[Change, ...]:
    """Who changed what: each field that differs from the report before, in the order of the reports."""
    before: dict[tuple[str, str], Entry] = {}
    found: list[Change] = []
    for entry in entries:
        earlier = before.get(entry.key)
        before[entry.key] = entry
        if earlier is None:
            found.append(Change(entry, "state", "", entry.state))
            continue
        found += [
            Change(entry, name, getattr(earlier, name), getattr(entry, name))
            for name in _COMPARED
            if getattr(earlier, name) != getattr(entry, name)
        ]
    return tuple(found)
