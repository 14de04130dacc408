"""A deadline as a person corrected it: the day, the words that state it, and how exactly they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.draft.claims import Deadline
from policykb.extract.deadlines import deadlines
from policykb.review.faults import Wrong, wrong
from policykb.text import display
from policykb.vocab import Precision

if TYPE_CHECKING:
    from policykb.draft.claims import Action, Responsibility, Target
    from policykb.review.ground import Ground
    from policykb.span import Span


_UNSTATED = wrong(
    "有时限而没有时限原文",
    "a deadline without the words that state it",
    "请照抄原文里说明时限的词句，如“到2025年”",
    "copy the words that state it, such as 到2025年",
)


def corrected_deadline(
    claim: Action | Target | Responsibility, values: dict[str, str], ground: Ground
) -> Deadline | tuple[str, Wrong] | None:
    """The deadline with the changed values, none when it was taken out, or the field that is wrong and why."""
    before = claim.deadline
    day = values.get("deadline", before.date if before else "")
    stated = values.get("deadline_stated", before.stated if before else "")
    if not day and not values.get("deadline_stated"):
        return None
    if not stated:
        return "deadline_stated", _UNSTATED
    place = before.span if before and "deadline_stated" not in values else _stated_at(claim, stated, ground)
    if place is None:
        return "deadline_stated", wrong(
            f"原文中没有“{stated}”",
            f"“{stated}” does not stand in the text",
            "请照抄原文",
            "copy it from the text",
        )
    read = next(iter(deadlines(ground.text, place)), None)
    if not day and read is None:
        return "deadline", _no_day(stated)
    said = values.get("deadline_precision") or (before.precision.value if before else "")
    precision = Precision(said) if said else (read.precision if read else _precision(stated))
    inherited = before.inherited if before and place == before.span else not claim.span.holds(place)
    return Deadline(
        date=day or (read.date if read else ""),
        stated=display(place.quote(ground.text)),
        precision=precision,
        span=place,
        inherited=inherited,
    )


def _no_day(stated: str) -> Wrong:
    return wrong(
        f"看不出“{stated}”是哪一天",
        f"the day that “{stated}” means is not clear",
        "请填写日期，如 2025-12-31",
        "enter the date, such as 2025-12-31",
    )


def _stated_at(claim: Action | Target | Responsibility, stated: str, ground: Ground) -> Span | None:
    """Where the words stand: in the claim or around it, else before it, else anywhere."""
    return ground.first(stated, *ground.around(claim.span)) or ground.nearest(stated, claim.span.start)


def _precision(stated: str) -> Precision:
    """How exactly words state a day that the program cannot read by itself."""
    if "日" in stated:
        return Precision.DAY
    if "月" in stated:
        return Precision.MONTH
    return Precision.YEAR_END if "底" in stated or "末" in stated else Precision.YEAR
