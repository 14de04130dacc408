"""Clauses that make duties for bodies they do not list: 以下均需各市、县（区）……落实."""

from __future__ import annotations

from policykb.draft.claims import Provision
from policykb.extract.clauses import sentences
from policykb.extract.responsibilities import bodies_within, is_provision, lexicon
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import PKB, Confidence, Role


def provisions(text: str, home: str, bracket: Span, plan: str) -> tuple[Provision, ...]:
    """The provisions in a measure's closing bracket, in order."""
    found: list[Provision] = []
    for sentence in sentences(text, Span(bracket.start + 1, bracket.end - 1)):
        unbroken = Unbroken.of(text, sentence)
        words = unbroken.words.rstrip("。；;")
        role = _role(words)
        if role and is_provision(words):
            name = f"{home}/p{len(found) + 1}"
            found.append(_provision(name, words, unbroken.span(0, len(words)), (plan, role)))
    return tuple(found)


def _provision(name: str, words: str, span: Span, within: tuple[str, Role]) -> Provision:
    known = lexicon()["provision"]
    return Provision(
        id=name,
        span=span,
        confidence=Confidence.LIKELY,
        doubt=known["doubt"],
        within=within[0],
        levels=tuple(
            level for level, signs in known["levels"].items() if any(sign in words for sign in signs)
        ),
        assignees=bodies_within(words, (PKB.AdministrativeCommittee, PKB.LocalGovernment)),
        qualifier=next((word for word in known["qualifiers"] if word in words), ""),
        role=within[1],
    )


def _role(words: str) -> Role | None:
    roles = lexicon()["provision"]["roles"]
    return next((Role(role) for role, signs in roles.items() if any(sign in words for sign in signs)), None)
