"""A small plan made of one item, and what is read from it, for tests that state a form in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.extract import extract
from policykb.text import PlanText

if TYPE_CHECKING:
    from policykb.draft import Draft, Responsibility

HEAD = "临江市绿色发展方案（虚构）\n\n一、重点任务\n\n"


def draft_of(text: str, region: str = "") -> Draft:
    """The draft of a text."""
    return extract(PlanText.from_bytes(text.encode("utf-8")), "x", region)


def item(words: str) -> str:
    """A plan whose one item holds the words."""
    return f"{HEAD}（一）治理河道。{words}\n"


def stated(text: str) -> list[tuple[str, str]]:
    """Each name with its role, in order; groups of governments behind the bodies."""
    draft = draft_of(text)
    bodies = [(duty.name_as_stated, duty.role.value) for duty in draft.responsibilities]
    return bodies + [(clause.span.quote(text), clause.role.value) for clause in draft.provisions]


def duty(text: str, name: str) -> Responsibility:
    """The one claim about a name."""
    (found,) = [one for one in draft_of(text).responsibilities if one.name_as_stated == name]
    return found
