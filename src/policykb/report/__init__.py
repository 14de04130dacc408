"""From a plan's knowledge to its pages and its ledger, as bytes; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.material import Material

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.compare.values import PlanComparison
    from policykb.diff import Difference
    from policykb.draft.requirements import Reference
    from policykb.explain import Explanation
    from policykb.report.booklet import Matter
    from policykb.report.ledger import LedgerWords
    from policykb.schemes import Lights
    from policykb.whatif import Section, WhatIf

__all__ = [
    "Material",
    "dashboard_page",
    "diff_page",
    "ledger_words",
    "overview_page",
    "proof_page",
    "render",
    "whatif_page",
]


def render(material: Material, lang: str) -> dict[str, bytes]:
    """The report's files by name: three pages and the Excel ledger, in one language."""
    from policykb.infer import load_rules  # noqa: PLC0415 - only a report names the rules in words
    from policykb.report.build.accountability import accountability  # noqa: PLC0415 - so do its builders
    from policykb.report.build.against.whole import comparison_view  # noqa: PLC0415
    from policykb.report.build.folder import gap_page, index_page  # noqa: PLC0415
    from policykb.report.ledger import workbook  # noqa: PLC0415
    from policykb.report.page import render as page  # noqa: PLC0415
    from policykb.report.reading import read_facts  # noqa: PLC0415
    from policykb.report.words import Words  # noqa: PLC0415

    words = Words(lang)
    facts = read_facts(material.store, material.plan, lang)
    view = accountability(facts, words, material, load_rules())
    against = None
    if material.comparison:
        against = comparison_view(facts, words, material.comparison, material.references)
    return {
        "accountability.html": page("accountability", words, view),
        "gap.html": page("gap", words, gap_page(view, words, against)),
        "index.html": page("index", words, index_page(view, words)),
        "ledger.xlsx": workbook(facts, words, view, material.as_of),
    }


def ledger_words() -> LedgerWords:
    """What the ledger's columns and states are called, so that a filled-in one can be read."""
    from policykb.report.ledger import ledger_words as words  # noqa: PLC0415 - only an import of progress asks

    return words()


def proof_page(explanation: Explanation, lang: str) -> bytes:
    """Why something holds, or why not, as a page: rules, premises, quoted words."""
    from policykb.report.page import render as page  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.words import Words  # noqa: PLC0415

    return page("proof", Words(lang), explanation)


def dashboard_page(matter: Matter, scheme: Lights, body: str, lang: str) -> bytes:
    """The one-minute page of a plan, or of a body of it by id."""
    from policykb.report.build.dashboard import dashboard  # noqa: PLC0415 - only this page needs it
    from policykb.report.build.scene import Scene  # noqa: PLC0415
    from policykb.report.page import render as page  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.reading import read_facts  # noqa: PLC0415
    from policykb.report.tracking import read_tracking  # noqa: PLC0415
    from policykb.report.words import Words  # noqa: PLC0415

    words = Words(lang)
    facts = read_facts(matter.store, matter.plan, lang)
    scene = Scene(
        facts=facts,
        words=words,
        tracking=read_tracking(matter.store, matter.plan, lang, matter.as_of),
        progress=matter.progress,
        as_of=matter.as_of,
        scheme=scheme,
        body=facts.bodies[body] if body else None,
        reviewed=matter.reviewed,
    )
    return page("dashboard", words, dashboard(scene))


def diff_page(found: Difference, lang: str) -> bytes:
    """What changed between two versions, as a page with both sides."""
    from policykb.report.difference import difference_view  # noqa: PLC0415 - only this page needs it
    from policykb.report.page import render as page  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.words import Words  # noqa: PLC0415

    words = Words(lang)
    return page("diff", words, difference_view(found, words))


def whatif_page(found: WhatIf, sections: Sequence[Section], lang: str) -> bytes:
    """What would be otherwise if some things of a plan were, as a page."""
    from policykb.report.page import render as page  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.words import Words  # noqa: PLC0415

    return page("whatif", Words(lang), found, sections=sections)


def overview_page(compared: Sequence[PlanComparison], reference: Reference, lang: str) -> bytes:
    """Several plans against the same documents, side by side."""
    from policykb.report.overview import overview  # noqa: PLC0415 - only this page needs it
    from policykb.report.page import render as page  # noqa: PLC0415 - jinja2 comes with it
    from policykb.report.words import Words  # noqa: PLC0415

    words = Words(lang)
    return page("overview", words, overview(compared, reference, words))
