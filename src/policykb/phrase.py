"""Words that a person reads in Chinese or in English."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The words in one language."""
        return self.en if lang == "en" else self.zh
