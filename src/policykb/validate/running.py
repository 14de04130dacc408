"""One run of the shapes over one plan's graphs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policykb.validate.counting import Graphs, focus_nodes, plan_elements, text_hash
from policykb.validate.engines import Engine, validate_graph
from policykb.validate.findings import Checked, Finding, Result, Validation
from policykb.validate.placement import CHECKS, DERIVED_STAYS, VOCABULARY_IS_CLOSED, misplaced, unknown_terms
from policykb.validate.shapes import PROFILES, Shape, iri, load_shapes
from policykb.validate.wording import findings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.store import Store


def run(
    store: Store, plan: str, *, profiles: Iterable[str] = PROFILES, engine: Engine | str = Engine.SHIFTY
) -> Validation:
    """What the shapes of some profiles find in a plan's graphs, and how much they looked at.

    Raises:
        UsageError: there is no such profile.
        AssetError: a shape is malformed.
    """
    wanted = tuple(sorted(set(profiles)))
    chosen = load_shapes(wanted)
    graphs = Graphs.of(store, plan)
    data = store.ntriples(graphs.read)
    results = validate_graph(data, chosen.turtle, Engine(engine))
    looked, members = (focus_nodes(store, chosen.shapes, names) for names in (graphs.read, graphs.all))
    shapes, sources = chosen.shapes, chosen.by_source()
    if "encoding" in wanted:
        shapes += CHECKS
        sources |= {iri(shape.id): shape for shape in CHECKS}
        for shape, (more, seen) in _placed(store, plan, data, graphs):
            results += more
            looked[shape.id] = members[shape.id] = seen
    found = findings(store, plan, results, sources)
    return Validation(
        plan=plan,
        text=text_hash(store, plan),
        profiles=wanted,
        engine=Engine(engine).value,
        findings=found,
        checked=_checked(shapes, looked, members, found),
        elements=plan_elements(store, plan, graphs.read),
    )


def _placed(
    store: Store, plan: str, data: bytes, graphs: Graphs
) -> tuple[tuple[Shape, tuple[list[Result], int]], ...]:
    return (
        (DERIVED_STAYS, misplaced(store, plan, graphs.all)),
        (VOCABULARY_IS_CLOSED, unknown_terms(store, data)),
    )


def _checked(
    shapes: Iterable[Shape], looked: dict[str, int], members: dict[str, int], found: Iterable[Finding]
) -> tuple[Checked, ...]:
    counts = Counter(finding.shape for finding in found)
    ordered = sorted(shapes, key=lambda shape: (shape.profile, shape.code, shape.id))
    return tuple(Checked(shape, looked[shape.id], members[shape.id], counts[shape.id]) for shape in ordered)
