"""What one clause aims at without a number: all of something, a match, a standard, one in each division."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.pieces import Aim
from policykb.extract.predicates import alternation, veil
from policykb.extract.subjects import Division, bare_subject, doubt, lexicon
from policykb.extract.units import quantities
from policykb.span import Span
from policykb.vocab import TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMARK = re.compile(r"[（(][^（()）]*[）)]")
_SIZE = re.compile(r"及?以[上下]")


def wholes(words: str, division: Division | None) -> tuple[Aim, ...]:
    """The aim of a clause that says all, each, match or standard instead of a number; at most one."""
    if not words or words.startswith(("（", "(")):
        return ()
    clause = _Clause(words, veil(words), division)
    recognisers = (
        *(_in_each, _every, _as_should_be, _entirely, _outcome),
        *(_nearly, _matching, _assigned, _up_to_standard),
    )
    for recognise in recognisers:
        if found := next(recognise(clause), None):
            return (found,)
    return ()


@dataclass(frozen=True, slots=True)
class _Clause:
    words: str
    veiled: str
    division: Division | None

    def whole(self) -> Span:
        """The clause without the blanks a date at its start has left."""
        return Span(len(self.words) - len(self.words.lstrip()), len(self.words))

    def subject(self, found: re.Match[str]) -> str:
        """The words before the marker, the divisions' name left out."""
        start = max(found.start("subject"), self.division.end if self.division else 0)
        return self.words[start : max(start, found.end("subject"))]


@dataclass(frozen=True, slots=True)
class _Subject:
    """A subject, and the words that limit it."""

    words: str
    scope: str
    doubts: tuple[str, ...]

    @property
    def core(self) -> str:
        """The subject without a remark in brackets."""
        return _REMARK.sub("", self.words)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    whole, match, standard = lexicon()["universal"], lexicon()["match"], lexicon()["standard"]
    nearly = lexicon()["nearly"]
    outcomes, adverbs = _any(whole["outcomes"]), f"(?:{_any(standard['adverbs'])})*"
    subject = r"(?P<subject>.{2,}?)"
    sources = {
        "in_each": rf"(?:应当|应|须|必须|均|都)?(?:{_any(lexicon()['division']['verbs'])})(?P<object>.+)",
        "every": whole["every"],
        "as_should_be": rf"{subject}(?P<marker>{_any(whole['as_should_be'])}|应(?P<each>.)尽(?P=each))",
        "entirely": rf"{subject}(?P<marker>(?:{_any(whole['words'])})(?:{_any(whole['verbs'])}))(?P<outcome>.*)",
        "all": (
            rf"{subject}(?P<marker>{whole['any_verb']})"
            rf"(?!{_any([*whole['not_before'], *whole['verbs']])})(?P<outcome>.{{2,}})"
        ),
        "nearly": rf"{subject}(?P<marker>(?:{_any(nearly['words'])})(?:{_any(nearly['verbs'])})).{{0,12}}",
        "assigned": rf"{subject}(?P<marker>{standard['assigned']})",
        "outcome": rf"{subject}(?:{_any(whole['after_verb'])})?(?P<marker>(?:{outcomes})(?:[、和](?:{outcomes}))*)",
        "match": rf"{subject}(?P<marker>(?:{_any(match['degrees'])})?(?P<word>{_any(match['words'])}))",
        "standard": rf"{subject}{adverbs}(?P<marker>(?:{_any(standard['relations'])}).*(?:{_any(standard['ends'])}))",
        "met": rf"{subject}(?P<marker>{adverbs}(?:{_any(standard['met'])}))",
    }
    return {name: re.compile(source) for name, source in sources.items()}


def _any(words: list[str]) -> str:
    return alternation(tuple(words)).pattern


def _in_each(clause: _Clause) -> Iterator[Aim]:
    """各县（市、区）建成医疗废物收集转运体系."""
    if clause.division is None:
        return
    start = clause.division.end
    if found := _patterns()["in_each"].fullmatch(clause.veiled, start):
        thing = clause.words[found.start("object") :]
        yield Aim(
            part=clause.whole(),
            subject=thing.rpartition("的")[2],
            keys=(thing, thing.rpartition("的")[2]),
            kind=TargetKind.UNIVERSAL,
            marker=lexicon()["division"]["elided"],
            scope=clause.division.words,
            level=clause.division.level,
            doubts=(doubt("each"),),
        )


def _every(clause: _Clause) -> Iterator[Aim]:
    """所有规模养殖场建成粪污处理设施."""
    if found := _patterns()["every"].fullmatch(clause.veiled, clause.whole().start):
        yield from _unsure(_universal(clause, found, clause.words[found.start("outcome") :]))


def _unsure(aims: Iterator[Aim]) -> Iterator[Aim]:
    """Aims whose word for all may only describe what is done."""
    for aim in aims:
        yield replace(aim, doubts=(*aim.doubts, doubt("all_parts", words=aim.marker)))


def _as_should_be(clause: _Clause) -> Iterator[Aim]:
    """既有居住建筑应改尽改."""
    if found := _patterns()["as_should_be"].fullmatch(clause.veiled):
        yield from _universal(clause, found, found["marker"])


def _entirely(clause: _Clause) -> Iterator[Aim]:
    """市政车辆全部实现新能源替代."""
    if found := _patterns()["all"].fullmatch(clause.veiled):
        yield from _unsure(_universal(clause, found, clause.words[found.start("outcome") :]))
    elif found := _patterns()["entirely"].fullmatch(clause.veiled):
        yield from _universal(clause, found, clause.words[found.start("outcome") :])


def _outcome(clause: _Clause) -> Iterator[Aim]:
    """工业废水实现全收集、全处理."""
    if found := _patterns()["outcome"].fullmatch(clause.veiled):
        yield from _universal(clause, found, found["marker"])


def _universal(clause: _Clause, found: re.Match[str], outcome: str) -> Iterator[Aim]:
    if subject := _subject(clause.subject(found)):
        core = subject.core
        yield Aim(
            part=clause.whole(),
            subject=subject.words,
            keys=(core + outcome, core, outcome),
            kind=TargetKind.UNIVERSAL,
            marker=found["marker"],
            scope=clause.division.words if clause.division else subject.scope,
            level=clause.division.level if clause.division else "",
            doubts=subject.doubts,
        )


def _nearly(clause: _Clause) -> Iterator[Aim]:
    """重污染天气基本消除."""
    yield from _in_words(clause, _patterns()["nearly"].fullmatch(clause.veiled), "nearly")


def _assigned(clause: _Clause) -> Iterator[Aim]:
    """地表水优良比例完成国家下达的目标."""
    yield from _in_words(clause, _patterns()["assigned"].fullmatch(clause.veiled), "assigned")


def _in_words(clause: _Clause, found: re.Match[str] | None, unclear: str) -> Iterator[Aim]:
    """An aim that is reached when words say so."""
    if found and (subject := _subject(clause.subject(found))):
        yield Aim(
            part=clause.whole(),
            subject=subject.words,
            keys=(),
            kind=TargetKind.QUALITATIVE,
            marker=clause.words[found.start("marker") : found.end("marker")],
            scope=subject.scope,
            doubts=(*subject.doubts, doubt(unclear, words=found["marker"])),
        )


def _matching(clause: _Clause) -> Iterator[Aim]:
    """危险废物处置能力与产废情况总体匹配."""
    found = _patterns()["match"].fullmatch(clause.veiled)
    if found is None or not any(joint in found["subject"] for joint in "与和同"):
        return
    if subject := _subject(clause.subject(found)):
        yield Aim(
            part=clause.whole(),
            subject=subject.words,
            keys=(subject.core + found["word"], subject.core),
            kind=TargetKind.MATCH,
            marker=found["marker"],
            scope=subject.scope,
            doubts=(*subject.doubts, doubt("matching")),
        )


def _up_to_standard(clause: _Clause) -> Iterator[Aim]:
    """改造后部分节能效果达到现行标准规定, 污水集中处理设施稳定达标排放."""
    ends = tuple(lexicon()["standard"]["ends"])
    found = _patterns()["standard"].fullmatch(clause.veiled) if clause.veiled.endswith(ends) else None
    found = found or _patterns()["met"].fullmatch(clause.veiled)
    for aim in _in_words(clause, found, "standard"):
        marker = clause.words[found.start("marker") :] if found else ""
        yield replace(aim, marker=marker)


def _subject(words: str) -> _Subject | None:
    """The subject with its limits: a size before it, an attribute that ends with 的, a region."""
    words, scope = bare_subject(words)
    table = lexicon()["subject"]
    if not words or words in {*table["before"], *table["after"], *table["scope"]}:
        return None
    doubts = tuple(doubt("inserted", words=remark) for remark in _REMARK.findall(words))
    for quantity in quantities(words, Span(0, len(words))):
        size = _SIZE.match(words, quantity.span.end)
        if quantity.span.start == 0 and size and size.end() < len(words):
            return _Subject(words[size.end() :], words[: size.end()], doubts)
    limit, of, core = words.rpartition("的")
    if core and limit:
        return _Subject(core, limit + of, doubts)
    return _Subject(words, scope, doubts)
