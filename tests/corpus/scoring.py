"""How well a draft reads a fragment whose labels were made by hand, in counts that can be added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from labelled import UNITS, Fragment, Row, unit
from tallies import Score, Tally

from policykb.span import Span
from policykb.vocab import Confidence, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.draft.claims import Claim, Draft, Provision, Responsibility, Target

DITTO = {"同上", "〃", "″", ""}


def score(fragment: Fragment, draft: Draft) -> Score:
    """How well the draft reads the fragment."""
    tallies, faults = {}, []
    for kind, judged in (*_duties(fragment, draft), *_aims(fragment, draft), *_rest(fragment, draft)):
        tallies[kind] = tallies.get(kind, Tally()) + judged.tally
        faults += [f"{fragment.id}: {kind}: {fault}" for fault in judged.faults]
    return Score(tallies, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Judged:
    """One kind's tally with its faults."""

    tally: Tally
    faults: tuple[str, ...] = ()


# responsibilities


def bare(name: str) -> str:
    """A name without blanks, line breaks and the word for its region that lists leave out at will."""
    return re.sub(
        r"^(自治区|自治州|省级?|市(?!场|政)级?|县级?|区级?|州级?)(?=.{2})", "", re.sub(r"\s", "", name)
    )


def _ordinal(draft: Draft, element: str) -> int:
    found = [measure.ordinal for measure in draft.measures if measure.id == element.split("/", 1)[0]]
    return found[0] if found else 0


def _names(draft: Draft, claim: Responsibility) -> set[str]:
    """What a claim calls its body; a ditto mark stands for the names its body has elsewhere in the draft."""
    if claim.name_as_stated.strip() not in DITTO:
        return {bare(claim.name_as_stated)}
    return {
        bare(r.name_as_stated) for r in draft.responsibilities if claim.agency and r.agency == claim.agency
    }


def _duties(fragment: Fragment, draft: Draft) -> Iterator[tuple[str, _Judged]]:
    left: list[Responsibility] = list(draft.responsibilities)
    right: list[Claim] = []
    used: set[str] = set()
    missed, elements, wrong_elements = [], 0, []
    for row in fragment.rows("responsibility"):
        found = next((claim for claim in left if _is_duty(draft, claim, row)), None)
        if found:
            left.remove(found)
            right.append(found)
            if "element" in row and not _is_at(fragment, draft, found, row):
                wrong_elements.append(f"{row['name']} is {found.element}")
            elements += "element" in row
        elif row.get("group") and (clause := _clause(fragment, draft, row)):
            used.add(clause.id)
            right += [] if clause in right else [clause]
        else:
            missed.append(f"missed m{row['measure']} {row['name']} {row['role']}")
    spurious: list[Claim] = [*left, *(clause for clause in draft.provisions if clause.id not in used)]
    hits = len(fragment.rows("responsibility")) - len(missed)
    said = [
        f"spurious {claim.id} {_said(fragment, claim)} {getattr(claim, 'role', '')}" for claim in spurious
    ]
    yield "responsibilities", _Judged(Tally(hits, len(spurious), len(missed)), (*missed, *said))
    yield (
        "elements",
        _Judged(Tally(elements - len(wrong_elements), 0, len(wrong_elements)), tuple(wrong_elements)),
    )
    yield "certain responsibilities", _Judged(Tally(_certain(right), _certain(spurious)))


def _is_duty(draft: Draft, claim: Responsibility, row: Row) -> bool:
    return (
        claim.role.value == row["role"]
        and _ordinal(draft, claim.element) == row["measure"]
        and bare(row["name"]) in _names(draft, claim)
    )


def _clause(fragment: Fragment, draft: Draft, row: Row) -> Provision | None:
    """The clause on local governments that holds the group's name, in the same measure and role."""
    places = [Span(m.start(), m.end()) for m in re.finditer(re.escape(row["name"]), fragment.text)]
    for clause in draft.provisions:
        same = clause.role.value == row["role"] and _ordinal(draft, clause.id) == row["measure"]
        if same and any(place.overlaps(clause.span) for place in places):
            return clause
    return None


def _is_at(fragment: Fragment, draft: Draft, claim: Responsibility, row: Row) -> bool:
    """Whether the claim is about something said in the sentence the tag belongs to."""
    spans = [element.span for element in (*draft.actions, *draft.targets) if element.id == claim.element]
    return any(span.overlaps(fragment.place(row["element"])) for span in spans)


# targets


def _number(value: str) -> Decimal | None:
    return Decimal(value) if value else None


def _differences(claim: Target, row: Row) -> list[str]:
    """What of a target's value, comparator, unit and deadline the claim does not have."""
    due = claim.deadline.date if claim.deadline else ""
    comparator = claim.comparator.value if claim.comparator else ""
    known = unit(row.get("unit", "")) in UNITS or not row.get("unit")
    pairs = {
        "value": (_number(claim.value), _number(row.get("value", ""))),
        "value_max": (_number(claim.value_max), _number(row.get("value_max", ""))),
        "comparator": (comparator if claim.value else "", row.get("comparator", "")),
        "unit": (claim.unit if known or claim.unit else unit(row["unit"]), unit(row.get("unit", ""))),
        "deadline": (due, row["deadline"]),
        "kind": (claim.kind.value if not claim.value else "", row["kind"] if not row.get("value") else ""),
    }
    return [f"{name} {got or '-'} for {asked or '-'}" for name, (got, asked) in pairs.items() if got != asked]


def _aims(fragment: Fragment, draft: Draft) -> Iterator[tuple[str, _Judged]]:
    words = [claim for claim in draft.targets if claim.kind is TargetKind.QUALITATIVE]
    left = [claim for claim in draft.targets if claim.kind is not TargetKind.QUALITATIVE]
    right: list[Claim] = []
    missed, lost_words, wrong_baselines, baselines = [], [], [], 0
    rows = fragment.rows("target")
    qualitative = [row for row in rows if row["kind"] == "qualitative"]
    for row in rows:
        place = fragment.place(row["quote"])
        near = [c for c in (words if row in qualitative else left) if c.span.overlaps(place)]
        found = next((claim for claim in near if not _differences(claim, row)), None)
        if found is None:
            (lost_words if row in qualitative else missed).append((row, near))
        elif row not in qualitative:
            left.remove(found)
            right.append(found)
            baselines += "baseline_year" in row
            if "baseline_year" in row and found.baseline_year != row["baseline_year"]:
                wrong_baselines.append(f"{row['quote']}: {found.baseline_year}")
    said = tuple(f"spurious {_said(fragment, claim)} ({_forbidden(fragment, claim)})" for claim in left)
    hits = len(rows) - len(qualitative) - len(missed)
    yield "targets", _Judged(Tally(hits, len(left), len(missed)), (*map(_lost, missed), *said))
    found_words = Tally(len(qualitative) - len(lost_words), 0, len(lost_words))
    yield "qualitative", _Judged(found_words, tuple(map(_lost, lost_words)))
    tally = Tally(baselines - len(wrong_baselines), 0, len(wrong_baselines))
    yield "baselines", _Judged(tally, tuple(wrong_baselines))
    yield "certain targets", _Judged(Tally(_certain(right), _certain(left)))


def _lost(label: tuple[Row, list[Target]]) -> str:
    row, near = label
    closest = min((_differences(claim, row) for claim in near), key=len, default=["nothing there"])
    return f"missed {row['quote']!r} {row.get('value', '')}: {', '.join(closest)}"


def _forbidden(fragment: Fragment, claim: Claim) -> str:
    """Why a claim is none, when a label says so."""
    rows = fragment.rows("not_target")
    return next((row["why"] for row in rows if fragment.place(row["quote"]).overlaps(claim.span)), "unasked")


# the rest


def _rest(fragment: Fragment, draft: Draft) -> Iterator[tuple[str, _Judged]]:
    clauses = (*draft.actions, *draft.targets)
    forces = [_force(fragment, clauses, row) for row in fragment.rows("force")]
    yield "forces", _found(forces)
    yield "conditions", _found([_condition(fragment, draft, row) for row in fragment.rows("condition")])
    yield "dues", _found([_due(fragment, clauses, row) for row in fragment.rows("due")])
    if rows := fragment.rows("measure"):
        asked = {(row["ordinal"], _title(row["title"])) for row in rows}
        untitled = {ordinal for ordinal, title in asked if not title}
        got = {(m.ordinal, "" if m.ordinal in untitled else _title(m.title)) for m in draft.measures}
        faults = tuple(f"{at} {title}" for at, title in sorted(asked ^ got))
        yield "measures", _Judged(Tally(len(asked & got), len(got - asked), len(asked - got)), faults)
    whole = _is_partition(draft, len(fragment.text))
    yield "partition", _Judged(Tally(int(whole), 0, int(not whole)), () if whole else ("words are lost",))


def _found(faults: list[str]) -> _Judged:
    """A tally of labels, each of which has a fault or the empty string."""
    wrong = tuple(fault for fault in faults if fault)
    return _Judged(Tally(len(faults) - len(wrong), 0, len(wrong)), wrong)


def _force(fragment: Fragment, clauses: tuple[Any, ...], row: Row) -> str:
    place = fragment.place(row["quote"])
    near = [clause for clause in clauses if clause.span.overlaps(place)]
    best = max(near, key=lambda c: min(c.span.end, place.end) - max(c.span.start, place.start), default=None)
    got = best.force.value if best else "nothing"
    return "" if got == row["force"] else f"{row['quote']}: {got} for {row['force']}"


def _condition(fragment: Fragment, draft: Draft, row: Row) -> str:
    place = fragment.place(row["quote"])
    kinds = sorted({c.kind.value for c in draft.conditions if c.span.overlaps(place)})
    return "" if row["kind"] in kinds else f"{row['quote']}: {kinds} for {row['kind']}"


def _due(fragment: Fragment, clauses: tuple[Any, ...], row: Row) -> str:
    place = fragment.place(row["quote"])
    dates = sorted({c.deadline.date for c in clauses if c.deadline and c.span.overlaps(place)})
    return "" if row["deadline"] in dates else f"{row['quote']}: {dates} for {row['deadline']}"


def _title(words: str) -> str:
    return re.sub(r"\s", "", words).rstrip("。：:．.")


def _is_partition(draft: Draft, length: int) -> bool:
    """Whether the sentences, one after another, are the whole text."""
    at = 0
    for sentence in draft.sentences:
        if sentence.span.start != at:
            return False
        at = sentence.span.end
    return at == length


def _said(fragment: Fragment, claim: Claim) -> str:
    return re.sub(r"\s+", " ", claim.span.quote(fragment.text))[:60]


def _certain(claims: Iterable[Claim]) -> int:
    return sum(claim.confidence is Confidence.CERTAIN for claim in claims)
