"""A draft with a person's decisions in it, what each of them changed, and which of them could not be taken."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policykb.draft.claims import Claim, Draft, Sentence
from policykb.extract.settled import settled
from policykb.review.additions import added, home_of, next_id, twin_of
from policykb.review.corrections import corrected
from policykb.review.faults import Fault, wrong
from policykb.review.ground import Ground
from policykb.review.kinds import BY_NAME, KINDS, PLURAL, claims_of, every_claim
from policykb.review.readings import reading
from policykb.review.record import Record
from policykb.review.removing import removed
from policykb.review.rows import check_of, id_of
from policykb.vocab import Confidence, ReviewState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.draft.claims import Responsibility
    from policykb.review.entries import Entry


@dataclass(frozen=True, slots=True)
class Applied:
    """The draft after the decisions, a record of each, and the faults of those that could not be taken."""

    draft: Draft
    records: tuple[Record, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Applying:
    """The draft while decisions are taken one after the other."""

    draft: Draft
    text: str
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def ground(self) -> Ground:
        """The text under the draft as it is now."""
        return Ground(self.draft, self.text)

    def put(self, kind: str, claims: Sequence[Claim]) -> None:
        """Replaces the claims of a kind."""
        changes: dict[str, Any] = {kind: tuple(claims)}
        self.draft = replace(self.draft, **changes)

    def note(self, entry: Entry, kind: str, claim: Claim | Sentence, before: Claim | None = None) -> None:
        """Records what was decided on a claim."""
        old, new = reading(before) if before else {}, reading(claim)
        changed = {key: (old.get(key, ""), new[key]) for key in new if old.get(key, "") != new[key]}
        quote = claim.span.quote(self.text)
        self.records.append(Record(entry, kind, id_of(claim), claim.span, quote, changed if before else {}))


def applied(draft: Draft, text: str, entries: Sequence[Entry]) -> Applied:
    """The draft with the decisions taken, in the order: corrections, additions, deletions, restorations."""
    work = Applying(draft, text)
    _decide(work, [entry for entry in entries if entry.decision in {"accepted", "corrected", "questioned"}])
    for entry in (entry for entry in entries if entry.decision == "added"):
        _add(work, entry)
    removed(work, entries)
    for entry in (entry for entry in entries if entry.decision == "restored"):
        _restore(work, entry)
    _number_positions(work, draft)
    return Applied(settled(work.draft), tuple(work.records), tuple(work.faults))


def _decide(work: Applying, entries: Sequence[Entry]) -> None:
    """Takes acceptances, corrections and doubts, each on the claim as it was."""
    ground = work.ground()
    known = every_claim(work.draft)
    now: dict[str, Claim] = {}
    for entry in entries:
        _, claim = known[entry.id]
        new, wrongs = corrected(claim, entry.values, ground)
        if wrongs:
            work.faults += [entry.fault(key, found) for key, found in wrongs]
            continue
        new = replace(new, review=entry.review)
        if entry.decision == "questioned":
            new = replace(new, confidence=Confidence.UNSURE, doubt=entry.note or claim.doubt)
        now[entry.id] = new
        work.note(entry, entry.kind, new, claim)
    for kind in KINDS:
        work.put(kind.name, [now.get(claim.id, claim) for claim in claims_of(work.draft, kind.name)])


def _add(work: Applying, entry: Entry) -> None:
    ground = work.ground()
    claim = added(entry, ground)
    if not isinstance(claim, Claim):
        work.faults += claim
        return
    twin = twin_of(claim, ground, entry.kind)
    if twin:
        if twin.review.state is ReviewState.ADDED and _alike(twin, claim):
            return
        told = wrong(
            f"这段原文已有一条：{twin.id}",
            f"these words have a claim already: {twin.id}",
            "请在那一行更正",
            "correct it there",
        )
        work.faults.append(entry.fault("quote", told))
        return
    letter = BY_NAME[entry.kind].letter
    name = next_id(home_of(claim, ground), letter, taken(work.draft))
    claim = replace(claim, id=name, review=entry.review)
    insert(work, entry.kind, claim)
    work.note(entry, entry.kind, claim)


def insert(work: Applying, kind: str, claim: Claim) -> None:
    """Puts a claim before the first that stands after it."""
    claims = list(claims_of(work.draft, kind))
    at = next((i for i, other in enumerate(claims) if other.span > claim.span), len(claims))
    work.put(kind, [*claims[:at], claim, *claims[at:]])


def taken(draft: Draft) -> set[str]:
    """Every id that is or was given to a claim."""
    return {*every_claim(draft), *(id_of(record.held) for record in draft.rejected)}


def _restore(work: Applying, entry: Entry) -> None:
    found = next(
        record
        for record in work.draft.rejected
        if (id_of(record.held), check_of(record.held)) == (entry.id, entry.check)
    )
    left = tuple(record for record in work.draft.rejected if record is not found)
    held, kind = found.held, PLURAL[found.kind]
    work.draft = replace(work.draft, rejected=left)
    if isinstance(held, Sentence):
        work.note(entry, kind, held)
        return
    known = every_claim(work.draft)
    of = getattr(held, "of", ())
    needs = [of] if isinstance(of, str) else list(of)
    if lost := [name for name in needs if name not in known]:
        told = wrong(
            f"它所属的 {'、'.join(lost)} 不在草稿里",
            f"{', '.join(lost)}, which it belongs to, is not in the draft",
            "请先恢复那一条",
            "restore that first",
        )
        work.faults.append(entry.fault("decision", told))
        work.draft = replace(work.draft, rejected=(*left, found))
        return
    name = held.id
    if name in known:
        name = next_id(name.rpartition("/")[0], BY_NAME[kind].letter, taken(work.draft))
    claim = replace(held, id=name, review=entry.review)
    insert(work, kind, claim)
    work.note(entry, kind, claim)


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims are read the same, whatever their numbers."""
    skip = {"position"}
    return {k: v for k, v in reading(one).items() if k not in skip} == {
        k: v for k, v in reading(other).items() if k not in skip
    }


def _number_positions(work: Applying, before: Draft) -> None:
    """Counts the bodies of each list anew where one came or went: the first listed is the first."""
    old, new = _lists(before.responsibilities), _lists(work.draft.responsibilities)
    moved = {key for key in new if [duty.span for duty in new[key]] != [d.span for d in old.get(key, [])]}
    places = {
        duty.id: at
        for key in moved
        for at, duty in enumerate(sorted(new[key], key=lambda duty: duty.span), 1)
    }
    work.put(
        "responsibilities",
        [replace(duty, position=places.get(duty.id, duty.position)) for duty in work.draft.responsibilities],
    )


def _lists(duties: Sequence[Responsibility]) -> dict[tuple[str, object], list[Responsibility]]:
    found: dict[tuple[str, object], list[Responsibility]] = {}
    for duty in duties:
        found.setdefault((duty.element, duty.bracket), []).append(duty)
    return found
