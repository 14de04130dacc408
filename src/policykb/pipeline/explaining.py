"""Why something holds, in the form asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.ask import Kind, named
from policykb.errors import UsageError
from policykb.explain import Explanation, as_json, as_text, explain_duty, explain_node
from policykb.pipeline.knowledge import open_plan

_JUDGEMENT = re.compile(r"(?:coverage|comparison|weakening)/[a-z0-9-]+")

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge
    from policykb.store import Store


def explained(
    words: str, plan: str, *, body: str | None, form: str, as_of: str | None, lang: str
) -> tuple[str | bytes, bool, Knowledge]:
    """The explanation rendered, whether what it asks about holds, and the knowledge it comes from."""
    knowledge = open_plan(plan, as_of=as_of)
    if body is None and _JUDGEMENT.fullmatch(words):
        from policykb.pipeline.judging import explained_judgement  # noqa: PLC0415 - reads the plans above, for a judgement alone

        judged = explained_judgement(knowledge, words)
        return _form(judged, form, lang), judged.holds, knowledge
    element = element_named(knowledge.store, knowledge.plan, words)
    if body is None:
        found = explain_node(knowledge.store, knowledge.plan, element, knowledge.as_of)
    else:
        agency = named(knowledge.store, knowledge.plan, Kind.AGENCY, body)
        found = explain_duty(knowledge.store, knowledge.plan, agency, element, knowledge.as_of)
    return _form(found, form, lang), found.holds, knowledge


def element_named(store: Store, plan: str, words: str) -> str:
    """An element's IRI from its id, or from a measure's number or name as people write it.

    Raises:
        UsageError: neither is known.
    """
    try:
        return named(store, plan, Kind.ELEMENT, words)
    except UsageError:
        try:
            return named(store, plan, Kind.MEASURE, words)
        except UsageError:
            pass
        raise


def _form(found: Explanation, form: str, lang: str) -> str | bytes:
    match form:
        case "json":
            return as_json(found)
        case "html":
            from policykb.report import proof_page  # noqa: PLC0415 - only this form needs the templates

            return proof_page(found, lang)
        case _:
            return as_text(found, lang)
