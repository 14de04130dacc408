"""The invented plans as Word files: numbers that Word makes, a table with merged cells, revisions, a comment.

``python build_word.py dongwan dongwan.docx`` writes one. The same text always gives the same bytes.
"""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
NUMBERING = "90"
EDITED = "2023-05-01T09:00:00Z"
AUTHOR = "审稿人（虚构）"
SAME_AS_ABOVE = "〃"
CHINESE = "[一二三四五六七八九十]+"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of automatic numbering: how its number is typed in the text, and what Word shows in its place."""

    typed: str
    shown: str
    counting: str
    style: str
    restarts: bool = True
    suffix: str = "nothing"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's text and levels, and the words in it that Word marks as inserted, follows by deleted ones, comments."""

    source: str
    levels: tuple[Level, ...]
    inserted: str
    deleted_after: str
    deleted: str
    commented: str
    comment: str
    bold_headings: bool = False


PROVINCE = (
    Level(f"{CHINESE}、", "%1、", "chineseCounting", "Heading 1"),
    Level(f"（{CHINESE}）", "（%2）", "chineseCounting", "Normal"),
)
CITY = (
    Level(f"第{CHINESE}章 ", "第%1章", "chineseCounting", "Heading 1", suffix="space"),
    Level(r"\d+\. ", "%2.", "decimal", "Heading 2", restarts=False, suffix="space"),
    Level(r"（\d+）", "（%3）", "decimal", "Normal"),
)
COUNTY = (
    Level(f"## {CHINESE}、", "%1、", "chineseCounting", "Heading 1"),
    Level(f"### （{CHINESE}）", "（%2）", "chineseCounting", "Heading 2"),
)
PLANS = {
    "yunling": Plan(
        source="yunling/source.txt",
        levels=PROVINCE,
        inserted="，80%以上的钢铁产能完成超低排放改造",
        deleted_after="全省新增大宗固体废物综合利用率达到55%",
        deleted="，2025年达到60%",
        commented="湿地保护率达到50%",
        comment="低于全国的55%，请核。",
        bold_headings=True,
    ),
    "dongwan": Plan(
        source="dongwan/source.txt",
        levels=CITY,
        inserted="、市港航局",
        deleted_after="2027年年底前",
        deleted="（原为2025年年底前）",
        commented="原则上不再新增",
        comment="国家为严禁新增，请再议。",
    ),
    "dongwan-earlier": Plan(
        source="dongwan/earlier.txt",
        levels=CITY,
        inserted="、市港航局",
        deleted_after="控制在28微克/立方米以内",
        deleted="（力争25微克/立方米）",
        commented="占比达到50%左右",
        comment="与重点区域要求一致。",
    ),
    "beiyuan": Plan(
        source="beiyuan/source.md",
        levels=COUNTY,
        inserted="鼓励公务出行优先选用清洁能源汽车。",
        deleted_after="加强农牧业技术人员培训",
        deleted="，2025年培训300人次",
        commented="治理沙化土地12万亩",
        comment="与目标中的8000公顷一致。",
    ),
}


def build(name: str) -> bytes:
    """The Word file of a plan."""
    plan = PLANS[name]
    lines = [line for line in (HERE / plan.source).read_text("utf-8").split("\n") if line]
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    _number(document, plan.levels)
    title = lines[0].removeprefix("# ")
    document.add_paragraph(title, style="Title")
    rows = [line.split("\t") for line in lines if "\t" in line]
    for line in (line for line in lines[1:] if "\t" not in line):
        _paragraph(document, plan, line)
    if rows:
        _table(document, rows)
    _furniture(document, title)
    for comment in document.comments:  # the library stamps the present moment
        _element(comment).set(qn("w:date"), EDITED)
    return _packed(document, title)


def _number(document: Document, levels: tuple[Level, ...]) -> None:
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): NUMBERING})
    abstract.append(_value("multiLevelType", "multilevel"))
    for depth, level in enumerate(levels):
        node = OxmlElement("w:lvl", {qn("w:ilvl"): str(depth)})
        node.append(_value("start", "1"))
        node.append(_value("numFmt", level.counting))
        if not level.restarts:
            node.append(_value("lvlRestart", "0"))
        node.append(_value("suff", level.suffix))
        node.append(_value("lvlText", level.shown))
        node.append(_value("lvlJc", "left"))
        abstract.append(node)
    root.insert(0, abstract)
    number = OxmlElement("w:num", {qn("w:numId"): NUMBERING})
    number.append(_value("abstractNumId", NUMBERING))
    root.append(number)


def _element(proxy: Any) -> Any:
    """The node behind one of the library's objects."""
    return proxy._element  # noqa: SLF001 - numbering, revisions and fields have no public API


def _value(tag: str, value: str) -> OxmlElement:
    return OxmlElement(f"w:{tag}", {qn("w:val"): value})


def _paragraph(document: Document, plan: Plan, line: str) -> None:
    for depth, level in enumerate(plan.levels):
        typed = re.match(level.typed, line)
        if typed is None:
            continue
        paragraph = document.add_paragraph(style=level.style)
        properties = _element(paragraph).get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = int(NUMBERING)
        text = line[typed.end() :]
        heading = text.index("。") + 1 if plan.bold_headings and depth == 1 else 0
        if heading:
            paragraph.add_run(text[:heading]).bold = True
        _write(paragraph, plan, text[heading:])
        return
    _write(document.add_paragraph(), plan, line)


def _write(paragraph: Paragraph, plan: Plan, text: str) -> None:
    """Adds the text, the words the plan names as revisions or a comment."""
    marks = "|".join(re.escape(mark) for mark in (plan.inserted, plan.deleted_after, plan.commented))
    for part in filter(None, re.split(f"({marks})", text)):
        run = paragraph.add_run(part)
        if part == plan.inserted:
            revision = _revision("ins", "1")
            _element(run).addprevious(revision)
            revision.append(_element(run))
        elif part == plan.commented:
            paragraph.part.document.add_comment(run, text=plan.comment, author=AUTHOR, initials="审")
        elif part == plan.deleted_after:
            deleted = paragraph.add_run(plan.deleted)
            _element(deleted).find(qn("w:t")).tag = qn("w:delText")
            revision = _revision("del", "2")
            _element(deleted).addprevious(revision)
            revision.append(_element(deleted))


def _revision(tag: str, number: str) -> OxmlElement:
    return OxmlElement(f"w:{tag}", {qn("w:id"): number, qn("w:author"): AUTHOR, qn("w:date"): EDITED})


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for column in range(len(rows[0])):
        top = table.cell(0, column)
        for index, row in enumerate(rows):
            if row[column] == SAME_AS_ABOVE:
                top = top.merge(table.cell(index, column))
            else:
                top = table.cell(index, column)
                top.text = row[column]


def _furniture(document: Document, title: str) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{title}　测试文本"
    footer = section.footer.paragraphs[0]
    footer.add_run("— ")
    field = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    field.append(_element(footer.add_run("1")))
    _element(footer).append(field)
    footer.add_run(" —")


def _packed(document: Document, title: str) -> bytes:
    """The document's bytes, the time of day taken out."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, AUTHOR, ""
    properties.created = properties.modified = datetime.fromisoformat(EDITED.removesuffix("Z"))
    raw, packed = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(build(sys.argv[1]))
