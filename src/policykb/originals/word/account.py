"""What a Word document holds that is not, or not simply, part of its text: counted, and told."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable


class Met(StrEnum):
    """What can be met beside plain words."""

    INSERTED = auto()
    DELETED = auto()
    MOVED = auto()
    HIDDEN = auto()
    CONTENTS = auto()
    PROMPT = auto()
    NOTE = auto()
    BOX = auto()
    PICTURE = auto()
    OBJECT = auto()
    FORMULA = auto()
    SYMBOL = auto()
    FIELD = auto()
    ATTACHED = auto()


_SAID = {
    Met.INSERTED: Phrase("修订中新增的 {} 字按已接受计入", "characters of tracked insertions, read as accepted: {}"),
    Met.DELETED: Phrase("修订中删除的 {} 字未计入", "characters of tracked deletions, left out: {}"),
    Met.MOVED: Phrase("修订中移动的 {} 字只按新位置计入", "characters that were moved, read at their new place only: {}"),
    Met.HIDDEN: Phrase("隐藏文字 {} 字未计入", "characters of hidden text, left out: {}"),
    Met.CONTENTS: Phrase("目录 {} 行未计入正文", "lines of a table of contents, left out: {}"),
    Met.PROMPT: Phrase("尚未填写的内容控件 {} 处未计入", "content controls that nobody filled in, left out: {}"),
    Met.NOTE: Phrase("脚注、尾注 {} 条未计入正文", "footnotes and endnotes, left out: {}"),
    Met.BOX: Phrase("文本框 {} 个，排在所在段落之后", "text boxes, read after the paragraph they stand at: {}"),
    Met.PICTURE: Phrase("图片 {} 幅，其中的文字没有读取", "pictures, whose words were not read: {}"),
    Met.OBJECT: Phrase("嵌入对象 {} 个没有读取", "embedded objects, not read: {}"),
    Met.FORMULA: Phrase("公式 {} 个按字符先后读取", "formulas, read as a row of characters: {}"),
    Met.SYMBOL: Phrase("符号字体中有 {} 个符号认不出，以“\ufffd”代替", "signs of symbol fonts that are unknown, \ufffd in the text: {}"),
    Met.FIELD: Phrase("自动编号域 {} 个没有读取，请核对编号", "numbering fields, not read (check the numbers): {}"),
    Met.ATTACHED: Phrase("引用的子文档 {} 个没有读取", "attached documents, not read: {}"),
}  # fmt: skip


class Account:
    """Counts by what was met; ``notes`` are the first words of notes, ``forms`` numeral forms nobody knows."""

    def __init__(self) -> None:
        self._counts: Counter[Met] = Counter()

    def add(self, met: Met, count: int = 1) -> None:
        """Counts what was met."""
        self._counts[met] += count

    def warnings(self, notes: Iterable[str], forms: Iterable[str]) -> tuple[Phrase, ...]:
        """A sentence for each kind of thing met."""
        shown = "；".join(notes)
        told: list[Phrase] = []
        for met, said in _SAID.items():
            if count := self._counts[met]:
                more = f"：{shown}" if met is Met.NOTE and shown else ""
                told.append(
                    Phrase(said.zh.format(count) + more, said.en.format(count) + more.replace("：", "; "))
                )
        if named := ", ".join(sorted(forms)):
            zh, en = (
                f"编号格式 {named} 不认识，按阿拉伯数字读取",
                f"unknown numeral forms are read as plain numbers: {named}",
            )
            told.append(Phrase(zh, en))
        return tuple(told)
