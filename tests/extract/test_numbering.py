from __future__ import annotations

import pytest

from policykb.extract.numbering import number_at
from policykb.extract.outline import outline

NUMBERS = {
    "一、总则": ("han", 1, "一、"),
    "二十一、保障": ("han", 21, "二十一、"),
    "（三）推进": ("han_paren", 3, "（三）"),
    "(十二) 推进": ("han_paren", 12, "(十二)"),
    "（ 四 ）推进": ("han_paren", 4, "（ 四 ）"),
    "1.推进": ("arabic", 1, "1."),
    "１．推进": ("arabic", 1, "１．"),
    "10、推进": ("arabic", 10, "10、"),
    "（1）推进": ("arabic_paren", 1, "（1）"),
    "(2) 推进": ("arabic_paren", 2, "(2)"),
    "3）推进": ("arabic_close", 3, "3）"),
    "①推进": ("circled", 1, "①"),
    "㉑推进": ("circled", 21, "㉑"),
    "⑵推进": ("arabic_paren_glyph", 2, "⑵"),
    "⒊推进": ("arabic_glyph", 3, "⒊"),
    "第一条　推进": ("article", 1, "第一条"),
    "第 二 章 推进": ("chapter", 2, "第 二 章"),
    "第3节 推进": ("section", 3, "第3节"),
    "1.1 推进": ("decimal", 1, "1.1"),
    "2.3.4推进": ("decimal_three", 4, "2.3.4"),
    "A.推进": ("latin", 1, "A."),
    "Ⅱ、推进": ("roman", 2, "Ⅱ、"),
    "任务三：推进": ("label", 3, "任务三："),
    "一、2025年底前": ("han", 1, "一、"),
}
NONE = [
    "2025年底",
    "1.5万吨",
    "15.5%",
    "3.5亿元",
    "第一条规定",
    "推进一、二",
    "百分之十",
    "一是推进",
    "十四五期间",
    "（含一）",
    "5G基站",
]


@pytest.mark.parametrize("words", NUMBERS)
def test_a_number_has_a_style_a_value_and_its_own_words(words: str) -> None:
    found = number_at(words, 0, len(words))
    assert found

    assert NUMBERS[words] == (found.style, found.value, found.span.quote(words))


@pytest.mark.parametrize("words", NONE)
def test_what_only_looks_like_a_number_is_none(words: str) -> None:
    assert None is number_at(words, 0, len(words))


def _measures(text: str) -> list[tuple[str, str]]:
    return [(part.number, part.title) for part in outline(text).measures]


TAG = "（市水务局负责）"
BROKEN = (
    "方案\n一、任务\n（一）治水。统筹推进全市主要河湖水环境综合\n治理和水生态保护修复，清理河道淤积，建设截\n污管网，到2025年，"
    "全市再生水利用率达到百分之\n三十，水质优良比例达到百分之九十，基本消除城\n市黑臭水体，实现河畅水清岸绿景美。（市水务局\n负责）\n"
    "（二）治气。开展施工工地扬尘专项整治行动，落\n实洒水抑尘措施，淘汰国三及以下排放标准车辆，\n推广新能源车。（市住房城乡建设局负责）\n"
)
NOT_A_NUMBER = (
    "方案\n一、任务\n（一）治水。统筹推进全市主要河湖水环境综合治理\n和水生态保护修复，清理河道淤积，新建污水管网\n"
    "12、15公里的两段，并按规划推进全市河湖治理工作\n落实管护责任，持续改善水环境质量，确保实现目标\n任务如期完成并长期保持。（市水务局负责）\n"
)
PLANS = {
    "items under chapters": (
        f"方案\n一、目标\n到2025年，完成。\n二、任务\n（一）治河。清淤。{TAG}\n（二）治湖。清淤。{TAG}\n三、保障\n（一）组织。成立专班。{TAG}\n",
        [("（一）", "治河"), ("（二）", "治湖"), ("（一）", "组织")],
    ),
    "items under items, the tags below": (
        f"方案\n一、任务\n（一）治水\n1.治河。清淤。{TAG}\n2.治湖。清淤。{TAG}\n（二）治气\n3.治尘。洒水。{TAG}\n",
        [("1.", "治河"), ("2.", "治湖"), ("3.", "治尘")],
    ),
    "points inside items, the tag closes the item": (
        f"方案\n一、任务\n（一）治水。统筹推进。\n1.清理河道淤泥。\n2.建设截污管网。{TAG}\n（二）治气。统筹推进。\n1.开展洒水抑尘。\n2.建设围挡。{TAG}\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "points run into the paragraph": (
        f"方案\n一、任务\n（一）治水。一是清淤；二是截污。{TAG}\n（二）治气。重点做好：①洒水；②围挡。{TAG}\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "items run into one paragraph": (
        f"方案\n一、任务。（一）治水。清淤。{TAG}（二）治气。洒水。{TAG}二、保障。（一）组织。成立专班。{TAG}（二）资金。加大投入。{TAG}\n",
        [("（一）", "治水"), ("（二）", "治气"), ("（一）", "组织"), ("（二）", "资金")],
    ),
    "half-width brackets and blanks": (
        f"方案\n一 、任务\n( 一 ) 治水。清淤。{TAG}\n( 二 ) 治气。洒水。{TAG}\n",
        [("( 一 )", "治水"), ("( 二 )", "治气")],
    ),
    "headings that end with a line break": (
        f"方案\n一、任务\n（一）治水\n清淤截污。{TAG}\n（二）治气\n洒水抑尘。{TAG}\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "headings that end with a colon": (
        f"方案\n一、任务\n1.治水：清淤截污。{TAG}\n2.治气：洒水抑尘。{TAG}\n",
        [("1.", "治水"), ("2.", "治气")],
    ),
    "chapters alone": (
        f"方案\n一、治水\n清淤截污。{TAG}\n二、治气\n洒水抑尘。{TAG}\n",
        [("一、", "治水"), ("二、", "治气")],
    ),
    "Arabic numbers alone": (
        f"要点\n1.治水。清淤截污。{TAG}\n2.治气。洒水抑尘。{TAG}\n3.治土。管控风险。{TAG}\n",
        [("1.", "治水"), ("2.", "治气"), ("3.", "治土")],
    ),
    "articles": (
        "办法\n第一条 为治水，制定本办法。\n第二条 市水务局负责治水。\n第三条 禁止倾倒垃圾。\n",
        [("第一条", "第一条"), ("第二条", "第二条"), ("第三条", "第三条")],
    ),
    "chapters of articles": (
        "办法\n第一章 总则\n第一条 为治水，制定本办法。\n第二章 治水\n第二条 应当清淤。\n第三条 禁止倾倒垃圾。\n",
        [("第二条", "第二条"), ("第三条", "第三条")],
    ),
    "chapters and sections": (
        f"规划\n第一章 背景\n地处北方。\n第二章 任务\n第一节 治水\n清淤截污。{TAG}\n第二节 治气\n洒水抑尘。{TAG}\n",
        [("第一节", "治水"), ("第二节", "治气")],
    ),
    "numbers of two places": (
        f"规划\n1 总则\n坚持节约。\n2 任务\n2.1 治水\n清淤截污。{TAG}\n2.2 治气\n洒水抑尘。{TAG}\n",
        [("2.1", "治水"), ("2.2", "治气")],
    ),
    "Markdown": (
        f"# 方案\n\n## 一、任务\n\n### （一）治水\n\n清淤截污。{TAG}\n\n### （二）治气\n\n洒水抑尘。{TAG}\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "Markdown without numbers": (
        f"# 方案\n\n## 任务\n\n### 治水\n\n清淤截污。{TAG}\n\n### 治气\n\n洒水抑尘。{TAG}\n",
        [("", "治水"), ("", "治气")],
    ),
    "bold headings": (
        f"方案\n**一、任务**\n**（一）治水。**清淤截污。{TAG}\n**（二）治气。**洒水抑尘。{TAG}\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "headings without numbers over items with some": (
        f"方案\n总体要求\n坚持节约。\n重点任务\n1.治水。清淤截污。{TAG}\n2.治气。洒水抑尘。{TAG}\n保障措施\n1.组织。成立专班。{TAG}\n",
        [("1.", "治水"), ("2.", "治气"), ("1.", "组织")],
    ),
    "numbers that skip, restart and repeat": (
        f"方案\n一、任务\n（一）治水。清淤。{TAG}\n（三）治气。洒水。{TAG}\n（三）治土。管控。{TAG}\n二、保障\n（一）组织。成立专班。{TAG}\n",
        [("（一）", "治水"), ("（三）", "治气"), ("（三）", "治土"), ("（一）", "组织")],
    ),
    "lines broken by the page's edge": (
        BROKEN,
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "a broken line that starts like a number": (
        NOT_A_NUMBER,
        [("（一）", "治水")],
    ),
    "tasks that name themselves": (
        f"方案\n任务一：治水\n清淤截污。{TAG}\n任务二：治气\n洒水抑尘。{TAG}\n",
        [("任务一：", "治水"), ("任务二：", "治气")],
    ),
    "brackets below Arabic numbers": (
        f"方案\n1.治水\n（1）治河。清淤。{TAG}\n（2）治湖。清淤。{TAG}\n2.治气\n（1）治尘。洒水。{TAG}\n（2）治车。淘汰。{TAG}\n",
        [("（1）", "治河"), ("（2）", "治湖"), ("（1）", "治尘"), ("（2）", "治车")],
    ),
    "Arabic numbers above those in brackets of Chinese ones": (
        f"方案\n1.治水\n（一）治河。清淤。{TAG}\n（二）治湖。清淤。{TAG}\n2.治气\n（一）治尘。洒水。{TAG}\n（二）治车。淘汰。{TAG}\n",
        [("（一）", "治河"), ("（二）", "治湖"), ("（一）", "治尘"), ("（二）", "治车")],
    ),
    "one sentence an item": (
        f"要点\n一、治水\n1.清理全市河道淤泥。{TAG}\n2.到2025年，建成截污管网20公里。{TAG}\n",
        [("1.", "清理全市河道淤泥"), ("2.", "到2025年，建成截污管网20公里")],
    ),
    "no tags anywhere": (
        "方案\n一、任务\n（一）治水。推进清淤截污，改善水质。\n（二）治气。开展洒水抑尘，淘汰老旧车辆。\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "no tags, points below": (
        "方案\n一、任务\n（一）治水。推进清淤截污，改善水质。具体包括：\n1.清理河道；\n2.建设管网。\n（二）治气。开展洒水抑尘。具体包括：\n1.洒水；\n2.围挡。\n",
        [("（一）", "治水"), ("（二）", "治气")],
    ),
    "a signature and a date": (
        f"方案\n一、任务\n（一）治水。清淤。{TAG}\n\n临江市人民政府办公室\n2023年5月10日\n",
        [("（一）", "治水")],
    ),
    "a list of attachments": (
        f"方案\n一、任务\n（一）治水。清淤。{TAG}\n\n附件：1.任务清单\n2.项目清单\n",
        [("（一）", "治水")],
    ),
    "a preamble and goals": (
        f"方案\n为治水，根据国家规定，制定本方案。\n一、总体要求\n（一）指导思想。坚持节约。\n（二）主要目标。到2025年，水质优良。\n二、任务\n（一）治水。清淤。{TAG}\n",
        [("（一）", "治水")],
    ),
    "goals that are responsibilities": (
        f"方案\n一、保障\n（一）强化目标责任考核。将任务纳入考核。{TAG}\n（二）健全目标管理机制。完善台账。{TAG}\n",
        [("（一）", "强化目标责任考核"), ("（二）", "健全目标管理机制")],
    ),
    "an excerpt that starts in the middle": (
        f"（五）治水。清淤。{TAG}\n（六）治气。洒水。{TAG}\n",
        [("（五）", "治水"), ("（六）", "治气")],
    ),
    "a plan of attachments": (
        f"通知\n现将方案印发给你们。\n附件1\n治水方案\n一、任务\n（一）治河。清淤。{TAG}\n附件2\n治气方案\n一、任务\n（一）治尘。洒水。{TAG}\n",
        [("（一）", "治河"), ("（一）", "治尘")],
    ),
}


@pytest.mark.parametrize("what", PLANS)
def test_the_measures_are_the_items_that_carry_the_content(what: str) -> None:
    text, expected = PLANS[what]

    assert expected == _measures(text)
