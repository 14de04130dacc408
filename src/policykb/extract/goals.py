"""The clauses of a goal that have no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.extract.brackets import open_positions
from policykb.extract.pieces import Aim
from policykb.extract.subjects import doubt, lexicon
from policykb.span import Span
from policykb.vocab import TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator


def goal_aims(words: str) -> tuple[Aim, ...]:
    """What a goal's clause states in words alone, in parts where it holds several statements."""
    return tuple(_goal_aim(words, part) for part in _parts(words))


def _parts(words: str) -> Iterator[Span]:
    """The clause, parted at a 、 that stands between two complete statements."""
    ends = tuple(lexicon()["goal"]["ends"])
    cuts = [at for at, mark in open_positions(words, Span(0, len(words))) if mark == "、"]
    start = len(words) - len(words.lstrip())
    complete = words.rstrip().endswith(ends)
    for at in cuts:
        if complete and words.endswith(ends, start, at):
            yield Span(start, at)
            start = at + 1
    yield Span(start, len(words.rstrip()))


def _goal_aim(words: str, part: Span) -> Aim:
    said = part.quote(words)
    helps = said.startswith(tuple(lexicon()["goal"]["helps"]))
    return Aim(
        part=part,
        subject=said,
        keys=(),
        kind=TargetKind.QUALITATIVE,
        doubts=(doubt("helping"),) if helps else (),
    )
