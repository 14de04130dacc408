"""What a shape of ours may say; a slip that an engine would pass over in silence is refused here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import AssetError, InputError
from policykb.quads import Literal, Quad
from policykb.store import Store
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Sequence

SH = vocab.PREFIXES["sh"]
_TYPE = vocab.PREFIXES["rdf"] + "type"
_RDF = vocab.PREFIXES["rdf"]
_STRUCTURE = """
NodeShape PropertyShape SPARQLConstraint Violation Warning Info IRI Literal BlankNode IRIOrLiteral
targetClass targetNode targetSubjectsOf targetObjectsOf severity message property path inversePath
flags qualifiedMinCount qualifiedMaxCount ignoredProperties select prefixes
"""
_CONSTRAINT = """
class datatype nodeKind minCount maxCount minInclusive maxInclusive minExclusive maxExclusive minLength
maxLength pattern languageIn uniqueLang equals disjoint lessThan lessThanOrEquals not and or xone node
qualifiedValueShape closed hasValue in sparql
"""
CONSTRAINTS = frozenset(SH + term for term in _CONSTRAINT.split())
STRUCTURE = frozenset(SH + term for term in _STRUCTURE.split())
_KNOWN = (
    CONSTRAINTS
    | STRUCTURE
    | {term.value for term in PKB}
    | {_RDF + name for name in ("type", "first", "rest", "nil")}
)
_BANNED = re.compile(
    r"(?<![?$\w:])(SERVICE|MINUS|VALUES|FROM|GRAPH|LIMIT|SAMPLE|GROUP_CONCAT|NOW|RAND)\b", re.IGNORECASE
)
_CLOSURE = re.compile(r"[\w>)][*+](?=[\s/|)])")
_ASIDE = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*')


def check(quads: Sequence[Quad], shape: str, *, kind: str, severity: str, where: object) -> None:
    """Refuses a shape that no engine would understand, or that says other than its header.

    Raises:
        AssetError: an unknown term, a missing message, severity, kind or target, or a query out of bounds.
    """
    _check_terms(quads, where)
    said = {(quad.subject, quad.predicate): quad.object for quad in quads}
    if said.get((shape, _TYPE)) != SH + "NodeShape":
        raise AssetError(f"there is no node shape {shape}", where=where)
    if not any(quad.subject == shape and quad.predicate.startswith(SH + "target") for quad in quads):
        raise AssetError("the shape looks at nothing: it has no target", where=where)
    if said.get((shape, PKB.findingKind.value)) != kind:
        raise AssetError("pkb:findingKind and the header's profile differ", where=where)
    parts = [
        str(quad.object) for quad in quads if quad.subject == shape and quad.predicate == SH + "property"
    ]
    for part in parts:
        if not part.startswith(shape + "#") or said.get((part, _TYPE)) != SH + "PropertyShape":
            raise AssetError(f"a property shape must be one of {shape}#…, and is {part}", where=where)
    for source in (shape, *parts):
        _check_source(quads, source, severity, where)
    for quad in quads:
        if quad.predicate == SH + "select" and isinstance(quad.object, Literal):
            _check_query(quad.object.value, where)


def _check_terms(quads: Sequence[Quad], where: object) -> None:
    for quad in quads:
        for term in quad[:3]:
            if isinstance(term, str) and term.startswith((SH, vocab.DEF, _RDF)) and term not in _KNOWN:
                raise AssetError(f"no such term: {term}", where=where)


def _check_source(quads: Sequence[Quad], source: str, severity: str, where: object) -> None:
    own = [quad for quad in quads if quad.subject == source]
    if [quad.object for quad in own if quad.predicate == SH + "severity"] != [severity]:
        raise AssetError(f"the severity of {source} and the header's differ", where=where)
    constraints = [quad for quad in own if quad.predicate in CONSTRAINTS]
    told = sorted(
        q.object.lang for q in own if q.predicate == SH + "message" and isinstance(q.object, Literal)
    )
    if constraints and told != ["en", "zh"]:
        raise AssetError(f"{source} needs one message in Chinese and one in English", where=where)
    if not constraints and not any(quad.predicate == SH + "property" for quad in own):
        raise AssetError(f"{source} asks nothing", where=where)
    if sum(quad.predicate == SH + "sparql" for quad in own) > 1:
        raise AssetError(f"{source} has two queries; a report could not tell them apart", where=where)


def _check_query(query: str, where: object) -> None:
    bare = _ASIDE.sub(" ", query)
    if "SELECT DISTINCT $this" not in bare:
        raise AssetError("a query starts with SELECT DISTINCT $this", where=where)
    if bare.upper().count("SELECT") != 1:
        raise AssetError("a query within a query does not see $this", where=where)
    if banned := _BANNED.search(bare):
        raise AssetError(f"{banned[0].upper()} has no place in a constraint", where=where)
    if _CLOSURE.search(bare):  # an engine may follow it from every node there is before it looks at $this
        raise AssetError(
            "a path of any length has no place in a constraint; spell its steps out", where=where
        )
    prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in vocab.PREFIXES.items())
    try:
        Store().select(prefixes + query)
    except InputError as err:
        raise AssetError(err.problem, where=where) from err
