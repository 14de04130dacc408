"""What is wrong with plans, or with our encoding of them, and the exit code it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.pipeline.knowledge import open_plan
from policykb.validate import Engine, json_text, report_turtle, run, table_text
from policykb.vocab import Severity

if TYPE_CHECKING:
    from policykb.ask import Row
    from policykb.pipeline.knowledge import Knowledge
    from policykb.validate import Finding, Validation

DL = "dl"
_ENGINES = {"fast": Engine.SHIFTY, "pyshacl": Engine.PYSHACL}
_COLUMNS = ("plan", "finding", "category", "severity", "shape", "focus", "message", "start", "end", "quote")
_HEADINGS = ("规划", "编号", "类别", "级别", "检查项", "对象", "说明", "起", "止", "原文")


@dataclass(frozen=True, slots=True)
class Check:
    """What to check, by which engine, and what counts as a failure."""

    profiles: tuple[str, ...]
    engine: str = "fast"
    fail_on: str = "error"
    form: str = "table"
    lang: str = "zh"
    allow_empty: bool = False


def checked(plans: tuple[str, ...], check: Check, *, as_of: str | None) -> tuple[str, int]:
    """The findings on some plans rendered, and the exit code."""
    known = [open_plan(plan, as_of=as_of) for plan in plans]
    found = tuple(checked_plan(knowledge, check) for knowledge in known)
    code = int(any(_fails(validation, check) for validation in found))
    words = ""
    if DL in check.profiles:
        consistent = [_consistency(knowledge, check.lang) for knowledge in known]
        code = max(code, int(not all(holds for holds, _ in consistent)))
        words = "".join(line for _, line in consistent)
    return _rendered(found, check, known[0].as_of) + (words if check.form == "table" else ""), code


def checked_plan(knowledge: Knowledge, check: Check) -> Validation:
    """What the SHACL profiles find in one plan."""
    profiles = tuple(profile for profile in check.profiles if profile != DL)
    return run(knowledge.store, knowledge.plan, profiles=profiles, engine=_ENGINES[check.engine])


def findings_rows(
    knowledge: Knowledge, lang: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Row, ...]]:
    """The findings as a table for other programs."""
    found = checked_plan(knowledge, Check(profiles=("encoding", "quality"))).findings
    rows = tuple(_row(knowledge.plan, finding, lang) for finding in found)
    return _COLUMNS, _COLUMNS if lang == "en" else _HEADINGS, rows


def _row(plan: str, finding: Finding, lang: str) -> Row:
    quote = finding.quotes[0] if finding.quotes else None
    place = (quote.span.start, quote.span.end, quote.text) if quote else (None, None, None)
    what = (finding.category.value, finding.severity.value, finding.shape, finding.focus)
    return (plan, finding.id, *what, finding.message(lang), *place)


def _fails(validation: Validation, check: Check) -> bool:
    if validation.vacuous and not check.allow_empty and validation.profiles:
        return True
    worst = validation.worst()
    if check.fail_on == "none" or worst is None:
        return False
    order = list(Severity)
    return order.index(worst) <= order.index(Severity(check.fail_on))


def _rendered(found: tuple[Validation, ...], check: Check, as_of: str) -> str:
    match check.form:
        case "json":
            return json_text(found, as_of=as_of)
        case "ttl":
            return "\n".join(report_turtle(validation) for validation in found)
        case _:
            date = ("截至 " if check.lang == "zh" else "as of ") + as_of
            return "\n".join(table_text(validation, check.lang) for validation in found) + date + "\n"


def _consistency(knowledge: Knowledge, lang: str) -> tuple[bool, str]:
    from policykb.validate.dl import consistent  # noqa: PLC0415 - starts a Java program

    result = consistent(knowledge.store.quads(), why=True)
    names = "、".join(result.culprits) or "、".join(result.unsatisfiable)
    if lang == "en":
        words = "consistent in OWL 2 DL" if result.consistent else f"inconsistent in OWL 2 DL: {names}"
    else:
        words = "OWL 2 DL 一致" if result.consistent else f"OWL 2 DL 不一致：{names}"
    return result.consistent, f"{knowledge.plan}: {words}\n"
