"""What a foreign statement may say: sizes, characters, and the words that are not for uploads to use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.errors import InputError, LimitError
from policykb.gate import characters, limits
from policykb.gate.characters import place, visible
from policykb.quads import Literal, Quad
from policykb.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

_KB = 1024
_LONGEST_IRI = 8192
_RDF, _RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]
_MARKUP = frozenset({_RDF + "HTML", _RDF + "XMLLiteral"})
# They would let an upload change what our own classes, rules and shapes mean.
_DENIED_NAMESPACES = (
    PREFIXES["owl"],
    PREFIXES["sh"],
    "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#",
)
_DENIED = frozenset(
    _RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range", "Class", "Datatype")
)
_SHORT = 60


def check(quads: Iterable[Quad], *, where: object, text: str = "") -> None:
    """Refuse the first statement that holds a forbidden term, or one too long; ``text`` is to find its line."""
    longest = limits.current().literal_kb * _KB
    for quad in quads:
        for term in quad[:3]:
            if isinstance(term, Literal):
                _check_literal(term, longest, quad, where)
                _check_iri(term.datatype, quad, where, text)
            else:
                _check_iri(term, quad, where, text)


def check_subjects(quads: Iterable[Quad], *, under: str, where: object) -> None:
    """Refuse statements about anything that does not lie under a plan's own IRI."""
    for quad in quads:
        if quad.subject != under and not quad.subject.startswith((under + "/", under + "#")):
            raise InputError(
                f"a statement about {_short(quad.subject)}, which is not part of this plan",
                where=place(where),
                hint=f"a plan may only speak of what lies under {visible(under)}",
                code="E_FORBIDDEN_SUBJECT",
                zh=f"陈述的对象 {_short(quad.subject)} 不属于本规划；规划只能陈述 {visible(under)} 之下的内容",
            )


def _check_literal(term: Literal, longest: int, quad: Quad, where: object) -> None:
    if term.datatype in _MARKUP:
        name = term.datatype.removeprefix(_RDF)
        raise InputError(
            f"markup (rdf:{name}) in {_said(quad)}",
            where=place(where),
            hint="give the text itself, without markup",
            code="E_FORMAT",
            zh=f"{_said(quad)}中有标记（rdf:{name}）；请只给文字，不带标记",
        )
    if len(term.value) > longest or len(term.value.encode()) > longest:
        more = limits.how_to_raise("literal_kb")
        raise LimitError(
            f"a value of more than {longest // _KB} KB in {_said(quad)}",
            where=place(where),
            hint=more.en,
            code="E_LITERAL_SIZE",
            zh=f"{_said(quad)}的值超过 {longest // _KB} KB；{more.zh}",
        )
    if not characters.is_plain(term.value):
        characters.refuse(term.value, where=f"{place(where)} {_said(quad)}")


def _check_iri(iri: str, quad: Quad, where: object, text: str) -> None:
    if iri.startswith(_DENIED_NAMESPACES) or iri in _DENIED:
        line = _line(text, iri)
        at, at_zh = (f" (line {line})", f"（第{line}行）") if line else ("", "")
        shown = visible(iri, longest=_KB // 4)
        raise InputError(
            f"{shown} may not stand in a file from outside{at}: {_said(quad)}",
            where=place(where),
            hint="classes, properties and shapes belong to the ontology; take this statement out",
            code="E_FORBIDDEN_TERM",
            zh=f"外来文件不得使用 {shown}{at_zh}：{_said(quad)}；类、属性和形状由本体规定，请删去这条陈述",
        )
    if len(iri) > _LONGEST_IRI:
        raise LimitError(
            f"an IRI of more than {_LONGEST_IRI} characters in {_said(quad)}",
            where=place(where),
            hint="use shorter names",
            code="E_SIZE",
            zh=f"{_said(quad)}中有超过 {_LONGEST_IRI} 个字符的 IRI；请用短一些的名称",
        )
    if not characters.is_plain(iri):
        characters.refuse(iri, where=f"{place(where)} {_said(quad)}")


def _line(text: str, iri: str) -> int:
    """The line in which a Turtle or N-Triples file first writes an IRI, in full or with a prefix; 0 if not found."""
    ways = [re.escape(f"<{iri}>")]
    for prefix, namespace in re.findall(r"(?i:prefix)\s+([\w.-]*):\s*<([^>\s]+)>", text):
        if iri.startswith(namespace):
            ways.append(rf"(?<![\w.-]){re.escape(f'{prefix}:{iri[len(namespace) :]}')}(?![\w-])")
    found = re.search("|".join(ways), text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _said(quad: Quad) -> str:
    return f"“{_short(quad.subject)} {_short(quad.predicate)} {_short(_value(quad))}”"


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else quad.object


def _short(text: str) -> str:
    return visible(text, longest=_SHORT)
