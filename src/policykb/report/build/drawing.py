"""The bars of a dashboard: states by measure, lights by body, reports by measure."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policykb.progress import ReportedState
from policykb.report import charts
from policykb.report.build.agencies import chart_name
from policykb.report.build.rows import ledger_rows
from policykb.report.build.status import KNOWN, ORDER
from policykb.report.views.dashboard import Drawing
from policykb.schemes import Light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.progress import Entry
    from policykb.report.build.scene import Lighted, Scene
    from policykb.report.tracking import Status
    from policykb.report.views import LedgerRow

_MOST_BODIES = 10
_LETTERS = {"zh": 30, "en": 46}
"""How much of a heading fits before a bar."""
_REPORTS = {
    "proven": "achieved",
    "claimed": "not_comparable",
    "reported": "not_due",
    "unreported": "no_data",
    "due_soon": "not_applicable",
    "due_unreported": "due_unreported",
}
"""Where a row stands by report, and the pattern it is drawn in."""


def by_measure(scene: Scene, found: Sequence[Status]) -> Drawing | None:
    """States of targets, one bar a measure or goal."""
    used = [state for state in ORDER if any(status.state == state for status in found)]
    if not used:
        return None
    legend = [charts.Key(state, scene.facts.name(f"target-state/{state}")) for state in used]
    rows = []
    for part in scene.facts.parts:
        counts = Counter(s.state for s in found if s.whole.partition("/")[0] == part.id)
        if counts:
            rows.append(charts.Row(_short(scene, part.heading), tuple(counts[state] for state in used)))
    unknown = sum(status.state not in KNOWN for status in found)
    finding = scene.words("dashboard.states_finding", n=len(found), unknown=unknown)
    return Drawing(scene.words("dashboard.states"), finding, charts.bars(rows, legend))


def by_body(scene: Scene, lighted: Sequence[Lighted]) -> Drawing | None:
    """Lights of the targets of each body, those with most that is not known first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in lighted:
        for body in scene.bearers.inherited.get(one.status.target, ()):
            counts[body][one.lit.light] += 1
    if not counts:
        return None
    used = [light for light in Light if any(of[light] for of in counts.values())]
    order = sorted(counts, key=lambda body: (-counts[body].total(), scene.facts.bodies[body].order, body))
    rows = [
        charts.Row(chart_name(scene.facts.bodies[body]), tuple(counts[body][light] for light in used))
        for body in order[:_MOST_BODIES]
    ]
    legend = [charts.Key(f"light-{light}", scene.words(f"dashboard.light_{light}")) for light in used]
    finding = scene.words("dashboard.bodies_finding", n=len(counts), shown=len(rows))
    return Drawing(scene.words("dashboard.bodies"), finding, charts.bars(rows, legend))


def by_report(scene: Scene) -> Drawing | None:
    """What a body has reported of the rows it answers for, one bar a measure."""
    body = scene.body
    if body is None:
        return None
    rows = ledger_rows(scene.facts, scene.words, scene.as_of)
    specific = scene.bearers.specific
    mine = [row for row in rows.values() if body.id in row.body_ids or body.id in specific.get(row.id, ())]
    if not mine:
        return None
    told = {row.id: _standing(row, scene.progress.get((row.id, body.id))) for row in mine}
    used = [slug for slug in _REPORTS if slug in told.values()]
    lines = []
    for part in scene.facts.parts:
        counts = Counter(told[row.id] for row in mine if row.id.partition("/")[0] == part.id)
        if counts:
            lines.append(charts.Row(_short(scene, part.heading), tuple(counts[slug] for slug in used)))
    legend = [charts.Key(_REPORTS[slug], scene.words(f"dashboard.report_{slug}")) for slug in used]
    finding = scene.words("dashboard.rows_finding", n=len(mine), parts=len(lines))
    return Drawing(scene.words("dashboard.rows"), finding, charts.bars(lines, legend))


def _standing(row: LedgerRow, entry: Entry | None) -> str:
    if entry is None or entry.state == ReportedState.NOT_REPORTED:
        return row.state
    if entry.state == ReportedState.DONE:
        return "proven" if entry.proven else "claimed"
    return "reported"


def _short(scene: Scene, heading: str) -> str:
    room = _LETTERS[scene.words.lang]
    return heading if len(heading) <= room else heading[: room - 1] + "…"
