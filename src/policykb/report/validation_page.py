"""A validation as a page: each finding beside the words it is about."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from policykb.validate import said
from policykb.vocab import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.report.words import Words
    from policykb.validate.findings import Checked
    from policykb.validate.remarks import Examination, Remark

_AROUND = 90
_GRADES = {Severity.ERROR: "high", Severity.WARNING: "medium", Severity.INFO: "low"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A finding on the left, on the right the words it is about with those around them."""

    id: str
    heading: str
    place: str
    message: str
    model: str
    gloss: str
    state: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check that found something: its words, and the findings."""

    code: str
    title: str
    grade: str
    grade_name: str
    counts: str
    why: str
    fix: str
    rows: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Whose matter some findings are."""

    id: str
    title: str
    number: int
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """One plan's findings."""

    id: str
    name: str
    title: str
    hash: str
    profiles: str
    reading: str
    notes: tuple[str, ...]
    vacuous: str
    groups: tuple[GroupView, ...]
    settled: tuple[tuple[str, tuple[str, ...]], ...]
    checked: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class ValidationView:
    """The whole page."""

    as_of: str
    plans: tuple[PlanView, ...]


def validation_page(examinations: Iterable[Examination], lang: str, as_of: str) -> bytes:
    """The findings on some plans as one page that needs nothing beside it."""
    from policykb.report.page import render  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.words import Words  # noqa: PLC0415

    words = Words(lang)
    plans = tuple(_plan(examination, number, words) for number, examination in enumerate(examinations, 1))
    return render("validation", words, ValidationView(words.date(as_of), plans))


def _plan(examination: Examination, number: int, words: Words) -> PlanView:
    validation, lang = examination.validation, words.lang
    groups = tuple(_groups(examination, f"p{number}", lang, words))
    return PlanView(
        id=f"p{number}",
        name=said.safe(examination.subject.name or validation.plan),
        title=said.plan_title(examination),
        hash=examination.subject.sha256 or validation.text,
        profiles=words.listing([words(f"validation.{profile}") for profile in validation.profiles]),
        reading=said.reading(examination, lang),
        notes=tuple(said.safe(note.said(lang)) for note in examination.notes),
        vacuous=said.NOTHING_CHECKED.said(lang) if validation.vacuous else "",
        groups=groups,
        settled=tuple(_settled(examination, lang, words)),
        checked=tuple(
            (check.shape.code, said.title(check.shape, lang), _looked(check), check.found)
            for check in validation.checked
        ),
    )


def _groups(examination: Examination, plan: str, lang: str, words: Words) -> Iterator[GroupView]:
    for group, remarks in examination.grouped():
        left = [remark for remark in remarks if remark.is_open]
        if left:
            checks = tuple(
                _check(examination, tuple(some), words)
                for _, some in groupby(left, key=lambda one: one.shape.id)
            )
            title = said.group(group, examination).said(lang)
            yield GroupView(f"{plan}-{group.value}", title[0].upper() + title[1:], len(left), checks)


def _check(examination: Examination, remarks: tuple[Remark, ...], words: Words) -> CheckView:
    lang, shape = words.lang, remarks[0].shape
    looked = _looked(examination.checked(shape.id))
    return CheckView(
        code=shape.code,
        title=said.title(shape, lang),
        grade=_GRADES[shape.severity],
        grade_name=said.SEVERITIES[shape.severity].said(lang),
        counts=words("validation.counts", n=len(remarks), of=looked),
        why=said.why(shape, lang),
        fix=said.fix(shape, lang),
        rows=tuple(_beside(examination, remark, lang) for remark in remarks),
    )


def _beside(examination: Examination, remark: Remark, lang: str) -> Beside:
    before, words, after = _quoted(examination, remark)
    return Beside(
        id=said.safe(remark.finding.id),
        heading=said.heading(remark),
        place=remark.place.said(lang),
        message=said.message(remark, lang),
        model=said.safe(remark.add.zh),
        gloss=said.safe(remark.add.en) if lang == "en" else "",
        state=said.state(remark, lang),
        before=before,
        words=words,
        after=after,
    )


def _quoted(examination: Examination, remark: Remark) -> tuple[str, str, str]:
    """The words to mend, and those of the same paragraph or line around them."""
    text, spot, original = examination.subject.text, remark.spot, examination.subject.original
    if spot is None or original is None or spot.end > len(text):
        return "", said.quoted(remark, _AROUND * 2), ""
    first, last = original.piece(spot.start), original.piece(spot.end - 1)
    start = max(spot.start - _AROUND, first.start if first else spot.start)
    end = min(spot.end + _AROUND, last.end if last else spot.end)
    before = ("…" if first and start > first.start else "") + text[start : spot.start]
    after = text[spot.end : end] + ("…" if last and end < last.end else "")
    return said.safe(before), said.safe(spot.quote(text)), said.safe(after)


def _settled(examination: Examination, lang: str, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    waived = tuple(
        f"{_line(remark, lang)}：{said.waived(remark, lang)}"
        if lang == "zh"
        else f"{_line(remark, lang)} – {said.waived(remark, lang)}"
        for remark in examination.waived
    )
    known = tuple(_line(remark, lang) for remark in examination.known if remark.waiver is None)
    fixed = tuple(said.gone(one, lang) for one in examination.fixed)
    for key, lines in (("waived", waived), ("known", known), ("fixed", fixed)):
        if lines:
            yield words(f"validation.{key}"), lines


def _line(remark: Remark, lang: str) -> str:
    return f"{said.heading(remark)} {said.message(remark, lang)}".strip()


def _looked(check: Checked) -> str:
    return f"{check.focus}" if check.focus == check.members else f"{check.focus}/{check.members}"
