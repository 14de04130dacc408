"""What a cell shows of a claim; the reader of workbooks holds what comes back against the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.review.kinds import Form
from policykb.review.rows import state_words

if TYPE_CHECKING:
    from policykb.report.words import Words
    from policykb.review.choices import Choices
    from policykb.review.layout import SheetColumn
    from policykb.review.rows import ClaimRow


def cell_words(  # noqa: PLR0911 - one return a kind of column
    row: ClaimRow, column: SheetColumn, words: Words, choices: Choices
) -> str:
    """What a cell shows; the columns that people fill in are empty."""
    match column.key:
        case "decision" | "by" | "on" | "note":
            return ""
        case "id" | "quote" | "heading" | "doubt" | "check":
            return str(getattr(row, column.key))
        case "start" | "end":
            return str(getattr(row.span, column.key))
        case "confidence":
            return words(f"review.confidence_{row.confidence.value}")
        case "state":
            return state_words(row.review, words)
        case "what":
            return words(f"review.what_{row.kind}")
        case _:
            return value_words(row.values.get(column.key, ""), column, choices)


def value_words(value: str, column: SheetColumn, choices: Choices) -> str:
    """A value as people read it: names for codes."""
    if column.form is Form.CHOICE:
        return choices.named(column.choices, value)
    if column.form is Form.CHOICES:
        return "、".join(choices.named(column.choices, code) for code in value.split())
    return value
