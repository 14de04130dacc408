"""A claim under correction: words looked up in the text, codes taken as they are, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policykb.draft.claims import Claim
from policykb.gate.characters import visible
from policykb.review.faults import Wrong, wrong
from policykb.review.ground import Ground
from policykb.text import display

if TYPE_CHECKING:
    from policykb.span import Span


@dataclass(slots=True)
class Correcting:
    """A claim under correction: what is to be set, and what was wrong."""

    claim: Claim
    values: dict[str, str]
    ground: Ground
    changes: dict[str, Any] = field(default_factory=dict)
    wrongs: list[tuple[str, Wrong]] = field(default_factory=list)

    def words(self, key: str, *, wider: bool = True) -> Span | None:
        """Takes words that must stand in the claim's own stretch, or in what is around it; gives their place."""
        if key not in self.values:
            return None
        said = self.values[key]
        if not said:
            self.changes[key] = ""
            return None
        stretches = self.ground.around(self.claim.span)[: 3 if wider else 1]
        place = self.ground.first(said, *stretches)
        if place is None:
            self.refuse(key, not_there(said))
        else:
            self.changes[key] = display(place.quote(self.ground.text))
        return place

    def code(self, key: str, prefix: str = "") -> None:
        """Takes a code as it is, without its vocabulary's name."""
        if key in self.values:
            self.changes[key] = self.values[key].removeprefix(prefix)

    def refuse(self, key: str, found: Wrong) -> None:
        """Notes what is wrong with a field."""
        self.wrongs.append((key, found))


def not_there(said: str) -> Wrong:
    """What is wrong with words that the text does not hold there."""
    shown = visible(said, longest=60)
    return wrong(
        f"这条原文及其前后没有“{shown}”",
        f"“{shown}” does not stand in these words or around them",
        "请照抄原文",
        "copy it from the text",
    )
