"""Who answers for a measure: the names in its closing bracket, in the order they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policykb import assets, vocab
from policykb.draft.claims import Responsibility
from policykb.extract.brackets import open_places
from policykb.extract.clauses import clauses, sentences
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import PKB, Confidence, Role


@dataclass(frozen=True, slots=True)
class _Named:
    words: str
    span: Span
    role: Role | None


@dataclass(frozen=True, slots=True)
class _Body:
    slug: str
    departmental: bool
    doubt: str = ""


def responsibilities(text: str, home: str, bracket: Span) -> tuple[Responsibility, ...]:
    """The bodies that a bracket names; a body that no vocabulary knows is there, and unsure."""
    inside = Span(bracket.start + 1, bracket.end - 1)
    found: list[Responsibility] = []
    prefix = ""
    for sentence in sentences(text, inside):
        named = _named(text, sentence)
        prefix = (_prefix(named[0].words) if named else "") or prefix
        for name in named:
            found.append(_responsibility(name, f"{home}/r{len(found) + 1}", bracket, prefix))
    return tuple(found)


def is_provision(words: str) -> bool:
    """Whether a bracket's sentence makes duties for a whole class of bodies instead of naming them."""
    return words.startswith(tuple(lexicon()["provision"]["opens"]))


@cache
def lexicon() -> dict[str, Any]:
    """How brackets say who does what."""
    return assets.lexicon("responsibility")


def _named(text: str, sentence: Span) -> list[_Named]:
    """The names in a sentence with the role that the words after them give."""
    whole = Unbroken.of(text, sentence).words
    if is_provision(whole):
        return []
    found: list[_Named] = []
    label: Role | None = None
    for part in clauses(text, sentence):
        names, label, role = _part(text, part, label)
        found += names
        if role:
            found = [_Named(name.words, name.span, name.role or role) for name in found]
    return found


def _part(text: str, part: Span, label: Role | None) -> tuple[list[_Named], Role | None, Role | None]:
    """The names of one part of the list, the label that holds there, and the role that its end gives."""
    unbroken = Unbroken.of(text, part)
    words = unbroken.words
    start, own = _label(words)
    label = own or label
    end, role = _role(words, start)
    names = [
        _Named(words[left:right], unbroken.span(left, right), label)
        for left, right in _names(words, start, end)
    ]
    return names, label, role


def _label(words: str) -> tuple[int, Role | None]:
    """The role that a label with a colon gives, and where the names start."""
    for role, labels in lexicon()["labels"].items():
        for label in labels:
            if words.startswith((label + "：", label + ":")):
                return len(label) + 1, Role(role)
    return 0, None


def _role(words: str, start: int) -> tuple[int, Role | None]:
    """Where the names end, and the role that the words after them give; the longest of these decides."""
    endings = [
        (len(ending), role)
        for role, ends in lexicon()["roles"].items()
        for ending in ends
        if words.endswith(ending)
    ]
    length, role = max(endings, default=(0, ""))
    end = len(words) - length
    for filler in lexicon()["fillers"]:
        if words.endswith(filler, start, end):
            end -= len(filler)
            break
    return end, Role(role) if role else None


def _names(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each name stands; a phrase that means many bodies is one name."""
    if start >= end:
        return []
    collective = next((c for c in lexicon()["collectives"] if words[start:end].endswith(c)), "")
    stop = end - len(collective)
    cuts = [at for at in open_places(words, Span(start, end), _separators()) if at < stop]
    edges = zip([start, *(at + 1 for at in cuts)], [*cuts, end], strict=True)
    return [
        (left + len(piece) - len(piece.lstrip()), right - (len(piece) - len(piece.rstrip())))
        for left, right in edges
        if (piece := words[left:right]).strip()
    ]


@cache
def _separators() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(lexicon()["name_separators"])) + "]")


@cache
def _bodies() -> dict[str, tuple[_Body, ...]]:
    """Every name of every body, with the bodies that bear it."""
    found: dict[str, tuple[_Body, ...]] = {}
    for concept in assets.concepts("agencies"):
        if concept.slug.startswith("org/"):
            body = _Body(concept.slug, PKB.RegionalDepartment in concept.types)
            for name in concept.names:
                found[name] = (*found.get(name, ()), body)
    return found


def _prefix(first: str) -> str:
    """The prefix that the first name of a list carries for the others."""
    if first.startswith(tuple(lexicon()["no_prefix"])):
        return ""
    return next((prefix for prefix in lexicon()["prefixes"] if first.startswith(prefix)), "")


def _resolved(name: str, prefix: str) -> _Body:
    """The body that a name means in a list whose first name carries the prefix.

    A department is looked up under the prefix, so that 省……厅 and the 发展改革委 after it never
    become the departments of another region.
    """
    doubts = lexicon()["doubts"]
    if name in lexicon()["collectives"]:
        return _Body("", departmental=False, doubt=doubts["collective"])
    bare = _bodies().get(name, ())
    bodies = _bodies().get(prefix + name, ()) if prefix else bare
    bodies = bodies or tuple(body for body in bare if not body.departmental)
    if len(bodies) == 1:
        return bodies[0]
    return _Body("", departmental=False, doubt=doubts["ambiguous" if bodies else "unknown"])


def _responsibility(name: _Named, claim: str, bracket: Span, prefix: str) -> Responsibility:
    elided = bool(prefix) and _prefix(name.words) != prefix
    body = _resolved(name.words, prefix if elided else "")
    doubt = body.doubt or ("" if name.role else lexicon()["doubts"]["roleless"])
    home, _, number = claim.rpartition("/r")
    return Responsibility(
        id=claim,
        span=name.span,
        confidence=Confidence.UNSURE if doubt else Confidence.CERTAIN,
        doubt=doubt,
        element=home,
        agency=body.slug,
        name_as_stated=name.words,
        role=name.role or Role.JOINT,
        position=int(number),
        bracket=bracket,
        prefix_elided=elided and body.departmental,
    )


def bodies_within(words: str, kinds: tuple[vocab.PKB, ...]) -> tuple[str, ...]:
    """The bodies of some classes whose names stand among the words, in the order of their slugs."""
    return tuple(
        concept.slug
        for concept in assets.concepts("agencies")
        if any(kind in concept.types for kind in kinds) and any(name in words for name in concept.names)
    )
