"""A plan of five measures in Ningxia, with the shipped regions, bodies, units and successions."""

from __future__ import annotations

from pathlib import Path

from rule_case import PLAN, quads

from policykb import anchors, vocab
from policykb.infer import infer
from policykb.store import Store

AS_OF = "2026-01-01"
VOCAB = vocab.BASE + "graph/vocab"


def small_plan() -> Store:
    """The plan as stated, nothing derived."""
    store = Store()
    store.add(quads(Path(__file__).parent / "small_plan.ttl"))
    for name in ("regions", "agencies", "units", "successions"):
        store.add(quads(anchors.VOCABULARIES / f"{name}.ttl", VOCAB))
    return store


def inferred_plan() -> Store:
    """The plan and what the shipped rules conclude."""
    store = small_plan()
    infer(store, PLAN, as_of=AS_OF)
    return store


def thing(slug: str) -> str:
    return vocab.BASE + slug
