"""What an aim is, and the pieces of a clause in which aims are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.predicates import alternation
from policykb.extract.relations import Baseline, Modifier, Stated, modifier_after
from policykb.extract.subjects import Division, lexicon
from policykb.extract.units import Quantity
from policykb.span import Span
from policykb.vocab import Comparator, Force, TargetKind

if TYPE_CHECKING:
    from collections.abc import Sequence


_JOINTS = re.compile(r"[\s、，,：:]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An aim inside a clause; ``part`` and the quantity's span are offsets into the clause's words.

    ``keys`` are the words its indicator may be known by, the likeliest first. ``force`` is what a word
    right before its relation says, and that word. ``turn`` is its place in a list of as many numbers.
    """

    part: Span
    subject: str
    keys: tuple[str, ...]
    kind: TargetKind
    comparator: Comparator | None = None
    marker: str = ""
    quantity: Quantity | None = None
    baseline: Baseline | None = None
    scope: str = ""
    level: str = ""
    force: tuple[Force, str] | None = None
    turn: int | None = None
    plain: bool = False
    """Whether its number only follows the subject: neither a relation nor a verb says that it is an aim."""
    counted: bool = False
    """Whether a verb of doing governs its number."""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a clause takes over from those before it: what they were about, and how it was put.

    ``unit`` is the last number's; ``among`` is true after 其中, and ``over`` after a result.
    """

    subjects: tuple[str, ...] = ()
    stated: Stated | None = None
    verb: str = ""
    unit: str = ""
    baseline: Baseline | None = None
    among: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause's words with its dates blanked out, and the same with its brackets veiled.

    ``years`` is how many deadlines it stands under; ``breaks`` are the places where a line ended.
    """

    words: str
    veiled: str
    division: Division | None
    carried: Carried
    years: int = 1
    breaks: frozenset[int] = frozenset()
    limits: bool = False
    """Whether its last number limits a noun, and so those listed before it do: 产值1亿元、能耗5000吨以上的企业."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more listed numbers, the next number if there is one, and the clause from where the last aim ended."""

    clause: Clause
    start: int
    numbers: tuple[Quantity, ...]
    next: Quantity | None
    carried: Carried

    @property
    def at(self) -> int:
        """Where the number starts."""
        return self.numbers[0].span.start

    @property
    def before(self) -> str:
        """What stands before the number, brackets veiled."""
        return self.clause.veiled[self.start : self.at]

    @property
    def first(self) -> int:
        """Where the piece's own words start, past a joint."""
        joint = _JOINTS.match(self.clause.words, self.start)
        return joint.end() if joint else self.start

    @property
    def after(self) -> Modifier:
        """The modifier behind the last number: 以上, 左右."""
        return modifier_after(self.clause.veiled, self.numbers[-1])

    @property
    def closes(self) -> bool:
        """Whether nothing but a remark in brackets, or one more aim, follows the number."""
        return self._closes(self.numbers[-1])

    @property
    def next_closes(self) -> bool:
        """Whether the next number ends what is said of it."""
        return self.next is not None and self._closes(self.next)

    def _closes(self, number: Quantity) -> bool:
        end = modifier_after(self.clause.veiled, number).end
        found = _closing().match(self.clause.veiled, end)
        listed = found is not None and found.end() < len(self.clause.veiled)
        return end in self.clause.breaks or (found is not None and not (listed and self.clause.limits))

    @property
    def division(self) -> Division | None:
        """The divisions that the clause speaks of, for its first aim."""
        return self.clause.division if not self.start else None


def lists(veiled: str, found: Sequence[Quantity]) -> list[list[Quantity]]:
    """The numbers, those that 、 or 和 alone joins put together."""
    grouped: list[list[Quantity]] = []
    for amount in found:
        end = modifier_after(veiled, grouped[-1][-1]).end if grouped else 0
        if grouped and end <= amount.span.start and _joint().fullmatch(veiled, end, amount.span.start):
            grouped[-1].append(amount)
        else:
            grouped.append([amount])
    return grouped


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternation(tuple(lexicon()['subject']['joints'])).pattern})\s*")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(lexicon()["quantity"]["closing"])
