"""One run of the shapes over one plan's graphs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policykb.validate.counting import Graphs, focus_nodes, plan_elements, text_hash
from policykb.validate.engines import Engine, validate_graph
from policykb.validate.findings import Checked, Finding, Result, Validation
from policykb.validate.narrowing import narrowed
from policykb.validate.own_shapes import OWN
from policykb.validate.placement import CHECKS, DERIVED_STAYS, VOCABULARY_IS_CLOSED, misplaced, unknown_terms
from policykb.validate.shapes import OWN_PROFILES, Shape, ShapeSet, iri, load_shapes
from policykb.validate.wording import findings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.store import Store


def run(
    store: Store,
    plan: str,
    *,
    profiles: Iterable[str] = OWN_PROFILES,
    engine: Engine | str = Engine.SHIFTY,
    by_words: bool = False,
    own: ShapeSet | None = None,
) -> Validation:
    """What the shapes of some profiles find in a plan's graphs, and how much they looked at.

    ``by_words`` makes the findings' ids of the words they are about, not of the elements' places in the draft; ``own`` are a
    user's own shapes, which look at the same graphs.

    Raises:
        UsageError: there is no such profile.
        AssetError: a shape is malformed.
    """
    wanted = tuple(sorted(set(profiles)))
    chosen = load_shapes(wanted)
    results: list[Result] = []
    looked: dict[str, int] = {}
    members: dict[str, int] = {}
    shapes, sources = chosen.shapes, chosen.by_source()
    graphs = Graphs.of(store, plan)
    for part in parts(wanted):
        some = load_shapes(part)
        graphs = Graphs.of(store, plan, above=part == ("national",))
        data = store.ntriples(graphs.read)
        results += validate_graph(narrowed(data, some.turtle), some.turtle, Engine(engine), lines=True)
        looked |= focus_nodes(store, some.shapes, graphs.read)
        members |= focus_nodes(store, some.shapes, graphs.all)
        if "encoding" in part:
            shapes += CHECKS
            sources |= {iri(shape.id): shape for shape in CHECKS}
            for shape, (more, seen) in _placed(store, plan, data, graphs):
                results += more
                looked[shape.id] = members[shape.id] = seen
    if own is not None:
        graphs = Graphs.of(store, plan)
        results += validate_graph(store.ntriples(graphs.read), own.turtle, Engine(engine), lines=True)
        shapes, sources = (*shapes, *own.shapes), sources | own.by_source()
        looked |= focus_nodes(store, own.shapes, graphs.read)
        members |= focus_nodes(store, own.shapes, graphs.all)
    found = findings(store, plan, results, sources, by_words=by_words)
    return Validation(
        plan=plan,
        text=text_hash(store, plan),
        profiles=wanted if own is None else (*wanted, OWN),
        engine=Engine(engine).value,
        findings=found,
        checked=_checked(shapes, looked, members, found),
        elements=plan_elements(store, plan, graphs.read),
    )


def parts(profiles: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The profiles that read the same graphs: what the documents above ask for is no part of a plan's own encoding."""
    for part in (OWN_PROFILES, ("national",)):
        if some := tuple(profile for profile in profiles if profile in part):
            yield some


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
