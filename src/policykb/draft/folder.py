"""A plan folder's metadata and curation decisions, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.draft.soundness import check_day, check_ids, check_slugs
from policykb.errors import InputError
from policykb.vocab import PKB

if TYPE_CHECKING:
    from pathlib import Path


RELATIONS = ("issued_under", "follows_structure_of")


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
    """What is known of a plan beside its text; ``text_complete`` is false where the text at hand is an excerpt."""

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
    text_complete: bool = True
    text_note_zh: str = ""
    text_note_en: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A statement a decision makes: subject id, term, and a whole number, an id or text."""

    subject: str
    predicate: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Lead:
    """The body that a decision makes the lead of a measure: the ids of both."""

    measure: str
    agency: str


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
    leads: tuple[Lead, ...] = ()


def read_meta(path: Path) -> Meta:
    """The ``plan.toml`` of a plan folder.

    Raises:
        InputError: a key is missing or unknown.
    """
    table = dict(assets.table(path))
    try:
        notice = dict(table.pop("notice", {}))
        meta = Meta(
            notice=Notice(**{**notice, "issuers": tuple(notice.get("issuers", ()))}),
            parents=tuple(Parent(**parent) for parent in table.pop("parent", [])),
            titles_en=tuple(sorted(table.pop("titles_en", {}).items())),
            **table,
        )
    except (TypeError, AttributeError, ValueError) as err:
        zh = f"规划的元数据不合规：{err}"
        raise InputError(f"the plan's metadata do not fit: {err}", where=path, zh=zh) from err
    check_slugs((meta.id, meta.region, *meta.notice.issuers, *(parent.id for parent in meta.parents)), path)
    check_day(meta.notice.issued_on, path)
    for parent in meta.parents:
        if parent.relation not in RELATIONS:
            known = ", ".join(RELATIONS)
            zh = f"没有“{parent.relation}”这种上位关系；可用：{known}"
            raise InputError(
                f"no such relation: {parent.relation!a}", where=path, hint=f"one of {known}", zh=zh
            )
    return meta


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The ``curation.toml`` of a plan folder; none when there is no such file.

    Raises:
        InputError: a key is missing or unknown, or a lead is no body's or rests on no decision.
    """
    if not path.exists():
        return ()
    table = assets.table(path)
    try:
        leads = [(row.pop("decision", ""), Lead(**row)) for row in table.get("lead", [])]
        decisions = tuple(_decision(row, leads) for row in table.get("decision", []))
    except TypeError as err:
        zh = f"有一项决定不合规：{err}"
        raise InputError(f"a decision does not fit: {err}", where=path, zh=zh) from err
    _check_leads(leads, {decision.id for decision in decisions}, path)
    for decision in decisions:
        _check_decision(decision, path)
    return decisions


def _check_decision(decision: Decision, path: Path) -> None:
    check_slugs((decision.id,), path)
    check_day(decision.decided_on, path)
    check_ids((*decision.affects, *(setting.subject for setting in decision.settings)), path)
    for setting in decision.settings:
        if setting.predicate not in PKB.__members__:
            zh = f"本体中没有“{setting.predicate}”这个词"
            raise InputError(f"the ontology has no term {setting.predicate!a}", where=path, zh=zh)
        if isinstance(setting.value, str) and "/" in setting.value:
            check_slugs((setting.value,), path)


def _decision(row: dict[str, Any], leads: list[tuple[str, Lead]]) -> Decision:
    settings = tuple(Setting(**setting) for setting in row.pop("set", ()))
    own = tuple(lead for decision, lead in leads if decision == row.get("id"))
    return Decision(**{**row, "affects": tuple(row.get("affects", ())), "settings": settings, "leads": own})


def _check_leads(leads: list[tuple[str, Lead]], decisions: set[str], path: Path) -> None:
    led: set[str] = set()
    bodies = {body.slug for body in assets.concepts("agencies")} if leads else set()
    for decision, lead in leads:
        if decision not in decisions:
            raise InputError(
                f"the lead of {lead.measure} rests on a decision that is not there: {decision!r}",
                where=path,
                hint="give a decision's id",
                zh=f"{lead.measure} 的牵头认定所依据的决定“{decision}”不存在；请填写已有决定的编号",
            )
        if lead.agency not in bodies:
            raise InputError(
                f"the lead of {lead.measure} is a body that the vocabulary does not have: {lead.agency!r}",
                where=path,
                hint="give a body's id, such as org/nx-sthjt",
                zh=f"{lead.measure} 的牵头单位“{lead.agency}”不在机构词表中；请填写机构编号，如 org/nx-sthjt",
            )
        if lead.measure in led:
            raise InputError(
                f"{lead.measure} has two leads",
                where=path,
                zh=f"{lead.measure} 认定了两个牵头单位；一项措施只能有一个",
            )
        led.add(lead.measure)
