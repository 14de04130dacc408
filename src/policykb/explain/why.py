"""Why a body answers for an element, or why it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policykb import vocab
from policykb.errors import UsageError
from policykb.explain.proof import Proof, once, prove
from policykb.explain.sentences import describe, label, place
from policykb.explain.whynot import Obstacle, obstacles
from policykb.phrase import Phrase
from policykb.vocab import PKB, Basis, basis

if TYPE_CHECKING:
    from policykb.store import Store


@dataclass(frozen=True, slots=True)
class Explanation:
    """A question, its proofs, and, where nothing holds, what stands in the way."""

    plan: str
    as_of: str
    question: Phrase
    answer: Phrase
    proofs: tuple[Proof, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether anything supports it."""
        return bool(self.proofs)


def explain_node(store: Store, plan: str, iri: str, as_of: str) -> Explanation:
    """Why a node of the plan's knowledge holds.

    Raises:
        UsageError: there is no such node.
    """
    if not store.ask(f"ASK {{ <{iri}> ?p ?o }}"):
        raise UsageError(
            f"nothing in this plan's knowledge is called {vocab.short(iri)}",
            hint="ids look like m12, m03/a04, m09/t1, m12/r-default-640200; `policykb export PLAN derived` lists them",
            zh=f"本规划的知识中没有 {vocab.short(iri)}；编号形如 m12、m03/a04、m09/t1、m12/r-default-640200",
        )
    found = _decisive(prove(store, plan, iri, as_of))
    what = describe(store, iri)
    ways = len(found)
    return Explanation(
        plan,
        as_of,
        Phrase(f"依据是什么：{what.zh}？", f"What is known, and why: {what.en}?"),
        Phrase(f"共{ways}条。", f"{ways} in all."),
        found,
    )


def _decisive(found: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """Of a target's status the one proof of its state, which holds the others, each told once; else all."""
    states = tuple(proof for proof in found if proof.rule and PKB.targetState.name in proof.rule.writes)
    return once(states) if states else found


def explain_duty(store: Store, plan: str, body: str, element: str, as_of: str) -> Explanation:
    """Why a body (its IRI) has a duty for an element (its IRI), for its share of it or for the whole it is part of; or why not."""
    who, what = label(store, body), place(store, element)
    question = Phrase(f"为什么{who.zh}对{what.zh}负有责任？", f"Why does {who.en} answer for {what.en}?")
    duties = _duties(store, body, element)
    if not duties:
        return Explanation(
            plan,
            as_of,
            Phrase(question.zh.replace("为什么", "", 1), f"Does {who.en} answer for {what.en}?"),
            Phrase("不成立：没有任何依据使其负有责任。", "No: nothing makes it answerable."),
            obstacles=obstacles(store, body, element),
        )
    own = [duty for duty in duties if duty.of == element]
    stated = sum(duty.basis == basis(Basis.STATED) for duty in duties)
    counts = Phrase(
        f"直接写明 {stated} 处 · 推导 {len(duties) - stated} 条",
        f"stated {stated} · derived {len(duties) - stated}",
    )
    if not own:
        of = place(store, duties[0].of)
        counts = Phrase(
            f"对{what.zh}本身没有单列；责任来自{of.zh}。{counts.zh}",
            f"Not for {what.en} itself; the duty comes from {of.en}. {counts.en}",
        )
    found = tuple(proof for duty in duties for proof in prove(store, plan, duty.iri, as_of))
    return Explanation(plan, as_of, question, counts, found)


class _Duty(NamedTuple):
    """A duty, what it is for and why it holds."""

    iri: str
    of: str
    basis: str


def _duties(store: Store, body: str, element: str) -> list[_Duty]:
    """A body's duties for an element; where there are none, those for its shares of it, else for what it is part of."""
    for reached in (
        f"BIND(<{element}> AS ?of)",
        f"?of <{PKB.expandsTarget}> <{element}> .",
        f"<{element}> <{PKB.partOf}> ?of .",
    ):
        rows = store.select(
            f"SELECT DISTINCT ?duty ?of ?basis WHERE {{ {reached} ?duty <{PKB.forElement}> ?of ; <{PKB.bearer}> <{body}> ;"
            f" <{PKB.basis}> ?basis }}"
        ).rows
        if rows:
            order = [basis(value) for value in Basis]
            duties = [_Duty(*(str(cell) for cell in row)) for row in rows]
            return sorted(duties, key=lambda duty: (order.index(duty.basis), duty.iri))
    return []
