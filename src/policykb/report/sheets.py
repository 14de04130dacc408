"""What stands on the workbook's sheets: columns with their rules, and rows of plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from policykb.report.facts import Derived, Facts
    from policykb.report.views import Cover, Ledger, LedgerGroup, LedgerRow, Legend, TargetRow, Targets
    from policykb.report.words import Words

Value = str | int | dt.date | None
_REPORTED = ("in_progress", "done", "late", "no_data", "not_comparable")
_BASES = {"DefaultResponsibility": "default", "SpecificResponsibility": "specific"}


class Tabled(Protocol):
    """What of a report the sheets tell: who wants the workbook alone makes no more of it."""

    @property
    def cover(self) -> Cover:
        """Which plan, which day."""

    @property
    def ledger(self) -> Ledger:
        """Every action and target."""

    @property
    def targets(self) -> Targets:
        """The targets in full."""

    @property
    def legend(self) -> Legend:
        """What states and forces mean."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is, a note on it, and what may be filled in."""

    heading: str
    width: int
    note: str = ""
    fill: bool = False
    choices: str = ""
    """The heading of the list on the options sheet that its cells choose from."""
    share: bool = False
    """Whether its cells take a number from 0 to 100."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    frozen: int = 0
    hidden: bool = False


def sheets(facts: Facts, words: Words, view: Tabled) -> tuple[Sheet, ...]:
    """The ledger, and the same by body, target and place; what the columns mean; the lists to choose from."""
    return (
        _ledger(facts, words, view),
        _bodies(facts, words),
        _targets(words, view),
        _local(facts, words),
        _notes(words, view),
        _options(facts, words, view),
    )


def _ledger(facts: Facts, words: Words, view: Tabled) -> Sheet:
    def column(key: str, width: int, *, fill: bool = False, choices: str = "", note: bool = False) -> Column:
        said = words(f"sheet.{key}_note") if note else ""
        return Column(words(f"sheet.{key}"), width, said, fill, words(f"sheet.{choices}") if choices else "")

    columns = (
        column("number", 6),
        column("id", 11, note=True),
        column("task", 20),
        column("action", 46),
        column("value", 12),
        column("lead", 16, fill=True, choices="lead", note=True),
        column("presumed", 16, note=True),
        column("listed", 30),
        column("support", 18, fill=True, note=True),
        column("deadline", 12),
        column("force", 10),
        column("clause", 8),
        column("quote", 40),
        column("start", 7),
        column("end", 7),
        column("remark", 30),
        column("status", 14, fill=True, choices="status"),
        column("reporting", 16, fill=True, choices="lead", note=True),
        column("progress", 30, fill=True),
        Column(words("sheet.rate"), 9, words("sheet.rate_error"), fill=True, share=True),
        column("actual", 11, fill=True, note=True),
        column("unit", 10, fill=True, note=True),
        column("problem", 24, fill=True),
        column("evidence", 24, fill=True, note=True),
        column("by", 10, fill=True),
        column("on", 11, fill=True, note=True),
        column("checker", 10, fill=True, note=True),
    )
    rows = [
        _ledger_row(facts, words, number, group, row)
        for number, (group, row) in enumerate(((g, r) for g in view.ledger.groups for r in g.rows), 1)
    ]
    return Sheet(words("sheet.ledger"), columns, tuple(rows), frozen=2)


def _ledger_row(
    facts: Facts, words: Words, number: int, group: LedgerGroup, row: LedgerRow
) -> tuple[Value, ...]:
    element = facts.element(row.id)
    span = element.span if element else None
    roles = {
        role: words.listing([body.name for body in row.bodies if body.role == role])
        for role in ("lead", "presumptive_lead", "support")
    }
    listed = [body.name for body in row.bodies]
    if row.places:
        listed += [f"{place}（{words('ledger.places')}）" for place in row.places]
    return (
        number,
        row.id,
        group.heading,
        row.words,
        row.value,
        roles["lead"],
        roles["presumptive_lead"],
        words.listing(listed),
        roles["support"],
        dt.date.fromisoformat(row.deadline) if row.deadline else None,
        row.force_name,
        group.number,
        span.quote(facts.text) if span else "",
        span.start if span else None,
        span.end if span else None,
        row.note,
        row.state_name,
        *[""] * 10,
    )


def _bodies(facts: Facts, words: Words) -> Sheet:
    widths = {"id": 11, "body": 20, "full_name": 36, "clause": 8, "measure_title": 36, "position": 8}
    widths |= {"presumed": 12, "basis": 14, "quote": 24, "start": 7, "end": 7}
    presumed = {d.element: d.bearer for d in facts.derived if d.kind == "PresumedResponsibility"}
    rows = []
    for duty in facts.duties:
        body, part = facts.bodies.get(duty.bearer), facts.part(duty.element)
        rows.append(
            (
                duty.id,
                body.short if body else duty.name,
                body.name_zh if body else "",
                part.number if part else "",
                part.heading if part else duty.element,
                duty.position,
                words("sheet.presumed_yes") if presumed.get(duty.element) == duty.bearer else "",
                words("sheet.basis_stated"),
                duty.name,
                duty.span.start,
                duty.span.end,
            )
        )
    return Sheet(words("sheet.bodies"), _plain(words, widths), tuple(rows), frozen=2)


def _targets(words: Words, view: Tabled) -> Sheet:
    widths = {
        "id": 11,
        "clause": 8,
        "indicator": 28,
        "action": 40,
        "value": 14,
        "canonical": 16,
        "baseline": 9,
    }
    widths |= {"scope": 20, "deadline": 12, "deadline_own": 22, "force": 10, "listed": 30, "remark": 30}
    found = (*view.targets.counted, *view.targets.worded)
    return Sheet(
        words("sheet.targets"), _plain(words, widths), tuple(_target(words, row) for row in found), frozen=1
    )


def _target(words: Words, target: TargetRow) -> tuple[Value, ...]:
    row = target.row
    return (
        row.id,
        target.number,
        target.indicator,
        row.words,
        target.stated,
        target.canonical,
        target.baseline,
        target.scope,
        dt.date.fromisoformat(row.deadline) if row.deadline else None,
        target.own,
        row.force_name,
        words.listing([body.name for body in target.bodies]),
        row.note,
    )


def _local(facts: Facts, words: Words) -> Sheet:
    widths = {
        "id": 26,
        "place": 30,
        "code": 10,
        "level": 10,
        "basis": 18,
        "clause": 8,
        "item": 44,
        "rule": 32,
    }
    local = [duty for duty in facts.derived if duty.kind in _BASES]
    local.sort(key=lambda duty: (_code(facts, duty), duty.kind, duty.element, duty.id))
    return Sheet(
        words("sheet.local"),
        _plain(words, widths),
        tuple(_local_row(facts, words, duty) for duty in local),
        frozen=2,
    )


def _code(facts: Facts, duty: Derived) -> str:
    body = facts.bodies.get(duty.bearer)
    return (body.code if body else "") or "~"


def _local_row(facts: Facts, words: Words, duty: Derived) -> tuple[Value, ...]:
    body, part = facts.bodies.get(duty.bearer), facts.part(duty.element)
    whole = facts.element(duty.element) or facts.element(duty.element.rpartition("/")[0])
    basis = _BASES[duty.kind] if not whole or whole.id == duty.element else "expanded"
    level = body.level if body else ""
    return (
        duty.id,
        body.name if body else duty.bearer,
        body.code if body else "",
        facts.name(f"level/{level}") if level else words("cascade.committee"),
        words(f"sheet.basis_{basis}"),
        part.number if part else "",
        whole.words if whole else (part.heading if part else ""),
        duty.rule,
    )


def _notes(words: Words, view: Tabled) -> Sheet:
    columns = (Column(words("sheet.notes"), 24), Column("", 100))
    said = [(item.name, "".join(piece.text for piece in item.words)) for item in view.cover.items]
    said += [
        (words(f"sheet.{key}"), words(f"sheet.{key}_note")) for key in ("id", "lead", "presumed", "support")
    ]
    said += [(name, means) for _, name, means in (*view.legend.states, *view.legend.forces)]
    said += [("", words(f"how.{key}")) for key in ("one", "three")]
    head = (view.cover.title, f"{view.cover.plan_zh}  {words('page.as_of', day=view.cover.as_of)}")
    return Sheet(words("sheet.notes"), columns, (head, *said))


def _options(facts: Facts, words: Words, view: Tabled) -> Sheet:
    """The lists that cells choose from; they are longer than a cell's own rule may be."""
    states = [name for _, name, _ in view.legend.states]
    states += [words(f"sheet.state_{state}") for state in _REPORTED]
    bodies = [body.short for body in facts.agencies()]
    height = max(len(states), len(bodies), 1)
    lists = [(*names, *[""] * (height - len(names))) for names in (bodies, states)]
    return Sheet(
        words("sheet.options"),
        (Column(words("sheet.lead"), 30), Column(words("sheet.status"), 24)),
        tuple(zip(*lists, strict=True)),
        hidden=True,
    )


def _plain(words: Words, widths: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(words(f"sheet.{key}"), width) for key, width in widths.items())
