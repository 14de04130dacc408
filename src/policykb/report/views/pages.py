"""Whole pages."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.report.views.back import DecisionRow, Findings, Gap, Legend, RuleRow, Source
from policykb.report.views.bodies import Agencies, Cascade, SharedDuties
from policykb.report.views.comparison import Comparison
from policykb.report.views.front import Cover, Coverage, Figure, Summary
from policykb.report.views.rows import Ledger, Strength, Targets, Timeline
from policykb.report.views.status import Statuses
from policykb.report.words import Sentence


@dataclass(frozen=True, slots=True)
class Accountability:
    """The accountability report; ``complete`` says whether all of the plan is encoded, so that silence speaks."""

    cover: Cover
    summary: Summary
    coverage: Coverage
    status: Statuses
    ledger: Ledger
    agencies: Agencies
    shared: SharedDuties
    timeline: Timeline
    targets: Targets
    cascade: Cascade
    strength: Strength
    gaps: tuple[Gap, ...]
    complete: bool
    findings: Findings
    decisions: tuple[DecisionRow, ...]
    rules: tuple[RuleRow, ...]
    source: Source
    legend: Legend


@dataclass(frozen=True, slots=True)
class Gaps:
    """The plan against the documents above it, and its own gaps, most serious first."""

    cover: Cover
    finding: Sentence
    gaps: tuple[Gap, ...]
    complete: bool
    against: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """What lies in the folder."""

    cover: Cover
    figures: tuple[Figure, ...]
    files: tuple[tuple[str, str, str], ...]
    """Name, title, what it is for."""
