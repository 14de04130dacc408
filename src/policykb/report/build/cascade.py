"""What falls to cities and counties by the default clause, counted apart from what the text lists."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policykb.report.page import anchor
from policykb.report.views import Cascade, LocalRow, Named
from policykb.report.words import Link, Piece

if TYPE_CHECKING:
    from policykb.report.facts import Body, Facts
    from policykb.report.words import Sentence, Words

_LEVELS = ("prefecture", "county", "committee")


def cascade(facts: Facts, words: Words) -> Cascade:
    """Each local body with its default and its specific duties."""
    default = [duty for duty in facts.derived if duty.kind == "DefaultResponsibility"]
    bodies = [facts.bodies[body] for body in {duty.bearer for duty in default} if body in facts.bodies]
    bodies.sort(key=lambda body: (_LEVELS.index(_level(body)), body.code, body.id))
    counts: dict[str, int] = defaultdict(int)
    for duty in default:
        counts[duty.bearer] += 1
    return Cascade(
        finding=words.sentence(
            "cascade.finding" if default else "cascade.none",
            n=Link(len(default), "#cascade-table" if default else ""),
            stated=Link(len(facts.duties), "#agencies-table"),
        ),
        clauses=tuple(
            (
                clause.words,
                (
                    f"{part.number if (part := facts.part(clause.home)) else ''} "
                    f"{clause.span.start}–{clause.span.end}"
                ),
                f"#t-{anchor(clause.id)}",
            )
            for clause in facts.clauses
        ),
        arithmetic=_arithmetic(words, bodies, default_measures={duty.element for duty in default}),
        reading=_reading(facts, words),
        rows=tuple(_row(facts, words, body, counts[body.id]) for body in bodies),
        rules=tuple(sorted({duty.rule for duty in default})),
        total=len(default),
    )


def _level(body: Body) -> str:
    return body.level if body.level in _LEVELS else "committee"


def _arithmetic(words: Words, bodies: list[Body], default_measures: set[str]) -> Sentence:
    count = {level: sum(_level(body) == level for body in bodies) for level in _LEVELS}
    return words.sentence(
        "cascade.arithmetic",
        measures=len(default_measures),
        prefectures=count["prefecture"],
        counties=count["county"],
        committees=count["committee"],
        n=len(default_measures) * len(bodies),
    )


def _reading(facts: Facts, words: Words) -> Sentence:
    clauses = {clause.id for clause in facts.clauses}
    found = [decision for decision in facts.decisions if clauses & set(decision.affects)]
    if not found:
        return ()
    titles = [Piece(decision.title, f"#decision-{anchor(decision.id)}") for decision in found]
    apart = Piece("；" if words.lang == "zh" else "; ")
    joined = [piece for title in titles for piece in (title, apart)][:-1]
    return (*words.sentence("cascade.reading"), *joined)


def _row(facts: Facts, words: Words, body: Body, default: int) -> LocalRow:
    mine = [
        duty for duty in facts.derived if duty.bearer == body.id and duty.kind == "SpecificResponsibility"
    ]
    named: list[Named] = []
    expanded: list[Named] = []
    for duty in mine:
        element = facts.element(duty.element) or facts.element(duty.element.rpartition("/")[0])
        if element is not None:
            link = Named(element.words, f"#{anchor(element.id)}")
            (named if element.id == duty.element else expanded).append(link)
    level = _level(body)
    return LocalRow(
        anchor=anchor(body.id),
        name=body.name,
        short=body.short,
        code=body.code,
        level=level,
        level_name=facts.name(f"level/{level}") if level != "committee" else words("cascade.committee"),
        default=default,
        specific=tuple(named),
        expanded=tuple(expanded),
    )
