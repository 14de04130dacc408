"""The language a person is spoken to in: ``--lang``, ``POLICYKB_LANG``, the locale, then Chinese."""

from __future__ import annotations

import os
import sys

LANGUAGES = ("zh", "en")


def chosen(argv: list[str] | None = None) -> str:
    """``zh`` or ``en``; read before any command is, since even its help has a language."""
    words = sys.argv[1:] if argv is None else argv
    for word, following in zip(words, [*words[1:], ""], strict=False):
        named = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and named in LANGUAGES:
            return named
    for name in ("POLICYKB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")[:2].lower()
        if value in LANGUAGES:
            return value
        if value and name != "POLICYKB_LANG":
            return "zh"
    return "zh"


def say(zh: str, en: str) -> str:
    """The one of the two that the person reads."""
    return en if chosen() == "en" else zh
