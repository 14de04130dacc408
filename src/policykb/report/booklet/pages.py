"""The booklets as pages, one a body, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policykb.report.booklet.covers import short_cover
from policykb.report.booklet.values import LEVELS, Booklet, Task
from policykb.report.page import render
from policykb.report.views import Cover

if TYPE_CHECKING:
    from collections.abc import Collection

    from policykb.report.booklet.values import Shelf

_BASES = ("presumed", "curated", "stated", "inherited", "specific", "default")
_FORMS = ("docx", "ics", "xlsx")
_NAMES = {"html": "booklet.html", "docx": "booklet.word", "ics": "booklet.calendar", "xlsx": "booklet.excel"}
ALL_DEADLINES = "deadlines.ics"
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class BookletPage:
    """A booklet with the files beside it, what its table can be filtered by, and how to read it."""

    cover: Cover
    booklet: Booklet
    files: tuple[tuple[str, str], ...]
    first: tuple[Task, ...]
    bases: tuple[tuple[str, str], ...]
    forces: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


class IndexRow(NamedTuple):
    """A body in the list: what it has to do, and its files."""

    name: str
    name_zh: str
    kind: str
    duties: int
    rows: int
    leads: int
    next: str
    past: int
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The list of booklets, level by level."""

    cover: Cover
    intro: str
    levels: tuple[tuple[str, str, tuple[IndexRow, ...]], ...]
    unowned: tuple[str, ...]
    calendar: str


def booklet_page(shelf: Shelf, booklet: Booklet, forms: Collection[str]) -> bytes:
    """A body's tasks as a page."""
    words, rows = shelf.words, [task.row for task in booklet.tasks]
    used = {charge.basis for task in booklet.tasks for charge in task.charges}
    bases = [(basis, shelf.facts.name(f"basis/{basis}")) for basis in _BASES if basis in used]
    if any(task.whole for task in booklet.tasks):
        bases.append(("whole", words("booklet.with_measure")))
    files = [(f"{booklet.owner.file}.{form}", words(_NAMES[form])) for form in _FORMS if form in forms]
    page = BookletPage(
        cover=booklet.cover,
        booklet=booklet,
        files=(*files, (INDEX, words("booklet.index_link"))),
        first=first_rows(booklet),
        bases=tuple(bases),
        forces=tuple({row.force: row.force_name for row in sorted(rows, key=lambda row: row.rank)}.items()),
        states=tuple(sorted({task.standing.slug: task.standing.name for task in booklet.tasks}.items())),
        notes=notes(shelf, booklet),
    )
    return render("booklet", words, page, own=True)


def first_rows(booklet: Booklet) -> tuple[Task, ...]:
    """The rows that have a deadline or name the body, by deadline."""
    found = [
        task
        for task in booklet.tasks
        if task.row.deadline or any(charge.basis == "specific" for charge in task.charges)
    ]
    found.sort(key=lambda task: (task.row.deadline or "9999", task.row.index, task.id))
    return tuple(found)


def notes(shelf: Shelf, booklet: Booklet) -> tuple[str, ...]:
    """How to read a booklet: what a presumption, a state and a place are."""
    wanted = ["presumed", "state", "place"]
    if any("default" in group.bases for group in booklet.groups):
        wanted.insert(2, "default")
    return tuple(shelf.words(f"booklet.doc_note_{name}") for name in wanted)


def index_page(shelf: Shelf, forms: Collection[str]) -> bytes:
    """The list of all booklets."""
    words, facts = shelf.words, shelf.facts
    levels = []
    for level in LEVELS:
        mine = [booklet for booklet in shelf.booklets if booklet.owner.level == level]
        rows = tuple(_row(shelf, booklet, forms) for booklet in mine)
        if rows:
            levels.append((level, words(f"booklet.level_{level}"), rows))
    page = IndexPage(
        cover=short_cover(facts, words, shelf.as_of, words("booklet.index"), reviewed=shelf.reviewed),
        intro=words(
            "booklet.index_intro",
            plan=facts.document.title,
            n=len(shelf.booklets),
            duties=sum(len(booklet.charges) for booklet in shelf.booklets),
        ),
        levels=tuple(levels),
        unowned=tuple(
            words(
                "booklet.unowned_is",
                heading=group.heading,
                n=len(group.tasks),
                dated=sum(bool(task.row.deadline) for task in group.tasks),
            )
            for group in shelf.unowned
            if group.tasks
        ),
        calendar=ALL_DEADLINES if "ics" in forms else "",
    )
    return render("booklet_index", words, page, own=False)


def _row(shelf: Shelf, booklet: Booklet, forms: Collection[str]) -> IndexRow:
    owner = booklet.owner
    coming = [task.row for task in booklet.tasks if task.row.deadline >= shelf.as_of]
    first = min(coming, key=lambda row: row.deadline, default=None)
    return IndexRow(
        name=owner.name,
        name_zh=owner.name_zh,
        kind=booklet.level_name,
        duties=len(booklet.charges),
        rows=len(booklet.tasks),
        leads=sum(bool(group.leads) for group in booklet.groups),
        next=first.deadline_words if first else "",
        past=booklet.count("due_unreported"),
        files=tuple(
            (f"{owner.file}.{form}", shelf.words(key)) for form, key in _NAMES.items() if form in forms
        ),
    )
