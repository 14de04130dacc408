"""From a plan's knowledge to its pages and its ledger, as bytes; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.material import Material

if TYPE_CHECKING:
    from policykb.explain import Explanation

__all__ = ["Material", "proof_page", "render"]


def render(material: Material, lang: str) -> dict[str, bytes]:
    """The report's files by name: three pages and the Excel ledger, in one language."""
    from policykb.infer import load_rules  # noqa: PLC0415 - only a report names the rules in words
    from policykb.report.build.accountability import accountability  # noqa: PLC0415 - so do its builders
    from policykb.report.build.folder import gap_page, index_page  # noqa: PLC0415
    from policykb.report.ledger import workbook  # noqa: PLC0415
    from policykb.report.page import render as page  # noqa: PLC0415
    from policykb.report.reading import read_facts  # noqa: PLC0415
    from policykb.report.words import Words  # noqa: PLC0415

    words = Words(lang)
    facts = read_facts(material.store, material.plan, lang)
    view = accountability(facts, words, material, load_rules())
    return {
        "accountability.html": page("accountability", words, view),
        "gap.html": page("gap", words, gap_page(view, words)),
        "index.html": page("index", words, index_page(view, words)),
        "ledger.xlsx": workbook(facts, words, view, material.as_of),
    }


def proof_page(explanation: Explanation, lang: str) -> bytes:
    """Why something holds, or why not, as a page: rules, premises, quoted words."""
    from policykb.report.page import render as page  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.words import Words  # noqa: PLC0415

    return page("proof", Words(lang), explanation)
