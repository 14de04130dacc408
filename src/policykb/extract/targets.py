"""The aims a plan's body states: numbers, wholes, dates, and the clauses of its goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.draft.claims import Target
from policykb.extract.aims import measured
from policykb.extract.brackets import groups
from policykb.extract.clauses import clauses, sentences
from policykb.extract.force import force_in
from policykb.extract.goals import goal_aims
from policykb.extract.indicator_tables import indicator_tables
from policykb.extract.indicators import identified
from policykb.extract.judged import baseline_year, confidence_of
from policykb.extract.pieces import Aim, Carried, Clause
from policykb.extract.predicates import veil
from policykb.extract.reach import Due, Reach
from policykb.extract.setting import setting
from policykb.extract.subjects import Division, bare_subject, division_of, doubt, ends_as_measure, lexicon
from policykb.extract.undated import Undated, cells
from policykb.extract.wholes import wholes
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Force, TargetKind

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
_MARKS = 2


def targets(text: str, home: str, body: Span) -> tuple[Target, ...]:
    """The targets of a measure's or goal's body, in text order.

    A goal's every clause is one (``home`` starts with g); a measure's is where it has a number with a
    relation, a word for all, or a standard in place of a number.
    """
    around = setting(text)
    tables = indicator_tables(text, body, around)
    walk = _Walk(text, Reach(around, goal=home.startswith("g")))
    found = [target for cell in cells(text, body, tables.taken) for target in walk.cell(cell)]
    ordered = sorted([*found, *tables.targets], key=lambda target: target.span) if tables.targets else found
    return tuple(replace(target, id=f"{home}/t{number}") for number, target in enumerate(ordered, 1))


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
    reach: Reach
    division: Division | None = None
    leading: _Binding | None = None
    reaching: str = ""
    pays: bool = False
    carried: Carried = field(default_factory=Carried)

    def cell(self, cell: Span) -> list[Target]:
        """The targets of a stretch of text, or of a table's cell; a date on its own at its end holds for all."""
        found: list[Target] = []
        for sentence in sentences(self.text, cell):
            here = self.sentence(sentence)
            alone = Undated.of(self.text, sentence, self.reach.setting.calendar)
            if not here and self.text[sentence.start] in "（(" and alone.finishes:
                self.reach.take(alone.dates, announced=False)
                found = [self._finished(target) for target in found]
            found += here
        return found

    def sentence(self, sentence: Span) -> list[Target]:
        """The sentence's targets; a lead-in reaches over a semicolon, and in a goal over its paragraph."""
        self.division, self.reaching = None, ""
        said = sentence.quote(self.text)
        self.pays = any(word in said for word in lexicon()["never"]["paying"])
        found: list[Target] = []
        for span in clauses(self.text, sentence):
            clause = Undated.of(self.text, span, self.reach.setting.calendar)
            if clause.dates:
                self.reach.take(clause.dates, announced=clause.announces)
            if clause.is_lead_in:
                self.leading = self._own_binding(clause)
                continue
            if clause.finishes:
                found = [self._finished(target) for target in found]
            found += self._clause(clause)
            self.reach.end_clause()
        if self.reach.over or self.carried.over:
            found = [target for target in found if target.deadline and doubt("bare_year") not in target.doubt]
        if self.text[sentence.end - 1] not in "；;":
            self.leading = None
            self.reach.end_period()
            self.carried = Carried(subjects=self.carried.subjects)
        return found

    def _finished(self, target: Target) -> Target:
        """A target without a date, due when a later clause says that all is done."""
        due = self.reach.dues[-1] if self.reach.dues else Due(None)
        if target.deadline or due.deadline is None:
            return target
        before = [one for one in target.doubt.split("；") if one not in {"", doubt("undated")}]
        doubts = [*before, doubt("finishing", stated=due.deadline.stated)]
        deadline = replace(due.deadline, inherited=True)
        return replace(target, deadline=deadline, confidence=confidence_of(doubts), doubt="；".join(doubts))

    def _clause(self, clause: Undated) -> Iterator[Target]:
        binding, aims = _Binding(), tuple[Aim, ...]()
        if len(clause.words) <= _LONGEST:
            binding = self._binding(clause)
            self.division = division_of(clause.words, self.division)
            aims = self._aims(clause, binding.force)
        if self.reach.goal and not aims:
            aims = goal_aims(clause.words)
        for aim in aims:
            if aim.part.start > aims[0].part.start:
                self.reach.pass_on()
            if target := self._target(clause, aim, binding):
                yield target
        yield from self._among(clause)

    def _among(self, clause: Undated) -> Iterator[Target]:
        """What a remark in brackets counts of the whole: （其中风电500万千瓦）."""
        for group in groups(self.text, clause.span):
            inner = Span(group.start + 1, group.end - 1) if len(group) > _MARKS else None
            among = tuple(lexicon()["subject"]["among"])
            if inner and self.text[group.start] in "（(" and self.text.startswith(among, inner.start):
                for span in clauses(self.text, inner):
                    part = Undated.of(self.text, span, self.reach.setting.calendar)
                    self.reach.pass_on()
                    for aim in self._aims(part, Force.PROMOTE):
                        if target := self._target(part, aim, _Binding()):
                            yield target

    def _binding(self, clause: Undated) -> _Binding:
        """The clause's own force, its lead-in's, or the plain commitment, doubted where a word may reach it."""
        own = self._own_binding(clause)
        if own is None:
            return self.leading or _Binding(doubts=(self.reaching,) if self.reaching else ())
        marker = own.marker.quote(self.text) if own.marker else ""
        if own.force in _REACHING and not own.doubts and marker not in lexicon()["universal"]["as_should_be"]:
            self.reaching = doubt(_REACHING[own.force], marker=marker)
        return own

    def _own_binding(self, clause: Undated) -> _Binding | None:
        read = force_in(clause.unbroken)
        if read is None or not read[0].own:
            return None
        return _Binding(read[0].force, read[1], (read[0].doubt,) if read[0].doubt else ())

    def _aims(self, clause: Undated, force: Force) -> tuple[Aim, ...]:
        """What the clause aims at; nothing where it reports, fines or pays."""
        if any(word in clause.words for word in lexicon()["never"]["words"]):
            return ()
        found, self.carried = measured(
            Clause(
                words=clause.words,
                veiled=veil(clause.words),
                division=self.division,
                carried=self.carried,
                years=len(self.reach.dues),
                breaks=clause.breaks,
            )
        )
        self.reach.over |= self.carried.over
        if not found:
            self._name_subject(clause)
            found = self._in_words(clause, force)
        if _concerning().match(clause.words):
            found = tuple(aim for aim in found if aim.quantity is None or aim.counted)
        pays = any(word in clause.words for word in lexicon()["never"]["paying"])
        money = [*lexicon()["never"]["money"], *(["percent"] if pays else [])] if self.pays else []
        kept = (aim for aim in found if not (aim.quantity and aim.quantity.unit in money))
        return () if self._reports(clause) else tuple(kept)

    def _in_words(self, clause: Undated, force: Force) -> tuple[Aim, ...]:
        """A whole, or what a dated clause without a verb of doing says will be: 生态环境质量持续改善."""
        found = () if force in _URGES else wholes(clause.words, self.division)
        if found or self.reach.goal:
            return tuple(
                aim for aim in found if aim.kind is not TargetKind.QUALITATIVE or not self.reach.goal
            )
        dated = any(due.deadline for due in self.reach.dues)
        becomes = _changes().search(clause.words.rstrip()) if dated else None
        if becomes is None or not becomes.start() or force_in(clause.unbroken):
            return ()
        said = doubt("nearly", words=becomes.group())
        return tuple(replace(aim, doubts=(*aim.doubts, said)) for aim in goal_aims(clause.words))

    def _name_subject(self, clause: Undated) -> None:
        """A clause that only names a measure is what the next one is about: 森林覆盖率，到2025年达到20%."""
        words = _changes().sub("", clause.words.strip())
        if ends_as_measure(words):
            self.carried = replace(self.carried, subjects=(bare_subject(words)[0],))

    def _reports(self, clause: Undated) -> bool:
        """Whether the clause says what has been, not what is to be."""
        said, past = clause.words.strip(), lexicon()["never"]["past"]
        opens, ends = said.startswith(tuple(past["starts"])), said.endswith(tuple(past["ends"]))
        self.reach.over |= opens or ends or any(word in said for word in past["words"])
        if self.reach.over:
            return True
        back = self.reach.setting.looks_back(clause.span.start)
        return back and not any(due.deadline and not due.doubts for due in self.reach.dues)

    def _target(self, clause: Undated, aim: Aim, binding: _Binding) -> Target | None:
        due = self.reach.due(clause.place(aim.part), aim.turn)
        baseline, baseline_doubts = baseline_year(aim, due)
        if aim.force:
            binding = _at_relation(clause, aim, aim.force)
        elif self._may_report(aim, due, binding):
            return None
        known = identified(aim.subject, aim.keys)
        doubts = [*aim.doubts, *known.doubts, *binding.doubts, *baseline_doubts, *due.doubts]
        doubts += self._further_doubts(clause, aim, binding, due)
        quantity = aim.quantity
        return Target(
            id="",
            span=clause.place(aim.part),
            confidence=confidence_of(doubts),
            doubt="；".join(dict.fromkeys(doubts)),
            indicator=known.slug,
            subject=known.subject,
            kind=aim.kind,
            comparator=aim.comparator,
            marker=aim.marker,
            value=quantity.value if quantity else "",
            value_max=quantity.value_max if quantity else "",
            unit=quantity.unit if quantity else "",
            value_span=clause.place(quantity.span) if quantity else None,
            baseline_year=baseline,
            deadline=due.deadline,
            force=binding.force,
            force_marker=display(binding.marker.quote(self.text)) if binding.marker else "",
            force_span=binding.marker,
            scope=aim.scope or known.scope,
            applies_per=aim.level,
        )

    def _further_doubts(self, clause: Undated, aim: Aim, binding: _Binding, due: Due) -> Iterator[str]:
        """What is unsure about an aim beside its own reading: no date, a word that only urges, a wide comma."""
        dated = due.deadline or due.doubts or aim.kind is TargetKind.COUNT_PER_DIVISION
        if not (dated or (aim.quantity and binding.marker and binding.force not in _URGES)):
            yield doubt("undated")
        if aim.quantity and binding.marker and binding.force in _URGES - {Force.PROMOTE}:
            yield doubt("urged", marker=binding.marker.quote(self.text))
        if aim.quantity and "，" in aim.quantity.span.quote(clause.words):
            yield doubt("comma")

    def _may_report(self, aim: Aim, due: Due, binding: _Binding) -> bool:
        """Whether a number with a comparison to last year, or with nothing but its subject, is as likely a result."""
        year = doubt("bare_year") in due.doubts
        if doubt("no_unit") in aim.doubts and not due.deadline:
            return True
        if aim.baseline and aim.baseline.previous:
            return year or not (due.deadline or binding.marker)
        loose = aim.plain or any(one == doubt("weak", marker=aim.marker) for one in aim.doubts)
        return loose and not self.reach.goal and (year or not (due.deadline or binding.marker))


@cache
def _concerning() -> re.Pattern[str]:
    return re.compile(lexicon()["never"]["concerning"])


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"{lexicon()['goal']['changes']}\Z")


def _at_relation(clause: Undated, aim: Aim, force: tuple[Force, str]) -> _Binding:
    """What a 力争 right before the relation says."""
    end = aim.quantity.span.start if aim.quantity else aim.part.end
    at = clause.words.rfind(force[1], 0, end)
    return _Binding(force[0], clause.place(Span(at, at + len(force[1]))))
