"""Claims taken out of a draft, with all that belongs to them; kept apart, so that nobody reads them in again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policykb.draft.claims import Action, DraftedDocument, Rejected, Target
from policykb.extract.register import body_slug
from policykb.review.additions import next_id
from policykb.review.faults import wrong
from policykb.review.kinds import KINDS, SINGULAR, claims_of, every_claim
from policykb.review.rows import Headings, id_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.draft.claims import Claim
    from policykb.review.applying import Applying
    from policykb.review.entries import Entry

_SHOWN = 5
_KEPT = frozenset({"accepted", "corrected", "questioned"})


def removed(work: Applying, entries: Sequence[Entry]) -> None:
    """Takes out what was struck out; a detail of it moves to the element that now holds its words, or goes too."""
    struck = {entry.id: entry for entry in entries if entry.decision in {"rejected", "nothing"}}
    kept = {entry.id: entry for entry in entries if entry.decision in _KEPT}
    doomed = _doomed(work, struck)
    for name in _contradicted(work, doomed, kept):
        doomed.pop(name)
    for name in _still_named(work, doomed):
        doomed.pop(name)
    homes = _homes(work, doomed)
    taken = {*every_claim(work.draft), *(id_of(record.held) for record in work.draft.rejected)}
    records = list(work.draft.rejected)
    for kind in KINDS:
        remaining = []
        for claim in claims_of(work.draft, kind.name):
            if claim.id in doomed:
                records.append(_record(work, kind.name, claim, doomed[claim.id]))
            else:
                remaining.append(_moved(claim, homes, taken, kind.letter))
        work.put(kind.name, remaining)
    for sentence in work.draft.sentences:
        entry = struck.get(id_of(sentence))
        if entry and entry.kind == "sentences":
            records.append(Rejected(sentence=sentence, review=entry.review))
            work.note(entry, "sentences", sentence)
    work.draft = replace(work.draft, rejected=tuple(records))


def _doomed(work: Applying, struck: dict[str, Entry]) -> dict[str, Entry]:
    """Every claim that goes, with the decision that takes it out."""
    known = every_claim(work.draft)
    doomed = {name: struck[name] for name in known if name in struck}
    for name in known:
        whole = name.partition("/")[0]
        if name not in doomed and whole in doomed:
            doomed[name] = _with(doomed[whole], whole)
    for name, (_, claim) in known.items():
        of = _of(claim)
        if (
            name not in doomed
            and of
            and all(one in doomed for one in of)
            and not _new_home(work, claim, doomed)
        ):
            doomed[name] = _with(doomed[of[0]], of[0])
    return doomed


def _contradicted(work: Applying, doomed: dict[str, Entry], kept: dict[str, Entry]) -> set[str]:
    """What stays after all, because somebody kept a detail of it; that is told at the detail's row."""
    stays: set[str] = set()
    for name, entry in sorted(doomed.items()):
        if name in kept:
            told = wrong(
                f"它所属的 {entry.id} 在 {entry.row} 选了“删除”",
                f"{entry.id}, which it belongs to, is deleted at {entry.row}",
                "要么都删除，要么都保留",
                "delete both, or keep both",
            )
            work.faults.append(kept[name].fault("decision", told))
            stays |= {other for other, its in doomed.items() if its.id == entry.id}
    return stays


def _still_named(work: Applying, doomed: dict[str, Entry]) -> list[str]:
    """The proposed bodies that stay after all, because a responsibility still names them; that is told at their rows."""
    stays = []
    for name in sorted(doomed):
        slug = body_slug(work.draft.plan, name)
        duties = [
            duty.id for duty in work.draft.responsibilities if duty.agency == slug and duty.id not in doomed
        ]
        if duties:
            told = wrong(
                f"还有责任指向它：{'、'.join(duties[:_SHOWN])}",
                f"responsibilities still name it: {', '.join(duties[:_SHOWN])}",
                "请先在“责任分工”里改成别的机构",
                "give them another body first",
            )
            work.faults.append(doomed[name].fault("decision", told))
            stays.append(name)
    return stays


def _homes(work: Applying, doomed: dict[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The elements that a claim belongs to afterwards, where they are others than before."""
    homes: dict[str, tuple[str, ...]] = {}
    headings = Headings(work.draft)
    for name, (_, claim) in every_claim(work.draft).items():
        of = _of(claim) or ((claim.element,) if hasattr(claim, "element") else ())
        if name in doomed or not any(one in doomed for one in of):
            continue
        left = tuple(one for one in of if one not in doomed)
        new = _new_home(work, claim, doomed)
        whole = headings.whole(claim.span)
        homes[name] = left or ((new,) if new else ()) or ((whole.id,) if whole else of)
    return homes


def _new_home(work: Applying, claim: Claim, doomed: dict[str, Entry]) -> str:
    """The smallest element that stays and holds the words of a claim whose own element goes."""
    elements: list[Action | Target] = [*work.draft.actions]
    if not isinstance(claim, DraftedDocument):
        elements += work.draft.targets
    holding = [one for one in elements if one.id not in doomed and one.span.holds(claim.span)]
    return min(holding, key=lambda one: (len(one.span), one.id)).id if holding else ""


def _moved(claim: Claim, homes: dict[str, tuple[str, ...]], taken: set[str], letter: str) -> Claim:
    """The claim under its new element, by a new id where the element's is part of it."""
    of = homes.get(claim.id)
    if of is None:
        return claim
    if hasattr(claim, "element"):
        changes: dict[str, Any] = {"element": of[0]}
        return replace(claim, **changes)
    name = claim.id
    if not isinstance(claim, DraftedDocument) and name.rpartition("/")[0] != of[0]:
        name = next_id(of[0], letter, taken)
        taken.add(name)
    changes = {"id": name, "of": of[0] if isinstance(getattr(claim, "of", ()), str) else of}
    return replace(claim, **changes)


def _record(work: Applying, kind: str, claim: Claim, entry: Entry) -> Rejected:
    work.note(entry, kind, claim)
    held: dict[str, Any] = {SINGULAR[kind]: claim}
    return Rejected(**held, review=entry.review)


def _with(entry: Entry, element: str) -> Entry:
    """The decision on an element as one on what belongs to it."""
    if entry.note.startswith("随 "):
        return entry
    return replace(entry, note=f"随 {element} 一并删除 / deleted with {element}", values={})


def _of(claim: Claim) -> tuple[str, ...]:
    of = getattr(claim, "of", ())
    return (of,) if isinstance(of, str) else tuple(of)
