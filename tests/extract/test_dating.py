from __future__ import annotations

import pytest

from policykb.draft.claims import Deadline
from policykb.extract.actions import actions
from policykb.extract.dating import dated, inherit
from policykb.extract.targets import targets
from policykb.span import Span
from policykb.vocab import Precision


def _read(body: str) -> list[tuple[str, str, bool, str]]:
    whole = Span(0, len(body))
    return [
        (
            action.verb,
            action.deadline.date if action.deadline else "",
            bool(action.deadline and action.deadline.inherited),
            action.doubt,
        )
        for action in dated(body, whole, actions(body, "m01", whole))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "到2025年，建立甲体系，完善乙机制。推进丙。",
            [("建立", "2025-12-31", False, ""), ("完善", "2025-12-31", True, ""), ("推进", "", False, "")],
        ),
        ("推进甲，2024年6月底前，完善乙。", [("推进", "", False, ""), ("完善", "2024-06-30", False, "")]),
        (
            "推进甲市“十四五”期间乙工作。",
            [("推进", "2025-12-31", False, "时间写在任务的宾语里，未必是期限")],
        ),
        ("推进甲，“十四五”末，完善乙。", [("推进", "", False, ""), ("完善", "2025-12-31", False, "")]),
        ("推进甲。", [("推进", "", False, "")]),
        ("2024年底前完成甲。", [("完成", "2024-12-31", False, "")]),
        ("力争2024年底前建成甲。", [("建成", "2024-12-31", False, "")]),
        (
            "到2024年，建立甲；完善乙。推进丙。",
            [("建立", "2024-12-31", False, ""), ("完善", "2024-12-31", True, ""), ("推进", "", False, "")],
        ),
        ("截至2021年底，建立甲。", [("建立", "", False, "")]),
    ],
)
def test_an_action_is_due_when_its_words_or_its_sentence_say(
    body: str, expected: list[tuple[str, str, bool, str]]
) -> None:
    assert expected == _read(body)


def test_a_heading_dates_the_actions_below_it_with_a_doubt() -> None:
    text = "一、2023年底前完成\n\n推进甲。"
    body = Span(text.index("推进"), len(text))
    (found,) = dated(text, body, actions(text, "m01", body))

    assert ("2023-12-31", True) == (found.deadline and found.deadline.date, "承标题" in found.doubt)


def _inherited(text: str) -> tuple[list[str], list[str], list[str]]:
    """What a tag's 2026年6月底前 leaves of the dates of actions and targets, and the targets' doubts."""
    body = Span(text.index("\n") + 1, len(text)) if "\n" in text else Span(0, len(text))
    aims = targets(text, "m01", body)
    acts = dated(text, body, actions(text, "m01", body, [aim.span for aim in aims]))
    tag = Deadline(
        date="2026-06-30",
        stated="2026年6月底前",
        precision=Precision.MONTH,
        span=Span(len(text), len(text) + 10),
    )
    both = inherit(acts, aims, tag)
    return (
        [act.deadline.date for act in both.actions if act.deadline],
        [aim.deadline.date for aim in both.targets if aim.deadline],
        [aim.doubt for aim in both.targets],
    )


def test_a_date_in_a_tag_holds_for_what_has_no_date_nearer() -> None:
    dates = _inherited("推进甲，2024年底前，完善乙。到2025年，甲率达到5%。乙率达到6%。")

    assert (["2026-06-30", "2024-12-31"], ["2025-12-31", "2026-06-30"], ["", ""]) == dates


def test_a_date_in_a_tag_is_nearer_than_one_in_the_heading() -> None:
    assert (["2026-06-30"], ["2026-06-30"], [""]) == _inherited("一、2023年底前完成\n推进甲。乙率达到6%。")
