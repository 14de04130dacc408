"""What an engine is not given could not have changed what it finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policykb import anchors
from policykb.store import Store
from policykb.validate import Engine, load_shapes, validate_graph
from policykb.validate.counting import Graphs
from policykb.validate.narrowing import narrowed
from policykb.validate.shapes import OWN_PROFILES, PREFIXES

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

CASES = sorted((Path(__file__).parents[1] / "shapes").glob("*/*.ttl"))
GRAPH = "https://w3id.org/policykb/graph/x/source"
CLOSED = b"""
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:closed true ; sh:ignoredProperties ( ex:a ) .
"""


def lines(case: Path) -> bytes:
    store = Store()
    store.load_shipped(case.read_bytes(), GRAPH)
    return store.ntriples([GRAPH])


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_case_of_every_shape_comes_out_the_same(case: Path) -> None:
    files = [anchors.SHAPES / PREFIXES, anchors.SHAPES / f"{case.parent.name}.ttl"]
    shapes = b"\n".join(path.read_bytes() for path in files)
    data = lines(case)

    whole, less = (
        validate_graph(some, shapes, Engine.SHIFTY, lines=True) for some in (data, narrowed(data, shapes))
    )

    assert whole == less


def test_a_whole_plan_comes_out_the_same_from_much_less(ningxia: Knowledge) -> None:
    data = ningxia.store.ntriples(Graphs.of(ningxia.store, ningxia.plan).read)
    for profile in OWN_PROFILES:
        shapes = load_shapes((profile,)).turtle
        less = narrowed(data, shapes)

        assert len(less) < len(data)
        assert validate_graph(data, shapes, Engine.SHIFTY, lines=True) == validate_graph(
            less, shapes, Engine.SHIFTY, lines=True
        )


def test_what_only_a_query_names_is_kept() -> None:
    shapes = (anchors.SHAPES / "measure_has_a_deadline.ttl").read_bytes()
    kept = b"<urn:a> <https://w3id.org/policykb/def#deadline> <urn:b> .\n"
    dropped = b"<urn:a> <https://w3id.org/policykb/def#canonicalValue> <urn:b> .\n"

    assert kept == narrowed(kept + dropped, shapes)


def test_a_closed_shape_gets_everything() -> None:
    data = b"<urn:a> <urn:any> <urn:b> .\n"

    assert data == narrowed(data, CLOSED)
    assert b"" == narrowed(data, CLOSED.replace(b"sh:closed true", b"sh:nodeKind sh:IRI"))
