"""Each shape on small graphs that keep it and that break it, with both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykb import anchors, assets, vocab
from policykb.validate import Engine, Result, Shape, load_shapes, validate_graph
from policykb.validate.findings import local
from policykb.validate.shapes import PREFIXES, iri, read_shape

HERE = Path(__file__).parents[1]
CASES = sorted(HERE.glob("shapes/*/*.ttl"))
SHAPES = {shape.id: shape for shape in load_shapes().shapes}
PLAN = "x"


def results(case: Path, engine: Engine) -> list[Result]:
    shapes = [anchors.SHAPES / PREFIXES, anchors.SHAPES / f"{case.parent.name}.ttl"]
    return validate_graph(case.read_bytes(), b"\n".join(path.read_bytes() for path in shapes), engine)


def told(result: Result) -> str:
    """A result as the cases write it: the part of the shape that fails, and where."""
    return f"{result.source.partition('#')[2]}@{local(result.focus, PLAN)}"


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shape_says_what_the_case_says(case: Path) -> None:
    expected = sorted(assets.header(case)["findings"])

    fast, reference = (results(case, engine) for engine in (Engine.SHIFTY, Engine.PYSHACL))

    assert expected == sorted({told(result) for result in fast})
    assert reference == fast


def test_every_shape_is_tried_both_ways() -> None:
    tried = {(path.parent.name, path.stem.split("-")[0]) for path in CASES}

    assert {(shape, way) for shape in SHAPES for way in ("pass", "fail")} == tried


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.id)
def test_every_part_of_a_shape_is_seen_to_fail(shape: Shape) -> None:
    cases = (HERE / "shapes" / shape.id).glob("fail*.ttl")
    seen = {entry.partition("@")[0] for case in cases for entry in assets.header(case)["findings"]}

    assert {source.partition("#")[2] for source, (in_zh, _) in shape.messages if in_zh} == seen


def test_prefixes_are_those_of_the_vocabulary() -> None:
    declared = assets.body(anchors.SHAPES / PREFIXES)

    for line in declared.splitlines():
        if "sh:declare" in line:
            _, prefix, _, namespace, _ = line.split('"')
            assert vocab.PREFIXES[prefix] == namespace


def test_a_shape_is_named_after_its_file() -> None:
    for path in sorted(anchors.SHAPES.glob("*.ttl")):
        if path.name != PREFIXES:
            assert iri(path.stem) in dict(read_shape(path).messages)
