"""A validation as comments in the author's own Word file, each at the words it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.errors import UsageError
from policykb.originals.original import Kind
from policykb.validate import said
from policykb.validate.advice import A_MODEL

if TYPE_CHECKING:
    from policykb.originals.annotate import Comment
    from policykb.validate.remarks import Examination, Remark

AUTHOR = "policykb"


def annotated(examination: Examination, lang: str, *, as_of: str) -> bytes:
    """The Word file as it came, with a comment for each finding that has words; waived and known ones say so.

    Raises:
        UsageError: the plan did not come as a Word file.
    """
    original = examination.subject.original
    if original is None or original.kind is not Kind.WORD:
        raise UsageError(
            "comments go into a Word file, and this plan is none",
            where=examination.subject.name,
            hint="give the .docx, or use -f html, which shows each finding beside its words",
            zh="批注只能写进 Word 文件，而这份规划不是；请给出 .docx 原件，或改用 -f html（逐条并列原文）",
        )
    from policykb.originals.annotate import commented  # noqa: PLC0415 - writes Word, for this form alone

    return commented(original, comments(examination, lang), on=as_of)


def comments(examination: Examination, lang: str) -> tuple[Comment, ...]:
    """A comment for each finding that has words, in text order."""
    from policykb.originals.annotate import Comment  # noqa: PLC0415 - writes Word, for this form alone

    placed = [(remark.spot, remark) for remark in examination.remarks if remark.spot is not None]
    placed.sort(key=lambda pair: (pair[0], pair[1].finding.id))
    return tuple(Comment(spot, AUTHOR, words(remark, lang)) for spot, remark in placed)


def words(remark: Remark, lang: str) -> str:
    """What a comment says, part by part on lines of their own."""
    colon = ": " if lang == "en" else "："
    shape = remark.shape
    head = said.SEVERITIES[remark.finding.severity].said(lang)
    parts = [
        f"【{head}】{said.message(remark, lang)}（{shape.code}）"
        if lang == "zh"
        else f"[{head}] {said.message(remark, lang)} ({shape.code})"
    ]
    for word, told in ((said.WHY, said.why(shape, lang)), (said.FIX, said.fix(shape, lang))):
        parts += [f"{word.said(lang)}{colon}{told}"] if told else []
    if model := said.model(remark, lang):
        parts.append(f"{said.ADD.said(lang)}{colon}{model}")
        parts.append(A_MODEL.said(lang))
    parts += filter(None, [said.state(remark, lang)])
    return "\n".join([*parts, said.safe(remark.finding.id)])
