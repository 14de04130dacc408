"""Which of a plan's graphs are read, and how many nodes each shape looks at there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.quads import Literal
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.store import Store
    from policykb.validate.shapes import Shape

_GRAPHS = vocab.BASE + "graph/"
_COMMON = tuple(_GRAPHS + name for name in ("ontology", "vocab", "alignments"))
_OWN = ("source", "curation", "observations")
_JUDGED = ("coverage", "related")
"""How the plan stands against the documents above, and what those beside it say."""
_SUBCLASS = vocab.PREFIXES["rdfs"] + "subClassOf"
_ELEMENTS = (
    PKB.Measure, PKB.Goal, PKB.Action, PKB.QuantitativeTarget, PKB.QualitativeTarget, PKB.StatedResponsibility
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of one plan: those that validation reads, and all there are, read or not."""

    read: tuple[str, ...]
    all: tuple[str, ...]

    @classmethod
    def of(cls, store: Store, plan: str, *, above: bool = False) -> Graphs:
        """The plan's graphs and the common ones, as they are in the store; findings are no data.

        With ``above`` also those that hold what the documents above ask for, and how the plan stands against it.
        """
        own, inferred = vocab.graph_iri(plan, ""), vocab.graph_iri(plan, "inferred", "")
        judged = {own + name for name in _JUDGED}
        asked = judged | set(_requirement_graphs(store)) if above else set()
        known = {*_COMMON, *(own + name for name in _OWN), *asked}
        left_out = {vocab.graph_iri(plan, "findings"), *(judged - asked)}
        there = store.graphs()
        return cls(
            read=tuple(name for name in there if name in known or name.startswith(inferred)),
            all=tuple(
                name
                for name in there
                if (name in known or name.startswith(own) or not name.startswith(_GRAPHS))
                and name not in left_out
            ),
        )


def _requirement_graphs(store: Store) -> tuple[str, ...]:
    """The graphs of the plans that plans are held against."""
    query = f"""SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?asked a <{PKB.Requirement}> ; <{PKB.inPlan}> ?above }} }}"""
    return tuple(str(graph) for (graph,) in store.select(query).rows)


def focus_nodes(store: Store, shapes: Iterable[Shape], graphs: Iterable[str]) -> dict[str, int]:
    """How many different nodes of some graphs each shape looks at."""
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in ("Class", "SubjectsOf", "ObjectsOf")}
    counts = {}
    for shape in shapes:
        counts[shape.id] = sum(target == "targetNode" for target, _ in shape.targets)
        for target, iri in shape.targets:
            if target != "targetNode":
                pairs[target.removeprefix("target")].append((shape.id, iri))
    query = f"""SELECT ?shape (COUNT(DISTINCT ?focus) AS ?nodes) WHERE {{
        {{ {_values(pairs["Class"])} ?type <{_SUBCLASS}>* ?term . GRAPH ?graph {{ ?focus a ?type }} }}
        UNION {{ {_values(pairs["SubjectsOf"])} GRAPH ?graph {{ ?focus ?term ?other }} }}
        UNION {{ {_values(pairs["ObjectsOf"])} GRAPH ?graph {{ ?other ?term ?focus }} }}
        FILTER (?graph IN ({_iris(graphs)}))
      }} GROUP BY ?shape"""
    for name, nodes in store.select(query).rows:
        if isinstance(name, Literal) and isinstance(nodes, Literal):
            counts[name.value] += int(nodes.value)
    return counts


def plan_elements(store: Store, plan: str, graphs: Iterable[str]) -> int:
    """How many measures, goals, actions, targets and stated responsibilities the plan's graphs hold."""
    own = [graph for graph in graphs if graph.startswith(vocab.graph_iri(plan, ""))]
    query = f"""SELECT (COUNT(DISTINCT ?focus) AS ?nodes) WHERE {{
        VALUES ?class {{ {" ".join(f"<{term}>" for term in _ELEMENTS)} }}
        GRAPH ?graph {{ ?focus a ?class }}
        FILTER (?graph IN ({_iris(own)}))
      }}"""
    (nodes,) = store.select(query).rows[0]
    return int(nodes.value) if isinstance(nodes, Literal) else 0


def text_hash(store: Store, plan: str) -> str:
    """The SHA-256 of a plan's text; "" where none is kept."""
    query = f"SELECT ?hash WHERE {{ <{vocab.plan_iri(plan)}> <{PKB.embodiedIn}>/<{PKB.textSha256}> ?hash }}"
    return next((hash_.value for (hash_,) in store.select(query).rows if isinstance(hash_, Literal)), "")


def plan_text(store: Store, plan: str) -> str:
    """A plan's text; "" where none is kept."""
    query = f"SELECT ?text WHERE {{ <{vocab.plan_iri(plan)}> <{PKB.embodiedIn}>/<{PKB.text}> ?text }}"
    return next((text.value for (text,) in store.select(query).rows if isinstance(text, Literal)), "")


def _values(pairs: Iterable[tuple[str, str]]) -> str:
    rows = " ".join(f'("{shape}" <{iri}>)' for shape, iri in pairs)
    return f"VALUES (?shape ?term) {{ {rows} }}"


def _iris(graphs: Iterable[str]) -> str:
    return ", ".join(f"<{graph}>" for graph in graphs)
