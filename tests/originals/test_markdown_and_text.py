"""Markdown loses its marks, not its words; a plain text stays as it is; page furniture is found, not removed."""

from __future__ import annotations

import pytest

from policykb import anchors
from policykb.errors import InputError
from policykb.originals import Kind, read_original
from policykb.originals.furniture import furniture


def lines(source: str) -> list[str]:
    return read_original(source.encode(), "a.md").text.content.splitlines()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("# 银川市方案 #", "银川市方案"),
        ("> ## 一、总体要求", "一、总体要求"),
        ("- 甲", "甲"),
        ("    * 乙", "乙"),
        ("- [x] 完成", "完成"),
        ("1. 丙", "1. 丙"),
        ("（一）推进**绿色**_低碳_发展", "（一）推进绿色低碳发展"),
        ("__粗__和***又粗又斜***", "粗和又粗又斜"),
        ("到`2025`年", "到2025年"),
        ('见[方案](http://x.cn/a(1) "题")第三条', "见方案第三条"),
        ("见[方案][a]", "见[方案][a]"),
        ("宁环发〔2022〕75号，[2022]42号", "宁环发〔2022〕75号，[2022]42号"),
        ("图![流程](a.png)后", "图后"),
        ("<http://x.cn>", "http://x.cn"),
        ("下划<u>线</u><!-- 注 -->尾", "下划线尾"),
        ("20\\*30与a\\_b", "20*30与a_b"),
        ("snake_case_name", "snake_case_name"),
        ("5~10%，**未闭合", "5~10%，**未闭合"),
        ("&lt;20&#37;&nbsp;末", "<20%\u00a0末"),
        ("断行  ", "断行"),
        ("断行\\", "断行"),
        ("～～不是标记～～", "～～不是标记～～"),
    ],
)
def test_a_line_without_its_marks(source: str, said: str) -> None:
    assert [said] == lines(source)


def test_lines_that_hold_no_words_go() -> None:
    source = (
        "标题\n===\n\n甲\n\n---\n***\n[a]: http://x.cn\n<!-- 注\n释 -->\n```\n代码 **不变**\n```\n见[文][a]"
    )

    assert ["标题", "", "甲", "", "代码 **不变**", "见文"] == lines(source)


def test_a_table_is_one_line_a_row() -> None:
    source = "| 序号 | 任务 | 时限 |\n|:--|---|--:|\n| 1 | 建成<br>**绿道** | 2025年 |\n| 2 | a \\| b | |\n\n甲 | 乙"

    assert ["序号\t任务\t时限", "1\t建成 绿道\t2025年", "2\ta | b\t", "", "甲 | 乙"] == lines(source)


def test_what_is_left_out_is_told() -> None:
    found = read_original("---\ntitle: x\n---\n到~~2030~~2025年![图](a.png)".encode(), "a.md")

    assert "到2025年\n" == found.text.content
    assert [
        "文首的元数据 3 行未计入正文",
        "标为删除的 4 字未计入",
        "图片 1 幅，其中的文字没有读取",
    ] == [said.zh for said in found.text.warnings]


def test_a_plain_text_is_untouched_with_a_piece_a_line() -> None:
    words = "一、总体要求\r\n\r\n　　（一）推进\r绿色\n"
    found = read_original(words.encode("utf-8-sig"), "a.txt")

    assert (Kind.TEXT, words) == (found.kind, found.text.content)
    assert [(0, 6, 0, 0), (10, 17, 2, 0), (18, 20, 3, 0)] == [
        (piece.start, piece.end, piece.unit, piece.at) for piece in found.pieces
    ]
    assert ("第3行第3字", "line 3, character 3") == tuple(found.place(12))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_every_encoding_gives_the_same_words(encoding: str) -> None:
    words = "節能減排計畫：各級政府應當採取有效的措施，加強環境保護工作，國家與產業發展。"
    found = read_original(words.encode(encoding), "a.txt")

    assert words == found.text.content
    assert (encoding in {"gb18030", "big5"}) == any("不是 UTF-8" in said.zh for said in found.text.warnings)
    assert any("繁体字" in said.zh for said in found.text.warnings)


def test_a_form_feed_is_a_line_break_and_moves_nothing() -> None:
    found = read_original("甲\f乙".encode(), "a.txt")

    assert "甲\n乙" == found.text.content
    assert ["1 个分页符按换行读取"] == [said.zh for said in found.text.warnings]


def test_a_control_character_in_a_text_is_still_refused() -> None:
    with pytest.raises(InputError, match="no text may hold"):
        read_original("甲\x01乙".encode(), "a.txt")


def found_in(text: str) -> list[str]:
    return [span.quote(text) for span in furniture(text)]


@pytest.mark.parametrize(
    "line",
    ["— 3 —", "-3-", "– 12 –", "·5·", "第 3 页", "第3页 共10页", "第 3 页，共 10 页", "3/10", "共10页 第3页", "Page 3 of 10",
     "一、总体要求............3", "（一）指导思想……………… 12", "二、目标 . . . . . . . 5"],
)  # fmt: skip
def test_lines_that_belong_to_the_page_are_found(line: str) -> None:
    assert [line] == found_in(f"　　前文，\n\n  {line}\n\n后文。")


@pytest.mark.parametrize(
    "line",
    [
        "2025",
        "3",
        "到2025年达到20%",
        "第三页",
        "1. 2025",
        "——",
        "3/4以上",
        "PM2.5……",
        "一、总体要求",
        "比例 12",
    ],
)
def test_lines_of_the_text_are_not(line: str) -> None:
    assert [] == found_in(f"前文\n{line}\n后文")


def test_plain_numbers_are_page_numbers_when_they_count_pages() -> None:
    pages = "".join(f"{'推进绿色低碳发展。' * 40}\n{number}\n" for number in range(7, 11))
    tasks = "".join(f"{number}\n推进绿色低碳发展\n市局\n" for number in range(1, 9))

    assert ["7", "8", "9", "10"] == found_in(pages)
    assert [] == found_in(tasks)


def test_running_heads_stand_beside_page_numbers() -> None:
    text = "".join(
        f"{'推进绿色低碳发展。' * 40}\n— {number} —\n银川市人民政府文件\n" for number in range(1, 5)
    )

    assert ["— 1 —", "银川市人民政府文件", "— 2 —"] == found_in(text)[:3]


def test_the_shipped_plan_has_no_furniture() -> None:
    assert () == furniture((anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8"))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_does_not_show_is_told_once(name: str) -> None:
    found = read_original("甲\n- 乙\u200b丙".encode("gb18030"), name)

    assert 2 == len(found.text.warnings)
    assert "第2行" in found.text.warnings[1].zh
