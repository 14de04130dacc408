"""What the signs of Word's symbol fonts mean, by their place in the font."""

from __future__ import annotations

_PRIVATE = 0xF000
UNKNOWN = "\ufffd"
# Adobe's Symbol encoding, as far as plans use it: digits and signs at ASCII's places, then mathematics and Greek.
_SYMBOL = {
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, 0x25, 0x26, *range(0x28, 0x2A), *range(0x2B, 0x2D), *range(0x2E, 0x40))},
    0x2D: "−", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π",
    0x5B: "[", 0x5D: "]", 0x7E: "~", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xD7: "⋅", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA8: "□", 0xA7: "▪", 0xD8: "➢", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + number: chr(0x24EA if number == 0 else 0x245F + number) for number in range(11)},
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(font: str, code: str) -> str:
    """The character that a ``w:sym`` shows; U+FFFD where that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    signs = _FONTS.get(font.lower())
    if signs is not None:
        return signs.get(number - _PRIVATE if number >= _PRIVATE else number, UNKNOWN)
    is_own = 0xE000 <= number <= 0xF8FF  # noqa: PLR2004 - the private use area means what its font says
    return UNKNOWN if is_own or not 0x20 <= number <= 0x10FFFF else chr(number)  # noqa: PLR2004 - Unicode's bounds
