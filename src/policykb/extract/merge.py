"""A new draft that keeps what people decided on an older one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from policykb.draft.claims import Claim, Draft, DraftedDocument, ProposedBody, Rejected, Responsibility
from policykb.errors import InputError
from policykb.extract.anchoring import anchored
from policykb.extract.coverage import claimed, coverage
from policykb.extract.outline import outline
from policykb.extract.register import body_slug
from policykb.extract.settled import (
    as_decided,
    is_struck,
    moved_rejections,
    settled,
    without_parts,
    without_struck_bodies,
)
from policykb.vocab import ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.draft.claims import Goal, Measure, Sentence
    from policykb.span import Span

# The kinds of claims below a measure or goal, with the letter and width of their numbers; a kind
# stands after those that it refers to.
_NUMBERED = {
    "actions": "a{:02}",
    "targets": "t{}",
    "responsibilities": "r{}",
    "provisions": "p{}",
    "documents": "d{}",
    "conditions": "c{}",
    "mentions": "n{}",
}


# A clause is one or the other: a decision about the one replaces a new reading as the other.
_INSTEAD = {"actions": "targets", "targets": "actions"}


class Merged(NamedTuple):
    """A draft with the decisions that still stand, and those whose words are gone."""

    draft: Draft
    lost: tuple[Claim | Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A claim of the new draft, and where it came from."""

    claim: Any
    kept: bool
    home: str


@dataclass(slots=True)
class _Work:
    fresh: Draft
    reviewed: Draft
    text: str
    reviewed_text: str
    struck: tuple[Rejected, ...]
    lost: list[Claim] = field(default_factory=list)
    names: dict[tuple[bool, str], str] = field(default_factory=dict)
    """The new id of a claim, by whether it was kept and the id it came with."""
    instead: list[tuple[str, str]] = field(default_factory=list)
    """A fresh claim that one of the other kind replaces, and that one's old id."""
    bodies: list[ProposedBody] = field(default_factory=list)
    agencies: dict[str, str] = field(default_factory=dict)
    """What the slugs of the reviewed draft's proposed bodies have become."""


def merge(fresh: Draft, reviewed: Draft, text: str, reviewed_text: str | None = None) -> Merged:
    """The fresh draft, where what a person accepted, corrected, added or struck out wins over what is read anew.

    A decision stands when its words stand, at their place or at the only place they can have moved to.

    Args:
        fresh: what was just extracted.
        reviewed: an earlier draft with a person's decisions.
        text: the text of the fresh draft.
        reviewed_text: the text of the reviewed one; it may be left out when that is the same.

    Raises:
        InputError: the reviewed draft is about another text, and that text was not given.
    """
    before = _text_of(reviewed, text, reviewed_text)
    struck, astray = moved_rejections(reviewed, before, fresh, text)
    work = _Work(without_parts(fresh, struck), reviewed, text, before, struck)
    fresh = work.fresh
    result = replace(fresh, measures=tuple(_measures(work)), goals=tuple(_goals(work)))
    _name_elements(work)
    _name_bodies(work)
    result = replace(result, bodies=tuple(work.bodies))
    for kind in _NUMBERED:
        claims: dict[str, Any] = {kind: tuple(_merged(work, kind))}
        result = replace(result, **claims)
        for gone, winner in work.instead:
            if name := work.names.get((True, winner)):
                work.names[(False, gone)] = name
    result = replace(result, rejected=struck, sentences=coverage(text, outline(text), claimed(result)))
    result = without_struck_bodies(result)
    return Merged(settled(result), (*work.lost, *(as_decided(record) for record in astray)))


def _text_of(reviewed: Draft, *texts: str | None) -> str:
    """The one of the texts that the reviewed draft is about."""
    for text in texts:
        if text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() == reviewed.text_sha256:
            return text
    raise InputError(
        "the reviewed draft is about another text",
        where=reviewed.plan,
        hint="give the text it was made from, so that its decisions can be found in the new one",
        zh="审定稿针对的是另一份文本；请给出它所依据的文本，以便在新文本中找回各项审定",
    )


def _name_elements(work: _Work) -> None:
    """The ids of measures and goals, and what those of the reviewed draft have become."""
    fresh: tuple[Claim, ...] = (*work.fresh.measures, *work.fresh.goals)
    for element in fresh:
        work.names[(False, element.id)] = element.id
    for old in work.reviewed.measures:
        moved = anchored(replace(old, span=old.title_span), work.reviewed_text, work.text)
        for new in work.fresh.measures:
            if moved and new.title_span == moved.title_span:
                work.names[(True, old.id)] = new.id
    years = {goal.year: goal.id for goal in work.fresh.goals}
    work.names |= {(True, old.id): years[old.year] for old in work.reviewed.goals if old.year in years}


def _name_bodies(work: _Work) -> None:
    """The proposed bodies with what was decided about those of the same name, and what their slugs have become.

    A body that only a kept responsibility names is numbered after the others.
    """
    work.bodies = list(work.fresh.bodies)
    named = {name: at for at, body in enumerate(work.bodies) for name in (body.name, *body.aliases)}
    kept = {duty.agency for duty in work.reviewed.responsibilities if _decided(duty)}
    for old in work.reviewed.bodies:
        slug = body_slug(work.reviewed.plan, old.id)
        at = next((named[name] for name in (old.name, *old.aliases) if name in named), None)
        if at is None:
            moved = anchored(old, work.reviewed_text, work.text)
            if moved is None or not (_decided(old) or slug in kept):
                work.lost += [old] if _decided(old) else []
                continue
            at = len(work.bodies)
            work.bodies.append(replace(moved, id=f"b{at + 1:02}"))
        elif _decided(old):
            work.bodies[at] = _with_decision(
                work.bodies[at], old, ("name", "name_en", "kind", "nearest", "why")
            )
        work.agencies[slug] = body_slug(work.fresh.plan, work.bodies[at].id)


def _decided(claim: Claim) -> bool:
    return claim.review.state is not ReviewState.PROPOSED


def _measures(work: _Work) -> Iterator[Measure]:
    """The fresh measures with what was decided about those whose title stands."""
    decided: dict[Span, Measure] = {}
    for old in filter(_decided, work.reviewed.measures):
        moved = anchored(replace(old, span=old.title_span), work.reviewed_text, work.text)
        if moved and any(new.title_span == moved.title_span for new in work.fresh.measures):
            decided[moved.title_span] = old
        else:
            work.lost.append(old)
    for new in work.fresh.measures:
        old_measure = decided.get(new.title_span)
        yield _with_decision(new, old_measure, ("title_en", "sector")) if old_measure else new


def _goals(work: _Work) -> Iterator[Goal]:
    """The fresh goals with what was decided about those of the same year."""
    decided = {old.year: old for old in work.reviewed.goals if _decided(old)}
    for new in work.fresh.goals:
        old = decided.pop(new.year, None)
        yield _with_decision(new, old, ("title", "title_en")) if old else new
    work.lost += decided.values()


def _with_decision(new: Any, old: Any, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - a measure or a goal
    names = (*names, "confidence", "doubt", "review")
    return replace(new, **{name: getattr(old, name) for name in names})


def _merged(work: _Work, kind: str) -> list[Any]:
    """One kind of claims, kept and fresh, numbered anew in text order."""
    kept, places = _kept(work, kind)
    entries = [entry for claim in kept if (entry := _entry(work, claim, kept=True))]
    homed = [entry.claim for entry in entries]
    work.lost += [claim for claim in kept if claim not in homed]
    read = _not_decided_otherwise(work, kind)
    fresh, superseded = _surviving(read, homed, places)
    fresh = [claim for claim in fresh if not is_struck(claim, work.struck)]
    entries += [entry for claim in fresh if (entry := _entry(work, claim, kept=False))]
    entries.sort(key=lambda entry: (entry.claim.span, entry.home, _turn(entry.claim)))
    counts: dict[str, int] = defaultdict(int)
    result = []
    for entry in entries:
        counts[entry.home] += 1
        number = _NUMBERED[kind].format(counts[entry.home])
        name = f"{entry.home}/{number}" if entry.home else number
        work.names[(entry.kept, entry.claim.id)] = name
        result.append(replace(entry.claim, id=name, **_references(work, entry)))
    _rename(work, superseded, entries, places)
    return result


def _not_decided_otherwise(work: _Work, kind: str) -> list[Any]:
    """The fresh claims of a kind, without those that a person reads as another kind."""
    rivals = _kept(work, _INSTEAD[kind], lose=False)[0] if kind in _INSTEAD else []
    remaining = []
    for claim in getattr(work.fresh, kind):
        winner = next((rival for rival in rivals if rival.span.overlaps(claim.span)), None)
        if winner:
            work.instead.append((claim.id, winner.id))
        else:
            remaining.append(claim)
    return remaining


def _kept(work: _Work, kind: str, *, lose: bool = True) -> tuple[list[Any], dict[Span, list[Any]]]:
    """The decided claims that still stand, and all old claims by their place in the new text."""
    kept: list[Any] = []
    places: dict[Span, list[Any]] = defaultdict(list)
    for old in getattr(work.reviewed, kind):
        moved = anchored(old, work.reviewed_text, work.text)
        if moved:
            places[moved.span].append(moved)
            kept += [moved] if _decided(old) else []
        elif lose and _decided(old):
            work.lost.append(old)
    return kept, places


def _surviving(
    fresh: Sequence[Any], kept: Sequence[Any], places: dict[Span, list[Any]]
) -> tuple[list[Any], list[tuple[Any, Any]]]:
    """The fresh claims that no decision replaces, and the others with what replaces them."""
    surviving: list[Any] = []
    superseded: list[tuple[Any, Any]] = []
    seen: dict[Span, int] = defaultdict(int)
    for claim in fresh:
        turn = seen[claim.span]
        seen[claim.span] += 1
        before = places.get(claim.span, [])
        twin = before[turn] if turn < len(before) else None
        rivals = [other for other in kept if other.span.overlaps(claim.span)]
        if not rivals or (twin is not None and not _decided(twin)):
            surviving.append(claim)
        else:
            superseded.append((claim, twin if twin in rivals else rivals[0]))
    return surviving, superseded


def _rename(
    work: _Work, superseded: list[tuple[Any, Any]], entries: list[_Entry], places: dict[Span, list[Any]]
) -> None:
    """Names for what is only referred to: a fresh claim that was replaced, an old one nobody decided on."""
    for claim, winner in superseded:
        work.names[(False, claim.id)] = work.names[(True, winner.id)]
    for span, olds in places.items():
        here = [entry for entry in entries if entry.claim.span == span]
        near = [entry for entry in entries if entry.claim.span.overlaps(span)]
        for turn, old in enumerate(olds):
            successor = here[turn : turn + 1] or here[:1] or near[:1]
            if successor and (True, old.id) not in work.names:
                new = successor[0]
                work.names[(True, old.id)] = work.names[(new.kept, new.claim.id)]


def _entry(work: _Work, claim: Any, *, kept: bool) -> _Entry | None:  # noqa: ANN401 - any kind of claim
    """The claim with the element that numbers it; None when what it belongs to is gone."""
    of = getattr(claim, "of", ())
    refers = [of] if isinstance(of, str) else list(of)
    if any((kept, name) not in work.names for name in refers):
        return None
    if isinstance(claim, Responsibility):
        home = work.names.get((kept, claim.element.partition("/")[0])) or _home(work, claim.span)
    elif refers and not isinstance(claim, DraftedDocument):
        home = work.names[(kept, refers[0])]
    else:
        home = _home(work, claim.span)
    if home is None and "/" not in claim.id:
        home = ""  # a clause at the head of a chapter belongs to the plan
    return _Entry(claim, kept, home) if home is not None else None


def _home(work: _Work, span: Span) -> str | None:
    """The measure or goal that a place lies in."""
    elements: tuple[Claim, ...] = (*work.fresh.measures, *work.fresh.goals)
    return next((element.id for element in elements if element.span.holds(span)), None)


def _turn(claim: Claim) -> int:
    """The claim's own number: where two stand at one place, the one that came first stays first."""
    return int("".join(filter(str.isdigit, claim.id.rpartition("/")[2])) or 0)


def _references(work: _Work, entry: _Entry) -> dict[str, Any]:
    """The fields of a claim that name other claims, with their new names."""
    changes: dict[str, Any] = {}
    of = getattr(entry.claim, "of", None)
    if isinstance(of, str):
        changes["of"] = work.names[(entry.kept, of)]
    elif of:
        changes["of"] = tuple(dict.fromkeys(work.names[(entry.kept, name)] for name in of))
    if isinstance(entry.claim, Responsibility):
        changes["element"] = work.names.get((entry.kept, entry.claim.element), entry.home)
        if entry.kept:
            changes["agency"] = work.agencies.get(entry.claim.agency, entry.claim.agency)
    return changes
