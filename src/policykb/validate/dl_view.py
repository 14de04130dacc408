"""The OWL DL view of a graph: declared terms, things and their types, links and plain values.

Dates and words for people stay out: HermiT aborts on a single ``xsd:date``. What is written here is all
that owlready2 ever reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import InputError
from policykb.quads import Literal, Quad, Term, string
from policykb.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RDF, RDFS, OWL, XSD = (vocab.PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
TYPE = RDF + "type"
NAME = "urn:policykb:dl#name"
"""A functional property of the view alone: each thing's IRI as text, so that no two things are one."""

_AXIOMS = {RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range"}
_PARTS = {RDF + "first", RDF + "rest"}
_HEADER = {OWL + "versionIRI", OWL + "versionInfo", OWL + "deprecated"}
_EQUALITY = {OWL + "sameAs", OWL + "differentFrom"}
_DATATYPES = {
    XSD + name
    for name in (
        *("string", "anyURI", "boolean", "dateTime", "decimal", "double", "float"),
        *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("long", "int", "short", "byte", "unsignedLong", "unsignedInt"),
    )
}
_FOREIGN_CODE = "owlready_ontology.owl#"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that an ontology declares, annotation properties aside."""

    classes: frozenset[str]
    links: frozenset[str]
    values: frozenset[str]

    @classmethod
    def declared_in(cls, quads: Sequence[Quad]) -> Terms:
        """The terms declared by these statements."""

        def of(kind: str) -> frozenset[str]:
            return frozenset(
                q.subject
                for q in quads
                if q.predicate == TYPE and q.object == OWL + kind and not q.subject.startswith("_:")
            )

        return cls(of("Class"), of("ObjectProperty"), of("DatatypeProperty"))

    def __contains__(self, iri: str) -> bool:
        return iri in self.classes or iri in self.links or iri in self.values


def dl_view(quads: Iterable[Quad]) -> bytes:
    """What of the statements OWL 2 DL can hold, as N-Triples: the same bytes for the same statements.

    Raises:
        InputError: a statement imports an ontology, names code for owlready2 to run, or gives a term a
            value that it cannot have (words for a link, a date for a number).
    """
    statements = [Quad(*quad[:3]) for quad in quads]
    _refuse_foreign(statements)
    terms = Terms.declared_in(statements)
    axioms = [quad for quad in statements if _is_axiom(quad, terms)]
    facts = _facts(statements, terms)
    store = Store()
    store.add(_with_stable_blank_nodes(_by_name(axioms)))
    store.add(facts)
    store.add(_told_apart(facts))
    return store.nquads()


def _refuse_foreign(quads: Sequence[Quad]) -> None:
    for quad in quads:
        if quad.predicate == OWL + "imports":
            raise InputError(
                f"{quad.subject} imports {quad.object}; nothing is fetched or imported",
                zh=f"{quad.subject} 引入了 {quad.object}；程序不下载也不引入别的本体",
            )
        for term in quad[:3]:
            if isinstance(term, str) and _FOREIGN_CODE in term.lower():
                raise InputError(
                    f"{quad.subject} carries {term}, which makes owlready2 run code",
                    zh=f"{quad.subject} 带有 {term}，会让 owlready2 运行代码",
                )


def _is_axiom(quad: Quad, terms: Terms) -> bool:
    anonymous = quad.subject.startswith("_:")
    if not anonymous and quad.subject not in terms:
        return False
    if quad.predicate == TYPE:
        return isinstance(quad.object, str) and quad.object.startswith((OWL, RDFS))
    if quad.predicate in _AXIOMS:
        return _is_ours(quad.object, terms)
    if quad.predicate.startswith(OWL):
        return quad.predicate not in _HEADER | _EQUALITY
    return anonymous and (quad.predicate in _PARTS or quad.predicate.startswith(XSD))


def _is_ours(term: Term, terms: Terms) -> bool:
    """Whether it is declared here or part of OWL; what alignments say of others' terms stays out."""
    return isinstance(term, str) and (term in terms or term.startswith(("_:", OWL, RDFS, XSD)))


def _facts(quads: Sequence[Quad], terms: Terms) -> list[Quad]:
    facts = []
    for quad in quads:
        if quad.subject.startswith("_:") or quad.subject in terms:
            continue
        if (quad.predicate == TYPE and quad.object in terms.classes) or quad.predicate in _EQUALITY:
            facts.append(quad)
        elif quad.predicate in terms.links:
            if not isinstance(quad.object, str):
                raise InputError(
                    f"{quad.predicate} of {quad.subject} should point at a thing: {quad.object.value}",
                    zh=f"{quad.subject} 的 {quad.predicate} 应指向一个事物：{quad.object.value}",
                )
            facts.append(quad)
        elif quad.predicate in terms.values:
            facts.append(_plain_value(quad))
    return facts


def _plain_value(quad: Quad) -> Quad:
    value = quad.object
    if not isinstance(value, Literal):
        raise InputError(
            f"{quad.predicate} of {quad.subject} should have a value, and points at {value}",
            zh=f"{quad.subject} 的 {quad.predicate} 应是一个值，却指向 {value}",
        )
    if value.datatype and not value.lang and value.datatype not in _DATATYPES:
        raise InputError(
            f"{quad.predicate} of {quad.subject} is a {value.datatype}, which OWL 2 does not have",
            hint="declare the property as an annotation property, or give the value as a number or as text",
            zh=f"{quad.subject} 的 {quad.predicate} 是 {value.datatype}，OWL 2 没有这种类型；"
            "请把这一属性声明为注释属性，或把值改为数字或文字",
        )
    return quad


def _told_apart(facts: Sequence[Quad]) -> list[Quad]:
    """What makes each thing different from every other.

    OWL lets two names mean one thing: two bearers of one duty would be taken for one body under two
    names, and nothing would be wrong. A list of differences (``owl:AllDifferent``) grows with the square
    of the things; a name each, on a property that admits one, says the same and grows with the things.
    """
    things = {quad.subject for quad in facts}
    things |= {q.object for q in facts if q.predicate != TYPE and isinstance(q.object, str)}
    told = [Quad(NAME, TYPE, OWL + "DatatypeProperty"), Quad(NAME, TYPE, OWL + "FunctionalProperty")]
    for thing in sorted(things):
        told += [Quad(thing, TYPE, OWL + "NamedIndividual"), Quad(thing, NAME, string(thing))]
    return told


def _by_name(axioms: Sequence[Quad]) -> list[Quad]:
    """Single things inside axioms, such as ``hasValue basis:stated``, told by their names.

    HermiT carries every fact into every test of a class once an axiom points at a thing: the check took
    twenty times as long. A name on a property that admits one clashes just as the thing would.
    """
    lists = {q.object for q in axioms if q.predicate == OWL + "oneOf"}
    rests = {q.subject: q.object for q in axioms if q.predicate == RDF + "rest"}
    cells = {cell for head in lists for cell in _cells(head, rests)}
    things = {q.subject for q in axioms if q.predicate == RDF + "first" and isinstance(q.object, str)} & cells
    named = {q.subject for q in axioms if q.predicate == OWL + "oneOf" and q.object in things}
    told: list[Quad] = []
    for quad in axioms:
        subject, predicate, value, _ = quad
        if predicate == OWL + "hasValue" and isinstance(value, str):
            node = f"{subject}-named"
            told += [Quad(subject, OWL + "someValuesFrom", node), *_restriction(node)]
            told.append(Quad(node, predicate, string(value)))
        elif predicate == OWL + "oneOf" and subject in named:
            node = f"{subject}-names"
            told += [*_restriction(subject), Quad(subject, OWL + "someValuesFrom", node)]
            told += [Quad(node, TYPE, RDFS + "Datatype"), Quad(node, predicate, value)]
        elif predicate == RDF + "first" and subject in things:
            told.append(Quad(subject, predicate, string(str(value))))
        elif not (predicate == TYPE and subject in named):
            told.append(quad)
    return told


def _restriction(node: str) -> list[Quad]:
    return [Quad(node, TYPE, OWL + "Restriction"), Quad(node, OWL + "onProperty", NAME)]


def _cells(head: object, rests: dict[str, Term]) -> Iterator[str]:
    while isinstance(head, str) and head in rests:
        yield head
        head = rests[head]


def _with_stable_blank_nodes(quads: Sequence[Quad]) -> list[Quad]:
    """The same statements with blank nodes numbered by where they stand, not by chance."""
    said: dict[str, list[Quad]] = {}
    for quad in quads:
        said.setdefault(quad.subject, []).append(quad)
    names: dict[str, str] = {}

    def reading(node: object) -> str:
        if not isinstance(node, str) or not node.startswith("_:"):
            return repr(node)
        return f"[{' '.join(sorted(f'{q.predicate} {reading(q.object)}' for q in said.get(node, ())))}]"

    def number(node: object) -> None:
        if isinstance(node, str) and node.startswith("_:") and node not in names:
            names[node] = f"_:b{len(names)}"
            for quad in sorted(said.get(node, ()), key=lambda q: (q.predicate, reading(q.object))):
                number(quad.object)

    named = [quad for quad in quads if not quad.subject.startswith("_:")]
    for quad in sorted(named, key=lambda q: (q.subject, q.predicate, reading(q.object))):
        number(quad.object)
    pointed_at = {quad.object for quad in quads}
    for node in sorted((n for n in said if n.startswith("_:") and n not in pointed_at), key=reading):
        number(node)
    return [Quad(names.get(s, s), p, names.get(o, o) if isinstance(o, str) else o) for s, p, o, _ in quads]
