"""The documents above a plan, from a folder of TOML: every field is checked before anything is made of it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.draft.reference_fields import Checker, absent, misfit
from policykb.draft.requirements import DocumentFact, FactSource, Reference, Requirement, UpperDocument
from policykb.vocab import Comparator, Confirmed, Force, Relation, RequirementKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ENUMS = {
    "kind": RequirementKind,
    "target_kind": TargetKind,
    "comparator": Comparator,
    "force": Force,
    "confirmed": Confirmed,
    "relation": Relation,
}
_TABLES = {"document", "fact", "source", "requirement"}
_HEAD = {"id", "title_zh", "title_en", "note_zh", "note_en"}
_CONFIRMATION = {"requirement", "source_url", "source_title", "by", "on"}


def read_reference(folder: Path) -> Reference:
    """The requirements of ``plan.toml`` and ``requirements.toml``, with what ``confirmations.toml`` confirms.

    Raises:
        InputError: a key is missing or unknown, or a value is not what may stand there.
    """
    plan, asked = folder / "plan.toml", folder / "requirements.toml"
    reference = _reference({**_table(asked), **_table(plan)}, asked)
    return _confirmed(reference, folder / "confirmations.toml")


def read_related(path: Path) -> Reference:
    """The figures of a region's neighbouring documents in ``related.toml``; each knows its relation to the plan.

    Raises:
        InputError: a key is missing or unknown, or a value is not what may stand there.
    """
    reference = _reference(_table(path), path)
    relations = {document.id: document.relation for document in reference.documents}
    for document, relation in relations.items():
        if relation is None:
            raise absent("relation", document, path)
    related = (replace(one, relation=relations[one.document]) for one in reference.requirements)
    return replace(reference, requirements=tuple(related))


def _table(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise absent(path.name, path.parent.name, path.parent)
    return dict(assets.table(path))


def _reference(table: Mapping[str, Any], path: Path) -> Reference:
    check = Checker(path)
    check.keys(table, known=_HEAD | _TABLES, needed={"id", "title_zh", "title_en"}, of="reference")
    rows = {name: check.rows(table.get(name, []), name) for name in _TABLES}
    sources = {row["id"]: _source(row, check) for row in check.unique(rows["source"], "id")}
    documents = tuple(_document(row, check) for row in check.unique(rows["document"], "id"))
    known = {document.id for document in documents}
    facts = tuple(_fact(row, sources, known, check) for row in rows["fact"])
    check.unique(rows["requirement"], "id")
    check.unique([*rows["fact"], *(row for row in rows["requirement"] if "fact" in row)], "fact")
    requirements = _in_sections([_requirement(row, sources, known, check) for row in rows["requirement"]])
    head = {name: check.text(table, name, "reference") for name in _HEAD if name in table}
    check.slug(head["id"], "id", "reference")
    return Reference(documents=documents, requirements=requirements, facts=facts, **head)


def _source(row: Mapping[str, Any], check: Checker) -> FactSource:
    name = str(row["id"])
    check.keys(row, known={"id", "url", "title", "quality"}, needed={"id", "title", "quality"}, of=name)
    check.quality(row, name)
    check.url(row.get("url", ""), name)
    return FactSource(url=row.get("url", ""), title=check.text(row, "title", name), quality=row["quality"])


def _document(row: Mapping[str, Any], check: Checker) -> UpperDocument:
    name = str(row["id"])
    known = {field.name for field in fields(UpperDocument)}
    check.keys(row, known=known, needed={"id", "title_zh", "title_en", "level", "confirmed"}, of=name)
    check.slug(name, "id", name)
    check.level(row["level"], name)
    check.day(row.get("issued_on", ""), name)
    return UpperDocument(**_values(row, name, check))


def _fact(
    row: Mapping[str, Any], sources: Mapping[str, FactSource], documents: set[str], check: Checker
) -> DocumentFact:
    name = str(row.get("fact", "fact"))
    known = {field.name for field in fields(DocumentFact)}
    needed = {"fact", "document", "item", "value_zh", "confirmed", "source"}
    check.keys(row, known=known, needed=needed, of=name)
    check.member(row["document"], documents, "document", name)
    check.member(row["source"], set(sources), "source", name)
    return DocumentFact(**{**_values(row, name, check), "source": sources[row["source"]]})


def _requirement(
    row: Mapping[str, Any], sources: Mapping[str, FactSource], documents: set[str], check: Checker
) -> Requirement:
    name = str(row["id"])
    known = {field.name for field in fields(Requirement)} - {"relation"}
    words = {"title_zh", "title_en", "statement_zh", "statement_en"}
    check.keys(row, known=known, needed={"id", "document", "kind", "confirmed", "source"} | words, of=name)
    check.requirement_id(name)
    check.member(row["document"], documents, "document", name)
    check.member(row["source"], set(sources), "source", name)
    made = Requirement(**{**_values(row, name, check), "source": sources[row["source"]]})
    check.section(made)
    check.scope(made)
    check.figure(made)
    return made


def _values(row: Mapping[str, Any], name: str, check: Checker) -> dict[str, Any]:
    """A row's values: closed words as members of their lists, whole numbers and text as they are."""
    numbers = {"section", "baseline_year", "year"}
    return {
        key: check.word(value, _ENUMS[key], key, name)
        if key in _ENUMS
        else check.number(value, key, name)
        if key in numbers
        else check.text(row, key, name)
        for key, value in row.items()
    }


def _in_sections(requirements: list[Requirement]) -> tuple[Requirement, ...]:
    """Each requirement with the label and chapter of the section it stands in."""
    sections = {(r.document, r.section): r for r in requirements if r.kind is RequirementKind.SECTION}
    return tuple(
        replace(one, section_label=section.section_label, chapter=section.chapter)
        if (section := sections.get((one.document, one.section)))
        else one
        for one in requirements
    )


def _confirmed(reference: Reference, path: Path) -> Reference:
    """The reference with the facts that a person has since read in their source."""
    if not path.exists():
        return reference
    check = Checker(path)
    table = _table(path)
    check.keys(table, known={"confirmation"}, needed=set(), of="confirmations")
    rows = check.unique(check.rows(table.get("confirmation", []), "confirmation"), "requirement")
    open_ones = {one.id for one in reference.requirements if one.confirmed is Confirmed.MEMORY}
    confirmed = {row["requirement"]: row for row in _confirmations(rows, open_ones, check)}
    return replace(
        reference,
        requirements=tuple(
            _with_source(one, confirmed[one.id]) if one.id in confirmed else one
            for one in reference.requirements
        ),
    )


def _confirmations(
    rows: Iterable[Mapping[str, Any]], open_ones: set[str], check: Checker
) -> Iterable[Mapping[str, Any]]:
    for row in rows:
        name = str(row["requirement"])
        check.keys(row, known=_CONFIRMATION, needed=_CONFIRMATION, of=name)
        check.member(name, open_ones, "requirement", name)
        for key in sorted(_CONFIRMATION):
            if not check.text(row, key, name).strip():
                raise misfit(key, row[key], name, check.path)
        check.url(row["source_url"], name)
        check.day(row["on"], name)
        yield row


def _with_source(requirement: Requirement, row: Mapping[str, Any]) -> Requirement:
    """The requirement as seen: by whom and when stands beside what was noted before."""
    note = f"{row['on']} 由{row['by']}对照来源核对"
    note_en = f"checked against its source by {row['by']} on {row['on']}"
    return replace(
        requirement,
        confirmed=Confirmed.SEEN,
        source=FactSource(url=row["source_url"], title=row["source_title"], quality=""),
        note="；".join(part for part in (note, requirement.note) if part),
        note_en="; ".join(part for part in (note_en, requirement.note_en) if part),
    )
