"""From a plan's knowledge to the files of its report, and the five lines that announce them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.compare import compare
from policykb.pipeline.checking import Check, checked_plan
from policykb.pipeline.comparing import NATIONAL, reference_of, regional_of
from policykb.pipeline.examining import Given, examine
from policykb.pipeline.exporting import stated_graphs
from policykb.quads import Literal
from policykb.report import Material, render
from policykb.validate import Validation, json_text
from policykb.vocab import Category

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.pipeline.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Reports:
    """File names and their bytes, and what was found on the way."""

    files: dict[str, bytes]
    validation: Validation


def make_reports(knowledge: Knowledge, lang: str) -> Reports:
    """The reports of a plan: pages, ledger, findings and graphs."""
    validation = checked_plan(knowledge, Check(profiles=("encoding", "quality")))
    regional, reference = regional_of(knowledge), reference_of(NATIONAL, knowledge.as_of)
    material = Material(
        knowledge.store,
        knowledge.plan,
        knowledge.as_of,
        validation,
        reviewed=knowledge.reviewed,
        comparison=compare(regional, reference),
        references=(reference, *([regional.own] if regional.own else [])),
    )
    pages = render(material, lang)
    store, prefix = knowledge.store, vocab.graph_iri(knowledge.plan, "inferred") + "/"
    derived = [graph for graph in store.graphs() if graph.startswith(prefix)]
    return Reports(
        {
            **pages,
            "findings.json": json_text(
                [examine(knowledge.plan, knowledge, validation, Given())], as_of=knowledge.as_of
            ).encode(),
            "plan.ttl": store.turtle(stated_graphs(knowledge), vocab.PREFIXES),
            "inferred.ttl": store.turtle(derived, vocab.PREFIXES),
        },
        validation,
    )


def summary_lines(knowledge: Knowledge, made: Reports, folder: Path, lang: str) -> tuple[str, ...]:
    """Five lines: what was found, where the files lie, what to try next."""
    draft, found = knowledge.draft, made.validation
    bodies = len({duty.agency for duty in draft.responsibilities})
    gaps, defects = found.count(Category.PLAN_GAP), found.count(Category.ENCODING_DEFECT)
    derived = _derived_duties(knowledge)
    page = folder / "accountability.html"
    if lang == "en":
        mark = "" if knowledge.reviewed else " (unreviewed)"
        return (
            f"{knowledge.meta.title_en or draft.title or knowledge.plan}{mark}, as of {knowledge.as_of}",
            (
                f"{len(draft.measures)} measures, {len(draft.actions)} actions, {len(draft.targets)} targets; "
                f"{len(draft.responsibilities)} stated duties of {bodies} bodies, {derived} derived ones"
            ),
            f"{gaps} gaps of the plan, {defects} defects of the encoding",
            f"report: {page}   ledger: {folder / 'ledger.xlsx'}   all files: {folder / 'index.html'}",
            f"next: {_example(knowledge)}policykb query --list",
        )
    mark = "" if knowledge.reviewed else "（未经审定）"
    return (
        f"{draft.title or knowledge.plan}{mark}，截至 {knowledge.as_of}",
        (
            f"措施 {len(draft.measures)} 项、举措 {len(draft.actions)} 条、目标 {len(draft.targets)} 个；"
            f"明示责任 {len(draft.responsibilities)} 处（{bodies} 个单位），推导责任 {derived} 处"
        ),
        f"规划缺口 {gaps} 处，编码缺陷 {defects} 处",
        f"报告：{page}   台账：{folder / 'ledger.xlsx'}   全部文件：{folder / 'index.html'}",
        f"接着试：{_example(knowledge)}policykb query --list",
    )


def _derived_duties(knowledge: Knowledge) -> int:
    rows = knowledge.store.select(
        f"SELECT ?duty WHERE {{ ?duty <{vocab.PKB.derivedByRule}> ?rule ; <{vocab.PKB.bearer}> ?body }}"
    ).rows
    return len(set(rows))


def _example(knowledge: Knowledge) -> str:
    """A question worth asking of this very plan: why the last local body has its last duty, where there is one."""
    rows = knowledge.store.select(
        f"SELECT ?measure ?name WHERE {{ ?duty a <{vocab.PKB.DefaultResponsibility}> ; <{vocab.PKB.forElement}> ?measure ;"
        f" <{vocab.PKB.bearer}> ?body . ?body <{vocab.PREFIXES['skos']}prefLabel> ?name"
        ' FILTER(LANG(?name) = "zh") } ORDER BY DESC(?measure) DESC(?body) LIMIT 1'
    ).rows
    if not rows or not isinstance(rows[0][1], Literal):
        return ""
    return f"policykb explain {str(rows[0][0]).rpartition('/')[2]} --body {rows[0][1].value}   ·   "
