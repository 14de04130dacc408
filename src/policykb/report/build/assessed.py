"""Points by the assessment schemes that name a target's indicator, with everything that went in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policykb import schemes
from policykb.report.page import anchor
from policykb.report.views.status import AssessmentView, PartRow, SchemeNote
from policykb.report.words import Link
from policykb.vocab import TargetState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.report.facts import Facts
    from policykb.report.tracking import Status, Tracking
    from policykb.report.words import Sentence, Words

_KNOWN = {TargetState.ACHIEVED, TargetState.MISSED, TargetState.ON_TRACK, TargetState.BEHIND}
_CUMULATIVE = "cumulative"


def assessed(
    facts: Facts, words: Words, tracking: Tracking, numeric: Sequence[Status], as_of: str
) -> tuple[AssessmentView, ...]:
    """What each scheme gives for each target it is about."""
    found = []
    for status in numeric:
        for scheme in schemes.assessments():
            if status.indicator.rpartition("/")[2] in scheme.indicators:
                rates = {_CUMULATIVE: covered(tracking, status)}
                result = schemes.points(scheme, rates, final=bool(status.due) and status.due < as_of)
                found.append(_view(facts, words, status, result))
    return tuple(found)


def covered(tracking: Tracking, status: Status) -> schemes.Rate:
    """How much of the way to its goal a target has covered; not known unless its state is."""
    if status.state not in _KNOWN or not status.relied:
        return None
    start = tracking.figures.get(status.start)
    begin = status.amount(start) if start else Decimal(0)
    return schemes.completion(begin, Decimal(status.relied), Decimal(status.goal))


def scheme_note(words: Words, origin: schemes.Origin) -> SchemeNote:
    """Where a scheme comes from, and how sure that is."""
    return SchemeNote(
        title=origin.title.said(words.lang),
        source=origin.source,
        url=origin.url,
        confirmed=words(f"status.scheme_{origin.confirmed}"),
        note=origin.note.said(words.lang),
    )


def _view(facts: Facts, words: Words, status: Status, result: schemes.Assessed) -> AssessmentView:
    return AssessmentView(
        target=f"{status.target} {facts.name(status.indicator)}",
        href=f"#status-{anchor(status.target)}",
        scheme=scheme_note(words, result.scheme.origin),
        parts=tuple(
            PartRow(
                earned.part.title.said(words.lang),
                f"{earned.part.points:f}",
                words("status.not_known") if earned.rate is None else f"{earned.rate * 100:.2f}%",
                words("status.not_known") if earned.points is None else f"{earned.points:f}",
            )
            for earned in result.parts
        ),
        total=_total(words, result),
        veto=result.scheme.veto.said(words.lang) if result.vetoed else "",
        inputs=words.sentence(
            "status.inputs",
            target=Link(status.target, f"#status-{anchor(status.target)}"),
            state=facts.name(f"target-state/{status.state}"),
            goal=status.goal,
            value=status.relied or words("status.not_known"),
        ),
    )


def _total(words: Words, result: schemes.Assessed) -> Sentence:
    if result.total is None:
        return words.sentence("status.total_unknown", full=f"{result.full:f}")
    return words.sentence(
        "status.total", points=f"{result.total:f}", full=f"{result.full:f}", of=f"{result.scheme.of:f}"
    )
