"""What an author is told of a plan: each finding with its place in the file, its remedy and what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from policykb.originals.original import Original
from policykb.phrase import Phrase
from policykb.span import Span
from policykb.text import display
from policykb.validate.baseline import Known, gone
from policykb.validate.findings import Finding, Validation
from policykb.validate.placement import CHECKS
from policykb.validate.reading import Reading
from policykb.validate.shapes import Shape, known_shapes
from policykb.validate.waivers import Waiver
from policykb.vocab import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policykb.validate.findings import Checked

_ORDER = tuple(Severity)
_NOTHING = Phrase("", "")


class Group(StrEnum):
    """Whose matter a finding is, in the order an author reads them."""

    PLAN_GAP = "plan_gap"
    NATIONAL_GAP = "national_gap"
    CONFLICT = "conflict"
    DOUBT = "doubt"
    ENCODING_DEFECT = "encoding_defect"


@dataclass(frozen=True, slots=True)
class Subject:
    """The file that was checked: its name as given, its address for other programs, its hash, and the way back into it."""

    plan: str
    name: str = ""
    uri: str = ""
    sha256: str = ""
    original: Original | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The text that was read from the file."""
        return self.original.text.content if self.original else ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as its author is told it.

    ``spot`` is what to mend, or beside what to write; ``words`` what stands there, on one line, and ``place`` where that is in
    the file; ``add`` is a model wording; ``doubt`` why the finding may be ours. ``known`` says whether an earlier run had it, ``None`` when there is none to compare with.
    """

    finding: Finding
    shape: Shape
    group: Group
    spot: Span | None = None
    words: str = ""
    place: Phrase = _NOTHING
    add: Phrase = _NOTHING
    doubt: Phrase = _NOTHING
    waiver: Waiver | None = None
    known: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered for it, nor an earlier run found it."""
        return self.waiver is None and not self.known

    @property
    def counts(self) -> bool:
        """Whether it can fail a run: it is open, and not in doubt."""
        return self.is_open and not self.doubt.zh


@dataclass(frozen=True, slots=True)
class Examination:
    """One plan examined: what was found, what is known or waived, what is gone, and what else is to be said."""

    subject: Subject
    validation: Validation
    reading: Reading = field(default_factory=Reading)
    remarks: tuple[Remark, ...] = ()
    fixed: tuple[Known, ...] = ()
    notes: tuple[Phrase, ...] = ()

    def grouped(self) -> Iterator[tuple[Group, tuple[Remark, ...]]]:
        """The remarks by whose matter they are; what is not ours comes first where nobody has reviewed the reading."""
        order = list(Group)
        if self.reading.reviewed:
            order.sort(key=lambda group: group is not Group.ENCODING_DEFECT)
        for group in order:
            if some := tuple(remark for remark in self.remarks if remark.group is group):
                yield group, some

    def count(self, group: Group, severity: Severity | None = None) -> int:
        """How many remarks of a group are open, and of one severity if given."""
        return sum(
            remark.group is group and remark.waiver is None and severity in {None, remark.finding.severity}
            for remark in self.remarks
        )

    def fails(self, level: str) -> bool:
        """Whether something that counts is at or above a severity; nothing is above ``none``."""
        if level == "none":
            return False
        worst = _ORDER.index(Severity(level))
        return any(
            remark.counts and _ORDER.index(remark.finding.severity) <= worst for remark in self.remarks
        )

    @property
    def failing(self) -> int:
        """How many remarks count."""
        return sum(remark.counts for remark in self.remarks)

    @property
    def waived(self) -> tuple[Remark, ...]:
        """The remarks that somebody has answered for."""
        return tuple(remark for remark in self.remarks if remark.waiver is not None)

    @property
    def known(self) -> tuple[Remark, ...]:
        """The remarks that an earlier run had."""
        return tuple(remark for remark in self.remarks if remark.known)

    def checked(self, shape: str) -> Checked:
        """How much a shape looked at."""
        return next(check for check in self.validation.checked if check.shape.id == shape)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is brought to the findings: waivers that cover them, an earlier run's findings (``None``: none given), the day."""

    as_of: str
    waivers: tuple[Waiver, ...] = ()
    known: tuple[Known, ...] | None = None


def examined(
    subject: Subject,
    validation: Validation,
    reading: Reading,
    judgement: Judgement,
    add: Callable[[Finding, Shape], Phrase],
) -> Examination:
    """A plan's findings as its author is told them."""
    shapes = {check.shape.id: check.shape for check in validation.checked}
    remarks = []
    for finding in validation.findings:
        shape, doubt, spot = shapes[finding.shape], reading.doubt(finding), reading.spot(finding)
        remarks.append(
            Remark(
                finding=finding,
                shape=shape,
                group=Group.DOUBT if doubt.zh else Group(finding.category.value),
                spot=spot,
                words=_words(subject, finding, spot),
                place=subject.original.place(spot.start) if subject.original and spot else _NOTHING,
                add=add(finding, shape),
                doubt=doubt,
                waiver=next(
                    (w for w in judgement.waivers if w.covers(finding) and w.holds(judgement.as_of)), None
                ),
                known=None if judgement.known is None else any(k.is_of(finding) for k in judgement.known),
            )
        )
    fixed = gone(judgement.known or (), validation.findings, shapes)
    return Examination(subject, validation, reading, tuple(remarks), fixed, _expired(validation, judgement))


def _words(subject: Subject, finding: Finding, spot: Span | None) -> str:
    if spot is not None and spot.end <= len(subject.text):
        return display(spot.quote(subject.text))
    return display(finding.quotes[0].text) if finding.quotes else ""


def _expired(validation: Validation, judgement: Judgement) -> tuple[Phrase, ...]:
    late = (w for w in judgement.waivers if not w.holds(judgement.as_of))
    return tuple(
        Phrase(
            f"豁免已于{waiver.expires}到期，{waiver.names} 重新计入（{waiver.owner}；{waiver.where}）",
            f"the waiver of {waiver.names} ended on {waiver.expires}; it counts again ({waiver.owner}; {waiver.where})",
        )
        for waiver in late
        if any(waiver.covers(finding) for finding in validation.findings)
    )


def idle(waivers: tuple[Waiver, ...], examinations: tuple[Examination, ...]) -> tuple[Phrase, ...]:
    """A word on each waiver that covers nothing that was found; a check that was not made this time says nothing."""
    found = [finding for examination in examinations for finding in examination.validation.findings]
    made = {check.shape.id for examination in examinations for check in examination.validation.checked}
    not_made = (known_shapes() | {check.id for check in CHECKS}) - made
    told = []
    for waiver in waivers:
        shape = waiver.shape or waiver.finding.partition("@")[0].partition(".")[0]
        if shape not in not_made and not any(waiver.covers(finding) for finding in found):
            told.append(
                Phrase(
                    f"豁免 {waiver.names} 没有对应的发现，可以删去（{waiver.where}）",
                    f"the waiver of {waiver.names} covers nothing that was found; it can go ({waiver.where})",
                )
            )
    return tuple(told)
