"""What the documents above and beside a plan ask for, in a graph of its own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.graph.pen import Pen
from policykb.quads import date, decimal, en, integer, string, zh
from policykb.vocab import PKB, RequirementKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.draft.requirements import Reference, Requirement, UpperDocument
    from policykb.quads import Quad

_LEVELS = {"national": "level/national", "province": "level/province", "city": "level/prefecture"}
_PLACES = 6
"""Decimal places of a value in its canonical unit, as many as a target's."""


def requirement_iri(reference: str, requirement: Requirement) -> str:
    """A requirement's IRI; what a neighbouring document says stands under ``related`` of the plan it is kept with."""
    return vocab.plan_iri(reference, *(["related"] if requirement.relation else []), requirement.id)


def requirement_graph(reference: Reference) -> str:
    """The graph that a reference is written into."""
    related = any(document.relation for document in reference.documents)
    return vocab.graph_iri(reference.id, "related" if related else "source")


def requirement_quads(reference: Reference) -> Iterator[Quad]:
    """Statements on each document and on each thing it asks for, all figures in their canonical unit too."""
    graph = requirement_graph(reference)
    pen = Pen(reference.id, "", graph)
    if graph == vocab.graph_iri(reference.id, "source"):
        _write_plan(pen, reference)
    for document in reference.documents:
        _write_document(pen, document)
    for requirement in reference.requirements:
        _write_requirement(pen, reference, requirement)
    yield from pen.quads


def _write_plan(pen: Pen, reference: Reference) -> None:
    plan = pen.iri("")
    pen.kind(plan, PKB.Plan)
    pen.label(plan, reference.title_zh, reference.title_en)
    _write_note(pen, plan, reference.note_zh, reference.note_en)


def _write_document(pen: Pen, document: UpperDocument) -> None:
    iri = vocab.thing(document.id)
    pen.kind(iri, PKB.UpperDocument)
    pen.label(iri, document.title_zh, document.title_en)
    pen.write(iri, PKB.documentNumber, string(document.number) if document.number else None)
    pen.write(iri, PKB.issuedOn, date(document.issued_on) if document.issued_on else None)
    pen.write(iri, PKB.level, vocab.thing(_LEVELS[document.level]))
    pen.write(iri, PKB.confirmed, string(document.confirmed.value))
    _write_note(pen, iri, document.note, document.note_en)


def _write_requirement(pen: Pen, reference: Reference, asked: Requirement) -> None:
    iri = requirement_iri(reference.id, asked)
    pen.kind(iri, PKB.Requirement)
    pen.label(iri, asked.title_zh, asked.title_en)
    pen.write(iri, PKB.statement, zh(asked.statement_zh))
    pen.write(iri, PKB.statement, en(asked.statement_en))
    pen.write(iri, PKB.requirementKind, vocab.requirement_kind(asked.kind))
    pen.write(iri, PKB.inDocument, vocab.thing(asked.document))
    pen.write(iri, PKB.scope, vocab.thing(asked.scope))
    if asked.relation:
        pen.write(iri, PKB.relation, string(asked.relation.value))
        pen.write(iri, PKB.appliesIn, vocab.thing(asked.region) if asked.region else None)
    else:
        pen.write(iri, PKB.inPlan, pen.iri(""))
        pen.write(iri, PKB.allocatedTo, vocab.thing(asked.region) if asked.region else None)
    _write_section(pen, iri, asked)
    if asked.kind is not RequirementKind.SECTION:
        pen.write(iri, PKB.deonticForce, vocab.force(asked.force))
        pen.write(iri, PKB.deonticMarker, zh(asked.force_marker) if asked.force_marker else None)
    _write_figure(pen, iri, asked)
    _write_source(pen, iri, asked)


def _write_section(pen: Pen, iri: str, asked: Requirement) -> None:
    pen.write(iri, PKB.sectionNumber, integer(asked.section) if asked.section else None)
    pen.write(iri, PKB.sectionLabel, zh(asked.section_label) if asked.section_label else None)
    pen.write(iri, PKB.chapter, zh(asked.chapter) if asked.chapter else None)


def _write_figure(pen: Pen, iri: str, asked: Requirement) -> None:
    if asked.year:
        pen.write(iri, PKB.deadline, date(f"{asked.year}-12-31"))
        pen.write(iri, PKB.deadlineYear, integer(asked.year))
    pen.write(iri, PKB.targetKind, vocab.target_kind(asked.target_kind) if asked.target_kind else None)
    pen.write(iri, PKB.objectText, zh(asked.subject) if asked.subject else None)
    if not asked.indicator:
        return
    pen.write(iri, PKB.indicator, vocab.thing(f"indicator/{asked.indicator}"))
    pen.write(iri, PKB.comparator, vocab.comparator(asked.comparator) if asked.comparator else None)
    pen.write(iri, PKB.comparatorMarker, zh(asked.marker) if asked.marker else None)
    pen.write(iri, PKB.statedValue, decimal(asked.value))
    pen.write(iri, PKB.statedUnit, vocab.thing(f"unit/{asked.unit}"))
    pen.write(iri, PKB.baselineYear, integer(asked.baseline_year) if asked.baseline_year else None)
    ratio, unit = _canonical(asked.unit)
    pen.write(iri, PKB.canonicalValue, decimal(_rounded(Fraction(asked.value) * ratio)))
    pen.write(iri, PKB.canonicalUnit, unit)


def _write_source(pen: Pen, iri: str, asked: Requirement) -> None:
    source = asked.source
    pen.write(iri, PKB.confirmed, string(asked.confirmed.value))
    pen.write(iri, PKB.sourceUrl, string(source.url) if source.url else None)
    pen.write(iri, PKB.sourceTitle, zh(source.title) if source.title else None)
    pen.write(iri, PKB.sourceQuality, string(source.quality) if source.quality else None)
    _write_note(pen, iri, asked.note, asked.note_en)


def _write_note(pen: Pen, iri: str, in_zh: str, in_en: str) -> None:
    pen.write(iri, PKB.readingNote, zh(in_zh) if in_zh else None)
    pen.write(iri, PKB.readingNote, en(in_en) if in_en else None)


def _canonical(unit: str) -> tuple[Fraction, str]:
    """How much of its canonical unit one of a unit is, exactly, and that unit's IRI."""
    known = next(concept for concept in assets.concepts("units") if concept.slug == f"unit/{unit}")
    up, down = known.one(PKB.ratioNumerator), known.one(PKB.ratioDenominator)
    return Fraction(int(up), int(down)), known.one(PKB.canonicalUnit)


def _rounded(value: Fraction) -> str:
    """A value to six decimals, halves up, as the rule for targets rounds; without trailing zeros."""
    if value < 0:
        return "-" + _rounded(-value)
    scaled = value * 10**_PLACES + Fraction(1, 2)
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**_PLACES)
    digits = f"{rest:0{_PLACES}d}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)
