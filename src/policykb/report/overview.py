"""Several plans side by side against the same documents: one row a requirement, one column a plan."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from policykb.report.build.against.marks import marks
from policykb.report.build.against.method import score_sentence
from policykb.vocab import Confirmed, RequirementKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.compare.values import PlanComparison
    from policykb.draft.requirements import Reference, Requirement
    from policykb.report.views.comparison import Mark
    from policykb.report.words import Sentence, Words
    from policykb.vocab import Verdict


class Head(NamedTuple):
    """A plan at the head of its column: its title, its score, what a reader must know of it."""

    title: str
    score: Sentence
    notes: tuple[str, ...]


class Row(NamedTuple):
    """A requirement and its verdicts, plan by plan; no mark where a plan has nothing to be judged by."""

    label: str
    title: str
    kind: str
    unread: bool
    cells: tuple[tuple[Mark, ...], ...]


class Chapter(NamedTuple):
    """A chapter of the document above with its requirements."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole table."""

    against: str
    as_of: str
    plans: tuple[Head, ...]
    chapters: tuple[Chapter, ...]


def overview(compared: Sequence[PlanComparison], reference: Reference, words: Words) -> Overview:
    """The plans in the order given, the requirements in section order."""
    cells = [_cells(one) for one in compared]
    asked = sorted(
        (r for r in reference.requirements if any(r.id in found for found in cells)),
        key=lambda r: (r.section or _LAST, _KINDS.index(r.kind), r.id),
    )
    return Overview(
        against=reference.title_en if words.lang == "en" else reference.title_zh,
        as_of=words.date(compared[0].as_of) if compared else "",
        plans=tuple(_head(one, words) for one in compared),
        chapters=tuple(
            Chapter(name or words("against.beyond"), tuple(_row(r, cells, words) for r in rows))
            for name, rows in groupby(asked, key=lambda r: r.chapter)
        ),
    )


_LAST = 99
_KINDS = list(RequirementKind)


def _cells(comparison: PlanComparison) -> dict[str, tuple[Verdict, ...]]:
    found: dict[str, tuple[Verdict, ...]] = {
        one.requirement.id: (one.verdict,) for one in comparison.coverages
    }
    for one in comparison.indicators:
        if one.requirement is not None:
            found.setdefault(one.requirement.id, one.verdicts)
    return found


def _head(one: PlanComparison, words: Words) -> Head:
    return Head(
        one.title.said(words.lang),
        score_sentence(one.score, words),
        tuple(note.said(words.lang) for note in one.notes[:2]),
    )


def _row(asked: Requirement, cells: Sequence[dict[str, tuple[Verdict, ...]]], words: Words) -> Row:
    return Row(
        label=words("against.section", n=asked.section) if asked.section else "",
        title=asked.title_en if words.lang == "en" else asked.title_zh,
        kind=words(f"requirement.{asked.kind.value}"),
        unread=asked.confirmed is not Confirmed.SEEN,
        cells=tuple(marks(found.get(asked.id, ()), asked, words) for found in cells),
    )
