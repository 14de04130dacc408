"""Codes in the words of a language, for the forms that people read and no others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policykb.ask import Answer, Column, answer, question, questions, spoken, words
from policykb.pipeline import asking
from policykb.vocab import ConditionKind, DocumentAct, MentionKind, SentenceState

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

DAY = "2026-11-22"


def asked(name: str, form: str, lang: str = "zh", *params: str) -> tuple[str, tuple[str, ...]]:
    data, hints = asking.answered(
        name, "ningxia-2022", params=params, form=form, as_of=DAY, lang=lang, excel=False
    )
    return data.decode(), hints


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("act", DocumentAct),
        ("condition", ConditionKind),
        ("mention", MentionKind),
        ("state", SentenceState),
    ],
)
def test_every_code_has_a_word(section: str, codes: type[DocumentAct]) -> None:
    assert {code.value for code in codes} == set(words()[section])


def test_every_word_is_there_in_both_languages() -> None:
    entries = [entry for section in words().values() for entry in section.values()]

    assert all({"zh", "en"} == set(entry) for entry in entries)
    assert not [entry["en"] for entry in entries if not entry["en"].isascii()]


def test_every_question_is_listed_under_someone_who_has_a_name() -> None:
    assert {persona for q in questions() for persona in q.persona} == set(words()["persona"])


def test_a_column_of_codes_has_its_words() -> None:
    sections = {column.codes for q in questions() for column in q.columns} - {""}

    assert sections < set(words())
    assert {"act", "condition", "mention", "state", "reason", "confirmed", "source_quality"} == sections


@pytest.mark.parametrize(
    "name", ["who_bears_duties_now", "which_sentences_are_unencoded", "which_documents_must_be_drawn_up"]
)
def test_no_code_of_the_plan_is_left_without_a_word(ningxia: Knowledge, name: str) -> None:
    found = answer(ningxia.store, question(name), {}, ningxia.plan)
    coded = [
        (column.codes, row[index])
        for index, column in enumerate(found.columns)
        for row in found.rows
        if column.codes and row[index]
    ]

    assert coded
    assert not [(section, code) for section, code in coded if code not in words()[section]]


def test_only_columns_of_codes_and_truth_values_are_put_in_words() -> None:
    columns = (
        Column("act", "要求", "Act", codes="act"),
        Column("text", "原文", "Text"),
        Column("n", "数", "n"),
    )
    found = Answer(columns, (("draw_up", "draw_up", True), ("burn", None, 1)))

    assert (("制定", "draw_up", "是"), ("burn", None, 1)) == spoken(found, "zh")
    assert (("draw up", "draw_up", "yes"), ("burn", None, 1)) == spoken(found, "en")


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize(("lang", "said"), [("zh", "未核实"), ("en", "unconfirmed")])
def test_people_are_told_what_is_unconfirmed(form: str, lang: str, said: str) -> None:
    text, _ = asked("who_bears_duties_now", form, lang)

    assert text.count(said) == 3
    assert "memory" not in text


def test_programs_get_the_codes() -> None:
    text, _ = asked("who_bears_duties_now", "json")

    assert {"memory"} == {row["confirmed"] for row in json.loads(text)}


def test_what_the_plan_names_keeps_its_name_in_english() -> None:
    text, _ = asked("which_documents_must_be_drawn_up", "md", "en")

    assert "| 2 | 宁夏节水评价技术导则 | yes | draw up |" in text
    assert "document 2" not in text


def test_measures_have_their_english_titles() -> None:
    text, _ = asked("what_must_region_do", "md", "en", "region=宁东")

    assert "| Default | 21 | m21 | Raise basic capacities |" in text


def test_an_empty_answer_says_so_and_what_to_ask_instead() -> None:
    _, (words_zh, rows_zh) = asked("what_must_region_do", "table", "zh", "region=宁夏")
    _, (words_en, rows_en) = asked("what_does_the_plan_say_about", "json", "en", "text=核电")

    assert words_zh.startswith("规划中没有符合的内容（region=宁夏）：")
    assert "请写明一个市或县" in words_zh
    assert rows_zh.startswith("0 行")
    assert words_en == "nothing in the plan answers this (text=核电): try other words or another name"
    assert rows_en.startswith("0 rows")


def test_an_answer_with_rows_has_no_such_hint() -> None:
    assert len(asked("who_bears_duties_now", "table")[1]) == 1
