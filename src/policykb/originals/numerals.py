"""The numerals that automatic numbering writes, by Word's names for them."""

from __future__ import annotations

_DIGITS, _POWERS = "零一二三四五六七八九", "十百千"
_LEGAL, _LEGAL_POWERS = "零壹贰叁肆伍陆柒捌玖", "拾佰仟"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_HUNDRED, _LIMIT = 100, 10_000
_ALPHABET = 26
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CIRCLES = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
# What has one sign for each number, from 1 on.
_SIGNS = {
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "ideographEnclosedCircle": "".join(map(chr, range(0x3280, 0x328A))),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_PLAIN = frozenset({"decimal", "", "decimalHalfWidth", "custom"})
_DIGIT_BY_DIGIT = frozenset(
    [
        "chineseCounting",
        "taiwaneseCounting",
        "ideographDigital",
        "taiwaneseDigital",
        "japaneseDigitalTenThousand",
        "koreanDigital2",
    ]
)
_UNSEEN = frozenset({"none", "bullet"})


def numeral(number: int, form: str) -> str | None:
    """A number in one of Word's forms (``w:numFmt``), or none for a form that is not known here."""
    if form in _UNSEEN:
        return ""
    if not 0 <= number < _LIMIT or form in _PLAIN:
        return str(number)
    if form in _SIGNS:
        signs = _SIGNS[form]
        return signs[number - 1] if 0 < number <= len(signs) else str(number)
    found = _western(number, form)
    return _chinese(number, form) if found is None else found


def _western(number: int, form: str) -> str | None:
    said = None
    match form:
        case "upperRoman" | "lowerRoman":
            said = _roman(number)
        case "upperLetter" | "lowerLetter":
            said = _letters(number)
        case "decimalZero":
            said = f"{number:02}"
        case "numberInDash":
            said = f"- {number} -"
        case "decimalFullWidth" | "decimalFullWidth2":
            said = str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return said.lower() if said and form.startswith("lower") else said


def _chinese(number: int, form: str) -> str | None:
    said = None
    match form:
        case "chineseCounting" | "taiwaneseCounting" if number < _HUNDRED:
            said = _counted(number, _DIGITS, _POWERS)
            said = said.removeprefix("一") if number >= len(_DIGITS) else said
        case "chineseCountingThousand" | "taiwaneseCountingThousand":
            said = _counted(number, _DIGITS, _POWERS)
            said = said.removeprefix("一") if len(_DIGITS) <= number < 2 * len(_DIGITS) else said
        case "japaneseCounting" | "koreanCounting":
            said = _counted(number, _DIGITS, _POWERS).replace("零", "" if number else "〇")
            said = said.replace("一十", "十").replace("一百", "百").replace("一千", "千")
        case "chineseLegalSimplified":
            said = _counted(number, _LEGAL, _LEGAL_POWERS)
        case "ideographLegalTraditional" | "japaneseLegal":
            said = _counted(number, _LEGAL_TRADITIONAL, _LEGAL_POWERS)
        case _ if form in _DIGIT_BY_DIGIT:
            said = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    return said


def _counted(number: int, digits: str, powers: str) -> str:
    """A number with its powers of ten: 一百零一, 一十."""
    if number == 0:
        return digits[0]
    said = ""
    written = str(number)
    for at, digit in enumerate(written):
        power = len(written) - at - 1
        if digit != "0":
            said += digits[int(digit)] + (powers[power - 1] if power else "")
        elif said and not said.endswith(digits[0]):
            said += digits[0]
    return said.rstrip(digits[0])


def _roman(number: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said


def _letters(number: int) -> str:
    """A … Z, AA, BB …, as Word goes on after Z."""
    if number == 0:
        return ""
    return chr(ord("A") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)
