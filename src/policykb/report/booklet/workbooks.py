"""The ledger cut to one body's rows, its name filled in: what comes back goes through ``policykb progress import``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policykb.report.build.accountability import legend
from policykb.report.build.cover import cover
from policykb.report.build.ledger import ledger
from policykb.report.build.rows import ledger_rows
from policykb.report.build.targets import targets
from policykb.report.ledger import written
from policykb.report.sheets import sheets
from policykb.report.views import Cover, Ledger, Legend, Targets

if TYPE_CHECKING:
    from policykb.report.booklet.values import Booklet, Shelf
    from policykb.report.sheets import Sheet, Value


@dataclass(frozen=True, slots=True)
class _View:
    """What of the report the sheets need."""

    cover: Cover
    ledger: Ledger
    targets: Targets
    legend: Legend


class Workbooks:
    """The bodies' workbooks; the whole ledger is made once and cut to each."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    @cached_property
    def _whole(self) -> tuple[Sheet, ...]:
        facts, words, as_of = self._shelf.facts, self._shelf.words, self._shelf.as_of
        rows = ledger_rows(facts, words, as_of)
        title = words("page.accountability")
        view = _View(
            cover=cover(facts, words, as_of, title, reviewed=self._shelf.reviewed),
            ledger=ledger(facts, words, rows),
            targets=targets(facts, words, rows),
            legend=legend(facts, words),
        )
        return sheets(facts, words, view)

    def of(self, booklet: Booklet) -> bytes:
        """One body's workbook: its rows of every sheet, in the ledger's columns."""
        shelf = self._shelf
        title = f"{booklet.cover.title} · {shelf.facts.document.title_zh}"
        return written([self._cut(sheet, booklet) for sheet in self._whole], title, shelf.as_of)

    def _cut(self, sheet: Sheet, booklet: Booklet) -> Sheet:
        words = self._shelf.words
        tasks = {task.ledger_id for task in booklet.tasks}
        duties = {charge.id for charge in booklet.charges}
        match sheet.name:
            case name if name == words("sheet.ledger"):
                return self._signed(sheet, tasks, booklet)
            case name if name in {words("sheet.bodies"), words("sheet.local")}:
                return replace(sheet, rows=tuple(row for row in sheet.rows if row[0] in duties))
            case name if name == words("sheet.targets"):
                return replace(sheet, rows=tuple(row for row in sheet.rows if row[0] in tasks))
            case _:
                return sheet

    def _signed(self, sheet: Sheet, tasks: set[str], booklet: Booklet) -> Sheet:
        """The ledger's own rows, numbered anew, with the reporting body filled in."""
        headings = [column.heading for column in sheet.columns]
        at = {
            name: headings.index(self._shelf.words(f"sheet.{name}")) for name in ("id", "number", "reporting")
        }
        rows: list[tuple[Value, ...]] = []
        for row in sheet.rows:
            if row[at["id"]] in tasks:
                cells = list(row)
                cells[at["number"]] = len(rows) + 1
                cells[at["reporting"]] = booklet.owner.name if booklet.owner.id else ""
                rows.append(tuple(cells))
        return replace(sheet, rows=tuple(rows))
