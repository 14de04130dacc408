"""A validation as text for people: the verdict, each check that found something, and how much was checked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policykb.vocab import Category, Severity

if TYPE_CHECKING:
    from policykb.validate.findings import Checked, Finding, Validation

_SHOWN = 5
"""So many findings of a check are told; JSON has them all."""
_QUOTE = 40
_COLUMNS, _WIDTH = 8, 11
_WORDS = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "note"),
    "encoding_defect": ("编码缺陷", "encoding defects"),
    "plan_gap": ("规划缺口", "plan gaps"),
    "national_gap": ("与上位规划的差距", "national gaps"),
    "conflict": ("冲突", "conflicts"),
    "check": (
        "{title}（{code}）：不满足 {found} / 检查 {looked}",
        "{title} ({code}): not so in {found} of {looked} checked",
    ),
    "more": ("另有 {n} 处（-f json 全部）", "{n} more (-f json has all)"),
    "checked": ("检查范围（每项检查看过几个）", "Checked (how many things each check looked at)"),
    "none": ("未发现问题。", "Nothing found."),
    "vacuous": (
        "没有检查到任何规划要素，不能据此认为没有问题。",
        "No element of a plan was looked at, so silence says nothing.",
    ),
}


def table_text(validation: Validation, lang: str) -> str:
    """The findings, check by check, and how much was checked; the verdict first and last."""
    at = 0 if lang == "zh" else 1
    verdict = [f"{validation.plan}: {_summary_line(validation, at)}"]
    if validation.vacuous:
        verdict += [_WORDS["vacuous"][at]]
    elif not validation.findings:
        verdict += [_WORDS["none"][at]]
    lines = list(verdict)
    checks = {check.shape.id: check for check in validation.checked}
    for category, found in groupby(validation.findings, key=lambda finding: finding.category):
        lines += ["", _WORDS[category.value][at]]
        for shape, some in groupby(found, key=lambda finding: finding.shape):
            lines += _check_lines(checks[shape], list(some), lang, at)
    lines += ["", _WORDS["checked"][at], *_checked_lines(validation.checked), ""]
    return "\n".join(lines + verdict) + "\n"


def _summary_line(validation: Validation, at: int) -> str:
    comma, colon, stop = ("，", "：", "；") if at == 0 else (", ", ": ", "; ")
    parts = []
    for category in (Category.ENCODING_DEFECT, Category.PLAN_GAP):
        counts = ((_WORDS[s.value][at], validation.count(category, s)) for s in Severity)
        told = comma.join(f"{word} {count}" for word, count in counts if count)
        total = f"{_WORDS[category.value][at]} {validation.count(category)}"
        parts.append(f"{total}{colon}{told}" if told else total)
    return stop.join(parts)


def _check_lines(check: Checked, found: list[Finding], lang: str, at: int) -> list[str]:
    shape = check.shape
    title = shape.title_en if at else shape.title_zh
    told = _WORDS["check"][at].format(title=title, code=shape.code, found=len(found), looked=_looked(check))
    said = [text for _, (text, _) in shape.messages if text]
    repeats = len(said) == 1 and "{?value}" not in said[0]  # the title has said it
    lines = [f"  {_WORDS[shape.severity.value][at]}  {told}"]
    lines += [_finding_line(finding, "" if repeats else finding.message(lang)) for finding in found[:_SHOWN]]
    if found[_SHOWN:]:
        lines.append("    " + _WORDS["more"][at].format(n=len(found) - _SHOWN))
    return lines


def _finding_line(finding: Finding, message: str) -> str:
    parts = [finding.focus, message]
    for quote in finding.quotes[:1]:
        words = "".join(line.strip() for line in quote.text.splitlines())
        short = words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
        parts.append(f"[{quote.span.start}-{quote.span.end}] “{short}”")
    return "    " + "  ".join(part for part in parts if part)


def _checked_lines(checked: tuple[Checked, ...]) -> list[str]:
    cells = [f"{check.shape.code} {_looked(check)}".ljust(_WIDTH) for check in checked]
    rows = (cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS))
    return ["  " + "".join(row).rstrip() for row in rows]


def _looked(check: Checked) -> str:
    return f"{check.focus}" if check.focus == check.members else f"{check.focus}/{check.members}"
