"""Where each section of the plan above would stand in the plan at hand, and what it means when nothing is found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.compare.regional import Regional
from policykb.compare.scheme import scheme
from policykb.phrase import Phrase
from policykb.vocab import RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policykb.compare.values import Match
    from policykb.draft.requirements import Requirement

Silence = tuple[Verdict, Phrase]


@dataclass(frozen=True, slots=True)
class Places:
    """The sections that were found in the plan, and what silence on another one means."""

    regional: Regional
    found: tuple[int, ...]

    @classmethod
    def of(
        cls, regional: Regional, sections: Sequence[Requirement], answers: Mapping[str, Sequence[Match]]
    ) -> Places:
        """The places of the sections that have an answer."""
        return cls(regional, tuple(sorted(s.section for s in sections if answers.get(s.id))))

    @property
    def whole(self) -> bool:
        """Whether the whole plan is at hand and was understood, so that what is not found is not there."""
        read = self.regional.unread < scheme().unread
        return self.regional.meta.text_complete and read and bool(self.regional.draft.measures)

    def silence(self, section: int) -> Silence:
        """What it means that nothing answers a section: absent, or not to be told, and why."""
        draft = self.regional.draft
        if not draft.measures:
            return Verdict.UNDETERMINED, Phrase(
                "没有识别出编号的措施，无从对照",
                "no numbered measures were recognised, so nothing can be held against it",
            )
        if self.regional.unread >= scheme().unread:
            share = f"{self.regional.unread:.0%}"
            return Verdict.UNDETERMINED, Phrase(
                f"未经审定，且有{share}的文字未能读懂，没有找到不等于没有",
                f"unreviewed, and {share} of the text was not understood: not found is not the same as not there",
            )
        if not self.regional.meta.text_complete and not self._within(section):
            return Verdict.UNDETERMINED, self._cut()
        return Verdict.ABSENT, self._gap(section)

    def _within(self, section: int) -> bool:
        """Whether a section's place lies inside the part of the text that is at hand."""
        return bool(self.found) and self.found[0] < section < self.found[-1]

    def _cut(self) -> Phrase:
        meta = self.regional.meta
        zh = meta.text_note_zh.rstrip("。") or "所得文本不完整"
        en = meta.text_note_en.rstrip(".") or "the text at hand is incomplete"
        return Phrase(f"其位置在所得文本之外：{zh}", f"its place lies outside the text at hand: {en}")

    def _gap(self, section: int) -> Phrase:
        before = [other for other in self.found if other < section]
        after = [other for other in self.found if other > section]
        if before and after:
            return Phrase(
                f"前后相邻的第{before[-1]}、{after[0]}条都有对应，其位置在所得文本之内，而没有内容对应",
                f"its neighbours, sections {before[-1]} and {after[0]}, are both answered, so its place lies inside the text, "
                "and nothing answers it",
            )
        return Phrase("文本完整，没有内容对应", "the text is complete and nothing in it answers this")


def is_general(requirement: Requirement, requirements: Sequence[Requirement]) -> bool:
    """Whether a section stands in the part that holds the goals, and so asks for no measure of its own."""
    goals = [r for r in requirements if r.kind is RequirementKind.OBJECTIVE]
    chapters = {
        r.chapter
        for r in requirements
        if r.kind is RequirementKind.SECTION and any(goal.section == r.section for goal in goals)
    }
    return (
        requirement.kind is RequirementKind.SECTION
        and bool(requirement.chapter)
        and requirement.chapter in chapters
    )
