"""Comments go into the author's own document, on the words they are about; all else stays as it was."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree
from making_word import STRICT, W, abstract, level, members, num, p, r, table, tc, tr, word

from policykb.errors import InputError
from policykb.originals import Original, read_original
from policykb.originals.annotate import Comment, commented
from policykb.span import Span

DAY = "2026-11-23"
NUMBERING = abstract(0, level(0, "chineseCounting", "（%1）")) + num(1, 0)
BODY = (
    p("方案（虚构）")
    + p("推进", r("绿色低碳", "<w:b/>"), "发展。到2025年，森林覆盖率达到20%。", numbering=(1, 0))
    + p("", numbering=(1, 0))
    + table(tr("序号", "任务"), tr("1", tc("建成绿道", "二期")))
)


@pytest.fixture
def plan() -> Original:
    return read_original(word(BODY, numbering=NUMBERING), "a.docx")


def on(plan: Original, words: str, said: str = "请核对") -> Comment:
    at = plan.text.content.index(words)
    return Comment(Span(at, at + len(words)), "检查员", said)


def ranges(data: bytes) -> dict[str, tuple[str, str]]:
    """The words under each comment, by what it says, and its author."""
    held = members(data)
    said = {
        one.get(f"{{{W}}}id"): (
            "\n".join("".join(line.itertext()) for line in one),
            one.get(f"{{{W}}}author"),
        )
        for one in etree.fromstring(held["word/comments.xml"])
    }
    found = dict.fromkeys(said, "")
    opened: list[str] = []
    for element in etree.fromstring(held["word/document.xml"]).iter():
        name = etree.QName(element).localname
        if name == "commentRangeStart":
            opened.append(element.get(f"{{{W}}}id"))
        elif name == "commentRangeEnd":
            opened.remove(element.get(f"{{{W}}}id"))
        elif name == "t":
            for number in opened:
                found[number] += element.text or ""
    assert [] == opened
    return {said[number][0]: (words, said[number][1]) for number, words in found.items()}


@pytest.mark.parametrize(
    "words",
    [
        "方案",
        "森林覆盖率达到20%",
        "绿色低碳",
        "进绿色",
        "色低",
        "发展。",
        "推进绿色低碳发展。到2025年，森林覆盖率达到20%。",
        "绿道",
        "1",
    ],
)
def test_a_comment_stands_on_exactly_its_words(plan: Original, words: str) -> None:
    assert {"请核对": (words, "检查员")} == ranges(commented(plan, [on(plan, words)], on=DAY))


def test_the_text_stays_the_same(plan: Original) -> None:
    comments = [on(plan, words) for words in ("进绿色", "色低碳发展", "（二）", "序号\t任务\n1\t建成")]
    again = read_original(commented(plan, comments, on=DAY), "a.docx")

    assert plan.text == again.text
    assert plan.pieces == again.pieces


def test_runs_that_are_split_keep_their_look(plan: Original) -> None:
    document = docx.Document(io.BytesIO(commented(plan, [on(plan, "进绿色低")], on=DAY)))
    runs = [(run.text, bool(run.bold)) for run in document.paragraphs[1].runs if run.text]

    assert [("推", False), ("进", False), ("绿色低", True), ("碳", True)] == runs[:4]


def test_comments_may_overlap_and_meet(plan: Original) -> None:
    comments = [
        on(plan, "到2025年，森林", "甲"),
        on(plan, "森林覆盖率", "乙"),
        on(plan, "覆盖率达到", "丙"),
        on(plan, "到2025年", "丁"),
    ]

    assert {"甲": "到2025年，森林", "乙": "森林覆盖率", "丙": "覆盖率达到", "丁": "到2025年"} == {
        said: words for said, (words, _) in ranges(commented(plan, comments, on=DAY)).items()
    }


def test_a_comment_may_run_over_paragraphs_and_cells(plan: Original) -> None:
    found = ranges(commented(plan, [on(plan, "达到20%。\n（二）\n序号\t任务\n1\t建成绿道 二")], on=DAY))

    assert {"请核对": ("达到20%。序号任务1建成绿道二", "检查员")} == found


def test_a_comment_on_a_number_stands_at_its_paragraph(plan: Original) -> None:
    for number, paragraph in (("（一）", 1), ("（二）", 2)):
        data = commented(plan, [on(plan, number)], on=DAY)
        body = etree.fromstring(members(data)["word/document.xml"])[0]

        assert {"请核对": ("", "检查员")} == ranges(data)
        assert "commentRangeStart" in etree.tostring(body[paragraph]).decode()


def test_a_number_and_words_stand_on_the_words(plan: Original) -> None:
    assert {"请核对": ("推进", "检查员")} == ranges(commented(plan, [on(plan, "（一）推进")], on=DAY))


def test_nothing_else_in_the_file_changes(plan: Original) -> None:
    before, after = members(plan.data), members(commented(plan, [on(plan, "方案")], on=DAY))
    changed = {name for name in after if before.get(name) != after[name]}

    assert {
        "word/document.xml",
        "word/comments.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    } == changed
    assert list(before) == list(after)[:-1]


def test_the_same_comments_give_the_same_bytes(plan: Original) -> None:
    comments = [on(plan, "方案", "甲"), on(plan, "绿道", "乙")]

    assert commented(plan, comments, on=DAY) == commented(plan, comments[::-1], on=DAY)
    assert commented(plan, comments, on=DAY) != commented(plan, comments, on="2026-11-24")
    assert plan.data == commented(plan, [], on=DAY)


def test_the_day_and_the_lines_are_written() -> None:
    plan = read_original(word(p("方案")), "a.docx")
    document = docx.Document(io.BytesIO(commented(plan, [on(plan, "方案", "一\n二\x01三")], on=DAY)))
    (comment,) = document.comments

    assert ("检查员", "2026-11-23", "一\n二三") == (
        comment.author,
        f"{comment.timestamp:%Y-%m-%d}",
        comment.text,
    )


def test_comments_that_are_there_stay() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("森林覆盖率达到20%")
    document.add_comment(run, text="原有", author="甲")
    stream = io.BytesIO()
    document.save(stream)
    plan = read_original(stream.getvalue(), "a.docx")
    after = commented(plan, [on(plan, "覆盖率", "新加")], on=DAY)

    assert {"原有": ("森林覆盖率达到20%", "甲"), "新加": ("覆盖率", "检查员")} == ranges(after)
    assert ["word/comments.xml", "word/document.xml"] == sorted(
        name for name, data in members(after).items() if members(plan.data).get(name) != data
    )


def test_words_in_links_revisions_and_formulas_can_be_commented() -> None:
    body = p(
        f'<w:hyperlink w:anchor="x">{r("链接文字")}</w:hyperlink>',
        f'<w:ins w:id="7" w:author="x">{r("新增文字")}</w:ins>',
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>",
        "尾",
    )
    plan = read_original(word(body), "a.docx")

    for words, covered in (
        ("接文", "接文"),
        ("字新", "字新"),
        ("增", "增"),
        ("+b尾", "a+b尾"),
        ("字a", "字a+b"),
    ):
        assert {"请核对": (covered, "检查员")} == ranges(commented(plan, [on(plan, words)], on=DAY))


def test_a_comment_on_a_text_box_stands_at_the_paragraph_it_hangs_on() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框中')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    plan = read_original(word(p("首") + p("前", box)), "a.docx")
    root = etree.fromstring(members(commented(plan, [on(plan, "框")], on=DAY))["word/document.xml"])

    assert ["p"] == [
        etree.QName(mark.getparent()).localname for mark in root.iter(f"{{{W}}}commentRangeStart")
    ]
    assert root[0][1] is next(root.iter(f"{{{W}}}commentRangeStart")).getparent()


def test_a_strict_document_stays_strict() -> None:
    plan = read_original(word(p("方案"), strict=True), "a.docx")
    held = members(commented(plan, [on(plan, "案")], on=DAY))

    assert STRICT in held["word/comments.xml"].decode()
    assert W not in held["word/document.xml"].decode() + held["word/comments.xml"].decode()
    assert (
        b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in held["word/_rels/document.xml.rels"]
    )


def test_only_word_takes_comments() -> None:
    text = read_original("方案".encode(), "a.txt")

    with pytest.raises(InputError, match="Word"):
        commented(text, [Comment(Span(0, 1), "甲", "乙")], on=DAY)
