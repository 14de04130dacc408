"""A claim with a person's corrections: each checked against the text, its place found where it has one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.draft.claims import (
    Action,
    Claim,
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
from policykb.review.correcting import Correcting, not_there
from policykb.review.deadline_in import corrected_deadline
from policykb.review.faults import Wrong, wrong
from policykb.vocab import (
    BodyKind,
    Comparator,
    ConditionKind,
    DocumentAct,
    Force,
    MentionKind,
    Role,
    TargetKind,
)

if TYPE_CHECKING:
    from policykb.review.ground import Ground
    from policykb.span import Span

_ENUMS = {
    "force": Force,
    "role": Role,
    "act": DocumentAct,
}
_DEADLINE = ("deadline", "deadline_stated", "deadline_precision")
_SHOWN = 6
_CONCEPTS = {
    MentionKind.PLACE: ("region/", "place/"),
    MentionKind.INDUSTRY: ("industry/",),
    MentionKind.POLLUTANT: ("pollutant/",),
    MentionKind.GREENHOUSE_GAS: ("pollutant/",),
    MentionKind.TECHNOLOGY: ("technology/",),
    MentionKind.PROGRAMME: ("programme/",),
    MentionKind.PILOT: ("pilot/", "programme/"),
    MentionKind.PLATFORM: ("platform/",),
}
"""The vocabularies that a mention of each kind may refer to."""


def corrected(claim: Claim, values: dict[str, str], ground: Ground) -> tuple[Claim, list[tuple[str, Wrong]]]:
    """The claim with other values, and what is wrong with them, by field."""
    work = Correcting(claim, values, ground)
    for key, kind in _ENUMS.items():
        if values.get(key):
            work.changes[key] = kind(values[key])
        elif key in values:
            work.refuse(key, _needed())
    match claim:
        case Measure() | Goal():
            work.code("title_en")
            work.code("sector", "sector/")
        case Action():
            _action(work, claim)
        case Target():
            _target(work, claim)
        case Responsibility():
            work.code("agency")
            _boolean(work, "prefix_elided")
            _boolean(work, "open_list")
            _deadline(work, claim)
        case ProposedBody():
            work.words("name", wider=False)
            work.code("name_en")
            work.code("nearest")
            _kind(work, BodyKind)
            _boolean(work, "of_plan")
        case _:
            _detail(work)
    return (claim if work.wrongs else replace(claim, **work.changes)), work.wrongs


def _detail(work: Correcting) -> None:
    """Takes the values of what belongs to an element, or makes duties for many."""
    match work.claim:
        case Condition():
            _kind(work, ConditionKind)
            _belongs(work, work.claim.of)
        case Mention():
            _mention(work, work.claim)
        case DraftedDocument():
            work.words("title", wider=False)
            _boolean(work, "titled")
            _belongs(work, (work.claim.of,), moves=True)
        case Provision():
            for key in ("levels", "assignees"):
                if key in work.values:
                    work.changes[key] = tuple(
                        code.removeprefix("level/") for code in work.values[key].split()
                    )
            work.words("qualifier")
        case _:
            raise TypeError(type(work.claim))


def _needed() -> Wrong:
    return wrong("不能留空", "this may not be empty", "请从列表中选择", "choose from the list")


def _action(work: Correcting, claim: Action) -> None:
    work.words("verb")
    work.words("object")
    place = work.words("marker")
    if "marker" in work.values:
        work.changes["marker_span"] = place
    _deadline(work, claim)


def _target(work: Correcting, claim: Target) -> None:
    work.code("indicator", "indicator/")
    work.code("unit", "unit/")
    work.code("applies_per", "level/")
    _kind(work, TargetKind)
    if "comparator" in work.values:
        said = work.values["comparator"]
        work.changes["comparator"] = Comparator(said) if said else None
    work.words("subject")
    work.words("marker")
    work.words("scope")
    place = work.words("force_marker")
    if "force_marker" in work.values:
        work.changes["force_span"] = place
    _value(work, claim)
    _baseline(work)
    _deadline(work, claim)


def _value(work: Correcting, claim: Target) -> None:
    places = []
    for key in ("value", "value_max"):
        said = work.values.get(key)
        if said is None:
            continue
        place = work.ground.number(said, claim.span) if said else None
        if said and place is None:
            work.refuse(key, _no_such_number(said, work.ground, claim.span))
        work.changes[key] = said
        places.append(place)
    if "value" in work.values:
        work.changes["value_span"] = places[0]
    low, high = (work.values.get(key, getattr(claim, key)) for key in ("value", "value_max"))
    if high and not low:
        work.refuse(
            "value_max",
            wrong("有上限而没有数值", "an upper value without a value", "请先填“数值”", "give the value"),
        )


def _no_such_number(said: str, ground: Ground, span: Span) -> Wrong:
    there = list(dict.fromkeys(one.value for one in ground.numbers(span)))[:_SHOWN]
    return wrong(
        f"原文中没有 {said} 这个数",
        f"the number {said} does not stand in these words",
        f"原文中的数：{'、'.join(there)}" if there else "这段原文没有数",
        f"numbers there: {', '.join(there)}" if there else "there is no number in them",
    )


def _baseline(work: Correcting) -> None:
    if "baseline_year" not in work.values:
        return
    said = work.values["baseline_year"]
    stretches = work.ground.around(work.claim.span)
    if said and not any(work.ground.number(said, stretch) for stretch in stretches):
        work.refuse("baseline_year", not_there(said))
    work.changes["baseline_year"] = int(said) if said else None


def _deadline(work: Correcting, claim: Action | Target | Responsibility) -> None:
    if not any(key in work.values for key in _DEADLINE):
        return
    found = corrected_deadline(claim, work.values, work.ground)
    if isinstance(found, tuple):
        work.refuse(*found)
    else:
        work.changes["deadline"] = found


def _mention(work: Correcting, claim: Mention) -> None:
    work.words("name", wider=False)
    work.code("concept")
    _kind(work, MentionKind)
    _belongs(work, (claim.of,))
    kind = work.changes.get("kind", claim.kind)
    concept = work.changes.get("concept", claim.concept)
    if concept and not concept.startswith(_CONCEPTS[kind]) and {"kind", "concept"} & work.values.keys():
        work.refuse(
            "concept" if "concept" in work.values else "kind",
            wrong(
                "词表条目与类型不符",
                "the concept is of another kind",
                "请改类型，或另选条目",
                "change the kind, or choose another concept",
            ),
        )


def _kind(work: Correcting, kinds: type[BodyKind | ConditionKind | MentionKind | TargetKind]) -> None:
    if work.values.get("kind"):
        work.changes["kind"] = kinds(work.values["kind"])
    elif "kind" in work.values:
        work.refuse("kind", _needed())


def _boolean(work: Correcting, key: str) -> None:
    if key in work.values:
        work.changes[key] = work.values[key] == "true"


def _belongs(work: Correcting, before: tuple[str, ...], *, moves: bool = False) -> None:
    """Takes other elements for a claim; its id stands under the first, which only a document may change."""
    if "of" not in work.values:
        return
    names = tuple(work.values["of"].split())
    known = {claim.id for claim in (*work.ground.draft.actions, *work.ground.draft.targets)}
    if unknown := [name for name in names if name not in known]:
        work.refuse(
            "of",
            wrong(
                f"没有编号为 {'、'.join(unknown)} 的举措或目标",
                f"there is no action or target {', '.join(unknown)}",
            ),
        )
    elif not names or (not moves and names[0] != before[0]):
        work.refuse(
            "of",
            wrong(
                "不能改属于另一条",
                "it cannot be moved to another element",
                "请删除这一条，再补录到那一条之下",
                "delete it here and add it there",
            ),
        )
    else:
        work.changes["of"] = names[0] if isinstance(getattr(work.claim, "of", ()), str) else names
