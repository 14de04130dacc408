"""The workbook's first sheet: how to use it, who decides, and what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policykb.draft.claims import Draft
    from policykb.report.words import Words

FORMAT = "1"
_STEPS = ("read", "correct", "reject", "question", "add", "locked", "person", "back")
_BELONGS = ("plan", "text_sha256", "draft_sha256", "format")


class Line(NamedTuple):
    """A line of the sheet: its look, its label and its words."""

    look: str
    label: str
    words: str = ""


def notes(draft: Draft, draft_sha256: str, words: Words, counts: dict[str, int]) -> tuple[Line, ...]:
    """The lines of the first sheet, in order."""
    told = {
        "plan": draft.plan,
        "text_sha256": draft.text_sha256,
        "draft_sha256": draft_sha256,
        "format": FORMAT,
    }
    return (
        Line("title", words("review.book_title", title=draft.title or draft.plan)),
        Line("", ""),
        Line("fill", words("review.default_by")),
        Line("date", words("review.default_on")),
        Line("", ""),
        *(Line("", words(f"review.step_{step}"), words(f"review.step_{step}_how")) for step in _STEPS),
        Line("", ""),
        *(
            Line("", words(f"review.sheet_{name}"), words("review.rows", n=count))
            for name, count in counts.items()
            if count
        ),
        Line("", ""),
        Line("", words("review.belongs"), words("review.belongs_how")),
        *(Line("", words(f"review.belongs_{key}"), told[key]) for key in _BELONGS),
    )


def labels(words: Words) -> dict[str, str]:
    """What the lines that are read back are called, and what they tell."""
    named = {words(f"review.belongs_{key}"): key for key in _BELONGS}
    return named | {words("review.default_by"): "by", words("review.default_on"): "on"}
