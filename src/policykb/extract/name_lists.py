"""A list of bodies as plans write it: names, the words and labels that give them roles, a date, a clause for all others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline
from policykb.extract.body_names import is_field, shape_of
from policykb.extract.brackets import open_places
from policykb.extract.deadlines import deadlines
from policykb.extract.list_words import (
    BLANKS,
    ending,
    group_at,
    groups_in,
    is_vague,
    label_at,
    labels_in,
    leaders,
    lexicon,
    middle,
    opens_provision,
    provision_words,
    role_named,
    role_of,
    rules_in,
    separators,
    without_filler,
)
from policykb.extract.name_cutting import Cut, is_place, names, starts_name, stripped
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import BodyKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_PIECE = 80
_ENDS = re.compile("[。；;]")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a list; ``front`` is what the list carries for it, ``group`` tells a class of bodies from a body.

    ``behind`` are the marks of the list that stand before it.
    """

    words: str
    span: Span
    role: Role | None
    group: bool = False
    front: str = ""
    open: bool = False
    behind: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list says; ``complete`` when nothing in it is left unread, ``strong`` when it says what the bodies do."""

    names: tuple[Named, ...]
    due: Deadline | None
    provisions: tuple[Span, ...]
    ruled: bool
    complete: bool
    strong: bool

    @property
    def speaks(self) -> bool:
        """Whether it names somebody or sets a date, and is a list throughout."""
        said = self.names or self.provisions or self.ruled or (self.due and self.strong)
        return self.complete and bool(said)

    @property
    def mostly(self) -> bool:
        """Whether it says what bodies do, and most of what it names is clearly a body."""
        clear = [name for name in self.names if "unclear" not in name.doubts]
        return self.strong and len(clear) * 2 >= len(self.names)


def read_list(text: str, span: Span, role: Role | None = None) -> Listing:
    """The list in a stretch of a text.

    Args:
        text: the whole plan.
        span: the list, without the brackets around it.
        role: what a table's column says of the names in its cells.
    """
    return _Reader(text, Unbroken.of(text, span), role).read()


@dataclass(slots=True)
class _Entry:
    start: int
    end: int
    label: Role | None
    group: bool
    kind: BodyKind | None
    clear: bool
    role: Role | None = None
    front: str = ""
    open: bool = False
    behind: str = ""
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    text: str
    whole: Unbroken
    column: Role | None
    entries: list[_Entry] = field(default_factory=list)
    provisions: list[tuple[int, int]] = field(default_factory=list)
    dues: list[Deadline] = field(default_factory=list)
    label: str = ""
    front: str = ""
    behind: str = ""
    joined: bool = False
    strong: bool = False
    ruled: bool = False
    complete: bool = True
    pending: list[_Entry] = field(default_factory=list)

    def read(self) -> Listing:
        words = self.whole.words
        for start, end in self._pieces(words):
            if any(left <= start and end <= right for left, right in self.provisions):
                continue
            self._piece(start, end)
            self._pass(words[end : end + 1])
        found = tuple(self._named(entry) for entry in self.entries)
        spans = tuple(self.whole.span(start, end) for start, end in self.provisions)
        due = self.dues[-1] if self.dues else None
        return Listing(found, due, spans, self.ruled, self.complete, self.strong)

    def _pass(self, mark: str) -> None:
        """What a mark between two pieces ends."""
        if mark == "。":
            self.pending, self.label, self.joined = [], "", False
        elif mark and mark in "；;，,":
            self.joined = False
        if mark and mark not in self.behind:
            self.behind += {",": "，", ";": "；"}.get(mark, mark)

    def _pieces(self, words: str) -> Iterator[tuple[int, int]]:
        """What stands between the marks of the list and before the labels in it; groups and rules stay whole."""
        rules = [found.span() for found in rules_in(words)]
        self.ruled = self.strong = bool(rules)
        inside = _inside([*rules, *(found.span() for found in groups_in(words))])
        cuts = {at: at + 1 for at in open_places(words, Span(0, len(words)), separators())} if words else {}
        cuts |= {found.start(): found.start() for found in labels_in(words)}
        start = 0
        for at in [*sorted(at for at in cuts if at not in inside), len(words)]:
            if start < at:
                self._open(words, start, at)
                yield start, at
            start = cuts.get(at, at)

    def _open(self, words: str, start: int, end: int) -> None:
        """Takes the clause on all other bodies that a piece opens."""
        stop = _ENDS.search(words, end)
        reach = stop.start() if stop else len(words)
        start, _ = stripped(words, start, reach)
        said = words[start:reach]
        opens = opens_provision(said) and any(word in said for word in provision_words())
        if opens and next(rules_in(words[start:end]), None) is None:
            self.provisions.append((start, reach))
            self.strong = True

    def _piece(self, start: int, end: int) -> None:
        words = self.whole.words
        start, end = stripped(words, start, end)
        while start < end and (found := label_at(words, start, end)):
            self.label, self.pending, self.joined, self.strong = str(found.lastgroup), [], False, True
            start, end = stripped(words, found.end(), end)
        if start >= end or self.label in {"person", "other"} or self._is_aside(start, end):
            return
        if end - start > _LONGEST_PIECE:
            self.complete = False
            return
        self._duties(start, end)

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether the piece is a date, a word in place of one, or the rule on who leads."""
        words = self.whole.words[start:end]
        if next(rules_in(words), None) or words in lexicon()["rule_tails"] or words in lexicon()["always"]:
            return True
        found = deadlines(self.text, self.whole.span(start, end))
        if not found:
            return self.label == "due"
        stated = "".join(one.span.quote(self.text) for one in found)
        rest = BLANKS.sub("", words).replace(BLANKS.sub("", stated), "", 1)
        if self.label == "due" or rest in {"", *lexicon()["due_tails"]}:
            self.dues.append(found[-1])
            self.strong = self.strong or bool(rest)
            return True
        return False

    def _duties(self, start: int, end: int) -> None:
        """The names of a piece, and what the words at its end make of them and of those before."""
        stop, role, carried = ending(self.whole.words, start, end)
        before = len(self.entries)
        self._chunk(start, stop if role else end)
        if role is None:
            return
        self.strong = True
        for entry in self.pending:
            if entry.label in {None, Role.JOINT}:
                entry.role = _carried(entry) if carried else role
        self.pending = []
        self.complete = self.complete and (bool(self.entries) or before < len(self.entries))

    def _chunk(self, start: int, end: int) -> None:
        """Names with the words between them that give those before a role: 甲牵头乙配合, 甲会同乙."""
        words = self.whole.words
        at = start = self._led(start, end)
        for found in middle().finditer(words, start, end):
            left = list(names(words, at, found.start()))
            if not all(cut.clear for cut in left):
                continue
            self._add(left)
            self._between(found.group())
            at = self._led(found.end(), end)
        self._add(names(words, at, end))

    def _between(self, word: str) -> None:
        """What a word between names makes of those before it, and of those behind."""
        self.strong = True
        joining = word in lexicon()["joining"]
        role = Role.LEAD if joining else role_of(word)
        self.joined = joining or (not self.pending and role is Role.SUPPORT)
        for entry in self.pending:
            entry.role = role
            entry.doubts += ["joined"] if joining else []
        self.pending = []

    def _led(self, start: int, end: int) -> int:
        """Where the names start after 由, 其中 and the like."""
        words = self.whole.words
        while True:
            start, end = stripped(words, start, end)
            found = leaders().match(words, start, end)
            if not found or (shape_of(words[start:end]) and not starts_name(words[found.end() : end])):
                return start
            start = found.end()

    def _add(self, pieces: Iterable[Cut]) -> None:
        words = self.whole.words
        for start, reach, clear in pieces:
            end, is_open = without_filler(words, start, reach)
            if start >= end or is_vague(words[start:end]):
                continue
            entry = self._entry(start, end, clear=clear)
            entry.open = is_open
            self.entries.append(entry)
            if entry.role is None:
                self.pending.append(entry)
            self.complete = self.complete and (entry.group or entry.clear)

    def _entry(self, start: int, end: int, *, clear: bool) -> _Entry:
        name = self.whole.words[start:end]
        shape = shape_of(name)
        group = group_at(name) == len(name)
        label = role_named(self.label) or self.column
        place = shape is None and is_place(name)
        known = clear or bool(shape and shape.clear) or is_field(name) or place
        kind = shape.kind if shape else BodyKind.GOVERNMENT if place else None
        entry = _Entry(start, end, label, group, kind, known, behind=self.behind)
        if self.label == "carry":
            entry.label = _carried(entry)
        if self.joined:
            entry.role, entry.doubts = Role.SUPPORT, ["joined"]
        if group or place or (shape and shape.central):
            return entry
        if shape and shape.front:
            self.front = shape.front
        else:
            entry.front = self.front
        return entry

    def _named(self, entry: _Entry) -> Named:
        doubts = entry.doubts if entry.clear or entry.group else [*entry.doubts, "unclear"]
        role = entry.role or entry.label
        doubts = doubts if role else [*doubts, "roleless"]
        span = self.whole.span(entry.start, entry.end)
        words = self.whole.words[entry.start : entry.end]
        return Named(words, span, role, entry.group, entry.front, entry.open, entry.behind, tuple(doubts))


def _inside(spared: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in spared for at in range(start, end)}


def _carried(entry: _Entry) -> Role:
    governs = entry.group or entry.kind in {BodyKind.GOVERNMENT, BodyKind.COMMITTEE}
    return Role.IMPLEMENT if governs else Role.JOINT
