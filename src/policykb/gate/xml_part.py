"""A part of an office document as an XML tree, parsed only when nothing in it can grow or reach out."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate import limits
from policykb.gate.characters import place, visible

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")
_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii"})


def parsed(data: bytes, *, part: str, where: object) -> _Element:
    """The root of a part's tree.

    Raises:
        InputError: it is not XML in UTF-8, or holds a DOCTYPE.
        LimitError: too many or too deeply nested elements.
    """
    from lxml import etree  # noqa: PLC0415 - only office documents need it

    _refuse(data, part, where)
    # The encoding is forced, so that no other one can hide a DOCTYPE from the search for its bytes.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as err:
        raise _unsound(str(err.msg), part, where) from err


def _refuse(data: bytes, part: str, where: object) -> None:
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    if b"\0" in data or (declared and declared.group(1).lower() not in _UTF8):
        raise _damaged(part, where, "it is not written in UTF-8", "不是 UTF-8 编码", "E_ENCODING")
    if b"<!DOCTYPE" in data:
        raise _damaged(
            part,
            where,
            "it holds a DOCTYPE, which could pull in entities",
            "含有 DOCTYPE，可能引入实体",
            "E_DOCTYPE",
        )
    count = data.count(b"<")
    if count > limits.current().xml_tags:
        more = limits.how_to_raise("xml_tags")
        raise LimitError(
            f"its part {visible(part)} has {count} tags",
            where=place(where),
            hint=more.en,
            code="E_SIZE",
            zh=f"其中的 {visible(part)} 有 {count} 个标签；{more.zh}",
        )


def _unsound(problem: str, part: str, where: object) -> PolicyKBError:
    shown = visible(problem, longest=120)
    if "depth" in problem:
        return LimitError(
            f"its part {visible(part)} is nested too deeply",
            where=place(where),
            hint="copy its words into a new document",
            code="E_TOO_DEEP",
            zh=f"其中的 {visible(part)} 嵌套过深；请把文字复制到新文档",
        )
    return _damaged(part, where, f"it is not sound XML ({shown})", f"XML 有误（{shown}）", "E_DAMAGED")


def _damaged(part: str, where: object, problem: str, zh: str, code: str) -> InputError:
    shown = visible(part)
    return InputError(
        f"its part {shown} cannot be used: {problem}",
        where=place(where),
        hint="open the file in its program and save it anew",
        code=code,
        zh=f"其中的 {shown} 不能用：{zh}；请用 Word 或 WPS 打开并另存",
    )
