"""What one clause aims at with a number: its subject, the relation, and how the number is to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.numbers import decimal
from policykb.extract.predicates import alternation, veil
from policykb.extract.subjects import Division, bare_subject, coordinated, doubt, lexicon
from policykb.extract.units import Quantity, quantities
from policykb.span import Span
from policykb.vocab import Comparator, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An aim inside a clause; ``part`` and the quantity's span are offsets into the clause's words.

    ``keys`` are the words its indicator may be known by, the likeliest first.
    """

    part: Span
    subject: str
    keys: tuple[str, ...]
    kind: TargetKind
    comparator: Comparator | None = None
    marker: str = ""
    quantity: Quantity | None = None
    baseline: int | None = None
    scope: str = ""
    level: str = ""
    doubts: tuple[str, ...] = ()


def measured(words: str, division: Division | None) -> tuple[Aim, ...]:
    """The clause's aims that carry a number.

    Args:
        words: the clause without line breaks.
        division: the divisions it speaks of, where it does.
    """
    veiled = veil(words)
    amounts = quantities(veiled, Span(0, len(words))) if words else ()
    found: list[Aim] = []
    start = 0
    for numbers in _lists(veiled, amounts):
        piece = _Piece(words, veiled, start, tuple(numbers), division)
        aims = tuple(_stated(piece)) or tuple(_amount(piece))
        if aims:
            start = piece.end
        found.extend(aims)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One or more listed numbers, and the clause from where the last aim ended."""

    words: str
    veiled: str
    start: int
    numbers: tuple[Quantity, ...]
    division: Division | None

    @property
    def before(self) -> str:
        """What stands before the number, brackets veiled."""
        return self.veiled[self.start : self.numbers[0].span.start]

    @property
    def first(self) -> int:
        """Where the piece's own words start, past a joint."""
        joint = re.compile(r"[\s、，,]*").match(self.words, self.start)
        return joint.end() if joint else self.start

    @property
    def after(self) -> str:
        """The modifier behind the last number: 以上, 左右."""
        return _modifier_after(self.veiled, self.numbers[-1])[0]

    @property
    def end(self) -> int:
        """Where the number and its modifier end."""
        return _modifier_after(self.veiled, self.numbers[-1])[1]


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: TargetKind
    comparator: Comparator
    strict: bool


@cache
def _relations() -> dict[str, _Relation]:
    return {
        word: _Relation(
            TargetKind(row["kind"]), Comparator(row["comparator"]), strict=bool(row.get("strict"))
        )
        for row in lexicon()["relation"]
        for word in row["words"]
    }


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = lexicon()
    modifier = f"(?P<modifier>{alternation(tuple(table['modifier']['before'])).pattern})?"
    relation = alternation(tuple(_relations())).pattern
    filler = alternation(tuple(table["modifier"]["fillers"])).pattern
    verb = alternation(tuple(table["amount"]["verbs"])).pattern
    base = alternation(tuple(table["modifier"]["baseline"])).pattern
    return {
        "relation": re.compile(rf"(?P<relation>{relation})(?:{filler}|\s)*+{modifier}\s*\Z"),
        "verb_at_end": re.compile(rf"(?P<early>至少|最多)?\s*(?P<verb>{verb})了?\s*{modifier}\s*\Z"),
        "verb_at_start": re.compile(rf"\s*(?P<verb>{verb})(?P<object>.+)\Z"),
        "baseline": re.compile(
            rf"(?:{base})\s?(?P<year>[12]\d{{3}})\s?年(?:底|末)?(?:相比|水平)?(?:{filler}|\s)*\Z"
        ),
        "start_value": re.compile(r"(?:由|从)[^，、]*[\d%％]\s*\Z"),
        "joint": re.compile(rf"\s*(?:{alternation(tuple(table['subject']['joints'])).pattern})\s*\Z"),
    }


def _lists(veiled: str, amounts: Sequence[Quantity]) -> list[list[Quantity]]:
    """The numbers, those that 、 or 和 alone joins put together."""
    lists: list[list[Quantity]] = []
    for amount in amounts:
        end = _modifier_after(veiled, lists[-1][-1])[1] if lists else 0
        if lists and _patterns()["joint"].fullmatch(veiled, end, amount.span.start):
            lists[-1].append(amount)
        else:
            lists.append([amount])
    return lists


def _modifier_after(veiled: str, quantity: Quantity) -> tuple[str, int]:
    """The modifier behind a number and where it ends."""
    at = quantity.span.end
    gap = at + len(veiled[at:]) - len(veiled[at:].lstrip())
    words = sorted(lexicon()["modifier"]["after"], key=len, reverse=True)
    word = next((word for word in words if veiled.startswith(word, gap)), "")
    return (word, gap + len(word)) if word else ("", at)


def _stated(piece: _Piece) -> Iterator[Aim]:
    """SUBJECT RELATION NUMBER: 森林覆盖率达到20%."""
    found = _patterns()["relation"].search(piece.before)
    if found is None or not _closes(piece):
        return
    before = piece.before[: found.start()]
    past = tuple(lexicon()["never"]["before_relation"])
    if before.rstrip().endswith(past) or "了" in found.group():
        return
    relation = _relations()[found["relation"]]
    changes = relation.kind is TargetKind.RELATIVE_CHANGE
    baseline = _patterns()["baseline"].search(before) if changes else None
    cut = baseline or _patterns()["start_value"].search(before) or found
    comparator, marker = _reading(piece, found)
    doubts = [doubt("strict", marker=found["relation"])] if relation.strict else []
    doubts += [doubt("range")] if piece.numbers[0].value_max else []
    aim = Aim(
        part=Span(piece.first, piece.end),
        subject="",
        keys=(),
        kind=relation.kind,
        comparator=comparator,
        marker=marker,
        baseline=int(decimal(baseline["year"])) if baseline else None,
        doubts=tuple(doubts),
    )
    yield from _per_subject(aim, piece.words[piece.first : piece.start + cut.start()], piece)


def _reading(piece: _Piece, found: re.Match[str]) -> tuple[Comparator, str]:
    """How the number is to be read, and the words that say so."""
    relation, table = _relations()[found["relation"]], lexicon()["modifier"]
    if relation.kind is TargetKind.RELATIVE_CHANGE:
        whole = piece.words[piece.start + found.start() : piece.end]
        return relation.comparator, whole if piece.after else found["relation"]
    if piece.after:
        return Comparator(table["after"][piece.after]), piece.after
    if found["modifier"]:
        return Comparator(table["before"][found["modifier"]]), found["modifier"]
    return relation.comparator, found["relation"]


def _closes(piece: _Piece) -> bool:
    """Whether nothing but a remark in brackets, or one more aim, follows the number."""
    rest = re.sub(r"[（(]□*[）)]", "", piece.veiled[piece.end :]).strip()
    return not rest or rest.startswith(("、", "和", "以及"))


def _per_subject(aim: Aim, subject_words: str, piece: _Piece) -> Iterator[Aim]:
    """One aim a subject; as many listed numbers as subjects are paired, others are no aim."""
    division = piece.division if not piece.start else None
    if division:
        subject_words = subject_words[division.end :]
    subject, scope = bare_subject(subject_words)
    subjects = coordinated(subject) if subject else ()
    shared = next((word for word in ("均", "都", "分别") if subject_words.strip().endswith(word)), "")
    if len(piece.numbers) > 1 and len(piece.numbers) != len(subjects):
        return
    numbers = piece.numbers if len(piece.numbers) > 1 else piece.numbers * len(subjects)
    doubts = aim.doubts
    if shared and len(subjects) == 1:
        doubts += (doubt("one_subject", word=shared),)
    for one, number in zip(subjects, numbers, strict=True):
        yield replace(
            aim,
            subject=one,
            keys=(one,),
            quantity=number,
            scope=division.words if division else scope,
            level=division.level if division else "",
            doubts=doubts,
        )


def _amount(piece: _Piece) -> Iterator[Aim]:
    """VERB NUMBER OBJECT and VERB OBJECT NUMBER: 建成1个以上示范街道, 治理退化耕地10万亩."""
    number = piece.numbers[0]
    start = piece.start or (piece.division.end if piece.division else 0)
    before = piece.veiled[start : number.span.start]
    rest = piece.words[piece.end :].strip()
    if number.unit in lexicon()["amount"]["sizes"] or len(piece.numbers) > 1:
        return
    if rest:
        found = _patterns()["verb_at_end"].search(before)
        if found and not rest.startswith("的") and _counts(piece, found, before):
            head = rest.rpartition("的")[2]
            yield _amount_aim(
                piece, head, (rest, head), found["modifier"] or found["early"] or "", found["verb"]
            )
    elif found := _patterns()["verb_at_start"].match(bare_subject(piece.words[start : number.span.start])[0]):
        thing = found["object"].strip()
        subject = found["verb"] + thing
        done = found["verb"] in lexicon()["amount"]["completing"]
        yield _amount_aim(piece, subject, (subject, thing) if done else (subject,), "", "")


def _counts(piece: _Piece, found: re.Match[str], before: str) -> bool:
    """Whether the number says how many, rather than how large, or a mere 一个."""
    number, table = piece.numbers[0], lexicon()["amount"]
    modified = piece.after or found["modifier"] or found["early"]
    if found["verb"] == "有" and not (modified or before[: found.start()].endswith(tuple(table["owed"]))):
        return False
    if number.unit not in table["counted"]:
        return not piece.after
    written = number.span.quote(piece.words)
    return bool(modified or piece.division or not written.startswith(tuple(table["article"])))


def _amount_aim(piece: _Piece, subject: str, keys: tuple[str, ...], modifier: str, verb: str) -> Aim:
    table = lexicon()["modifier"]
    marker = piece.after or modifier
    comparator = table["after"].get(piece.after) or table["before"].get(modifier) or ">="
    doubts = [] if marker else [doubt("amount")]
    doubts += [doubt("promoted")] if verb in lexicon()["amount"]["promoting"] else []
    doubts += [doubt("range")] if piece.numbers[0].value_max else []
    return Aim(
        part=Span(piece.first, len(piece.words)),
        subject=subject,
        keys=keys,
        kind=TargetKind.COUNT_PER_DIVISION if piece.division else TargetKind.LEVEL,
        comparator=Comparator(comparator),
        marker=marker,
        quantity=piece.numbers[0],
        scope=piece.division.words if piece.division else "",
        level=piece.division.level if piece.division else "",
        doubts=tuple(doubts),
    )
