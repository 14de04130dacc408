"""A validation as text for people: the verdict, each check that found something, and how much was checked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policykb.phrase import Phrase
from policykb.validate import said
from policykb.validate.advice import A_MODEL
from policykb.validate.remarks import Group
from policykb.vocab import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.validate.findings import Checked
    from policykb.validate.remarks import Examination, Remark

SHOWN = 5
"""So many findings of a check are told unless more are asked for; JSON has them all."""
_QUOTE = 40
_COLUMNS, _WIDTH = 8, 11
_CHECK = Phrase(
    "{title}（{code}）：不满足 {found} / 检查 {looked}",
    "{title} ({code}): not so in {found} of {looked} checked",
)
_MORE = Phrase("另有 {n} 处（--limit 0 全部列出）", "{n} more (--limit 0 shows all)")
_CHECKED = Phrase("检查范围（每项检查看过几个）", "Checked (how many things each check looked at)")
_NONE = Phrase("未发现问题。", "Nothing found.")
_OF_PROFILES = {
    "encoding": Group.ENCODING_DEFECT,
    "quality": Group.PLAN_GAP,
    "national": Group.NATIONAL_GAP,
    "own": Group.PLAN_GAP,
}
_KNOWN = Phrase("已知（先前已有，不计入）", "Known (found before, not counted)")
_WAIVED = Phrase("已豁免（不计入）", "Waived (not counted)")
_FIXED = Phrase("已消除（先前有，现在没有）", "Gone (found before, not now)")


def table_text(examination: Examination, lang: str, *, limit: int = SHOWN) -> str:
    """The findings, check by check, and how much was checked; the verdict first and last.

    Args:
        examination: the plan that was examined.
        lang: ``zh`` or ``en``.
        limit: so many findings of a check are told; 0 tells all.
    """
    verdict = [
        f"{said.safe(examination.subject.name or examination.validation.plan)}: {_summary(examination, lang)}"
    ]
    if examination.validation.vacuous:
        verdict.append(said.NOTHING_CHECKED.said(lang))
    elif not examination.remarks:
        verdict.append(_NONE.said(lang))
    lines = [*verdict, *filter(None, [said.reading(examination, lang)])]
    lines += [said.safe(note.said(lang)) for note in examination.notes]
    for group, remarks in examination.grouped():
        if some := [remark for remark in remarks if remark.is_open]:
            lines += ["", _heading(said.group(group, examination).said(lang))]
            for shape, found in groupby(some, key=lambda remark: remark.shape.id):
                lines += _check_lines(examination.checked(shape), list(found), lang, limit)
    if any(remark.is_open and remark.add.zh for remark in examination.remarks):
        lines += ["", f"※ {A_MODEL.said(lang)}"]
    lines += _settled(examination, lang, limit)
    lines += ["", _CHECKED.said(lang), *_checked_lines(examination.validation.checked), ""]
    return "\n".join(lines + verdict) + "\n"


def _heading(words: str) -> str:
    return words[0].upper() + words[1:]


def _summary(examination: Examination, lang: str) -> str:
    comma, colon, stop = ("，", "：", "；") if lang == "zh" else (", ", ": ", "; ")
    profiles = examination.validation.profiles
    shown = list(dict.fromkeys(group for profile, group in _OF_PROFILES.items() if profile in profiles))
    if not examination.reading.reviewed:
        shown.sort(key=lambda group: group is Group.ENCODING_DEFECT)
    shown += [group for group, _ in examination.grouped() if group not in shown]
    parts = []
    for group in shown:
        counts = ((said.SEVERITIES[s].said(lang), examination.count(group, s)) for s in Severity)
        told = comma.join(f"{word} {count}" for word, count in counts if count)
        total = f"{said.group(group, examination).said(lang)} {examination.count(group)}"
        parts.append(f"{total}{colon}{told}" if told else total)
    settled = (
        (said.KNOWN, examination.known),
        (said.WAIVED, examination.waived),
        (said.FIXED, examination.fixed),
    )
    parts += [f"{word.said(lang)} {len(some)}" for word, some in settled if some]
    return stop.join(parts)


def _check_lines(check: Checked, found: list[Remark], lang: str, limit: int) -> Iterator[str]:
    shape = check.shape
    colon = ": " if lang == "en" else "："
    told = _CHECK.said(lang).format(
        title=said.title(shape, lang), code=shape.code, found=len(found), looked=_looked(check)
    )
    yield f"  {said.SEVERITIES[shape.severity].said(lang)}  {told}"
    for word, words in ((said.WHY, said.why(shape, lang)), (said.FIX, said.fix(shape, lang))):
        if words:  # a user's own check need not say
            yield f"    {word.said(lang)}{colon}{words}"
    models = {said.model(remark, lang) for remark in found}
    if len(models) == 1 and (one := models.pop()):
        yield f"    {said.ADD.said(lang)}{colon}{one}"
    said_once = [text for _, (text, _) in shape.messages if text]
    repeats = len(said_once) == 1 and "{?value}" not in said_once[0]  # the title has said it
    most = limit or len(found)
    for number, remark in enumerate(found[:most], 1):
        yield f"    {number}. " + "  ".join(_where(remark, lang))
        parts = [
            "" if repeats else said.message(remark, lang),
            f"“{quote}”" if (quote := said.quoted(remark, _QUOTE)) else "",
        ]
        yield from (f"       {part}" for part in ("  ".join(filter(None, parts)),) if part)
        if models and (model := said.model(remark, lang)):
            yield f"       {said.ADD.said(lang)}{colon}{model}"
        if remark.doubt.zh:
            yield f"       {said.state(remark, lang)}"
    if found[most:]:
        yield "    " + _MORE.said(lang).format(n=len(found) - most)


def _where(remark: Remark, lang: str) -> Iterator[str]:
    if heading := said.heading(remark):
        yield heading
    if place := remark.place.said(lang):
        yield place
    elif remark.spot:
        yield f"[{remark.spot.start}-{remark.spot.end}]"
    yield said.safe(remark.finding.id)


def _settled(examination: Examination, lang: str, limit: int) -> Iterator[str]:
    known = [remark for remark in examination.known if remark.waiver is None]
    lists = (
        (_KNOWN, [_line(remark, lang) for remark in known]),
        (_WAIVED, [f"{_line(remark, lang)}  {said.waived(remark, lang)}" for remark in examination.waived]),
        (_FIXED, [said.gone(known, lang) for known in examination.fixed]),
    )
    for title, lines in lists:
        if lines:
            most = len(lines) if title is _WAIVED else limit or len(lines)
            yield ""
            yield title.said(lang)
            yield from (f"  {line}" for line in lines[:most])
            if lines[most:]:
                yield "  " + _MORE.said(lang).format(n=len(lines) - most)


def _line(remark: Remark, lang: str) -> str:
    word = said.SEVERITIES[remark.finding.severity].said(lang)
    return "  ".join([word, said.message(remark, lang), *_where(remark, lang)])


def _checked_lines(checked: tuple[Checked, ...]) -> list[str]:
    cells = [f"{check.shape.code} {_looked(check)}".ljust(_WIDTH) for check in checked]
    rows = (cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS))
    return ["  " + "".join(row).rstrip() for row in rows]


def _looked(check: Checked) -> str:
    return f"{check.focus}" if check.focus == check.members else f"{check.focus}/{check.members}"
