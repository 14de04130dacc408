"""The plan, its text, its notice and the documents above it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.draft import is_reviewed
from policykb.graph.bodies import body_iri
from policykb.graph.pen import Pen
from policykb.quads import Quad, boolean, date, en, integer, string, zh
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.draft import Draft, Sentence
    from policykb.draft.folder import Meta, Notice, Parent

_RELATIONS = {"issued_under": PKB.issuedUnder, "follows_structure_of": PKB.followsStructureOf}


def document_quads(meta: Meta, text: str, draft: Draft) -> list[Quad]:
    """Statements on the plan as a document, and on what became of each of its sentences."""
    pen = Pen(meta.id, text, vocab.graph_iri(meta.id, "source"))
    plan = pen.iri("")
    pen.kind(plan, PKB.Plan)
    pen.label(plan, meta.title_zh, meta.title_en or meta.title_zh)
    pen.write(plan, PKB.jurisdiction, vocab.thing(meta.region) if meta.region else None)
    pen.write(plan, PKB.encodingComplete, boolean(meta.encoding_complete))
    pen.write(plan, PKB.reviewed, boolean(is_reviewed(draft)))
    pen.write(plan, PKB.embodiedIn, pen.iri("text"))
    _write_text(pen, meta)
    _write_notice(pen, meta.notice)
    for parent in meta.parents:
        _write_parent(pen, parent)
    for sentence in draft.sentences:
        _write_sentence(pen, sentence)
    for body in draft.bodies:
        if meta.region and body.of_plan:
            pen.write(body_iri(meta.id, body), PKB.jurisdiction, vocab.thing(meta.region))
    return pen.quads


def _write_text(pen: Pen, meta: Meta) -> None:
    text = pen.iri("text")
    pen.kind(text, PKB.PolicyDocument)
    pen.label(text, f"《{meta.title_zh}》原文", f"Text of “{meta.title_en or meta.title_zh}”")
    pen.write(text, PKB.text, string(pen.text))
    pen.write(text, PKB.textSha256, string(hashlib.sha256(pen.text.encode()).hexdigest()))
    pen.write(text, PKB.textLength, integer(len(pen.text)))
    pen.write(text, PKB.textNormalisation, string("NFC"))


def _write_notice(pen: Pen, notice: Notice) -> None:
    plan = pen.iri("")
    pen.write(plan, PKB.documentNumber, string(notice.number) if notice.number else None)
    pen.write(plan, PKB.issuedOn, date(notice.issued_on) if notice.issued_on else None)
    pen.write(plan, PKB.source, string(notice.source) if notice.source else None)
    pen.write(plan, PKB.confirmed, string(notice.confirmed) if notice.confirmed else None)
    for issuer in notice.issuers:
        pen.write(plan, PKB.issuer, vocab.thing(issuer))
    pen.write(plan, PKB.addressee, zh(notice.addressees_note_zh) if notice.addressees_note_zh else None)
    pen.write(plan, PKB.addressee, en(notice.addressees_note_en) if notice.addressees_note_en else None)


def _write_parent(pen: Pen, parent: Parent) -> None:
    document = vocab.thing(parent.id)
    pen.write(pen.iri(""), _RELATIONS[parent.relation], document)
    pen.kind(document, PKB.PolicyDocument)
    pen.label(document, parent.title_zh, parent.title_en)
    pen.write(document, PKB.confirmed, string(parent.confirmed))
    pen.write(document, PKB.reason, string(parent.note) if parent.note else None)


def _write_sentence(pen: Pen, sentence: Sentence) -> None:
    iri = pen.iri(f"s{sentence.index:03d}")
    pen.kind(iri, PKB.Sentence)
    pen.write(iri, PKB.inPlan, pen.iri(""))
    pen.write(iri, PKB.ordinal, integer(sentence.index))
    pen.write(iri, PKB.state, string(sentence.state.value))
    pen.write(iri, PKB.reason, string(sentence.reason) if sentence.reason else None)
    pen.write(iri, PKB.partOf, pen.iri(f"m{sentence.measure:02d}" if sentence.measure else ""))
    pen.write(iri, PKB.statedIn, pen.span(sentence.span))
