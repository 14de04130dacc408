"""VERB NUMBER OBJECT and VERB OBJECT NUMBER: 建成1个以上示范街道, 治理退化耕地10万亩, 污水管网改造200公里."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.pieces import Aim
from policykb.extract.predicates import alternation
from policykb.extract.relations import before_number, binding
from policykb.extract.subjects import bare_subject, doubt, ends_as_measure, lexicon, subjects_of
from policykb.span import Span
from policykb.vocab import Comparator, Force, TargetKind

if TYPE_CHECKING:
    from policykb.extract.pieces import Carried, Piece

_WINDOW = 64
# Where an object stops that is followed by what becomes of it.
_ONWARD = re.compile("并(?!网)|且|，")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted or measured, and the words that say how."""

    subject: str
    keys: tuple[str, ...]
    verb: str
    modifier: str
    end: int
    scope: str = ""
    plain: bool = False
    force: tuple[Force, str] | None = None


def counted(piece: Piece) -> tuple[tuple[Aim, ...], Carried]:
    """The aims whose number says how many or how much of something is done, and what they hand on."""
    number = piece.numbers[0]
    if not (number.unit or number.written) or number.unit in lexicon()["amount"]["sizes"]:
        return (), piece.carried
    found = (_object_before(piece) if piece.closes else None) or _object_after(piece)
    if not found:
        return (), piece.carried
    aims = tuple(_aim(piece, one, turn) for turn, one in enumerate(found))
    carried = replace(
        piece.carried, subjects=tuple(one.subject for one in found), stated=None, verb=found[0].verb
    )
    return aims, carried


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = lexicon()
    modifier = before_number()
    verb = f"(?:{_any(table['amount']['verbs'])}|[新改扩]（□*）建)"
    verbs = f"(?P<verb>{verb}(?:(?:、|和|及|或|并|（□*）)?{verb}){{0,3}})"
    lead = "|".join(sorted(table["lead"]["words"], key=lambda word: (-len(word), word)))
    gap = rf"(?:{_any(table['modifier']['fillers'])}|{lead}|\s)*+"
    return {
        "verb_at_end": re.compile(rf"(?P<early>至少|最多)?\s*{verbs}了?{gap}{modifier}?\s*\Z"),
        "verb_at_start": re.compile(rf"{verbs}(?P<object>.+)\Z", re.DOTALL),
        "verb": re.compile(_any(word for word in table["amount"]["verbs"] if len(word) > 1)),
        "nothing": re.compile(rf"[\s、，,和与及]*{gap}{modifier}?\s*"),
        "tail": re.compile(rf"(?P<gap>{gap}){modifier}?\s*\Z"),
        "onward": re.compile(rf"(?P<object>.+?)(?:、|和|及|以及|与|，)\s*(?:{verb})?{gap}{modifier}?\s*\Z"),
    }


def _any(words: object) -> str:
    return alternation(tuple(words)).pattern  # type: ignore[arg-type]  # any collection of words


def _object_before(piece: Piece) -> list[_Counted]:
    """治理退化耕地10万亩; several where the numbers are listed: 建成甲、乙10座、20座."""
    table = lexicon()["amount"]
    start = piece.division.end if piece.division else 0
    own = piece.clause.words[max(piece.first, start) : piece.at]
    tail = _tail(own)
    name, scope = bare_subject(own[: tail.start()])
    if name in {"", *lexicon()["subject"]["among"]} and piece.carried.among:
        name = next(iter(piece.carried.subjects), "")
    if not name or any(word in name for word in table["describing"]):
        return []
    opened = _patterns()["verb_at_start"].match(name)
    verb = opened["verb"] if opened else ""
    goes_on = not _patterns()["verb"].search(name) and _goes_on(piece)
    if not opened and goes_on and piece.carried.verb:
        name, verb = piece.carried.verb + name, piece.carried.verb
    elif not (opened or goes_on or _names_an_amount(piece, name)):
        return []
    if name.startswith("占") and piece.carried.subjects:
        name = piece.carried.subjects[-1] + name
    names = subjects_of(name, len(piece.numbers), "").names
    yearly = len(names) == 1 and len(piece.numbers) == piece.clause.years
    names = names * len(piece.numbers) if yearly else names
    if len(names) != len(piece.numbers):
        return []
    names = (names[0], *(one if one.startswith(verb) else verb + one for one in names[1:]))
    done = verb in table["completing"]
    return [
        _Counted(
            one,
            (one, one.removeprefix(verb)) if done else (one,),
            verb,
            tail["modifier"] or "",
            piece.after.end,
            scope,
            plain=not (verb or _patterns()["verb"].search(name) or goes_on),
            force=binding(tail["gap"]),
        )
        for one in names
    ]


def _tail(own: str) -> re.Match[str]:
    """The adverbs and the modifier that words end with, which may be none."""
    found = _patterns()["tail"].search(own, max(0, len(own) - _WINDOW))
    if found is None:
        raise ValueError("every text has an end")
    return found


def _goes_on(piece: Piece) -> bool:
    """Whether the number belongs to a list that has begun: 新建污水厂3座、管网200公里."""
    carried = piece.carried
    same = carried.unit == piece.numbers[0].unit
    return bool((piece.start and carried.verb) or (same and (piece.start or carried.among or carried.verb)))


def _names_an_amount(piece: Piece, name: str) -> bool:
    """Whether a subject with no verb before it can be followed by its number at once."""
    unit = piece.numbers[0].unit
    doing = _patterns()["verb"].search(name) and unit not in {"percent", "percentage-point"}
    many = unit in lexicon()["amount"]["counted"] and piece.after.words
    return bool(ends_as_measure(name) or doing or many)


def _object_after(piece: Piece) -> list[_Counted]:
    """建成1个以上示范街道."""
    table, number = lexicon()["amount"], piece.numbers[0]
    start = max(piece.start, piece.division.end if piece.division else 0)
    before = piece.clause.veiled[max(start, piece.at - _WINDOW) : piece.at]
    end = piece.after.end
    of = piece.clause.veiled.startswith("的", end)
    if len(piece.numbers) > 1 or not number.unit or (of and not ends_as_measure(piece.clause.words)):
        return []
    found = _patterns()["verb_at_end"].search(before)
    verb = found["verb"] if found else ""
    modifier = (found["modifier"] or found["early"] or "") if found else ""
    if found is None and piece.carried.verb and piece.start:
        again = _patterns()["nothing"].fullmatch(before)
        verb, modifier = (piece.carried.verb, again["modifier"] or "") if again else ("", "")
    thing, stop = _object(piece, end)
    if (
        not verb
        or not thing
        or not _counts(piece, (verb, modifier), before[: found.start()] if found else "", thing)
    ):
        return []
    if verb in table["loose"] and number.unit != "percent" and not (modifier or piece.clause.division):
        return []
    head = thing.rpartition("的")[2]
    return [_Counted(head, (thing, head), verb, modifier, stop)]


def _object(piece: Piece, end: int) -> tuple[str, int]:
    """What is counted and where its words end: at the joint before the next number, or with the clause."""
    words = piece.clause.words
    stop = _ONWARD.search(words, end)
    last = stop.start() if stop else len(words)
    if piece.next and piece.next.span.start < last:
        at = piece.next.span.start
        if onward := _patterns()["onward"].match(words, end, at):
            return onward["object"].strip(), onward.end("object")
        joint = piece.clause.veiled.rfind("、", end, at)
        last = joint if piece.next_closes and joint > end else last
    return words[end:last].strip().removeprefix("的"), last


def _counts(piece: Piece, said: tuple[str, str], before: str, thing: str) -> bool:
    """Whether the number says how many, rather than how large, or a mere 一个."""
    number, table = piece.numbers[0], lexicon()["amount"]
    verb, modifier = said
    modified = piece.after.words or modifier
    if verb == "有" and not (modified or before.endswith(tuple(table["owed"]))):
        return False
    if number.unit == "percent":
        return True
    if number.unit not in table["counted"]:
        size = "-per-" in number.unit or piece.after.words
        return not size or ends_as_measure(thing)
    written = number.span.quote(piece.clause.words)
    return bool(modified or piece.division or not written.startswith(tuple(table["article"])))


def _aim(piece: Piece, found: _Counted, turn: int) -> Aim:
    table, number = lexicon()["modifier"], piece.numbers[turn]
    marker = piece.after.words or found.modifier or number.more
    comparator = piece.after.comparator or Comparator(table["before"].get(found.modifier, ">="))
    if number.value_max and not marker:
        comparator = Comparator.EQUAL
    lessens = found.verb in lexicon()["amount"]["lessening"]
    kind = TargetKind.RELATIVE_CHANGE if lessens else TargetKind.LEVEL
    division = piece.division
    return Aim(
        part=Span(piece.first, max(found.end, piece.after.end)),
        subject=found.subject,
        keys=found.keys,
        kind=TargetKind.COUNT_PER_DIVISION if division else kind,
        comparator=Comparator.DECREASE if lessens else comparator,
        marker=marker,
        quantity=number,
        scope=division.words if division else found.scope,
        level=division.level if division else "",
        force=found.force,
        plain=found.plain,
        counted=bool(found.verb),
        turn=turn if len(piece.numbers) > 1 else None,
        doubts=tuple(_doubts(found, piece, turn, marker)),
    )


def _doubts(found: _Counted, piece: Piece, turn: int, marker: str) -> list[str]:
    number = piece.numbers[turn]
    doubts = [] if marker else [doubt("amount")]
    doubts += [doubt("promoted")] if found.verb in lexicon()["amount"]["promoting"] else []
    doubts += [doubt("yearly")] if any(word in piece.before for word in lexicon()["lead"]["yearly"]) else []
    doubts += [doubt("lessening", verb=found.verb)] if found.verb in lexicon()["amount"]["lessening"] else []
    doubts += [doubt("range")] if number.value_max else []
    doubts += [] if number.unit else [doubt("unit", written=number.written)]
    return doubts
