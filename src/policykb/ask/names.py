"""Things by the names people give them: exact, with or without a region's name in front, or the nearest."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import UsageError
from policykb.gate.characters import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NEAREST = 3
_LISTED = 8
_DROPPED = str.maketrans("", "", "()[]〔〕【】《》“”‘’\"'")
# What a region may be called in front of its bodies' names, instead of its own name.
_LEVELS = ("自治区", "特别行政区", "省", "自治州", "地区", "盟", "市", "自治县", "县", "旗", "区")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with the names it goes by, the one to show first; ``places`` are its region's names."""

    iri: str
    names: tuple[str, ...]
    places: tuple[str, ...] = ()

    def fronts(self) -> tuple[str, ...]:
        """What may stand in front of its name: its region's names and its region's kind."""
        kinds = {level for level in _LEVELS for place in self.places if place.endswith(level)}
        return tuple(sorted({*map(normal, self.places), *kinds}, key=lambda front: (-len(front), front)))


def pick(value: str, among: Iterable[Named], *, what: str, what_zh: str) -> str:
    """The IRI of the one thing that a person means by a name.

    Raises:
        UsageError: no thing or several go by it; the message lists the nearest, or the several.
    """
    things = tuple(among)
    wanted = normal(value)
    for names in (_plain_names, _full_names, _bare_names):
        bare = names is _bare_names
        found = {t.iri: t for t in things if (_bare(wanted, t) if bare else wanted) in names(t)}
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise _ambiguous(value, list(found.values()), what_zh=what_zh, what=what)
    raise _unknown(value, things, what_zh=what_zh, what=what)


def normal(name: str) -> str:
    """A name as it is compared: full and half width alike, no blanks, no brackets, no capitals."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(folded.split()).translate(_DROPPED)


def _plain_names(thing: Named) -> set[str]:
    return {normal(name) for name in thing.names}


def _full_names(thing: Named) -> set[str]:
    cores = _bare_names(thing)
    return {front + core for front in thing.fronts() for core in cores}


def _bare_names(thing: Named) -> set[str]:
    return {_bare(normal(name), thing) for name in thing.names} - {""}


def _bare(name: str, thing: Named) -> str:
    """The name without its region in front, however often the region is named."""
    fronts = thing.fronts()
    while front := next((front for front in fronts if name.startswith(front)), ""):
        name = name.removeprefix(front)
    return name


def _unknown(value: str, things: tuple[Named, ...], *, what: str, what_zh: str) -> UsageError:
    near = nearest(value, things)
    shown = visible(value, longest=60)
    return UsageError(
        f"no {what} goes by the name {shown!r}",
        hint=f"nearest: {', '.join(near)}" if near else "",
        zh=f"没有名为“{shown}”的{what_zh}" + (f"；相近的有：{'、'.join(near)}" if near else ""),
    )


def _ambiguous(value: str, found: list[Named], *, what: str, what_zh: str) -> UsageError:
    named = sorted(thing.names[0] for thing in found)
    more = len(named) - _LISTED
    listed = named[:_LISTED]
    shown = visible(value, longest=60)
    return UsageError(
        f"{len(named)} things of the kind {what} go by the name {shown!r}",
        hint=f"one of {', '.join(listed)}" + (f" and {more} more" if more > 0 else ""),
        zh=f"“{shown}”可指{len(named)}个{what_zh}：{'、'.join(listed)}" + ("等" if more > 0 else ""),
    )


def nearest(value: str, things: Iterable[Named]) -> list[str]:
    """The names of the three things whose names come closest."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a mistyped name needs it

    wanted = normal(value)

    def closeness(thing: Named) -> float:
        return max(SequenceMatcher(None, name, wanted).ratio() for name in _plain_names(thing))

    ranked: Callable[[tuple[float, str]], tuple[float, str]] = lambda pair: (-pair[0], pair[1])  # noqa: E731 - a key with a type
    scored = sorted(((closeness(thing), thing.names[0]) for thing in things), key=ranked)
    return [name for score, name in scored[:_NEAREST] if score > 0]
