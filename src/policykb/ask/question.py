"""Questions that can be asked: a query file each, whose header says what it asks, wants and gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import cache
from pathlib import Path
from typing import Any

from policykb import anchors, assets
from policykb.errors import AssetError, UsageError
from policykb.gate.characters import visible

_NEAREST = 3


class Kind(StrEnum):
    """What a parameter's value names."""

    AGENCY = auto()
    REGION = auto()
    LOCAL_BODY = auto()
    MEASURE = auto()
    YEAR = auto()
    DATE = auto()
    ELEMENT = auto()
    INDUSTRY = auto()
    POLLUTANT = auto()
    INDICATOR = auto()
    LEVEL = auto()
    RULE = auto()
    INTEGER = auto()
    TEXT = auto()


class Shown(StrEnum):
    """How an IRI in a column is given: a concept by its label, a plan's element by its id, unless said."""

    AUTO = auto()
    LABEL = auto()
    ID = auto()
    LIST = auto()
    """Several IRIs with blanks between them, as ids in their own order."""
    NAMES = auto()
    """Several IRIs with blanks between them, by their labels."""
    TEXTS = auto()
    """Several texts, a line each behind the number of its place, in the order of their places."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its name for machines, its heading for people."""

    name: str
    zh: str
    en: str
    shown: Shown = Shown.AUTO
    codes: str = ""
    """The section of the word list that has its codes, when it holds codes."""

    def heading(self, lang: str) -> str:
        """The heading in one of the two languages."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to know first; ``default`` "" and not ``optional`` means it must be given."""

    name: str
    kind: Kind
    label_zh: str
    label_en: str
    default: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Competency:
    """A question that users ask, and the parameters with which this query answers it."""

    id: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A query file as a value; its SPARQL is read only when it is asked."""

    id: str
    question_zh: str
    question_en: str
    path: Path
    columns: tuple[Column, ...]
    parameters: tuple[Parameter, ...] = ()
    persona: tuple[str, ...] = ()
    competency: tuple[Competency, ...] = ()
    needs: tuple[str, ...] = ()
    """The rules whose conclusions it reads."""
    none_zh: str = ""
    none_en: str = ""
    """What else to ask when nothing is found."""

    @property
    def sparql(self) -> str:
        """The query without its header."""
        return assets.body(self.path)

    def question(self, lang: str) -> str:
        """The question in one of the two languages."""
        return self.question_en if lang == "en" else self.question_zh

    def none(self, lang: str) -> str:
        """What else to ask when nothing is found, in one of the two languages; "" for no advice."""
        return self.none_en if lang == "en" else self.none_zh


@cache
def questions() -> tuple[Question, ...]:
    """The shipped questions, in the order of their ids."""
    return tuple(from_file(path) for path in sorted(anchors.QUERIES.glob("*.rq")))


def question(name: str) -> Question:
    """The shipped question of this id; a competency question's id gives it with that one's parameters.

    Raises:
        UsageError: there is none; the message names the nearest.
    """
    known = {path.stem: path for path in sorted(anchors.QUERIES.glob("*.rq"))}
    if name in known:
        return from_file(known[name])
    for candidate in questions():
        for competency in candidate.competency:
            if competency.id == name:
                return _with_defaults(candidate, dict(competency.params))
    raise _unknown(name, list(known), what_zh="问题", what_en="question")


def export_table(what: str) -> Question:
    """The query behind a table of the export."""
    known = {path.stem: path for path in sorted((anchors.QUERIES / "tables").glob("*.rq"))}
    if what not in known:
        raise _unknown(what, list(known), what_zh="表", what_en="table")
    return from_file(known[what])


def from_file(path: Path) -> Question:
    """A query file as a question.

    Raises:
        AssetError: a key of its header is missing, unknown or malformed.
    """
    header = assets.header(path)
    try:
        made = from_header(header, path)
    except (TypeError, ValueError, AttributeError) as err:
        zh = f"查询文件的头部（#: 行）不合规：{err}"
        raise AssetError(f"the query's header does not fit: {err}", where=path, zh=zh) from err
    if made.id != path.stem:
        zh = f"头部的 id“{made.id}”与文件名不一致"
        raise AssetError(f"the header's id {made.id!r} is not the file's name", where=path, zh=zh)
    return made


def from_header(header: dict[str, Any], path: Path) -> Question:
    """A header's table as a question; an unknown key is a ``TypeError``."""
    rest = dict(header)
    return Question(
        path=path,
        columns=tuple(_column(row) for row in rest.pop("columns")),
        parameters=tuple(_parameter(name, row) for name, row in rest.pop("params", {}).items()),
        persona=tuple(rest.pop("persona", ())),
        competency=tuple(_competency(row) for row in rest.pop("competency", ())),
        needs=tuple(rest.pop("needs", ())),
        **rest,
    )


def _column(row: dict[str, str]) -> Column:
    return Column(**{**row, "shown": Shown(row.get("shown", Shown.AUTO))})  # type: ignore[arg-type]  # a header's values are checked by the classes they make


def _parameter(name: str, row: dict[str, Any]) -> Parameter:
    rest = dict(row)
    return Parameter(name, Kind(rest.pop("type")), default=str(rest.pop("default", "")), **rest)


def _competency(row: str | dict[str, Any]) -> Competency:
    if isinstance(row, str):
        return Competency(row)
    params = row.get("params", {})
    return Competency(row["id"], tuple((key, str(value)) for key, value in params.items()))


def _with_defaults(found: Question, given: dict[str, str]) -> Question:
    parameters = (replace(p, default=given.get(p.name, p.default)) for p in found.parameters)
    return replace(found, parameters=tuple(parameters))


def _unknown(name: str, known: list[str], *, what_zh: str, what_en: str) -> UsageError:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistyped name needs it

    near = get_close_matches(name, known, n=_NEAREST, cutoff=0.3) or known[:_NEAREST]
    shown = visible(name)
    return UsageError(
        f"there is no {what_en} {shown!r}",
        hint=f"nearest: {', '.join(near)}",
        zh=f"没有名为“{shown}”的{what_zh}；相近的有：{'、'.join(near)}",
    )
