"""A draft or a plan folder from elsewhere: what its fields may hold, before anything is made of them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from policykb.draft.claims import Claim
from policykb.errors import InputError
from policykb.span import Span
from policykb.vocab import ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.draft.claims import Draft, Rejected

_ID = re.compile(r"(?:m[0-9]{2,6}|g[0-9]{4})(?:/[artcndp][0-9]{1,6}){0,2}|[bp][0-9]{1,6}")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_SLUGS = ("agency", "indicator", "unit", "concept", "sector", "applies_per", "nearest")
_CLAIMS = [
    "measures",
    "goals",
    "actions",
    "targets",
    "responsibilities",
    "provisions",
    "conditions",
    "mentions",
    "documents",
    "bodies",
]


def check_draft(draft: Draft, where: object) -> None:
    """Refuses a draft whose ids, slugs, numbers, dates or places in the text are none.

    Raises:
        InputError: the first field that cannot stand, with the claim it is in.
    """
    for claim in (claim for kind in _CLAIMS for claim in getattr(draft, kind)):
        _check_claim(claim, draft.text_length, where)
        if claim.review.state is ReviewState.REJECTED:
            raise _unsound(f"{ascii(claim.id)[:40]}: review.state = rejected", where)
    for sentence in draft.sentences:
        if sentence.span.end > draft.text_length:
            raise _unsound(f"sentence {sentence.index}: span = {sentence.span}", where)
    for record in draft.rejected:
        _check_rejected(record, draft.text_length, where)


def _check_claim(claim: Claim, length: int, where: object) -> None:
    for field, value, sound in _fields(claim, length):
        if not sound:
            raise _unsound(f"{ascii(claim.id)[:40]}: {field} = {ascii(value)[:60]}", where)


def _check_rejected(record: Rejected, length: int, where: object) -> None:
    held = [
        one for name in record.__slots__ if name != "review" and (one := getattr(record, name)) is not None
    ]
    if len(held) != 1:
        raise _unsound(f"rejected: {len(held)} claims in one record", where)
    if isinstance(held[0], Claim):
        _check_claim(held[0], length, where)
    elif held[0].span.end > length:
        raise _unsound(f"rejected: span = {held[0].span}", where)


def check_slugs(slugs: Iterable[object], where: object) -> None:
    """Refuses what is no short name of a thing, such as ``org/nx-sthjt``; "" is none named."""
    for slug in slugs:
        if slug != "" and not (isinstance(slug, str) and _SLUG.fullmatch(slug)):
            raise _unsound(ascii(slug)[:60], where)


def check_ids(ids: Iterable[str], where: object) -> None:
    """Refuses what is no element's id, such as ``m03/a04``."""
    for name in ids:
        if not _ID.fullmatch(name):
            raise _unsound(ascii(name)[:60], where)


def check_day(day: object, where: object) -> None:
    """Refuses what is no day ``YYYY-MM-DD``; "" is none."""
    if not isinstance(day, str) or (day and not _is_day(day)):
        raise _unsound(ascii(day)[:60], where)


def _fields(claim: Any, length: int) -> Iterator[tuple[str, object, bool]]:  # noqa: ANN401 - any kind of claim
    yield "id", claim.id, bool(_ID.fullmatch(claim.id))
    for field in ("of", "element"):
        named = getattr(claim, field, ())
        for name in (named,) if isinstance(named, str) else named:
            yield field, name, bool(_ID.fullmatch(name))
    for field in _SLUGS:
        value = getattr(claim, field, "")
        yield field, value, value == "" or bool(_SLUG.fullmatch(value))
    within = getattr(claim, "within", "")
    yield "within", within, within == "" or bool(_ID.fullmatch(within) or _SLUG.fullmatch(within))
    for value in getattr(claim, "assignees", ()):
        yield "assignees", value, bool(_SLUG.fullmatch(value))
    for field in ("value", "value_max"):
        value = getattr(claim, field, "")
        yield field, value, value == "" or bool(_NUMBER.fullmatch(value))
    deadline = getattr(claim, "deadline", None)
    if deadline is not None:
        yield "deadline", deadline.date, _is_day(deadline.date)
        yield "deadline", deadline.span, deadline.span.end <= length
    for field in claim.__slots__ if hasattr(claim, "__slots__") else ():
        value = getattr(claim, field)
        if isinstance(value, Span):
            yield field, value, value.end <= length
    yield "span", claim.span, claim.span.end <= length


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unsound(what: str, where: object) -> InputError:
    return InputError(
        f"this cannot stand here: {what}",
        where=where,
        hint="correct it, or extract the text again",
        zh=f"此处不能这样写：{what}；请更正，或重新抽取",
    )
