"""What to remind whom of: due soon, past and waiting for evidence, short of the target; never what is proven done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from policykb.report.booklet.covers import short_cover
from policykb.report.booklet.opening import quoted
from policykb.report.booklet.standing import SETTLED
from policykb.report.page import anchor, render
from policykb.report.views import Cover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.report.booklet.values import Group, Owner, Shelf, Task
    from policykb.report.words import Words

KINDS = ("past", "missed", "soon")
COLUMNS = (
    "kind", "body", "body_name", "level", "row", "heading", "quote", "value", "role", "force",
    "deadline", "days", "state", "published", "report", "start", "end", "letter",
)  # fmt: skip


class Reminder(NamedTuple):
    """A row that a body is reminded of; ``together`` names the bodies that share it with the whole measure."""

    kind: str
    kind_name: str
    owner: Owner | None
    group: Group
    task: Task
    role: str
    letter: str
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminders:
    """The list, by body; how many rows need no reminder."""

    found: tuple[Reminder, ...]
    settled: int
    days: int
    unowned: tuple[str, ...]
    """Rows that are due or past and that no body answers for."""

    def count(self, kind: str) -> int:
        """How many different rows are of a kind."""
        return len({one.task.id for one in self.found if one.kind == kind})


def reminders(shelf: Shelf, days: int, *, each: bool) -> Reminders:
    """What is due within some days and what is past, by body.

    Args:
        shelf: the booklets of the bodies to remind.
        days: how far ahead to look.
        each: give each body its own row, even where a clause gives a whole measure to all local governments.
    """
    found: list[Reminder] = []
    together: dict[str, list[tuple[Owner, Group, Task]]] = defaultdict(list)
    settled: set[str] = set()
    for booklet in shelf.booklets:
        for group, task in _dated(booklet.groups):
            kind = _kind(task, days)
            if task.standing.past and task.standing.slug in SETTLED:
                settled.add(task.id)
            if not kind:
                continue
            if task.whole and "default" in group.bases and not each:
                together[task.id].append((booklet.owner, group, task))
            else:
                found.append(_reminder(shelf, kind, booklet.owner, (group, task)))
    found += [_shared(shelf, days, held) for held in together.values()]
    unowned = tuple(task.id for _, task in _dated(shelf.unowned) if _kind(task, days))
    return Reminders(tuple(found), len(settled), days, unowned)


def _dated(groups: tuple[Group, ...]) -> Iterator[tuple[Group, Task]]:
    rows = [(group, task) for group in groups for task in group.tasks if task.row.deadline]
    yield from sorted(rows, key=lambda pair: (pair[1].row.deadline, pair[1].row.index, pair[1].id))


def _kind(task: Task, days: int) -> str:
    standing = task.standing
    if standing.days is None or standing.slug in SETTLED:
        return ""
    if standing.past:
        return "missed" if standing.slug == "missed" else "past"
    return "soon" if standing.days <= days else ""


def _reminder(shelf: Shelf, kind: str, owner: Owner | None, row: tuple[Group, Task]) -> Reminder:
    group, task = row
    said = [charge.said for charge in (*group.charges, *task.charges) if charge.basis != "inherited"]
    role = shelf.words("booklet.semicolon").join(said or [shelf.words("booklet.with_measure")])
    name = shelf.words(f"booklet.kind_{kind}")
    return Reminder(kind, name, owner, group, task, role, _letter(shelf, kind, role, row))


def _shared(shelf: Shelf, days: int, held: list[tuple[Owner, Group, Task]]) -> Reminder:
    """One row for all the bodies that have it with the whole measure."""
    _, group, task = held[0]
    alike = replace(task, standing=replace(task.standing, report="", entry=None))
    made = _reminder(shelf, _kind(task, days), None, (group, alike))
    return made._replace(together=tuple(owner.short for owner, _, _ in held))


def _letter(shelf: Shelf, kind: str, role: str, row: tuple[Group, Task]) -> str:
    """The words that a letter may quote: where it stands, who is addressed, how long ago, what to do."""
    words, (group, task), document = shelf.words, row, shelf.facts.document
    known = "booklet.letter_number" if document.confirmed == "seen" else "booklet.letter_number_unconfirmed"
    number = words(known, number=document.number) if document.number else ""
    days = task.standing.days or 0
    when = words(
        f"booklet.letter_{kind}",
        date=task.row.deadline_words,
        day=words.date(shelf.as_of),
        n=abs(days),
        **({"reason": task.standing.reason} if kind == "missed" else {}),
    )
    source = words(
        "booklet.letter_source",
        plan=document.title,
        number=number,
        heading=group.heading,
        words=quoted(words, task.row.words),
    )
    report = words("booklet.letter_report", said=task.standing.report) if task.standing.report else ""
    ask = words("booklet.letter_ask", id=task.ledger_id)
    return source + words("booklet.letter_role", said=role) + when + report + ask


def table(shelf: Shelf, found: Reminders) -> tuple[tuple[str, ...], tuple[tuple[str | int | None, ...], ...]]:
    """The headings in the reader's language, and a row a reminder."""
    words = shelf.words
    headings = tuple(words(f"booklet.column_{name}") for name in COLUMNS)
    return headings, tuple(_table_row(words, one) for one in found.found)


def _table_row(words: Words, one: Reminder) -> tuple[str | int | None, ...]:
    task, row = one.task, one.task.row
    start, _, end = task.offsets.partition("–")
    known = one.owner is not None
    return (
        one.kind_name,
        (one.owner.id if one.owner else "") or None,
        one.owner.name if one.owner else words("booklet.together", n=len(one.together)),
        words(f"booklet.level_{one.owner.level}") if one.owner else None,
        task.id,
        one.group.heading,
        row.words,
        row.value or None,
        one.role,
        row.force_name,
        row.deadline,
        task.standing.days,
        task.standing.name,
        task.standing.published_name or None,
        (task.standing.report if known else "") or None,
        int(start),
        int(end),
        one.letter,
    )


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """The list as a page, body by body."""

    cover: Cover
    intro: str
    bodies: tuple[tuple[str, str, str, tuple[Reminder, ...]], ...]
    """Anchor, name, names of the bodies that share the rows, rows."""
    unowned: str


def reminders_page(shelf: Shelf, found: Reminders) -> bytes:
    """The list as a page."""
    words = shelf.words
    by_body: dict[str, list[Reminder]] = defaultdict(list)
    for one in found.found:
        by_body[_whose(one)].append(one)
    page = RemindersPage(
        cover=short_cover(
            shelf.facts, words, shelf.as_of, words("booklet.reminders"), reviewed=shelf.reviewed
        ),
        intro=words(
            "booklet.reminders_intro",
            day=words.date(shelf.as_of),
            days=found.days,
            bodies=len({_whose(one) for one in found.found if one.owner})
            + len({name for one in found.found for name in one.together}),
            settled=found.settled,
            **{kind: found.count(kind) for kind in KINDS},
        ),
        bodies=tuple(_body(words, at, rows) for at, rows in enumerate(by_body.values(), 1)),
        unowned=words(
            "booklet.reminders_unowned", n=len(found.unowned), ids=words.listing(list(found.unowned))
        )
        if found.unowned
        else "",
    )
    return render("booklet_reminders", words, page, own="booklet")


def _whose(one: Reminder) -> str:
    return one.owner.file if one.owner else "together"


def _body(words: Words, at: int, rows: list[Reminder]) -> tuple[str, str, str, tuple[Reminder, ...]]:
    first = rows[0]
    if first.owner:
        return anchor(f"b{at}-{first.owner.file}"), first.owner.name, "", tuple(rows)
    names = sorted({name for one in rows for name in one.together})
    label = words("booklet.together", n=len(names))
    return f"b{at}-together", label, words("booklet.together_names", names=words.listing(names)), tuple(rows)
