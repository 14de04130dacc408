"""Clauses that make duties for bodies they do not list: 以下均需各市、县（区）……落实, 各县（市、区）人民政府负责落实."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policykb import assets
from policykb.draft.claims import Provision
from policykb.extract.list_words import lexicon
from policykb.text import Unbroken
from policykb.vocab import PKB, Confidence, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.name_lists import Listing
    from policykb.extract.responsibilities import Duty
    from policykb.extract.tags import Tag
    from policykb.span import Span


def provisions(
    text: str, plan: str, lists: Sequence[tuple[str, Listing]], found: Sequence[Duty]
) -> tuple[Provision, ...]:
    """The provisions of a plan, in text order.

    Args:
        text: the whole plan.
        plan: its id.
        lists: the lists of each measure; those of a chapter's head belong to no measure, "".
        found: the names in the lists; of these, groups of bodies make provisions for one measure.
    """
    claims = [(home, _general(text, span, plan)) for home, listing in lists for span in listing.provisions]
    claims += [(duty.home, _of_group(text, duty)) for duty in found if duty.named.group]
    claims.sort(key=lambda pair: (pair[0] == "", pair[1].span, pair[0]))
    return tuple(_numbered(claims))


def of_heads(heads: Sequence[Tag]) -> Iterator[tuple[str, Listing]]:
    """The lists at the heads of chapters, whose clauses belong to no measure."""
    for tag in heads:
        yield "", tag.listing


def _numbered(claims: Sequence[tuple[str, Provision]]) -> Iterator[Provision]:
    counts: dict[str, int] = {}
    for home, claim in claims:
        counts[home] = counts.get(home, 0) + 1
        number = f"p{counts[home]}"
        yield replace(claim, id=f"{home}/{number}" if home else number)


def _general(text: str, span: Span, plan: str) -> Provision:
    """A clause that reaches beyond its measure."""
    unbroken = Unbroken.of(text, span)
    words = unbroken.words.rstrip("。；;")
    known = lexicon()["provision"]
    return Provision(
        id="",
        span=unbroken.span(0, len(words)),
        confidence=Confidence.LIKELY,
        doubt=known["doubt"],
        within=plan,
        levels=_levels(words),
        assignees=bodies_within(words, (PKB.AdministrativeCommittee, PKB.LocalGovernment)),
        qualifier=next((word for word in known["qualifiers"] if word in words), ""),
        role=_role(words),
    )


def _of_group(text: str, duty: Duty) -> Provision:
    """A class of bodies in the list of one measure."""
    words = Unbroken.of(text, duty.named.span).words
    doubts = [str(lexicon()["doubts"][doubt]) for doubt in dict.fromkeys(duty.named.doubts)]
    return Provision(
        id="",
        span=duty.named.span,
        confidence=Confidence.LIKELY if doubts else Confidence.CERTAIN,
        doubt="；".join(doubts),
        within=duty.home,
        levels=_levels(words),
        assignees=(),
        qualifier=next((word for word in lexicon()["provision"]["qualifiers"] if word in words), ""),
        role=duty.named.role or Role.JOINT,
    )


def _levels(words: str) -> tuple[str, ...]:
    table = lexicon()["provision"]["levels"]
    return tuple(level for level, signs in table.items() if any(sign in words for sign in signs))


def _role(words: str) -> Role:
    roles = lexicon()["provision"]["roles"]
    return next(
        (Role(role) for role, signs in roles.items() if any(sign in words for sign in signs)), Role.IMPLEMENT
    )


def bodies_within(words: str, kinds: tuple[PKB, ...]) -> tuple[str, ...]:
    """The bodies of some classes whose names stand among the words, in the order of their slugs."""
    return tuple(
        concept.slug
        for concept in assets.concepts("agencies")
        if any(kind in concept.types for kind in kinds) and any(name in words for name in concept.names)
    )
