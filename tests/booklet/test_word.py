"""The Word booklet keeps the measures of GB/T 9704-2012 and says that it is no official document."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from policykb.report.booklet.word import WIDTHS, word_file

if TYPE_CHECKING:
    from docx.document import Document

    from policykb.report.booklet import Shelf

WATER = "org/nx-slt"


def _file(shelf: Shelf, owner: str = WATER) -> bytes:
    return word_file(shelf, next(b for b in shelf.booklets if b.owner.id == owner))


@pytest.fixture
def document(zh: Shelf) -> Document:
    return docx.Document(io.BytesIO(_file(zh)))


def _font(document: Document, style: str) -> tuple[str, float]:
    found = document.styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    size = found.font.size or document.styles["Normal"].font.size
    return fonts.get(qn("w:eastAsia")), size.pt


def test_paper_and_margins_are_those_of_the_standard(document: Document) -> None:
    section = document.sections[0]
    millimetres = [
        round(length.mm, 1)
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
    ]

    assert [210.0, 297.0, 37.0, 35.0, 28.0, 26.0] == millimetres


def test_a_page_holds_22_lines_of_28_characters(document: Document) -> None:
    section, normal = document.sections[0], document.styles["Normal"]
    line = normal.paragraph_format.line_spacing
    room = section.page_height - section.top_margin - section.bottom_margin
    width = section.page_width - section.left_margin - section.right_margin
    closer = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - the package has no name for it

    assert 28 <= line.pt <= 30
    assert 22 == room // line
    assert str(round(line.pt * 20)) == grid.get(qn("w:linePitch"))
    assert 28 == int(width / Pt(1) // (normal.font.size.pt + closer))


def test_fonts_are_the_standards_and_set_for_chinese(document: Document) -> None:
    assert ("仿宋_GB2312", 16) == _font(document, "Normal")
    assert ("方正小标宋简体", 22) == _font(document, "Title")
    assert ("黑体", 16) == _font(document, "heading 1")
    assert ("楷体_GB2312", 16) == _font(document, "heading 2")
    assert ("宋体", 14) == _font(document, "Page Number Line")


def test_each_font_names_what_stands_in_for_it(zh: Shelf) -> None:
    with zipfile.ZipFile(io.BytesIO(_file(zh))) as package:
        fonts = etree.fromstring(package.read("word/fontTable.xml"))
        styles = package.read("word/styles.xml").decode()
    known = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in fonts}
    used = set(re.findall(r'w:eastAsia="([^"a-z]+)"', styles))

    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"} == used
    assert all(known[name].get(qn("w:val")) for name in used)


def test_page_numbers_stand_between_dashes_outside(document: Document) -> None:
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert "— 1 —" == paragraph.text
        assert paragraph.alignment is not None
        assert side == paragraph.alignment.name
        assert " PAGE " in "".join(node.text or "" for node in paragraph._p.iter(qn("w:instrText")))  # noqa: SLF001


def test_the_table_is_as_wide_as_the_text_and_repeats_its_head(document: Document) -> None:
    table = document.tables[0]
    width = document.sections[0].page_width - Mm(28) - Mm(26)

    assert abs(Pt(sum(WIDTHS["zh"]) / 20) - width) < Mm(0.1)
    assert sum(WIDTHS["zh"]) == sum(WIDTHS["en"])
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None  # noqa: SLF001
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)  # noqa: SLF001


def test_it_is_no_official_document_and_says_so(document: Document, zh: Shelf) -> None:
    said = [paragraph.text for paragraph in document.paragraphs]

    assert "宁夏回族自治区水利厅任务书" == said[0]
    assert any("不是公文，没有发文字号" in words for words in said)
    assert not any(re.search(r"〔\d{4}〕\d+号", words) for words in said)
    assert "2026年11月22日" == [p.text for p in document.paragraphs if p.style.name == "Date"][-1]
    with zipfile.ZipFile(io.BytesIO(_file(zh))) as package:
        colours = set(re.findall(r'w:color w:val="(\w+)"', package.read("word/document.xml").decode()))
    assert colours <= {"auto"}


def test_the_same_input_gives_the_same_bytes_and_no_time_of_day(zh: Shelf) -> None:
    one, other = _file(zh), _file(zh)

    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in package.infolist()}
        assert "[Content_Types].xml" == package.namelist()[0]
    properties = docx.Document(io.BytesIO(one)).core_properties
    assert {"2026-11-22T00:00:00+00:00"} == {properties.created.isoformat(), properties.modified.isoformat()}


def test_every_part_is_wellformed_and_declared(hostile: Shelf) -> None:
    for booklet in hostile.booklets:
        with zipfile.ZipFile(io.BytesIO(word_file(hostile, booklet))) as package:
            names = set(package.namelist())
            for name in names:
                etree.fromstring(package.read(name))
            types = package.read("[Content_Types].xml").decode()
            declared = {name.removeprefix("/") for name in re.findall(r'PartName="([^"]+)"', types)}

            assert declared <= names
            assert b"<script" not in package.read("word/document.xml")


def test_english_booklets_keep_the_plans_words(en: Shelf) -> None:
    said = "\n".join(
        cell.text for row in docx.Document(io.BytesIO(_file(en))).tables[0].rows for cell in row.cells
    )

    assert "全区再生水利用率达到" in said
    assert "past due, evidence awaited" in said
