"""Tables of tasks written as lines: cells between tabs, bars or wide blanks, one task a row, in any order of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.clauses import trimmed
from policykb.extract.numbering import lexicon, number_at
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DUTIES = ("lead", "joint", "implement", "support", "supervise")
_ANSWERING = ("lead", "joint", "implement")
_FEWEST = 2
_RULING = re.compile(r"[|\uff5c\s:：+=—–-]*")
_WIDE = re.compile(r"[ \u3000]{2,}|\u3000")
_DELIMITERS = {"\t": re.compile(r"\t"), "|": re.compile(r"[|\uff5c]"), " ": _WIDE}


@dataclass(frozen=True, slots=True)
class Duty:
    """A cell that says who is responsible, its own or that of a row above which holds for this one too.

    ``by`` is ``""`` for a cell of the row's own, ``ditto`` for 同上, ``blank`` for an empty cell; ``head`` is the
    header of its column.
    """

    column: str
    span: Span
    by: str = ""
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its number, what is to be done, who does it, by when; ``dittos`` are cells such as 同上 and —."""

    span: Span
    number: Span | None
    tasks: tuple[Span, ...]
    duties: tuple[Duty, ...]
    due: Span | None
    dittos: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of tasks; ``heads`` are the lines that name its columns or part its rows."""

    span: Span
    heads: tuple[Span, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Grid:
    delimiter: str
    kinds: list[str]
    named: list[Span | None]
    before: dict[int, Span]
    heads: list[Span]
    rows: list[Row]
    end: int


def tables(text: str, lines: Sequence[Span]) -> Iterator[Table]:
    """The task tables among the lines, which come as they stand, blank ones left out."""
    index = 0
    while index < len(lines):
        grid = _opened(text, lines[index])
        if grid is None:
            index += 1
            continue
        index = _filled(text, lines, index + 1, grid)
        if grid.rows:
            yield Table(Span(grid.heads[0].start, grid.end), tuple(grid.heads), tuple(grid.rows))


def split_cells(text: str, line: Span, delimiter: str) -> list[Span | None]:
    """The cells of a line, without the blanks around their words; None for an empty one."""
    start, end = line.start, line.end
    if delimiter == "|":
        bare = trimmed(text, start, end)
        start, end = (bare.start, bare.end) if bare else (start, end)
        start += text[start] in "|\uff5c"
        end -= end - 1 > start and text[end - 1] in "|\uff5c"
    cells: list[Span | None] = []
    at = start
    for found in _DELIMITERS[delimiter].finditer(text, start, end):
        cells.append(trimmed(text, at, found.start()))
        at = found.end()
    cells.append(trimmed(text, at, end))
    return cells


def column_of(words: str) -> str:
    """What a column holds by its header; empty when no word tells."""
    plain = re.sub(r"[\s*_]", "", words)
    for row in lexicon()["table"]["columns"]:
        fits = plain in row["words"] if row.get("whole") else any(word in plain for word in row["words"])
        if fits:
            return str(row["column"])
    return ""


def _opened(text: str, line: Span) -> _Grid | None:
    """The table whose header this line is."""
    delimiter = _delimiter(text, line)
    if not delimiter:
        return None
    cells = split_cells(text, line, delimiter)
    kinds = _kinds(text, cells)
    if not _is_header(text, cells, kinds):
        return None
    return _Grid(delimiter, kinds, cells, {}, [_bare(text, line)], [], line.end)


def _delimiter(text: str, line: Span) -> str:
    words = line.quote(text)
    if "\t" in words:
        return "\t"
    if words.count("|") + words.count("\uff5c") >= _FEWEST:
        return "|"
    bare = words.strip()
    return " " if len(bare) < _LONGEST_HEADER and len(_WIDE.findall(bare)) >= _FEWEST else ""


_LONGEST_HEADER = 200


def _kinds(text: str, cells: Sequence[Span | None]) -> list[str]:
    return [
        column_of(cell.quote(text)) if cell and len(cell) <= _LONGEST_HEADER // 8 else "" for cell in cells
    ]


def _is_header(text: str, cells: Sequence[Span | None], kinds: Sequence[str]) -> bool:
    said = [kind for kind in kinds if kind]
    whole = {cell.quote(text) for cell, kind in zip(cells, kinds, strict=True) if cell and kind == "joint"}
    duty = any(kind in DUTIES for kind in said) and (
        bool(whole - {"单位", "部门"}) or "task" in said or "lead" in said
    )
    about = any(kind in {"task", "target", "number"} for kind in said)
    return duty and about and len(said) * 2 > len([cell for cell in cells if cell])


def _filled(text: str, lines: Sequence[Span], index: int, grid: _Grid) -> int:
    """Takes the table's rows; the index of the line behind them."""
    while index < len(lines):
        line = lines[index]
        if not _DELIMITERS[grid.delimiter].search(text, *_bounds(text, line)):
            break
        if grid.delimiter == " " and len(split_cells(text, line, " ")) < _FEWEST:
            break
        _take(text, line, grid)
        grid.end = _bare(text, line).end
        index += 1
    return index


def _bounds(text: str, line: Span) -> tuple[int, int]:
    """A line's words; tabs around them are cells, blanks are not."""
    start, end = line.start, line.end
    while start < end and text[start] in " \u3000":
        start += 1
    while end > start and text[end - 1] in " \u3000\r\n":
        end -= 1
    return start, max(end, start + 1)


def _bare(text: str, line: Span) -> Span:
    return trimmed(text, line.start, line.end) or line


def _take(text: str, line: Span, grid: _Grid) -> None:
    if _RULING.fullmatch(text, line.start, line.end):
        grid.heads.append(_bare(text, line))
        return
    cells = _aligned(text, split_cells(text, line, grid.delimiter), grid.kinds)
    kinds = _kinds(text, cells)
    if not grid.rows and all(
        not cell or kind or _is_ditto(text, cell) for cell, kind in zip(cells, kinds, strict=True)
    ):
        merged = list(zip(kinds, grid.kinds, cells, grid.named, strict=False))
        grid.kinds = [kind or old for kind, old, _, _ in merged]
        grid.named = [cell if kind else head for kind, _, cell, head in merged]
        grid.heads.append(_bare(text, line))
        return
    row = _row(text, line, cells, grid)
    if row is None:
        grid.heads.append(_bare(text, line))
    else:
        grid.rows.append(row)


def _aligned(text: str, cells: list[Span | None], kinds: Sequence[str]) -> list[Span | None]:
    """As many cells as there are columns; a merged cell may have been left out in front."""
    missing = len(kinds) - len(cells)
    if missing <= 0:
        return cells[: len(kinds)]
    first = cells[0]
    numbered = bool(first and first.quote(text).strip("（）().、").isdigit())
    in_front = kinds[0] in {"number", "group"} and not numbered and bool(first)
    blanks: list[Span | None] = [None] * missing
    return [*blanks, *cells] if in_front else [*cells, *blanks]


def _row(text: str, line: Span, cells: Sequence[Span | None], grid: _Grid) -> Row | None:
    """The task in a row; None for a row that only names a group of tasks."""
    by_kind = list(zip(grid.kinds, cells, strict=False))
    filled = [(kind, cell) for kind, cell in by_kind if cell and not _is_ditto(text, cell)]
    tasks = tuple(cell for kind, cell in filled if kind in {"task", "target"})
    if not tasks:
        return None
    number = next((cell for kind, cell in filled if kind == "number"), None)
    due = next(
        (
            _resolved(text, at, cell, grid)
            for at, (kind, cell) in enumerate(by_kind)
            if kind == "due" and cell
        ),
        None,
    )
    duties = tuple(_duties(text, by_kind, grid))
    for at, (kind, cell) in enumerate(by_kind):
        if cell and kind in {*DUTIES, "due"} and not _is_ditto(text, cell):
            grid.before[at] = cell
    if not duties and len(filled) == 1 and len(grid.kinds) > _FEWEST and not number:
        return None
    said_above = tuple(cell for cell in cells if cell and (_is_ditto(text, cell) or _is_none(text, cell)))
    return Row(_bare(text, line), number, tasks, duties, due, said_above)


def _duties(text: str, by_kind: Sequence[tuple[str, Span | None]], grid: _Grid) -> Iterator[Duty]:
    """The row's cells of duties; those left blank are merged with the row above when nobody else answers."""
    answered = any(cell for kind, cell in by_kind if kind in _ANSWERING)
    for at, (kind, cell) in enumerate(by_kind):
        if kind not in DUTIES:
            continue
        if cell is None:
            if not answered and at in grid.before:
                yield Duty(kind, grid.before[at], "blank", grid.named[at])
        elif not _is_ditto(text, cell):
            if not _is_none(text, cell):
                yield Duty(kind, cell, "", grid.named[at])
        elif at in grid.before:
            yield Duty(kind, grid.before[at], "ditto", grid.named[at])


def _resolved(text: str, at: int, cell: Span, grid: _Grid) -> Span | None:
    return grid.before.get(at) if _is_ditto(text, cell) else cell


def _is_ditto(text: str, cell: Span) -> bool:
    return cell.quote(text) in _dittos()


def _is_none(text: str, cell: Span) -> bool:
    return cell.quote(text) in lexicon()["table_none"]


@cache
def _dittos() -> frozenset[str]:
    return frozenset(lexicon()["table_ditto"])


def own_words(text: str, cell: Span) -> Span:
    """A cell's words without a number in front of them."""
    number = number_at(text, cell.start, cell.end)
    return trimmed(text, number.span.end, cell.end) or cell if number else cell
