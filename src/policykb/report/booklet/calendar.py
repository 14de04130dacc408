"""Deadlines as iCalendar (RFC 5545): an all-day event each, the same bytes for the same input."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.gate.characters import is_refused
from policykb.report.booklet.opening import quoted
from policykb.report.booklet.values import Group, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.report.booklet.values import Booklet, Shelf

_ALARMS = (90, 30)
_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None, "\t": " "})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Event:
    """A deadline with its duties in words, and the bodies it concerns."""

    task: Task
    group: Group
    said: tuple[str, ...]
    bodies: tuple[str, ...]


def body_calendar(shelf: Shelf, booklet: Booklet) -> bytes:
    """The deadlines of one body."""
    events = [
        _Event(task, group, _said(shelf, group, task), ())
        for group in booklet.groups
        for task in group.tasks
        if task.row.deadline
    ]
    name = shelf.words("booklet.calendar_name", body=booklet.owner.name, plan=shelf.facts.document.title)
    return _calendar(shelf, name, events)


def whole_calendar(shelf: Shelf) -> bytes:
    """All deadlines of the bodies on the shelf, each once."""
    found: dict[str, tuple[Task, Group, list[str]]] = {}
    for booklet in shelf.booklets:
        for group in booklet.groups:
            for task in group.tasks:
                if task.row.deadline:
                    bodies = found.setdefault(task.id, (task, group, []))[2]
                    if not task.whole:
                        bodies.append(booklet.owner.short)
    for group in shelf.unowned:
        found.update({task.id: (task, group, []) for task in group.tasks if task.row.deadline})
    nobody = (shelf.words("booklet.no_body"),)
    events = [_Event(task, group, (), tuple(bodies) or nobody) for task, group, bodies in found.values()]
    return _calendar(shelf, shelf.words("booklet.calendar_all", plan=shelf.facts.document.title), events)


def _said(shelf: Shelf, group: Group, task: Task) -> tuple[str, ...]:
    own = [charge.said for charge in task.charges] or [shelf.words("booklet.with_measure")]
    return (*own, *(charge.said for charge in group.charges))


def _calendar(shelf: Shelf, name: str, events: Iterable[_Event]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//policykb//booklet//{shelf.words.lang.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    ordered = sorted(events, key=lambda event: (event.task.row.deadline, event.task.row.index, event.task.id))
    for event in ordered:
        lines += _event(shelf, event)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode("utf-8")


def _event(shelf: Shelf, event: _Event) -> Iterator[str]:
    words, task, plan = shelf.words, event.task, shelf.facts.document.id
    day, today = dt.date.fromisoformat(task.row.deadline), dt.date.fromisoformat(shelf.as_of)
    stamp = today.strftime("%Y%m%dT000000Z")
    brief = task.row.words if len(task.row.words) <= _LONGEST else task.row.words[: _LONGEST - 1] + "…"
    kinds = (task.row.kind_name, task.row.force_name, event.group.number)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(f'policykb/{plan}/{task.id}')}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(words('booklet.event', id=task.id, words=brief))}"
    yield f"DESCRIPTION:{_text(chr(10).join(_description(shelf, event)))}"
    yield f"CATEGORIES:{','.join(_text(kind) for kind in kinds if kind)}"
    yield "TRANSP:TRANSPARENT"
    for days in _ALARMS:
        # An alarm that would have rung before the file was made rings at once in some programs.
        if day - dt.timedelta(days=days) >= today:
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield f"DESCRIPTION:{_text(words('booklet.alarm', n=days, id=task.id))}"
            yield f"TRIGGER:-P{days}D"
            yield "END:VALARM"
    yield "END:VEVENT"


def _description(shelf: Shelf, event: _Event) -> Iterator[str]:
    words, task, row = shelf.words, event.task, event.task.row
    yield words("booklet.event_quote", words=quoted(words, row.words))
    place = words("booklet.place_of", offsets=task.offsets)
    plan = shelf.facts.document.title
    yield words("booklet.event_place", plan=plan, heading=event.group.heading, place=place)
    if row.value:
        yield words("booklet.event_value", value=row.value)
    if event.said:
        yield words("booklet.event_role", said=words("booklet.semicolon").join(dict.fromkeys(event.said)))
    if event.bodies:
        yield words("booklet.event_bodies", names=words.listing(list(event.bodies)))
    yield words("booklet.event_force", force=row.force_name)
    if event.said:
        yield words("booklet.event_state", day=words.date(shelf.as_of), state=task.standing.name)
    if task.standing.published:
        yield words("booklet.published", state=task.standing.published_name)
    yield words("booklet.event_note")


def _text(words: str) -> str:
    """A value of the type TEXT: what would end or split it is escaped, what steers is left out."""
    return "".join(char for char in words if char == "\n" or not is_refused(char)).translate(_ESCAPED)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no character cut."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode("utf-8"))
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += octets
    return "\r\n".join([*pieces, piece])
