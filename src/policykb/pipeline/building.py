"""A plan's knowledge from the ground up: vocabularies, what the plan says, what was decided, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import anchors, vocab
from policykb.graph import curation_quads, document_quads, element_quads, observation_quads
from policykb.infer import infer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.infer import Rule
    from policykb.pipeline.knowledge import Knowledge
    from policykb.quads import Quad
    from policykb.store import Store


def build(knowledge: Knowledge) -> None:
    """Fills the store with what is shipped, what the plan says, what a person decided and what follows."""
    load_shipped(knowledge.store)
    add_plan(knowledge)


def add_plan(knowledge: Knowledge, *, more: Iterable[Quad] = (), rules: Iterable[Rule] | None = None) -> None:
    """Fills a store that holds what is shipped with what the plan says, what was decided and what follows.

    ``more`` are statements beside those; ``rules`` are the rules to follow where they are not all.
    """
    draft, meta, words = knowledge.draft, knowledge.meta, knowledge.text.content
    decisions = knowledge.source.read_decisions()
    knowledge.store.add(document_quads(meta, words, draft))
    knowledge.store.add(element_quads(draft, words, dict(meta.titles_en)))
    measures = {measure.id for measure in draft.measures}
    knowledge.store.add(curation_quads(knowledge.plan, words, decisions, measures))
    knowledge.store.add(observation_quads(knowledge.plan, knowledge.source.read_figures()))
    knowledge.store.add(more)
    infer(knowledge.store, knowledge.plan, as_of=knowledge.as_of, rules=rules)


def load_shipped(store: Store) -> None:
    """Fills the store with the ontology, its vocabularies and alignments."""
    store.load_shipped((anchors.ONTOLOGY / "policykb.ttl").read_bytes(), vocab.BASE + "graph/ontology")
    store.load_shipped((anchors.ONTOLOGY / "alignments.ttl").read_bytes(), vocab.BASE + "graph/alignments")
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
