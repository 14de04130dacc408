"""A plan with bodies named that it does not name, or not named that it does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.draft.claims import Draft
from policykb.errors import UsageError
from policykb.gate.characters import visible
from policykb.graph.pen import Pen
from policykb.phrase import Phrase
from policykb.quads import Quad, boolean, en, integer, zh
from policykb.vocab import PKB, Basis, Role
from policykb.whatif.values import SUPPOSED, Told, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from policykb.whatif.wishes import Wished

MARK = f"/r-{SUPPOSED}-"
"""In the name of each duty that is only supposed."""
_NOTE = Phrase(
    "设想：原文未写，也无人认定。", "Supposed: the text does not say so and nobody has decided it."
)


@dataclass(slots=True)
class Owners:
    """The draft with its lists of bodies as they are supposed so far, and the statements that name the others."""

    draft: Draft
    text: str
    quads: list[Quad] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)

    def add(self, one: Wished, agency: str, word: Callable[[str], Phrase]) -> Told:
        """Names a body at the end of an element's list, or lets one that is listed lead it."""
        self._check(one)
        name = word(agency)
        listed, added = agency in self._listed(one.element), self.added.setdefault(one.element, [])
        if agency in added or (listed and (not one.lead or self._leads(one.element, agency))):
            raise UsageError(
                f"{name.en} is named for {one.element} as it is",
                where=one.wish.option,
                hint="add :lead to let it lead, or name another body",
                zh=f"{one.element} 已列有{name.zh}；要设想由其牵头请加 :lead，或换一个单位",
            )
        place = 0 if listed else len(self._listed(one.element)) + len(added) + 1
        self._write(one, agency, name, place)
        role = Phrase("牵头", "as lead") if one.lead else Phrase("共同负责", "as a joint body")
        if not listed:
            added.append(agency)
        said = Phrase(
            f"{one.element} 增加{name.zh}（{role.zh}）" if not listed else f"{one.element} 由{name.zh}牵头",
            f"{one.element} names {name.en} {role.en}",
        )
        return Told(one.wish.value, one.element, Way.NEUTRAL, said)

    def drop(self, one: Wished, agency: str, word: Callable[[str], Phrase]) -> Told:
        """Takes a body out of an element's list; those behind it move up."""
        self._check(one)
        name = word(agency)
        gone = [r for r in self.draft.responsibilities if (r.element, r.agency) == (one.element, agency)]
        if not gone:
            there = [word(other) for other in self._listed(one.element)]
            raise UsageError(
                f"{one.element} does not list {name.en}",
                where=one.wish.option,
                hint=f"it lists {', '.join(other.en for other in there)}" if there else "it lists nobody",
                zh=f"{one.element} 没有列{name.zh}；"
                + (f"所列单位：{'、'.join(other.zh for other in there)}" if there else "没有所列单位"),
            )
        kept = []
        for other in self.draft.responsibilities:
            if other in gone:
                continue
            before = sum(
                (g.element, g.bracket) == (other.element, other.bracket) and g.position < other.position
                for g in gone
            )
            kept.append(replace(other, position=other.position - before) if before else other)
        self.draft = replace(self.draft, responsibilities=tuple(kept))
        said = Phrase(f"{one.element} 不再列{name.zh}", f"{one.element} does not name {name.en}")
        return Told(one.wish.value, one.element, Way.WEAKER, said)

    def _check(self, one: Wished) -> None:
        ids = {m.id for m in self.draft.measures} | {r.element for r in self.draft.responsibilities}
        if one.element in ids:
            return
        shown = visible(one.element, longest=60)
        near = get_close_matches(one.element, sorted(ids), n=3, cutoff=0.0)
        raise UsageError(
            f"the plan has no measure with the id {shown!r}",
            where=one.wish.option,
            hint=f"nearest: {', '.join(near)}" if near else "",
            zh=f"规划中没有编号为“{shown}”的措施" + (f"；相近的有：{'、'.join(near)}" if near else ""),
        )

    def _listed(self, element: str) -> tuple[str, ...]:
        return tuple(r.agency for r in self.draft.responsibilities if r.element == element and r.agency)

    def _leads(self, element: str, agency: str) -> bool:
        return any(
            (r.element, r.agency, r.role) == (element, agency, Role.LEAD) for r in self.draft.responsibilities
        )

    def _write(self, one: Wished, agency: str, name: Phrase, place: int) -> None:
        """A body that the plan would list counts as listed; one that is listed and would lead, as a lead somebody recorded."""
        pen = Pen(self.draft.plan, self.text, vocab.graph_iri(self.draft.plan, "curation"), self.quads)
        iri = pen.iri(f"{one.element}{MARK}{vocab.short(agency).rpartition('/')[2]}")
        pen.kind(iri, PKB.StatedResponsibility if place else PKB.CuratedResponsibility)
        pen.label(iri, f"设想：{name.zh}", f"supposed: {name.en}")
        pen.write(iri, PKB.inPlan, pen.iri(""))
        pen.write(iri, PKB.partOf, pen.iri(one.element))
        pen.write(iri, PKB.forElement, pen.iri(one.element))
        pen.write(iri, PKB.bearer, vocab.thing(agency))
        pen.write(iri, PKB.role, vocab.role(Role.LEAD if one.lead else Role.JOINT))
        pen.write(iri, PKB.basis, vocab.basis(Basis.CURATED))
        pen.write(iri, PKB.readingNote, zh(_NOTE.zh))
        pen.write(iri, PKB.readingNote, en(_NOTE.en))
        if place:
            pen.write(iri, PKB.listPosition, integer(place))
            pen.write(iri, PKB.nameAsStated, zh(name.zh))
            pen.write(iri, PKB.prefixElided, boolean(False))
