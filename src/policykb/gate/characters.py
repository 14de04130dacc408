"""Characters that hide, steer or break: refused at the door, made visible in messages."""

from __future__ import annotations

import re
import unicodedata

from policykb.errors import InputError
from policykb.phrase import Phrase

_ALLOWED = frozenset("\t\n\r")
# The characters with the property Bidi_Control: they make a reader see another order than the machine.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What nearly every text is made of; looked at first because it is fast.
_PLAIN = re.compile(r"[\t\n\r\x20-\x7e\u3001-\u3017\u4e00-\u9fa5\uff01-\uff5e]*+")
_LOST = "\ufffd"
_NON_CHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_IN_PLANE = 0xFFFE
_LONGEST_MESSAGE, _NAMED = 500, 8
_LONGEST_LINE = 5000


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but everyday characters; most do, and this is fast to find out."""
    return _PLAIN.fullmatch(text) is not None


def refuse(text: str, *, where: object) -> None:
    """Refuse control characters, lone surrogates, non-characters and direction marks."""
    if is_plain(text):
        return
    bad = sorted(char for char in set(text) if is_refused(char))
    if not bad:
        return
    at = min(text.index(char) for char in bad)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    hint = _hint(text[at])
    raise InputError(
        f"a character that no text may hold, {visible(text[at])}, at line {line}, column {column}",
        where=place(where),
        hint=hint.en,
        code="E_CONTROL_CHAR",
        zh=f"第{line}行第{column}列有文本中不该出现的字符 {visible(text[at])}；{hint.zh}",
    )


def refuse_in(value: object, *, where: object) -> None:
    """Refuse the same in every text inside a table read from TOML or JSON, whose escapes can spell any character."""
    if isinstance(value, str):
        refuse(value, where=where)
    elif isinstance(value, dict):
        for key, inner in value.items():
            refuse_in(key, where=where)
            refuse_in(inner, where=where)
    elif isinstance(value, list):
        for inner in value:
            refuse_in(inner, where=where)


def suspects(text: str) -> Phrase | None:
    """A warning that names the invisible, private or lost characters of a text, if it has any."""
    odd = oddities(text)
    if not odd:
        return None
    line = text.count("\n", 0, odd[0][1]) + 1
    return suspicion(odd, Phrase(f"第{line}行", f"line {line}"))


def oddities(text: str) -> tuple[tuple[str, int, int], ...]:
    """The characters of a text that do not show or may be read in two ways: each, its first place, how many."""
    odd = (char for char in set(text) if _is_odd(char))
    return tuple(sorted(((char, text.index(char), text.count(char)) for char in odd), key=lambda one: one[1]))


def suspicion(odd: tuple[tuple[str, int, int], ...], first: Phrase) -> Phrase:
    """The warning on such characters, with the place of the first in words."""
    named = [f"{visible(char)} ×{count}" for char, _, count in sorted(odd)[:_NAMED]]
    return Phrase(
        f"有不显示或可作两种理解的字符：{'、'.join(named)}；第一个在{first.zh}",
        f"characters that do not show, or may be read in two ways: {', '.join(named)}; the first is in {first.en}",
    )


def visible(text: str, *, longest: int = _LONGEST_MESSAGE) -> str:
    """The text for a message: what does not show becomes ``⟨U+200B⟩``, and it ends after 500 characters."""
    shown = "".join(f"⟨U+{ord(char):04X}⟩" if _hides(char) else char for char in text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def lines(words: str) -> str:
    """Words for a terminal: line breaks stay, nothing else that steers it does."""
    return "\n".join(visible(line, longest=_LONGEST_LINE) for line in words.split("\n"))


def place(where: object) -> str:
    """A place as the user named it, safe to print."""
    return visible(str(where))


def _hides(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def is_refused(char: str) -> bool:
    """Whether no text may hold a character: it controls, steers or stands for nothing."""
    category = unicodedata.category(char)
    return (category == "Cc" and char not in _ALLOWED) or category == "Cs" or char in _BIDI or _is_none(char)


def _is_none(char: str) -> bool:
    """Whether Unicode promises never to give this code a character."""
    return ord(char) in _NON_CHARACTERS or ord(char) & _LAST_IN_PLANE == _LAST_IN_PLANE


def _is_odd(char: str) -> bool:
    return char == _LOST or (char not in _ALLOWED and _hides(char))


def _hint(char: str) -> Phrase:
    if char == "\0":
        return Phrase(
            "像是 UTF-16 或二进制文件，请另存为 UTF-8 文本",
            "this looks like UTF-16 or a binary file; save it as a UTF-8 text",
        )
    if char == "\f":
        return Phrase(
            "这是 PDF 软件留下的分页符，请换成空行",
            "a page break of a PDF program; replace it with an empty line",
        )
    if char in _BIDI:
        return Phrase(
            "这是改变阅读方向的标记，请删去", "a mark that changes the reading direction; take it out"
        )
    return Phrase("请删去后重试", "take it out and try again")
