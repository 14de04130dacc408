"""One section a body: what it is listed for, and how it stands to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report import charts
from policykb.report.build.rows import Bearers
from policykb.report.page import anchor
from policykb.report.views import Agencies, Agency, AgencyRow
from policykb.report.words import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.report.facts import Body, Duty, Facts
    from policykb.report.views import LedgerRow
    from policykb.report.words import Sentence, Words


def agencies(facts: Facts, words: Words, rows: Mapping[str, LedgerRow]) -> Agencies:
    """All bodies that the text lists, with a chart of how often and a matrix of where."""
    presumed = Bearers.of(facts).presumed
    found = tuple(_agency(facts, words, body, rows, presumed) for body in facts.agencies())
    busiest = sorted(facts.agencies(), key=lambda body: (-len(_duties(facts, body)), body.order, body.id))
    return Agencies(
        finding=_finding(facts, words, busiest),
        chart=_chart(facts, words, busiest),
        matrix=_matrix(facts, busiest),
        matrix_finding=_once(facts, words, busiest),
        places=tuple((body.short, _places(facts, body)) for body in busiest),
        agencies=found,
        unresolved=_unresolved(facts, words),
    )


def _duties(facts: Facts, body: Body) -> list[Duty]:
    return [duty for duty in facts.duties if duty.bearer == body.id]


def _firsts(facts: Facts, body: Body) -> int:
    return sum(duty.position == 1 for duty in _duties(facts, body))


def _finding(facts: Facts, words: Words, busiest: list[Body]) -> Sentence:
    if not busiest:
        return words.sentence("agencies.nobody")
    top = busiest[0]
    return words.sentence(
        "agencies.finding",
        body=Link(top.short, f"#{anchor(top.id)}"),
        n=Link(len(_duties(facts, top)), f"#{anchor(top.id)}"),
        of=len(facts.measures),
        first=Link(_firsts(facts, top), f"#{anchor(top.id)}"),
    )


def _unresolved(facts: Facts, words: Words) -> Sentence:
    names = sorted({duty.name for duty in facts.duties if duty.bearer not in facts.bodies})
    return words.sentence("agencies.unresolved", n=len(names), names=words.listing(names)) if names else ()


def _once(facts: Facts, words: Words, busiest: list[Body]) -> Sentence:
    once = [body for body in busiest if len(_duties(facts, body)) == 1]
    if not once:
        return ()
    return words.sentence("agencies.once", n=len(once), names=words.listing([body.short for body in once]))


def _chart(facts: Facts, words: Words, busiest: list[Body]) -> charts.Bars:
    legend = (charts.Key("first", words("agencies.first")), charts.Key("listed", words("agencies.other")))
    rows = []
    for body in busiest:
        first = _firsts(facts, body)
        rows.append(charts.Row(chart_name(body), (first, len(_duties(facts, body)) - first)))
    return charts.bars(rows, legend)


def _matrix(facts: Facts, busiest: list[Body]) -> charts.Plane:
    column = {part.id: index for index, part in enumerate(facts.measures)}
    rows = [
        (
            chart_name(body),
            [
                (column[duty.element], str(duty.position), "first" if duty.position == 1 else "listed")
                for duty in _duties(facts, body)
                if duty.element in column
            ],
        )
        for body in busiest
    ]
    return charts.matrix(rows, [str(part.ordinal) for part in facts.measures])


def _places(facts: Facts, body: Body) -> tuple[str, ...]:
    places = {duty.element: str(duty.position) for duty in _duties(facts, body)}
    return tuple(places.get(part.id, "") for part in facts.measures)


def _agency(
    facts: Facts, words: Words, body: Body, rows: Mapping[str, LedgerRow], presumed: Mapping[str, str]
) -> Agency:
    mine = [row for row in rows.values() if body.id in row.body_ids]
    lines = tuple(_line(facts, duty, mine, presumed.get(duty.element, "")) for duty in _duties(facts, body))
    targets = tuple(row for row in mine if row.kind == "target")
    due = sum(row.state == "due_unreported" for row in targets)
    return Agency(
        anchor=anchor(body.id),
        name=body.short,
        name_zh=body.name_zh,
        kind=facts.name(f"def#{body.kind}"),
        signed=_signed(facts, words, body),
        finding=words.sentence(
            "agencies.one",
            measures=len(lines),
            first=_firsts(facts, body),
            actions=sum(row.kind == "action" for row in mine),
            targets=len(targets),
            due=due,
        ),
        rows=lines,
        targets=targets,
        load=load(facts, body.id),
        succeeded=_succeeded(facts, words, body),
    )


def _signed(facts: Facts, words: Words, body: Body) -> str:
    if not facts.document.issuers:
        return ""
    return words("agencies.signed" if body.id in facts.document.issuers else "agencies.unsigned")


def chart_name(body: Body) -> str:
    """A body's name where there is little room."""
    return body.short.removeprefix("Department of ")


def load(facts: Facts, body: str) -> str:
    """A body's coordination load with one decimal; nothing where it was not derived."""
    known = facts.loads.get(body, "")
    return f"{float(known):.1f}" if known else ""


def _line(facts: Facts, duty: Duty, mine: list[LedgerRow], presumed: str) -> AgencyRow:
    part = facts.part(duty.element)
    inside = [row for row in mine if row.id.partition("/")[0] == duty.element]
    strongest = min(inside, key=lambda row: row.rank, default=None)
    dated = sorted((row.deadline, row.deadline_words) for row in inside if row.deadline)
    return AgencyRow(
        heading=part.heading if part else duty.element,
        href=f"#{duty.element}",
        position=duty.position,
        of=len(facts.listed(duty.element)),
        presumed=duty.bearer == presumed,
        actions=sum(row.kind == "action" for row in inside),
        targets=sum(row.kind == "target" for row in inside),
        strongest=strongest.force if strongest else "",
        strongest_name=strongest.force_name if strongest else "",
        deadline=dated[0][1] if dated else "",
        name=duty.name,
        text_href=f"#t-{anchor(duty.id)}",
    )


def _succeeded(facts: Facts, words: Words, body: Body) -> Sentence:
    found = facts.successors.get(body.id)
    if found is None:
        return ()
    known = "agencies.succeeded" if found.confirmed else "agencies.succeeded_unconfirmed"
    return words.sentence(known, name=facts.name(found.body), since=words.date(found.since))
