"""What needs a decision, most urgent first: each with why, whom to ask and where to look."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.progress import ReportedState
from policykb.report.build.series import difference_text
from policykb.report.views.dashboard import Decision
from policykb.vocab import TargetState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.report.build.scene import Scene
    from policykb.report.tracking import Status

_NAMED = 8
"""So many targets of a group are named; the rest are counted."""


def decisions(scene: Scene, found: Sequence[Status]) -> tuple[Decision, ...]:
    """All that waits for a decision among some targets, and of the plan as a whole."""
    by_state = {state: [s for s in found if s.state == state] for state in TargetState}
    unreported = by_state[TargetState.DUE_UNREPORTED]
    promising = [status for status in unreported if _promising(scene, status)]
    waiting = [status for status in unreported if status not in promising]
    return (
        *(_one(scene, "missed", status) for status in by_state[TargetState.MISSED]),
        *(_one(scene, "behind", status) for status in by_state[TargetState.BEHIND]),
        *(_one(scene, "definition", status) for status in by_state[TargetState.NOT_COMPARABLE]),
        *(_one(scene, "publish", status) for status in promising),
        *_group(scene, "unreported", waiting),
        *_group(scene, "no_data", by_state[TargetState.NO_DATA]),
        *_claims(scene),
        *_of_the_plan(scene),
    )


def _promising(scene: Scene, status: Status) -> bool:
    """Whether a sum or an estimate would reach the goal: what is missing is only the publication."""
    guesses = [scene.tracking.figures.get(name) for name in status.roles.get("estimatedFigure", ())]
    goal, late = Decimal(status.goal), status.due[:4]
    return any(
        guess.kind == "sum"
        and str(guess.year) >= late
        and (status.amount(guess) - goal) * status.direction >= 0
        for guess in guesses
        if guess
    )


def _one(scene: Scene, kind: str, status: Status) -> Decision:
    gap = difference_text(scene.facts, scene.words, status.gap, status.unit) if status.gap else ""
    return Decision(
        kind=kind,
        what=scene.words(f"dashboard.do_{kind}", name=name_of(scene, status), gap=gap),
        why=status.reason,
        whom=_whom(scene, [status]),
        where=(f"policykb explain {status.id}",),
    )


def _group(scene: Scene, kind: str, statuses: Sequence[Status]) -> tuple[Decision, ...]:
    if not statuses:
        return ()
    names = list(dict.fromkeys(name_of(scene, status) for status in statuses))
    told = scene.words.listing(names[:_NAMED])
    if len(names) > _NAMED:
        told = scene.words("dashboard.and_more", names=told, n=len(names))
    return (
        Decision(
            kind=kind,
            what=scene.words(f"dashboard.do_{kind}", n=len(statuses)),
            why=told,
            whom=_whom(scene, statuses),
            where=tuple(f"policykb explain {status.id}" for status in statuses[:2]),
        ),
    )


def _claims(scene: Scene) -> tuple[Decision, ...]:
    rows = [
        entry.row
        for (_, body), entry in sorted(scene.progress.items())
        if entry.state == ReportedState.DONE
        and not entry.proven
        and (scene.body is None or body == scene.body.id)
    ]
    if not rows:
        return ()
    what = scene.words("dashboard.do_claims", n=len(rows))
    return (Decision("claims", what, scene.words.listing(rows[:_NAMED]), "", ()),)


def _of_the_plan(scene: Scene) -> tuple[Decision, ...]:
    if scene.body is not None:
        return ()
    facts, words, found = scene.facts, scene.words, []
    if facts.duties and not any(duty.role == "lead" for duty in facts.duties):
        why = words("dashboard.why_lead")
        found.append(
            Decision(
                "lead",
                words("dashboard.do_lead", n=len(facts.measures)),
                why,
                "",
                ("policykb query who_is_presumed_lead",),
            )
        )
    orphans = [e for e in facts.elements if e.counted and e.id in facts.marked("OrphanTarget")]
    found += [
        Decision(
            "orphan",
            words("dashboard.do_orphan", name=e.words),
            words("dashboard.why_orphan"),
            "",
            (f"policykb explain {e.id}",),
        )
        for e in orphans
    ]
    return tuple(found)


def name_of(scene: Scene, status: Status) -> str:
    """What a target is called: its indicator, with the place of a share."""
    facts = scene.facts
    element = facts.element(status.whole)
    value = facts.values.get(status.whole)
    indicator = value.indicator if value else status.indicator
    name = facts.name(indicator) if indicator else element.words if element else status.target
    return scene.words("dashboard.share", area=facts.name(status.area), name=name) if status.share else name


def _whom(scene: Scene, statuses: Sequence[Status]) -> str:
    """The presumed leads of the targets' measures; presumed is not stated."""
    presumed = scene.bearers.presumed
    bodies = dict.fromkeys(
        body for status in statuses if (body := presumed.get(status.whole.partition("/")[0])) is not None
    )
    names = [scene.facts.bodies[body].short for body in bodies if body in scene.facts.bodies]
    return scene.words("dashboard.whom", names=scene.words.listing(names)) if names else ""
