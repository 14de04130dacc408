"""A validation as JUnit XML: a suite for each plan, a case for each check."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from policykb.validate import said
from policykb.validate.sarif import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.validate.findings import Checked
    from policykb.validate.remarks import Examination, Remark


def junit_text(examinations: Sequence[Examination], lang: str) -> str:
    """A case fails when its check has findings that count; what is waived, known or in doubt is told in the case's output."""
    suites = [(examination, [*_cases(examination, lang)]) for examination in examinations]
    tests = sum(len(cases) for _, cases in suites)
    failures = sum(failed for _, cases in suites for _, failed in cases)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="policykb" tests="{tests}" failures="{failures}" errors="0">')
    for examination, cases in suites:
        name = _attribute(examination.subject.name or examination.validation.plan)
        failed = sum(bad for _, bad in cases)
        lines.append(
            f'  <testsuite name="{name}" tests="{len(cases)}" failures="{failed}" errors="0" skipped="0">'
        )
        lines += [line for text, _ in cases for line in text]
        if aside := [said.reading(examination, lang), *(note.said(lang) for note in examination.notes)]:
            lines += _output("    ", [words for words in aside if words])
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _cases(examination: Examination, lang: str) -> Iterator[tuple[list[str], bool]]:
    suite = examination.validation.plan
    if examination.validation.vacuous:
        words = said.NOTHING_CHECKED.said(lang)
        yield _case(suite, "policykb", [("error", words, [words])], []), True
    for check in examination.validation.checked:
        mine = [remark for remark in examination.remarks if remark.shape.id == check.shape.id]
        counting = [remark for remark in mine if remark.counts]
        rest = [sentence(remark, lang) for remark in mine if not remark.counts]
        name = f"{check.shape.code} {said.title(check.shape, lang)}"
        yield _case(suite, name, [_failure(check, counting, lang)] if counting else [], rest), bool(counting)


def _failure(check: Checked, found: list[Remark], lang: str) -> tuple[str, str, list[str]]:
    told = f"{len(found)} / {check.focus}  {said.title(check.shape, lang)}"
    return check.shape.severity.value, told, [sentence(remark, lang) for remark in found]


def _case(suite: str, name: str, failures: list[tuple[str, str, list[str]]], output: list[str]) -> list[str]:
    start = f'    <testcase classname="{_attribute(suite)}" name="{_attribute(name)}" time="0"'
    if not failures and not output:
        return [start + "/>"]
    lines = [start + ">"]
    for kind, message, found in failures:
        lines.append(f'      <failure type="{_attribute(kind)}" message="{_attribute(message)}">')
        lines += [_text(line) for line in found]
        lines.append("      </failure>")
    lines += _output("      ", output)
    return [*lines, "    </testcase>"]


def _output(margin: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    return [f"{margin}<system-out>", *(_text(line) for line in lines), f"{margin}</system-out>"]


def _attribute(words: str) -> str:
    return escape(said.safe(words), quote=True)


def _text(words: str) -> str:
    return escape(said.safe(words), quote=False)
