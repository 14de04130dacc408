"""Shared duties: the network of bodies, its bottlenecks in a sentence each."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from policykb.report.build.agencies import chart_name, load
from policykb.report.network import shared_duties
from policykb.report.page import anchor
from policykb.report.views import NetworkRow, SharedDuties
from policykb.report.words import Link

if TYPE_CHECKING:
    from policykb.report.facts import Facts
    from policykb.report.network import Network
    from policykb.report.words import Sentence, Words

_LINE = 20
"""Letters in a line of a Latin name."""
_NAMED = 3
"""So many bodies are explained in a sentence of their own."""


def shared(facts: Facts, words: Words) -> SharedDuties:
    """Who must work with whom, on whom much hangs, and who hangs on one measure."""
    listed = {
        part.id: [duty.bearer for duty in facts.listed(part.id) if duty.bearer in facts.bodies]
        for part in facts.measures
    }
    network = shared_duties(listed)
    bottlenecks = facts.marked("BottleneckAgency")
    return SharedDuties(
        finding=_finding(facts, words, network),
        sentences=(
            *_central(facts, words, network),
            *_hanging(facts, words, network),
            *_cuts(words, network),
        ),
        nodes=tuple((node, _lines(chart_name(facts.bodies[node.body]))) for node in network.nodes),
        edges=network.edges[::-1],
        rows=tuple(
            NetworkRow(
                name=facts.bodies[node.body].short,
                href=f"#{anchor(node.body)}",
                node=node,
                first=sum(d.bearer == node.body and d.position == 1 for d in facts.duties),
                load=load(facts, node.body),
                bottleneck=node.body in bottlenecks,
            )
            for node in network.nodes
        ),
        pairs=tuple(
            (facts.bodies[edge.one].short, facts.bodies[edge.other].short, edge.shared)
            for edge in network.edges
        ),
        width=network.width,
        height=network.height,
    )


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, _LINE)) if name.isascii() else (name,)


def _finding(facts: Facts, words: Words, network: Network) -> Sentence:
    if not network.edges:
        return words.sentence("shared.nobody")
    top = network.edges[0]
    return words.sentence(
        "shared.finding",
        pairs=Link(len(network.edges), "#pairs"),
        one=_body(facts, top.one),
        other=_body(facts, top.other),
        n=top.shared,
    )


def _body(facts: Facts, body: str) -> Link:
    return Link(facts.bodies[body].short, f"#{anchor(body)}")


def _central(facts: Facts, words: Words, network: Network) -> list[Sentence]:
    bottlenecks = facts.marked("BottleneckAgency")
    return [
        words.sentence(
            "shared.bottleneck" if node.body in bottlenecks else "shared.central",
            body=_body(facts, node.body),
            n=node.measures,
            of=len(facts.measures),
            partners=node.partners,
            others=len(network.nodes) - 1,
            rank=rank,
        )
        for rank, node in enumerate(network.nodes[:_NAMED], 1)
    ]


def _hanging(facts: Facts, words: Words, network: Network) -> list[Sentence]:
    found = []
    for measure, bodies in network.only_link.items():
        part = facts.part(measure)
        if part and bodies:
            found.append(
                words.sentence(
                    "shared.only_link",
                    measure=Link(part.heading, f"#{measure}"),
                    n=len(bodies),
                    names=words.listing([facts.bodies[body].short for body in bodies]),
                )
            )
    return found


def _cuts(words: Words, network: Network) -> tuple[Sentence, ...]:
    if not network.edges:
        return ()
    cuts = sum(node.cuts for node in network.nodes)
    return (words.sentence("shared.cuts" if cuts else "shared.no_cuts", n=cuts),)
