"""Shapes as files: ``ontology/shapes/<id>.ttl``, a header in plain words and standard SHACL."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from policykb import anchors, assets, vocab
from policykb.errors import AssetError, InputError, UsageError
from policykb.gate.rdf import read_shipped
from policykb.quads import Literal, Quad
from policykb.validate.grammar import SH, check
from policykb.vocab import PKB, Category, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OWN_PROFILES = ("encoding", "quality")
"""The profiles that need nothing but the plan."""
PROFILES = (*OWN_PROFILES, "national")
PREFIXES = "prefixes.ttl"
"""The one file of the folder that is no shape: the prefixes of every query in it."""

_CATEGORIES = {
    "encoding": (Category.ENCODING_DEFECT,),
    "quality": (Category.PLAN_GAP,),
    "national": (Category.NATIONAL_GAP, Category.ENCODING_DEFECT, Category.CONFLICT),
}
"""What a profile's shapes may find; the first unless a shape's header says ``category``."""
_KINDS = {
    Category.ENCODING_DEFECT: PKB.EncodingDefect.value,
    Category.PLAN_GAP: PKB.PlanGap.value,
    Category.NATIONAL_GAP: PKB.NationalGap.value,
    Category.CONFLICT: PKB.Conflict.value,
}
_SEVERITIES = {Severity.ERROR: SH + "Violation", Severity.WARNING: SH + "Warning", Severity.INFO: SH + "Info"}
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its words, whom it looks at, and what it says of each part that fails.

    ``targets`` are pairs of a SHACL target's name and an IRI; ``messages`` maps a source of results (the
    shape or one of its property shapes) to its message in Chinese and English. ``add_zh`` and ``add_en`` are a model of
    the words that would mend it, with the slots of ``SLOTS``; "" where no words of the plan would.
    """

    id: str
    code: str
    profile: str
    severity: Severity
    category: Category
    title_zh: str
    title_en: str
    why_zh: str
    why_en: str
    fix_zh: str
    fix_en: str
    source: str
    add_zh: str = ""
    add_en: str = ""
    targets: tuple[tuple[str, str], ...] = ()
    messages: tuple[tuple[str, tuple[str, str]], ...] = ()

    def message(self, source: str) -> tuple[str, str]:
        """What is said in Chinese and English when a part fails."""
        return dict(self.messages).get(source, (self.title_zh, self.title_en))


_MAY = {"add_zh", "add_en"}
_KEYS = {field.name for field in fields(Shape)} - {"category", "targets", "messages"} - _MAY
SLOTS = frozenset({"lead", "others", "plain", "value", "words", "year"})
"""What a model wording may leave to be filled: the first body listed for the measure and the rest, the
quoted words, the same without 力争 and its like, what the finding names, and the plan's first milestone."""
_SLOT = re.compile(r"\{(\w*)\}")
_PROFILE = re.compile(rb'^#: profile +=\s*"(\w+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ShapeSet:
    """Shapes, and the same as Turtle for an engine."""

    shapes: tuple[Shape, ...]
    turtle: bytes

    def by_source(self) -> dict[str, Shape]:
        """Each source of results with the shape it belongs to."""
        return {source: shape for shape in self.shapes for source, _ in shape.messages}


def iri(shape: str) -> str:
    """The IRI of a shape."""
    return f"{vocab.BASE}shape/{shape}"


@cache
def load_shapes(profiles: tuple[str, ...] = PROFILES) -> ShapeSet:
    """The shipped shapes of some profiles, sorted by id.

    Raises:
        UsageError: there is no such profile.
        AssetError: a shape is malformed, or does not do what its header says.
    """
    for profile in profiles:
        if profile not in PROFILES:
            raise UsageError(
                f"there is no profile {profile}",
                where="--profile",
                hint=f"the profiles are {', '.join(PROFILES)}",
                zh=f"没有“{profile}”这种检查；可选：{'、'.join(PROFILES)}",
            )
    chosen = read_shapes(anchors.SHAPES, profiles)
    found = {shape.profile for shape in chosen.shapes}
    if missing := [profile for profile in profiles if profile not in found]:
        raise AssetError(f"no shape of profile {', '.join(missing)}", where=anchors.SHAPES)
    return chosen


def known_shapes() -> frozenset[str]:
    """The ids of the shapes that ship, of all profiles."""
    return frozenset(path.stem for path in anchors.SHAPES.glob("*.ttl") if path.name != PREFIXES)


def read_shapes(folder: Path, profiles: Iterable[str] = PROFILES) -> ShapeSet:
    """The shapes of a folder that belong to some profiles, sorted by id."""
    prefixes = folder / PREFIXES
    files = [path for path in sorted(folder.glob("*.ttl")) if path != prefixes]
    wanted = set(profiles)
    # A shape of another profile is told by its header's line alone: to read it takes as long as to validate a small plan.
    said = ((path, _PROFILE.search(path.read_bytes())) for path in files)
    chosen = [path for path, profile in said if profile is None or profile[1].decode() in wanted]
    read = [(path, shape) for path in chosen if (shape := read_shape(path)).profile in wanted]
    parts = [prefixes.read_bytes() if prefixes.exists() else b"", *(path.read_bytes() for path, _ in read)]
    return ShapeSet(tuple(shape for _, shape in read), b"\n".join(parts))


def read_shape(path: Path) -> Shape:
    """The shape in a file.

    Raises:
        AssetError: the header lacks a key, a term is unknown, or header and shape disagree.
    """
    return _read(path, path.read_bytes())


@lru_cache(maxsize=256)
def _read(path: Path, data: bytes) -> Shape:
    where = f"shapes/{path.name}"
    head = assets.header(path)
    if wrong := _KEYS ^ (head.keys() - {"category"} - (_MAY if head.keys() >= _MAY else frozenset())):
        raise AssetError(f"header keys missing or unknown: {', '.join(sorted(wrong))}", where=where)
    if head["id"] != path.stem:
        raise AssetError(f"the file is called {path.stem} and its id is {head['id']}", where=where)
    if odd := sorted({slot for key in _MAY for slot in _SLOT.findall(head.get(key, ""))} - SLOTS):
        raise AssetError(f"nothing fills the slot {odd[0]}", where=where)
    if head["profile"] not in _CATEGORIES or head["severity"] not in set(Severity):
        raise AssetError("no such profile or severity", where=where)
    may = _CATEGORIES[head["profile"]]
    if head.setdefault("category", may[0].value) not in may:
        raise AssetError(f"profile {head['profile']} has no category {head['category']}", where=where)
    try:
        quads = tuple(read_shipped(data, where=where))
    except InputError as err:
        raise AssetError(err.problem, where=where) from err
    name = iri(path.stem)
    shape = Shape(
        **{**head, "severity": Severity(head["severity"]), "category": Category(head["category"])},
        targets=_targets(quads, name),
        messages=_messages(quads, name),
    )
    check(quads, name, kind=_KINDS[shape.category], severity=_SEVERITIES[shape.severity], where=where)
    return shape


def _targets(quads: tuple[Quad, ...], name: str) -> tuple[tuple[str, str], ...]:
    names = {SH + target: target for target in _TARGETS}
    found = {
        (names[quad.predicate], quad.object)
        for quad in quads
        if quad.subject == name and quad.predicate in names and isinstance(quad.object, str)
    }
    return tuple(sorted(found))


def _messages(quads: tuple[Quad, ...], name: str) -> tuple[tuple[str, tuple[str, str]], ...]:
    sources = {name} | {str(quad.object) for quad in quads if quad.predicate == SH + "property"}
    words = {
        (quad.subject, quad.object.lang): quad.object.value
        for quad in quads
        if quad.predicate == SH + "message" and isinstance(quad.object, Literal)
    }
    return tuple(
        (source, (words.get((source, "zh"), ""), words.get((source, "en"), "")))
        for source in sorted(sources)
        if source.startswith(name)
    )
