"""What every part of the comparison needs: both sides, their names, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.compare.values import PlanComparison
from policykb.draft.requirements import Reference
from policykb.report.facts import Facts
from policykb.report.page import anchor
from policykb.report.views.comparison import Side
from policykb.report.words import Link, Words
from policykb.text import display
from policykb.vocab import Comparator, RequirementKind

if TYPE_CHECKING:
    from policykb.compare.values import Coverage, Evidence, Figure, IndicatorVerdict
    from policykb.draft.requirements import Requirement
    from policykb.report.words import Sentence

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EQUAL: "",
    Comparator.ABOUT: "≈",
    Comparator.DECREASE: "−",
    Comparator.INCREASE: "+",
}


@dataclass(frozen=True, slots=True)
class Context:
    """A plan's facts, the comparison, the documents above and beside the plan, and the page's words."""

    facts: Facts
    words: Words
    comparison: PlanComparison
    references: tuple[Reference, ...]

    def outcome(self, verdict: Coverage | IndicatorVerdict) -> str:
        """What the score made of a verdict: judged, or why it was left out."""
        asked = verdict.requirement
        found = [
            one.outcome for one in self.comparison.score.weighed if asked and one.requirement == asked.id
        ]
        return found[0] if found else ""

    def distinct(self) -> tuple[IndicatorVerdict, ...]:
        """The indicator verdicts, each once: where several documents ask for the same of the same target, the first of them."""
        found: dict[tuple[object, ...], IndicatorVerdict] = {}
        for one in self.comparison.indicators:
            asked = one.requirement
            if asked is None or one.superseded_by:
                continue
            key = (
                asked.indicator,
                asked.value,
                asked.unit,
                asked.year,
                asked.scope,
                asked.region,
                one.target,
            )
            found.setdefault(key, one)
        return tuple(found.values())

    def title(self, requirement: Requirement) -> str:
        """What a requirement is called."""
        return requirement.title_en if self.words.lang == "en" else requirement.title_zh

    def statement(self, requirement: Requirement) -> str:
        """What it asks for, in our short words: document 42 itself was not read end to end."""
        return requirement.statement_en if self.words.lang == "en" else requirement.statement_zh

    def label(self, requirement: Requirement) -> str:
        """Its section, or the short form of its document."""
        if requirement.section:
            return self.words("against.section", n=requirement.section)
        return ""

    def document(self, requirement: Requirement) -> Sentence:
        """The document and section it stands in, and whether that was read."""
        found = next(
            document
            for reference in self.references
            for document in reference.documents
            if document.id == requirement.document
        )
        name = found.title_en if self.words.lang == "en" else found.title_zh
        seen = requirement.confirmed == "seen"
        key = "against.place" if requirement.section_label else "against.place_bare"
        title = Link(name, requirement.source.url if seen else "")
        return self.words.sentence(
            key if seen else f"{key}_unread", title=title, section=requirement.section_label
        )

    def heading(self, element: str) -> str:
        """The measure or goal that an element belongs to."""
        part = self.facts.part(element)
        return part.heading if part else element

    def href(self, element: str) -> str:
        """Where the accountability report tells of an element."""
        return f"accountability.html#{anchor(element)}"

    def above(self, requirement: Requirement) -> Side:
        """The side of the document above: a summary, never a quote."""
        return Side(self.statement(requirement), quoted=False, place=self.document(requirement))

    def here(self, evidence: tuple[Evidence, ...]) -> tuple[Side, ...]:
        """The plan's own words, or that there are none."""
        if not evidence:
            return (Side(self.words("against.nothing_here"), quoted=False, place=()),)
        return tuple(
            Side(
                display(one.quote),
                quoted=True,
                place=self.words.sentence(
                    "against.here", place=Link(self.heading(one.element), self.href(one.element))
                ),
            )
            for one in evidence
        )

    def figure(self, figure: Figure | None, comparator: Comparator | None, fallback: str = "") -> str:
        """A figure as a page writes it: sign, number, unit, year."""
        if figure is None:
            return fallback
        unit = {"percent": "%", "per-mille": "‰"}.get(figure.unit)
        if unit is None:
            unit = (" " if figure.unit else "") + (
                self.facts.name(f"unit/{figure.unit}") if figure.unit else ""
            )
        sign = _SIGNS[comparator] if comparator else ""
        value = f"{sign}{figure.value}{unit}" if figure.value else fallback
        if figure.year is None or not value:
            return value
        return self.words("against.figure", value=value, year=figure.year)

    def indicator(self, verdict: IndicatorVerdict) -> str:
        """What an indicator is called."""
        known = self.facts.names.get(f"indicator/{verdict.indicator}", "")
        return known or (self.title(verdict.requirement) if verdict.requirement else verdict.indicator)

    def gap_kind(self, requirement: Requirement) -> str:
        """The sort of requirement, in words."""
        return self.words(f"requirement.{RequirementKind(requirement.kind).value}")
