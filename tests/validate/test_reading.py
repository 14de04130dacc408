"""What the program did not read, or is unsure of, is not held against the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import examined_small
from two_measures import PLAN, TEXT, draft, place

from policykb.draft import Sentence
from policykb.validate import run
from policykb.validate.advice import Facts, advice
from policykb.validate.reading import Reading
from policykb.validate.remarks import Group, Judgement, examined
from policykb.vocab import Confidence, SentenceState

if TYPE_CHECKING:
    from policykb.draft import Draft
    from policykb.store import Store
    from policykb.validate import Examination

UNREAD = Sentence(4, place("严禁新增“两高”项目。"), 1, SentenceState.UNENCODED)


def told(store: Store, one: Draft, *, reviewed: bool = False) -> Examination:
    found = run(store, PLAN, profiles=("quality",))
    facts = Facts.of(store, PLAN, found.findings)
    return examined(
        examined_small.subject(),
        found,
        Reading.of(one, reviewed=reviewed),
        Judgement(examined_small.AS_OF),
        lambda finding, shape: advice(finding, shape, facts),
    )


def test_what_is_missing_may_stand_in_a_sentence_that_was_not_read(small: Store) -> None:
    made = told(small, replace(draft(), sentences=(UNREAD,)))

    assert {Group.DOUBT} == {remark.group for remark in made.remarks}
    assert "这一项有1句程序没有读懂，缺的内容可能就在其中" == made.remarks[0].doubt.zh
    assert not made.fails("info")


def test_an_unread_sentence_elsewhere_casts_no_doubt(small: Store) -> None:
    elsewhere = replace(UNREAD, span=place("新能源公交车"))

    assert {Group.PLAN_GAP} == {
        r.group for r in told(small, replace(draft(), sentences=(elsewhere,))).remarks
    }


def test_once_a_person_has_reviewed_it_there_is_no_doubt(small: Store) -> None:
    made = told(small, replace(draft(), sentences=(UNREAD,)), reviewed=True)

    assert {Group.PLAN_GAP} == {remark.group for remark in made.remarks}
    assert made.fails("info")


def test_a_claim_that_is_a_guess_is_told_as_one(small: Store) -> None:
    one = draft()
    goal = replace(one.measures[0], confidence=Confidence.UNSURE, doubt="疑非措施")

    made = told(small, replace(one, measures=(goal, one.measures[1])))

    assert {"程序的读法没有把握：疑非措施"} == {remark.doubt.zh for remark in made.remarks}


def test_the_words_to_mend_are_the_title_of_a_measure_and_the_bracket_where_bodies_stand(
    small: Store,
) -> None:
    reading = Reading.of(draft(), reviewed=True)
    quantified = run(small, PLAN, profiles=("quality",)).findings[0]
    led = replace(quantified, shape="shared_measure_has_a_lead")

    assert "严格准入" == reading.spot(quantified).quote(TEXT)
    assert "（自治区" == reading.spot(led).quote(TEXT)  # the small plan's brackets are that short
