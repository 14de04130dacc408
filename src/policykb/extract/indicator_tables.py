"""Tables of indicators: a row an indicator, a column a year; the values that lie ahead are targets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb.draft.claims import Deadline, Target
from policykb.extract.clauses import trimmed
from policykb.extract.indicators import identified
from policykb.extract.numbers import Number, number_at
from policykb.extract.predicates import alternation
from policykb.extract.subjects import doubt, lexicon
from policykb.extract.units import amounts, units
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Comparator, Confidence, Force, Precision, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.setting import Setting

_SEPARATOR = re.compile(r"[\t|]")
_BRACKETED = re.compile(r"[（(](?P<unit>[^（()）]{1,12})[）)]\s*$")
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"[\s|:\-—－]*")
_FEWEST_CELLS = 3


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table are, by the words above them."""

    name: int
    unit: int | None
    sort: int | None
    before: int | None
    ahead: tuple[tuple[int, Deadline], ...]


@dataclass(frozen=True, slots=True)
class TableTargets:
    """The targets of a body's tables of indicators, and the stretches that those tables take."""

    targets: tuple[Target, ...]
    taken: tuple[Span, ...]


def indicator_tables(text: str, body: Span, setting: Setting) -> TableTargets:
    """What a body's tables of indicators aim at; other tables are left alone."""
    found: list[Target] = []
    taken: list[Span] = []
    columns: _Columns | None = None
    for line, cells in _rows(text, body):
        if len(cells) < _FEWEST_CELLS:
            columns = None
        elif _RULE.fullmatch(line.quote(text)):
            continue
        elif header := _columns(text, cells, setting):
            columns = header
            taken.append(line)
        elif columns and len(cells) > max(at for at, _ in columns.ahead):
            found += _row(text, cells, columns)
            taken.append(line)
    return TableTargets(tuple(found), tuple(taken))


def _rows(text: str, body: Span) -> Iterator[tuple[Span, list[Span | None]]]:
    """The body's lines, each with its cells; an empty cell is None."""
    at = body.start
    for raw in body.quote(text).splitlines(keepends=True):
        line, at = Span(at, at + len(raw)), at + len(raw)
        edges = [match.start() for match in _SEPARATOR.finditer(text, line.start, line.end)]
        framed = bool(edges) and text[edges[0]] == "|" and not text[line.start : edges[0]].strip()
        starts = [line.start, *(edge + 1 for edge in edges)]
        cells = [trimmed(text, start, end) for start, end in zip(starts, [*edges, line.end], strict=True)]
        yield line, cells[1:-1] if framed else cells


def _columns(text: str, cells: Sequence[Span | None], setting: Setting) -> _Columns | None:
    """What the columns are, when the line heads a table of indicators."""
    words = [display(cell.quote(text)) if cell else "" for cell in cells]
    table = _lexicon()
    name = next((at for at, word in enumerate(words) if word in table["names"]), None)
    years = [
        (at, cell, found) for at, cell in enumerate(cells) if cell and (found := _year().search(words[at]))
    ]
    if name is None or not years:
        return None
    past = [at for at, _, found in years if _is_past(words[at], int(found["year"]), setting, len(years))]
    ahead = tuple((at, _due(text, cell, found["year"])) for at, cell, found in years if at not in past)
    if not ahead:
        return None
    return _Columns(
        name=name,
        unit=next((at for at, word in enumerate(words) if word in table["units"]), None),
        sort=next((at for at, word in enumerate(words) if word in table["sorts"]), None),
        before=past[-1] if past else None,
        ahead=ahead,
    )


def _is_past(words: str, year: int, setting: Setting, columns: int) -> bool:
    """Whether a column holds what was; the first of several years is, when nothing says that it lies ahead."""
    if any(word in words for word in _lexicon()["ahead"]):
        return False
    over = year < setting.past or (columns > 1 and year <= _lexicon()["last_known"])
    return over or any(word in words for word in _lexicon()["before"])


def _due(text: str, cell: Span, year: str) -> Deadline:
    return Deadline(
        date=f"{year}-12-31", stated=cell.quote(text), precision=Precision.YEAR, span=cell, inherited=True
    )


def _row(text: str, cells: Sequence[Span | None], columns: _Columns) -> Iterator[Target]:
    """The row's targets, one a year."""
    name = cells[columns.name]
    if name is None:
        return
    subject, unit = _named(text, name, _at(cells, columns.unit))
    for at, due in columns.ahead:
        if (cell := cells[at]) and (read := _read(text, cell, unit)):
            before = _read(text, was, unit) if (was := _at(cells, columns.before)) else None
            sort = _at(cells, columns.sort)
            yield _target(
                _Stated(subject, read, before, due), Span(min(name.start, cell.start), cell.end), (text, sort)
            )


def _at(cells: Sequence[Span | None], column: int | None) -> Span | None:
    return cells[column] if column is not None and column < len(cells) else None


def _named(text: str, name: Span, unit: Span | None) -> tuple[str, str]:
    """An indicator's name, and the unit in its own column or in brackets behind the name."""
    words = display(name.quote(text))
    bracketed = _BRACKETED.search(words)
    if unit:
        return words, display(unit.quote(text))
    return (words[: bracketed.start()], bracketed["unit"]) if bracketed else (words, "")


@dataclass(frozen=True, slots=True)
class _Value:
    """A number in a cell, its unit, and the sign or word that says how it is to be read."""

    number: Number
    unit: str
    written: str
    sign: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a row says for a year: the indicator, the value, what it was, and when it is due."""

    subject: str
    value: _Value
    before: _Value | None
    due: Deadline


def _read(text: str, cell: Span, unit: str) -> _Value | None:
    """The number in a cell, with the unit of its row where it has none itself."""
    digit = _DIGIT.search(text, cell.start, cell.end)
    number = next(iter(number_at(text, digit.start(), cell.end)), None) if digit else None
    if number is None:
        return None
    sign = _sign().search(text, cell.start, number.span.start) or _sign().search(
        text, number.span.end, cell.end
    )
    own = next((one.unit for one in amounts(text, Span(number.span.start, cell.end)) if one.unit), "")
    known = next((slug for slug, one in units().items() if unit in one.names), "")
    return _Value(number, own or known, "" if own else unit, sign.group() if sign else "")


def _target(stated: _Stated, place: Span, sorted_as: tuple[str, Span | None]) -> Target:
    subject, value = stated.subject, stated.value
    comparator, kind, doubts = _reading(stated)
    if not value.unit:
        doubts.append(doubt("unit", written=value.written) if value.written else doubt("no_unit"))
    known = identified(subject, (subject,))
    text, sort = sorted_as
    force = _lexicon()["binding"].get(display(sort.quote(text))) if sort else None
    doubts += known.doubts
    return Target(
        id="",
        span=place,
        confidence=Confidence.LIKELY if doubts else Confidence.CERTAIN,
        doubt="；".join(doubts),
        indicator=known.slug,
        subject=known.subject,
        kind=kind,
        comparator=comparator,
        marker=value.sign,
        value=value.number.value,
        unit=value.unit,
        value_span=value.number.span,
        deadline=stated.due,
        force=Force(force) if force else Force.COMMIT,
        force_marker=display(sort.quote(text)) if sort and force else "",
        force_span=sort if force else None,
        scope=known.scope,
    )


def _reading(stated: _Stated) -> tuple[Comparator, TargetKind, list[str]]:
    """How a value is to be read: by its sign, by what its indicator is called, or by what it was before."""
    table, value, before = _lexicon(), stated.value, stated.before
    said = table["signs"].get(value.sign)
    for words, comparator in table["changes"].items():
        if value.sign == words or (not said and stated.subject.endswith(words)):
            return Comparator(comparator), TargetKind.RELATIVE_CHANGE, []
    if said:
        return Comparator(said), TargetKind.LEVEL, []
    falls = before is not None and Decimal(value.number.value) < Decimal(before.number.value)
    doubts = [doubt("cell_falls" if falls else "cell")]
    return (Comparator.AT_MOST if falls else Comparator.AT_LEAST), TargetKind.LEVEL, doubts


@cache
def _lexicon() -> dict[str, Any]:
    return lexicon()["table"]  # type: ignore[no-any-return]  # the file is untyped


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?P<year>20\d{2})\s?年")


@cache
def _sign() -> re.Pattern[str]:
    return alternation((*_lexicon()["signs"], *_lexicon()["changes"]))
