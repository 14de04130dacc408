"""The regional side of a comparison: a plan's draft, its words, and what is known of it beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from policykb import assets, vocab
from policykb.draft.claims import Draft
from policykb.draft.coverage_decisions import CoverageDecision
from policykb.draft.folder import Meta
from policykb.draft.requirements import Reference
from policykb.text import display
from policykb.vocab import PKB, SentenceState

if TYPE_CHECKING:
    from policykb.assets import Concept
    from policykb.draft.claims import Action, Measure, Target
    from policykb.span import Span


@dataclass(frozen=True)  # a cached property needs a place to be kept in
class Regional:
    """A plan as it is compared.

    ``own`` holds the targets of the region's neighbouring and earlier documents, ``earlier`` those of an
    earlier version of the plan itself.
    """

    draft: Draft
    text: str
    meta: Meta
    decisions: tuple[CoverageDecision, ...] = ()
    as_of: str = ""
    own: Reference | None = None
    earlier: Reference | None = None

    @cached_property
    def region(self) -> str:
        """The region's slug, as the metadata or the plan's own words tell; "" when neither does."""
        return self.meta.region or named_region(self.draft.title or self.meta.title_zh, self.text)

    @cached_property
    def bodies(self) -> dict[str, str]:
        """What each measure says, by its id: without its heading and without the bodies that answer for it."""
        brackets = {r.element: r.bracket for r in self.draft.responsibilities}
        return {m.id: self._body(m, brackets.get(m.id)) for m in self.draft.measures}

    def _body(self, measure: Measure, bracket: Span | None) -> str:
        end = bracket.start if bracket and measure.span.holds(bracket) else measure.span.end
        start = measure.title_span.end
        return display(self.text[start:end]) if start < end else ""

    @cached_property
    def clauses(self) -> tuple[Action | Target, ...]:
        """Every task and target, in text order."""
        return tuple(
            sorted((*self.draft.actions, *self.draft.targets), key=lambda claim: (claim.span, claim.id))
        )

    @cached_property
    def period(self) -> int | None:
        """The year most of the plan's targets fall due in: what carries no date belongs to the years up to it."""
        years = Counter(self._years)
        return min(years, key=lambda year: (-years[year], year)) if years else None

    @cached_property
    def horizon(self) -> int | None:
        """The last year the plan looks to."""
        return max([*self._years, *(goal.year for goal in self.draft.goals)], default=None)

    @cached_property
    def _years(self) -> tuple[int, ...]:
        return tuple(int(target.deadline.date[:4]) for target in self.draft.targets if target.deadline)

    @cached_property
    def unread(self) -> float:
        """The share of the plan's sentences that the draft leaves unread, by length."""
        lengths = Counter(dict.fromkeys(SentenceState, 0))
        for sentence in self.draft.sentences:
            lengths[sentence.state] += len(sentence.span)
        whole = sum(lengths.values())
        return lengths[SentenceState.UNENCODED] / whole if whole else 0.0

    @cached_property
    def issued_year(self) -> int | None:
        """The year the plan was issued in, as its notice or the first lines of its text tell."""
        if self.meta.notice.issued_on:
            return int(self.meta.notice.issued_on[:4])
        found = _DATED.search(self.text, 0, _HEAD)
        return int(found.group(1)) if found else None

    def quote(self, span: Span) -> str:
        """The plan's words at a place."""
        return span.quote(self.text)


def named_region(title: str, text: str) -> str:
    """The region that a title or a plan's first lines name, else the province that nearly all places in it lie in; or "".

    Of a city and its province, both in the title, it is the city.
    """
    for words in (title, "".join(text.strip().splitlines()[:_OPENING])):
        if found := {_by_name()[name] for name in _names().findall(words)}:
            return max(found, key=lambda slug: (len(lineage(slug)), slug))
    tops = Counter(lineage(_by_name()[name])[-1] for name in _names().findall(text))
    region, mentions = max(tops.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return region if mentions >= _MENTIONS and mentions >= _NEARLY_ALL * tops.total() else ""


@cache
def lineage(region: str) -> tuple[str, ...]:
    """A region and those it lies in, the smallest first; nothing for no region."""
    found = [region] if region else []
    while found and (above := _parents().get(found[-1])) and above not in found:
        found.append(above)
    return tuple(found)


_DATED, _HEAD = re.compile(r"(20\d\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"), 300
_OPENING, _MENTIONS, _NEARLY_ALL = 3, 3, 0.8


@cache
def _concepts() -> tuple[Concept, ...]:
    found = [concept for name in ("regions", "provinces") for concept in assets.concepts(name)]
    return tuple(concept for concept in found if PKB.Region in concept.types)


@cache
def _parents() -> dict[str, str]:
    return {c.slug: vocab.short(c.one(PKB.within)) for c in _concepts() if c.one(PKB.within)}


@cache
def _by_name() -> dict[str, str]:
    return {name: concept.slug for concept in _concepts() for name in concept.names}


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_by_name(), key=lambda name: (-len(name), name))
    return re.compile("|".join(re.escape(name) for name in names))
