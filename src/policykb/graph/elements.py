"""What a plan says: measures, goals, actions, targets, responsibilities and what belongs to them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.graph.bodies import write_body
from policykb.graph.pen import Pen
from policykb.quads import Quad, boolean, date, decimal, integer, string, zh
from policykb.text import display
from policykb.vocab import PKB, Basis, MentionKind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.draft import (
        Action,
        Claim,
        Condition,
        Deadline,
        Draft,
        DraftedDocument,
        Goal,
        Measure,
        Mention,
        Provision,
        Responsibility,
        Target,
    )
    from policykb.span import Span

_SHORTCUTS = {
    MentionKind.PLACE: PKB.appliesIn,
    MentionKind.INDUSTRY: PKB.concernsIndustry,
    MentionKind.POLLUTANT: PKB.concernsPollutant,
    MentionKind.GREENHOUSE_GAS: PKB.concernsPollutant,
    MentionKind.TECHNOLOGY: PKB.usesTechnology,
}

_OPEN_LIST = "名单以“等”结尾，未列全"


def element_quads(draft: Draft, text: str, titles_en: dict[str, str]) -> list[Quad]:
    """Every claim of a draft as statements in the plan's source graph."""
    pen = Pen(draft.plan, text, vocab.graph_iri(draft.plan, "source"))
    wholes = {measure.id: measure.span for measure in draft.measures}
    for measure in draft.measures:
        _write_measure(pen, measure, titles_en)
    for goal in draft.goals:
        _write_goal(pen, goal, titles_en)
    for action in draft.actions:
        _write_action(pen, action)
    for target in draft.targets:
        _write_target(pen, target)
    _write_sentences_of_clauses(pen, draft)
    for body in draft.bodies:
        write_body(pen, body)
    for responsibility in draft.responsibilities:
        _write_responsibility(pen, responsibility, wholes)
    _write_rest(pen, draft)
    return pen.quads


def _write_rest(pen: Pen, draft: Draft) -> None:
    for provision in draft.provisions:
        _write_provision(pen, provision)
    for condition in draft.conditions:
        _write_condition(pen, condition)
    for mention in draft.mentions:
        _write_mention(pen, mention)
    for document in draft.documents:
        _write_document(pen, document)


def _write_sentences_of_clauses(pen: Pen, draft: Draft) -> None:
    for claim in (*draft.actions, *draft.targets):
        before = bisect_right(draft.sentences, claim.span.start, key=lambda sentence: sentence.span.start)
        holder = draft.sentences[before - 1] if before else None
        held = holder is not None and holder.span.holds(claim.span)
        pen.write(
            pen.iri(claim.id), PKB.inSentence, pen.iri(f"s{holder.index:03d}") if holder and held else None
        )


def home(element: str) -> str:
    """The element one step up: ``m03`` of ``m03/a04``, the plan of ``m03``."""
    return element.rpartition("/")[0]


def place_en(element: str) -> str:
    """An element's place in English words, such as “measure 3, action 4”."""
    names = {"a": "action", "t": "target", "r": "responsibility", "c": "condition"}
    names |= {"n": "mention", "d": "document", "p": "provision"}
    parts = []
    for part in element.split("/"):
        number = part[1:].lstrip("0")
        parts.append(f"goal {number}" if part[0] == "g" else f"{names.get(part[0], 'measure')} {number}")
    return ", ".join(parts)


def _write_common(pen: Pen, claim: Claim, label_zh: str, label_en: str = "") -> str:
    iri = pen.iri(claim.id)
    pen.write(iri, PKB.inPlan, pen.iri(""))
    pen.write(iri, PKB.partOf, pen.iri(home(claim.id)))
    pen.write(iri, PKB.statedIn, pen.span(claim.span))
    pen.write(iri, PKB.readingNote, zh(claim.doubt) if claim.doubt else None)
    pen.label(iri, label_zh, label_en or place_en(claim.id))
    return iri


def _write_measure(pen: Pen, measure: Measure, titles_en: dict[str, str]) -> None:
    title_en = titles_en.get(measure.id, measure.title_en)
    iri = _write_common(pen, measure, measure.title, title_en)
    pen.kind(iri, PKB.Measure)
    pen.write(iri, PKB.ordinal, integer(measure.ordinal))
    pen.write(iri, PKB.number, string(measure.number))
    pen.write(iri, PKB.sector, vocab.thing(f"sector/{measure.sector}") if measure.sector else None)


def _write_goal(pen: Pen, goal: Goal, titles_en: dict[str, str]) -> None:
    iri = _write_common(pen, goal, goal.title, titles_en.get(goal.id, goal.title_en))
    pen.kind(iri, PKB.Goal)
    pen.write(iri, PKB.year, integer(goal.year))


def _write_action(pen: Pen, action: Action) -> None:
    iri = _write_common(pen, action, display(action.span.quote(pen.text)))
    pen.kind(iri, PKB.Action)
    pen.write(iri, PKB.verb, zh(action.verb) if action.verb else None)
    pen.write(iri, PKB.objectText, zh(action.object) if action.object else None)
    pen.write(iri, PKB.deonticForce, vocab.force(action.force))
    pen.write(iri, PKB.deonticMarker, zh(action.marker) if action.marker else None)
    _write_deadline(pen, iri, action.deadline)


def _write_target(pen: Pen, target: Target) -> None:
    iri = _write_common(pen, target, display(target.span.quote(pen.text)))
    counted = bool(target.value) or target.kind in {
        vocab.TargetKind.UNIVERSAL,
        vocab.TargetKind.COUNT_PER_DIVISION,
    }
    pen.kind(iri, PKB.QuantitativeTarget if counted else PKB.QualitativeTarget)
    pen.write(iri, PKB.indicator, vocab.thing(f"indicator/{target.indicator}") if target.indicator else None)
    pen.write(iri, PKB.objectText, zh(target.subject) if target.subject else None)
    pen.write(iri, PKB.targetKind, vocab.target_kind(target.kind))
    pen.write(iri, PKB.comparator, vocab.comparator(target.comparator) if target.comparator else None)
    pen.write(iri, PKB.comparatorMarker, zh(target.marker) if target.marker else None)
    pen.write(iri, PKB.statedValue, decimal(target.value) if target.value else None)
    pen.write(iri, PKB.statedValueMax, decimal(target.value_max) if target.value_max else None)
    pen.write(iri, PKB.statedUnit, vocab.thing(f"unit/{target.unit}") if target.unit else None)
    pen.write(iri, PKB.baselineYear, integer(target.baseline_year) if target.baseline_year else None)
    pen.write(iri, PKB.deonticForce, vocab.force(target.force))
    pen.write(iri, PKB.deonticMarker, zh(target.force_marker) if target.force_marker else None)
    pen.write(iri, PKB.scopeText, zh(target.scope) if target.scope else None)
    pen.write(iri, PKB.appliesPer, vocab.thing(f"level/{target.applies_per}") if target.applies_per else None)
    _write_deadline(pen, iri, target.deadline)


def _write_deadline(pen: Pen, iri: str, deadline: Deadline | None) -> None:
    if deadline is None:
        return
    pen.write(iri, PKB.deadline, date(deadline.date))
    pen.write(iri, PKB.deadlineStated, zh(deadline.stated))
    pen.write(iri, PKB.deadlinePrecision, string(deadline.precision.value))
    pen.write(iri, PKB.deadlineInherited, boolean(deadline.inherited))
    pen.write(iri, PKB.deadlineSpan, pen.span(deadline.span))


def _write_responsibility(pen: Pen, duty: Responsibility, wholes: Mapping[str, Span]) -> None:
    iri = _write_common(pen, duty, display(duty.name_as_stated))
    pen.kind(iri, PKB.StatedResponsibility)
    pen.write(iri, PKB.forElement, pen.iri(duty.element))
    pen.write(iri, PKB.bearer, vocab.thing(duty.agency) if duty.agency else None)
    pen.write(iri, PKB.role, vocab.role(duty.role))
    pen.write(iri, PKB.basis, vocab.basis(Basis.STATED))
    pen.write(iri, PKB.listPosition, integer(duty.position))
    pen.write(iri, PKB.nameAsStated, zh(duty.name_as_stated))
    pen.write(iri, PKB.prefixElided, boolean(duty.prefix_elided))
    whole = wholes.get(home(duty.id))
    within = whole is None or whole.holds(duty.span)
    pen.write(iri, PKB.speaksFor if within else PKB.listReach, pen.span(duty.covers))
    if duty.role is Role.LEAD:
        pen.write(iri, PKB.roleStatedIn, pen.span(duty.role_span or duty.bracket))
    if duty.open_list:
        pen.write(iri, PKB.readingNote, zh(_OPEN_LIST))
    _write_deadline(pen, iri, duty.deadline)


def _write_provision(pen: Pen, provision: Provision) -> None:
    of_plan = provision.within == pen.plan
    said = "默认责任条款" if of_plan else display(provision.span.quote(pen.text))
    iri = _write_common(pen, provision, said, f"Default clause ({place_en(provision.id)})")
    pen.kind(iri, PKB.DefaultResponsibilityClause)
    pen.write(
        iri, PKB.withinPlan if of_plan else PKB.withinMeasure, pen.iri("" if of_plan else provision.within)
    )
    for level in provision.levels:
        pen.write(iri, PKB.assigneeLevel, vocab.thing(f"level/{level}"))
    for assignee in provision.assignees:
        pen.write(iri, PKB.assignee, vocab.thing(assignee))
    pen.write(iri, PKB.assigneeQualifier, zh(provision.qualifier) if provision.qualifier else None)
    pen.write(iri, PKB.role, vocab.role(provision.role))


def _write_condition(pen: Pen, condition: Condition) -> None:
    iri = _write_common(pen, condition, condition.text)
    pen.kind(iri, PKB.Condition)
    pen.write(iri, PKB.conditionKind, string(condition.kind.value))
    pen.write(iri, PKB.conditionText, zh(condition.text))
    for element in condition.of:
        pen.write(pen.iri(element), PKB.hasCondition, iri)


def _write_mention(pen: Pen, mention: Mention) -> None:
    iri = _write_common(pen, mention, mention.name)
    pen.kind(iri, PKB.Mention)
    pen.write(iri, PKB.mentionKind, string(mention.kind.value))
    element = pen.iri(mention.of)
    pen.write(element, PKB.hasMention, iri)
    if mention.concept:
        concept = vocab.thing(mention.concept)
        pen.write(iri, PKB.refersTo, concept)
        if (shortcut := _SHORTCUTS.get(mention.kind)) and not _is_mere_place(mention):
            pen.write(element, shortcut, concept)


def _is_mere_place(mention: Mention) -> bool:
    """A river bank or a park is no division: no government answers for it by name."""
    return mention.kind is MentionKind.PLACE and not mention.concept.startswith("region/")


def _write_document(pen: Pen, document: DraftedDocument) -> None:
    iri = _write_common(pen, document, document.title, document.title)
    pen.kind(iri, PKB.DraftedDocument)
    pen.write(iri, PKB.act, string(document.act.value))
    pen.write(iri, PKB.element, pen.iri(document.of))
    pen.write(pen.iri(document.of), PKB.drawsUp, iri)
