"""How sure the reading of a target is, and the year it is measured from where that has to be reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.extract.subjects import doubt
from policykb.vocab import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.extract.pieces import Aim
    from policykb.extract.reach import Due

# With one of these doubts it is as likely that there is no such target.
_UNSURE = ("bare_year", "unpaired", "no_subject", "no_unit")


def confidence_of(doubts: Sequence[str]) -> Confidence:
    """Certain without a doubt, unsure with one of the gravest."""
    if not doubts:
        return Confidence.CERTAIN
    unsure = [doubt(name) for name in _UNSURE]
    return Confidence.UNSURE if any(one in unsure for one in doubts) else Confidence.LIKELY


def baseline_year(aim: Aim, due: Due) -> tuple[int | None, list[str]]:
    """The year that a change is measured from, the one stated or the one before it is due; and a doubt."""
    if aim.baseline is None or aim.baseline.year:
        return (aim.baseline.year if aim.baseline else None), []
    if due.deadline is None:
        return None, [doubt("previous", words=aim.baseline.words)]
    return int(due.deadline.date[:4]) - 1, []
