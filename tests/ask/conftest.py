"""An invented plan of three measures, hand-made down to what the rules would derive, as a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykb import vocab
from policykb.store import Store

GIVEN = Path(__file__).parents[1] / "queries" / "given"


def small_store() -> Store:
    store = Store()
    for name in ("source", "curation", "observations"):
        store.load_shipped((GIVEN / f"{name}.ttl").read_bytes(), vocab.graph_iri("small", name))
    store.load_shipped((GIVEN / "silent.ttl").read_bytes(), vocab.graph_iri("silent", "source"))
    store.load_shipped((GIVEN / "vocab.ttl").read_bytes(), vocab.BASE + "graph/vocab")
    for path in sorted((GIVEN / "inferred").glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.graph_iri("small", "inferred", path.stem))
    return store


@pytest.fixture(scope="session")
def small() -> Store:
    return small_store()
