"""What a plan says, as values, and its form on disk."""

from policykb.draft.claims import (
    Action,
    Claim,
    Condition,
    Deadline,
    Draft,
    DraftedDocument,
    Goal,
    Measure,
    Mention,
    ProposedBody,
    Provision,
    Rejected,
    Responsibility,
    Review,
    Sentence,
    Target,
    is_reviewed,
)
from policykb.draft.codec import from_json, to_json

__all__ = [
    "Action",
    "Claim",
    "Condition",
    "Deadline",
    "Draft",
    "DraftedDocument",
    "Goal",
    "Measure",
    "Mention",
    "ProposedBody",
    "Provision",
    "Rejected",
    "Responsibility",
    "Review",
    "Sentence",
    "Target",
    "from_json",
    "is_reviewed",
    "to_json",
]
