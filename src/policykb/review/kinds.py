"""The kinds of claims as people see them: the columns of each, and which of them may be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from policykb.draft.claims import (
    Action,
    Condition,
    DraftedDocument,
    Goal,
    Measure,
    Mention,
    ProposedBody,
    Provision,
    Responsibility,
    Target,
)

if TYPE_CHECKING:
    from policykb.draft.claims import Claim, Draft, Sentence


class Form(Enum):
    """How a cell is to be read."""

    WORDS = "words"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    IDS = "ids"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a claim as a column; ``choices`` names the list that its cells choose from."""

    key: str
    width: int = 14
    form: Form = Form.WORDS
    choices: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim: the draft's field, its sheet, the letter of its ids, its columns, whether one may be added."""

    name: str
    sheet: str
    letter: str
    columns: tuple[Column, ...]
    adds: bool = True

    def column(self, key: str) -> Column | None:
        """The column of a field."""
        return next((column for column in self.columns if column.key == key), None)


def _choice(key: str, choices: str, width: int = 12) -> Column:
    return Column(key, width, Form.CHOICE, choices)


_DEADLINE = (
    Column("deadline", 12, Form.DATE),
    Column("deadline_stated", 14),
    _choice("deadline_precision", "precision", 9),
)
_OF = Column("of", 12, Form.IDS)
_WHOLE = (
    Column("number", 8, fixed=True),
    Column("title", 30, fixed=True),
    Column("title_en", 30),
)
KINDS = (
    Kind("measures", "measures", "m", (*_WHOLE, _choice("sector", "sector", 14)), adds=False),
    Kind("goals", "measures", "g", _WHOLE, adds=False),
    Kind(
        "responsibilities",
        "responsibilities",
        "r",
        (
            Column("element", 10, fixed=True),
            _choice("agency", "agency", 30),
            _choice("role", "role"),
            Column("position", 7, Form.YEAR, fixed=True),
            _choice("prefix_elided", "boolean", 9),
            _choice("open_list", "boolean", 9),
            *_DEADLINE,
        ),
    ),
    Kind(
        "bodies",
        "bodies",
        "b",
        (
            Column("name", 24),
            Column("name_en", 26),
            Column("aliases", 24, fixed=True),
            _choice("kind", "body_kind", 14),
            _choice("nearest", "agency", 30),
            Column("why", 26, fixed=True),
            _choice("of_plan", "boolean", 10),
        ),
    ),
    Kind(
        "actions",
        "actions",
        "a",
        (
            Column("verb", 10),
            Column("object", 36),
            _choice("force", "force"),
            Column("marker", 10),
            *_DEADLINE,
        ),
    ),
    Kind(
        "targets",
        "targets",
        "t",
        (
            _choice("indicator", "indicator", 28),
            Column("subject", 28),
            _choice("kind", "target_kind"),
            _choice("comparator", "comparator", 10),
            Column("marker", 10),
            Column("value", 9, Form.NUMBER),
            Column("value_max", 9, Form.NUMBER),
            _choice("unit", "unit", 12),
            Column("baseline_year", 9, Form.YEAR),
            *_DEADLINE,
            _choice("force", "force"),
            Column("force_marker", 10),
            Column("scope", 16),
            _choice("applies_per", "level", 10),
        ),
    ),
    Kind("conditions", "conditions", "c", (_choice("kind", "condition"), _OF)),
    Kind(
        "mentions",
        "mentions",
        "n",
        (_choice("kind", "mention"), Column("name", 20), _choice("concept", "concept", 30), _OF),
    ),
    Kind(
        "documents",
        "documents",
        "d",
        (Column("title", 34), _choice("act", "act"), _choice("titled", "boolean", 9), _OF),
    ),
    Kind(
        "provisions",
        "provisions",
        "p",
        (
            Column("levels", 20, Form.CHOICES, "level"),
            Column("assignees", 30, Form.CHOICES, "agency"),
            Column("qualifier", 14),
            _choice("role", "role"),
        ),
        adds=False,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
_SINGULAR = {
    "measure": "measures",
    "goal": "goals",
    "action": "actions",
    "target": "targets",
    "responsibility": "responsibilities",
    "provision": "provisions",
    "condition": "conditions",
    "mention": "mentions",
    "document": "documents",
    "body": "bodies",
}
PLURAL = _SINGULAR | {"sentence": "sentences"}
"""The draft's field of what a rejection holds."""
SINGULAR = {plural: singular for singular, plural in PLURAL.items()}


_TYPES: dict[type, str] = {
    Measure: "measures",
    Goal: "goals",
    Action: "actions",
    Target: "targets",
    Responsibility: "responsibilities",
    Provision: "provisions",
    Condition: "conditions",
    Mention: "mentions",
    DraftedDocument: "documents",
    ProposedBody: "bodies",
}


def kind_of(claim: Claim | Sentence) -> str:
    """The draft's field that a claim, or a sentence, belongs to."""
    return _TYPES.get(type(claim), "sentences")


def claims_of(draft: Draft, kind: str) -> tuple[Claim, ...]:
    """The draft's claims of a kind."""
    found: tuple[Claim, ...] = getattr(draft, kind)
    return found


def every_claim(draft: Draft) -> dict[str, tuple[str, Claim]]:
    """Each claim of a draft with its kind, by its id."""
    return {claim.id: (kind.name, claim) for kind in KINDS for claim in claims_of(draft, kind.name)}
