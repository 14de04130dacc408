"""Codes and truth values in the words of a language, for the forms that people read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policykb import assets

if TYPE_CHECKING:
    from policykb.ask.answer import Answer
    from policykb.ask.tables import Row, Value

FOR_PEOPLE = frozenset({"table", "md", "xlsx"})


def spoken(found: Answer, lang: str) -> tuple[Row, ...]:
    """The answer's rows with words for codes; a code that has no word stays as it is."""
    codes = [column.codes for column in found.columns]
    return tuple(
        tuple(_cell(cell, section, lang) for cell, section in zip(row, codes, strict=True))
        for row in found.rows
    )


def word(section: str, code: str, lang: str) -> str:
    """What a code is called, or the code itself."""
    return words().get(section, {}).get(code, {}).get(lang, code)


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    """The word list: by section, code and language."""
    return assets.lexicon("words")


def _cell(cell: Value, section: str, lang: str) -> Value:
    if isinstance(cell, bool):
        return word("boolean", "true" if cell else "false", lang)
    return word(section, cell, lang) if section and isinstance(cell, str) else cell
