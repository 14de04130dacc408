"""A booklet as a Word file in the official layout of GB/T 9704-2012, as far as fonts allow; a working paper all the same."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from policykb.report.booklet.opening import quoted
from policykb.report.booklet.pages import notes
from policykb.report.page import environment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from policykb.report.booklet.values import Booklet, Group, Shelf, Task
    from policykb.report.words import Words

Line = tuple[str, str]
"""A paragraph of a cell: its style and its words."""
WIDTHS = {"zh": (1020, 3845, 970, 1620, 1390), "en": (1020, 3375, 1440, 1440, 1570)}
"""The table's columns by language, in twentieths of a point: together the width of the text, 156 mm."""
_FIXED = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "rels",
    "docProps/app.xml": "app",
    "word/_rels/document.xml.rels": "document_rels",
    "word/fontTable.xml": "fonts",
    "word/settings.xml": "settings",
    "word/styles.xml": "styles",
}
_MADE = {"docProps/core.xml": "core", "word/document.xml": "document"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A measure: what the body is in it, and its rows, a list of lines a cell."""

    heading: str
    said: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class WordBooklet:
    """A booklet as the Word file tells it."""

    title: str
    basis: str
    subtitle: str
    as_of: str
    day: str
    made: str
    front: tuple[str, ...]
    opening: tuple[tuple[str, str], ...]
    groups: tuple[WordGroup, ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]

    @property
    def tasks(self) -> bool:
        """Whether there are rows at all."""
        return any(group.rows for group in self.groups)


def word_file(shelf: Shelf, booklet: Booklet) -> bytes:
    """The file's bytes, the same for the same input: no time of day in it."""
    view, words = _view(shelf, booklet), shelf.words
    parts = {**_fixed_parts(), **{name: _rendered(part, words, view) for name, part in _MADE.items()}}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return buffer.getvalue()


@cache
def _fixed_parts() -> dict[str, bytes]:
    """The parts that are alike in every booklet."""
    parts = {name: _rendered(part, None, None) for name, part in _FIXED.items()}
    footers = {"word/footer1.xml": "right", "word/footer2.xml": "left"}
    return {**parts, **{name: _rendered("footer", None, None, side=side) for name, side in footers.items()}}


def _rendered(part: str, words: Words | None, view: WordBooklet | None, **more: str) -> bytes:
    xml = environment().get_template(f"word/{part}.xml.j2").render(v=view, w=words, **more)
    return _NO_XML.sub("", xml).strip().encode("utf-8")


def _view(shelf: Shelf, booklet: Booklet) -> WordBooklet:
    words, plan = shelf.words, shelf.facts.document.title
    front = [words("booklet.working_paper")]
    if not shelf.reviewed:
        front.append(words("booklet.doc_note_unreviewed"))
    if booklet.owner.succeeded:
        front.append("".join(piece.text for piece in booklet.owner.succeeded))
    day = words.date(shelf.as_of)
    return WordBooklet(
        title=words("booklet.doc_title", body=booklet.owner.name),
        basis=words("booklet.doc_basis", plan=plan, day=day),
        subtitle=f"（{booklet.owner.name}）" if words.lang == "zh" else booklet.owner.name,
        as_of=shelf.as_of,
        day=day,
        made=words("booklet.doc_made", version=version("policykb")),
        front=tuple(front),
        opening=tuple((words("booklet.doc_name", name=name), said) for name, said in booklet.opening),
        groups=_groups(words, booklet.groups),
        notes=notes(shelf, booklet),
        heads=tuple(words(f"ledger.{key}") for key in ("id", "words", "force", "deadline", "state")),
        widths=WIDTHS[words.lang],
    )


def _groups(words: Words, groups: Iterable[Group]) -> tuple[WordGroup, ...]:
    """Each measure; words that several duties rest on are quoted once."""
    quoted_before: set[str] = set()
    found = []
    for group in groups:
        found.append(_group(words, group, quoted_before))
        quoted_before.update(one.place for one in group.charges)
    return tuple(found)


def _group(words: Words, group: Group, quoted_before: Collection[str]) -> WordGroup:
    charges = [
        words("booklet.doc_charge_again", said=one.said, place=one.place)
        if one.place in quoted_before
        else words("booklet.doc_charge", said=one.said, words=quoted(words, one.words), place=one.place)
        for one in group.charges
    ]
    label = words("booklet.led_by" if "default" in group.bases else "booklet.with_whom")
    marks = {"presumptive_lead": words("booklet.mark_presumed")}
    names = [
        one.name + marks.get(one.role, words("booklet.mark_lead") if one.role else "")
        for one in group.partners
    ]
    partners = words("booklet.doc_with", label=label, names=words.listing(names)) if names else ""
    said = (
        (*charges, partners, group.summary)
        if charges
        else (words("booklet.doc_rows_only"), partners, group.summary)
    )
    roles = [one.said for one in group.charges]
    if any(task.whole for task in group.tasks):
        roles.append(words("booklet.doc_whole"))
    return WordGroup(
        heading=group.heading,
        said=tuple(line for line in said if line),
        roles=tuple(roles),
        rows=tuple(_row(words, task) for task in group.tasks),
    )


def _row(words: Words, task: Task) -> tuple[tuple[Line, ...], ...]:
    row, standing = task.row, task.standing
    what: list[Line] = [("TableText", row.words)]
    notes_ = [
        task.indicator,
        words("booklet.value_is", value=row.value) if row.value and row.kind == "target" else "",
        *(words("booklet.condition_is", kind=kind, words=said) for kind, said in task.conditions),
        words("booklet.doubt_is", note=row.note) if row.note else "",
        _published(words, task),
        *(charge.said for charge in task.charges if charge.basis != "inherited"),
        task.share
        or (words("booklet.places_are", places=words.listing(list(row.places))) if row.places else ""),
    ]
    what += [("TableNote", note) for note in notes_ if note]
    state = [
        standing.report,
        words("booklet.others", said=standing.others) if standing.others else "",
    ]
    deadline: list[Line] = [("TableText", row.deadline_words or words("ledger.none_set"))]
    if standing.days_said:
        deadline.append(("TableNote", standing.days_said))
    return (
        (("TableText", task.id), ("TableNote", task.offsets)),
        tuple(what),
        (("TableText", row.force_name),),
        tuple(deadline),
        (("TableText", standing.name), *(("TableNote", line) for line in state if line)),
    )


def _published(words: Words, task: Task) -> str:
    """How a target stands by published figures, and why."""
    standing = task.standing
    if standing.published in {"", "not_applicable"}:
        return ""
    return words("booklet.published_why", state=standing.published_name, reason=standing.reason)
