"""From a plan's text to its draft: one recogniser a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Action, Draft, Goal, Measure, Target
from policykb.extract.actions import actions
from policykb.extract.conditions import conditions
from policykb.extract.coverage import claimed, coverage
from policykb.extract.dating import dated, inherit
from policykb.extract.deadlines import deadlines
from policykb.extract.documents import documents
from policykb.extract.doers import Doing, doings
from policykb.extract.measures import MeasurePart
from policykb.extract.mentions import mentions
from policykb.extract.outline import Outline, outline
from policykb.extract.provisions import of_heads, provisions
from policykb.extract.responsibilities import Source, duties, register_of, responsibilities
from policykb.extract.sectors import sector
from policykb.extract.targets import targets
from policykb.text import display
from policykb.vocab import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policykb.draft.claims import Deadline
    from policykb.extract.anchoring import AnyClaim
    from policykb.extract.outline import GoalPart
    from policykb.span import Span
    from policykb.text import PlanText

__all__ = ["extract"]

_UNNUMBERED = "原文没有编号，以自然段作为一项措施"


@dataclass(frozen=True, slots=True)
class _Read:
    """What a measure says: its actions and targets, and the sentences that name their doers."""

    part: MeasurePart
    measure: Measure
    actions: tuple[Action, ...]
    targets: tuple[Target, ...]
    doings: tuple[Doing, ...]


def extract(text: PlanText, plan: str, region: str = "") -> Draft:
    """The plan's draft: what each stretch of its text says, unreviewed.

    Args:
        text: the plan's words.
        plan: its id.
        region: the slug of its region, such as ``region/640000``, where it is known; otherwise the text tells.
    """
    words = text.content
    parts = outline(words)
    read = [_read(words, part) for part in parts.measures]
    goals = [(_goal(part), part) for part in parts.goals]
    aims = [*_of_goals(words, goals), *(aim for one in read for aim in one.targets)]
    acts = [act for one in read for act in one.actions]
    found = duties(words, [Source(one.measure.id, one.part.tags, one.doings) for one in read])
    title = display(parts.title.quote(words)) if parts.title else ""
    register = register_of(words, plan, title, found, region)
    elements = {one.measure.id: [(c.span, c.id) for c in (*one.actions, *one.targets)] for one in read}
    lists = [(one.measure.id, tag.listing) for one in read for tag in one.part.tags if not tag.outside]
    stated = _in_order([*acts, *aims])
    draft = Draft(
        plan=plan,
        text_sha256=text.sha256,
        text_length=len(words),
        title=title,
        measures=tuple(one.measure for one in read),
        goals=tuple(goal for goal, _ in goals),
        actions=tuple(acts),
        targets=tuple(aims),
        responsibilities=responsibilities(words, found, register, elements),
        provisions=provisions(words, plan, [*lists, *of_heads(parts.heads)], found),
        conditions=_in_order(conditions(words, stated)),
        mentions=_in_order(mentions(words, stated)),
        documents=tuple(d for one in read for d in documents(words, one.measure.id, one.actions)),
        bodies=register.bodies(),
    )
    return _accounted(words, parts, draft)


def _accounted(words: str, parts: Outline, draft: Draft) -> Draft:
    """The draft with what became of each stretch of the text."""
    return replace(draft, sentences=coverage(words, parts, claimed(draft)))


def _in_order(claims: Iterable[AnyClaim]) -> tuple[AnyClaim, ...]:
    """The claims in text order; where two stand at one place, by the element they belong to."""
    return tuple(sorted(claims, key=lambda claim: (claim.span, claim.id.rpartition("/")[0])))


def _read(words: str, part: MeasurePart) -> _Read:
    measure = _measure(words, part)
    named = tuple(doing for body in part.bodies for doing in doings(words, body))
    aims = [aim for body in part.bodies for aim in targets(words, measure.id, body)]
    aims = [replace(aim, id=f"{measure.id}/t{number}") for number, aim in enumerate(aims, 1)]
    taken = [*(aim.span for aim in aims), *(clause for doing in named for clause in doing.named)]
    acts = [act for body in part.bodies for act in _actions(words, measure.id, body, taken)]
    acts = [replace(act, id=f"{measure.id}/a{number:02}") for number, act in enumerate(acts, 1)]
    for reach, due in _dues(words, part):
        acts, aims = _due(acts, aims, reach, due)
    return _Read(part, measure, tuple(acts), tuple(aims), named)


def _measure(words: str, part: MeasurePart) -> Measure:
    fields = (part.title, *(display(heading.quote(words)) for heading in reversed(part.headings)))
    return Measure(
        id=f"m{part.ordinal:02}",
        span=part.span,
        confidence=Confidence.UNSURE if part.paragraph else Confidence.CERTAIN,
        doubt=_UNNUMBERED if part.paragraph else "",
        ordinal=part.ordinal,
        number=part.number,
        title=part.title,
        title_span=part.title_span or part.span,
        sector=next(filter(None, map(sector, fields)), ""),
    )


def _goal(part: GoalPart) -> Goal:
    return Goal(
        id=f"g{part.year}",
        span=part.span,
        year=part.year,
        title=f"{part.year}年目标",
        title_en=f"Goals for {part.year}",
    )


def _of_goals(words: str, goals: Sequence[tuple[Goal, GoalPart]]) -> Iterator[Target]:
    for goal, part in goals:
        aims = [aim for body in part.bodies for aim in targets(words, goal.id, body)]
        yield from (replace(aim, id=f"{goal.id}/t{number}") for number, aim in enumerate(aims, 1))


def _actions(words: str, home: str, body: Span, taken: Sequence[Span]) -> tuple[Action, ...]:
    return dated(words, body, actions(words, home, body, [span for span in taken if body.overlaps(span)]))


def _dues(words: str, part: MeasurePart) -> Iterator[tuple[Span | None, Deadline]]:
    """The dates in a measure's tags or in its row of a table, each with the stretch it holds for, None for all."""
    for tag in part.tags:
        if tag.listing.due:
            yield (None if tag.outside else tag.covers), tag.listing.due
    if part.due:
        yield from ((None, deadline) for deadline in deadlines(words, part.due)[-1:])


def _due(
    acts: Sequence[Action], aims: Sequence[Target], reach: Span | None, due: Deadline
) -> tuple[list[Action], list[Target]]:
    """The claims, where those that a date reaches have it if they have none nearer."""
    reached = inherit(acts, aims, due)

    def near(claim: Action | Target) -> bool:
        return reach is None or reach.overlaps(claim.span)

    return (
        [after if near(act) else act for act, after in zip(acts, reached.actions, strict=True)],
        [after if near(aim) else aim for aim, after in zip(aims, reached.targets, strict=True)],
    )
