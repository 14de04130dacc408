"""What is wrong with a user's own shapes: told with the shape's name before an engine sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from policykb import vocab
from policykb.errors import AssetError, InputError
from policykb.gate.characters import place, visible
from policykb.gate.query import check_query
from policykb.phrase import Phrase
from policykb.quads import Literal, Quad, written
from policykb.store import Store
from policykb.validate.grammar import CONSTRAINTS, SH, STRUCTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from policykb.quads import Term

TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
SEVERITIES = ("Violation", "Warning", "Info")
_RDF, _XSD = vocab.PREFIXES["rdf"], vocab.PREFIXES["xsd"]
_MORE = """name description order group defaultValue deactivated zeroOrMorePath oneOrMorePath zeroOrOnePath
alternativePath qualifiedValueShapesDisjoint declare prefix namespace BlankNodeOrIRI BlankNodeOrLiteral"""
_TERMS = CONSTRAINTS | STRUCTURE | {SH + term for term in _MORE.split()}
_COUNTS = "minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount"
_NAMES = "class datatype nodeKind targetClass targetSubjectsOf targetObjectsOf"
_LISTS = "in or and xone languageIn ignoredProperties"
Said = dict[str, dict[str, list["Term"]]]
"""What a file says of each node, by predicate."""


class _Demand(NamedTuple):
    """What the values of some terms have to be."""

    terms: str
    fits: Callable[[Term, Said], bool]
    words: Phrase


def check(quads: Iterable[Quad], said: Said, *, where: object) -> None:
    """Refuses shapes that no engine would understand, or that would look at nothing.

    Raises:
        AssetError: the first thing that is wrong, with the name of its shape.
    """
    own = _Wrong(where, _owners(said))
    _check_terms(quads, own)
    if not any(SH + target in told for told in said.values() for target in TARGETS):
        own.is_wrong(
            "", Phrase("没有一个形状写明检查对象（sh:target…）", "no shape has a target (sh:target…)")
        )
    for subject in sorted(said):
        _check_values(subject, said, own)
        _check_target(subject, said[subject], own)


class _Wrong:
    """Says what is wrong with which shape of a file."""

    def __init__(self, where: object, owners: Mapping[str, str]) -> None:
        self._where, self._owners = place(where), owners

    def is_wrong(self, node: str, problem: Phrase) -> NoReturn:
        """Refuses the file."""
        shape = self._owners.get(node, node)
        named = (
            f"{self._where}: {visible(vocab.short(shape))}"
            if shape and not shape.startswith("_:")
            else self._where
        )
        raise AssetError(problem.en, where=named, code="E_SHAPE", zh=problem.zh)


def _owners(said: Said) -> dict[str, str]:
    """Each node without a name, with the named one that leads to it."""
    owners: dict[str, str] = {}
    for subject in sorted(said):
        if subject.startswith("_:"):
            continue
        left = [subject]
        while left:
            for values in said.get(left.pop(), {}).values():
                for value in values:
                    if isinstance(value, str) and value.startswith("_:") and value not in owners:
                        owners[value] = subject
                        left.append(value)
    return owners


def _check_terms(quads: Iterable[Quad], own: _Wrong) -> None:
    for quad in quads:
        if quad.predicate == vocab.PREFIXES["owl"] + "imports":
            own.is_wrong(
                quad.subject, Phrase("不读取别的文件（owl:imports）", "no other file is read (owl:imports)")
            )
        for term in quad[:3]:
            if isinstance(term, str) and term.startswith(SH) and term not in _TERMS:
                name = f"sh:{visible(term.removeprefix(SH), longest=60)}"
                zh = f"没有 {name} 这个词，或者这里不支持"
                own.is_wrong(quad.subject, Phrase(zh, f"there is no {name}, or it is not supported here"))


def _check_values(subject: str, said: Said, own: _Wrong) -> None:
    for predicate, values in said[subject].items():
        term = predicate.removeprefix(SH)
        demand = _DEMANDS.get(term)
        for value in values:
            if demand is not None and not demand.fits(value, said):
                at = str(value) if term == "property" else subject
                own.is_wrong(at, Phrase(*(words.format(term=f"sh:{term}") for words in demand.words)))
            if term == "select":
                _check_query(subject, value, said, own)


def _check_target(subject: str, told: Mapping[str, list[Term]], own: _Wrong) -> None:
    if not any(SH + target in told for target in TARGETS):
        return
    if subject.startswith("_:"):
        own.is_wrong(subject, Phrase("形状有检查对象却没有名称", "a shape with a target has no name"))
    if subject.startswith(vocab.BASE + "shape/"):
        own.is_wrong(
            subject, Phrase("这是内置检查的名称，请另取", "the name of a shipped check; choose another")
        )
    if not any(predicate in CONSTRAINTS or predicate == SH + "property" for predicate in told):
        own.is_wrong(subject, Phrase("形状有检查对象，却什么也不检查", "it has a target and asks nothing"))


def _is_count(value: Term, _said: Said) -> bool:
    return (
        isinstance(value, Literal)
        and value.datatype == _XSD + "integer"
        and bool(re.fullmatch("[0-9]+", value.value))
    )


def _is_name(value: Term, _said: Said) -> bool:
    return isinstance(value, str) and not value.startswith("_:")


def _is_list(value: Term, said: Said) -> bool:
    seen: set[str] = set()
    while value != _RDF + "nil":
        told = said.get(value, {}) if isinstance(value, str) else {}
        if value in seen or len(told.get(_RDF + "first", ())) != 1 or len(told.get(_RDF + "rest", ())) != 1:
            return False
        seen.add(str(value))
        value = told[_RDF + "rest"][0]
    return True


def _is_pattern(value: Term, _said: Said) -> bool:
    if not isinstance(value, Literal):
        return False
    answer = Store().select(
        f"SELECT (REGEX(?text, {written(Literal(value.value))}) AS ?ok) {{ VALUES ?text {{ 'a' }} }}"
    )
    return answer.rows[0][0] is not None


def _check_query(subject: str, value: Term, said: Said, own: _Wrong) -> None:
    query = value.value if isinstance(value, Literal) else ""
    if not re.search(r"[$?]this\b", query):
        own.is_wrong(subject, Phrase("查询里没有 $this", "the query does not name $this"))
    declared = [
        (prefix.value, space.value)
        for told in said.values()
        for prefix in told.get(SH + "prefix", ())
        for space in told.get(SH + "namespace", ())
        if isinstance(prefix, Literal) and isinstance(space, Literal)
    ]
    prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in sorted(set(declared)))
    try:
        whole = prefixes + re.sub(r"\$PATH\b", "<urn:path>", query)
        check_query(whole, where="sh:select")
        Store().select(whole)
    except InputError as err:
        own.is_wrong(subject, Phrase(f"sh:select 有误：{err.zh or err.problem}", f"sh:select: {err.problem}"))


def _has_a_path(value: Term, said: Said) -> bool:
    return len(said.get(str(value), {}).get(SH + "path", ())) == 1


_DEMANDS = {
    term: demand
    for demand in (
        _Demand(
            _COUNTS, _is_count, Phrase("{term} 要写成非负整数", "{term} is to be a whole number from 0 up")
        ),
        _Demand(_NAMES, _is_name, Phrase("{term} 要写成 IRI", "{term} is to be an IRI")),
        _Demand(
            _LISTS, _is_list, Phrase("{term} 要写成列表，如 ( … )", "{term} is to be a list, such as ( … )")
        ),
        _Demand(
            "pattern", _is_pattern, Phrase("{term} 不是合规的正则表达式", "{term} is no regular expression")
        ),
        _Demand(
            "property",
            _has_a_path,
            Phrase("属性形状要恰好有一个 sh:path", "a property shape has exactly one sh:path"),
        ),
        _Demand(
            "severity",
            lambda value, _: value in {SH + name for name in SEVERITIES},
            Phrase(
                "{term} 只能是 sh:Violation、sh:Warning、sh:Info",
                "{term} is one of sh:Violation, sh:Warning, sh:Info",
            ),
        ),
    )
    for term in demand.terms.split()
}
