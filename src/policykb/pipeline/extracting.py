"""A document to its draft, keeping what a person has decided about an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.draft import from_json, to_json
from policykb.extract import extract
from policykb.extract.merge import merge
from policykb.gate.files import read_bytes
from policykb.pipeline.source import find
from policykb.text import PlanText
from policykb.vocab import Confidence, SentenceState

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.draft import Claim, Draft
    from policykb.pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Extracted:
    """A draft as JSON, the text it was made from, and a few words on what needs a person."""

    id: str
    draft: str
    text: str
    words: tuple[str, ...]


def extracted(document: str, *, folder: Path | None, lang: str) -> Extracted:
    """What a document says; decisions in the folder's earlier draft stay where their words still stand."""
    source = find(document)
    text = source.read_text()
    draft = extract(text, source.id)
    lost: tuple[Claim, ...] = ()
    if (earlier := _earlier(source, folder)) is not None:
        reviewed, its_text = earlier
        draft, lost = merge(draft, reviewed, text.content, its_text.content)
    doubts = (doubt.said(lang) for doubt in text.warnings)
    words = (*doubts, *_counts(draft, lang), *_lost(lost, lang))
    return Extracted(source.id, to_json(draft), text.content, words)


def _earlier(source: Source, folder: Path | None) -> tuple[Draft, PlanText] | None:
    if folder is not None and (kept := folder / f"{source.id}.draft.json").exists():
        text = PlanText.from_bytes(read_bytes(folder / f"{source.id}.source.txt"), where=str(folder))
        return from_json(read_bytes(kept).decode("utf-8"), where=kept), text
    if source.draft is not None:
        return from_json(source.draft.decode("utf-8"), where=source.where), source.read_text()
    return None


def _counts(draft: Draft, lang: str) -> tuple[str, ...]:
    claims = [*draft.actions, *draft.targets, *draft.responsibilities]
    doubtful = sum(claim.confidence is not Confidence.CERTAIN for claim in claims)
    unread = sum(sentence.state is SentenceState.UNENCODED for sentence in draft.sentences)
    if lang == "en":
        return (
            (
                f"{draft.plan}: {len(draft.measures)} measures, {len(draft.actions)} actions, {len(draft.targets)} targets, "
                f"{len(draft.responsibilities)} responsibilities; {doubtful} need a look, {unread} sentences unread"
            ),
        )
    return (
        (
            f"{draft.plan}：措施 {len(draft.measures)}、举措 {len(draft.actions)}、目标 {len(draft.targets)}、"
            f"责任 {len(draft.responsibilities)}；待人工核看 {doubtful}，未编码句 {unread}"
        ),
    )


def _lost(lost: tuple[Claim, ...], lang: str) -> tuple[str, ...]:
    words = "decided before, but its sentence is gone" if lang == "en" else "曾有审定，但原句已不在"
    return tuple(f"{claim.id}: {words}" for claim in lost)
