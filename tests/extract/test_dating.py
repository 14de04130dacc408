from __future__ import annotations

import pytest

from policykb.extract.actions import actions
from policykb.extract.dating import dated
from policykb.span import Span


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
    ],
)
def test_an_action_is_due_when_its_words_or_its_sentence_say(
    body: str, expected: list[tuple[str, str, bool, str]]
) -> None:
    assert expected == _read(body)
