"""Which clauses of a plan answer a prohibition, a task or an objective: by their words, their force and their years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policykb.compare import lexicon
from policykb.compare.likeness import Weights, common, grams, missing, uncovered, undated
from policykb.compare.scheme import scheme
from policykb.compare.values import Evidence, Match
from policykb.phrase import Phrase
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Force, RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.regional import Regional
    from policykb.draft.claims import Action, Target
    from policykb.draft.requirements import Requirement

_SEGMENT = re.compile(r"[^，,。；;：:]+")
_POINT = re.compile(r"[^，,；;。]{2,}")
_MET = 1 / 3  # this share of a point's words: a summary puts things in words of its own
_WINDOW = re.compile("十([一二三四五六七八九])五")
_DIGITS = "一二三四五六七八九"
_RESTRAINED = (Force.PROHIBIT, Force.STRICT_CONTROL)
_LOOSE = (Force.PILOT, Force.EXPLORE, Force.ENCOURAGE)
_MOST = 3
_ADDS = 0.2
_NEAR = 0.2  # less than this of the words is no likeness worth telling
_ELSEWHERE = 0.85  # what a clause is worth that stands under another section than the requirement


@dataclass(frozen=True)  # a cached property needs a place to be kept in
class Clause:
    """A stretch of the plan that may answer: whose it is, where it stands, how strictly it binds, and by when."""

    element: str
    measure: str
    span: Span
    words: str
    force: Force
    year: int | None
    dated: bool

    @cached_property
    def core(self) -> str:
        """What it is about, without words of force and dates."""
        return core(self.words)

    @cached_property
    def grams(self) -> frozenset[str]:
        """The grams of what it is about."""
        return grams(self.core)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a plan answers a requirement: the verdict, the clauses, and why; no clause where nothing comes near."""

    verdict: Verdict
    matches: tuple[Match, ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[Phrase, ...]


def core(words: str) -> str:
    """What a clause is about: without exceptions, words of force and dates, each thing by one name."""
    without = lexicon.exceptions().sub(" ", words)
    forceless = lexicon.words("forceful").sub(" ", undated(lexicon.unified(without)))
    return lexicon.words("generic").sub(" ", forceless)


def window(words: str) -> int | None:
    """The last year of the five-year period that some words name, such as 2030 for 十五五."""
    found = _WINDOW.search(words)
    return 1955 + 5 * (11 + _DIGITS.index(found.group(1))) if found else None


class Clauses:
    """A plan's clauses, and how much each of their words tells."""

    def __init__(self, regional: Regional, requirements: Sequence[Requirement]) -> None:
        self._regional = regional
        self._all = tuple(_clauses(regional))
        asked = [grams(core(requirement.statement_zh)) for requirement in requirements]
        self._weights = Weights.learnt((*(clause.grams for clause in self._all), *asked))

    def answer(self, requirement: Requirement, home: frozenset[str]) -> Answer:
        """How the plan answers one requirement; ``home`` are the measures that answer its section."""
        asked = core(requirement.statement_zh)
        looked_for = grams(asked)
        near = [(self._share(asked, c, home), c) for c in self._all if not c.grams.isdisjoint(looked_for)]
        near.sort(key=lambda pair: (-pair[0], pair[1].span))
        fitting = [pair for pair in near if misfit(pair[1], requirement) is None]
        return self._judged(requirement, fitting) or Answer(
            Verdict.ABSENT, (), (), _nearest(requirement, near)
        )

    def match(self, requirement: Requirement, element: str) -> Match:
        """How well one clause answers a requirement, whatever its force and years."""
        asked = core(requirement.statement_zh)
        clause = next((one for one in self._all if one.element == element), None)
        if clause is None:
            return Match(element, 0.0, ())
        return _match(requirement, self._weights.told(asked, clause.core), clause)

    def evidence(self, section: Requirement, matches: Sequence[Match]) -> tuple[Evidence, ...]:
        """The clauses of some measures that say most of a section's statement, in text order."""
        asked = core(section.statement_zh)
        homes = {match.element for match in matches}
        ranked = sorted(
            (
                (self._weights.told(asked, clause.core), clause)
                for clause in self._all
                if clause.measure in homes
            ),
            key=lambda pair: (-pair[0], pair[1].span),
        )
        best = sorted(
            (clause for share, clause in ranked[:_MOST] if share > 0), key=lambda clause: clause.span
        )
        return tuple(Evidence(c.element, c.span, self._regional.quote(c.span)) for c in best)

    def told(self, section: Requirement, body: str) -> tuple[float, tuple[str, ...]]:
        """The share of a section's points that a body speaks of, and the words of it that stand nowhere in there."""
        points = [core(point) for point in _POINT.findall(section.statement_zh)]
        said = core(body)
        met = sum(self._weights.told(point, said) >= _MET for point in points)
        return met / len(points) if points else 0.0, uncovered(core(section.statement_zh), said)

    def _share(self, asked: str, clause: Clause, home: frozenset[str]) -> float:
        share = self._weights.told(asked, clause.core)
        return share if not home or clause.measure in home else share * _ELSEWHERE

    def _judged(self, requirement: Requirement, ranked: list[tuple[float, Clause]]) -> Answer | None:
        rules = scheme().matching
        asked = core(requirement.statement_zh)
        chosen = self._chosen(asked, ranked)
        if not chosen:
            return None
        said = " ".join(clause.core for _, clause in chosen)
        share = self._weights.told(asked, said) * _worth(self._weights, asked, chosen)
        shortfalls = tuple(_shortfalls(requirement, chosen))
        full = share >= rules.covered and not shortfalls
        return Answer(
            Verdict.COVERED if full else Verdict.PARTLY,
            tuple(_match(requirement, value, clause) for value, clause in chosen),
            tuple(Evidence(c.element, c.span, self._regional.quote(c.span)) for _, c in chosen),
            (*shortfalls, *_lacks(missing(asked, said))),
        )

    def _chosen(self, asked: str, ranked: list[tuple[float, Clause]]) -> list[tuple[float, Clause]]:
        """The best clause, and others of its measure that say something of it by themselves and add to it."""
        chosen = [pair for pair in ranked[:1] if pair[0] >= scheme().matching.partly]
        for value, clause in ranked[1:]:
            near = chosen and clause.measure == chosen[0][1].measure and len(chosen) < _MOST
            if near and value >= _ADDS and not any(clause.span.overlaps(other.span) for _, other in chosen):
                said = " ".join(other.core for _, other in chosen)
                more = self._weights.told(asked, f"{said} {clause.core}") - self._weights.told(asked, said)
                if more >= _ADDS:
                    chosen.append((value, clause))
        return chosen


def _worth(weights: Weights, asked: str, chosen: list[tuple[float, Clause]]) -> float:
    """What the place of the chosen clauses takes off their words: nothing where they stand in the right measure."""
    return chosen[0][0] / weights.told(asked, chosen[0][1].core)


def _clauses(regional: Regional) -> Iterator[Clause]:
    for claim in regional.clauses:
        yield _clause(regional, claim)
    taken = [claim.span for claim in regional.clauses]
    for measure in regional.draft.measures:
        body = (
            Span(measure.title_span.end, measure.span.end)
            if measure.title_span.end < measure.span.end
            else None
        )
        for found in _SEGMENT.finditer(regional.text, *((body.start, body.end) if body else (0, 0))):
            span = Span(found.start(), found.end())
            words = display(span.quote(regional.text))
            if words and not any(span.overlaps(other) for other in taken):
                year = window(words)
                known = year is not None
                year = year or regional.period
                yield Clause(measure.id, measure.id, span, words, _forced(words), year, dated=known)


def _forced(words: str) -> Force:
    """How strictly words bind that nobody has read yet."""
    if lexicon.words("forbidding").search(words):
        return Force.PROHIBIT
    return Force.STRICT_CONTROL if lexicon.words("restraining").search(words) else Force.COMMIT


def _clause(regional: Regional, claim: Action | Target) -> Clause:
    words = display(regional.quote(claim.span))
    named = int(claim.deadline.date[:4]) if claim.deadline else window(words)
    home = claim.id.partition("/")[0]
    return Clause(
        claim.id, home, claim.span, words, claim.force, named or regional.period, dated=named is not None
    )


def misfit(clause: Clause, requirement: Requirement) -> Phrase | None:
    """Why a clause cannot be the answer, whatever its words; ``None`` where it can."""
    asked = window(requirement.statement_zh)
    if asked is not None and clause.year is not None and asked != _window_of(clause.year):
        return Phrase(
            f"但不在同一时期（要求到{asked}年）", f"but it is of another period (asked: up to {asked})"
        )
    if requirement.kind is RequirementKind.OBJECTIVE and requirement.year not in {None, clause.year}:
        return Phrase("但不是同一年的目标", "but it is a goal for another year")
    holds_back = clause.force in _RESTRAINED or lexicon.words("restraining").search(clause.words)
    if requirement.kind is RequirementKind.PROHIBITION and not holds_back:
        return Phrase("但不是禁止或限制", "but it neither forbids nor limits")
    return None


def _window_of(year: int) -> int:
    return -(-year // 5) * 5


def _shortfalls(requirement: Requirement, chosen: list[tuple[float, Clause]]) -> Iterator[Phrase]:
    """Why clauses that speak of the same thing still fall short of it."""
    if requirement.force is Force.PROHIBIT and all(c.force is not Force.PROHIBIT for _, c in chosen):
        yield Phrase(
            "上位要求为禁止，本方案力度较弱", "the document above prohibits; the plan says it less strictly"
        )
    elif all(clause.force in _LOOSE for _, clause in chosen) and requirement.force not in _LOOSE:
        yield Phrase("本方案只是鼓励、探索或试点", "the plan merely encourages, explores or tries it out")
    if hedged := next(filter(None, (lexicon.words("hedges").search(c.words) for _, c in chosen)), None):
        yield Phrase(f"留有余地：“{hedged.group()}”", f"a way out is left: “{hedged.group()}”")
    years = [clause.year for _, clause in chosen if clause.dated and clause.year]
    if requirement.year and years and min(years) > requirement.year:
        yield Phrase(
            f"期限较晚：{min(years)}年，要求{requirement.year}年",
            f"later: {min(years)} instead of {requirement.year}",
        )


def _lacks(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    if not words:
        return ()
    quoted = "、".join(f"“{word}”" for word in words[:_MOST])
    return (Phrase(f"未见：{quoted}", f"not found: {quoted}"),)


def _nearest(requirement: Requirement, ranked: list[tuple[float, Clause]]) -> tuple[Phrase, ...]:
    """The clause that comes nearest without being an answer, if one shares a word worth telling."""
    for share, clause in ranked[:1]:
        if share >= _NEAR and (words := common(core(requirement.statement_zh), clause.core)):
            quoted = "、".join(f"“{word}”" for word in words[:_MOST])
            why = misfit(clause, requirement) or Phrase("不足以认定", "which is not enough")
            return (
                Phrase(
                    f"最接近的是{clause.element}“{clause.words}”，共有{quoted}，{why.zh}",
                    f"the nearest is {clause.element} “{clause.words}”, which shares {quoted}, {why.en}",
                ),
            )
    return ()


def _match(requirement: Requirement, value: float, clause: Clause) -> Match:
    words = common(core(requirement.statement_zh), core(clause.words))[:_MOST]
    quoted = "、".join(f"“{word}”" for word in words)
    reasons = [Phrase(f"共同用语：{quoted}", f"common words: {quoted}")] if words else []
    if not clause.dated and requirement.year:
        reasons.append(
            Phrase(
                "本方案此句未写期限，按规划期理解",
                "the clause states no date; the plan's own period is understood",
            )
        )
    return Match(clause.element, round(value, 4), tuple(reasons))
