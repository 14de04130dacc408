"""The gap page, and the page that lists what lies in the folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.report.views import Gaps, Index
from policykb.report.words import Link

if TYPE_CHECKING:
    from policykb.report.views import Accountability, Cover
    from policykb.report.views.comparison import Comparison
    from policykb.report.words import Words

FILES = (
    ("accountability.html", "accountability"),
    ("gap.html", "gap"),
    ("ledger.xlsx", "ledger"),
    ("findings.json", "findings"),
    ("plan.ttl", "plan"),
    ("inferred.ttl", "inferred"),
)


def gap_page(report: Accountability, words: Words, against: Comparison | None) -> Gaps:
    """The plan against the documents above it and its own gaps, as a page."""
    shown = [gap for gap in report.gaps if gap.cases]
    high = sum(gap.severity == "high" for gap in shown)
    return Gaps(
        cover=_titled(report, words("page.gap")),
        finding=words.sentence("gap.finding", n=Link(len(shown), "#gaps"), high=Link(high, "#gaps")),
        gaps=report.gaps,
        complete=report.complete,
        against=against,
    )


def index_page(report: Accountability, words: Words) -> Index:
    """The list of files, with the report's main numbers."""
    return Index(
        cover=_titled(report, words("page.index")),
        figures=report.summary.figures,
        files=tuple((name, words(f"file.{key}"), words(f"file.{key}_for")) for name, key in FILES),
    )


def _titled(report: Accountability, title: str) -> Cover:
    return replace(report.cover, title=title)
