"""The small plan examined, as its author would see it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from two_measures import PLAN, TEXT, draft

from policykb.originals.original import Kind, Original, Piece
from policykb.text import PlanText
from policykb.validate import Examination, Validation, run
from policykb.validate.advice import Facts, advice
from policykb.validate.reading import Reading
from policykb.validate.remarks import Judgement, Subject, examined

if TYPE_CHECKING:
    from policykb.store import Store

AS_OF = "2026-11-22"


def original(text: str = TEXT, kind: Kind = Kind.TEXT) -> Original:
    """A file whose lines, paragraphs or pages are the text's lines."""
    pieces, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            pieces.append(Piece(start, start + len(line), number, 0))
        start += len(line) + 1
    read = PlanText(text, hashlib.sha256(text.encode()).hexdigest())
    return Original(kind, read, tuple(pieces), text.encode())


def subject(name: str = "小方案.txt", uri: str = "%E5%B0%8F%E6%96%B9%E6%A1%88.txt", **more: Any) -> Subject:
    return Subject(PLAN, name, uri, "0" * 64, more.get("original", original()))


def of(
    store: Store,
    found: Validation | None = None,
    *,
    about: Subject | None = None,
    reviewed: bool = True,
    **judgement: Any,
) -> Examination:
    """What is told of a store's small plan."""
    found = found or run(store, PLAN, profiles=("encoding", "quality"))
    facts = Facts.of(store, PLAN, found.findings)
    return examined(
        about or subject(),
        found,
        Reading.of(draft(), reviewed=reviewed),
        Judgement(judgement.pop("as_of", AS_OF), **judgement),
        lambda finding, shape: advice(finding, shape, facts),
    )
