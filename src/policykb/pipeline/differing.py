"""Two plans, or two versions of one, and what changed between them, in the form asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.ask import render
from policykb.diff import Difference, Direction, Version, diff
from policykb.pipeline.source import find
from policykb.vocab import Severity

if TYPE_CHECKING:
    from policykb.ask import Row
    from policykb.diff import Change, Place

_SIGNS = {Direction.WEAKER: "▽", Direction.STRICTER: "▲", Direction.NEUTRAL: "·"}
_COLUMNS = (
    *("subject", "event", "direction", "heading", "change"),
    *("old_element", "old_start", "old_end", "old_quote"),
    *("new_element", "new_start", "new_end", "new_quote"),
)
_HEADINGS = (
    *("对象", "变化", "方向", "条目", "说明"),
    *("旧编号", "旧起", "旧止", "旧文"),
    *("新编号", "新起", "新止", "新文"),
)


@dataclass(frozen=True, slots=True)
class Differed:
    """The answer in its form, and the exit code it means."""

    answer: bytes
    code: int


def differed(old: str, new: str, *, form: str, lang: str, fail_on: str) -> Differed:
    """What changed from one plan to another; a weakening is a warning, any other change an information."""
    found = diff(_version(old), _version(new))
    match form:
        case "text":
            answer = _text(found, lang).encode()
        case "html":
            from policykb.report import diff_page  # noqa: PLC0415 - only a page needs the templates

            answer = diff_page(found, lang)
        case _:
            rows = tuple(_row(change, lang) for change in found.changes)
            answer = render(_COLUMNS, rows, form, headings=_COLUMNS if lang == "en" else _HEADINGS)
    return Differed(answer, int(_fails(found, fail_on)))


def _version(plan: str) -> Version:
    source = find(plan)
    draft = source.read_draft()
    return Version(draft.title or source.id, draft, source.read_text().content)


def _fails(found: Difference, fail_on: str) -> bool:
    if fail_on == "none" or not found.changes:
        return False
    worst = Severity.WARNING if found.count(Direction.WEAKER) else Severity.INFO
    order = list(Severity)
    return order.index(worst) <= order.index(Severity(fail_on))


def _text(found: Difference, lang: str) -> str:
    weaker, stricter, other = (
        found.count(way) for way in (Direction.WEAKER, Direction.STRICTER, Direction.NEUTRAL)
    )
    if lang == "en":
        top = f"{found.old} → {found.new}: {found.paired} parts on both sides, {found.same} unchanged; {weaker} weaker, {stricter} stricter, {other} other changes"
    else:
        top = f"{found.old} → {found.new}：对得上的条目 {found.paired} 项，其中未变 {found.same} 项；更松 {weaker} 处，更严 {stricter} 处，其他 {other} 处"
    lines, heading = [top], ""
    for change in found.changes:
        where = _heading(change)
        if where != heading:
            lines += ["", where]
            heading = where
        lines.append(f"  {_SIGNS[change.direction]} {change.said.said(lang)}")
        lines += [
            f"      {_quoted(side, old=side is change.old, lang=lang)}"
            for side in (change.old, change.new)
            if side
        ]
    return "\n".join(lines) + "\n"


def _heading(change: Change) -> str:
    side = change.new or change.old
    return side.heading if side else ""


def _quoted(side: Place, *, old: bool, lang: str) -> str:
    word = ("was" if old else "now") if lang == "en" else ("旧" if old else "新")
    return f"{word} [{side.span.start}, {side.span.end}) “{side.quote}”"


def _row(change: Change, lang: str) -> Row:
    return (
        change.subject.value,
        change.event.value,
        change.direction.value,
        _heading(change),
        change.said.said(lang),
        *_side(change.old),
        *_side(change.new),
    )


def _side(side: Place | None) -> Row:
    return (side.element, side.span.start, side.span.end, side.quote) if side else (None, None, None, None)
