from __future__ import annotations

from policykb import anchors
from policykb.draft import from_json, to_json
from policykb.extract import extract
from policykb.text import PlanText
from policykb.vocab import SentenceState

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt")
DRAFT = extract(TEXT, "ningxia-2022")

# Chosen for each title by reading it.
SECTORS = [
    "spatial",
    "spatial",
    "energy",
    "lifestyle",
    "industry",
    "transport",
    "buildings",
    "agriculture",
    "ecosystem",
    "air",
    "water",
    "soil",
    "waste",
    "city",
    "park",
    "enterprise",
    "technology",
    "regulation",
    "management",
    "finance",
    "capacity",
]


def test_a_draft_says_which_text_it_is_about() -> None:
    assert ("ningxia-2022", TEXT.sha256, 8096) == (DRAFT.plan, DRAFT.text_sha256, DRAFT.text_length)
    assert "减污降碳协同增效行动实施方案" == DRAFT.title


def test_a_measure_has_the_sector_of_its_title() -> None:
    assert SECTORS == [measure.sector for measure in DRAFT.measures]


def test_the_goals_are_those_of_two_years() -> None:
    assert [("g2025", 2025), ("g2030", 2030)] == [(goal.id, goal.year) for goal in DRAFT.goals]


def test_no_sentence_of_the_plan_is_overlooked() -> None:
    assert [] == [s.span.quote(TEXT.content) for s in DRAFT.sentences if s.state is SentenceState.UNENCODED]


def test_no_two_claims_have_one_id() -> None:
    ids = [
        claim.id
        for claims in (
            DRAFT.measures,
            DRAFT.goals,
            DRAFT.actions,
            DRAFT.targets,
            DRAFT.responsibilities,
            DRAFT.provisions,
            DRAFT.conditions,
            DRAFT.mentions,
            DRAFT.documents,
        )
        for claim in claims
    ]

    assert len(ids) == len(set(ids))


def test_a_draft_is_the_same_again_and_survives_the_disk() -> None:
    assert DRAFT == extract(TEXT, "ningxia-2022")
    assert DRAFT == from_json(to_json(DRAFT))


def test_a_text_that_is_no_plan_gives_an_empty_draft() -> None:
    draft = extract(PlanText.from_bytes("今天天气很好。".encode()), "x")

    assert ((), (), ()) == (draft.measures, draft.actions, draft.responsibilities)
    assert ["今天天气很好。"] == [s.span.quote("今天天气很好。") for s in draft.sentences]
