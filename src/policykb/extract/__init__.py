"""From a plan's text to its draft: one recogniser a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Action, Draft, Goal, Measure, Target
from policykb.extract.actions import actions
from policykb.extract.conditions import conditions
from policykb.extract.coverage import claimed, coverage
from policykb.extract.dating import dated
from policykb.extract.documents import documents
from policykb.extract.mentions import mentions
from policykb.extract.outline import Outline, outline
from policykb.extract.provisions import provisions
from policykb.extract.responsibilities import responsibilities
from policykb.extract.sectors import sector
from policykb.extract.targets import targets
from policykb.text import display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.extract.anchoring import AnyClaim
    from policykb.extract.outline import GoalPart, MeasurePart
    from policykb.text import PlanText

__all__ = ["extract"]


def extract(text: PlanText, plan: str) -> Draft:
    """The plan's draft: what each stretch of its text says, unreviewed."""
    words = text.content
    parts = outline(words)
    measures = [(_measure(part), part) for part in parts.measures]
    goals = [(_goal(part), part) for part in parts.goals]
    aims = [
        *(aim for goal, part in goals for aim in targets(words, goal.id, part.body)),
        *(aim for measure, part in measures if part.body for aim in targets(words, measure.id, part.body)),
    ]
    tasks = {measure.id: _actions(words, measure.id, part, aims) for measure, part in measures}
    acts = [act for found in tasks.values() for act in found]
    brackets = [(measure.id, part.bracket) for measure, part in measures if part.bracket]
    stated = _in_order([*acts, *aims])
    draft = Draft(
        plan=plan,
        text_sha256=text.sha256,
        text_length=len(words),
        title=display(parts.title.quote(words)) if parts.title else "",
        measures=tuple(measure for measure, _ in measures),
        goals=tuple(goal for goal, _ in goals),
        actions=tuple(acts),
        targets=tuple(aims),
        responsibilities=tuple(r for home, span in brackets for r in responsibilities(words, home, span)),
        provisions=tuple(p for home, span in brackets for p in provisions(words, home, span, plan)),
        conditions=_in_order(conditions(words, stated)),
        mentions=_in_order(mentions(words, stated)),
        documents=tuple(d for home, found in tasks.items() for d in documents(words, home, found)),
    )
    return _accounted(words, parts, draft)


def _accounted(words: str, parts: Outline, draft: Draft) -> Draft:
    """The draft with what became of each stretch of the text."""
    return replace(draft, sentences=coverage(words, parts, claimed(draft)))


def _in_order(claims: Iterable[AnyClaim]) -> tuple[AnyClaim, ...]:
    """The claims in text order; where two stand at one place, by the element they belong to."""
    return tuple(sorted(claims, key=lambda claim: (claim.span, claim.id.rpartition("/")[0])))


def _measure(part: MeasurePart) -> Measure:
    return Measure(
        id=f"m{part.ordinal:02}",
        span=part.span,
        ordinal=part.ordinal,
        number=part.number,
        title=display(part.title),
        title_span=part.title_span,
        sector=sector(part.title),
    )


def _goal(part: GoalPart) -> Goal:
    return Goal(
        id=f"g{part.year}",
        span=part.span,
        year=part.year,
        title=f"{part.year}年目标",
        title_en=f"Goals for {part.year}",
    )


def _actions(words: str, home: str, part: MeasurePart, aims: list[Target]) -> tuple[Action, ...]:
    if part.body is None:
        return ()
    taken = [aim.span for aim in aims if part.body.overlaps(aim.span)]
    return dated(words, part.body, actions(words, home, part.body, taken))
