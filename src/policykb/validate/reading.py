"""How far the program's own reading of a plan can be trusted, and where its parts stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb.phrase import Phrase
from policykb.span import Span
from policykb.vocab import Category, Confidence, SentenceState

if TYPE_CHECKING:
    from policykb.draft import Draft
    from policykb.validate.findings import Finding

ABSENCES = frozenset(
    {
        "measure_has_a_deadline",
        "measure_is_quantified",
        "milestone_year_has_numbers",
        "shared_measure_has_a_lead",
        "target_has_someone_responsible",
    }
)
"""What these miss may stand in a sentence of the measure or goal that was not read."""
_IN_THE_BRACKET = "shared_measure_has_a_lead"
_NOBODY = "target_has_someone_responsible"
NO_DOUBT = Phrase("", "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft knows of itself: whether a person decided on it, its titles and brackets, what it did not read.

    ``unread`` counts the sentences of each measure or goal that were not read, "" standing for the rest of the text;
    ``notes`` are the reading notes of its claims, ``unsure`` the claims that are a guess.
    """

    reviewed: bool = True
    titles: Mapping[str, Span] = field(default_factory=dict)
    brackets: Mapping[str, Span] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    @classmethod
    def of(cls, draft: Draft, *, reviewed: bool) -> Reading:
        """The reading that a draft is."""
        wholes = (*draft.measures, *draft.goals)
        claims = (*wholes, *draft.actions, *draft.targets, *draft.responsibilities, *draft.provisions)
        unread: Counter[str] = Counter()
        for sentence in draft.sentences:
            if sentence.state is SentenceState.UNENCODED:
                unread[next((whole.id for whole in wholes if whole.span.holds(sentence.span)), "")] += 1
        return cls(
            reviewed=reviewed,
            titles={measure.id: measure.title_span for measure in draft.measures},
            brackets={duty.element: duty.bracket for duty in reversed(draft.responsibilities)},
            unread=unread,
            notes={claim.id: claim.doubt for claim in claims if claim.doubt},
            unsure=frozenset(claim.id for claim in claims if claim.confidence is Confidence.UNSURE),
        )

    @property
    def sentences_unread(self) -> int:
        """How many sentences were not read."""
        return sum(self.unread.values())

    def spot(self, finding: Finding) -> Span | None:
        """The words to mend, or beside which to write: a measure's bracket or title, an element's own words."""
        if finding.shape == _IN_THE_BRACKET and finding.focus in self.brackets:
            return self.brackets[finding.focus]
        if finding.focus in self.titles:
            return self.titles[finding.focus]
        return finding.quotes[0].span if finding.quotes else None

    def doubt(self, finding: Finding) -> Phrase:
        """Why the finding may be ours rather than the plan's; nothing where it is the plan's, or a person has decided."""
        if self.reviewed or finding.category is Category.ENCODING_DEFECT:
            return NO_DOUBT
        whole = finding.focus.partition("/")[0]
        if finding.shape in ABSENCES and (missed := self.unread.get(whole, 0)):
            return Phrase(
                f"这一项有{missed}句程序没有读懂，缺的内容可能就在其中",
                f"the program did not read {missed} {'sentence' if missed == 1 else 'sentences'} here; what is missing may stand there",
            )
        if finding.shape == _NOBODY and whole in self.brackets:
            return Phrase(
                "这一项列有责任单位，只是程序的机构表里没有它们",
                "bodies are listed here; the program's list of bodies just does not have them",
            )
        if finding.focus in self.unsure:
            note = self.notes.get(finding.focus, "")
            return Phrase(f"程序的读法没有把握：{note}", f"the program is unsure of its reading: {note}")
        return NO_DOUBT
