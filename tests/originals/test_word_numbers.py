"""Automatic numbers are part of the text as Word shows them, and marked as generated."""

from __future__ import annotations

import pytest
from making_word import abstract, level, num, p, r, table, tr, word

from policykb.originals import read_original
from policykb.originals.numerals import numeral

PLAN = abstract(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircleChinese", "%5"),
)


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    return read_original(word(body, numbering=numbering, styles=styles), "a.docx").text.content.splitlines()


def listed(*entries: tuple[str, int, int]) -> str:
    return "".join(p(text, numbering=(list_id, at)) for text, list_id, at in entries)


def test_the_five_levels_of_a_plan() -> None:
    body = listed(
        ("总", 1, 0), ("甲", 1, 1), ("乙", 1, 1), ("丙", 1, 2), ("丁", 1, 3), ("戊", 1, 4), ("己", 1, 4)
    )

    assert ["一、总", "（一）甲", "（二）乙", "1.丙", "（1）丁", "①戊", "②己"] == lines(
        body, PLAN + num(1, 0)
    )


def test_a_higher_level_starts_the_lower_ones_anew() -> None:
    body = listed(("总", 1, 0), ("甲", 1, 1), ("乙", 1, 1), ("次", 1, 0), ("丙", 1, 1))

    assert ["一、总", "（一）甲", "（二）乙", "二、次", "（一）丙"] == lines(body, PLAN + num(1, 0))


def test_two_lists_of_one_definition_go_on_counting() -> None:
    body = listed(("甲", 1, 0), ("乙", 2, 0), ("丙", 1, 0))

    assert ["一、甲", "二、乙", "三、丙"] == lines(body, PLAN + num(1, 0) + num(2, 0))


def test_a_list_that_says_so_starts_anew_once() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = listed(("甲", 1, 0), ("乙", 1, 0), ("丙", 2, 0), ("丁", 2, 0))

    assert ["一、甲", "二、乙", "一、丙", "二、丁"] == lines(body, PLAN + num(1, 0) + num(2, 0, over))


def test_a_level_of_its_own_replaces_the_definitions() -> None:
    over = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCountingThousand", "第%1条")}</w:lvlOverride>'

    assert ["第一条 甲", "第二条 乙"] == lines(listed(("甲", 1, 0), ("乙", 1, 0)), PLAN + num(1, 0, over))


def test_chapters_and_articles_count_on_their_own() -> None:
    law = abstract(
        0,
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
    )
    body = listed(("总则", 1, 0), ("甲", 1, 1), ("乙", 1, 1), ("附则", 1, 0), ("丙", 1, 1))

    assert ["第一章 总则", "第一条 甲", "第二条 乙", "第二章 附则", "第三条 丙"] == lines(
        body, law + num(1, 0)
    )


def test_a_level_may_start_anew_after_a_certain_one_only() -> None:
    deep = abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2)"),
        level(2, "lowerLetter", "%3.", '<w:lvlRestart w:val="1"/>'),
    )
    body = listed(
        ("甲", 1, 0),
        ("乙", 1, 1),
        ("丙", 1, 2),
        ("丁", 1, 1),
        ("戊", 1, 2),
        ("己", 1, 0),
        ("庚", 1, 1),
        ("辛", 1, 2),
    )

    assert ["1.甲", "1)乙", "a.丙", "2)丁", "b.戊", "2.己", "1)庚", "a.辛"] == lines(body, deep + num(1, 0))


def test_dotted_numbers_show_the_levels_above() -> None:
    dotted = abstract(
        0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
    )
    body = listed(("甲", 1, 0), ("乙", 1, 1), ("丙", 1, 2), ("丁", 1, 2), ("戊", 1, 0), ("己", 1, 1))

    assert ["1 甲", "1.1 乙", "1.1.1 丙", "1.1.2 丁", "2 戊", "2.1 己"] == lines(body, dotted + num(1, 0))


def test_legal_numbers_are_arabic_on_every_level() -> None:
    legal = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = listed(("甲", 1, 0), ("乙", 1, 0), ("丙", 1, 1))

    assert ["一、甲", "二、乙", "2.1 丙"] == lines(body, legal + num(1, 0))


def test_a_level_that_was_skipped_counts_as_begun() -> None:
    dotted = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))

    assert ["1.1 甲", "2 乙", "2.1 丙"] == lines(
        listed(("甲", 1, 1), ("乙", 1, 0), ("丙", 1, 1)), dotted + num(1, 0)
    )


def test_counting_starts_where_the_list_says() -> None:
    from_five = abstract(0, level(0, "upperLetter", "%1.", start=5))

    assert ["E.甲", "F.乙"] == lines(listed(("甲", 1, 0), ("乙", 1, 0)), from_five + num(1, 0))


def test_a_style_brings_its_list_and_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H2"/></w:style>'
    )
    linked = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    body = (
        p("总", style="H1")
        + p("甲", style="H2")
        + p("乙", style="Own")
        + p("丙", style="H2", numbering=(0, None))
    )

    assert ["一、总", "（一）甲", "（二）乙", "丙"] == lines(body, linked + num(1, 0), styles)


def test_a_list_that_links_to_a_style_has_that_styles_levels() -> None:
    numbering = (
        abstract(0, more='<w:numStyleLink w:val="L"/>')
        + abstract(1, level(0, "decimal", "%1."), more='<w:styleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )

    assert ["1.甲", "2.乙"] == lines(listed(("甲", 1, 0), ("乙", 2, 0)), numbering)


def test_bullets_and_unseen_numbers_are_no_words() -> None:
    lists = abstract(0, level(0, "bullet", "•"), level(1, "none", "")) + num(1, 0)

    assert ["甲", "乙"] == lines(listed(("甲", 1, 0), ("乙", 1, 1)), lists)


def test_a_number_and_a_figure_stay_apart() -> None:
    plain = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2、")) + num(1, 0)

    assert ["1. 2025年达到20%", "1、2030年"] == lines(
        listed(("2025年达到20%", 1, 0), ("2030年", 1, 1)), plain
    )


def test_an_empty_entry_and_a_cell_of_numbers_show_theirs() -> None:
    plain = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    cells = [f"<w:tc>{p('', numbering=(1, 0))}</w:tc>" for _ in range(2)]
    body = table(tr(cells[0], "甲"), tr(cells[1], "乙")) + p("", numbering=(1, 0))

    assert ["1\t甲", "2\t乙", "3"] == lines(body, plain)


def test_the_number_comes_after_a_page_break_in_the_paragraph() -> None:
    body = p('<w:r><w:br w:type="page"/></w:r>', r("甲"), numbering=(1, 0))

    assert ["", "一、甲"] == lines(body, PLAN + num(1, 0))


def test_an_unknown_numeral_is_told() -> None:
    thai = abstract(0, level(0, "thaiNumbers", "%1.")) + num(1, 0)
    found = read_original(word(p("甲", numbering=(1, 0)), numbering=thai), "a.docx")

    assert "1.甲\n" == found.text.content
    assert ["编号格式 thaiNumbers 不认识，按阿拉伯数字读取"] == [said.zh for said in found.text.warnings]


def test_a_number_is_generated_and_its_paragraph_is_known() -> None:
    found = read_original(word(p("首") + p("甲", numbering=(1, 0)), numbering=PLAN + num(1, 0)), "a.docx")
    at = found.text.content.index("一、")
    piece = found.piece(at)

    assert piece is not None
    assert (True, 1, 0, "第2段") == (piece.generated, piece.unit, piece.at, found.place(at).zh)
    assert not found.pieces[-1].generated


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (99, "chineseCounting", "九十九"),
        (105, "chineseCounting", "一〇五"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (15, "chineseCountingThousand", "十五"),
        (1015, "chineseCountingThousand", "一千零一十五"),
        (110, "japaneseCounting", "百十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographLegalTraditional", "參"),
        (3, "ideographTraditional", "丙"),
        (2, "ideographZodiac", "丑"),
        (20, "ideographDigital", "二〇"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (28, "lowerLetter", "bb"),
        (5, "numberInDash", "- 5 -"),
        (5, "bullet", ""),
        (60, "decimalEnclosedCircle", "60"),
        (5, "hebrew1", None),
    ],
)
def test_numerals(number: int, form: str, said: str | None) -> None:
    assert said == numeral(number, form)
