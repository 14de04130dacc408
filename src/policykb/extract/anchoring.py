"""Where a claim about one version of a text stands in the next version."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from policykb.span import Span

if TYPE_CHECKING:
    from policykb.draft.claims import Claim

_WIDTHS = (0, 8, 32, 128, 512)

AnyClaim = TypeVar("AnyClaim", bound="Claim")


def anchored(claim: AnyClaim, old: str, new: str) -> AnyClaim | None:
    """The claim with all its places in the new text; None when one of its quotes does not stand."""
    place = _place(claim.span, old, new)
    if place is None:
        return None
    try:
        return replace(claim, **_moved(claim, old, new, place.start - claim.span.start))
    except LookupError:
        return None


def _place(span: Span, old: str, new: str) -> Span | None:
    """The same words at the same place, or at the one place that their surroundings leave."""
    quote = span.quote(old)
    if new.startswith(quote, span.start):
        return span
    for width in _WIDTHS:
        start = max(0, span.start - width)
        words = old[start : span.end + width]
        at = new.find(words)
        if at < 0:
            return None
        if new.find(words, at + 1) < 0:
            return Span(at + span.start - start, at + span.end - start)
    return None


def _moved(value: Any, old: str, new: str, by: int) -> dict[str, Any]:  # noqa: ANN401 - any frozen dataclass
    """The fields of a claim that hold places, in the new text.

    Raises:
        LookupError: the words at one of them are gone.
    """
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, Span):
            changes[field.name] = _shifted(held, old, new, by)
        elif is_dataclass(held) and not isinstance(held, type) and field.name != "review":
            changes[field.name] = replace(held, **_moved(held, old, new, by))
    return changes


def _shifted(span: Span, old: str, new: str, by: int) -> Span:
    """The place that lies as far from the claim's own as before, or where its words stand alone."""
    start = span.start + by
    if start >= 0 and new.startswith(span.quote(old), start):
        return Span(start, span.end + by)
    if place := _place(span, old, new):
        return place
    raise LookupError(span.quote(old))
