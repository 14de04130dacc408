"""The network of shared duties: who works with whom, and on whom much hangs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 960, 720
_RINGS = ((0.4, 0.38), (0.12, 0.69), (0.0, 1.0))
"""A body listed for at least this share of the busiest one's measures stands on the ring of this radius."""


class Node(NamedTuple):
    """A body: where it is drawn, how big, and what the graph says of it."""

    body: str
    x: float
    y: float
    radius: float
    measures: int
    partners: int
    betweenness: float
    cuts: bool
    """Whether the network falls apart without it."""


class Edge(NamedTuple):
    """Two bodies and how many measures they share."""

    one: str
    other: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    shared: int


@dataclass(frozen=True, slots=True)
class Network:
    """Bodies by betweenness, most first; pairs by shared measures; measures that alone hold bodies."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    only_link: Mapping[str, tuple[str, ...]]
    """Measures without which some bodies would have no tie to the others, with those bodies."""
    width: int = WIDTH
    height: int = HEIGHT


def shared_duties(listed: Mapping[str, Sequence[str]]) -> Network:
    """The network of the bodies listed for each measure."""
    import networkx as nx  # noqa: PLC0415 - a query must not pay for its import

    graph = nx.Graph()
    for measure in sorted(listed):
        graph.add_edges_from((("measure", measure), ("body", body)) for body in listed[measure])
    between = nx.betweenness_centrality(graph)
    cut = set(nx.articulation_points(graph))
    measures = {name: graph.degree((kind, name)) for kind, name in graph if kind == "body"}
    pairs = _pairs(listed)
    places = _places(measures, pairs)
    nodes = [
        Node(
            body=body,
            x=places[body][0],
            y=places[body][1],
            radius=round(6 + 4.2 * math.sqrt(count), 1),
            measures=count,
            partners=sum(body in pair for pair in pairs),
            betweenness=round(between["body", body], 3),
            cuts=("body", body) in cut,
        )
        for body, count in measures.items()
    ]
    edges = [
        Edge(*pair, *places[pair[0]], *places[pair[1]], round(0.5 + 0.42 * count, 2), count)
        for pair, count in pairs.items()
    ]
    return Network(
        nodes=tuple(sorted(nodes, key=lambda node: (-node.betweenness, -node.measures, node.body))),
        edges=tuple(sorted(edges, key=lambda edge: (-edge.shared, edge.one, edge.other))),
        only_link=_only_links(listed, measures, {name for kind, name in cut if kind == "measure"}),
    )


def _pairs(listed: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], int]:
    pairs: dict[tuple[str, str], int] = {}
    for measure in sorted(listed):
        for pair in combinations(sorted(set(listed[measure])), 2):
            pairs[pair] = pairs.get(pair, 0) + 1
    return pairs


def _only_links(
    listed: Mapping[str, Sequence[str]], measures: Mapping[str, int], cut: set[str]
) -> dict[str, tuple[str, ...]]:
    return {
        measure: tuple(body for body in listed[measure] if measures[body] == 1) for measure in sorted(cut)
    }


def _places(
    measures: Mapping[str, int], pairs: Mapping[tuple[str, str], int]
) -> dict[str, tuple[float, float]]:
    """The busiest body in the middle, the others on rings by how busy they are, next to their partners."""
    order = sorted(measures, key=lambda body: (-measures[body], body))
    if not order:
        return {}
    middle, rest = order[0], order[1:]
    places = {middle: (WIDTH / 2, HEIGHT / 2)}
    for index, (share, radius) in enumerate(_RINGS):
        upper = _RINGS[index - 1][0] if index else math.inf
        ring = [body for body in rest if share <= measures[body] / measures[middle] < upper]
        for position, body in enumerate(_neighbourly(ring, pairs)):
            angle = 2 * math.pi * (position + 0.5 * (index % 2)) / len(ring) - math.pi / 2
            x = WIDTH / 2 + radius * (WIDTH / 2 - 90) * math.cos(angle)
            y = HEIGHT / 2 + radius * (HEIGHT / 2 - 50) * math.sin(angle)
            places[body] = (round(x, 1), round(y, 1))
    return places


def _neighbourly(ring: list[str], pairs: Mapping[tuple[str, str], int]) -> list[str]:
    """The bodies in an order in which each follows the one it shares most with."""
    ordered: list[str] = []
    left = list(ring)
    while left:
        last = ordered[-1] if ordered else ""
        following = max(left, key=lambda body: (pairs.get((min(last, body), max(last, body)), 0), body))
        ordered.append(following)
        left.remove(following)
    return ordered
