"""From a plan's knowledge to its bodies' booklets, deadlines and reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask import Kind, named, render
from policykb.errors import UsageError
from policykb.gate.characters import visible
from policykb.gate.files import read_bytes
from policykb.pipeline.knowledge import open_plan
from policykb.pipeline.progressing import HISTORY
from policykb.progress import latest, read_history
from policykb.report.booklet import COLUMNS, FORMS, Matter, files, reminders, reminders_page, shelf, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.pipeline.knowledge import Knowledge
    from policykb.progress import Entry
    from policykb.report.booklet import Booklet, Shelf

REMINDER_FORMS = ("csv", "html", "xlsx", "json", "md", "table")


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose booklets: bodies by name, or all of a level; nothing chosen is everybody."""

    bodies: tuple[str, ...] = ()
    level: str = ""

    @property
    def everybody(self) -> bool:
        """Whether nothing was chosen."""
        return not self.bodies and not self.level


@dataclass(frozen=True, slots=True)
class Made:
    """Files by name, and how many bodies and duties are in them."""

    files: Mapping[str, bytes]
    bodies: int
    duties: int
    waiting: int
    """Rows of bodies that are past and wait for evidence."""


def make_booklets(
    plan: str, choice: Choice, *, form: str, as_of: str | None, lang: str
) -> tuple[Made, Knowledge]:
    """The booklets of the chosen bodies, and the knowledge they come from.

    Raises:
        UsageError: a body is unknown or has no duty in the plan, or the form is one of the reminders' only.
    """
    if form not in {"all", *FORMS}:
        raise _wrong_form(form, ("all", *FORMS))
    knowledge = open_plan(plan, as_of=as_of)
    given = _chosen(knowledge, shelf(_matter(knowledge), lang), choice)
    made = files(given, FORMS if form == "all" else (form,))
    waiting = sum(booklet.count("due_unreported") for booklet in given.booklets)
    duties = sum(len(booklet.charges) for booklet in given.booklets)
    return Made(made, len(given.booklets), duties, waiting), knowledge


def make_reminders(
    plan: str, choice: Choice, *, days: int, form: str, as_of: str | None, lang: str
) -> tuple[bytes, Knowledge]:
    """The list of what to remind the chosen bodies of, and the knowledge it comes from.

    Raises:
        UsageError: a body is unknown or has no duty in the plan, or the form is one of the booklets' only.
    """
    if form not in REMINDER_FORMS:
        raise _wrong_form(form, REMINDER_FORMS)
    knowledge = open_plan(plan, as_of=as_of)
    given = _chosen(knowledge, shelf(_matter(knowledge), lang), choice)
    found = reminders(given, days, each=not choice.everybody)
    if form == "html":
        return reminders_page(given, found), knowledge
    headings, rows = table(given, found)
    return render(COLUMNS, rows, form, headings=headings), knowledge


def _matter(knowledge: Knowledge) -> Matter:
    return Matter(knowledge.store, knowledge.plan, knowledge.as_of, knowledge.reviewed, _progress(knowledge))


def _progress(knowledge: Knowledge) -> Mapping[tuple[str, str], Entry]:
    """The last report of each row and body by the day; none where no plan folder keeps any."""
    meta = knowledge.source.meta_path
    path = meta.parent / HISTORY if meta else None
    if path is None or not path.is_file() or not path.stat().st_size:
        return {}
    return latest(read_history(read_bytes(path).decode("utf-8"), where=path), as_of=knowledge.as_of)


def _chosen(knowledge: Knowledge, whole: Shelf, choice: Choice) -> Shelf:
    if choice.everybody:
        return whole
    wanted = whole.booklets
    if choice.bodies:
        named_ones = {_named(knowledge, whole.booklets, name).owner.file for name in choice.bodies}
        wanted = tuple(booklet for booklet in wanted if booklet.owner.file in named_ones)
    if choice.level:
        wanted = tuple(booklet for booklet in wanted if booklet.owner.level == choice.level)
    return replace(whole, booklets=wanted, unowned=())


def _named(knowledge: Knowledge, booklets: Sequence[Booklet], name: str) -> Booklet:
    """The booklet of a body that a person names: by any of its names, its id, or the name in the text."""
    for booklet in booklets:
        if name in {booklet.owner.id, booklet.owner.id.rpartition("/")[2], booklet.owner.name} - {""}:
            return booklet
    body = vocab.short(named(knowledge.store, knowledge.plan, Kind.AGENCY, name))
    found = next((booklet for booklet in booklets if booklet.owner.id == body), None)
    if found is None:
        shown = visible(name, longest=60)
        raise UsageError(
            f"{shown!a} has no duty in this plan",
            where="--body",
            hint="policykb booklet without --body lists everybody who has one",
            zh=f"“{shown}”在本规划中没有责任；不加 --body 可看到全部责任单位",
        )
    return found


def _wrong_form(form: str, forms: Sequence[str]) -> UsageError:
    return UsageError(
        f"{form} is no format of these",
        where="-f",
        hint=f"one of {', '.join(forms)}",
        zh=f"这里没有 {form} 格式；可用：{'、'.join(forms)}",
    )
