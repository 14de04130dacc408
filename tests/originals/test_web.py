"""A web page's words as a reader sees them; what surrounds the text goes, and that is told."""

from __future__ import annotations

import time

import pytest

from policykb.errors import LimitError
from policykb.originals import read_original


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def text(body: str) -> str:
    return read_original(page(body), "a.html").text.content


def told(body: str) -> list[str]:
    return [said.zh for said in read_original(page(body), "a.html").text.warnings]


def test_blocks_are_lines_and_blanks_are_as_shown() -> None:
    body = "<h1>银川市\n  方案</h1><div>甲<p>乙 <b>丙</b>丁<p>air\n quality</div>戊<br>己<br/>庚"

    assert "银川市方案\n甲\n乙 丙丁\nair quality\n戊\n己\n庚\n" == text(body)


def test_what_surrounds_the_text_is_left_out_and_told() -> None:
    body = "<nav>首页</nav><header>站名</header><aside>推荐</aside>正文<footer>版权</footer><script>if(a<b){}</script><style>p{}</style>"

    assert "正文\n" == text(body)
    assert ["导航、页眉、页脚、侧栏中的 8 字未计入正文"] == told(body)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>藏</p>",
        '<div style="color:red; DISPLAY : none"><b>藏</b></div>',
        "<span style='visibility:hidden'>藏</span>",
    ],
)
def test_what_the_page_does_not_show_is_left_out_and_told(hidden: str) -> None:
    assert "前\n后\n" == text(f"<p>前</p>{hidden}<p>后</p>").replace("\n\n", "\n")
    assert ["网页不显示的 1 字未计入"] == told(f"<p>前</p>{hidden}")


def test_a_hidden_paragraph_ends_where_the_next_begins() -> None:
    assert "后\n" == text("<p hidden>藏<p>后")


def test_deleted_words_and_pictures_are_told() -> None:
    assert "到2025年\n" == text("到<del>2030</del><ins>2025</ins>年<img src=x>")
    assert ["标为删除的 4 字未计入", "图片 1 幅，其中的文字没有读取"] == told(
        "到<del>2030</del>年<img src=x>"
    )


def test_entities_are_one_character_at_one_place() -> None:
    found = read_original(page("<p>覆盖率&gt;20&#37;&#x3002;&nbsp;&amp;lt;&bogus;&copy"), "a.html")
    source = page("<p>覆盖率&gt;20&#37;&#x3002;&nbsp;&amp;lt;&bogus;&copy").decode()

    assert "覆盖率>20%。\u00a0&lt;&bogus;©\n" == found.text.content
    assert f"第1行第{source.index('&#x3002;') + 1}字" == found.place(found.text.content.index("。")).zh


def test_numbered_lists_show_their_numbers() -> None:
    body = '<ol><li>甲<li>乙</ol><ol type=A start=3><li>丙<li value=9>丁</ol><ol style="list-style: cjk-ideographic"><li>戊</ol><ol style="list-style:none"><li>己</ol><ul><li>庚</ul>'

    assert "1. 甲\n2. 乙\nC. 丙\nI. 丁\n一、戊\n己\n庚\n" == text(body)


def test_a_table_is_one_line_a_row() -> None:
    body = (
        "<table><caption>任务表</caption><thead><tr><th rowspan=2>序号<th colspan=2>责任单位<th rowspan=2>时限</tr><tr><th>牵头<th>配合</tr></thead>"
        "<tr><td>1<td rowspan=2><p>市局</p><p>市委</p></td><td>各区<br>各县<td>2025年</tr><tr><td>2<td>区局<td></tr></table>"
    )

    assert [
        "任务表",
        "序号\t责任单位\t\t时限",
        "〃\t牵头\t配合\t〃",
        "1\t市局 市委\t各区 各县\t2025年",
        "2\t〃\t区局\t",
    ] == text(body).splitlines()


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell() -> None:
    body = (
        "<table><tr><td>左栏<td><p>正文一</p><p>正文二</p><table><tr><td>甲<td>乙</tr></table></tr></table>"
    )

    assert "左栏\n正文一\n正文二\n甲\t乙\n" == text(body)


def test_verbatim_text_keeps_its_lines() -> None:
    assert "甲\n  乙\n" == text("<pre>甲\n  乙</pre>")


def test_markup_that_is_broken_loses_no_words() -> None:
    assert "a<b，甲\n乙\n丙<p 丁\n" == text("a<b，甲</p></td></table><p>乙</div><p>丙<p 丁")


def test_what_is_named_tells_of_the_encoding() -> None:
    simple = "<html><head><meta charset={}></head><body><p>推进绿色低碳发展</p></body></html>"
    old = read_original(simple.format("gb2312").encode("gb18030"), "a.html")
    wrong = read_original(simple.format("gbk").encode(), "a.html")
    unsaid = read_original(simple.format("").encode("gb18030"), "a.html")
    big5 = "<html><head><meta charset=big5></head><body>節能減排計畫</body></html>".encode("big5")

    assert ("推进绿色低碳发展\n", ()) == (old.text.content, old.text.warnings)
    assert ["网页自称用 gbk 编码，实际按 UTF-8 读取"] == [said.zh for said in wrong.text.warnings]
    assert ["不是 UTF-8，按 GB18030 读取"] == [said.zh[:21] for said in unsaid.text.warnings]
    assert "節能減排計畫\n" == read_original(big5, "a.html").text.content


def test_an_entity_that_steers_is_left_out_and_told() -> None:
    assert "甲乙\n" == text("甲&#x202e;&#1;乙")
    assert "控制或改变阅读方向的字符未计入" in told("甲&#x202e;&#1;乙")[0]


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 12_000,
        "<a " * 15_000,
        '<a "' * 15_000,
        "<!--" * 12_000,
        "&" * 25_000,
        "<b>" * 15_000 + "</i>" * 15_000,
        "<td>" * 50_000,
    ],
    ids=["brackets", "tags", "quotes", "comments", "ampersands", "depth", "cells"],
)
def test_hostile_markup_is_read_in_a_time_that_grows_with_its_length(hostile: str) -> None:
    start = time.process_time()
    assert text("字" + hostile).startswith("字")

    assert time.process_time() - start < 5


def test_cells_that_reach_over_far_too_many_rows_are_refused() -> None:
    body = "<table><tr>" + "<td rowspan=9999>x" * 200 + "</tr>" + "<tr><td>y</tr>" * 500

    with pytest.raises(LimitError, match="rows"):
        text(body)


def test_tables_nested_too_deeply_are_refused() -> None:
    with pytest.raises(LimitError) as caught:
        text("<table><tr><td>" * 60)

    assert "E_TOO_DEEP" == caught.value.code
