"""Gaps with both sides, what was lowered, where the documents above disagree, what only the region asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.compare.severity import severity, weakening_severity
from policykb.report.build.against.marks import GAPS, SEVERITIES, grade, marks, unread
from policykb.report.build.rows import Bearers
from policykb.report.page import anchor
from policykb.report.views.comparison import Extra, Ranked, Side
from policykb.text import display
from policykb.vocab import RequirementKind, Verdict

if TYPE_CHECKING:
    from policykb.compare.values import Coverage, IndicatorVerdict, ParentConflict, Weakening
    from policykb.draft.requirements import Requirement
    from policykb.report.build.against.context import Context
    from policykb.report.words import Sentence


def ranked(context: Context) -> tuple[Ranked, ...]:
    """Every gap against the documents above, most serious first, then in section order."""
    found = [
        *(_covered(context, one) for one in context.comparison.coverages if one.verdict in GAPS),
        *(_indicated(context, one) for one in context.distinct() if GAPS & set(one.verdicts)),
    ]
    order = {kind.value: at for at, kind in enumerate(RequirementKind)}
    return tuple(
        gap
        for _, gap in sorted(
            found,
            key=lambda pair: (
                SEVERITIES.index(pair[1].severity),
                unread(pair[0]),
                -order[pair[0].kind.value],
                pair[0].section or 99,
                pair[0].id,
            ),
        )
    )


def _covered(context: Context, coverage: Coverage) -> tuple[Requirement, Ranked]:
    asked, words = coverage.requirement, context.words
    level = grade(severity(asked, (coverage.verdict,)))
    key = "partly" if coverage.verdict is Verdict.PARTLY else "absent"
    fix = words(
        f"against.fix_{key}", title=context.title(asked), missing=coverage.justification.said(words.lang)
    )
    return asked, Ranked(
        id=f"gap-{anchor(asked.id)}",
        title=f"{context.label(asked)} {context.title(asked)}".strip(),
        severity=level,
        severity_name=words(f"gap.{level}"),
        marks=marks((coverage.verdict,), asked, words),
        national=context.above(asked),
        regional=context.here(coverage.evidence[:3]),
        reasons=(coverage.justification.said(words.lang),),
        owner=_owner(context, coverage.matches[0].element) if coverage.matches else (),
        fix=fix if coverage.verdict is Verdict.ABSENT else "",
    )


def _indicated(context: Context, verdict: IndicatorVerdict) -> tuple[Requirement, Ranked]:
    asked, words = verdict.requirement, context.words
    assert asked is not None  # noqa: S101 - the caller keeps those with a national side
    # A national average is no one region's duty: falling short of it is worth knowing, no more.
    average = context.outcome(verdict) == "average"
    told = severity(asked, verdict.verdicts, later_document=verdict.later_document)
    level = "low" if average else grade(told)
    return asked, Ranked(
        id=f"gap-{anchor(asked.id)}-{anchor(verdict.target) if verdict.target else 'none'}",
        title=f"{context.label(asked)} {context.indicator(verdict)}".strip(),
        severity=level,
        severity_name=words(f"gap.{level}"),
        marks=marks(verdict.verdicts, asked, words),
        national=Side(
            context.figure(verdict.national, asked.comparator, context.statement(asked)),
            quoted=False,
            place=context.document(asked),
        ),
        regional=context.here(verdict.evidence),
        reasons=tuple(reason.said(words.lang) for reason in verdict.reasons),
        owner=_owner(context, verdict.target) if verdict.target else (),
        fix=words("against.fix_average") if average else _fix(context, verdict, asked),
    )


def _fix(context: Context, verdict: IndicatorVerdict, asked: Requirement) -> str:
    figure = context.figure(verdict.national, asked.comparator)
    words = context.words
    if Verdict.ABSENT in verdict.verdicts:
        bare = (
            context.figure(verdict.national._replace(year=None), asked.comparator) if verdict.national else ""
        )
        return words(
            "against.fix_missing_figure",
            indicator=context.indicator(verdict),
            figure=bare,
            year=asked.year or "",
        )
    if Verdict.WEAKER in verdict.verdicts:
        return words("against.fix_weaker", figure=figure)
    return words("against.fix_later", year=asked.year or "")


def _owner(context: Context, element: str) -> Sentence:
    part = context.facts.part(element)
    if part is None or part.kind != "measure":
        return ()
    facts, words = context.facts, context.words
    presumed = Bearers.of(facts).presumed.get(part.id)
    if presumed is not None and presumed in facts.bodies:
        return words.sentence(
            "against.owner_presumed", body=facts.bodies[presumed].short, heading=part.heading
        )
    listed = [
        facts.bodies[duty.bearer].short for duty in facts.listed(part.id) if duty.bearer in facts.bodies
    ]
    if not listed:
        return ()
    return words.sentence("against.owner_listed", names=words.listing(listed), heading=part.heading)


def lowered(context: Context) -> tuple[Ranked, ...]:
    """The targets that are lower or later than what the region set before, or was assigned."""
    return tuple(_lowered(context, one) for one in context.comparison.weakenings)


def _lowered(context: Context, weakening: Weakening) -> Ranked:
    asked, words = weakening.requirement, context.words
    level = grade(weakening_severity(weakening))
    return Ranked(
        id=f"lowered-{anchor(asked.id)}-{anchor(weakening.target)}",
        title=context.title(asked),
        severity=level,
        severity_name=words(f"gap.{level}"),
        marks=marks(weakening.verdicts, asked, words),
        national=context.above(asked),
        regional=context.here(weakening.evidence),
        reasons=(weakening.reason.said(words.lang),),
        owner=_owner(context, weakening.target),
        fix="",
    )


def conflicts(context: Context) -> tuple[Ranked, ...]:
    """Where the documents above ask for different things of one indicator in one year."""
    return tuple(_conflict(context, one) for one in context.comparison.conflicts)


def _conflict(context: Context, conflict: ParentConflict) -> Ranked:
    one, *others = conflict.requirements
    return Ranked(
        id=f"conflict-{anchor(conflict.indicator)}-{conflict.year}",
        title=f"{context.facts.name(f'indicator/{conflict.indicator}')} · {conflict.year}",
        severity="",
        severity_name="",
        marks=(),
        national=context.above(one),
        regional=tuple(context.above(other) for other in others),
        reasons=(conflict.reason.said(context.words.lang),),
        owner=(),
        fix="",
    )


def additions(context: Context) -> tuple[Extra, ...]:
    """What only the region asks for, in its own words."""
    return tuple(
        Extra(context.heading(one.element), display(one.evidence[0].quote), context.href(one.element))
        for one in context.comparison.additions
        if one.evidence
    )
