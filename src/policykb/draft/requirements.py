"""What the documents above a plan ask for, as values, each with the place it was read in."""

from __future__ import annotations

from dataclasses import dataclass

from policykb.vocab import Comparator, Confirmed, Force, Relation, RequirementKind, TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSource:
    """Where a fact was read: ``quality`` is official, official_repost, national_media, trade_media, mirror, spun, table_no_url or memory."""

    url: str = ""
    title: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperDocument:
    """A document that asks something of plans, or that a plan's numbers come from.

    ``id`` is its short IRI, such as ``document/zhongfa-2021-36``; ``level`` is national, province or city; ``relation``
    is what it is to the region's plan, for a neighbouring document. A number known from memory stands in the note.
    """

    id: str
    title_zh: str
    title_en: str
    number: str = ""
    level: str = "national"
    issued_on: str = ""
    confirmed: Confirmed = Confirmed.MEMORY
    note: str = ""
    note_en: str = ""
    relation: Relation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact:
    """What is known of a document itself, such as who issued it; it asks nothing of a plan."""

    fact: str
    document: str
    item: str
    value_zh: str
    value_en: str = ""
    confirmed: Confirmed = Confirmed.MEMORY
    source: FactSource = FactSource()
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing a document asks for: a section, an objective, an indicator's value, a prohibition or a task.

    ``section`` is the ordinal of the section it stands in (0: the document has none that is known). ``indicator`` is an
    indicator's slug, "" where there is no number; ``value`` an exact decimal as text in ``unit`` (a unit's slug);
    ``year`` the year whose last day is the deadline; ``scope`` the slug of the scope it binds, such as
    ``scope/nationwide``; ``region`` a region's slug when the value is assigned to one region (an allocation from above),
    or is a region's own (``relation`` says what it is to the plan). ``subject`` is the indicator as the source words
    it, ``marker`` the words that carry the comparator, ``fact`` the fact's number in the collection it was taken from.
    The statements are summaries in our own words, never quotations.
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
    marker: str = ""
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
    note_en: str = ""
    relation: Relation | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The requirements a plan is held against, with the documents they stand in, in section order.

    The notes say to every reader how far the documents were read; ``facts`` are about the documents themselves.
    """

    id: str
    title_zh: str
    title_en: str
    documents: tuple[UpperDocument, ...]
    requirements: tuple[Requirement, ...]
    note_zh: str = ""
    note_en: str = ""
    facts: tuple[DocumentFact, ...] = ()

    def document(self, name: str) -> UpperDocument:
        """The document of a short IRI."""
        return next(document for document in self.documents if document.id == name)
