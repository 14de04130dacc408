"""Who decided what and when, a line of JSON for each decision; lines are added and never changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.draft.claims import Claim, Review
from policykb.review.entries import STATES, Entry
from policykb.review.kinds import kind_of
from policykb.review.readings import reading
from policykb.review.rows import id_of
from policykb.span import Span
from policykb.text import display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.draft.claims import Draft, Sentence

LOG = "curation-log.jsonl"


@dataclass(frozen=True, slots=True)
class Record:
    """A decision that was taken: on which claim, its words, and each value before and after."""

    entry: Entry
    kind: str
    id: str
    span: Span
    quote: str
    changed: dict[str, tuple[str, str]]

    @property
    def decision(self) -> str:
        """What the decision was: ``restored`` and ``nothing`` beside the states of a claim."""
        return self.entry.decision


def log_lines(records: Iterable[Record], plan: str, text_sha256: str) -> str:
    """The records as lines of JSON, in the order in which they were taken."""
    return "".join(
        json.dumps(_plain(record, plan, text_sha256), ensure_ascii=False) + "\n" for record in records
    )


def gone_lines(lost: Iterable[Claim | Sentence], draft: Draft, text: str) -> str:
    """The decisions of an earlier draft whose words a new text no longer holds, as lines of JSON."""
    told = [
        {
            "plan": draft.plan,
            "text": draft.text_sha256,
            "kind": kind_of(one),
            "id": id_of(one),
            "decision": "gone",
            "note": "原句已不在新文本中 / its words are gone from the new text",
            "review": _review(one),
            "reading": reading(one),
            "start": one.span.start,
            "end": one.span.end,
            "quote": display(one.span.quote(text)),
        }
        for one in lost
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told)


def _review(one: Claim | Sentence) -> dict[str, str]:
    review = one.review if isinstance(one, Claim) else Review()
    return {"state": review.state.value, "by": review.by, "on": review.on, "note": review.note}


def _plain(record: Record, plan: str, text_sha256: str) -> dict[str, object]:
    entry = record.entry
    return {
        "plan": plan,
        "text": text_sha256,
        "kind": record.kind,
        "id": record.id,
        "decision": entry.decision,
        "state": STATES[entry.decision].value,
        "by": entry.by,
        "on": entry.on,
        "note": entry.note,
        "changed": {key: list(pair) for key, pair in record.changed.items()},
        "start": record.span.start,
        "end": record.span.end,
        "quote": display(record.quote),
        "from": entry.row,
    }
