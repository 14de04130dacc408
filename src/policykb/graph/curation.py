"""What a person decided, in a graph of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import InputError
from policykb.graph.elements import place_en
from policykb.graph.pen import Pen
from policykb.quads import Quad, Term, date, en, integer, string, zh
from policykb.span import Span
from policykb.vocab import PKB, Basis, Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from policykb.draft.folder import Decision, Lead


def curation_quads(
    plan: str, text: str, decisions: tuple[Decision, ...], measures: Collection[str] = ()
) -> list[Quad]:
    """Statements on each decision, and the statements that the decision makes.

    Raises:
        InputError: a decision's quote does not stand exactly once in the text, or it names the lead of
            something else than one of the measures.
    """
    pen = Pen(plan, text, vocab.graph_iri(plan, "curation"))
    for decision in decisions:
        _write_decision(pen, decision)
        for lead in decision.leads:
            if lead.measure not in measures:
                raise InputError(
                    f"decision {decision.id} names the lead of a measure that is not there: {lead.measure!r}",
                    where="curation.toml",
                    hint="give a measure's id, such as m04",
                    zh=f"决定 {decision.id} 为不存在的措施“{lead.measure}”认定了牵头单位；请填写措施编号，如 m04",
                )
            _write_lead(pen, decision, lead)
    return pen.quads


def _write_decision(pen: Pen, decision: Decision) -> None:
    iri = pen.iri(f"decision/{decision.id}")
    pen.kind(iri, PKB.InterpretationDecision)
    pen.write(iri, PKB.inPlan, pen.iri(""))
    pen.label(iri, decision.label_zh, decision.label_en)
    for term, in_zh, in_en in (
        (PKB.question, decision.question_zh, decision.question_en),
        (PKB.decision, decision.decision_zh, decision.decision_en),
        (PKB.alternative, decision.alternative_zh, decision.alternative_en),
    ):
        pen.write(iri, term, zh(in_zh))
        pen.write(iri, term, en(in_en))
    pen.write(iri, PKB.decidedOn, date(decision.decided_on))
    pen.write(iri, PKB.decidedByWhom, string(decision.by))
    pen.write(iri, PKB.statedIn, pen.span(_only(pen.text, decision)))
    for element in decision.affects:
        pen.write(iri, PKB.affects, pen.iri(element))
    for setting in decision.settings:
        subject = pen.iri(setting.subject)
        pen.write(subject, PKB[setting.predicate], _value(setting.value))
        pen.write(subject, PKB.decidedBy, iri)


def _write_lead(pen: Pen, decision: Decision, lead: Lead) -> None:
    iri = pen.iri(f"{lead.measure}/r-curated-lead")
    pen.kind(iri, PKB.CuratedResponsibility)
    pen.label(iri, "认定牵头单位", f"Curated lead ({place_en(lead.measure)})")
    pen.write(iri, PKB.inPlan, pen.iri(""))
    pen.write(iri, PKB.forElement, pen.iri(lead.measure))
    pen.write(iri, PKB.bearer, vocab.thing(lead.agency))
    pen.write(iri, PKB.role, vocab.role(Role.LEAD))
    pen.write(iri, PKB.basis, vocab.basis(Basis.CURATED))
    pen.write(iri, PKB.decidedBy, pen.iri(f"decision/{decision.id}"))
    pen.write(iri, PKB.statedIn, pen.span(_only(pen.text, decision)))


def _value(value: int | str) -> Term:
    if isinstance(value, int):
        return integer(value)
    return vocab.thing(value) if "/" in value else string(value)


def _only(text: str, decision: Decision) -> Span:
    count = text.count(decision.quote)
    if count != 1:
        raise InputError(
            f"decision {decision.id} quotes words that stand {count} times in the text",
            where="curation.toml",
            hint="quote enough words to name one place",
            zh=f"决定 {decision.id} 引用的文字在原文中出现 {count} 次；请引用恰好只出现一次的文字",
        )
    start = text.index(decision.quote)
    return Span(start, start + len(decision.quote))
