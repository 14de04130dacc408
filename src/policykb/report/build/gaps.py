"""The plan's own weaknesses, each with its places, why it matters and how to mend it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policykb.report.build.rows import Bearers
from policykb.report.page import anchor
from policykb.report.views import Case, Gap
from policykb.report.words import Link
from policykb.vocab import Force

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policykb.report.facts import Facts, Part
    from policykb.report.views import LedgerRow
    from policykb.report.words import Words

_SEVERITIES = ("high", "medium", "low")


def gaps(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> tuple[Gap, ...]:
    """Every kind of gap, most serious first, then by how much of the plan it concerns; those that do not show last."""
    found = (
        _gap(words, "no-lead", "high", tuple(_no_lead(facts)), len(facts.measures)),
        _gap(words, "orphan", "high", tuple(_orphans(facts, words, rows)), _targets(rows)),
        _gap(words, "unquantified", "high", tuple(_unquantified(facts, words)), len(facts.measures)),
        _gap(words, "goal-without-number", "medium", tuple(_bare_goals(facts, rows)), len(facts.goals)),
        _gap(
            words,
            "undated",
            "medium",
            tuple(_undated(facts, words, rows)),
            len(facts.measures),
            **_bare(rows),
        ),
        _gap(words, "diffuse", "medium", tuple(_diffuse(facts, words)), len(facts.measures)),
        _gap(words, "unsigned", "medium", tuple(_unsigned(facts, words)), len(facts.agencies())),
        _gap(words, "hedged", "low", tuple(_hedged(facts, rows)), _targets(rows)),
        _gap(words, "overlap", "low", tuple(_overlaps(facts, rows)), len(rows)),
        _gap(words, "doubtful", "low", tuple(_doubtful(facts, rows)), len(rows)),
    )
    return tuple(
        sorted(
            found,
            key=lambda gap: (
                not gap.cases,
                _SEVERITIES.index(gap.severity),
                -gap.number / max(gap.of, 1),
                gap.id,
            ),
        )
    )


def _gap(words: Words, kind: str, severity: str, cases: tuple[Case, ...], of: int, **more: int) -> Gap:
    key = kind.replace("-", "_")
    return Gap(
        id=kind,
        title=words(f"gap.{key}_title"),
        severity=severity,
        severity_name=words(f"gap.{severity}"),
        number=len(cases),
        of=of,
        finding=words.sentence(f"gap.{key}_finding", n=Link(len(cases), f"#{kind}"), of=of, **more),
        why=words(f"gap.{key}_why"),
        fix=words(f"gap.{key}_fix"),
        cases=cases,
    )


def _targets(rows: Mapping[str, LedgerRow]) -> int:
    return sum(row.kind == "target" for row in rows.values())


def _bare(rows: Mapping[str, LedgerRow]) -> dict[str, int]:
    actions = [row for row in rows.values() if row.kind == "action"]
    return {"every": len(actions), "bare": sum(not row.deadline for row in actions)}


def _heading(part: Part | None) -> str:
    return part.heading if part else ""


def _no_lead(facts: Facts) -> Iterator[Case]:
    led = {duty.element for duty in facts.duties if duty.role == "lead"}
    for part in facts.measures:
        listed = facts.listed(part.id)
        if listed and part.id not in led:
            # The words from the first name up to the end of the bracket say how they share the duty.
            quote = facts.text[listed[0].span.start : part.span.end].partition("。")[0].rstrip("）")
            yield Case(_heading(part), "".join(quote.split()), f"#{part.id}", quoted=True)


def _orphans(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> Iterator[Case]:
    orphans = [rows[element] for element in facts.marked("OrphanTarget") if element in rows]
    for row in sorted(orphans, key=lambda row: (not row.counted, row.index)):
        label = _heading(facts.part(row.id))
        yield Case(
            label + (words("gap.with_number") if row.counted else ""),
            row.words,
            f"#{row.anchor}",
            quoted=True,
        )


def _unquantified(facts: Facts, words: Words) -> Iterator[Case]:
    for measure in facts.marked("UnquantifiedMeasure"):
        inside = facts.inside(measure)
        said = words("gap.unquantified_case", n=sum(element.kind == "action" for element in inside))
        yield Case(_heading(facts.part(measure)), said, f"#{measure}", quoted=False)


def _bare_goals(facts: Facts, rows: Mapping[str, LedgerRow]) -> Iterator[Case]:
    for part in facts.goals:
        inside = [rows[element.id] for element in facts.inside(part.id)]
        if inside and not any(row.counted for row in inside):
            yield Case(_heading(part), "；".join(row.words for row in inside), f"#{part.id}", quoted=True)


def _undated(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> Iterator[Case]:
    every = Counter(row.id.partition("/")[0] for row in rows.values() if row.kind == "action")
    bare = Counter(
        row.id.partition("/")[0] for row in rows.values() if row.kind == "action" and not row.deadline
    )
    for part in facts.measures:
        if bare[part.id]:
            said = words("gap.undated_case", n=bare[part.id], of=every[part.id])
            yield Case(_heading(part), said, f"#{part.id}", quoted=False)


def _diffuse(facts: Facts, words: Words) -> Iterator[Case]:
    for measure in facts.marked("DiffuseMeasure"):
        listed = [facts.bodies[d.bearer].short for d in facts.listed(measure) if d.bearer in facts.bodies]
        said = words("gap.diffuse_case", n=len(listed), names=words.listing(listed))
        yield Case(_heading(facts.part(measure)), said, f"#{measure}", quoted=False)


def _unsigned(facts: Facts, words: Words) -> Iterator[Case]:
    if not facts.document.issuers:
        return
    presumed = Bearers.of(facts).presumed
    for body in facts.agencies():
        if body.id not in facts.document.issuers:
            mine = [duty for duty in facts.duties if duty.bearer == body.id]
            leads = sum(presumed.get(duty.element) == body.id for duty in mine)
            said = words("gap.unsigned_lead" if leads else "gap.unsigned_case", n=len(mine), leads=leads)
            yield Case(body.short, said, f"#{anchor(body.id)}", quoted=False)


def _hedged(facts: Facts, rows: Mapping[str, LedgerRow]) -> Iterator[Case]:
    for row in rows.values():
        if row.kind == "target" and row.force == Force.STRIVE:
            yield Case(_heading(facts.part(row.id)), row.words, f"#{row.anchor}", quoted=True)


def _overlaps(facts: Facts, rows: Mapping[str, LedgerRow]) -> Iterator[Case]:
    for overlap in facts.overlaps:
        one, other = rows.get(overlap.one), rows.get(overlap.other)
        if one and other:
            label = f"{overlap.concept}：{one.id} / {other.id}"
            yield Case(label, f"{one.words}；{other.words}", f"#{one.anchor}", quoted=True)


def _doubtful(_facts: Facts, rows: Mapping[str, LedgerRow]) -> Iterator[Case]:
    for row in rows.values():
        if row.note:
            yield Case(f"{row.id} {row.words}", row.note, f"#{row.anchor}", quoted=False)
