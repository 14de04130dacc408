"""Whether a graph can be true as a whole: HermiT on its OWL DL view, and who is to blame if not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import LimitError
from policykb.validate.dl_view import OWL, RDFS, TYPE, Terms, dl_view
from policykb.validate.hermit import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policykb.quads import Quad

_CONCEPT = vocab.PREFIXES["skos"] + "Concept"

__all__ = ["DlResult", "consistent", "dl_view"]


@dataclass(frozen=True, slots=True)
class DlResult:
    """What HermiT says.

    ``unsatisfiable`` are classes that can have no member; ``members`` the things that belong to each
    defined class. ``culprits`` is filled on request: the classes whose members, left out, would take
    the contradiction away, and then the very members.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    culprits: tuple[str, ...] = ()


def consistent(quads: Iterable[Quad], *, why: bool = False, limit_s: int = 300) -> DlResult:
    """Whether the statements can all be true together; with ``why``, whose removal would make them so.

    ``why`` asks HermiT some forty times: seconds for a few things, minutes for a plan.

    Raises:
        InputError: there is no Java runtime, or the statements have no DL view.
        LimitError: HermiT took longer than ``limit_s`` seconds.
    """
    statements = list(quads)
    defined = sorted({q.subject for q in statements if q.predicate == OWL + "equivalentClass"})
    reply = ask(dl_view(statements), defined, limit_s=limit_s)
    if reply.consistent:
        return DlResult(True, reply.unsatisfiable, reply.members)
    if not why:
        return DlResult(False)

    def holds_without(left_out: frozenset[str]) -> bool:
        rest = [q for q in statements if q.subject not in left_out and q.object not in left_out]
        try:
            return ask(dl_view(rest), (), limit_s=limit_s).consistent
        except LimitError:
            return False  # not known to help; that there is a contradiction stands all the same

    return DlResult(False, culprits=_culprits(statements, holds_without))


def _culprits(quads: Sequence[Quad], holds_without: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """The leaf classes, then their members, each of whose removal alone takes the contradiction away."""
    members = _members_of_leaves(quads)

    def of(names: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(members[name] for name in names))

    guilty = _narrow(sorted(members), lambda some: holds_without(of(some)))
    suspects = of(guilty)
    bystanders = of(members) - suspects
    if bystanders and holds_without(bystanders):
        bystanders = frozenset()  # two causes at once: nobody can be sent home
    return (*guilty, *_narrow(sorted(suspects), lambda some: holds_without(bystanders.union(some))))


def _members_of_leaves(quads: Sequence[Quad]) -> dict[str, frozenset[str]]:
    classes = Terms.declared_in(quads).classes
    above = {(q.subject, q.object) for q in quads if q.predicate == RDFS + "subClassOf"}
    # Concepts of the closed lists are never to blame, and duties bereft of them keep HermiT busy for minutes.
    leaves = {name for name in classes if (name, _CONCEPT) not in above} - {parent for _, parent in above}
    members: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == TYPE and quad.object in leaves and quad.subject not in classes:
            members.setdefault(str(quad.object), set()).add(quad.subject)
    return {name: frozenset(things) for name, things in members.items()}


def _narrow(suspects: Sequence[str], cleared_without: Callable[[Sequence[str]], bool]) -> list[str]:
    """Each suspect whose absence alone clears the case: halves that do not clear it are let go."""
    if not suspects or not cleared_without(suspects):
        return []
    if len(suspects) == 1:
        return list(suspects)
    middle = len(suspects) // 2
    return [
        *_narrow(suspects[:middle], cleared_without),
        *_narrow(suspects[middle:], cleared_without),
    ]
