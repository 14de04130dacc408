"""A user's own checks: a local file of standard SHACL beside the shipped shapes.

Nothing outside the file is read and nothing in it runs but its SELECT queries, which may not ask elsewhere. A file that somebody
else sends with a plan is never taken for one: it has to be named on the command line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import AssetError, InputError
from policykb.gate import prescan
from policykb.gate.characters import place
from policykb.gate.decode import decode_rdf
from policykb.gate.rdf import read_shipped
from policykb.phrase import Phrase
from policykb.quads import Literal, Quad
from policykb.store import Store
from policykb.validate.grammar import SH
from policykb.validate.own_checks import SEVERITIES, TARGETS, check
from policykb.validate.shapes import Shape, ShapeSet
from policykb.vocab import Category, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.quads import Term
    from policykb.validate.own_checks import Said

OWN = "own"
"""The profile that a user's own shapes go by."""
_RDFS = vocab.PREFIXES["rdfs"]
_RANKS = dict(zip((SH + name for name in SEVERITIES), Severity, strict=True))
_GRAPH = vocab.BASE + "graph/own-shapes"


def read_own(data: bytes, *, where: object) -> ShapeSet:
    """The shapes of a Turtle file.

    Raises:
        AssetError: it is no Turtle, or a shape in it is wrong; with the shape's name and what is wrong.
    """
    text = decode_rdf(data, where=where)
    prescan.turtle(text, where=where)
    try:
        quads = _with_names(list(read_shipped(text.encode(), where=place(where))))
    except InputError as err:
        raise AssetError(err.problem, where=place(where), zh=err.zh) from err
    said = _by_subject(quads)
    check(quads, said, where=where)
    targeted = sorted(name for name, told in said.items() if any(SH + target in told for target in TARGETS))
    store = Store()
    store.add(quad._replace(graph=_GRAPH) for quad in quads)
    shapes = tuple(_shape(name, said, number, place(where)) for number, name in enumerate(targeted, 1))
    return ShapeSet(shapes, store.ntriples([_GRAPH]))


def _with_names(quads: list[Quad]) -> list[Quad]:
    """The statements, with a name for each property shape that has none: a result must say where it comes from."""
    names: dict[str, str] = {}
    for quad in quads:
        if (
            quad.predicate == SH + "property"
            and isinstance(quad.object, str)
            and quad.object.startswith("_:")
        ):
            owner = names.get(quad.subject, quad.subject)
            names.setdefault(quad.object, f"{owner}#property-{len(names) + 1}")
    return [
        quad._replace(
            subject=names.get(quad.subject, quad.subject),
            object=names.get(quad.object, quad.object) if isinstance(quad.object, str) else quad.object,
        )
        for quad in quads
    ]


def _by_subject(quads: Iterable[Quad]) -> Said:
    said: Said = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        said[quad.subject][quad.predicate].append(quad.object)
    return {subject: dict(told) for subject, told in said.items()}


def _shape(name: str, said: Said, number: int, where: str) -> Shape:
    told = said[name]
    label = _words(told, (SH + "name", _RDFS + "label"))
    title = Phrase(label.zh or vocab.short(name), label.en or vocab.short(name))
    why = _words(told, (SH + "description", _RDFS + "comment"))
    sources = [name, *(str(value) for value in told.get(SH + "property", ()))]
    severities = [
        _RANKS[str(value)]
        for source in sources
        for value in said.get(source, {}).get(SH + "severity", (SH + "Violation",))
    ]
    return Shape(
        id=f"{OWN}{number}-{re.split(r'[/#:]', name)[-1]}",
        code=f"U{number:02}",
        profile=OWN,
        severity=min(severities, key=list(Severity).index),
        category=Category.PLAN_GAP,
        title_zh=title.zh,
        title_en=title.en,
        why_zh=why.zh,
        why_en=why.en,
        fix_zh="",
        fix_en="",
        source=where,
        targets=tuple(
            sorted((target, str(value)) for target in TARGETS for value in told.get(SH + target, ()))
        ),
        messages=tuple((source, _message(source, said, title)) for source in sorted(sources)),
    )


def _message(source: str, said: Said, title: Phrase) -> tuple[str, str]:
    """What a shape says when it fails, or one of its queries does."""
    told = said.get(source, {})
    queries = [said.get(str(query), {}) for query in told.get(SH + "sparql", ())]
    found = (_words(part, (SH + "message",)) for part in (told, *queries))
    first = next((words for words in found if words.zh), title)
    return first.zh, first.en


def _words(told: Mapping[str, list[Term]], predicates: tuple[str, ...]) -> Phrase:
    """What is said in Chinese and in English; words of no or another language stand in for either."""
    found = {
        value.lang.split("-")[0]: value.value
        for predicate in reversed(predicates)
        for value in told.get(predicate, ())
        if isinstance(value, Literal)
    }
    other = next((found[lang] for lang in sorted(found) if lang not in {"zh", "en"}), "")
    zh, en = (found.get(lang, "") for lang in ("zh", "en"))
    return Phrase(zh or other or en, en or other or zh)
