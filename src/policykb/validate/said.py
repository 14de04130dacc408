"""The words that every form of a validation uses, in both languages, safe to print anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.gate.characters import visible
from policykb.phrase import Phrase
from policykb.vocab import Severity

if TYPE_CHECKING:
    from policykb.validate.baseline import Known
    from policykb.validate.remarks import Examination, Group, Remark
    from policykb.validate.shapes import Shape

SEVERITIES = {
    Severity.ERROR: Phrase("错误", "error"),
    Severity.WARNING: Phrase("警告", "warning"),
    Severity.INFO: Phrase("提示", "note"),
}
GROUPS = {
    "plan_gap": Phrase("规划缺口", "plan gaps"),
    "national_gap": Phrase("与上位规划的差距", "national gaps"),
    "conflict": Phrase("冲突", "conflicts"),
    "doubt": Phrase("待核实（可能是程序漏读）", "to be checked (the program may have misread)"),
    "encoding_defect": Phrase("编码缺陷", "encoding defects"),
}
WHY, FIX = Phrase("为什么", "Why"), Phrase("怎么改", "What to do")
ADD = Phrase("可参考的写法", "Model wording")
DOUBT = Phrase("待核实", "to be checked")
WAIVED, KNOWN, FIXED = Phrase("已豁免", "waived"), Phrase("已知", "known"), Phrase("已消除", "gone")
NOTHING_CHECKED = Phrase(
    "没有检查到任何规划要素，不能据此认为没有问题。",
    "No element of a plan was looked at, so silence says nothing.",
)
_LONGEST = 2000
_TITLE = 80


def safe(text: str) -> str:
    """The text on one line, whatever it holds."""
    return visible(" ".join(text.splitlines()), longest=_LONGEST)


def title(shape: Shape, lang: str) -> str:
    """What a check asks for."""
    return safe(shape.title_en if lang == "en" else shape.title_zh)


def why(shape: Shape, lang: str) -> str:
    """Why it matters."""
    return safe(shape.why_en if lang == "en" else shape.why_zh)


def fix(shape: Shape, lang: str) -> str:
    """How to mend it."""
    return safe(shape.fix_en if lang == "en" else shape.fix_zh)


def message(remark: Remark, lang: str) -> str:
    """What is wrong."""
    return safe(remark.finding.message(lang))


def model(remark: Remark, lang: str) -> str:
    """The words that would mend it, in English with the Chinese ones first: those go into the plan."""
    if not remark.add.zh:
        return ""
    return safe(remark.add.zh if lang == "zh" else f"“{remark.add.zh}” – {remark.add.en}")


def quoted(remark: Remark, longest: int) -> str:
    """The words a finding is about, on one line; nothing where its heading has just said them."""
    if not remark.words or remark.finding.heading.endswith(remark.words):
        return ""
    return safe(remark.words if len(remark.words) <= longest else remark.words[:longest] + "…")


def heading(remark: Remark) -> str:
    """The measure or goal it belongs to; "" where it belongs to none."""
    return safe(remark.finding.heading)


def waived(remark: Remark, lang: str) -> str:
    """Why it was left, who answers for that, and until when."""
    waiver = remark.waiver
    if waiver is None:
        return ""
    if lang == "en":
        return safe(f"waived: {waiver.reason} ({waiver.owner}, until {waiver.expires})")
    return safe(f"已豁免：{waiver.reason}（{waiver.owner}，至{waiver.expires}）")


def state(remark: Remark, lang: str) -> str:
    """What was decided on it, or why it is in doubt; nothing where it is simply open."""
    if remark.waiver is not None:
        return waived(remark, lang)
    if remark.known:
        return KNOWN.said(lang)
    if remark.doubt.zh:
        return (
            f"{DOUBT.said(lang)}: {safe(remark.doubt.said(lang))}"
            if lang == "en"
            else f"{DOUBT.zh}：{safe(remark.doubt.zh)}"
        )
    return ""


def group(which: Group, examination: Examination) -> Phrase:
    """Whose matter a group of findings is; of a text nobody has reviewed, our defects are called ours."""
    if which.value == "encoding_defect" and not examination.reading.reviewed:
        return Phrase(
            "程序没读准的（不是规划的问题）", "what the program did not read right (not the plan's fault)"
        )
    return GROUPS[which.value]


def plan_title(examination: Examination) -> str:
    """The plan's first line, which as a rule is its title; "" where its text is not at hand."""
    lines = (line.strip("#*_ \t\u3000") for line in examination.subject.text.splitlines())
    return safe(next((line for line in lines if line), ""))[:_TITLE]


def gone(known: Known, lang: str) -> str:
    """A finding of an earlier run that is found no more."""
    return "  ".join(safe(part) for part in (known.heading, known.message.said(lang), known.id) if part)


def reading(examination: Examination, lang: str) -> str:
    """What the program could not read of a text nobody has reviewed; never the author's fault."""
    said = examination.reading
    if said.reviewed:
        return ""
    unread, unsure = said.sentences_unread, len(said.unsure)
    if not unread and not unsure:
        return "the program's own reading, unreviewed" if lang == "en" else "程序自己的读法，未经审定"
    listed = "encoding" in examination.validation.profiles
    if lang == "en":
        more = "" if listed else " (--profile encoding lists it)"
        return (
            f"the program's own reading, unreviewed: {unread} sentences not read, {unsure} readings unsure; "
            f"none of this is held against the plan{more}"
        )
    more = "" if listed else "（--profile encoding 逐条列出）"
    return f"程序自己的读法，未经审定：{unread}句没有读懂，{unsure}处没有把握；这些不算规划的问题{more}"
