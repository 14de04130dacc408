"""Radicals and compatibility forms that PDFs hold in place of everyday characters, and the characters meant."""

from __future__ import annotations

import unicodedata

# Unicode's property Equivalent_Unified_Ideograph, where the radical looks like the whole character.
_SUPPLEMENT = dict(
    zip(
        "⺌⺍⺜⺝⺟⺠⺧⺩⺫⺬⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "小小日月母民牛王目示羊肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


def meant(char: str) -> str:
    """The everyday character that a radical or compatibility form stands for, or the character itself."""
    if not ("\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff"):
        return char
    if char in _SUPPLEMENT:
        return _SUPPLEMENT[char]
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
