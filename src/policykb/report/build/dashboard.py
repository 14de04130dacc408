"""The one-minute page: of a whole plan, of a body, or of a place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from policykb import schemes
from policykb.progress import ReportedState
from policykb.report.build.assessed import scheme_note
from policykb.report.build.cover import cover
from policykb.report.build.deciding import decisions
from policykb.report.build.drawing import by_body, by_measure, by_report
from policykb.report.build.scene import Lighted, Scene
from policykb.report.build.series import bullet_chart
from policykb.report.build.status import KNOWN, state_counts, whole_statuses
from policykb.report.views.dashboard import Dashboard, DeductionRow, LitRow, RuleRow
from policykb.report.words import Link
from policykb.schemes import Case, Light, Named
from policykb.vocab import TargetState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.report.tracking import Status
    from policykb.report.words import Sentence, Words

MOST_DECISIONS = 7
_MOST_BULLETS = 14
_FROM_REPORTS = {ReportedState.LATE: Named.LATE, ReportedState.IN_PROGRESS: Named.IN_PROGRESS}


def dashboard(scene: Scene) -> Dashboard:
    """The page as a view."""
    words, facts = scene.words, scene.facts
    found = statuses_of(scene)
    lighted = tuple(_lighted(scene, status) for status in found)
    needed = decisions(scene, found)
    drawn = _drawable(found)
    who = scene.body.name if scene.body else facts.document.region or facts.document.title
    head = cover(facts, words, scene.as_of, words("dashboard.title", who=who), reviewed=scene.reviewed)
    return Dashboard(
        cover=replace(head, items=(head.items[0], *head.items[-2:])),
        who=who,
        lines=_lines(scene, lighted),
        counts=state_counts(facts, words, found),
        lights=_tally(words, lighted),
        decisions=needed[:MOST_DECISIONS],
        left_out=max(len(needed) - MOST_DECISIONS, 0),
        states=by_measure(scene, found),
        bullets=bullet_chart(facts, words, scene.tracking, drawn) if drawn else None,
        undrawn=len(found) - len(drawn),
        third=by_report(scene) if scene.body else by_body(scene, lighted),
        scheme=scheme_note(words, scene.scheme.origin),
        rules=_rules(scene),
        deductions=tuple(
            DeductionRow(each.by.consequence.said(words.lang), each.lights, f"{each.points:f}")
            for each in schemes.deductions(scene.scheme, [one.lit.light for one in lighted])
        ),
        lit=tuple(_lit_row(scene, one) for one in lighted),
    )


def statuses_of(scene: Scene) -> tuple[Status, ...]:
    """The targets that a figure can decide: of the plan, of a department's measures, or a place's shares."""
    wholes = [s for s in whole_statuses(scene.facts, scene.tracking) if s.state != TargetState.NOT_APPLICABLE]
    body = scene.body
    if body is None:
        return tuple(wholes)
    held = scene.bearers.inherited
    mine = [status for status in wholes if body.id in held.get(status.target, ())]
    if not body.region or body.kind not in {"LocalGovernment", "AdministrativeCommittee"}:
        return tuple(mine)
    areas = {body.region, *(b.region for b in scene.facts.bodies.values() if b.within == body.region)}
    shares = [s for s in scene.tracking.statuses.values() if s.share and s.area in areas]
    order = {status.target: place for place, status in enumerate(wholes)}
    shares.sort(key=lambda s: (order.get(s.whole, len(order)), s.area))
    return (*mine, *shares)


def _lighted(scene: Scene, status: Status) -> Lighted:
    """A known state decides; only where nothing is known does the body's own report count."""
    entry = scene.progress.get((status.target, scene.body.id)) if scene.body else None
    state = Named(status.state)
    if entry and status.state not in KNOWN:
        if entry.state == ReportedState.DONE:
            state = Named.PROVEN if entry.proven else Named.CLAIMED
        else:
            state = _FROM_REPORTS.get(ReportedState(entry.state), state)
    late = (
        (dt.date.fromisoformat(scene.as_of) - dt.date.fromisoformat(status.due)).days if status.due else None
    )
    case = Case(state, late)
    return Lighted(status, case, schemes.light(scene.scheme, case), entry)


def _tally(words: Words, lighted: Sequence[Lighted]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(one.lit.light for one in lighted)
    return tuple(
        (light, words(f"dashboard.light_{light}"), counts[light]) for light in Light if counts[light]
    )


def _lines(scene: Scene, lighted: Sequence[Lighted]) -> tuple[Sentence, ...]:
    words, counts = scene.words, Counter(one.status.state for one in lighted)
    unknown = sum(counts[state] for state in counts if state not in KNOWN)
    known = len(lighted) - unknown
    first = words.sentence(
        "dashboard.known" if lighted else "dashboard.no_targets",
        n=Link(len(lighted), "#lit" if lighted else ""),
        known=known,
        achieved=counts[TargetState.ACHIEVED],
        missed=counts[TargetState.MISSED],
        on_track=counts[TargetState.ON_TRACK],
        behind=counts[TargetState.BEHIND],
        unknown=unknown,
    )
    tally = words.listing([f"{name} {n}" for _, name, n in _tally(words, lighted)]) or words("page.none")
    lights = words.sentence(
        "dashboard.lights", scheme=Link(scene.scheme.origin.title.said(words.lang), "#scheme"), told=tally
    )
    return (first, _due(scene, lighted), lights, _who(scene, lighted), _reports(scene))


def _due(scene: Scene, lighted: Sequence[Lighted]) -> Sentence:
    words = scene.words
    past = [one.status for one in lighted if one.status.due and one.status.due < scene.as_of]
    coming = sorted(one.status.due for one in lighted if one.status.due and one.status.due >= scene.as_of)
    undated = sum(not one.status.due for one in lighted)
    return words.sentence(
        "dashboard.due_next" if coming else "dashboard.due",
        past=len(past),
        decided=sum(status.state in KNOWN for status in past),
        coming=len(coming),
        undated=undated,
        day=words.date(coming[0]) if coming else "",
    )


def _who(scene: Scene, lighted: Sequence[Lighted]) -> Sentence:
    words, facts = scene.words, scene.facts
    if scene.body is None:
        open_ones: Counter[str] = Counter()
        for one in lighted:
            if one.status.state not in KNOWN:
                open_ones.update(scene.bearers.inherited.get(one.status.target, ()))
        if not open_ones:
            return words.sentence("dashboard.nobody_open")
        most = max(sorted(open_ones), key=open_ones.__getitem__)
        leads = sum(duty.role == "lead" for duty in facts.duties)
        return words.sentence(
            "dashboard.most_open", body=facts.bodies[most].short, n=open_ones[most], leads=leads
        )
    listed = [duty.element for duty in facts.duties if duty.bearer == scene.body.id]
    presumed = sum(body == scene.body.id for body in scene.bearers.presumed.values())
    derived = sum(scene.body.id in bodies for bodies in scene.bearers.default.values())
    key = "dashboard.own_duties" if listed or not derived else "dashboard.local_duties"
    return words.sentence(key, n=len(listed) or derived, presumed=presumed)


def _reports(scene: Scene) -> Sentence:
    mine = [e for (_, body), e in scene.progress.items() if scene.body is None or body == scene.body.id]
    done = [entry for entry in mine if entry.state == ReportedState.DONE]
    proven = sum(entry.proven for entry in done)
    key = "dashboard.reports" if mine else "dashboard.no_reports"
    return scene.words.sentence(key, n=len(mine), proven=proven, claimed=len(done) - proven)


def _drawable(found: Sequence[Status]) -> tuple[Status, ...]:
    """Targets with a number, those with a figure first, in text order."""
    numeric = [status for status in found if status.goal]
    kept = sorted(numeric, key=lambda status: not status.relied)[:_MOST_BULLETS]
    return tuple(status for status in numeric if status in kept and status.relied) or tuple(kept)


def _rules(scene: Scene) -> tuple[RuleRow, ...]:
    words = scene.words
    return tuple(
        RuleRow(
            number,
            words.listing([state_name(scene, state) for state in sorted(rule.states, key=list(Named).index)]),
            rule.light,
            words(f"dashboard.light_{rule.light}"),
            rule.why.said(words.lang),
        )
        for number, rule in enumerate(scene.scheme.rules, 1)
    )


def state_name(scene: Scene, state: Named) -> str:
    """What a state is called: the vocabulary's word, or what was reported."""
    if str(state) in {str(known) for known in TargetState}:
        return scene.facts.name(f"target-state/{state}")
    return scene.words(f"dashboard.state_{state}")


def _lit_row(scene: Scene, one: Lighted) -> LitRow:
    words, status = scene.words, one.status
    days = one.case.days_late
    indicator = scene.facts.name(status.indicator) if status.indicator else ""
    element = scene.facts.element(status.whole)
    name = indicator or (element.words if element else status.target)
    if status.share:
        name = words("dashboard.share", area=scene.facts.name(status.area), name=name)
    return LitRow(
        id=status.target,
        name=name,
        state=status.state,
        state_name=scene.facts.name(f"target-state/{status.state}"),
        due=words.date(status.due),
        days="" if days is None else words("dashboard.late" if days > 0 else "dashboard.left", n=abs(days)),
        report=state_name(scene, one.case.state) if one.entry else "",
        light=one.lit.light,
        light_name=words(f"dashboard.light_{one.lit.light}"),
        rule=str(one.lit.rule) if one.lit.rule else "—",
        why=one.lit.why.said(words.lang),
    )
