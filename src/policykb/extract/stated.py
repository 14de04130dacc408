"""SUBJECT RELATION NUMBER: 森林覆盖率达到20%, 单位GDP能耗比2020年下降13.5%, A、B分别达到90%、85%."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.pieces import Aim
from policykb.extract.predicates import alternation
from policykb.extract.relations import binding, modifier_after, opens_with_lead, stated_before
from policykb.extract.subjects import Subjects, doubt, ends_as_measure, lexicon, subjects_of
from policykb.span import Span
from policykb.vocab import Comparator, TargetKind

if TYPE_CHECKING:
    from policykb.extract.pieces import Carried, Piece
    from policykb.extract.relations import Stated
    from policykb.extract.units import Quantity

# A value that a change starts from: 由2020年的30%.
_START_VALUE = re.compile(r"[由从][^，、由从]{0,40}?\d[^\s，、由从]{0,12}\s*\Z")
# What brings the aim about, before it: 通过节水改造使…….
_CAUSE = re.compile("使(?![用得])|使得")
_TOGETHER = re.compile("(?<![年平人户地])均|(?<![首成])都|分别|各")


def stated(piece: Piece) -> tuple[tuple[Aim, ...], Carried]:
    """The aims that a relation before the number states, and what they hand on to the next."""
    found = stated_before(piece.clause.words, piece.clause.veiled, piece.start, piece.at) or _stepped(piece)
    if found is None or not piece.closes:
        return (), piece.carried
    own = piece.clause.words[piece.first : max(piece.first, found.start)]
    subjects = _subjects(piece, own, found)
    weak = found.relation.weak and not all(map(ends_as_measure, subjects.names))
    if weak or (found.relation.kind is TargetKind.RELATIVE_CHANGE and _only_does(subjects.names)):
        return (), piece.carried
    aims = tuple(
        _aim(piece, found, replace(subjects, names=(name,)), (number, turn))
        for name, number, turn in _pairs(piece, subjects)
    )
    return aims, replace(piece.carried, subjects=subjects.names, stated=found, verb="")


def is_result(piece: Piece) -> bool:
    """Whether 已 or 了 says that the number has been reached."""
    found = stated_before(piece.clause.words, piece.clause.veiled, piece.start, piece.at)
    if found and found.done:
        return True
    before = piece.clause.veiled[piece.start : piece.at]
    return before.rstrip().endswith("了") or _reached_already().search(before) is not None


@cache
def _reached_already() -> re.Pattern[str]:
    table = lexicon()
    done = alternation(
        (*table["amount"]["verbs"], *(word for row in table["relation"] for word in row["words"]))
    )
    past = alternation(tuple(table["never"]["before_relation"]))
    return re.compile(
        rf"(?:{past.pattern})(?:累计|全部|基本|全面|提前|实际|共|经)?(?:{done.pattern})[^的，]*\Z"
    )


def _stepped(piece: Piece) -> Stated | None:
    """The relation of the number before, where only 力争 stands before this one: ……以下，力争36以下."""
    before = piece.carried.stated
    lead = opens_with_lead(piece.before)
    if before is None or not binding(lead):
        return None
    return replace(before, start=piece.first, at=piece.at, modifier="", lead=lead, baseline=None, of="")


def _subjects(piece: Piece, own: str, found: Stated) -> Subjects:
    """What the numbers are of: the words before the relation, or what the clause before was about."""
    if piece.division:
        own = own[piece.division.end :]
    if start := _START_VALUE.search(own):
        own = own[: start.start()]
    if causes := list(_CAUSE.finditer(own)):
        own = own[causes[-1].end() :] or own
    said = _TOGETHER.search(own.rstrip()[-2:] + found.lead)
    together = said.group() if said else ""
    subjects = subjects_of(own, len(piece.numbers), together)
    carried = tuple(filter(None, piece.carried.subjects))
    if subjects.names == ("",):
        return replace(subjects, names=carried or ("",), doubts=() if carried else (doubt("no_subject"),))
    place = subjects.names[0]
    if carried and piece.carried.stated and len(subjects.names) == 1 and _is_place(place):
        return Subjects(carried[-1:], place, (doubt("elided", subject=carried[-1]),))
    if carried and place.startswith("占"):
        return replace(subjects, names=(carried[-1] + place,))
    if together in {"均", "都"} and len(subjects.names) == 1:
        return replace(subjects, doubts=(*subjects.doubts, doubt("one_subject", word=together)))
    return subjects


def _only_does(names: tuple[str, ...]) -> bool:
    """Whether what stands before 提升 is only another verb: 改造提升20万亩."""
    return len(names) == 1 and names[0] in lexicon()["amount"]["verbs"]


def _is_place(name: str) -> bool:
    """Whether words name where a measure is taken, and no measure: 重点区域达到35%."""
    return name.endswith(tuple(lexicon()["subject"]["places"])) and not ends_as_measure(name)


def _pairs(piece: Piece, subjects: Subjects) -> list[tuple[str, Quantity, int | None]]:
    """Each subject with its number; a list of numbers may also be of one subject in several years."""
    names, numbers = subjects.names, piece.numbers
    if len(numbers) == 1:
        return [(name, numbers[0], None) for name in names]
    if len(numbers) == len(names):
        return [(name, number, None) for name, number in zip(names, numbers, strict=True)]
    years = len(numbers) == piece.clause.years
    return [("、".join(names), number, turn if years else -1) for turn, number in enumerate(numbers)]


def _aim(piece: Piece, found: Stated, subject: Subjects, paired: tuple[Quantity, int | None]) -> Aim:
    number, turn = paired
    comparator, marker = _reading(piece, found, number)
    division = piece.division
    name = subject.names[0]
    baseline = found.baseline or piece.carried.baseline
    changes = found.relation.kind is TargetKind.RELATIVE_CHANGE
    return Aim(
        part=Span(piece.first, piece.after.end),
        subject=name,
        keys=(name,),
        kind=found.relation.kind,
        comparator=comparator,
        marker=marker,
        quantity=number,
        baseline=baseline if changes or found.baseline else None,
        scope=division.words if division else subject.scope,
        level=division.level if division else "",
        force=binding(found.lead),
        turn=turn if turn != -1 else None,
        doubts=(*_doubts(found, number, name), *subject.doubts, *([doubt("unpaired")] if turn == -1 else [])),
    )


def _doubts(found: Stated, number: Quantity, subject: str) -> list[str]:
    doubts = [doubt("strict", marker=found.relation.words)] if found.relation.strict else []
    doubts += [doubt("range")] if number.value_max else []
    doubts += [doubt("part_of", of=found.of)] if found.of else []
    doubts += [doubt("weak", marker=found.relation.words)] if found.relation.weak else []
    doubts += [doubt("yearly")] if any(word in found.lead for word in lexicon()["lead"]["yearly"]) else []
    if not number.unit:
        plain = not number.written and subject.endswith(tuple(lexicon()["quantity"]["unitless_subjects"]))
        said = doubt("unit", written=number.written) if number.written else doubt("no_unit")
        doubts += [] if plain else [said]
    return doubts


def _reading(piece: Piece, found: Stated, number: Quantity) -> tuple[Comparator, str]:
    """How the number is to be read, and the words that say so."""
    relation, before = found.relation, lexicon()["modifier"]["before"]
    after = modifier_after(piece.clause.veiled, number)
    after = after if after.words else piece.after
    if relation.kind is TargetKind.RELATIVE_CHANGE:
        whole = after.words and len(piece.numbers) == 1
        return relation.comparator, piece.clause.words[found.at : after.end] if whole else relation.words
    if after.comparator:
        return after.comparator, after.words
    if found.modifier:
        return Comparator(before[found.modifier]), found.modifier
    if number.more:
        return Comparator(lexicon()["modifier"]["more"]), number.more
    return Comparator.EQUAL if number.value_max else relation.comparator, relation.words
