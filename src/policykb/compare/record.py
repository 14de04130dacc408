"""A comparison as statements in a graph of its own, ``graph/<plan>/coverage``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.compare.coverage import joined
from policykb.compare.plans import is_plan
from policykb.graph.pen import Pen
from policykb.graph.requirements import requirement_iri
from policykb.phrase import Phrase
from policykb.quads import date, decimal, en, string, zh
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.values import Coverage, Evidence, IndicatorVerdict, PlanComparison, Weakening
    from policykb.draft.requirements import Requirement
    from policykb.quads import Quad
    from policykb.vocab import Verdict


def comparison_quads(comparison: PlanComparison, text: str) -> Iterator[Quad]:
    """Statements on each coverage, each compared figure and each weakening; ``text`` is the plan's own."""
    pen = Pen(comparison.plan, text, vocab.graph_iri(comparison.plan, "coverage"))
    for coverage in comparison.coverages:
        _write_coverage(pen, comparison, coverage)
    for verdict in comparison.indicators:
        if verdict.requirement is not None:
            _write_verdict(pen, comparison, verdict, verdict.requirement)
    for weakening in comparison.weakenings:
        if not is_plan(weakening.requirement.document):  # an earlier version is no requirement in the graph
            _write_weakening(pen, comparison, weakening)
    yield from pen.quads


def comparison_id(kind: str, requirement: str, target: str = "") -> str:
    """The id of a node under a plan, such as ``comparison/n069-g2025-t7``."""
    return "-".join(filter(None, (f"{kind}/{requirement}", target.replace("/", "-"))))


def verdict_name(verdict: Verdict) -> Phrase:
    """What a verdict is called."""
    return _names().get(f"verdict/{verdict.value}", Phrase(verdict.value, verdict.value))


@cache
def _names() -> dict[str, Phrase]:
    return {c.slug: Phrase(c.names[0], c.label_en) for c in assets.concepts("verdicts") if c.names}


def _write_coverage(pen: Pen, comparison: PlanComparison, coverage: Coverage) -> None:
    iri = pen.iri(comparison_id("coverage", coverage.requirement.id))
    pen.kind(iri, PKB.CoverageAssertion)
    _write_judgement(pen, iri, comparison, coverage.requirement, (coverage.verdict,))
    pen.write(iri, PKB.degree, vocab.degree(coverage.degree))
    for match in coverage.matches:
        pen.write(iri, PKB.coveredBy, pen.iri(match.element))
    if coverage.matches:
        pen.write(iri, PKB.matchScore, decimal(f"{coverage.matches[0].score:.4f}"))
    pen.write(iri, PKB.state, string(coverage.state))
    pen.write(iri, PKB.assessor, string(coverage.assessor))
    pen.write(iri, PKB.assessedOn, date(coverage.assessed_on))
    _write_reasons(pen, iri, coverage.justification, coverage.evidence)


def _write_verdict(
    pen: Pen, comparison: PlanComparison, verdict: IndicatorVerdict, asked: Requirement
) -> None:
    iri = pen.iri(comparison_id("comparison", asked.id, verdict.target))
    pen.kind(iri, PKB.Comparison)
    _write_judgement(pen, iri, comparison, asked, verdict.verdicts)
    pen.write(iri, PKB.comparedTarget, pen.iri(verdict.target) if verdict.target else None)
    if verdict.superseded_by:
        pen.write(iri, PKB.supersededBy, vocab.plan_iri(comparison.against, verdict.superseded_by))
    _write_reasons(pen, iri, joined(verdict.reasons), verdict.evidence)


def _write_weakening(pen: Pen, comparison: PlanComparison, weakening: Weakening) -> None:
    iri = pen.iri(comparison_id("weakening", weakening.requirement.id, weakening.target))
    pen.kind(iri, PKB.Weakening)
    _write_judgement(pen, iri, comparison, weakening.requirement, weakening.verdicts)
    pen.write(iri, PKB.comparedTarget, pen.iri(weakening.target) if weakening.target else None)
    _write_reasons(pen, iri, weakening.reason, weakening.evidence)


def _write_judgement(
    pen: Pen, iri: str, comparison: PlanComparison, asked: Requirement, verdicts: Sequence[Verdict]
) -> None:
    """What every judgement says: of which plan and requirement it is, the verdicts, and whether the other side was read."""
    pen.write(iri, PKB.inPlan, pen.iri(""))
    reference = comparison.plan if asked.relation else comparison.against
    pen.write(iri, PKB.requirement, requirement_iri(reference, asked))
    for verdict in verdicts:
        pen.write(iri, PKB.verdict, vocab.verdict(verdict))
    pen.write(iri, PKB.confirmed, string(asked.confirmed.value))
    names = [verdict_name(verdict) for verdict in verdicts]
    pen.label(
        iri,
        f"{asked.section_label}{asked.title_zh}：{'、'.join(name.zh for name in names)}",
        f"{asked.title_en}: {', '.join(name.en.lower() for name in names)}",
    )


def _write_reasons(pen: Pen, iri: str, reason: Phrase, evidence: Sequence[Evidence]) -> None:
    pen.write(iri, PKB.justification, zh(reason.zh))
    pen.write(iri, PKB.justification, en(reason.en))
    for one in evidence:
        pen.write(iri, PKB.evidence, pen.span(one.span))
