"""A comparison as rows for other programs: one verdict a row, in the columns of the table of gaps."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from policykb.vocab import RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.ask import Row, Value
    from policykb.compare.values import (
        Addition,
        Coverage,
        Figure,
        IndicatorVerdict,
        PlanComparison,
        Weakening,
    )
    from policykb.draft.requirements import Requirement
    from policykb.phrase import Phrase

COLUMNS = (
    "plan",
    "against",
    "kind",
    "national_section",
    "national_title",
    "measure",
    "indicator",
    "national_value",
    "national_unit",
    "national_year",
    "regional_value",
    "regional_unit",
    "regional_year",
    "verdict",
    "confirmed",
    "reason",
)
HEADINGS = (
    "规划",
    "对照",
    "类型",
    "国家条目",
    "国家要求",
    "措施",
    "指标",
    "国家数值",
    "国家单位",
    "国家年份",
    "本地数值",
    "本地单位",
    "本地年份",
    "结论",
    "是否读到",
    "理由",
)
_KINDS = list(RequirementKind)


def gap_rows(comparison: PlanComparison, lang: str) -> tuple[Row, ...]:
    """Every verdict in section order, then what only the region has, then what it lowered itself."""
    table = _Rows(comparison, lang)
    return (*table.asked(), *table.own(), *table.lowered())


class _Rows:
    """Writes a comparison's rows in one language."""

    def __init__(self, comparison: PlanComparison, lang: str) -> None:
        self._comparison, self._lang = comparison, lang

    def asked(self) -> Iterator[Row]:
        """A row for each verdict on each requirement."""
        found: list[tuple[Requirement, list[Row]]] = [
            (coverage.requirement, [self._coverage(coverage)]) for coverage in self._comparison.coverages
        ]
        found += [
            (v.requirement, list(self._indicator(v))) for v in self._comparison.indicators if v.requirement
        ]
        for _, rows in sorted(found, key=lambda pair: _order(pair[0])):
            yield from rows

    def own(self) -> Iterator[Row]:
        """A row for each target and strict action that only the region has."""
        told = set()
        for verdict in self._comparison.indicators:
            if verdict.requirement is None:
                told.add(verdict.target)
                yield from self._indicator(verdict)
        for addition in self._comparison.additions:
            if addition.element not in told:
                yield self._addition(addition)

    def lowered(self) -> Iterator[Row]:
        """A row for each verdict that the region asks for less than before, against the document that asked for more."""
        for weakening in self._comparison.weakenings:
            yield from self._weakening(weakening)

    def _coverage(self, coverage: Coverage) -> Row:
        asked = coverage.requirement
        element = coverage.matches[0].element if coverage.matches else ""
        return (
            *self._head(asked, self._comparison.against),
            _measure(element),
            None,
            *(None,) * 6,
            coverage.verdict.value,
            asked.confirmed.value,
            self._said(coverage.justification),
        )

    def _indicator(self, verdict: IndicatorVerdict) -> Iterator[Row]:
        asked = verdict.requirement
        head = self._head(asked, self._comparison.against) if asked else self._bare("indicator", verdict)
        reason = ("; " if self._lang == "en" else "；").join(self._said(one) for one in verdict.reasons)
        for kind in verdict.verdicts:
            yield (
                *head,
                verdict.measure if verdict.target else None,
                verdict.indicator or None,
                *_figure(verdict.national),
                *_figure(verdict.regional),
                kind.value,
                asked.confirmed.value if asked else None,
                reason or None,
            )

    def _weakening(self, weakening: Weakening) -> Iterator[Row]:
        asked = weakening.requirement
        found = next(
            (
                verdict
                for verdict in (*self._comparison.priors, *self._comparison.indicators)
                if verdict.requirement is asked and verdict.target == weakening.target
            ),
            None,
        )
        for kind in weakening.verdicts:
            yield (
                *self._head(asked, asked.document),
                _measure(weakening.target),
                asked.indicator or None,
                *_figure(found.national if found else None),
                *_figure(found.regional if found else None),
                kind.value,
                asked.confirmed.value,
                self._said(weakening.reason),
            )

    def _addition(self, addition: Addition) -> Row:
        return (
            self._comparison.plan,
            self._comparison.against,
            addition.kind,
            None,
            self._said(addition.title),
            addition.measure,
            *(None,) * 7,
            Verdict.REGIONAL_ONLY.value,
            None,
            None,
        )

    def _head(self, asked: Requirement, against: str) -> tuple[Value, ...]:
        title = asked.title_en if self._lang == "en" else asked.title_zh
        return (self._comparison.plan, against, asked.kind.value, asked.section or None, title)

    def _bare(self, kind: str, verdict: IndicatorVerdict) -> tuple[Value, ...]:
        title = next((a.title for a in self._comparison.additions if a.element == verdict.target), None)
        return (
            self._comparison.plan,
            self._comparison.against,
            kind,
            None,
            self._said(title) if title else None,
        )

    def _said(self, phrase: Phrase) -> str:
        return phrase.said(self._lang)


def _order(asked: Requirement) -> tuple[bool, int, int, str]:
    return (not asked.section, asked.section, _KINDS.index(asked.kind), asked.id)


def _measure(element: str) -> int | None:
    """The ordinal of the measure an element belongs to, 0 for a goal, nothing where there is no element."""
    home = element.partition("/")[0]
    if home.startswith("g"):
        return 0
    return int(home[1:]) if home[1:].isdigit() else None


def _figure(figure: Figure | None) -> tuple[Value, Value, Value]:
    if figure is None:
        return None, None, None
    try:
        value: Value = Decimal(figure.value) if figure.value else None
    except InvalidOperation:  # a range
        value = figure.value
    return value, figure.unit or None, figure.year
