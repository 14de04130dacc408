"""A report on one row of the ledger, as a value; and what is wrong with one, by its cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policykb.phrase import Phrase


class ReportedState(StrEnum):
    """What a body says of a row; that it says so proves nothing."""

    NOT_REPORTED = "not_reported"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LATE = "late"
    NO_DATA = "no_data"
    NOT_COMPARABLE = "not_comparable"


class Filled(NamedTuple):
    """What stands in a cell, and the cell's name, such as ``R14``."""

    text: str
    cell: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a ledger that came back: its id and what was filled in, by column."""

    row: str
    number: int
    sheet: str
    filled: dict[str, Filled]

    def text(self, column: str) -> str:
        """What stands in a column, without blanks around it."""
        return self.filled[column].text.strip() if column in self.filled else ""

    def cell(self, column: str) -> str:
        """A column's cell, with its sheet."""
        return f"{self.sheet}!{self.filled[column].cell if column in self.filled else f'{self.number}'}"


class Problem(NamedTuple):
    """Why a row was not taken: the cell, the row's id, what is wrong and what to do."""

    cell: str
    row: str
    said: Phrase


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One report: who said what of which row, in which round, on which day; and from which file and cell it came.

    ``rate`` is a percentage from 0 to 100 as text, ``value`` an exact decimal in ``unit`` (as written); ``evidence_sha256``
    is the hash of the file named as evidence, or "" for a link.
    """

    round: str
    row: str
    body: str
    reported_on: str
    state: str
    progress: str = ""
    rate: str = ""
    value: str = ""
    unit: str = ""
    problem: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    reporter: str = ""
    checker: str = ""
    cell: str = ""
    file_sha256: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What the report is about and whose it is: the row and the body."""
        return self.row, self.body

    @property
    def proven(self) -> bool:
        """Whether a claim of completion comes with evidence and was checked by a second person."""
        second = bool(self.checker) and self.checker != self.reporter
        return self.state == ReportedState.DONE and bool(self.evidence) and second
