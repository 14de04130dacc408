"""A plan as a reference for another: its measures as sections, its targets as figures, its bans as prohibitions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.compare.figures import PERCENT, due_year, is_whole
from policykb.compare.scopes import ANOTHER_PLAN, SAME_PLAN
from policykb.draft.requirements import FactSource, Reference, Requirement, UpperDocument
from policykb.text import display
from policykb.vocab import Comparator, Confirmed, Force, RequirementKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.compare.regional import Regional
    from policykb.draft.claims import Action, Target

_STRICT = (Force.PROHIBIT, Force.STRICT_CONTROL)


def is_plan(document: str) -> bool:
    """Whether a document's short IRI is a plan's."""
    return document.startswith("plan/")


def as_reference(plan: Regional, *, same_plan: bool) -> Reference:
    """What a plan says, as what another plan, or a later version of it, can be held against."""
    meta = plan.meta
    document = UpperDocument(
        id=f"plan/{plan.draft.plan}",
        title_zh=meta.title_zh,
        title_en=meta.title_en or meta.title_zh,
        number=meta.notice.number,
        level="province",
        issued_on=meta.notice.issued_on,
        confirmed=Confirmed.SEEN,
    )
    made = _Maker(plan, document, same_plan=same_plan)
    requirements = (*made.sections(), *made.goals(), *made.bans(), *made.figures())
    return Reference(
        id=plan.draft.plan,
        title_zh=document.title_zh,
        title_en=document.title_en,
        documents=(document,),
        requirements=requirements,
    )


class _Maker:
    """Makes requirements out of a plan's claims."""

    def __init__(self, plan: Regional, document: UpperDocument, *, same_plan: bool) -> None:
        self._plan, self._document = plan, document
        self._scope = SAME_PLAN if same_plan else ANOTHER_PLAN

    def sections(self) -> Iterator[Requirement]:
        """The measures."""
        for measure in self._plan.draft.measures:
            made = self._made(
                measure.id, RequirementKind.SECTION, measure.title, self._plan.bodies[measure.id]
            )
            yield replace(
                made,
                title_en=measure.title_en or measure.title,
                section=measure.ordinal,
                section_label=measure.number,
            )

    def goals(self) -> Iterator[Requirement]:
        """The goals that have no number."""
        for target in self._plan.draft.targets:
            if target.id.startswith("g") and not target.value:
                yield replace(self._claim(target, RequirementKind.OBJECTIVE), year=due_year(target))

    def bans(self) -> Iterator[Requirement]:
        """What is forbidden or strictly limited."""
        for action in self._plan.draft.actions:
            if action.force in _STRICT:
                yield replace(self._claim(action, RequirementKind.PROHIBITION), force=action.force)

    def figures(self) -> Iterator[Requirement]:
        """The targets that have a number; all of something is a hundred per cent of it."""
        for target in self._plan.draft.targets:
            if not target.value and not is_whole(target):
                continue
            made = replace(
                self._claim(target, RequirementKind.INDICATOR),
                indicator=target.indicator or target.subject,
                subject=target.subject,
                year=due_year(target),
                force=target.force,
                force_marker=target.force_marker,
                baseline_year=target.baseline_year,
                target_kind=target.kind,
                comparator=target.comparator,
                value=target.value,
                unit=target.unit,
            )
            yield made if target.value else _all_of_it(made)

    def _claim(self, claim: Action | Target, kind: RequirementKind) -> Requirement:
        words = display(self._plan.quote(claim.span))
        home = claim.id.partition("/")[0]
        section = next((m.ordinal for m in self._plan.draft.measures if m.id == home), 0)
        return replace(self._made(claim.id.replace("/", "-"), kind, words, words), section=section)

    def _made(self, name: str, kind: RequirementKind, title: str, statement: str) -> Requirement:
        return Requirement(
            id=name,
            document=self._document.id,
            kind=kind,
            title_zh=title,
            title_en=title,
            statement_zh=statement,
            statement_en=statement,
            scope=self._scope,
            confirmed=Confirmed.SEEN,
            source=FactSource(title=self._document.title_zh, quality="official"),
        )


def _all_of_it(made: Requirement) -> Requirement:
    return replace(
        made, target_kind=TargetKind.LEVEL, comparator=Comparator.AT_LEAST, value="100", unit=PERCENT
    )
