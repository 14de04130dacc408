"""Parameters as people write them, checked against what the store knows, as terms."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask.binding import bind, with_prefixes
from policykb.ask.names import Named, nearest, normal, pick
from policykb.ask.question import Kind, Parameter, Question
from policykb.errors import UsageError
from policykb.gate.characters import visible
from policykb.quads import Literal, Term, date, integer, string
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policykb.store import Store

_ID = re.compile(r"[A-Za-z0-9._/-]{1,120}", re.ASCII)
_YEAR = re.compile(r"([12][0-9]{3})年?")
_INTEGER = re.compile(r"-?[0-9]{1,12}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MEASURE = re.compile(r"(?:m|第)?0*([0-9]{1,3}|[〇零一二三四五六七八九十百]{1,6})(?:项|号)?")
_SCHEMES = {
    Kind.INDUSTRY: ("industry", "industry", "行业"),
    Kind.POLLUTANT: ("pollutant", "pollutant", "污染物"),
    Kind.INDICATOR: ("indicator", "indicator", "指标"),
    Kind.LEVEL: ("level", "level of division", "行政层级"),
}
_AGENCIES = """SELECT ?x ?name ?place ?class WHERE {
  VALUES ?class { pkb:RegionalDepartment pkb:RegionalGovernment pkb:LocalGovernment
                  pkb:AdministrativeCommittee pkb:CentralVerticalAgency pkb:JudicialBody pkb:ProposedBody }
  ?x a ?class .
  { ?x skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }
  UNION { ?x pkb:jurisdiction ?region .
          ?region skos:prefLabel|skos:altLabel|skos:hiddenLabel|pkb:divisionCode ?place }
} ORDER BY ?x ?name ?place"""
_GOVERNMENTS = frozenset((PKB.RegionalGovernment.value, PKB.LocalGovernment.value))
_LOCAL_BODIES = _GOVERNMENTS | {PKB.AdministrativeCommittee.value}
_REGIONS = """SELECT ?x ?name WHERE {
  ?x a pkb:Region ; skos:prefLabel|skos:altLabel|skos:hiddenLabel|pkb:divisionCode ?name } ORDER BY ?x ?name"""
_CONCEPTS = """SELECT ?x ?name WHERE {
  ?x skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name FILTER(STRSTARTS(STR(?x), $base)) } ORDER BY ?x ?name"""
_MEASURES = """SELECT ?x ?ordinal ?number ?name WHERE {
  ?x a pkb:Measure ; pkb:partOf $plan ; pkb:ordinal ?ordinal ; pkb:number ?number ; rdfs:label ?name }
  ORDER BY ?ordinal ?name"""
_RULES = "SELECT DISTINCT ?x WHERE { ?fact pkb:derivedByRule ?x } ORDER BY ?x"
_KNOWN = "SELECT ?p WHERE { $x ?p ?o } LIMIT 1"
_ELEMENTS = """SELECT DISTINCT ?x WHERE {
  { ?x pkb:inPlan $plan } UNION { ?x pkb:derivedByRule ?rule } } ORDER BY ?x"""


def resolve(store: Store, plan: str, question: Question, given: Mapping[str, str]) -> dict[str, Term | None]:
    """A term for each of the question's parameters; ``None`` for one that may stay open.

    Raises:
        UsageError: a name is unknown or ambiguous, a date none, a parameter unknown or missing.
    """
    names = [parameter.name for parameter in question.parameters]
    if unknown := sorted(set(given) - set(names)):
        takes = ", ".join(names) or "none"
        raise UsageError(
            f"{question.id} has no parameter {visible(unknown[0], longest=60)!r}",
            hint=f"its parameters: {takes}",
            zh=f"{question.id} 没有参数“{visible(unknown[0], longest=60)}”；可用参数：{'、'.join(names) or '无'}",
        )
    return {p.name: _term(store, plan, p, given.get(p.name, p.default)) for p in question.parameters}


def named(store: Store, plan: str, kind: Kind, value: str) -> str:
    """The IRI of what a person names: a body, a region, a measure, an element by its id.

    Raises:
        UsageError: nothing, or more than one thing, is called so.
    """
    return str(
        _READERS[kind](store, plan, Parameter(kind.value, kind, kind.value, kind.value), value.strip())
    )


def _term(store: Store, plan: str, parameter: Parameter, value: str) -> Term | None:
    value = value.strip()
    if not value and parameter.optional:
        return None
    if not value:
        raise UsageError(
            f"the parameter {parameter.name} ({parameter.label_en}) is missing",
            hint=f"add -p {parameter.name}=…",
            zh=f"缺少参数 {parameter.name}（{parameter.label_zh}）；请加 -p {parameter.name}=…",
        )
    return _READERS[parameter.kind](store, plan, parameter, value)


def _literal(_store: Store, _plan: str, parameter: Parameter, value: str) -> Literal:
    """A year, a whole number, a day or words; figures may come in full width."""
    narrow = unicodedata.normalize("NFKC", value)
    if parameter.kind is Kind.TEXT:
        return string(value)
    if parameter.kind is Kind.YEAR and (year := _YEAR.fullmatch(narrow)):
        return integer(int(year.group(1)))
    if parameter.kind is Kind.INTEGER and _INTEGER.fullmatch(narrow):
        return integer(int(narrow))
    if parameter.kind is Kind.DATE and _DATE.fullmatch(narrow) and _is_day(narrow):
        return date(narrow)
    form, form_zh = {
        Kind.YEAR: ("a year", "年份（如 2025）"),
        Kind.INTEGER: ("a whole number", "整数"),
        Kind.DATE: ("a date (YYYY-MM-DD)", "日期（YYYY-MM-DD）"),
    }[parameter.kind]
    shown = visible(value, longest=60)
    raise UsageError(
        f"{parameter.name}: {shown!r} is not {form}", zh=f"{parameter.name}：“{shown}”不是{form_zh}"
    )


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _agency(store: Store, _plan: str, _parameter: Parameter, value: str) -> str:
    return pick(value, _bodies(_rows(store, _AGENCIES)), what="agency", what_zh="单位")


def _local_body(store: Store, _plan: str, _parameter: Parameter, value: str) -> str:
    """A government, by its own name or its region's, or a committee that runs a zone."""
    rows = [row for row in _rows(store, _AGENCIES) if row["class"] in _LOCAL_BODIES]
    return pick(value, _bodies(rows), what="city, county or committee", what_zh="市、县或管委会")


def _bodies(rows: list[dict[str, str]]) -> list[Named]:
    names: dict[str, list[str]] = defaultdict(list)
    places: dict[str, list[str]] = defaultdict(list)
    governments: set[str] = set()
    for row in rows:
        (names if row["name"] else places)[row["x"]].append(row["name"] or row["place"])
        if row["class"] in _GOVERNMENTS:
            governments.add(row["x"])
    return [
        Named(
            iri,
            _names(iri, "org/", found + (places[iri] if iri in governments else [])),
            tuple(dict.fromkeys(places[iri])),
        )
        for iri, found in names.items()
    ]


def _region(store: Store, _plan: str, _parameter: Parameter, value: str) -> str:
    return pick(value, _named(store, _REGIONS, "region/"), what="region", what_zh="行政区")


def _rule(store: Store, _plan: str, _parameter: Parameter, value: str) -> str:
    return pick(value, _named(store, _RULES, "rule/"), what="rule", what_zh="规则")


def _concept(store: Store, _plan: str, parameter: Parameter, value: str) -> str:
    folder, what, what_zh = _SCHEMES[parameter.kind]
    things = _named(store, _CONCEPTS, f"{folder}/", base=string(f"{vocab.BASE}{folder}/"))
    return pick(value, things, what=what, what_zh=what_zh)


def _measure(store: Store, plan: str, _parameter: Parameter, value: str) -> str:
    measures = _rows(store, _MEASURES, plan=vocab.plan_iri(plan))
    found = _MEASURE.fullmatch(normal(value).removeprefix(f"{plan}/"))
    wanted = found.group(1) if found else ""
    for row in measures:
        if wanted in (row["ordinal"], normal(row["number"])) or normal(value) == normal(row["name"]):
            return row["x"]
    shown = visible(value, longest=60)
    last = max((int(row["ordinal"]) for row in measures), default=0)
    raise UsageError(
        f"the plan has no measure {shown!r}",
        hint=f"its measures are 1 to {last}" if last else "it has no measures",
        zh=f"没有第“{shown}”项措施；本规划的措施为第1至{last}项",
    )


def _element(store: Store, plan: str, _parameter: Parameter, value: str) -> str:
    """A plan's element by its id, a concept by its slug; either must be known to the store."""
    bare = value.removeprefix(vocab.BASE).removeprefix("plan/").removeprefix(f"{plan}/")
    if _ID.fullmatch(bare):
        for iri in (vocab.plan_iri(plan, bare), vocab.thing(bare)):
            if store.select(bind(_KNOWN, {"x": iri})).rows:
                return iri
    things = _named(store, _ELEMENTS, f"plan/{plan}/", plan=vocab.plan_iri(plan))
    near = nearest(value, things)
    shown = visible(value, longest=60)
    raise UsageError(
        f"nothing in the plan has the id {shown!r}",
        hint=f"nearest: {', '.join(near)}" if near else "",
        zh=f"规划中没有编号为“{shown}”的内容" + (f"；相近的有：{'、'.join(near)}" if near else ""),
    )


def _named(store: Store, query: str, prefix: str, **values: Term) -> list[Named]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, query, **values):
        names[row["x"]].append(row.get("name", ""))
    return [Named(iri, _names(iri, prefix, found)) for iri, found in names.items()]


def _names(iri: str, prefix: str, found: list[str]) -> tuple[str, ...]:
    """The names with the thing's own ids behind them; Chinese ones come first, to be shown."""
    slug = vocab.short(iri)
    spoken = sorted({name for name in found if name}, key=lambda name: (name.isascii(), -len(name), name))
    return (*spoken, slug.removeprefix(prefix), slug, iri)


def _rows(store: Store, query: str, **values: Term) -> list[dict[str, str]]:
    rows = store.select(with_prefixes(bind(query, values)))
    return [
        {name: "" if cell is None else str(getattr(cell, "value", cell)) for name, cell in row.items()}
        for row in rows.dicts()
    ]


_READERS: dict[Kind, Callable[[Store, str, Parameter, str], Term]] = {
    Kind.AGENCY: _agency,
    Kind.REGION: _region,
    Kind.LOCAL_BODY: _local_body,
    Kind.MEASURE: _measure,
    Kind.ELEMENT: _element,
    Kind.RULE: _rule,
    **dict.fromkeys((Kind.YEAR, Kind.INTEGER, Kind.DATE, Kind.TEXT), _literal),
    **dict.fromkeys(_SCHEMES, _concept),
}
