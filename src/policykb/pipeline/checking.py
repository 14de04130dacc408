"""What is wrong with plans, or with our encoding of them, and the exit code it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import InputError, PolicyKBError, UsageError
from policykb.pipeline.knowledge import Knowledge, check_date, open_plan
from policykb.validate import PROFILES, Engine, json_text, report_turtle, run, table_text
from policykb.vocab import Severity

if TYPE_CHECKING:
    from policykb.ask import Row
    from policykb.validate import Finding, Validation

DL = "dl"
_ENGINES = {"fast": Engine.SHIFTY, "pyshacl": Engine.PYSHACL}
_COLUMNS = ("plan", "finding", "category", "severity", "shape", "focus", "message", "start", "end", "quote")
_HEADINGS = ("规划", "编号", "类别", "级别", "检查项", "对象", "说明", "起", "止", "原文")


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer, the reasoner's verdicts, the exit code, what could not be read, and what was."""

    answer: str
    verdicts: str
    code: int
    refused: tuple[PolicyKBError, ...]
    known: tuple[Knowledge, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What to check, by which engine, and what counts as a failure."""

    profiles: tuple[str, ...]
    engine: str = "fast"
    fail_on: str = "error"
    form: str = "table"
    lang: str = "zh"
    allow_empty: bool = False


def checked(plans: tuple[str, ...], check: Check, *, as_of: str | None) -> Checked:
    """The findings on the plans that can be read, rendered; a plan that cannot is told beside it.

    Raises:
        UsageError: no profile, or none of this name.
    """
    _refuse_unknown(check.profiles)
    known: list[Knowledge] = []
    refused: list[PolicyKBError] = []
    for plan in plans:
        try:
            known.append(open_plan(plan, as_of=as_of))
        except InputError as err:
            refused.append(err)
    shaped = [profile for profile in check.profiles if profile != DL]
    found = tuple(checked_plan(knowledge, check) for knowledge in known) if shaped else ()
    codes = [int(any(_fails(validation, check) for validation in found)), *(err.exit_code for err in refused)]
    words = ""
    if DL in check.profiles:
        verdicts = [_consistency(knowledge, check.lang) for knowledge in known]
        codes.append(int(not all(holds for holds, _ in verdicts)))
        words = "".join(line for _, line in verdicts)
    answer = _rendered(found, check, check_date(as_of)) if found else ""
    return Checked(answer, words, max(codes), tuple(refused), tuple(known))


def _refuse_unknown(profiles: tuple[str, ...]) -> None:
    known = (*PROFILES, DL)
    unknown = next((profile for profile in profiles if profile not in known), None)
    if unknown is not None or not profiles:
        raise UsageError(
            f"there is no profile {unknown!r}" if unknown else "no profile is named",
            where="--profile",
            hint=f"the profiles are {', '.join(known)}",
            zh=(f"没有“{unknown}”这种检查" if unknown else "没有指定检查") + f"；可选：{'、'.join(known)}",
        )


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
    if validation.vacuous and not check.allow_empty:
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
    holds = result.consistent and not result.unsatisfiable
    names = ", ".join((*result.culprits, *result.unsatisfiable))
    if lang == "en":
        words = "consistent in OWL 2 DL" if holds else f"inconsistent in OWL 2 DL: {names}"
    else:
        words = "OWL 2 DL 一致" if holds else f"OWL 2 DL 不一致：{names}"
    return holds, f"{knowledge.plan}: {words}\n"
