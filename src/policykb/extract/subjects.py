"""A target's subject: what it is about, where it holds, and each of which divisions it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.extract.predicates import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Division:
    """The divisions that a clause speaks of one by one, and where their name ends in it."""

    level: str
    words: str
    end: int


def division_of(words: str, before: Division | None) -> Division | None:
    """The divisions a clause speaks of; 各 alone goes on with those of the clause before it."""
    table, blanks = lexicon()["division"], len(words) - len(words.lstrip())
    for level in ("prefecture", "county"):
        for name in sorted(table[level], key=len, reverse=True):
            if words.startswith(name, blanks):
                return Division(level, name, blanks + len(name))
    if before and words.startswith(table["elided"], blanks):
        return replace(before, end=blanks + len(table["elided"]))
    return None


def bare_subject(words: str) -> tuple[str, str]:
    """A subject without the words around it that are no part of it, and where the target holds."""
    table, scope, previous = lexicon()["subject"], "", ""
    while words != previous:
        previous = words = words.strip()
        front = _affix(words, (*table["before"], *table["scope"]), str.startswith)
        scope = front if front in table["scope"] else scope
        words = words[len(front) :].strip()
        back = _affix(words, table["after"], str.endswith)
        words = words[: len(words) - len(back)]
    return words, scope


def doubt(name: str, **words: str) -> str:
    """One of the lexicon's doubts, its words filled in."""
    return str(lexicon()["doubts"][name]).format(**words)


@cache
def lexicon() -> dict[str, Any]:
    """The words that make a clause a target."""
    return assets.lexicon("targets")


def coordinated(subject: str) -> tuple[str, ...]:
    """The subjects that 、 or 和 joins, where each is a measure; otherwise the one."""
    joints = alternation(tuple(lexicon()["subject"]["joints"]))
    parts = tuple(part.strip() for part in joints.split(subject))
    measures = tuple(lexicon()["subject"]["measures"])
    return parts if all(part.endswith(measures) for part in parts) else (subject,)


def _affix(words: str, affixes: Sequence[str], stands: Any) -> str:  # noqa: ANN401 - str.startswith or str.endswith
    """The longest of the affixes that the words have, if anything else is left of them."""
    ordered = sorted(affixes, key=len, reverse=True)
    return next((affix for affix in ordered if stands(words, affix) and words != affix), "")
