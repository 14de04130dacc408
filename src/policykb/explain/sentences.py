"""Nodes and facts in words a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.phrase import Phrase
from policykb.quads import Literal, Quad
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.store import Store

_SKOS_LABEL = vocab.PREFIXES["skos"] + "prefLabel"
_RDFS_LABEL = vocab.PREFIXES["rdfs"] + "label"


def label(store: Store, iri: str) -> Phrase:
    """A node's name in both languages; its short IRI where it has none."""
    rows = store.select(
        f"SELECT ?label WHERE {{ <{iri}> <{_SKOS_LABEL}>|<{_RDFS_LABEL}> ?label }} ORDER BY ?label"
    ).rows
    names = {row[0].lang: row[0].value for row in rows if isinstance(row[0], Literal)}
    fallback = vocab.short(iri)
    return Phrase(names.get("zh", fallback), names.get("en", names.get("zh", fallback)))


def describe(store: Store, iri: str) -> Phrase:
    """What a node says: a duty as a sentence, an element with its place, anything else by its name."""
    rows = store.select(
        f"SELECT ?bearer ?element ?role ?basis WHERE {{ <{iri}> <{PKB.bearer}> ?bearer ; <{PKB.forElement}> ?element ;"
        f" <{PKB.role}> ?role ; <{PKB.basis}> ?basis }} ORDER BY ?bearer ?role ?basis"
    ).rows
    if rows:
        bearer, element, role, basis = (str(cell) for cell in rows[0])
        who, what = label(store, bearer), place(store, element)
        how, why = label(store, role), label(store, basis)
        return Phrase(
            f"{who.zh}对{what.zh}负有责任（{how.zh}；{why.zh}）",
            f"{who.en} has a duty for {what.en} ({how.en}; {why.en})",
        )
    if iri.startswith(vocab.BASE + "plan/"):
        return place(store, iri)
    return label(store, iri)


def place(store: Store, iri: str) -> Phrase:
    """An element by its number and name, such as 第（三）项“……”; a share of a target by the target and the region."""
    shares = store.select(
        f"SELECT ?whole ?where WHERE {{ <{iri}> <{PKB.expandsTarget}> ?whole ; <{PKB.appliesIn}> ?where }}"
    ).rows
    if shares:
        whole, where = place(store, str(shares[0][0])), label(store, str(shares[0][1]))
        return Phrase(f"{whole.zh}在{where.zh}的部分", f"{whole.en}, the part of {where.en}")
    whose = store.select(f"SELECT ?of WHERE {{ <{iri}> <{PKB.statusOf}> ?of }}").rows
    if whose:
        of = place(store, str(whose[0][0]))
        return Phrase(f"{of.zh}的状态", f"the status of {of.en}")
    name = label(store, iri)
    rows = store.select(f"SELECT ?n ?o WHERE {{ <{iri}> <{PKB.number}> ?n ; <{PKB.ordinal}> ?o }}").rows
    if rows and isinstance(rows[0][0], Literal) and isinstance(rows[0][1], Literal):
        return Phrase(f"第{rows[0][0].value}项“{name.zh}”", f"measure {rows[0][1].value} “{name.en}”")
    slug = "/".join(vocab.short(iri).split("/")[2:])
    if slug.startswith("decision/"):
        return name
    if not slug:
        return name
    quoted = slug.rpartition("/")[2][:1] in {
        "a",
        "t",
    }  # actions and targets are called by the plan's own words
    return Phrase(f"{slug}“{name.zh}”", f"{slug} “{name.zh if quoted else name.en}”")


def fact(store: Store, quad: Quad) -> Phrase:
    """A statement in words: subject, property, value."""
    subject = place(store, quad.subject) if "/plan/" in quad.subject else label(store, quad.subject)
    if isinstance(quad.object, Literal):
        value = Phrase(quad.object.value, quad.object.value)
    else:
        value = label(store, quad.object)
    if quad.predicate.endswith("#type"):
        return Phrase(f"{subject.zh}是{value.zh}", f"{subject.en} is a {value.en}")
    predicate = label(store, quad.predicate)
    return Phrase(f"{subject.zh}：{predicate.zh} {value.zh}", f"{subject.en}: {predicate.en} {value.en}")
