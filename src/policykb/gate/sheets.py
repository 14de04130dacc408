"""A workbook that came back: what stands in each of its cells, read in a process that can be killed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum

from policykb.errors import LimitError
from policykb.gate import limits, worker
from policykb.gate.characters import place

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


class Holds(Enum):
    """What a cell holds."""

    WORDS = "s"
    NUMBER = "n"
    PERCENT = "p"
    """A number that is shown a hundred times as large, with a percent sign."""
    DATE = "d"
    BOOLEAN = "b"
    FORMULA = "f"
    ERROR = "e"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty; a number is written as the file writes it, a date as ISO 8601."""

    holds: Holds
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row's own number and its cells by column, both counted from 1."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet: its name, its rows that hold something, and the places where cells were merged."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()

    def is_merged(self, row: int, column: int) -> bool:
        """Whether the cell lies in a merged block."""
        return any(
            first <= row <= last and left <= column <= right for first, last, left, right in self._blocks()
        )

    def _blocks(self) -> list[tuple[int, int, int, int]]:
        found = [match.groups() for name in self.merged if (match := _RANGE.fullmatch(name))]
        return [
            (int(first), int(last), number_of(left), number_of(right)) for left, first, right, last in found
        ]


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook's sheets, and whether somebody put comments beside the cells."""

    sheets: tuple[RawSheet, ...]
    comments: bool = field(default=False)


def read_sheets(data: bytes, *, where: object) -> RawBook:
    """The cells of an Excel workbook.

    Raises:
        InputError: it is none, damaged, or not plain.
        LimitError: too large, or not done in time.
    """
    now = limits.current()
    header = json.dumps({"where": place(where)}).encode()
    try:
        answer = worker.run(
            "sheets", header + b"\n" + data, seconds=now.read_seconds, memory_mb=now.memory_mb
        )
    except LimitError as err:
        raise LimitError(err.problem, where=place(where), hint=err.hint, code=err.code, zh=err.zh) from None
    return understood(answer)


def understood(answer: bytes) -> RawBook:
    """The workbook that the reading process tells of."""
    told = json.loads(answer)
    return RawBook(tuple(map(_sheet, told["sheets"])), told["comments"])


def address(column: int, row: int) -> str:
    """A cell's name: ``C14``."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """A column's letters: ``AA`` for 27."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def number_of(letters: str) -> int:
    """A column's number, counted from 1: 27 for ``AA``."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - ord("A") + 1
    return total


def _sheet(told: dict[str, list[tuple[int, list[tuple[int, str, str | bool]]]]]) -> RawSheet:
    rows = tuple(
        Row(number, {column: Cell(Holds(kind), str(value)) for column, kind, value in cells})
        for number, cells in told["rows"]
    )
    return RawSheet(str(told["name"]), bool(told["visible"]), rows, tuple(map(str, told["merged"])))
