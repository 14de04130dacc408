"""Task booklets, deadlines and reminders for the bodies that carry duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.booklet.building import shelf
from policykb.report.booklet.reminders import COLUMNS, Reminders, reminders, reminders_page, table
from policykb.report.booklet.values import LEVELS, Booklet, Matter, Owner, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = [
    "COLUMNS",
    "FORMS",
    "LEVELS",
    "Booklet",
    "Matter",
    "Owner",
    "Reminders",
    "Shelf",
    "files",
    "reminders",
    "reminders_page",
    "shelf",
    "table",
]

FORMS = ("html", "docx", "ics", "xlsx")


def files(given: Shelf, forms: Collection[str]) -> dict[str, bytes]:
    """The booklets by file name: one a body and form, the list of them, and one calendar of all deadlines."""
    from policykb.report.booklet.pages import ALL_DEADLINES, INDEX, index_page  # noqa: PLC0415 - jinja2 comes with it

    makers = _makers(given, forms)
    found = {
        f"{booklet.owner.file}.{form}": make(booklet)
        for booklet in given.booklets
        for form, make in makers.items()
    }
    found[INDEX] = index_page(given, forms)
    if "ics" in forms:
        from policykb.report.booklet.calendar import whole_calendar  # noqa: PLC0415 - only this form needs it

        found[ALL_DEADLINES] = whole_calendar(given)
    return found


def _makers(given: Shelf, forms: Collection[str]) -> Mapping[str, Callable[[Booklet], bytes]]:
    from policykb.report.booklet.calendar import body_calendar  # noqa: PLC0415 - a list of reminders needs none of these
    from policykb.report.booklet.pages import booklet_page  # noqa: PLC0415
    from policykb.report.booklet.word import word_file  # noqa: PLC0415
    from policykb.report.booklet.workbooks import Workbooks  # noqa: PLC0415

    makers: dict[str, Callable[[Booklet], bytes]] = {
        "html": lambda booklet: booklet_page(given, booklet, forms),
        "docx": lambda booklet: word_file(given, booklet),
        "ics": lambda booklet: body_calendar(given, booklet),
        "xlsx": Workbooks(given).of,
    }
    return {form: makers[form] for form in FORMS if form in forms}
