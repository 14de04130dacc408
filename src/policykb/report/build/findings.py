"""What the checks found: our own defects and the plan's gaps, never mixed, each with how much was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.page import anchor
from policykb.report.views import Check, FindingRow, Findings
from policykb.report.words import Link
from policykb.text import display
from policykb.vocab import Category

if TYPE_CHECKING:
    from policykb.report.facts import Facts
    from policykb.report.words import Words
    from policykb.validate import Checked, Finding, Validation


def findings(facts: Facts, words: Words, validation: Validation) -> Findings:
    """The checks of our encoding and of the plan, with what each found."""
    checks = [_check(facts, words, check, validation) for check in validation.checked]
    ours = tuple(check for check in checks if check.kind == Category.ENCODING_DEFECT)
    defects = validation.count(Category.ENCODING_DEFECT)
    return Findings(
        finding=words.sentence(
            "findings.vacuous" if validation.vacuous else "findings.finding",
            checks=Link(len(checks), "#checks"),
            elements=validation.elements,
            defects=Link(defects, "#defects"),
            flaws=Link(validation.count(Category.PLAN_GAP), "#flaws"),
        ),
        ours=ours,
        plans=tuple(check for check in checks if check.kind == Category.PLAN_GAP),
        conflicts=validation.count(Category.CONFLICT),
        defects=defects,
        flaws=validation.count(Category.PLAN_GAP),
    )


def _check(facts: Facts, words: Words, check: Checked, validation: Validation) -> Check:
    shape, in_en = check.shape, words.lang == "en"
    return Check(
        id=f"check-{anchor(shape.id)}",
        code=shape.code,
        title=shape.title_en if in_en else shape.title_zh,
        why=shape.why_en if in_en else shape.why_zh,
        fix=shape.fix_en if in_en else shape.fix_zh,
        kind=shape.category.value,
        checked=check.focus,
        of=check.members,
        rows=tuple(
            _row(facts, words, finding) for finding in validation.findings if finding.shape == shape.id
        ),
    )


def _row(facts: Facts, words: Words, finding: Finding) -> FindingRow:
    return FindingRow(
        severity=finding.severity.value,
        severity_name=facts.name(f"severity/{finding.severity.value}"),
        message=finding.message(words.lang),
        focus=finding.focus,
        href=_place(facts, finding.focus),
        quote=display(finding.quotes[0].text) if finding.quotes else "",
    )


def _place(facts: Facts, focus: str) -> str:
    """Where the page shows what a finding is about: its row, its measure, its body; else nothing."""
    known = {element.id for element in facts.elements} | {part.id for part in facts.parts}
    known |= {body.id for body in facts.agencies()}
    while focus and focus not in known:
        focus = focus.rpartition("/")[0]
    return f"#{anchor(focus)}" if focus else ""
