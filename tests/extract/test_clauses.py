from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb.extract.brackets import groups
from policykb.extract.clauses import clauses, sentences
from policykb.span import Span

TEXTS = st.text(alphabet="甲乙，。；、（）“”《》\n 1,", min_size=1, max_size=60)


def _all(text: str) -> Span:
    return Span(0, len(text))


def _sentences(text: str) -> list[str]:
    return [span.quote(text) for span in sentences(text, _all(text))]


def _clauses(text: str) -> list[str]:
    return [span.quote(text) for span in clauses(text, _all(text))]


def _between(text: str, spans: tuple[Span, ...]) -> str:
    inside = {at for span in spans for at in range(span.start, span.end)}
    return "".join(char for at, char in enumerate(text) if at not in inside)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙；丙", ["甲。", "乙；", "丙"]),
        ("甲（乙。丙）丁。戊", ["甲（乙。丙）丁。", "戊"]),
        ("甲“乙；丙”。丁", ["甲“乙；丙”。", "丁"]),
        ("加快银川市、\n\n吴忠市建设。到 2025 年。", ["加快银川市、\n\n吴忠市建设。", "到 2025 年。"]),
        ("（一）甲。乙）丙。", ["（一）甲。", "乙）丙。"]),
        ("甲（乙。丙。", ["甲（乙。", "丙。"]),
        (" \n甲。 \n ", ["甲。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert expected == _sentences(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲，乙。", ["甲", "乙"]),
        ("基金作用,支持大气", ["基金作用", "支持大气"]),
        ("达到1,195万立方米", ["达到1,195万立方米"]),
        ("达到1，195万立方米，乙", ["达到1，195万立方米", "乙"]),
        ("达到2.5，300家", ["达到2.5", "300家"]),
        ("达到1195，195家", ["达到1195", "195家"]),
        ("到2025，2030年", ["到2025", "2030年"]),
        ("甲（乙，丙），丁；", ["甲（乙，丙）", "丁"]),
        ("强化“甲，乙”管控，丙", ["强化“甲，乙”管控", "丙"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert expected == _clauses(text)


def test_brackets_nest() -> None:
    text = "（水利厅负责。以下均需各市、县（区）人民政府落实）"

    assert (_all(text),) == groups(text, _all(text))


def test_a_mark_without_partner_encloses_nothing() -> None:
    text = "（甲》乙）丙（丁"

    assert ["（甲》乙）"] == [group.quote(text) for group in groups(text, _all(text))]


@given(TEXTS)
def test_no_word_is_lost_between_sentences(text: str) -> None:
    found = sentences(text, _all(text))

    assert "" == _between(text, found).strip()


@given(TEXTS)
def test_only_stops_commas_and_blanks_are_lost_between_clauses(text: str) -> None:
    for sentence in sentences(text, _all(text)):
        words = sentence.quote(text)

        assert set() == set(_between(words, clauses(words, _all(words)))) - set("，,。； \n")


@given(TEXTS)
def test_sentences_and_clauses_stand_in_order_inside_their_whole(text: str) -> None:
    found = sentences(text, _all(text))
    parts = [part for sentence in found for part in clauses(text, sentence)]

    assert list(found) == sorted(found)
    assert parts == sorted(parts)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(left.end <= right.start for left, right in pairwise(parts))
    assert all(any(sentence.holds(part) for sentence in found) for part in parts)


def test_a_hundred_thousand_open_brackets_are_soon_done() -> None:
    text = "（" * 100_000 + "甲。乙”" * 1000

    assert 1001 == len(_sentences(text))
