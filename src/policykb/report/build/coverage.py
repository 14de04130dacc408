"""What became of every sentence: encoded, skipped for a reason, or not encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.charts import WIDTH
from policykb.report.views import Coverage, SentenceRow, Share
from policykb.report.words import Link
from policykb.vocab import SentenceState

if TYPE_CHECKING:
    from policykb.report.facts import Facts, Sentence
    from policykb.report.words import Words

_ALL_TENTHS = 1000
LAYOUT = "layout"
"""The reason of blank stretches, which are counted as characters but are no sentences."""


def coverage(facts: Facts, words: Words) -> Coverage:
    """The coverage strip, and the sentences that were not encoded."""
    body = [sentence for sentence in facts.sentences if sentence.reason != LAYOUT]
    total = len(body)
    shares, x = [], 0.0
    for state in SentenceState:
        found = [sentence for sentence in body if sentence.state == state]
        width = round(WIDTH * len(found) / total, 1) if total else 0.0
        shares.append(
            Share(
                state=state.value,
                name=words(f"sentence.{state.value}"),
                sentences=len(found),
                characters=sum(len(sentence.span) for sentence in found),
                share=percent(len(found), total),
                width=width,
                x=round(x, 1),
            )
        )
        x += width
    counts = {share.state: share for share in shares}
    return Coverage(
        finding=words.sentence(
            "coverage.finding",
            total=Link(total, "#source"),
            encoded=Link(counts["encoded"].sentences, "#source"),
            share=counts["encoded"].share,
            skipped=Link(counts["skipped"].sentences, "#skipped"),
            unencoded=Link(counts["unencoded"].sentences, "#unencoded"),
        ),
        shares=tuple(shares),
        sentences=total,
        characters=sum(len(sentence.span) for sentence in body),
        layout=sum(len(s.span) for s in facts.sentences if s.reason == LAYOUT),
        skipped=tuple(_row(words, s) for s in body if s.state == "skipped"),
        unencoded=tuple(_row(words, s) for s in body if s.state == "unencoded"),
    )


def percent(part: int, whole: int) -> str:
    """A share with at most one decimal; 0 % and 100 % are said only of nothing and the whole."""
    if part in {0, whole}:
        return "100%" if part else "0%"
    tenths = min(max(round(part * _ALL_TENTHS / whole), 1), _ALL_TENTHS - 1)
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def _row(words: Words, sentence: Sentence) -> SentenceRow:
    return SentenceRow(
        sentence.id, sentence.words, words(f"sentence.{sentence.state}"), reason(words, sentence.reason)
    )


def reason(words: Words, given: str) -> str:
    """Why a sentence was skipped, in words."""
    key = f"reason.{given}"
    return words(key) if words.has(key) else given
