"""What stands in the way of a decision: which cell, what is wrong with it, what may stand there."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value, and what to do about it."""

    problem: Phrase
    remedy: Phrase


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place that people can find: ``责任分工!C14``."""

    where: str
    wrong: Wrong

    def said(self, lang: str) -> str:
        """The fault in one line."""
        problem, remedy = self.wrong.problem.said(lang), self.wrong.remedy.said(lang)
        if lang == "en":
            return f"{self.where}: {problem}" + (f"; {remedy}" if remedy else "")
        return f"{self.where}：{problem}" + (f"；{remedy}" if remedy else "")


def wrong(zh: str, en: str, remedy_zh: str = "", remedy_en: str = "") -> Wrong:
    """What is wrong, in both languages."""
    return Wrong(Phrase(zh, en), Phrase(remedy_zh, remedy_en))
