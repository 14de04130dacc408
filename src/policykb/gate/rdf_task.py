"""The worker's reading of a foreign RDF file: scanned, parsed, checked, blank nodes named."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pyoxigraph as ox

from policykb.errors import InputError
from policykb.gate import decode, prescan, statements
from policykb.gate.characters import place, visible
from policykb.gate.rdf import as_quad
from policykb.phrase import Phrase
from policykb.quads import Literal, Quad

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_SHOWN = 5
_DIGITS = 12


def run(payload: bytes) -> bytes:
    """One JSON line a statement, sorted, for a header line (suffix, where, base) and the file's bytes."""
    header, _, data = payload.partition(b"\n")
    told = json.loads(header)
    suffix, where, base = told["suffix"], told["where"], told["base"]
    text = _scanned(data, suffix, where)
    parsed = _parsed(text, suffix, where, base)
    if suffix == ".jsonld":
        _refuse_losses(text, where, base)
    quads = sorted({as_quad(quad, where=where) for quad in _named(parsed, base)}, key=_order)
    statements.check(quads, where=where, text="" if suffix in {".rdf", ".jsonld"} else text)
    return b"\n".join(json.dumps(quad[:3]).encode() for quad in quads)


def _scanned(data: bytes, suffix: str, where: str) -> str:
    """The file's text, after everything that can be refused without a parser."""
    if suffix == ".rdf":
        prescan.xml(data, where=where)
    text = decode.decode_rdf(data, where=where)
    if suffix == ".jsonld":
        prescan.json_ld(text, where=where)
    elif suffix != ".rdf":
        prescan.turtle(text, where=where)
    return text


def _parsed(text: str, suffix: str, where: str, base: str) -> list[ox.Quad]:
    try:
        return list(ox.parse(text, format=_FORMATS[suffix], base_iri=base, without_named_graphs=True))
    except SyntaxError as err:
        if "amed graph" in str(err):
            raise InputError(
                "statements in a named graph",
                where=place(where),
                hint="a file from outside goes into a graph of its own; leave the graph names out",
                code="E_FORBIDDEN_GRAPH",
                zh="有命名图中的陈述；外来文件自成一图，请去掉图名",
            ) from err
        hint = _seems(text) or Phrase("请改正此处", "correct the file at this place")
        kind, said = suffix.removeprefix("."), visible(str(err))
        raise InputError(
            f"not {kind}: {said}",
            where=place(where),
            hint=hint.en,
            code="E_SYNTAX",
            zh=f"不是合规的 {kind}：{said}；{hint.zh}",
        ) from err


def _refuse_losses(text: str, where: str, base: str) -> None:
    """Refuse what JSON-LD would drop without a word: keys with no meaning, nodes with a broken IRI."""
    lenient = ox.parse(text, format=ox.RdfFormat.JSON_LD, base_iri=base, lenient=True)
    lost = sorted({iri for quad in lenient for iri in _iris(quad) if not _is_iri(iri)})
    if lost:
        named = [f"“{visible(iri, longest=60)}”" for iri in lost[:_SHOWN]]
        raise InputError(
            f"keys or names that JSON-LD would drop without a word: {', '.join(named)}",
            where=place(where),
            hint="give each key a meaning in the context, or null; correct the broken IRIs",
            code="E_IRI",
            zh=f"JSON-LD 会悄悄丢掉这些键或名称：{''.join(named)}；请在上下文中给每个键一个含义或 null，并改正有误的 IRI",
        )


def _iris(quad: ox.Quad) -> list[str]:
    terms: list[Any] = [quad.subject, quad.predicate, quad.object, getattr(quad.object, "datatype", None)]
    return [term.value for term in terms if isinstance(term, ox.NamedNode)]


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _named(quads: list[ox.Quad], base: str) -> list[ox.Quad]:
    """The statements with each blank node under a name that depends on what the file says, not on its order."""
    if not any(isinstance(end, ox.BlankNode) for quad in quads for end in (quad.subject, quad.object)):
        return quads
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    digest = hashlib.sha256("\n".join(sorted(map(str, dataset))).encode()).hexdigest()[:_DIGITS]
    start = f"{base if base.endswith(('/', '#')) else base + '/'}genid/{digest}-"
    return [
        ox.Quad(_iri_for(quad.subject, start), quad.predicate, _iri_for(quad.object, start))
        for quad in dataset
    ]


def _iri_for(term: Any, start: str) -> Any:  # noqa: ANN401 - the engine's union of terms
    return ox.NamedNode(start + term.value.removeprefix("c14n")) if isinstance(term, ox.BlankNode) else term


def _order(quad: Quad) -> tuple[str, str, bool, tuple[str, ...]]:
    literal = isinstance(quad.object, Literal)
    return quad.subject, quad.predicate, literal, tuple(quad.object) if literal else (str(quad.object),)


def _seems(text: str) -> Phrase | None:
    """What the text looks like, when its name says another format."""
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        return Phrase("像是网页，也许是出错页面", "this looks like a web page, perhaps an error page")
    if re.match(r"<\?xml|<(?:[\w-]+:)?rdf[\s>]", start):
        return Phrase("像是 RDF/XML，请改名为 .rdf", "this looks like RDF/XML; name it .rdf")
    if start.startswith(("{", "[")) and '"' in start[:3].replace("\n", ""):
        return Phrase("像是 JSON，请改名为 .jsonld", "this looks like JSON; name it .jsonld")
    if start.startswith(("@prefix", "prefix ", "@base")):
        return Phrase("像是 Turtle，请改名为 .ttl", "this looks like Turtle; name it .ttl")
    return None
