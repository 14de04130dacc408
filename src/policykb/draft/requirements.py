"""What the documents above a plan ask for, as values, each with the place it was read in."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.vocab import Comparator, Confirmed, Force, RequirementKind, TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSource:
    """Where a fact was read: ``quality`` is official, official_repost, national_media, trade_media, mirror, spun, table_no_url or memory."""

    url: str = ""
    title: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperDocument:
    """A document that asks something of plans, or that a plan's numbers come from.

    ``id`` is its short IRI, such as ``document/zhongfa-2021-36``; ``level`` is national, province or city.
    """

    id: str
    title_zh: str
    title_en: str
    number: str = ""
    level: str = "national"
    issued_on: str = ""
    confirmed: Confirmed = Confirmed.MEMORY
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing a document asks for: a section, an objective, an indicator's value, a prohibition or a task.

    ``section`` is the ordinal of the section it stands in (0: the document has none that is known). ``indicator`` is an
    indicator's slug, "" where there is no number; ``value`` an exact decimal as text in ``unit`` (a unit's slug);
    ``year`` the year whose last day is the deadline; ``scope`` the slug of the scope it binds, such as
    ``scope/nationwide``; ``region`` a region's slug when the value is assigned to one region (an allocation from above).
    """

    id: str
    document: str
    kind: RequirementKind
    title_zh: str
    title_en: str
    statement_zh: str
    statement_en: str
    section: int = 0
    section_label: str = ""
    chapter: str = ""
    indicator: str = ""
    subject: str = ""
    target_kind: TargetKind | None = None
    comparator: Comparator | None = None
    value: str = ""
    unit: str = ""
    baseline_year: int | None = None
    year: int | None = None
    scope: str = "scope/nationwide"
    region: str = ""
    force: Force = Force.COMMIT
    force_marker: str = ""
    confirmed: Confirmed = Confirmed.MEMORY
    source: FactSource = FactSource()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The requirements a plan is held against, with the documents they stand in, in section order."""

    id: str
    title_zh: str
    title_en: str
    documents: tuple[UpperDocument, ...]
    requirements: tuple[Requirement, ...]

    def document(self, name: str) -> UpperDocument:
        """The document of a short IRI."""
        return next(document for document in self.documents if document.id == name)
