"""Rules as files: ``rules/<id>.rq``, a header in plain words and one CONSTRUCT."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import anchors, assets
from policykb.errors import AssetError
from policykb.infer.syntax import RDF_TYPE, Construct, Group, Pattern, Var, take_apart
from policykb.vocab import DEF, PKB, PREFIXES, Basis, Category

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policykb.infer.syntax import Slot


class Kind(StrEnum):
    """How a rule stands to facts that come later."""

    MONOTONE = "monotone"
    """More facts never take a conclusion back."""
    DEFAULT = "default"
    """Holds unless something more specific is known."""
    NEGATION = "negation"
    """Rests on the absence of something, so on a plan that is encoded completely."""
    AGGREGATE = "aggregate"
    """Rests on a count."""


COMPUTED = "computed"
"""The basis of a conclusion that is neither a duty nor a finding: a closure, a figure, a conversion."""

_REQUIRED = frozenset(
    {
        *("id", "title_zh", "title_en", "statement_zh", "statement_en"),
        *("why", "source", "kind", "basis", "reads", "writes"),
    }
)
_OPTIONAL = frozenset({"negates", "params", "defeated_by"})
_BASES = frozenset({*Basis, *Category, COMPUTED})
_TERMS = frozenset(term.value for term in PKB)
_RUNNERS_OWN = frozenset(
    {PKB.Derivation.value, PKB.concludesOn.value, PKB.derivedByRule.value, PKB.premise.value}
)

DATE = "date"
"""In place of a parameter's default: a day must be given."""

PLAN = "plan"
"""The variable that stands for the plan the rules reason about."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule: its words, its query taken apart, and what it reads and writes.

    ``params`` maps a parameter to its default, or to ``DATE``.
    """

    id: str
    title_zh: str
    title_en: str
    statement_zh: str
    statement_en: str
    why: str
    source: str
    kind: Kind
    basis: str
    reads: frozenset[str]
    writes: frozenset[str]
    negates: frozenset[str]
    params: Mapping[str, int | str]
    defeated_by: tuple[str, ...]
    query: Construct

    @property
    def mints(self) -> bool:
        """Whether its conclusions are about nodes of its own making."""
        return any(_is_in(pattern.subject, self.query.where.minted) for pattern in self.query.head)

    def statement(self, lang: str, parameters: Mapping[str, int | str] | None = None) -> str:
        """The rule in words, each parameter with the value given or its default."""
        words, a_day = (
            (self.statement_zh, "查询之日") if lang == "zh" else (self.statement_en, "the day asked about")
        )
        defaults = {name: a_day if value == DATE else value for name, value in self.params.items()}
        return words.format_map({**defaults, **(parameters or {})})


@cache
def load_rules() -> tuple[Rule, ...]:
    """The shipped rules, sorted by id.

    Raises:
        AssetError: a rule's file is malformed, or its header does not say what its query does.
    """
    return read_rules(anchors.RULES)


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder, sorted by id."""
    rules = tuple(read_rule(path) for path in sorted(folder.glob("*.rq")))
    known = {rule.id: rule for rule in rules}
    for rule in rules:
        for winner in rule.defeated_by:
            if winner not in known:
                raise AssetError(f"defeated_by names no rule: {winner}", where=f"rules/{rule.id}.rq")
            if not rule.negates & known[winner].writes:
                raise AssetError(
                    f"nothing that {winner} concludes keeps this rule from firing",
                    where=f"rules/{rule.id}.rq",
                )
    return rules


def read_rule(path: Path) -> Rule:
    """The rule in a file."""
    where = f"rules/{path.name}"
    head = assets.header(path)
    if wrong := (_REQUIRED - head.keys()) | (head.keys() - _REQUIRED - _OPTIONAL):
        raise AssetError(f"header keys missing or unknown: {', '.join(sorted(wrong))}", where=where)
    _check_words(head, path.stem, where)
    query = take_apart(assets.body(path), where=where)
    rule = Rule(
        kind=Kind(head.pop("kind")),
        reads=frozenset(head.pop("reads")),
        writes=frozenset(head.pop("writes")),
        negates=frozenset(head.pop("negates", [])),
        params=head.pop("params", {}),
        defeated_by=tuple(head.pop("defeated_by", [])),
        query=query,
        **head,
    )
    _check_query(rule, where)
    return rule


def _check_words(head: dict[str, Any], stem: str, where: str) -> None:
    if head["id"] != stem:
        raise AssetError(f"the file is called {stem} and its id is {head['id']}", where=where)
    if head["kind"] not in set(Kind):
        raise AssetError(f"kind is none of {', '.join(Kind)}", where=where)
    if head["basis"] not in _BASES:
        raise AssetError(f"basis is none of {', '.join(sorted(_BASES))}", where=where)
    for key in ("statement_zh", "statement_en"):
        for name in head.get("params", {}):
            if "{" + name + "}" not in head[key]:
                raise AssetError(f"{key} does not mention the parameter {name}", where=where)


def _check_query(rule: Rule, where: str) -> None:
    body = rule.query.where
    said = {
        "reads": (rule.reads, terms(body.patterns)),
        "writes": (rule.writes, terms(rule.query.head)),
        "negates": (rule.negates, terms(_negated(body))),
    }
    for key, (header, query) in said.items():
        if header != query:
            raise AssetError(
                f"the header's {key} and the query's differ in {', '.join(sorted(header ^ query))}",
                where=where,
            )
    for prefix, iri in rule.query.prefixes:
        if PREFIXES.get(prefix) != iri:
            raise AssetError(f"the prefix {prefix}: stands for something else here", where=where)
    for pattern in (*rule.query.head, *body.patterns, *_negated(body)):
        for slot in pattern:
            if isinstance(slot, str) and slot.startswith(DEF) and slot not in _TERMS:
                raise AssetError(f"the vocabulary has no term {slot.removeprefix(DEF)}", where=where)
            if slot in _RUNNERS_OWN:
                raise AssetError("who derived what is the runner's to say", where=where)
    _check_kind(rule, where)
    _check_variables(rule, where)


def _check_kind(rule: Rule, where: str) -> None:
    body = rule.query.where
    if rule.kind is Kind.MONOTONE and rule.negates:
        raise AssetError("a monotone rule neither negates nor counts", where=where)
    if rule.kind is Kind.AGGREGATE and not body.counts:
        raise AssetError("an aggregate rule counts", where=where)
    if rule.kind is Kind.NEGATION and not body.absent:
        raise AssetError("a rule of negation has a FILTER NOT EXISTS", where=where)
    if rule.kind is Kind.NEGATION and PKB.encodingComplete.name not in rule.reads:
        raise AssetError("absence says something only of a plan that is encodingComplete", where=where)


def _check_variables(rule: Rule, where: str) -> None:
    body = rule.query.where
    if unused := rule.params.keys() - body.variables:
        raise AssetError(f"the query does not use the parameter {', '.join(sorted(unused))}", where=where)
    for name in sorted(variables(rule.query.head) - body.variables):
        raise AssetError(f"it concludes something about ?{name}, which nothing binds", where=where)
    for count in body.counts:
        if PLAN in count.group.variables and PLAN not in count.keys:
            raise AssetError("a count over plans: group it by ?plan", where=where)
        if inner := rule.params.keys() & count.group.variables:
            raise AssetError(
                f"a parameter inside a sub-select is not bound: {', '.join(sorted(inner))}", where=where
            )


def terms(patterns: Iterable[Pattern]) -> frozenset[str]:
    """The vocabulary's own terms in patterns, as local names: predicates and classes."""
    found = set()
    for pattern in patterns:
        term = pattern.object if pattern.predicate == RDF_TYPE else pattern.predicate
        if isinstance(term, str) and term.startswith(DEF):
            found.add(term.removeprefix(DEF))
    return frozenset(found)


def variables(patterns: Iterable[Pattern]) -> frozenset[str]:
    """The names of the variables in patterns."""
    return frozenset(slot.name for pattern in patterns for slot in pattern if isinstance(slot, Var))


def _negated(group: Group) -> tuple[Pattern, ...]:
    """Every pattern whose absence or number a group rests on, however deep."""
    inner = (*group.absent, *(count.group for count in group.counts))
    return tuple(pattern for each in inner for pattern in (*each.patterns, *_negated(each)))


def _is_in(slot: Slot, names: frozenset[str]) -> bool:
    return isinstance(slot, Var) and slot.name in names
