"""Text made to be slow or to break a reader: it is read in time that grows with its length, and nothing breaks."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb.extract.actions import actions
from policykb.extract.conditions import conditions
from policykb.extract.dating import dated
from policykb.extract.deadlines import Calendar, written
from policykb.extract.setting import setting
from policykb.extract.targets import targets
from policykb.extract.units import amounts
from policykb.span import Span
from policykb.vocab import Confidence

LENGTH = 5000
# Reading so much takes some hundredths of a second; what grew with the square of it would take many seconds.
SECONDS = 4.0
PIECES = [
    *("1", "一", "半", "1,", "1、", "1%、", "1±", "1:", "百分之", "1.", "，150"),
    *("到2025年", "2025、", "6月底", "3年内", "“十四五”", "自2023年", "2023年1月至", "年底前"),
    *(
        "达到",
        "达到1%",
        "达到1%、",
        "比2020年",
        "分别",
        "力争",
        "以上，",
        "不低于",
        "占",
        "年均",
        "累计",
        "的1%",
    ),
    *(
        "建成1个",
        "建成",
        "新建、",
        "（改、扩）建",
        "其中",
        "（其中1%）",
        "20%以上的",
        "半数",
        "翻一番",
        "零增长",
        "全部实现",
        "全部",
    ),
    *("、", "和", "，", "；", "。", "：", "\n", "\t", "|", "达到1%\n", "达到1%\t", " "),
    *("（", "）", "（）", "《", "》2025年底", "“", "”", "（【《》】）", "）】》"),
    *(
        "积极",
        "应",
        "不得",
        "推动",
        "鼓励",
        "在中",
        "在前提下",
        "除外",
        "原则上",
        "经批准",
        "符合条件的",
        "试点",
        "企业",
        "将纳入",
    ),
    *("由", "从1%", "使", "已", "了", "各县", "基本消除", "达到标准", "应改尽改", "甲率、", "甲和"),
]


def _read_all(text: str) -> None:
    whole = Span(0, len(text))
    amounts(text, whole)
    written(text, whole, Calendar(2024, "2024-01-01"))
    setting(text)
    aims = targets(text, "m01", whole)
    targets(text, "g2025", whole)
    acts = dated(text, whole, actions(text, "m01", whole, [aim.span for aim in aims]))
    conditions(text, [*acts, *aims])


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_what_repeats_without_end_is_read_in_time(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    start = time.process_time()
    _read_all(text)

    assert SECONDS > time.process_time() - start


@pytest.mark.parametrize(
    "text",
    [
        "甲率、" * 200 + "分别达到" + "1%、" * 200,
        "已" * LENGTH + "达到1%",
        "使" * LENGTH + "率达到1%",
        "（" * LENGTH + "达到1%" + "）" * LENGTH,
        "到2025年" * 500 + "达到1%",
        "一、工作基础\n" * 1000 + "达到1%",
        "指标\t单位\t2025年\n" * 1000,
        "甲\t%\t" + "1\t" * 3000,
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_long_runs_before_a_number_are_read_in_time(text: str) -> None:
    start = time.process_time()
    _read_all(text)

    assert SECONDS > time.process_time() - start


WORDS = [
    "到",
    "至",
    "2025年",
    "2030年",
    "、",
    "，",
    "。",
    "；",
    "和",
    "分别",
    "达到",
    "提高",
    "下降",
    "森林覆盖率",
    "面积",
    "20%",
    "5个",
    "3",
    "万亩",
    "以上",
    "左右",
    "约",
    "力争",
    "建成",
    "新建",
    "其中",
    "（",
    "）",
    "：",
    "全市",
    "比2020年",
    "较上年",
    "十五",
    "百分之",
    "个百分点",
    "±",
    "—",
    "的",
    "占",
    "已",
    "了",
    "每年",
    "近",
    "“十四五”",
    "期间",
    "底前",
    "6月",
    "各县（市、区）",
    "各",
    "翻一番",
    "零增长",
    "全部",
    "实现",
    "基本",
    "消除",
    "PM2.5",
    "1,150",
    "１５",
    "半数",
    "使",
    "由",
    "应",
    "不得",
    "不低于",
    "控制在",
    "1，",
    "150",
    "第",
    "同比",
    "截至",
    "3年内",
    "吨/日",
    "〔2022〕",
    "2022年3月1日印发",
    "工作基础",
    "《",
    "》",
    "余",
    "在",
    "前提下",
    "原则上",
    "推进",
    "开展",
    "\n",
    "\t",
    "|",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_whatever_the_words_what_is_read_stands_in_them(text: str) -> None:
    whole = Span(0, len(text)) if text else Span(0, 1)
    aims = targets(text, "m01", whole) if text else ()
    acts = dated(text, whole, actions(text, "m01", whole, [aim.span for aim in aims])) if text else ()
    for one in aims:
        assert whole.holds(one.span)
        assert one.value_span is None or one.span.holds(one.value_span)
        assert one.force_span is None or one.force_span.quote(text).replace("\n", "") == one.force_marker
        assert (one.confidence is Confidence.CERTAIN) is (not one.doubt)
    for claim in (*aims, *acts):
        assert claim.deadline is None or claim.deadline.span.quote(text) == claim.deadline.stated
    assert all(left.span.end <= right.span.start for left, right in pairwise(acts))


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_a_text_is_read_the_same_again(text: str) -> None:
    whole = Span(0, len(text)) if text else Span(0, 1)

    assert not text or targets(text, "m01", whole) == targets(text, "m01", whole)
