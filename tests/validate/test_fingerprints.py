"""A finding keeps its mark, and in a document nobody has reviewed its id, when other sentences change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from two_measures import PLAN, TEXT, draft, shipped

from policykb.draft.folder import Meta
from policykb.graph import document_quads, element_quads
from policykb.span import Span
from policykb.store import Store
from policykb.validate import run
from policykb.validate.findings import Quote
from policykb.validate.fingerprints import Fingerprints

if TYPE_CHECKING:
    from policykb.draft import Draft


def store_of(one: Draft, text: str) -> Store:
    store = shipped(Store())
    meta = Meta(id=PLAN, title_zh="小方案", title_en="A small plan")
    store.add(document_quads(meta, text, one))
    store.add(element_quads(one, text, {}))
    return store


def moved(by: int) -> Draft:
    """The small plan's draft behind a new measure of ``by`` characters: every place is another, every number one higher."""
    one = draft()
    measures = tuple(
        replace(
            measure,
            id=f"m{measure.ordinal + 1:02d}",
            span=measure.span.shifted(by),
            title_span=measure.title_span.shifted(by),
            ordinal=measure.ordinal + 1,
        )
        for measure in one.measures
    )
    return replace(
        one, measures=measures, goals=(), actions=(), targets=(), responsibilities=(), sentences=()
    )


def marks(text: str, one: Draft, *, by_words: bool = True) -> dict[str, str]:
    found = run(store_of(one, text), PLAN, profiles=("quality",), by_words=by_words).findings
    return {finding.heading.partition("）")[2]: finding.id for finding in found if finding.code == "Q09"}


def test_a_new_measure_in_front_moves_numbers_and_leaves_ids() -> None:
    plain = replace(draft(), goals=(), actions=(), targets=(), responsibilities=(), sentences=())
    new = "（一）新增。先写一条。\n\n"

    before, after = marks(TEXT, plain), marks(new + TEXT, moved(len(new)))

    assert {"严格准入", "绿色交通"} == set(before)
    assert before == after
    assert marks(TEXT, plain, by_words=False) != marks(new + TEXT, moved(len(new)), by_words=False)


def quote(words: str) -> tuple[Quote, ...]:
    return (Quote(Span(0, len(words)), words),)


def test_a_line_break_in_the_words_makes_no_other_mark() -> None:
    made = [
        Fingerprints("").of("a", title="", whole=False, quotes=quote(words), otherwise="")
        for words in ("新能源公交车比例达到45%", "新能源公交车\n\n比例达到 45%")
    ]

    assert 1 == len(set(made))


def test_another_part_or_other_words_make_another_mark() -> None:
    made = [
        Fingerprints("").of(part, title="", whole=False, quotes=quote(words), otherwise="")
        for part, words in (("a", "一"), ("b", "一"), ("a", "二"))
    ]

    assert 3 == len(set(made))


def test_words_that_stand_twice_are_told_apart_by_their_heading_then_by_their_order() -> None:
    marks = Fingerprints("（财政厅）（财政厅）")

    one, other, again = (
        marks.of("a", title=title, whole=False, quotes=quote("财政厅"), otherwise="")
        for title in ("甲", "乙", "乙")
    )

    assert one != other
    assert f"{other}~2" == again


def test_a_measure_goes_by_its_title_whatever_its_sentences_say() -> None:
    made = [
        Fingerprints("").of("a", title="严格准入", whole=True, quotes=quote(words), otherwise="")
        for words in ("（一）严格准入。甲。", "（二）严格准入。乙。")
    ]

    assert 1 == len(set(made))


def test_a_thing_without_words_goes_by_what_else_is_said_of_it() -> None:
    made = [
        Fingerprints("").of("a", title="", whole=False, quotes=(), otherwise=said)
        for said in ("coverage/s17 没有对应内容", "coverage/s18 没有对应内容")
    ]

    assert 2 == len(set(made))
