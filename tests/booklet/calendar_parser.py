"""A strict reader of iCalendar (RFC 5545): what a lenient program would forgive fails here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

_NAME = r"[A-Za-z0-9-]+"
_PARAMETER = rf"{_NAME}=(?:\"[^\"\x00-\x08\x0a-\x1f\x7f]*\"|[^\x00-\x08\x0a-\x1f\x7f\",;:]*)"
_LINE = re.compile(rf"({_NAME})((?:;{_PARAMETER})*):(.*)", re.DOTALL)
_TEXT = re.compile(r"(?:[^\x00-\x08\x0a-\x1f\x7f\\;,]|\\[\\;,nN])*")
_TIME = re.compile(r"\d{8}T\d{6}Z")
_DURATION = re.compile(r"-P\d+D")
_ONCE = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
_MAY = {
    "VCALENDAR": {"CALSCALE", "METHOD", "X-WR-CALNAME"},
    "VEVENT": {"LAST-MODIFIED", "CATEGORIES", "TRANSP"},
    "VALARM": set(),
}
_INSIDE = {"VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set()}
_OCTETS = 75


@dataclass
class Component:
    """A component: its properties by name, with their parameters, and what it holds."""

    name: str
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A property of the type TEXT, its escapes undone."""
        raw = self.values[name][1]
        assert _TEXT.fullmatch(raw), f"{name}: not TEXT: {raw!r}"
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], raw)

    def day(self, name: str) -> dt.date:
        """A property of the type DATE."""
        parameters, raw = self.values[name]
        assert ";VALUE=DATE" == parameters
        return dt.datetime.strptime(raw, "%Y%m%d").replace(tzinfo=dt.UTC).date()


def parse(data: bytes) -> Component:
    """The calendar; any departure from the grammar fails."""
    lines = _unfolded(data)
    assert ("BEGIN:VCALENDAR", "END:VCALENDAR") == (lines[0], lines[-1])
    root = Component("VCALENDAR")
    stack = [root]
    for line in lines[1:]:
        assert stack, f"after the end: {line}"
        match = _LINE.fullmatch(line)
        assert match, f"no property: {line!r}"
        name, parameters, value = match.groups()
        if name == "BEGIN":
            assert value in _INSIDE[stack[-1].name], f"{value} in {stack[-1].name}"
            stack.append(Component(value))
            stack[-2].inside.append(stack[-1])
        elif name == "END":
            assert stack[-1].name == value
            _complete(stack.pop())
        else:
            _kept(stack[-1], name, parameters, value)
    assert [] == stack
    return root


def _unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b""), "a bare line feed"
    assert b"\r" not in data.replace(b"\r\n", b""), "a bare carriage return"
    lines: list[str] = []
    for raw in data[:-2].split(b"\r\n"):
        assert len(raw) <= _OCTETS, f"{len(raw)} octets: {raw!r}"
        piece = raw.decode("utf-8")  # a character cut in two fails here
        if piece.startswith((" ", "\t")):
            lines[-1] += piece[1:]
        else:
            lines.append(piece)
    return lines


def _kept(component: Component, name: str, parameters: str, value: str) -> None:
    allowed = _ONCE[component.name] | _MAY[component.name]
    assert name in allowed, f"{name} in {component.name}"
    assert name not in component.values, f"{name} twice"
    component.values[name] = (parameters, value)


def _complete(component: Component) -> None:
    assert set() == _ONCE[component.name] - set(component.values)
    if component.name == "VCALENDAR":
        assert "2.0" == component.values["VERSION"][1]
        uids = [event.text("UID") for event in component.inside]
        assert len(uids) == len(set(uids)), "one UID, two events"
    if component.name == "VEVENT":
        assert _TIME.fullmatch(component.values["DTSTAMP"][1])
        assert dt.timedelta(days=1) == component.day("DTEND") - component.day("DTSTART")
        for name in ("UID", "SUMMARY", "DESCRIPTION"):
            assert component.text(name)
        kinds = re.split(r"(?<!\\),", component.values["CATEGORIES"][1])
        assert all(_TEXT.fullmatch(kind) and kind for kind in kinds)
    if component.name == "VALARM":
        assert "DISPLAY" == component.values["ACTION"][1]
        assert _DURATION.fullmatch(component.values["TRIGGER"][1])
