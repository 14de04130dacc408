"""Shipped files as values: headers, vocabularies as gazetteers, lexicons."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import anchors, vocab
from policykb.errors import AssetError
from policykb.gate.rdf import read_shipped
from policykb.gate.toml import read_toml
from policykb.quads import Literal

if TYPE_CHECKING:
    from pathlib import Path

_SKOS = vocab.PREFIXES["skos"]
_RDFS_LABEL = vocab.PREFIXES["rdfs"] + "label"


def header(path: Path) -> dict[str, Any]:
    """The TOML on the lines that start with ``#:``."""
    lines = [line[2:] for line in path.read_text("utf-8").splitlines() if line.startswith("#:")]
    try:
        return tomllib.loads("\n".join(lines))
    except ValueError as err:
        raise AssetError(f"not TOML: {err}", where=path, zh=f"头部（#: 行）不是合规的 TOML：{err}") from err


def body(path: Path) -> str:
    """The file without its header lines."""
    lines = path.read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#:")).strip() + "\n"


def table(path: Path) -> dict[str, Any]:
    """A TOML file."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as err:
        raise AssetError(f"not TOML: {err}", where=path, zh=f"不是合规的 TOML：{err}") from err
    return read_toml(text, where=path)


def lexicon(name: str) -> dict[str, Any]:
    """``ontology/lexicons/<name>.toml``."""
    return table(anchors.LEXICONS / f"{name}.toml")


@dataclass(frozen=True, slots=True)
class Concept:
    """A vocabulary's concept: its slug under the base, its names, its types and plain properties.

    ``names`` are the Chinese names a text may use: preferred label first, then alternatives.
    """

    slug: str
    names: tuple[str, ...]
    label_en: str
    types: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]

    def one(self, predicate: str, default: str = "") -> str:
        """The first value of a property, an IRI or a lexical form."""
        return next((value for key, value in self.properties if key == predicate), default)

    def every(self, predicate: str) -> tuple[str, ...]:
        """All values of a property."""
        return tuple(value for key, value in self.properties if key == predicate)


@cache
def concepts(name: str) -> tuple[Concept, ...]:
    """The concepts of ``ontology/vocabularies/<name>.ttl``, in the order of their slugs."""
    path = anchors.VOCABULARIES / f"{name}.ttl"
    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rest: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in read_shipped(path.read_bytes(), where=path):
        value = quad.object.value if isinstance(quad.object, Literal) else quad.object
        lang = quad.object.lang if isinstance(quad.object, Literal) else ""
        if quad.predicate in {_SKOS + "prefLabel", _RDFS_LABEL, _SKOS + "altLabel"}:
            kind = "alt" if quad.predicate.endswith("altLabel") else "pref"
            labels[quad.subject][f"{kind}-{lang}"].append(value)
        else:
            rest[quad.subject].append((quad.predicate, value))
    rdf_type = vocab.PREFIXES["rdf"] + "type"
    return tuple(
        Concept(
            slug=vocab.short(iri),
            names=tuple(dict.fromkeys(labels[iri]["pref-zh"] + labels[iri]["alt-zh"])),
            label_en=next(iter(labels[iri]["pref-en"]), ""),
            types=tuple(value for key, value in rest[iri] if key == rdf_type),
            properties=tuple((key, value) for key, value in rest[iri] if key != rdf_type),
        )
        for iri in sorted(labels)
        if iri.startswith(vocab.BASE)
    )
