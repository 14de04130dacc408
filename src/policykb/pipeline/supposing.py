"""What would be otherwise if some things of a plan were; in memory only, nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask import Kind, named
from policykb.gate.files import read_bytes
from policykb.infer import load_rules
from policykb.phrase import Phrase
from policykb.pipeline.building import add_plan, load_shipped
from policykb.pipeline.examining import is_raw
from policykb.pipeline.knowledge import Knowledge, open_plan
from policykb.validate import run
from policykb.whatif import (
    Names,
    WhatIf,
    Wish,
    as_json,
    as_text,
    difference,
    read_overlay,
    sections,
    standing,
    suppose,
    wished,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.whatif import Standing, Supposed, Wished


def what_if(
    plan: str, given: Mapping[Wish, Iterable[str]], overlay: str, *, form: str, lang: str, as_of: str | None
) -> tuple[bytes, Knowledge]:
    """The difference in the form asked for, and the knowledge that it starts from; ``overlay`` names a file, "" none."""
    more = read_overlay(read_bytes(overlay), where=overlay) if overlay else {}
    wishes = wished({wish: (*more.get(wish, ()), *given.get(wish, ())) for wish in Wish})
    base = open_plan(plan, as_of=as_of)
    found = supposed(base, how_it_stands(base), wishes)
    match form:
        case "json":
            return as_json(found).encode(), base
        case "html":
            from policykb.report import whatif_page  # noqa: PLC0415 - only a page needs the templates

            return whatif_page(found, sections(found), lang), base
        case _:
            return as_text(found, lang).encode(), base


def how_it_stands(knowledge: Knowledge) -> Standing:
    """What is found and what holds in a plan's knowledge."""
    raw = is_raw(knowledge.source)
    validation = run(knowledge.store, knowledge.plan, profiles=("quality",), by_words=raw)
    return standing(knowledge.store, knowledge.plan, validation)


def supposed(base: Knowledge, old: Standing, wishes: Iterable[Wished]) -> WhatIf:
    """What would be otherwise; ``old`` is how the plan stands as it is."""
    supposition = suppose(base.draft, base.text.content, wishes, _names(base, old))
    new = how_it_stands(overlaid(base, supposition))
    title = Phrase(base.meta.title_zh, base.meta.title_en or base.meta.title_zh)
    return difference(old, new, supposition.told, plan=base.plan, title=title, as_of=base.as_of)


def overlaid(base: Knowledge, supposition: Supposed) -> Knowledge:
    """A second knowledge of the plan, built from the ground up as it is supposed; the cache never sees it."""
    made = Knowledge(base.source, base.as_of)
    made.draft = supposition.draft
    load_shipped(made.store)
    rules = tuple(rule for rule in load_rules() if rule.id not in supposition.without)
    add_plan(made, more=supposition.quads, rules=rules)
    return made


def _names(base: Knowledge, old: Standing) -> Names:
    rules = {f"rule/{rule.id}": Phrase(rule.title_zh, rule.title_en) for rule in load_rules()}

    def agency(name: str) -> str:
        return vocab.short(named(base.store, base.plan, Kind.AGENCY, name))

    def rule(name: str) -> str:
        return vocab.short(named(base.store, base.plan, Kind.RULE, name)).removeprefix("rule/")

    def word(slug: str) -> Phrase:
        return rules.get(slug) or old.names.get(slug) or Phrase(slug, slug)

    return Names(agency, rule, word)
