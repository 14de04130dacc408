from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_plan import draft_of

from policykb.draft import from_json, to_json
from policykb.extract.outline import outline
from policykb.extract.tree import tree
from policykb.text import display

PIECES = [
    *(
        "一、重点任务",
        "二、",
        "（一）",
        "（二）治理河道。",
        "1.",
        "2.1 ",
        "①",
        "第一条　",
        "第二章 ",
        "（1）",
        "一是",
        "A.",
    ),
    *(
        "清理河道。",
        "到2025年，完成清淤20公里。",
        "市水务局",
        "、",
        "，",
        "。",
        "；",
        "：",
        "和",
        "等部门",
        "各区人民政府",
    ),
    *(
        "（市水务局负责）",
        "（责任单位：",
        "牵头单位：",
        "【责任单位】",
        "市财政局配合",
        "按职责分工负责",
        "由市水务局牵头",
    ),
    *(
        "序号\t任务\t牵头单位\n",
        "1\t清淤\t市水务局\n",
        "\t",
        "|",
        "同上",
        "〃",
        "以下均需各区人民政府落实",
        "列第一位者为牵头单位",
    ),
    *(
        "附件：1.清单",
        "附件1",
        "临江市人民政府",
        "2023年4月18日",
        "# ",
        "**",
        "总体目标",
        "指导思想",
        "（",
        "）",
        "〔",
        "《",
        "”",
    ),
    *("\n", "\n\n", " ", "\u3000", "\r\n", "\u2028", "x", "5%", "本方案自印发之日起施行。"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).filter(str.strip)
ODD = {
    "only blank lines around a word": "\n\n\n清淤\n\n\n",
    "no title": "（一）清淤。推进清淤。（市水务局负责）",
    "only a table": "序号\t任务\t牵头单位\n1\t清淤\t市水务局\n",
    "one character": "一",
    "one character very often": "水" * 100_000,
    "brackets that never close": "（" * 20_000,
    "brackets that never opened": "）" * 20_000,
    "numbers and nothing else": "（一）" * 5_000,
    "separators and nothing else": "、" * 20_000,
    "labels and nothing else": "责任单位：" * 5_000,
    "labels in brackets and nothing else": "【责任单位】" * 3_000,
    "one very long line": "推进清淤，加强巡查。" * 10_000,
    "a header without rows": "序号\t任务\t牵头单位",
    "rows without a header": "1\t清淤\t市水务局\n2\t疏浚\t同上\n",
    "a table of dittos": "序号\t任务\t牵头单位\n1\t清淤\t同上\n2\t〃\t〃\n",
    "lines of attachments": "附件：1.甲\n2.乙\n" * 500,
    "a heading at the very end": "方案\n一、任务\n（一）",
}


def _check(text: str) -> None:
    draft = draft_of(text)

    assert text == "".join(sentence.span.quote(text) for sentence in draft.sentences)
    assert all(left.span.end == right.span.start for left, right in pairwise(draft.sentences))
    assert draft == from_json(to_json(draft))
    assert draft == draft_of(text)
    ids = [claim.id for kind in (draft.measures, draft.actions, draft.targets) for claim in kind]
    ids += [claim.id for kind in (draft.responsibilities, draft.provisions, draft.bodies) for claim in kind]
    assert len(ids) == len(set(ids))
    slugs = {f"org/x-{body.id}" for body in draft.bodies}
    for duty in draft.responsibilities:
        assert display(duty.span.quote(text)) == duty.name_as_stated
        assert duty.agency in slugs or duty.agency.startswith(("org/nx-", "org/gov-"))
    assert list(range(1, len(draft.measures) + 1)) == [measure.ordinal for measure in draft.measures]
    spans = [measure.span for measure in draft.measures]
    assert all(left.end <= right.start for left, right in pairwise(spans))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_accounted_for_and_read_the_same_again(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("what", ODD)
def test_odd_texts_are_accounted_for(what: str) -> None:
    _check(ODD[what])


@settings(deadline=None)
@given(TEXTS)
def test_no_part_reaches_beyond_the_one_it_stands_in(text: str) -> None:
    for node in tree(text).root.walk():
        for left, right in pairwise(node.children):
            assert left.end <= right.mark.start
        for child in node.children:
            assert node.mark.start <= child.mark.start
            assert child.end <= node.end


@settings(deadline=None)
@given(TEXTS)
def test_bodies_tags_and_titles_of_a_measure_do_not_overlap(text: str) -> None:
    for part in outline(text).measures:
        own = sorted([*part.bodies, *(tag.span for tag in part.tags if not tag.outside)])

        assert all(left.end <= right.start for left, right in pairwise(own))
        assert all(part.span.holds(span) for span in own)


def test_work_grows_with_the_length_and_no_faster() -> None:
    counted = []
    for times in (50, 100):
        text = "方案\n一、任务\n" + "（一）清淤。推进清淤。（市水务局、市财政局负责）\n" * times
        draft = draft_of(text)
        counted.append((len(draft.measures), len(draft.responsibilities), len(draft.sentences)))

    assert [(50, 100), (100, 200)] == [(measures, duties) for measures, duties, _ in counted]
    assert counted[1][2] < 2.1 * counted[0][2]
