"""What is wrong with plans, or with our encoding of them, and the exit code it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policykb.errors import InputError, LimitError, PolicyKBError, UsageError
from policykb.gate.files import read_bytes
from policykb.pipeline.examining import Bench, Given, examine, is_raw
from policykb.pipeline.knowledge import Knowledge
from policykb.validate import PROFILES, Engine, run
from policykb.validate.own_shapes import read_own
from policykb.validate.remarks import Examination, idle
from policykb.validate.shapes import ShapeSet
from policykb.validate.table import SHOWN

if TYPE_CHECKING:
    from policykb.ask import Row
    from policykb.validate import Finding, Validation

DL = "dl"
NATIONAL = "national"
REVIEWED = ("encoding", "quality")
RAW = tuple(profile for profile in ("quality", NATIONAL) if profile in PROFILES)
"""What is checked of a plan folder, and of a document as its author wrote it: there our own reading is not the author's."""
_ENGINES = {"fast": Engine.SHIFTY, "pyshacl": Engine.PYSHACL}
_COLUMNS = ("plan", "finding", "category", "severity", "shape", "focus", "message", "start", "end", "quote")
_HEADINGS = ("规划", "编号", "类别", "级别", "检查项", "对象", "说明", "起", "止", "原文")


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer, the reasoner's verdicts, the exit code, what could not be read, and what was."""

    answer: str | bytes
    verdicts: str
    code: int
    refused: tuple[PolicyKBError, ...]
    known: tuple[Knowledge, ...]
    examinations: tuple[Examination, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What to check, by which engine, what counts as a failure, and how to say it.

    No ``profiles`` means those that fit the plan: ``REVIEWED`` or ``RAW``. ``baseline`` and ``waivers`` name files, "" none;
    ``own`` are the user's own shapes.
    """

    profiles: tuple[str, ...] | None = None
    engine: str = "fast"
    fail_on: str = "error"
    form: str = "table"
    lang: str = "zh"
    allow_empty: bool = False
    limit: int = SHOWN
    baseline: str = ""
    waivers: str = ""
    own: ShapeSet | None = None


def checked(plans: tuple[str, ...], check: Check, *, as_of: str | None) -> Checked:
    """The findings on the plans that can be read, rendered; a plan that cannot is told beside it.

    Raises:
        UsageError: no profile, or none of this name; or a form that holds one plan alone.
        InputError: the baseline or the waivers cannot be used.
    """
    _refuse_unknown(check)
    if check.form == "docx" and len(plans) > 1:
        raise UsageError(
            "a Word file holds the comments on one plan",
            where="--format docx",
            hint="name one plan",
            zh="Word 批注一次只能写一个规划；请只给一个文件",
        )
    bench, given = Bench(as_of), Given.read(check.baseline, check.waivers, alone=len(plans) == 1)
    known: list[Knowledge] = []
    refused: list[PolicyKBError] = []
    found: list[Examination] = []
    verdicts: list[tuple[bool, str]] = []
    for plan in plans:
        try:
            knowledge = bench.open(plan)
            if (examination := _examined(plan, knowledge, check, given)) is not None:
                found.append(examination)
        except (InputError, LimitError, UsageError) as err:
            refused.append(err)
            continue
        if DL in (check.profiles or ()):
            verdicts.append(_consistency(knowledge, check.lang))
        known.append(knowledge)
        bench.clear(knowledge)
    told = _with_idle_waivers(tuple(found), given)
    codes = [int(any(_fails(one, check) for one in told)), *(err.exit_code for err in refused)]
    codes.append(int(not all(holds for holds, _ in verdicts)))
    answer = _rendered(told, check, bench.as_of) if told else ""
    words = "".join(line for _, line in verdicts)
    return Checked(answer, words, max(codes), tuple(refused), tuple(known), told)


def _examined(plan: str, knowledge: Knowledge, check: Check, given: Given) -> Examination | None:
    if check.profiles == (DL,):
        return None
    return examine(plan, knowledge, checked_plan(knowledge, check), given)


def _refuse_unknown(check: Check) -> None:
    if check.profiles is None:
        return
    known = (*PROFILES, DL)
    unknown = next((profile for profile in check.profiles if profile not in known), None)
    if unknown is not None or not check.profiles:
        raise UsageError(
            f"there is no profile {unknown!r}" if unknown else "no profile is named",
            where="--profile",
            hint=f"the profiles are {', '.join(known)}",
            zh=(f"没有“{unknown}”这种检查" if unknown else "没有指定检查") + f"；可选：{'、'.join(known)}",
        )


def checked_plan(knowledge: Knowledge, check: Check) -> Validation:
    """What the SHACL profiles find in one plan."""
    raw = is_raw(knowledge.source)
    wanted = check.profiles or (RAW if raw else REVIEWED)
    if NATIONAL in wanted:
        from policykb.pipeline.comparing import with_coverage  # noqa: PLC0415 - reads the plans above, for this profile alone

        with_coverage(knowledge)
    profiles = tuple(profile for profile in wanted if profile != DL)
    engine = _ENGINES[check.engine]
    return run(knowledge.store, knowledge.plan, profiles=profiles, engine=engine, by_words=raw, own=check.own)


def own_shapes(path: str) -> ShapeSet:
    """A user's own shapes, from a file named on the command line.

    Raises:
        InputError: it cannot be read, or a shape in it is wrong.
    """
    return read_own(read_bytes(path), where=path)


def findings_rows(
    knowledge: Knowledge, lang: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Row, ...]]:
    """The findings as a table for other programs."""
    found = checked_plan(knowledge, Check(profiles=REVIEWED)).findings
    rows = tuple(_row(knowledge.plan, finding, lang) for finding in found)
    return _COLUMNS, _COLUMNS if lang == "en" else _HEADINGS, rows


def _row(plan: str, finding: Finding, lang: str) -> Row:
    quote = finding.quotes[0] if finding.quotes else None
    place = (quote.span.start, quote.span.end, quote.text) if quote else (None, None, None)
    what = (finding.category.value, finding.severity.value, finding.shape, finding.focus)
    return (plan, finding.id, *what, finding.message(lang), *place)


def _with_idle_waivers(found: tuple[Examination, ...], given: Given) -> tuple[Examination, ...]:
    """The examinations, the first of them with a word on each waiver of the call that covers nothing."""
    if not found:
        return found
    told = idle(given.waivers, found)
    return (replace(found[0], notes=(*found[0].notes, *told)), *found[1:])


def _fails(examination: Examination, check: Check) -> bool:
    return (examination.validation.vacuous and not check.allow_empty) or examination.fails(check.fail_on)


def _rendered(found: tuple[Examination, ...], check: Check, as_of: str) -> str | bytes:
    from policykb.validate import render  # noqa: PLC0415 - each form brings its own writer

    if check.form == "html":
        from policykb.report.validation_page import validation_page  # noqa: PLC0415 - jinja2 comes with it

        return validation_page(found, check.lang, as_of)
    return render.rendered(found, check.form, check.lang, as_of=as_of, limit=check.limit)


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
