"""What a claim is read as, field by field, under the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.draft.claims import (
    Action,
    Condition,
    DraftedDocument,
    Goal,
    Measure,
    Mention,
    ProposedBody,
    Provision,
    Responsibility,
    Target,
)

if TYPE_CHECKING:
    from policykb.draft.claims import Claim, Deadline, Sentence


def reading(claim: Claim | Sentence) -> dict[str, str]:  # noqa: PLR0911 - one return a kind
    """What a claim is read as, field by field, codes as codes: "" is nothing."""
    match claim:
        case Measure():
            number = {"number": claim.number, "title": claim.title, "title_en": claim.title_en}
            return number | {"sector": claim.sector and f"sector/{claim.sector}"}
        case Goal():
            return {"number": str(claim.year), "title": claim.title, "title_en": claim.title_en}
        case Action():
            own = {"verb": claim.verb, "object": claim.object, "force": claim.force.value}
            return own | {"marker": claim.marker} | _due(claim.deadline)
        case Target():
            return _target(claim)
        case Responsibility():
            return {
                "element": claim.element,
                "agency": claim.agency,
                "role": claim.role.value,
                "position": str(claim.position),
                "prefix_elided": _boolean(value=claim.prefix_elided),
                "open_list": _boolean(value=claim.open_list),
                **_due(claim.deadline),
            }
        case ProposedBody():
            return _body(claim)
        case _:
            return _detail(claim)


def _detail(claim: Claim | Sentence) -> dict[str, str]:
    """The same for what belongs to an element or makes duties for many; a sentence is read as nothing."""
    match claim:
        case Condition():
            return {"kind": claim.kind.value, "of": _listed(claim.of)}
        case Mention():
            named = {"kind": claim.kind.value, "name": claim.name}
            return named | {"concept": claim.concept, "of": claim.of}
        case DraftedDocument():
            titled = {"title": claim.title, "titled": _boolean(value=claim.titled)}
            return titled | {"act": claim.act.value, "of": claim.of}
        case Provision():
            bodies = {"levels": _listed(claim.levels), "assignees": _listed(claim.assignees)}
            return bodies | {"qualifier": claim.qualifier, "role": claim.role.value}
        case _:
            return {}


def _body(claim: ProposedBody) -> dict[str, str]:
    return {
        "name": claim.name,
        "name_en": claim.name_en,
        "aliases": "、".join(claim.aliases),
        "kind": claim.kind.value,
        "nearest": claim.nearest,
        "why": claim.why,
        "of_plan": _boolean(value=claim.of_plan),
    }


def _target(claim: Target) -> dict[str, str]:
    number = {"value": claim.value, "value_max": claim.value_max, "unit": claim.unit and f"unit/{claim.unit}"}
    return {
        "indicator": claim.indicator and f"indicator/{claim.indicator}",
        "subject": claim.subject,
        "kind": claim.kind.value,
        "comparator": claim.comparator.value if claim.comparator else "",
        "marker": claim.marker,
        **number,
        "baseline_year": str(claim.baseline_year or ""),
        **_due(claim.deadline),
        "force": claim.force.value,
        "force_marker": claim.force_marker,
        "scope": claim.scope,
        "applies_per": claim.applies_per and f"level/{claim.applies_per}",
    }


def _due(deadline: Deadline | None) -> dict[str, str]:
    if deadline is None:
        return {"deadline": "", "deadline_stated": "", "deadline_precision": ""}
    return {
        "deadline": deadline.date,
        "deadline_stated": deadline.stated,
        "deadline_precision": deadline.precision.value,
    }


def _listed(codes: tuple[str, ...]) -> str:
    return " ".join(codes)


def _boolean(*, value: bool) -> str:
    return "true" if value else "false"
