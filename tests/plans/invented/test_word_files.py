"""The invented plans in Word: no number is typed, and what Word shows is the text."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
DIGITS = "零一二三四五六七八九"


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("invented_build_word", HERE / "build_word.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    __import__("sys").modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WORD = _module()
NAMES = sorted(WORD.PLANS)


def paragraphs(document: Any) -> list[Any]:
    return document.element.body.p_lst  # those in the table's cells are not among them


def lines(name: str) -> list[str]:
    return [line for line in (HERE / WORD.PLANS[name].source).read_text("utf-8").split("\n") if line]


@cache
def built(name: str) -> bytes:
    return WORD.build(name)


def opened(name: str) -> Any:
    return docx.Document(BytesIO(built(name)))


def words(paragraph: Any) -> str:
    """A paragraph's text with its insertions and without its deletions."""
    return "".join(node.text for node in paragraph.iter(qn("w:t")))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (
        "" if tens and not ones else DIGITS[ones]
    )


class Counter:
    """Counts as Word does, by what the file's own numbering says."""

    def __init__(self, document: Any) -> None:
        (root,) = (
            node
            for node in document.part.numbering_part.element.iter(qn("w:abstractNum"))
            if node.get(qn("w:abstractNumId")) == WORD.NUMBERING
        )
        self.levels = [
            {child.tag: child.get(qn("w:val")) for child in level} for level in root.iter(qn("w:lvl"))
        ]
        self.counts = [0] * len(self.levels)

    def shown(self, paragraph: Any) -> str:
        properties = paragraph.pPr.numPr if paragraph.pPr is not None else None
        if properties is None:
            return ""
        depth = properties.ilvl.val
        self.counts[depth] += 1
        for below in range(depth + 1, len(self.levels)):
            if self.levels[below].get(qn("w:lvlRestart")) != "0":
                self.counts[below] = 0
        count = self.counts[depth]
        number = chinese(count) if self.levels[depth][qn("w:numFmt")] == "chineseCounting" else str(count)
        space = " " if self.levels[depth][qn("w:suff")] == "space" else ""
        return self.levels[depth][qn("w:lvlText")].replace(f"%{depth + 1}", number) + space


@pytest.mark.parametrize("name", NAMES)
def test_word_shows_the_lines_of_the_text(name: str) -> None:
    document = opened(name)
    counter = Counter(document)
    shown = [counter.shown(paragraph) + words(paragraph) for paragraph in paragraphs(document)]
    typed = [re.sub(r"^#+ ", "", line) for line in lines(name) if "\t" not in line]

    assert typed == shown


@pytest.mark.parametrize("name", NAMES)
def test_no_automatic_number_is_typed(name: str) -> None:
    document = opened(name)
    numbered = [one for one in paragraphs(document) if one.pPr is not None and one.pPr.numPr is not None]
    marker = re.compile(r"#|第.{1,3}章|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.、]")

    assert len(numbered) > 15
    assert [] == [words(one) for one in paragraphs(document) if marker.match(words(one))]


@pytest.mark.parametrize("name", NAMES)
def test_revisions_and_the_comment_are_where_the_plan_says(name: str) -> None:
    plan, document = WORD.PLANS[name], opened(name)
    body = document.element.body
    inserted = [words(node) for node in body.iter(qn("w:ins"))]
    deleted = [node.text for node in body.iter(qn("w:delText"))]

    assert [plan.inserted] == inserted
    assert [plan.deleted] == deleted
    assert [plan.comment] == [comment.text for comment in document.comments]
    assert plan.deleted not in (HERE / plan.source).read_text("utf-8")
    assert all(
        (HERE / plan.source).read_text("utf-8").count(mark) == 1 for mark in (plan.inserted, plan.commented)
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_header_and_its_number(name: str) -> None:
    section = opened(name).sections[0]

    assert "（虚构）" in section.header.paragraphs[0].text
    assert ["PAGE"] == [
        node.get(qn("w:instr")) for node in section.footer.part.element.iter(qn("w:fldSimple"))
    ]


@pytest.mark.parametrize("name", ["dongwan", "dongwan-earlier"])
def test_the_task_table_has_merged_cells_where_the_text_has_ditto_marks(name: str) -> None:
    document = opened(name)
    (table,) = document.tables
    rows = [line.split("\t") for line in lines(name) if "\t" in line]
    merged = [
        (index, column)
        for index, row in enumerate(document.element.body.tbl_lst[0].tr_lst)
        for column, cell in enumerate(row.tc_lst)
        if cell.vMerge == "continue"
    ]
    ditto = [
        (index, column) for index, row in enumerate(rows) for column, word in enumerate(row) if word == "〃"
    ]

    assert ["序号", "重点任务", "目标", "牵头单位", "配合单位", "完成时限"] == [
        cell.text for cell in table.rows[0].cells
    ]
    assert 4 == len(ditto)
    assert ditto == merged


def test_heading_sentences_of_the_province_are_bold() -> None:
    bold = [run.text for one in opened("yunling").paragraphs for run in one.runs if run.bold]

    assert 20 == len(bold)
    assert all(text.endswith("。") for text in bold)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_bytes(name: str) -> None:
    assert built(name) == WORD.build(name)
