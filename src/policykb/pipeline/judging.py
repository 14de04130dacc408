"""Why a plan was judged so against a document above it: the reasons, and both sides down to the quoted words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.compare.coverage import ACCEPTED, joined
from policykb.compare.record import comparison_id, verdict_name
from policykb.compare.values import Evidence
from policykb.draft.requirements import Requirement
from policykb.errors import UsageError
from policykb.explain import Explanation, Origin, Proof, Quote
from policykb.graph.requirements import requirement_iri
from policykb.phrase import Phrase
from policykb.pipeline.comparing import NATIONAL, compared, reference_of, regional_of
from policykb.text import display
from policykb.vocab import Confirmed, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.values import Coverage, PlanComparison
    from policykb.draft.requirements import Reference
    from policykb.pipeline.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class _Judgement:
    """A judgement of any kind, as it is explained."""

    name: str
    asked: Requirement
    verdicts: tuple[Verdict, ...]
    reasons: tuple[Phrase, ...]
    evidence: tuple[Evidence, ...]
    accepted: bool = False


def explained_judgement(knowledge: Knowledge, words: str) -> Explanation:
    """The reasons of a judgement, what the document above asks for and the plan's own words.

    Raises:
        UsageError: there is no such judgement.
    """
    comparison = compared(knowledge)
    references = [reference_of(NATIONAL, knowledge.as_of)]
    if (own := regional_of(knowledge).own) is not None:
        references.append(own)
    found = next((judgement for judgement in _judgements(comparison) if judgement.name == words), None)
    if found is None:
        raise UsageError(
            f"no judgement of this plan is called {words}",
            hint="ids look like coverage/s17, comparison/n069-g2025-t7, weakening/n142-m06-t1",
            zh=f"本规划没有 {words} 这项判定；编号形如 coverage/s17、comparison/n069-g2025-t7、weakening/n142-m06-t1",
        )
    return _explanation(comparison, found, references)


def _judgements(comparison: PlanComparison) -> Iterator[_Judgement]:
    for coverage in comparison.coverages:
        asked = coverage.requirement
        name = comparison_id("coverage", asked.id)
        accepted = coverage.state == ACCEPTED
        reasons = tuple(_argued(coverage))
        yield _Judgement(name, asked, (coverage.verdict,), reasons, coverage.evidence, accepted)
    for verdict in comparison.indicators:
        if verdict.requirement is not None:
            name = comparison_id("comparison", verdict.requirement.id, verdict.target)
            yield _Judgement(name, verdict.requirement, verdict.verdicts, verdict.reasons, verdict.evidence)
    for weakening in comparison.weakenings:
        asked = weakening.requirement
        name = comparison_id("weakening", asked.id, weakening.target)
        yield _Judgement(name, asked, weakening.verdicts, (weakening.reason,), weakening.evidence)


def _explanation(
    comparison: PlanComparison, judgement: _Judgement, references: Sequence[Reference]
) -> Explanation:
    asked, names = judgement.asked, [verdict_name(verdict) for verdict in judgement.verdicts]
    told = Phrase("、".join(name.zh for name in names), ", ".join(name.en for name in names))
    proof = Proof(
        iri=vocab.plan_iri(comparison.plan, judgement.name),
        holds=Phrase(f"{asked.section_label}{asked.title_zh}：{told.zh}", f"{asked.title_en}: {told.en}"),
        origin=Origin.DECISION if judgement.accepted else Origin.COMPARISON,
        notes=judgement.reasons,
        premises=(_above(comparison, asked, references), *_here(comparison, judgement.evidence)),
    )
    question = Phrase(f"为什么这样判定：{proof.holds.zh}？", f"Why this verdict: {proof.holds.en}?")
    return Explanation(comparison.plan, comparison.as_of, question, told, (proof,))


def _argued(coverage: Coverage) -> Iterator[Phrase]:
    """The justification, how each match was scored, and who judged."""
    yield coverage.justification
    for match in coverage.matches:
        told = joined(match.reasons)
        yield Phrase(
            f"{match.element}：得分{match.score:.2f}；{told.zh}",
            f"{match.element}: score {match.score:.2f}; {told.en}",
        )
    who = f"{coverage.assessor}, {coverage.assessed_on}"
    state = Phrase("已认可", "accepted") if coverage.state == ACCEPTED else Phrase("待审", "proposed")
    yield Phrase(f"{state.zh}（{who}）", f"{state.en} ({who})")


def _above(comparison: PlanComparison, asked: Requirement, references: Sequence[Reference]) -> Proof:
    """What the document above asks for, in our summary, with where it was read and whether it was."""
    document = next(d for r in references for d in r.documents if d.id == asked.document)
    unread = asked.confirmed is Confirmed.MEMORY
    notes = [
        Phrase("这是概括，不是引文", "a summary, not a quotation"),
        Phrase("未证实：凭记忆，未在来源中读到", "unconfirmed: from memory, not read in a source")
        if unread
        else Phrase("在下列来源中读到", "read in the source below"),
    ]
    if asked.source.title or asked.source.url:
        where = " ".join(part for part in (asked.source.title, asked.source.url) if part)
        notes.append(
            Phrase(f"来源：{where}（{asked.source.quality}）", f"source: {where} ({asked.source.quality})")
        )
    if asked.note:
        notes.append(Phrase(asked.note, asked.note_en or asked.note))
    return Proof(
        iri=requirement_iri(comparison.plan if asked.relation else comparison.against, asked),
        holds=Phrase(
            f"《{document.title_zh}》{asked.section_label}：{asked.statement_zh}",
            f"{document.title_en}: {asked.statement_en}",
        ),
        origin=Origin.ABOVE,
        notes=tuple(notes),
    )


def _here(comparison: PlanComparison, evidence: Sequence[Evidence]) -> Iterator[Proof]:
    for one in evidence:
        words = display(one.quote)
        yield Proof(
            iri=vocab.plan_iri(comparison.plan, one.element),
            holds=Phrase(f"{one.element}“{words}”", f"{one.element} “{words}”"),
            origin=Origin.TEXT,
            quotes=(Quote(words, one.span.start, one.span.end),),
        )
    if not evidence:
        yield Proof(
            iri=vocab.plan_iri(comparison.plan),
            holds=Phrase("本方案中没有可引的词句", "no words of the plan to quote"),
            origin=Origin.TEXT,
        )
