"""The cover strip: which plan, which text, which day, which program."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from policykb.report.views import Cover, Item
from policykb.report.words import Link, Piece

if TYPE_CHECKING:
    from policykb.report.facts import Facts, Parent
    from policykb.report.words import Sentence, Words


def cover(facts: Facts, words: Words, as_of: str, title: str, *, reviewed: bool) -> Cover:
    """The strip on top of every page."""
    document = facts.document
    items = [
        Item(words("cover.region"), _known(words, document.region)),
        Item(words("cover.number"), _number(facts, words)),
        *(Item(words(f"cover.{_relation(parent)}"), _parent(words, parent)) for parent in document.parents),
        Item(words("cover.issuers"), _issuers(facts, words), wide=True),
        Item(
            words("cover.text"), words.sentence("cover.text_is", n=document.length, sha=document.sha256[:16])
        ),
        Item(words("cover.program"), words.sentence("cover.program_is", version=version("policykb"))),
    ]
    return Cover(
        title=title,
        plan=document.title,
        plan_zh=document.title_zh,
        as_of=words.date(as_of),
        items=tuple(items),
        unreviewed=not reviewed,
    )


def _known(words: Words, value: str) -> Sentence:
    return (Piece(value),) if value else words.sentence("cover.unknown")


def _number(facts: Facts, words: Words) -> Sentence:
    document = facts.document
    if not document.number:
        return words.sentence("cover.unknown")
    key = "cover.number_is" if document.confirmed == "seen" else "cover.number_unconfirmed"
    number = Link(document.number, document.source)
    return words.sentence(key, number=number, day=words.date(document.issued_on))


def _issuers(facts: Facts, words: Words) -> Sentence:
    issuers = facts.document.issuers
    if not issuers:
        return words.sentence("cover.unknown")
    names = [facts.bodies[body].short if body in facts.bodies else facts.name(body) for body in issuers]
    return words.sentence("cover.issuers_are", n=len(issuers), names=words.listing(names))


def _relation(parent: Parent) -> str:
    return "issued_under" if parent.relation == "issuedUnder" else "follows_structure"


def _parent(words: Words, parent: Parent) -> Sentence:
    key = "cover.parent" if parent.confirmed == "seen" else "cover.parent_unconfirmed"
    return words.sentence(key, title=parent.title)
