"""Why a body answers for an element, or why it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import UsageError
from policykb.explain.proof import Proof, prove
from policykb.explain.sentences import label, place
from policykb.explain.whynot import Obstacle, obstacles
from policykb.phrase import Phrase
from policykb.quads import Literal
from policykb.vocab import PKB, Basis

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
    found = prove(store, plan, iri, as_of)
    what = found[0].holds
    ways = len(found)
    return Explanation(
        plan,
        as_of,
        Phrase(f"为什么说：{what.zh}？", f"Why: {what.en}?"),
        Phrase(f"成立，共{ways}条依据。", f"It holds, for {ways} reason{'s' * (ways > 1)}."),
        found,
    )


def explain_duty(store: Store, plan: str, body: str, element: str, as_of: str) -> Explanation:
    """Why a body (its IRI) has a duty for an element (its IRI), or why not."""
    who, what = label(store, body), place(store, element)
    question = Phrase(f"为什么{who.zh}对{what.zh}负有责任？", f"Why does {who.en} answer for {what.en}?")
    rows = store.select(
        f"SELECT DISTINCT ?duty ?basis WHERE {{ ?duty <{PKB.forElement}> <{element}> ; <{PKB.bearer}> <{body}> ;"
        f" <{PKB.basis}> ?basis }} ORDER BY ?basis ?duty"
    ).rows
    if not rows:
        return Explanation(
            plan,
            as_of,
            Phrase(question.zh.replace("为什么", "", 1), f"Does {who.en} answer for {what.en}?"),
            Phrase("不成立：没有任何依据使其负有责任。", "No: nothing makes it answerable."),
            obstacles=obstacles(store, body, element),
        )
    stated = sum(str(basis).endswith(Basis.STATED.value) for _, basis in rows)
    found = tuple(proof for duty, _ in rows for proof in prove(store, plan, str(duty), as_of))
    return Explanation(
        plan,
        as_of,
        question,
        Phrase(
            f"直接写明 {stated} 处 · 推导 {len(rows) - stated} 条",
            f"stated {stated} · derived {len(rows) - stated}",
        ),
        found,
    )


def element_iri(store: Store, plan: str, words: str) -> str:
    """An element's IRI from its id, its IRI or a derived node's short form."""
    if words.startswith(vocab.BASE):
        return words
    own = vocab.plan_iri(plan, words)
    if store.ask(f"ASK {{ <{own}> ?p ?o }}"):
        return own
    return vocab.thing(words)


def text_hash(store: Store, plan: str) -> str:
    """The SHA-256 of the text the quotes are taken from."""
    rows = store.select(f"SELECT ?h WHERE {{ <{vocab.plan_iri(plan, 'text')}> <{PKB.textSha256}> ?h }}").rows
    return rows[0][0].value if rows and isinstance(rows[0][0], Literal) else ""
