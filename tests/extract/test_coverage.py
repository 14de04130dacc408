from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.extract.coverage import coverage
from policykb.extract.outline import outline
from policykb.span import Span
from policykb.text import PlanText
from policykb.vocab import SentenceState

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt").content
PARTS = outline(TEXT)
NOTHING = coverage(TEXT, PARTS, ())
PLANS = st.lists(
    st.sampled_from(
        [
            "方案",
            "一、目标",
            "二、措施",
            "（一）甲。乙；丙",
            "（水利厅负责）",
            "到2025年，丁。",
            "\n",
            " ",
            "（",
        ]
    ),
    max_size=14,
).map("\n".join)


@given(PLANS)
def test_every_code_point_of_any_text_is_in_one_stretch(text: str) -> None:
    found = coverage(text, outline(text), ())

    assert text == "".join(sentence.span.quote(text) for sentence in found)
    assert all(left.span.end == right.span.start for left, right in pairwise(found))
    assert list(range(1, len(found) + 1)) == [sentence.index for sentence in found]


def test_the_plan_is_accounted_for_to_the_last_code_point() -> None:
    assert TEXT == "".join(sentence.span.quote(TEXT) for sentence in NOTHING)


def test_title_headings_and_blanks_need_no_claim() -> None:
    skipped = {
        sentence.span.quote(TEXT).strip(): sentence.reason
        for sentence in NOTHING
        if sentence.state is SentenceState.SKIPPED
    }

    assert {
        "": "layout",
        "减污降碳协同增效行动实施方案": "title",
        "一、工作目标": "heading",
        "二、主要措施": "heading",
    } == skipped


def test_layout_is_blank() -> None:
    assert all(s.span.quote(TEXT).isspace() for s in NOTHING if s.reason == "layout")


def test_a_sentence_over_a_page_break_is_one() -> None:
    (sentence,) = [s for s in NOTHING if "加快银川市、\n\n吴忠市" in s.span.quote(TEXT)]

    assert 3 == sentence.measure
    assert sentence.span.quote(TEXT).startswith("在保障能源安全")
    assert sentence.span.quote(TEXT).endswith("试点项目建设。")


def test_a_title_and_a_bracket_are_stretches_of_their_own() -> None:
    quotes = [s.span.quote(TEXT) for s in NOTHING if s.measure == 16 and s.reason != "layout"]

    assert ["（十六）开展企业减污降碳协同创新。", "（自治区生态环境厅、工业和信息化厅按职责分工负责）"] == [
        quotes[0],
        quotes[-1],
    ]
    assert 6 == len(quotes)


def test_a_claim_encodes_the_sentence_it_touches_and_no_other() -> None:
    at = TEXT.index("打造“双近零”")
    touched = [
        sentence.span.quote(TEXT)
        for sentence in coverage(TEXT, PARTS, [Span(at, at + 1)])
        if sentence.state is SentenceState.ENCODED
    ]

    assert ["支持企业进一步探索深度减污降碳路径，打造“双近零”排放标杆企业。"] == touched


def test_what_no_claim_touches_is_unencoded() -> None:
    assert {SentenceState.SKIPPED, SentenceState.UNENCODED} == {sentence.state for sentence in NOTHING}


def test_words_outside_every_measure_are_not_overlooked() -> None:
    text = "方案\n这里说了一些事。\n二、措施\n（一）甲。推进乙。"

    assert ["这里说了一些事。"] == [
        sentence.span.quote(text)
        for sentence in coverage(text, outline(text), ())
        if sentence.state is SentenceState.UNENCODED and not sentence.measure
    ]
