"""From facts and duties to booklets: every duty of a body once, measure by measure."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policykb.report.booklet.asking import read_charges
from policykb.report.booklet.covers import short_cover
from policykb.report.booklet.opening import opening
from policykb.report.booklet.owners import key, owner_key, owners
from policykb.report.booklet.standing import Standings
from policykb.report.booklet.values import Booklet, ChargeLine, Group, Owner, Partner, Shelf, Task
from policykb.report.build.rows import ledger_rows
from policykb.report.reading import read_facts
from policykb.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.report.booklet.values import Charge, Matter
    from policykb.report.facts import Facts, Part
    from policykb.report.views import LedgerRow
    from policykb.span import Span

_LEADS = ("lead", "presumptive_lead")
_NOBODY = Owner("", "", "", "", "", "", "")
_WHOLE = frozenset({"default", "curated"})
"""Bases on which a body has a whole measure, without a duty of its own for each row."""


def shelf(matter: Matter, lang: str) -> Shelf:
    """The booklets of everybody who has a duty."""
    words = Words(lang)
    facts = read_facts(matter.store, matter.plan, lang)
    charges, published = read_charges(matter, lang)
    builder = _Builder(facts, words, charges, Standings(facts, words, matter, published), matter)
    return Shelf(
        facts=facts,
        words=words,
        as_of=matter.as_of,
        reviewed=matter.reviewed,
        booklets=tuple(builder.booklet(owner) for owner in owners(facts, words, charges)),
        assessed=bool(published),
        unowned=builder.unowned(),
    )


class _Builder:
    """What all booklets share, looked up once."""

    def __init__(
        self,
        facts: Facts,
        words: Words,
        charges: Iterable[Charge],
        standings: Standings,
        matter: Matter,
    ) -> None:
        self.facts, self.words, self.standings, self.matter = facts, words, standings, matter
        self.parts = {part.id: part for part in facts.parts}
        self.rows = ledger_rows(facts, words, matter.as_of)
        self.inside: dict[str, list[str]] = defaultdict(list)
        for element in facts.elements:
            self.inside[element.home].append(element.id)
        self.elements = {element.id: element for element in facts.elements}
        self.spans = Counter(element.span for element in facts.elements)
        self.mine: dict[tuple[str, str], list[Charge]] = defaultdict(list)
        self.leads: dict[str, list[Charge]] = defaultdict(list)
        self.listed: dict[str, list[Charge]] = defaultdict(list)
        for charge in charges:
            self.mine[key(charge)].append(charge)
            if charge.role in _LEADS:
                self.leads[charge.element].append(charge)
            if charge.basis == "stated":
                self.listed[charge.element].append(charge)
        for found in self.listed.values():
            found.sort(key=lambda charge: (charge.span.start, charge.position))

    def booklet(self, owner: Owner) -> Booklet:
        """One body's tasks under its measures, goals last, what belongs to neither at the very end."""
        by_part: dict[str, list[Charge]] = defaultdict(list)
        for charge in self.mine[owner_key(owner)]:
            by_part[charge.element.partition("/")[0]].append(charge)
        heads = [part for part in self.parts if part in by_part]
        heads += sorted(set(by_part) - set(heads))
        groups = tuple(self._group(owner, head, by_part[head]) for head in heads)
        words = self.words
        level = self._level_name(owner)
        title = words("booklet.title", body=owner.name)
        return Booklet(
            owner=owner,
            level_name=level,
            groups=groups,
            opening=opening(self.facts, words, owner, groups),
            cover=short_cover(self.facts, words, self.matter.as_of, title, reviewed=self.matter.reviewed),
        )

    def unowned(self) -> tuple[Group, ...]:
        """The measures and goals that nobody has any duty for."""
        taken = {charge.element.partition("/")[0] for charges in self.mine.values() for charge in charges}
        return tuple(self._group(_NOBODY, part, []) for part in self.parts if part not in taken)

    def _level_name(self, owner: Owner) -> str:
        return owner.kind if owner.level == "department" else self.words(f"booklet.level_{owner.level}")

    def _group(self, owner: Owner, head: str, charges: list[Charge]) -> Group:
        part = self.parts.get(head)
        own = [charge for charge in charges if not self._row_of(charge.element)]
        own.sort(key=lambda charge: (charge.basis in {"presumed", "curated"}, charge.span.start, charge.id))
        tasks = self._tasks(owner, head, charges, own)
        leads = next((self._lead_kind(charge) for charge in own if charge.role in _LEADS), "")
        return Group(
            id=head,
            number=part.number if part else "",
            heading=part.heading if part else self.facts.document.title,
            original=_original(part),
            charges=tuple(self._line(charge) for charge in own),
            partners=self._partners(head, owner),
            tasks=tasks,
            leads=leads,
            summary=self._summary(tasks),
        )

    def _row_of(self, element: str) -> str:
        """The row that an element is, or is a share of; nothing for a measure, a goal or the plan itself."""
        return next((row for row in (element, element.rpartition("/")[0]) if row in self.rows), "")

    @staticmethod
    def _lead_kind(charge: Charge) -> str:
        return "curated" if charge.basis == "curated" else charge.role

    def _tasks(self, owner: Owner, head: str, charges: list[Charge], own: list[Charge]) -> tuple[Task, ...]:
        """Rows with a duty of their own and, where the body has the whole measure, the others too."""
        on: dict[str, list[Charge]] = defaultdict(list)
        for charge in charges:
            if self._row_of(charge.element):
                on[charge.element].append(charge)
        shares: dict[str, list[str]] = defaultdict(list)
        for element in sorted(set(on) - set(self.rows)):
            shares[self._row_of(element)].append(element)
        everything = not charges or any(charge.basis in _WHOLE or not charge.bearer for charge in own)
        found: list[Task] = []
        for element in self.inside[head]:
            wanted = [element] if element in on or (everything and not shares[element]) else []
            found += [
                self._task(owner, self.rows[element], one, on.get(one, []))
                for one in (*wanted, *shares[element])
            ]
        return tuple(found)

    def _task(self, owner: Owner, row: LedgerRow, element: str, charges: list[Charge]) -> Task:
        is_share, span = element != row.id, self.elements[row.id].span
        return Task(
            id=element,
            ledger_id=row.id,
            row=row,
            charges=tuple(self._line(charge) for charge in charges),
            conditions=tuple(
                (self.words(f"detail.{detail.kind}_{detail.slug}"), detail.words)
                for detail in self.elements[row.id].details
                if detail.kind != "mention"
            ),
            standing=self.standings.of(owner, row, element if is_share else ""),
            offsets=f"{span.start}–{span.end}",
            share=self.words("booklet.share", place=owner.short) if is_share else "",
            indicator=self._indicator(row.id),
        )

    def _indicator(self, element: str) -> str:
        """What a target measures, where its words state other targets too."""
        value = self.facts.values.get(element)
        shared = self.spans[self.elements[element].span] > 1
        return self.facts.name(value.indicator) if value and value.indicator and shared else ""

    def _line(self, charge: Charge) -> ChargeLine:
        role = self.facts.name(f"role/{charge.role}")
        shared = charge.basis != "inherited" or charge.role == "joint"
        known = f"booklet.charge_{charge.basis}{'' if shared else '_as'}"
        of = len(self.listed[charge.element])
        return ChargeLine(
            id=charge.id,
            basis=charge.basis,
            basis_name=self.facts.name(f"basis/{charge.basis}"),
            said=self.words(known, role=role, position=charge.position, of=of),
            words=charge.words,
            place=self._place(charge.span),
        )

    def _place(self, span: Span) -> str:
        return self.words("booklet.place", start=span.start, end=span.end)

    def _partners(self, head: str, owner: Owner) -> tuple[Partner, ...]:
        leading = {charge.bearer: self._lead_kind(charge) for charge in self.leads[head]}
        named: dict[tuple[str, str], Partner] = {}
        for charge in (*self.listed[head], *self.leads[head]):
            if key(charge) != owner_key(owner):
                body = self.facts.bodies.get(charge.bearer)
                role = leading.get(charge.bearer, "") if charge.bearer else ""
                named.setdefault(key(charge), Partner(body.short if body else charge.name, role))
        return tuple(named.values())

    def _summary(self, tasks: tuple[Task, ...]) -> str:
        dated = sum(bool(task.row.deadline) for task in tasks)
        return self.words(
            "booklet.summary" if dated else "booklet.summary_undated",
            actions=sum(task.row.kind == "action" for task in tasks),
            targets=sum(task.row.kind == "target" for task in tasks),
            dated=dated,
            due=sum(task.standing.slug == "due_unreported" for task in tasks),
        )


def _original(part: Part | None) -> str:
    if part is None or part.heading.endswith(part.title_zh):
        return ""
    return f"{part.number}{part.title_zh}"
