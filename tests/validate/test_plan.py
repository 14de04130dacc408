"""The shipped plan: encoded without defect, and weak where a reader of the text finds it weak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policykb.validate import Validation, run
from policykb.vocab import Category

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

# Measures 3, 6, 8, 9, 10, 11 and 13 state a number or an "all"; the other fourteen state none.
UNQUANTIFIED = [f"m{number:02d}" for number in (1, 2, 4, 5, 7, 12, 14, 15, 16, 17, 18, 19, 20, 21)]


@pytest.fixture(scope="module")
def found(ningxia: Knowledge) -> Validation:
    return run(ningxia.store, ningxia.plan)


def foci(found: Validation, code: str) -> list[str]:
    return [finding.focus for finding in found.findings if finding.code == code]


def test_the_plan_is_encoded_without_defect(found: Validation) -> None:
    assert [finding.id for finding in found.findings if finding.category is Category.ENCODING_DEFECT] == []


def test_every_shape_has_something_to_look_at_and_looks_at_all_of_it(found: Validation) -> None:
    idle = {check.shape.id for check in found.checked if check.focus == 0}

    assert {"nothing_is_same_as_outside"} == idle
    assert all(check.focus == check.members for check in found.checked)
    assert not found.vacuous


def test_fourteen_of_the_measures_have_no_number(found: Validation) -> None:
    assert foci(found, "Q01") == UNQUANTIFIED


def test_nobody_is_named_for_the_goals(found: Validation) -> None:
    orphans = foci(found, "Q02")

    assert {focus.partition("/")[0] for focus in orphans} == {"g2025", "g2030"}
    assert any("下降 16%" in quote.text for f in found.findings if f.code == "Q02" for quote in f.quotes)


def test_2030_has_words_and_no_number(found: Validation) -> None:
    assert foci(found, "Q03") == ["g2030"]


def test_three_measures_are_shared_by_seven_bodies_or_more(found: Validation) -> None:
    assert foci(found, "Q04") == ["m04", "m15", "m20"]


def test_two_targets_are_best_effort(found: Validation) -> None:
    quotes = [finding.quotes[0].text for finding in found.findings if finding.code == "Q07"]

    assert len(quotes) == 2
    assert all(quote.startswith("力争") for quote in quotes)
    assert "5000 万千瓦" in quotes[0]
    assert "锅炉" in quotes[1]


def test_every_quote_is_the_text_at_its_offsets(found: Validation, ningxia: Knowledge) -> None:
    quotes = [quote for finding in found.findings for quote in finding.quotes]

    assert len(quotes) >= len(found.findings)
    assert all(quote.span.quote(ningxia.text.content) == quote.text for quote in quotes)


def test_every_finding_of_the_plan_says_where_it_belongs(found: Validation) -> None:
    assert [finding.id for finding in found.findings if not finding.heading] == []
