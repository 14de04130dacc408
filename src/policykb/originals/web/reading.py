"""A web page to blocks and warnings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policykb.errors import LimitError
from policykb.gate import characters, limits
from policykb.gate.characters import place, visible
from policykb.gate.decode import decode
from policykb.originals.blocks import Block
from policykb.originals.plain import guessed
from policykb.originals.web.elements import Fate
from policykb.originals.web.page import Page
from policykb.phrase import Phrase

_DECLARED = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,30})""", re.IGNORECASE)
_START = 4096
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5",
}
_SAID = {
    Fate.AROUND: Phrase("导航、页眉、页脚、侧栏中的 {} 字未计入正文", "characters of navigation, header, footer and sidebars, left out: {}"),
    Fate.HIDDEN: Phrase("网页不显示的 {} 字未计入", "characters that the page does not show, left out: {}"),
    Fate.DELETED: Phrase("标为删除的 {} 字未计入", "characters marked as deleted, left out: {}"),
    "pictures": Phrase("图片 {} 幅，其中的文字没有读取", "pictures, whose words were not read: {}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebReading:
    """What a page says, and what its reader should check."""

    blocks: tuple[Block, ...]
    warnings: tuple[Phrase, ...]


def read_page(data: bytes, *, where: object) -> WebReading:
    """What a web page says.

    Raises:
        InputError: its encoding is not known, or it holds characters that no text may hold.
        LimitError: its tables are nested too deeply.
    """
    source, warnings = _decoded(data, where)
    if (count := source.count("<")) > limits.current().xml_tags:
        more = limits.how_to_raise("xml_tags")
        zh = f"网页有 {count} 个标签；{more.zh}"
        raise LimitError(f"a page of {count} tags", where=place(where), hint=more.en, code="E_SIZE", zh=zh)
    page = Page(source, where)
    blocks = page.blocks()
    told = [
        Phrase(said.zh.format(count), said.en.format(count))
        for what, said in _SAID.items()
        if (count := page.left_out[what])
    ]
    return WebReading(blocks, (*warnings, *told))


def _decoded(data: bytes, where: object) -> tuple[str, tuple[Phrase, ...]]:
    """The page's source; what it says of its encoding settles a guess, and is told when it is wrong."""
    found = decode(data, where=where)
    match = _DECLARED.search(data[:_START])
    named = match.group(1).decode("ascii").lower() if match else ""
    declared = _ENCODINGS.get(named, "")
    if not declared or found.encoding.startswith("utf-16"):
        return found.text, guessed(found)
    if declared == found.encoding:
        return found.text, ()
    if found.encoding in {"gb18030", "big5"} and declared != "utf-8":
        try:
            text = data.decode(declared)
        except UnicodeDecodeError:
            text = ""
        if text:
            characters.refuse(text, where=where)
            return text, ()
    wrong = Phrase(
        f"网页自称用 {visible(named)} 编码，实际按 {found.encoding.upper()} 读取",
        f"the page says that it is written in {visible(named)}, but is read as {found.encoding.upper()}",
    )
    return found.text, (*guessed(found), wrong)
