"""The aims a plan's body states: numbers, wholes, dates, and the clauses of its goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline, Target
from policykb.extract.aims import Aim, measured
from policykb.extract.brackets import open_positions
from policykb.extract.clauses import clauses, sentences
from policykb.extract.deadlines import deadlines
from policykb.extract.force import force_of
from policykb.extract.indicators import identified
from policykb.extract.subjects import Division, division_of, doubt, lexicon
from policykb.extract.wholes import wholes
from policykb.span import Span
from policykb.text import Unbroken, display
from policykb.vocab import Confidence, Force, Precision, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator

# A clause that only urges or tries something states no whole that has to be reached.
_URGES = {
    Force.PROMOTE,
    Force.PILOT,
    Force.EXPLORE,
    Force.ENCOURAGE,
    Force.STRICT_CONTROL,
    Force.PROHIBIT,
}
_REACHING = {Force.STRIVE: "strive", Force.MANDATE: "mandate"}
# A longer clause is a table or rubble; nothing in it is read as an aim.
_LONGEST = 500
_BARE_YEAR = re.compile(r"\S{4}\s*年")


def targets(text: str, home: str, body: Span) -> tuple[Target, ...]:
    """The targets of a measure's or goal's body, in text order.

    A goal's every clause is one (``home`` starts with g); a measure's is where it has a number with a
    relation, a word for all, or a standard in place of a number.
    """
    walk = _Walk(text, goal=home.startswith("g"))
    found = [target for sentence in sentences(text, body) for target in walk.sentence(sentence)]
    return tuple(replace(target, id=f"{home}/t{number}") for number, target in enumerate(found, 1))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without line breaks; its deadline's words are blanked out of ``words``."""

    span: Span
    unbroken: Unbroken
    words: str
    deadline: Deadline | None

    @property
    def is_lead_in(self) -> bool:
        """Whether it holds nothing but a deadline, or the 力争 before one."""
        return not self.words.strip() or bool(self.deadline and self.words.strip() in lexicon()["lead_ins"])

    def place(self, part: Span) -> Span:
        """Where in the text a part of the words stands."""
        return self.unbroken.span(part.start, part.end)


@dataclass(frozen=True, slots=True)
class _Binding:
    """How strictly a clause binds, and the words that say so."""

    force: Force = Force.COMMIT
    marker: Span | None = None
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """Reads a body's sentences in order and remembers what reaches from one clause to the next."""

    text: str
    goal: bool
    deadline: Deadline | None = None
    deadline_doubts: tuple[str, ...] = ()
    division: Division | None = None
    leading: _Binding | None = None
    reaching: str = ""
    undated: bool = False

    def sentence(self, sentence: Span) -> Iterator[Target]:
        """The sentence's targets; a lead-in reaches over a semicolon, and in a goal over its paragraph."""
        self.division, self.reaching = None, ""
        for span in clauses(self.text, sentence):
            clause = _clause(self.text, span)
            if clause.deadline:
                self._take(clause.deadline)
            if clause.is_lead_in:
                self.leading = self._own_binding(clause)
                continue
            yield from self._clause(clause)
            self._inherit()
            self.undated = self.deadline is None
        if self.text[sentence.end - 1] not in "；;":
            self._leave_period()

    def _take(self, deadline: Deadline) -> None:
        self.deadline = deadline
        self.deadline_doubts = tuple(_deadline_doubts(deadline, reaches_back=self.undated))

    def _inherit(self) -> None:
        """What comes after the first clause of a lead-in inherits it."""
        if self.deadline:
            self.deadline = replace(self.deadline, inherited=True)

    def _leave_period(self) -> None:
        self.undated, self.leading = False, None
        self.deadline = self.deadline if self.goal else None
        if self.deadline:
            self.deadline_doubts = (doubt("paragraph", stated=self.deadline.stated),)

    def _clause(self, clause: _Clause) -> Iterator[Target]:
        binding = self._binding(clause)
        self.division = division_of(clause.words, self.division)
        aims = self._aims(clause, binding.force)
        if self.goal and not aims:
            aims = tuple(_goal_aim(clause.words, part) for part in _goal_parts(clause.words))
        for aim in aims:
            if aim.part.start > aims[0].part.start:
                self._inherit()
            yield self._target(clause, aim, binding)

    def _binding(self, clause: _Clause) -> _Binding:
        """The clause's own force, its lead-in's, or the plain commitment, doubted where a word may reach it."""
        own = self._own_binding(clause)
        if own is None:
            return self.leading or _Binding(doubts=(self.reaching,) if self.reaching else ())
        marker = own.marker.quote(self.text) if own.marker else ""
        if own.force in _REACHING and not own.doubts and marker not in lexicon()["universal"]["as_should_be"]:
            self.reaching = doubt(_REACHING[own.force], marker=marker)
        return own

    def _own_binding(self, clause: _Clause) -> _Binding | None:
        read = force_of(self.text, clause.span)
        if read is None or not read[0].own:
            return None
        return _Binding(read[0].force, read[1], (read[0].doubt,) if read[0].doubt else ())

    def _aims(self, clause: _Clause, force: Force) -> tuple[Aim, ...]:
        never = lexicon()["never"]
        past = self.deadline is not None and self.deadline.stated.startswith(tuple(never["deadlines"]))
        long = len(clause.words) > _LONGEST
        if past or long or any(word in clause.words for word in never["words"]):
            return ()
        found = measured(clause.words, self.division)
        return found or (() if force in _URGES else wholes(clause.words, self.division))

    def _target(self, clause: _Clause, aim: Aim, binding: _Binding) -> Target:
        known = identified(aim.subject, aim.keys)
        doubts = [*aim.doubts, *known.doubts, *binding.doubts]
        doubts += self.deadline_doubts if self.deadline else []
        if not self.deadline and not aim.quantity:
            doubts.append(doubt("undated"))
        return Target(
            id="",
            span=clause.place(aim.part),
            confidence=_confidence(doubts),
            doubt="；".join(dict.fromkeys(doubts)),
            indicator=known.slug,
            subject=known.subject,
            kind=aim.kind,
            comparator=aim.comparator,
            marker=aim.marker,
            value=aim.quantity.value if aim.quantity else "",
            value_max=aim.quantity.value_max if aim.quantity else "",
            unit=aim.quantity.unit if aim.quantity else "",
            value_span=clause.place(aim.quantity.span) if aim.quantity else None,
            baseline_year=aim.baseline,
            deadline=self.deadline,
            force=binding.force,
            force_marker=display(binding.marker.quote(self.text)) if binding.marker else "",
            force_span=binding.marker,
            scope=aim.scope or known.scope,
            applies_per=aim.level,
        )


def _clause(text: str, span: Span) -> _Clause:
    unbroken = Unbroken.of(text, span)
    found = deadlines(text, span)
    dated = {at for deadline in found for at in range(deadline.span.start, deadline.span.end)}
    words = "".join(" " if at in dated else text[at] for at in unbroken.places)
    return _Clause(span, unbroken, words, found[-1] if found else None)


def _deadline_doubts(deadline: Deadline, *, reaches_back: bool) -> Iterator[str]:
    stated = deadline.stated
    if reaches_back:
        yield doubt("reach_back", stated=stated)
    if deadline.precision is Precision.YEAR and stated.endswith("前"):
        yield doubt("before_year", stated=stated)
    if _BARE_YEAR.fullmatch(stated):
        yield doubt("bare_year")


def _confidence(doubts: list[str]) -> Confidence:
    if not doubts:
        return Confidence.CERTAIN
    return Confidence.UNSURE if doubt("bare_year") in doubts else Confidence.LIKELY


def _goal_parts(words: str) -> Iterator[Span]:
    """The clause, parted at a 、 that stands between two complete statements."""
    ends = tuple(lexicon()["goal"]["ends"])
    cuts = [at for at, mark in open_positions(words, Span(0, len(words))) if mark == "、"]
    start = len(words) - len(words.lstrip())
    complete = words.rstrip().endswith(ends)
    for at in cuts:
        if complete and words.endswith(ends, start, at):
            yield Span(start, at)
            start = at + 1
    yield Span(start, len(words.rstrip()))


def _goal_aim(words: str, part: Span) -> Aim:
    """A goal's clause that has no number."""
    said = part.quote(words)
    helps = said.startswith(tuple(lexicon()["goal"]["helps"]))
    return Aim(
        part=part,
        subject=said,
        keys=(),
        kind=TargetKind.QUALITATIVE,
        doubts=(doubt("helping"),) if helps else (),
    )
