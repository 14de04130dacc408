"""The nodes a shape is said to look at are those the engine looks at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import shifty
from two_measures import PLAN

from policykb import anchors, vocab
from policykb.store import Store
from policykb.validate import Shape, load_shapes
from policykb.validate.counting import Graphs, focus_nodes
from policykb.validate.shapes import PREFIXES, iri

CASES = sorted(Path(__file__).parents[1].glob("shapes/*/pass*.ttl"))
# What this shape looks at is the fault itself, so a graph that passes has nothing to look at.
FAULT_ITSELF = {"nothing_is_same_as_outside"}


def test_the_engine_looks_at_as_many_nodes_as_we_say(small: Store) -> None:
    chosen = load_shapes()
    read = Graphs.of(small, PLAN).read
    session = shifty.EvidenceSession(chosen.turtle, small.ntriples(read), infer=False, graph_mode="data")

    looked: dict[str, set[str]] = {iri(shape.id): set() for shape in chosen.shapes}
    for statement in session.validate().statements:
        looked[str(statement.shape_iri)] |= {focus.focus for focus in statement.selected_foci}

    assert {name: len(foci) for name, foci in looked.items()} == {
        iri(name): count for name, count in focus_nodes(small, chosen.shapes, read).items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_a_passing_case_gives_its_shape_something_to_look_at(case: Path) -> None:
    store, graph = Store(), vocab.graph_iri("x", "source")
    store.load_shipped(case.read_bytes(), graph)
    shape = next(shape for shape in load_shapes().shapes if shape.id == case.parent.name)

    counted = focus_nodes(store, [shape], [graph])[shape.id]

    assert (counted > 0) is (shape.id not in FAULT_ITSELF)


def test_every_target_is_a_term_that_something_can_have() -> None:
    targets = Counter(target for shape in load_shapes().shapes for target, _ in shape.targets)

    assert set(targets) <= {"targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}
    assert {shape.id for shape in load_shapes().shapes if not shape.targets} == set()


def test_shapes_are_read_from_one_folder_alone() -> None:
    here = {path.stem for path in anchors.SHAPES.glob("*.ttl") if path.name != PREFIXES}

    assert {shape.id for shape in _shapes()} == here


def _shapes() -> tuple[Shape, ...]:
    return load_shapes().shapes
