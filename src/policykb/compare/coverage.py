"""How far a plan covers sections, objectives, prohibitions and tasks: what was decided, else what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.compare.clauses import Answer, Clauses
from policykb.compare.places import Places, is_general
from policykb.compare.rollup import DEGREES, UNREAD, VERDICTS, Part, rolled_up
from policykb.compare.scopes import Bearing, bearing
from policykb.compare.sections import Asked, Pairing, Said
from policykb.compare.values import Coverage, Evidence, Match
from policykb.phrase import Phrase
from policykb.vocab import Degree, RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policykb.compare.places import Silence
    from policykb.compare.regional import Regional
    from policykb.compare.values import IndicatorVerdict
    from policykb.draft.coverage_decisions import CoverageDecision
    from policykb.draft.requirements import Reference, Requirement

PROGRAM = "policykb"
_SHOWN = 6
ACCEPTED, PROPOSED = "accepted", "proposed"
_BINDING = (RequirementKind.INDICATOR, RequirementKind.PROHIBITION, RequirementKind.TASK)
_BY_CLAUSE = (RequirementKind.OBJECTIVE, RequirementKind.PROHIBITION, RequirementKind.TASK)


@dataclass(frozen=True, slots=True)
class _Found:
    """A verdict that is not yet weighed against decisions: what answers, why, and how far.

    ``likeness`` says why the program takes the one for the answer to the other; a person's own reasons replace it.
    """

    degree: Degree
    matches: tuple[Match, ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[Phrase, ...]
    likeness: tuple[Phrase, ...] = ()


class Coverages:
    """A plan's coverage of one reference, section by section."""

    def __init__(self, regional: Regional, reference: Reference) -> None:
        self._regional = regional
        self._all, self._documents = reference.requirements, reference.documents
        self._caveat = (UNREAD,) if reference.note_zh else ()
        self._decisions = {decision.requirement: decision for decision in regional.decisions}
        self._sections = [r for r in self._all if r.kind is RequirementKind.SECTION]
        self._sought = [r for r in self._sections if not is_general(r, self._all)]
        asked = [Asked(r.id, r.title_zh, self._statement(r)) for r in self._sought]
        said = [Said(m.id, m.title, regional.bodies[m.id]) for m in regional.draft.measures]
        self._pairing = Pairing.of(asked, said)
        self._answers = {r.id: self._answered(r) for r in self._sought}
        self._places = Places.of(regional, self._sought, self._answers)
        self._clauses = Clauses(regional, self._all)

    def silences(self) -> dict[str, Silence]:
        """For each figure, prohibition, task and objective, what it means when the plan says nothing of it."""
        asked = [r for r in self._all if r.kind is not RequirementKind.SECTION]
        return {r.id: self._silence(r.section) if r.section else self._beside(r) for r in asked}

    def _beside(self, requirement: Requirement) -> Silence:
        """What silence on another document's figure means: such a figure need not be repeated."""
        name = next(d for d in self._documents if d.id == requirement.document)
        told = Phrase(
            f"该数值出自《{name.title_zh}》，本方案不必重复；本地区是否在别处落实，从本方案看不出",
            f"the figure stands in another document ({name.title_en}), which this plan need not repeat; "
            "whether the region takes it up elsewhere cannot be told from here",
        )
        return (Verdict.ABSENT if self._places.whole else Verdict.UNDETERMINED), told

    def by_clause(self) -> dict[str, Coverage]:
        """The objectives, prohibitions and tasks, each with the clauses that answer it."""
        return {r.id: self._coverage(r, self._clause(r)) for r in self._all if r.kind in _BY_CLAUSE}

    def sections(
        self, clauses: Mapping[str, Coverage], indicators: Sequence[IndicatorVerdict]
    ) -> dict[str, Coverage]:
        """The sections, each with the measures that answer it, judged by its known parts."""
        return {
            r.id: self._coverage(r, self._section(r, list(self._parts(r, clauses, indicators)), clauses))
            for r in self._sections
        }

    def _statement(self, section: Requirement) -> str:
        """A section's own statement with those of its parts."""
        parts = [r.statement_zh for r in self._all if r.kind in _BINDING and _inside(r, section)]
        return "。".join((section.statement_zh, *parts))

    def _answered(self, section: Requirement) -> tuple[Match, ...]:
        """The measures decided on, else those proposed."""
        decision = self._decisions.get(section.id)
        if decision is None:
            return self._pairing.answers(section.id)
        known = {measure.id for measure in self._regional.draft.measures}
        return tuple(
            self._pairing.match(section.id, element) if element in known else Match(element, 0.0, ())
            for element in decision.measures
        )

    def _silence(self, section: int) -> Silence:
        found = next((r for r in self._sections if r.section == section), None)
        if found is not None and self._answers.get(found.id):
            names = "、".join(match.element for match in self._answers[found.id])
            return Verdict.ABSENT, Phrase(
                f"对应本条的{names}中没有这一内容", f"{names}, which answers the section, has nothing of it"
            )
        if found is not None and is_general(found, self._all) and self._regional.draft.goals:
            return Verdict.ABSENT, Phrase("本方案的目标中没有这一内容", "the plan's goals have nothing of it")
        return self._places.silence(section)

    def _clause(self, requirement: Requirement) -> _Found:
        bound = bearing(requirement, self._regional)
        section = next((r for r in self._sections if r.section == requirement.section), None)
        home = frozenset(m.element for m in self._answers.get(section.id, ())) if section else frozenset()
        answer = self._clauses.answer(requirement, home)
        reasons = (*answer.reasons, *([bound.reason] if bound.reason else []))
        if bound.bearing is Bearing.OUTSIDE:
            return _Found(
                Degree.NOT_APPLICABLE, answer.matches, answer.evidence, _unbound(bound.reason, answer)
            )
        if answer.verdict is not Verdict.ABSENT:
            return _Found(DEGREES[answer.verdict], answer.matches, answer.evidence, (_says(answer), *reasons))
        verdict, why = self._silence(requirement.section)
        if bound.bearing in {Bearing.OPEN, Bearing.PARTLY}:
            verdict = Verdict.UNDETERMINED
        if verdict is Verdict.UNDETERMINED and bound.bearing in {Bearing.OPEN, Bearing.PARTLY}:
            near: tuple[Phrase, ...] = (bound.reason,) if bound.reason else ()
        else:
            near = reasons if verdict is Verdict.ABSENT else ()
        return _Found(DEGREES[verdict], (), (), (why, *near))

    def _parts(
        self, section: Requirement, clauses: Mapping[str, Coverage], indicators: Sequence[IndicatorVerdict]
    ) -> Iterator[Part]:
        goals = is_general(section, self._all)
        for r in self._all:
            if not _inside(r, section) or r.kind is RequirementKind.SECTION:
                continue
            if r.id in clauses and (goals or r.kind is not RequirementKind.OBJECTIVE):
                yield Part(r, (clauses[r.id].verdict,))
            yield from (Part(r, v.verdicts) for v in indicators if v.requirement and v.requirement.id == r.id)

    def _section(self, section: Requirement, parts: list[Part], clauses: Mapping[str, Coverage]) -> _Found:
        if is_general(section, self._all) and not parts:
            nothing = Phrase(
                "总体性条目，不提出需要逐项对应的措施",
                "a general section: it asks for no measure to be mapped",
            )
            return _Found(Degree.NOT_APPLICABLE, (), (), (nothing,))
        matches = self._answers.get(section.id, ())
        if matches:
            said = " ".join(self._regional.bodies.get(match.element, "") for match in matches)
            told, untold = self._clauses.told(section, said)
            degree, reasons = rolled_up(parts, matches[0].score, told)
            evidence = self._clauses.evidence(section, matches)
            return _Found(
                degree, matches, evidence, (*reasons, *self._caveat, *_untold(untold)), (_answers(matches),)
            )
        through = [
            c
            for p in parts
            if (c := clauses.get(p.requirement.id)) and c.matches and c.degree is not Degree.NOT_APPLICABLE
        ]
        if through:
            found = {match.element: match for c in through for match in c.matches}
            degree, reasons = rolled_up(parts, 0.0)
            evidence = tuple(dict.fromkeys(e for c in through for e in c.evidence))
            return _Found(degree, tuple(found.values()), evidence, (*reasons, *self._caveat))
        return self._unanswered(section)

    def _unanswered(self, section: Requirement) -> _Found:
        verdict, why = self._places.silence(section.section)
        weak = self._pairing.weak(section.id) if section in self._sought else None
        if weak is not None and verdict is Verdict.ABSENT:
            doubt = Phrase(
                f"{weak.element}有些相近（得分{weak.score:.2f}），不足以认定对应，也不足以认定缺失，须由人判断",
                f"{weak.element} comes near (score {weak.score:.2f}): too little to count as an answer, too much to call it "
                "absent; for a person to judge",
            )
            return _Found(Degree.UNDETERMINED, (), (), (doubt, *weak.reasons))
        return _Found(DEGREES[verdict], (), (), (why,))

    def _coverage(self, requirement: Requirement, found: _Found) -> Coverage:
        decision = self._decisions.get(requirement.id)
        degree, matches = found.degree, found.matches
        reasons = (*found.likeness, *found.reasons)
        if decision is not None:
            degree = decision.degree or degree
            argued = Phrase(decision.justification_zh, decision.justification_en)
            reasons = (argued, *(() if decision.degree else found.reasons))
            matches = self._decided(requirement, decision, found)
        return Coverage(
            requirement=requirement,
            degree=degree,
            verdict=VERDICTS[degree],
            matches=matches,
            justification=joined(reasons),
            evidence=self._evidence(decision, found),
            state=PROPOSED if decision is None else ACCEPTED,
            assessor=PROGRAM if decision is None else decision.by,
            assessed_on=self._regional.as_of if decision is None else decision.on,
        )

    def _decided(
        self, requirement: Requirement, decision: CoverageDecision, found: _Found
    ) -> tuple[Match, ...]:
        known = {match.element: match for match in found.matches}
        return tuple(known.get(e) or self._clauses.match(requirement, e) for e in decision.measures)

    def _evidence(self, decision: CoverageDecision | None, found: _Found) -> tuple[Evidence, ...]:
        if decision is None:
            return found.evidence
        named = {one.element: one for one in found.evidence}
        clauses = {claim.id: claim for claim in self._regional.clauses}
        added = [
            named.get(element)
            or Evidence(element, clauses[element].span, self._regional.quote(clauses[element].span))
            for element in decision.measures
            if element in named or element in clauses
        ]
        inside = [e for e in found.evidence if e.element.partition("/")[0] in decision.measures]
        return tuple(dict.fromkeys((*added, *inside)))


def joined(reasons: Sequence[Phrase]) -> Phrase:
    """Several reasons as one, each told once."""
    told = list(dict.fromkeys(reasons))
    return Phrase("；".join(r.zh.rstrip("。") for r in told), "; ".join(r.en.rstrip(".") for r in told))


def _inside(requirement: Requirement, section: Requirement) -> bool:
    return (
        requirement.section == section.section
        and requirement.document == section.document
        and requirement is not section
    )


def _answers(matches: Sequence[Match]) -> Phrase:
    first = matches[0]
    names = "、".join(match.element for match in matches)
    zh, en = "，".join(r.zh for r in first.reasons), ", ".join(r.en for r in first.reasons)
    return Phrase(f"{names}对应本条（{zh}）", f"{names} answers it ({en})")


def _untold(words: Sequence[str]) -> tuple[Phrase, ...]:
    if not words:
        return ()
    quoted = "、".join(f"“{word}”" for word in words[:_SHOWN])
    return (Phrase(f"概括中提到而未见：{quoted}", f"in the summary but not found: {quoted}"),)


def _says(answer: Answer) -> Phrase:
    names = "、".join(match.element for match in answer.matches)
    shared = [r for match in answer.matches for r in match.reasons]
    zh, en = "；".join(dict.fromkeys(r.zh for r in shared)), "; ".join(dict.fromkeys(r.en for r in shared))
    return Phrase(f"{names}有对应内容（{zh}）", f"{names} answers it ({en})")


def _unbound(reason: Phrase | None, answer: Answer) -> tuple[Phrase, ...]:
    reasons = [Phrase("不约束本地区", "it does not bind the region"), *([reason] if reason else [])]
    if answer.matches:
        names = "、".join(match.element for match in answer.matches)
        reasons.append(Phrase(f"虽不约束，{names}仍有相近内容", f"even so, {names} says something like it"))
    return tuple(reasons)
