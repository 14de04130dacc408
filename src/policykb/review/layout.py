"""The workbook's sheets: which columns each has, in what order, and what may be done in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from policykb.review.kinds import KINDS, Column, Form, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.report.words import Words

SENTENCES, DELETED = "sentences", "deleted"
"""The sheets of sentences that were not read, and of claims that were struck out."""


DECISIONS = {
    "claim": ("accepted", "corrected", "rejected", "questioned"),
    "adding": ("accepted", "corrected", "rejected", "questioned", "added"),
    "sentence": ("nothing",),
    "deleted": ("restored",),
}
"""What may be decided, by the sort of sheet."""


class Use(Enum):
    """What a column is for: ours and locked, a value that may be corrected, or to be filled in."""

    LOCKED = "locked"
    VALUE = "value"
    FILL = "fill"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: the field it holds, its heading, and how its cells are used and read."""

    key: str
    heading: str
    width: int
    use: Use
    form: Form = Form.WORDS
    choices: str = ""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: its name here and on the tab, the kinds of claims on it, its columns, whether rows may be added."""

    sheet: str
    tab: str
    kinds: tuple[Kind, ...]
    columns: tuple[SheetColumn, ...]
    decisions: str
    adds: bool = False


def layouts(words: Words) -> tuple[SheetLayout, ...]:
    """The sheets in order, in one language."""
    sheets = dict.fromkeys(kind.sheet for kind in KINDS)
    made = [_claims(sheet, tuple(kind for kind in KINDS if kind.sheet == sheet), words) for sheet in sheets]
    return (*made, _sentences(words), _deleted(words))


def by_heading(layout: SheetLayout) -> Mapping[str, SheetColumn]:
    """The sheet's columns by what stands above them."""
    return {column.heading: column for column in layout.columns}


def _claims(sheet: str, kinds: tuple[Kind, ...], words: Words) -> SheetLayout:
    widest = max(kinds, key=lambda kind: len(kind.columns))
    adds = all(kind.adds for kind in kinds)
    columns = (
        *_front(sheet, words),
        *(_value(sheet, column, words) for column in widest.columns),
        _locked("confidence", 11, words),
        _locked("doubt", 26, words),
        *_back(words),
    )
    return SheetLayout(
        sheet, words(f"review.sheet_{sheet}"), kinds, columns, "adding" if adds else "claim", adds
    )


def _sentences(words: Words) -> SheetLayout:
    columns = (*_front(SENTENCES, words), *_back(words))
    return SheetLayout(SENTENCES, words("review.sheet_sentences"), (), columns, "sentence")


def _deleted(words: Words) -> SheetLayout:
    columns = (*_front(DELETED, words), _locked("what", 10, words), *_back(words))
    return SheetLayout(DELETED, words("review.sheet_deleted"), (), columns, "deleted")


def _front(sheet: str, words: Words) -> tuple[SheetColumn, ...]:
    decision = "deleted" if sheet == DELETED else "sentence" if sheet == SENTENCES else "claim"
    return (
        _locked("id", 11, words),
        SheetColumn("decision", words("review.col_decision"), 10, Use.FILL, Form.CHOICE, decision),
        _locked("quote", 44, words),
    )


def _back(words: Words) -> tuple[SheetColumn, ...]:
    return (
        _locked("heading", 22, words),
        _locked("start", 7, words),
        _locked("end", 7, words),
        _locked("state", 16, words),
        SheetColumn("by", words("review.col_by"), 10, Use.FILL),
        SheetColumn("on", words("review.col_on"), 12, Use.FILL, Form.DATE),
        SheetColumn("note", words("review.col_note"), 30, Use.FILL),
        SheetColumn("check", words("review.col_check"), 12, Use.HIDDEN),
    )


def _locked(key: str, width: int, words: Words) -> SheetColumn:
    return SheetColumn(key, words(f"review.col_{key}"), width, Use.LOCKED)


def _value(sheet: str, column: Column, words: Words) -> SheetColumn:
    own = f"review.col_{sheet}_{column.key}"
    return SheetColumn(
        column.key,
        words(own if words.has(own) else f"review.col_{column.key}"),
        column.width,
        Use.LOCKED if column.fixed else Use.VALUE,
        column.form,
        column.choices,
    )
