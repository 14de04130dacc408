"""A plan folder's metadata and curation decisions, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Parent:
    """A document above the plan: ``relation`` is ``issued_under`` or ``follows_structure_of``."""

    relation: str
    id: str
    title_zh: str
    title_en: str
    confirmed: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice a plan came with; empty fields are unknown."""

    number: str = ""
    attachment: int = 0
    issued_on: str = ""
    source: str = ""
    confirmed: str = ""
    issuers: tuple[str, ...] = ()
    addressees_note_zh: str = ""
    addressees_note_en: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a plan beside its text."""

    id: str
    title_zh: str
    title_en: str = ""
    region: str = ""
    region_zh: str = ""
    region_en: str = ""
    encoding_complete: bool = False
    notice: Notice = Notice()
    parents: tuple[Parent, ...] = ()
    titles_en: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A statement a decision makes: subject id, term, and a whole number, an id or text."""

    subject: str
    predicate: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person decided to read a passage, with the reading that was not taken."""

    id: str
    decided_on: str
    by: str
    label_zh: str
    label_en: str
    question_zh: str
    question_en: str
    decision_zh: str
    decision_en: str
    alternative_zh: str
    alternative_en: str
    quote: str
    affects: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()


def read_meta(path: Path) -> Meta:
    """The ``plan.toml`` of a plan folder.

    Raises:
        InputError: a key is missing or unknown.
    """
    table = dict(assets.table(path))
    try:
        notice = dict(table.pop("notice", {}))
        return Meta(
            notice=Notice(**{**notice, "issuers": tuple(notice.get("issuers", ()))}),
            parents=tuple(Parent(**parent) for parent in table.pop("parent", [])),
            titles_en=tuple(sorted(table.pop("titles_en", {}).items())),
            **table,
        )
    except TypeError as err:
        zh = f"规划的元数据不合规：{err}"
        raise InputError(f"the plan's metadata do not fit: {err}", where=path, zh=zh) from err


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The ``curation.toml`` of a plan folder; none when there is no such file."""
    if not path.exists():
        return ()
    try:
        return tuple(_decision(row) for row in assets.table(path).get("decision", []))
    except TypeError as err:
        zh = f"有一项决定不合规：{err}"
        raise InputError(f"a decision does not fit: {err}", where=path, zh=zh) from err


def _decision(row: dict[str, Any]) -> Decision:
    settings = tuple(Setting(**setting) for setting in row.pop("set", ()))
    return Decision(**{**row, "affects": tuple(row.get("affects", ())), "settings": settings})
