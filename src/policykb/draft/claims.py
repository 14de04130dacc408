"""What a plan says, as values: the form a person reviews and corrects.

Ids are places in the document: measure ``m03``, action ``m03/a04``, target ``m03/t1``, stated
responsibility ``m03/r2``, goal ``g2025`` with its targets ``g2025/t1``. Spans are code points of the
untouched text. A claim that is not certain carries its doubt in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from policykb.span import Span
from policykb.vocab import (
    BodyKind,
    Comparator,
    ConditionKind,
    Confidence,
    DocumentAct,
    Force,
    MentionKind,
    Precision,
    ReviewState,
    Role,
    SentenceState,
    TargetKind,
)


@dataclass(frozen=True, slots=True)
class Review:
    """What a person has done with a claim, and when."""

    state: ReviewState = ReviewState.PROPOSED
    by: str = ""
    on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something the text is said to say, with the place that says it."""

    id: str
    span: Span
    confidence: Confidence = Confidence.CERTAIN
    doubt: str = ""
    review: Review = field(default_factory=Review)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Claim):
    """A numbered measure; its span runs from its number to the end of its bracket."""

    ordinal: int
    number: str
    title: str
    title_span: Span
    title_en: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Claim):
    """A plan-level goal for one year; its clauses are targets ``g2025/t1`` …."""

    year: int
    title: str
    title_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A closed upper bound: the last day of the period the text states."""

    date: str
    stated: str
    precision: Precision
    span: Span
    inherited: bool = False
    """True when the words stand in the sentence's lead-in, not in the claim's own clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Claim):
    """One verb clause: what is to be done. ``marker`` is the words that carry the force."""

    verb: str
    object: str
    force: Force
    marker: str
    marker_span: Span | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Claim):
    """A quantitative, dated or qualitative aim.

    ``value`` and ``value_max`` are exact decimals as text ("" = none); ``unit`` is a unit's slug such as
    ``percent``, ``wan-mu``; ``indicator`` an indicator's slug. ``subject_span`` is the indicator's own
    words where they stand apart from the number; ``sentence`` the whole sentence.
    """

    indicator: str
    subject: str
    kind: TargetKind
    comparator: Comparator | None
    marker: str
    value: str = ""
    value_max: str = ""
    unit: str = ""
    value_span: Span | None = None
    baseline_year: int | None = None
    deadline: Deadline | None = None
    force: Force = Force.COMMIT
    force_marker: str = ""
    force_span: Span | None = None
    scope: str = ""
    applies_per: str = ""
    """A level's slug, ``prefecture`` or ``county``, when the target holds for each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Claim):
    """A body named for an element, in the written order (position 1 is the first listed).

    The element is a measure, or the one action or target that the list speaks for. ``covers`` is the stretch it
    speaks for where that is not the measure: some of its sentences, or more when the list stands outside of it, at
    the head of a chapter or in a row above. ``role_span`` is where the role is stated when that is not in the list;
    ``deadline`` a date in the list, ``open_list`` whether it ends with 等.
    """

    element: str
    agency: str
    name_as_stated: str
    role: Role
    position: int
    bracket: Span
    prefix_elided: bool = False
    """True when the name stands without the 自治区 that the list's first name carries."""
    covers: Span | None = None
    role_span: Span | None = None
    deadline: Deadline | None = None
    open_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedBody(Claim):
    """A body that the text names and no vocabulary knows: proposed, not asserted.

    The span is where it is named first; ``name`` its longest name, ``aliases`` the others. ``nearest`` is the
    vocabulary's body that is most like it, such as ``org/nx-sthjt``, and ``why`` says in what. ``of_plan`` when its
    name says that it belongs to the government whose plan it is.
    """

    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    kind: BodyKind = BodyKind.OTHER
    nearest: str = ""
    why: str = ""
    of_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Claim):
    """A clause that makes duties for bodies it does not list one by one."""

    within: str
    levels: tuple[str, ...]
    assignees: tuple[str, ...]
    qualifier: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Claim):
    """What limits an action or target: a precondition, a zone, a threshold."""

    kind: ConditionKind
    of: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Claim):
    """A named thing inside an action, target or goal; ``concept`` is "" when not in a vocabulary."""

    of: str
    kind: MentionKind
    name: str
    concept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedDocument(Claim):
    """A document that the plan orders to be drawn up."""

    of: str
    title: str
    act: DocumentAct
    titled: bool
    """True when the text gives its title in 《》."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the body and what became of it; sentences and layout partition the text."""

    index: int
    span: Span
    measure: int
    state: SentenceState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A claim that a person struck out, as it was, or a sentence that needs none; one of the fields is there."""

    measure: Measure | None = None
    goal: Goal | None = None
    action: Action | None = None
    target: Target | None = None
    responsibility: Responsibility | None = None
    provision: Provision | None = None
    condition: Condition | None = None
    mention: Mention | None = None
    document: DraftedDocument | None = None
    body: ProposedBody | None = None
    sentence: Sentence | None = None
    review: Review = field(default_factory=Review)

    @property
    def held(self) -> Claim | Sentence:
        """The claim or sentence itself."""
        found: list[Claim | Sentence | None] = [
            *(self.measure, self.goal, self.action, self.target, self.responsibility),
            *(self.provision, self.condition, self.mention, self.document, self.body, self.sentence),
        ]
        return next(held for held in found if held is not None)

    @property
    def kind(self) -> str:
        """The name of the field that holds it."""
        return next(name for name in self.__slots__ if name != "review" and getattr(self, name) is not None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as claims over its text, in document order."""

    plan: str
    text_sha256: str
    text_length: int
    title: str
    measures: tuple[Measure, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    provisions: tuple[Provision, ...] = ()
    conditions: tuple[Condition, ...] = ()
    mentions: tuple[Mention, ...] = ()
    documents: tuple[DraftedDocument, ...] = ()
    bodies: tuple[ProposedBody, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def is_open(claim: Claim) -> bool:
    """Whether a claim is still to be decided on: nobody has looked at it, or somebody left it open."""
    return claim.review.state in {ReviewState.PROPOSED, ReviewState.QUESTIONED}


def is_reviewed(draft: Draft) -> bool:
    """Whether a person has decided on every claim."""
    claims = [
        *(*draft.measures, *draft.goals, *draft.actions, *draft.targets, *draft.responsibilities),
        *(*draft.provisions, *draft.conditions, *draft.mentions, *draft.documents, *draft.bodies),
    ]
    return bool(claims) and not any(map(is_open, claims))
