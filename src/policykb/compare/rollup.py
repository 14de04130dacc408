"""How far a section is covered: by its known binding parts, and where none are known by what both sides say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.compare.scheme import scheme
from policykb.draft.requirements import Requirement
from policykb.phrase import Phrase
from policykb.vocab import Confirmed, Degree, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence


VERDICTS = {
    Degree.FULL: Verdict.COVERED,
    Degree.EXCEEDS: Verdict.COVERED,
    Degree.PARTIAL: Verdict.PARTLY,
    Degree.NONE: Verdict.ABSENT,
    Degree.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
    Degree.UNDETERMINED: Verdict.UNDETERMINED,
    Degree.NOT_ASSESSED: Verdict.UNDETERMINED,
}
DEGREES = {
    Verdict.COVERED: Degree.FULL,
    Verdict.PARTLY: Degree.PARTIAL,
    Verdict.ABSENT: Degree.NONE,
    Verdict.NOT_APPLICABLE: Degree.NOT_APPLICABLE,
    Verdict.UNDETERMINED: Degree.UNDETERMINED,
}
_FULL = {Verdict.COVERED, Verdict.EQUAL, Verdict.STRICTER, Verdict.EARLIER, Verdict.SCOPE_DIFFERS}
UNREAD = Phrase(
    "上位文件未逐字通读，判定依据其概括",
    "the document above was not read end to end; this rests on a summary of it",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A binding part of a section, and how the plan stands against it."""

    requirement: Requirement
    verdicts: tuple[Verdict, ...]

    @property
    def full(self) -> bool:
        """Whether nothing is left to ask: the same, more, or the same in other scope."""
        return set(self.verdicts) <= _FULL

    @property
    def missing(self) -> bool:
        """Whether the plan has nothing of it."""
        return self.verdicts == (Verdict.ABSENT,)

    def name(self) -> Phrase:
        """What it is called, and whether it was ever read."""
        zh, en = self.requirement.title_zh, self.requirement.title_en
        if self.requirement.confirmed is Confirmed.MEMORY:
            return Phrase(f"{zh}（未证实）", f"{en} (unconfirmed)")
        return Phrase(zh, en)


def rolled_up(parts: Sequence[Part], score: float, told: float = 0.0) -> tuple[Degree, tuple[Phrase, ...]]:
    """The degree of a section that something answers, and on what it rests.

    It is full only if every known binding part is; where no part is known it rests on the content alone: ``told`` is the
    share of the points in the section's summary that are found.
    """
    bearing = [part for part in parts if part.verdicts != (Verdict.NOT_APPLICABLE,)]
    if not bearing:
        high = score >= scheme().matching.high and told >= scheme().matching.told
        rests = Phrase(
            f"本条没有已知的约束性内容，只凭内容相近判定（得分{score:.2f}，概括的要点见到{told:.0%}）",
            "no binding part of it is known, so this rests on the likeness of content alone "
            f"(score {score:.2f}; {told:.0%} of its summary's points are found)",
        )
        return Degree.FULL if high else Degree.PARTIAL, (rests,)
    met = sum(part.full for part in bearing)
    counted = Phrase(
        f"已知约束性内容{len(bearing)}项，落实{met}项",
        f"{met} of its {len(bearing)} known binding parts are met",
    )
    missing = _listed(bearing, "缺：", "absent: ", absent=True)
    short = _listed(bearing, "不足：", "fall short: ", absent=False)
    return (
        Degree.FULL if met == len(bearing) else Degree.PARTIAL,
        (counted, *missing, *short),
    )


def _listed(parts: Sequence[Part], zh: str, en: str, *, absent: bool) -> tuple[Phrase, ...]:
    names = [part.name() for part in parts if not part.full and part.missing is absent]
    if not names:
        return ()
    return (Phrase(zh + "、".join(n.zh for n in names), en + "; ".join(n.en for n in names)),)
