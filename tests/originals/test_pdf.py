"""A PDF's signs become lines, columns, tables and paragraphs again; furniture goes, and that is told."""

from __future__ import annotations

import pytest
from making_pdf import Leaf, pdf, restricted, wrapped

from policykb.errors import LimitError
from policykb.originals import read_original

LEFT, TOP, EM, PITCH = 72.0, 760.0, 12.0, 20.0
JOINED = [
    "（一）推进绿色低碳发展。到2025年，全市森林覆盖率达到20%，新建城市绿道80公里，打通公园之间的断头路并完善标识。（市园林管理局牵头，市自然资源局配合）",
    "（二）加强生态环境准入管理。严格规划环评审查、节能审查和项目环评准入，严控严管新增高污染项目。",
    "（三）持续推进大气污染防治。加大重点行业整治力度，实施氮氧化物和挥发性有机物协同减排。",
]
PLAN = [line for paragraph in JOINED for line in wrapped(paragraph, 26)]


def lines(*leaves: Leaf, predefined: bool = False) -> list[str]:
    return read_original(pdf(*leaves, predefined=predefined), "a.pdf").text.content.splitlines()


def told(*leaves: Leaf) -> list[str]:
    return [said.zh for said in read_original(pdf(*leaves), "a.pdf").text.warnings]


def body(x: float = LEFT, y: float = TOP, text: list[str] | None = None) -> Leaf:
    return Leaf().lines(x, y, PLAN if text is None else text, size=EM, pitch=PITCH)


def test_hard_wraps_are_joined_and_headings_stay_alone() -> None:
    page = (
        body(y=700)
        .write(200, 760, "银川市实施方案（虚构）", size=18)
        .write(LEFT, 730, "一、总体要求", size=16)
    )

    assert ["银川市实施方案（虚构）", "一、总体要求", *JOINED] == lines(page)
    assert [] == told(page)


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert JOINED == lines(body(text=PLAN[:3]), body(text=PLAN[3:]))


def test_a_font_that_a_library_names_needs_no_file() -> None:
    assert JOINED == lines(body(), predefined=True)


def test_two_columns_are_read_one_after_the_other() -> None:
    text = ["全市各级各部门要切实提高政治站位", "加强组织领导压实工作责任形成合力"]
    left = [text[number % 2] for number in range(7)] + ["末句。"]
    right = ["右" + line[1:] for line in left[:7]] + ["右末。"]
    page = Leaf().lines(50, 700, left, pitch=PITCH).lines(310, 700, right, pitch=PITCH)
    page.write(180, 760, "跨栏的标题，两栏之上居中排列着", size=EM)

    assert ["跨栏的标题，两栏之上居中排列着", "".join(left), "".join(right)] == lines(page)


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    words = "甲乙丙丁"

    def page(number: int, place: float) -> Leaf:
        leaf = body(text=[f"　　{words[number - 1]}章的第一句话。", "　　第二句话。"])
        return leaf.write(200, 810, "银川市人民政府文件").write(place, 30, f"— {number} —")

    pages = [page(number, 480 if number % 2 else 90) for number in (1, 2, 3, 4)]

    assert [line for word in words for line in (f"{word}章的第一句话。", "第二句话。")] == lines(*pages)
    assert ["页眉、页脚、页码 8 行未计入正文"] == told(*pages)


def test_a_running_head_with_the_page_number_in_it_is_known() -> None:
    pages = [
        body(text=[f"　　{word}章的话。"]).write(200, 810, f"第{at}页　银川市文件")
        for at, word in enumerate("甲乙丙", 1)
    ]

    assert ["甲章的话。", "乙章的话。", "丙章的话。"] == lines(*pages)


def test_plain_page_numbers_are_known_by_counting() -> None:
    pages = [
        body(text=[f"　　{word}章的话。"]).write(300, 40, str(at)) for at, word in enumerate("甲乙丙", 3)
    ]

    assert ["甲章的话。", "乙章的话。", "丙章的话。"] == lines(*pages)


def test_a_figure_at_the_foot_of_one_page_is_no_page_number() -> None:
    assert ["正文。", "2025"] == lines(body(text=["　　正文。"]).write(300, 40, "2025"))


def test_a_ruled_table_is_one_line_a_row_with_wraps_joined() -> None:
    page = Leaf().grid([60, 120, 260, 380, 460], [700, 660, 620, 580])
    page.write(70, 675, "序号").write(130, 675, "任务").write(270, 675, "牵头单位").write(390, 675, "时限")
    page.write(70, 635, "1").write(126, 645, "新建城市绿道八十公里，").write(126, 630, "打通断头路").write(
        270, 635, "市园林局"
    ).write(390, 635, "2025年")
    page.write(70, 595, "2").write(130, 595, "推进改造").write(270, 605, "市住建局").write(
        270, 590, "各区政府"
    ).write(390, 595, "2024年底前")
    page.write(60, 720, "任务表").write(60, 560, "表后。")

    assert [
        "任务表",
        "序号\t任务\t牵头单位\t时限",
        "1\t新建城市绿道八十公里，打通断头路\t市园林局\t2025年",
        "2\t推进改造\t市住建局 各区政府\t2024年底前",
        "表后。",
    ] == lines(page)


def test_cells_without_a_rule_between_them_are_merged() -> None:
    page = Leaf()
    for x in (60, 160, 360):
        page.rule(x, 700, x, 580)
    page.rule(260, 660, 260, 580)
    for y in (700, 660, 580):
        page.rule(60, y, 360, y)
    page.rule(60, 620, 260, 620)
    page.write(70, 675, "序号").write(200, 675, "责任单位")
    page.write(70, 635, "1").write(170, 635, "市局").write(270, 635, "各区")
    page.write(70, 595, "2").write(170, 595, "市水务局")

    assert ["序号\t责任单位\t", "1\t市局\t各区", "2\t市水务局\t〃"] == lines(page)


def test_a_table_without_rules_is_told_by_its_columns() -> None:
    page = Leaf()
    for number, cells in enumerate(
        [("序号", "任务", "时限"), ("1", "建成绿道", "2025年"), ("2", "老旧小区改造", "2024年")]
    ):
        for place, cell in zip((60, 140, 300), cells, strict=True):
            page.write(place, 700 - 20 * number, cell)

    assert ["序号\t任务\t时限", "1\t建成绿道\t2025年", "2\t老旧小区改造\t2024年"] == lines(page)


def test_a_long_table_without_rules_is_not_taken_for_columns() -> None:
    cells = [
        (str(number), "建成绿道" if number % 2 else "推进老旧小区改造工程", "2025年底前完成")
        for number in range(1, 9)
    ]
    page = Leaf()
    for number, row in enumerate(cells):
        for place, cell in zip((60, 120, 330), row, strict=True):
            page.write(place, 700 - 20 * number, cell)

    assert ["\t".join(row) for row in cells] == lines(page)


def test_latin_words_keep_their_blanks_and_lose_their_hyphens() -> None:
    text = [
        "Air quality shall be improved step by step in all of the dis-",
        "tricts of the city by the end of the year 2025 at the latest,",
        "and PM2.5 shall fall by ten percent until then, so that every",
        "body breathes.",
    ]

    assert [
        (
            "Air quality shall be improved step by step in all of the districts of the city by the end of the year 2025"
            " at the latest, and PM2.5 shall fall by ten percent until then, so that every body breathes."
        )
    ] == lines(Leaf().lines(LEFT, TOP, text, size=EM, pitch=PITCH))


def test_radicals_are_read_as_what_they_stand_for_and_told() -> None:
    page = body(text=["　　⽔环境质量⻓期向好，⽔更清。"])
    found = read_original(pdf(page), "a.pdf")

    assert "水环境质量长期向好，水更清。\n" == found.text.content
    assert ["3 个部首字形按所代表的常用字读取：⻓（U+2ED3）×1、⽔（U+2F54）×2"] == [
        said.zh for said in found.text.warnings
    ]


def test_slanted_words_and_words_off_the_page_are_left_out_and_told() -> None:
    page = body(text=["　　正文。"]).write(200, 300, "内部资料", size=40, turn=45).write(700, 300, "页外")

    assert ["正文。"] == lines(page)
    assert ["倾斜或竖排的文字（如水印）4 字未计入", "页面以外的 2 字未计入"] == told(page)


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    assert ["一、总体要求"] == lines(body(text=["一、总体要求"]).write(LEFT + 0.3, TOP, "一、总体要求"))


def test_a_raised_figure_stays_in_its_line() -> None:
    page = (
        Leaf().write(LEFT, 700, "绿地100万m").write(LEFT + 60, 705, "2", size=7).write(LEFT + 64, 700, "以上")
    )

    assert ["绿地100万m2以上"] == lines(page)


def test_a_table_of_contents_is_left_out_and_told() -> None:
    page = body(text=["一、总体要求" + "." * 30 + "1", "二、主要任务" + "…" * 12 + "3", "　　正文。"])

    assert ["正文。"] == lines(page)
    assert ["目录 2 行未计入正文"] == told(page)


def test_signs_without_a_name_are_told() -> None:
    page = body(text=["　　到2025年，\ue001全面完成任务目标。"])

    assert "有 1 字读不出，以“\ufffd”代替" in told(page)[0]


@pytest.mark.parametrize(("name", "most"), [("PDF_PAGES", "1"), ("PDF_CHARACTERS", "20")])
def test_more_than_the_limits_allow_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, most: str) -> None:
    monkeypatch.setenv(f"POLICYKB_MAX_{name}", most)

    with pytest.raises(LimitError) as caught:
        read_original(pdf(body(), body()), "a.pdf")

    assert ("E_SIZE", 5) == (caught.value.code, caught.value.exit_code)
    assert f"POLICYKB_MAX_{name}" in caught.value.zh


def test_the_page_of_each_word_is_known() -> None:
    found = read_original(pdf(body(text=PLAN[:3]), body(text=PLAN[3:])), "a.pdf")
    at = found.text.content.index

    assert ["第1页", "第2页"] == [found.place(at(line[-6:])).zh for line in (PLAN[2], PLAN[3])]


def test_a_pdf_that_forbids_copying_is_read_and_that_is_told() -> None:
    found = read_original(restricted(body(text=["　　正文。"])), "a.pdf")

    assert "正文。\n" == found.text.content
    assert ["PDF 的作者设置了不允许复制文字，请确认可以使用"] == [said.zh for said in found.text.warnings]
