"""A document to its draft, keeping what a person has decided about an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.draft import from_json, to_json
from policykb.extract import extract
from policykb.extract.merge import merge
from policykb.gate.files import read_bytes
from policykb.pipeline.source import find
from policykb.vocab import Confidence, SentenceState

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.draft import Claim, Draft


def extracted(document: str, *, folder: Path | None, lang: str) -> tuple[str, str, tuple[str, ...]]:
    """A document's id, its draft as JSON, and a few words on what needs a person."""
    source = find(document)
    text = source.read_text()
    draft = extract(text, source.id)
    lost: tuple[Claim, ...] = ()
    earlier = source.draft
    if earlier is None and folder is not None and (kept := folder / f"{source.id}.draft.json").exists():
        earlier = read_bytes(kept)
    if earlier is not None:
        draft, lost = merge(draft, from_json(earlier.decode("utf-8"), where=document), text.content)
    return source.id, to_json(draft), (*_counts(draft, lang), *_lost(lost, lang))


def _counts(draft: Draft, lang: str) -> tuple[str, ...]:
    claims = [*draft.actions, *draft.targets, *draft.responsibilities]
    doubtful = sum(claim.confidence is not Confidence.CERTAIN for claim in claims)
    unread = sum(sentence.state is SentenceState.UNENCODED for sentence in draft.sentences)
    if lang == "en":
        return (
            f"{draft.plan}: {len(draft.measures)} measures, {len(draft.actions)} actions, {len(draft.targets)} targets, "
            f"{len(draft.responsibilities)} responsibilities; {doubtful} need a look, {unread} sentences unread",
        )
    return (
        f"{draft.plan}：措施 {len(draft.measures)}、举措 {len(draft.actions)}、目标 {len(draft.targets)}、"
        f"责任 {len(draft.responsibilities)}；待人工核看 {doubtful}，未编码句 {unread}",
    )


def _lost(lost: tuple[Claim, ...], lang: str) -> tuple[str, ...]:
    words = "decided before, but its sentence is gone" if lang == "en" else "曾有审定，但原句已不在"
    return tuple(f"{claim.id}: {words}" for claim in lost)
