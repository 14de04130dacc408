"""A plan against the documents above it, or against another plan, in the form asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policykb import anchors
from policykb.ask import render
from policykb.compare import PlanComparison, Regional, compare
from policykb.compare.plans import as_reference
from policykb.compare.record import comparison_quads
from policykb.compare.rows import COLUMNS, HEADINGS, gap_rows
from policykb.compare.severity import gravest
from policykb.compare.table import matrix_text, table_text
from policykb.draft.coverage_decisions import read_coverage
from policykb.draft.reference import read_reference, read_related
from policykb.errors import InputError, PolicyKBError, UsageError
from policykb.graph.requirements import requirement_graph, requirement_quads
from policykb.pipeline.knowledge import Knowledge, check_date
from policykb.pipeline.source import find
from policykb.vocab import Severity, graph_iri

if TYPE_CHECKING:
    from policykb.ask import Row
    from policykb.draft.coverage_decisions import CoverageDecision
    from policykb.draft.requirements import Reference

NATIONAL = "national-2022"
_ASKED, _DECIDED = "requirements.toml", "coverage.toml"


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer rendered, the exit code, what could not be read, and the comparisons themselves."""

    answer: bytes
    code: int
    refused: tuple[PolicyKBError, ...]
    comparisons: tuple[PlanComparison, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """What plans are held against, how the answer is given, and what counts as a failure."""

    reference: str = NATIONAL
    earlier: str = ""
    form: str = "table"
    lang: str = "zh"
    fail_on: str = "error"
    excel: bool = False


def comparisons(plans: tuple[str, ...], against: Against, *, as_of: str | None) -> Compared:
    """The plans that can be read against one reference, rendered; a plan that cannot is told beside it.

    Raises:
        UsageError: there is nothing of that name to compare with, or an earlier version is given for several plans.
    """
    if against.earlier and len(plans) > 1:
        raise UsageError(
            "an earlier version belongs to one plan",
            where="--earlier",
            hint="compare one plan at a time",
            zh="--earlier 只能用于一个规划；请逐个比较",
        )
    day = check_date(as_of)
    reference = reference_of(against.reference, day)
    found: list[PlanComparison] = []
    refused: list[PolicyKBError] = []
    for plan in plans:
        try:
            regional = _after(regional_of(Knowledge(find(plan), day)), against.earlier)
            found.append(compare(regional, reference))
        except InputError as err:
            refused.append(err)
    codes = [int(any(_fails(one, against.fail_on) for one in found)), *(err.exit_code for err in refused)]
    answer = _rendered(tuple(found), against) if found else b""
    return Compared(answer, max(codes), tuple(refused), tuple(found))


def compared(knowledge: Knowledge, reference_id: str = NATIONAL) -> PlanComparison:
    """A plan against a reference: a shipped one's id, a folder that holds one, or another plan."""
    return compare(regional_of(knowledge), reference_of(reference_id, knowledge.as_of))


def regional_of(knowledge: Knowledge) -> Regional:
    """The plan as it is compared: with what a person decided, and with the region's own other figures, where it has them."""
    folder = knowledge.source.meta_path.parent if knowledge.source.meta_path else None
    related = folder / "related.toml" if folder else None
    decisions = read_coverage(folder / _DECIDED) if folder else ()
    _check_decisions(decisions, knowledge)
    return Regional(
        draft=knowledge.draft,
        text=knowledge.text.content,
        meta=knowledge.meta,
        decisions=decisions,
        as_of=knowledge.as_of,
        own=read_related(related) if related and related.is_file() else None,
    )


def _check_decisions(decisions: tuple[CoverageDecision, ...], knowledge: Knowledge) -> None:
    draft = knowledge.draft
    known = {claim.id for claim in (*draft.measures, *draft.goals, *draft.actions, *draft.targets)}
    for decision in decisions:
        if lost := [element for element in decision.measures if element not in known]:
            raise InputError(
                f"the decision on {decision.requirement} names what is not in the plan: {lost[0]}",
                where=_DECIDED,
                hint="give the id of a measure, a goal or a clause, such as m04 or m03/a08",
                zh=f"关于 {decision.requirement} 的认定提到了规划中没有的 {lost[0]}；请填写措施、目标或举措的编号，如 m04、m03/a08",
            )


def reference_of(name: str, as_of: str) -> Reference:
    """What plans are held against under a name.

    Raises:
        InputError: there is no such reference and no such plan.
    """
    for folder in (anchors.PLANS / name, Path(name)):
        if (folder / _ASKED).is_file():
            return read_reference(folder)
    return as_reference(regional_of(Knowledge(find(name), as_of)), same_plan=False)


def with_coverage(knowledge: Knowledge, reference_id: str = NATIONAL) -> PlanComparison:
    """A plan's comparison, whose statements now stand in its store beside those of the documents above.

    A store that was kept from an earlier run cannot be written; the knowledge gets a copy of it.
    """
    if not knowledge.store.writable:
        knowledge.store = knowledge.store.copy()
    reference = reference_of(reference_id, knowledge.as_of)
    regional = regional_of(knowledge)
    comparison = compare(regional, reference)
    knowledge.store.drop(graph_iri(knowledge.plan, "coverage"))
    for asked in (reference, *([regional.own] if regional.own else [])):
        knowledge.store.drop(requirement_graph(asked))
        knowledge.store.add(requirement_quads(asked))
    knowledge.store.add(comparison_quads(comparison, regional.text))
    return comparison


def gaps_table(knowledge: Knowledge, lang: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Row, ...]]:
    """The gaps of one plan as a table for other programs."""
    rows = gap_rows(compared(knowledge), lang)
    return COLUMNS, COLUMNS if lang == "en" else HEADINGS, rows


def _after(regional: Regional, earlier: str) -> Regional:
    """The plan with its own earlier version, where one is named."""
    if not earlier:
        return regional
    before = regional_of(Knowledge(find(earlier), regional.as_of))
    return replace(regional, earlier=as_reference(before, same_plan=True))


def _rendered(found: tuple[PlanComparison, ...], against: Against) -> bytes:
    if against.form == "html":
        from policykb.report import overview_page  # noqa: PLC0415 - only a page needs the templates

        return overview_page(found, reference_of(against.reference, found[0].as_of), against.lang)
    if against.form == "table":
        if len(found) > 1:
            return matrix_text(found, against.lang)
        return table_text(found[0], against.lang).encode()
    rows = tuple(row for comparison in found for row in gap_rows(comparison, against.lang))
    headings = COLUMNS if against.lang == "en" else HEADINGS
    return render(COLUMNS, rows, against.form, headings=headings, excel=against.excel)


def _fails(comparison: PlanComparison, fail_on: str) -> bool:
    worst = gravest(comparison)
    if fail_on == "none" or worst is None:
        return False
    order = list(Severity)
    return order.index(worst) <= order.index(Severity(fail_on))
