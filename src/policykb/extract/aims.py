"""What one clause aims at with a number: its subjects, the relation, and how the number is to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.extract.amounts import counted
from policykb.extract.pieces import Piece, lists
from policykb.extract.relations import baseline_in, modifier_after
from policykb.extract.shares import changed, shared
from policykb.extract.stated import is_result, stated
from policykb.extract.subjects import lexicon
from policykb.extract.units import amounts
from policykb.span import Span

if TYPE_CHECKING:
    from policykb.extract.pieces import Aim, Carried, Clause


def measured(clause: Clause) -> tuple[tuple[Aim, ...], Carried]:
    """The clause's aims that carry a number, and what the next clause takes over from it."""
    said = clause.words.strip()
    if baseline := baseline_in(said):
        return (), replace(clause.carried, baseline=baseline)
    among = clause.carried.among or said.startswith(tuple(lexicon()["subject"]["among"]))
    carried = replace(clause.carried, among=among)
    grouped = lists(clause.veiled, amounts(clause.veiled, Span(0, len(clause.words)))) if said else []
    last = modifier_after(clause.veiled, grouped[-1][-1]).end if grouped else 0
    clause = replace(clause, limits=clause.veiled.startswith("的", last))
    found: list[Aim] = []
    start = 0
    for index, numbers in enumerate(grouped):
        if numbers[0].span.start < start:
            continue
        following = grouped[index + 1][0] if index + 1 < len(grouped) else None
        aims, carried = _read(Piece(clause, start, tuple(numbers), following, carried))
        if aims:
            start = aims[-1].part.end
            found += aims
    if found or not said:
        return tuple(found), carried
    return changed(replace(clause, carried=carried))


def _read(piece: Piece) -> tuple[tuple[Aim, ...], Carried]:
    """The aims of one piece by the first way of putting them that fits."""
    if is_result(piece):
        return (), replace(piece.carried, over=True)
    for read in (stated, shared, counted):
        aims, carried = read(piece)
        if aims:
            return aims, replace(carried, unit=piece.numbers[-1].unit)
    return (), piece.carried
