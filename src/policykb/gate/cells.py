"""Cells that a spreadsheet program must show and never run."""

from __future__ import annotations

import re
import unicodedata

from policykb.errors import LimitError
from policykb.gate import characters

_STARTERS = frozenset("=+-@\t\r\n\0＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_LONGEST = 32_767  # UTF-16 units, the most that Excel keeps of a cell; it drops the rest without a word


def guard(cell: str) -> str:
    """The cell for a CSV file that Excel opens: with ``'`` in front if it would run as a formula."""
    if _NUMBER.fullmatch(cell):
        return cell
    first = next((char for char in cell if char in _STARTERS or not _is_blank(char)), "")
    return "'" + cell if first in _STARTERS and first else cell


def sheet_text(cell: str) -> str:
    """The text for a cell that is written as a string, never as a formula; refused if it does not fit."""
    characters.refuse(cell, where="xlsx")
    if len(cell.encode("utf-16-le")) // 2 > _LONGEST:
        hint = "a workbook would cut it; export CSV or JSON instead"
        zh = f"单元格超过 {_LONGEST} 个字符，写进工作簿会被截断；请改为导出 CSV 或 JSON"
        raise LimitError(f"a cell of more than {_LONGEST} characters", hint=hint, code="E_SIZE", zh=zh)
    return cell


def _is_blank(char: str) -> bool:
    """Whether a reader sees nothing there, so that what follows looks like the start."""
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Zs"}
