"""What a comparison says: how a plan stands against each requirement, with both sides' words or figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policykb.draft.requirements import Requirement
from policykb.phrase import Phrase
from policykb.vocab import Confidence, Degree, Verdict

if TYPE_CHECKING:
    from policykb.span import Span


class Evidence(NamedTuple):
    """Words of the plan that bear on a verdict: the element's id in the draft, and where they stand."""

    element: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Match:
    """A measure (or goal) that may answer a section: how well, from 0 to 1, and why that is thought."""

    element: str
    score: float
    reasons: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the plan covers a section, an objective, a prohibition or a task.

    ``state`` is ``accepted`` once a person has decided, ``proposed`` until then; ``assessor`` and ``assessed_on`` say
    who and when (the program itself when proposed, on the day of the answer).
    """

    requirement: Requirement
    degree: Degree
    verdict: Verdict
    matches: tuple[Match, ...]
    justification: Phrase
    evidence: tuple[Evidence, ...]
    state: str
    assessor: str
    assessed_on: str


class Figure(NamedTuple):
    """A target's number as written and in its indicator's canonical unit; exact decimals as text, "" where none."""

    value: str
    unit: str
    canonical: str
    canonical_unit: str
    year: int | None


@dataclass(frozen=True, slots=True)
class IndicatorVerdict:
    """How one target of the plan stands against one required value.

    ``target`` is the target's id in the draft, "" when the plan has none; ``requirement`` is ``None`` for a target that only
    the region has. ``confidence`` is certain only where units, definitions and scope agree and both sides were read;
    ``superseded_by`` names the requirement (an allocation to this region) that counts instead of this one, and
    ``later_document`` is true where the document was issued after the plan, which can therefore not be blamed.
    """

    requirement: Requirement | None
    target: str
    measure: int
    indicator: str
    verdicts: tuple[Verdict, ...]
    reasons: tuple[Phrase, ...]
    national: Figure | None
    regional: Figure | None
    evidence: tuple[Evidence, ...]
    confidence: Confidence
    superseded_by: str = ""
    later_document: bool = False

    @property
    def unconfirmed(self) -> bool:
        """Whether the national side was never read in its source."""
        return self.requirement is not None and self.requirement.confirmed == "memory"


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that only the region asks for; ``kind`` is what sort of requirement it would be."""

    element: str
    measure: int
    title: Phrase
    evidence: tuple[Evidence, ...]
    kind: str = "task"


@dataclass(frozen=True, slots=True)
class ParentConflict:
    """Two documents above the plan that ask for different things of one indicator in one year and scope."""

    indicator: str
    year: int
    requirements: tuple[Requirement, ...]
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Weakening:
    """A target lower or later than what the region itself set before, or than what was assigned to it."""

    target: str
    requirement: Requirement
    verdicts: tuple[Verdict, ...]
    reason: Phrase
    evidence: tuple[Evidence, ...]


class Weighed(NamedTuple):
    """What one requirement counts: its weight by kind and the share of it that is earned, both as exact decimals.

    ``outcome`` is ``judged``, or why it is not: ``not_comparable``, ``undetermined``, ``not_applicable``,
    ``unconfirmed``, ``average`` (a figure for a whole country or basin), ``superseded``, ``repeated`` (another document says the same) or ``through_parts`` (a section
    that is judged by its known parts). ``share`` is "" then.
    """

    requirement: str
    kind: str
    weight: str
    share: str
    outcome: str


class Moved(NamedTuple):
    """The score when the weight of one kind alone moves down and up by the swing."""

    kind: str
    weight: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """A share with its denominator: ``points`` of ``of`` judged, and what could not be judged.

    ``low`` and ``high`` are the least and the greatest share when any one weight moves by ``swing`` (0.2 = 20 %);
    ``weighed`` lists what each requirement counts, ``moved`` what each weight does; ``averages`` counts the figures
    that hold for a whole country or basin and are shown without being judged.
    """

    points: float
    of: float
    judged: int
    not_comparable: int
    undetermined: int
    not_applicable: int
    unconfirmed: int
    low: float
    high: float
    swing: float
    weighed: tuple[Weighed, ...] = ()
    moved: tuple[Moved, ...] = ()
    averages: int = 0


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """A plan against the documents above it, requirement by requirement, in section order.

    ``priors`` are its targets against the region's own other documents and against its own earlier version, ``notes``
    what a reader must know of how far both sides were read.
    """

    plan: str
    title: Phrase
    against: str
    region: str
    as_of: str
    complete: bool
    coverages: tuple[Coverage, ...]
    indicators: tuple[IndicatorVerdict, ...]
    additions: tuple[Addition, ...]
    conflicts: tuple[ParentConflict, ...]
    weakenings: tuple[Weakening, ...]
    score: Score
    priors: tuple[IndicatorVerdict, ...] = ()
    notes: tuple[Phrase, ...] = ()
