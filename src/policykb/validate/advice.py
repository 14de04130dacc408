"""Which words would mend a finding: a shape's model wording, filled with what the plan itself says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.phrase import Phrase
from policykb.quads import Literal
from policykb.text import display
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.store import Store
    from policykb.validate.findings import Finding
    from policykb.validate.shapes import Shape

A_MODEL = Phrase(
    "仅为示范写法：由谁牵头、定多少、何时完成，由制定机关决定",
    "a model only: who leads, how much and by when is for the issuing government to decide",
)
UNKNOWN = "××"
_NOTHING = Phrase("", "")
_SLOT = re.compile(r"\{(\w+)\}")
_HEDGES = re.compile(r"力争|争取|争创|努力")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """What model wordings are filled with: the bodies listed for each measure, in order, the plan's first milestone, names."""

    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year: str = ""
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, plan: str, findings: Iterable[Finding]) -> Facts:
        """The facts of a plan that its findings call for."""
        values = {
            result.value for found in findings for result in found.results if isinstance(result.value, str)
        }
        return cls(_bodies(store, plan), _first_year(store, plan), _labels(store, values))


def advice(finding: Finding, shape: Shape, facts: Facts) -> Phrase:
    """The words to add or to write instead, in Chinese and with an English gloss; nothing where the shape has none."""
    if not shape.add_zh:
        return _NOTHING
    words = display(finding.quotes[0].text).rstrip("。；，") if finding.quotes else ""
    words = words if len(words) <= _LONGEST else ""
    bodies = facts.bodies.get(finding.focus.partition("/")[0], ())
    known = {
        "lead": bodies[0] if bodies else "",
        "words": words,
        "plain": _HEDGES.sub("", words),
        "year": facts.year,
    }
    zh = {**known, "others": "、".join(bodies[1:]), "value": _value(finding, facts, "zh")}
    en = {**known, "others": ", ".join(bodies[1:]), "value": _value(finding, facts, "en")}
    return Phrase(_filled(shape.add_zh, zh), _filled(shape.add_en, en))


def _filled(template: str, known: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda match: known[match[1]] or UNKNOWN, template)


def _value(finding: Finding, facts: Facts, lang: str) -> str:
    value = finding.results[0].value if finding.results else None
    if isinstance(value, Literal):
        return value.value
    return facts.labels.get((value, lang), "") if value else ""


def _bodies(store: Store, plan: str) -> dict[str, tuple[str, ...]]:
    """The names listed for each measure as the text writes them, in its order."""
    query = f"""SELECT ?measure ?place ?name WHERE {{
      ?duty a <{PKB.StatedResponsibility}> ; <{PKB.forElement}> ?measure ;
        <{PKB.listPosition}> ?place ; <{PKB.nameAsStated}> ?name .
      FILTER (STRSTARTS(STR(?measure), "{vocab.plan_iri(plan, "")}"))
    }} ORDER BY ?measure ?place ?name"""
    listed: dict[str, list[str]] = defaultdict(list)
    for measure, _, name in store.select(query).rows:
        if isinstance(name, Literal):
            listed[str(measure).removeprefix(vocab.plan_iri(plan, ""))].append(display(name.value))
    return {measure: tuple(dict.fromkeys(names)) for measure, names in listed.items()}


def _first_year(store: Store, plan: str) -> str:
    query = f"""SELECT ?year WHERE {{
      ?goal a <{PKB.Goal}> ; <{PKB.inPlan}> <{vocab.plan_iri(plan)}> ; <{PKB.year}> ?year }} ORDER BY ?year LIMIT 1"""
    return next((year.value for (year,) in store.select(query).rows if isinstance(year, Literal)), "")


def _labels(store: Store, values: set[str]) -> dict[tuple[str, str], str]:
    named = " ".join(
        f"<{value}>" for value in sorted(values) if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value)
    )
    if not named:
        return {}
    prefix, label = vocab.PREFIXES["skos"] + "prefLabel", vocab.PREFIXES["rdfs"] + "label"
    query = f"""SELECT DISTINCT ?value ?label WHERE {{ VALUES ?value {{ {named} }} ?value <{prefix}>|<{label}> ?label }}
      ORDER BY ?value ?label"""
    found: dict[tuple[str, str], str] = {}
    for value, name in store.select(query).rows:
        if isinstance(name, Literal):
            found.setdefault((str(value), name.lang), name.value)
    return found
