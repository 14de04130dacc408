"""A share of things that reach something, and changes that are put in a word: 70%以上的城市消除……, 翻一番."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.pieces import Aim
from policykb.extract.predicates import alternation
from policykb.extract.relations import baseline_of, binding, leads_pattern, modifier_before
from policykb.extract.subjects import bare_subject, doubt, lexicon, subjects_of
from policykb.extract.units import Quantity
from policykb.span import Span
from policykb.vocab import Comparator, TargetKind

if TYPE_CHECKING:
    from policykb.extract.pieces import Carried, Clause, Piece

_WINDOW = 64


def shared(piece: Piece) -> tuple[tuple[Aim, ...], Carried]:
    """The aim that a share of things does something: 覆盖半数以上行政村, 80%以上的企业完成改造."""
    number = piece.numbers[0]
    rest = piece.clause.words[piece.after.end :].strip()
    many = number.unit in lexicon()["amount"]["counted"]
    if not (many or number.unit == "percent") or len(piece.numbers) > 1 or not rest:
        return (), piece.carried
    modifier = modifier_before(piece.before)
    own, scope = bare_subject(piece.clause.words[piece.first : piece.at].rstrip().removesuffix(modifier))
    thing = rest.removeprefix("的").strip()
    covers = own.endswith(tuple(lexicon()["share"]["covering"])) and not many
    does = _reached("finished" if many else "reached").search(thing, 0 if own else 1)
    fits = does and (not own or not (many or rest.startswith("的")))
    article = many and number.span.quote(piece.clause.words).startswith(tuple(lexicon()["amount"]["article"]))
    if not thing or article or not (covers or fits):
        return (), piece.carried
    marker = piece.after.words or modifier or number.more
    before = lexicon()["modifier"]["before"]
    aim = Aim(
        part=Span(piece.first, len(piece.clause.words)),
        subject=own + thing,
        keys=(own + thing,),
        kind=TargetKind.LEVEL,
        comparator=piece.after.comparator or Comparator(before.get(modifier, ">=")),
        marker=marker,
        quantity=number,
        scope=scope,
        doubts=(doubt("share"), *([] if marker else [doubt("amount")])),
    )
    return (aim,), replace(piece.carried, subjects=(aim.subject,), stated=None, verb="")


def changed(clause: Clause) -> tuple[tuple[Aim, ...], Carried]:
    """The aim of a clause that ends with 翻一番, 零增长 or the like."""
    found = _change().search(clause.veiled, max(0, len(clause.veiled) - _WINDOW))
    if found is None or "了" in found.group():
        return (), clause.carried
    said = lexicon()["change"][found["word"]]
    subjects = subjects_of(clause.words[: found.start()], 1, "")
    names = subjects.names if subjects.names != ("",) else clause.carried.subjects
    place = Span(*found.span("word"))
    aims = tuple(
        Aim(
            part=Span(len(clause.words) - len(clause.words.lstrip()), found.end("word")),
            subject=name,
            keys=(name,),
            kind=TargetKind(said["kind"]),
            comparator=Comparator(said["comparator"]),
            marker=found["word"],
            quantity=Quantity(said["value"], "percent", place),
            baseline=baseline_of(found["lead"]) or clause.carried.baseline,
            scope=subjects.scope,
            force=binding(found["lead"]),
            doubts=(*subjects.doubts, doubt("change", word=found["word"])),
        )
        for name in names
    )
    return aims, replace(clause.carried, subjects=names, stated=None, verb="")


@cache
def _reached(name: str) -> re.Pattern[str]:
    return alternation(tuple(lexicon()["share"][name]))


@cache
def _change() -> re.Pattern[str]:
    words = alternation(tuple(lexicon()["change"])).pattern
    return re.compile(rf"{leads_pattern()}(?:实现|保持|达到|做到)?(?P<word>{words})(?:以上)?\s*\Z")
