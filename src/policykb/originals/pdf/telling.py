"""What a reader of a PDF's text should know: what was left out, put in another form, or is only a picture."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate.characters import place
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policykb.gate.pdf import Page, Pages
    from policykb.originals.pdf.signs import Sheet

_MUCH = 0.3
_OCR = Phrase("请先做文字识别（OCR），或改用 Word 文档", "run it through OCR, or give the Word document")
_SHOWN = 5


def refuse_pictures(pages: Sequence[Page], sheets: Sequence[Sheet], where: object) -> None:
    """Refuse a PDF that is made of pictures, or whose signs have no known characters."""
    words = sum(len(sign.text.strip()) for one in sheets for sign in one.signs)
    if words == 0:
        seen = _pages(_pictured(pages, sheets)) or Phrase("", "")
        only = (
            Phrase(f"：{seen.zh}只有图片", f": {seen.en} hold pictures only") if seen.zh else Phrase("", "")
        )
        raise InputError(
            f"the PDF has no text{only.en}",
            where=place(where),
            hint=_OCR.en,
            code="E_NO_TEXT",
            zh=f"PDF 中没有文字{only.zh}；{_OCR.zh}",
        )
    unmapped = sum(one.unmapped for one in sheets)
    if unmapped > _MUCH * words:
        raise InputError(
            f"the PDF does not say which characters its signs are ({unmapped} of {words})",
            where=place(where),
            hint=_OCR.en,
            code="E_NO_TEXT",
            zh=f"PDF 的字体没有文字对照，{words} 字中有 {unmapped} 字读不出；{_OCR.zh}",
        )


def warnings(found: Pages, sheets: Sequence[Sheet], left_out: Counter[str]) -> tuple[Phrase, ...]:
    """What was met, each in a sentence."""
    told: list[Phrase] = []
    if pictured := _pages(_pictured(found.pages, sheets)):
        told.append(
            Phrase(
                f"{pictured.zh}只有图片，没有读取；{_OCR.zh}",
                f"{pictured.en}: pictures only, not read; {_OCR.en}",
            )
        )
    turned, outside = sum(one.turned for one in sheets), sum(one.outside for one in sheets)
    unmapped = sum(one.unmapped for one in sheets)
    radicals = sum((one.radicals for one in sheets), Counter[str]())
    sentences = (
        (turned, "倾斜或竖排的文字（如水印）{} 字未计入", "slanted or turned characters, such as a watermark, left out: {}"),
        (outside, "页面以外的 {} 字未计入", "characters outside the page, left out: {}"),
        (unmapped, "有 {} 字读不出，以“\ufffd”代替", "characters that cannot be read, \ufffd in the text: {}"),
        (left_out["margins"], "页眉、页脚、页码 {} 行未计入正文", "lines of running heads, feet and page numbers, left out: {}"),
        (left_out["entries"], "目录 {} 行未计入正文", "lines of a table of contents, left out: {}"),
    )  # fmt: skip
    told += [Phrase(zh.format(count), en.format(count)) for count, zh, en in sentences if count]
    if radicals:
        shown = "、".join(
            f"{char}（U+{ord(char):04X}）×{count}" for char, count in sorted(radicals.items())[:_SHOWN]
        )
        count = radicals.total()
        told.append(
            Phrase(
                f"{count} 个部首字形按所代表的常用字读取：{shown}",
                f"{count} radicals are read as the characters they stand for: {shown}",
            )
        )
    if found.restricted:
        told.append(
            Phrase(
                "PDF 的作者设置了不允许复制文字，请确认可以使用",
                "the PDF's author does not allow copying; make sure that you may use it",
            )
        )
    return tuple(told)


def _pictured(pages: Sequence[Page], sheets: Sequence[Sheet]) -> list[int]:
    """The pages, from 1, with pictures and no words."""
    return [
        number
        for number, (page, one) in enumerate(zip(pages, sheets, strict=True), start=1)
        if page.pictures and not any(sign.text.strip() for sign in one.signs)
    ]


def _pages(numbers: Iterable[int]) -> Phrase | None:
    """Page numbers as people write them: 第1–3、7页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    if not said:
        return None
    return Phrase(
        f"第{'、'.join(said)}页", f"page{'s' if len(said) > 1 or len(runs[0]) > 1 else ''} {', '.join(said)}"
    )
