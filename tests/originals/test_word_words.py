"""A Word document's words as a reader sees them; what is left out is counted and told."""

from __future__ import annotations

import io

import docx
import pytest
from making_word import p, r, table, tc, tr, word

from policykb.originals import read_original

DITTO = "〃"


def text(body: str, **parts: str) -> str:
    return read_original(word(body, **parts), "a.docx").text.content


def told(body: str, **parts: str) -> list[str]:
    return [said.zh for said in read_original(word(body, **parts), "a.docx").text.warnings]


def ins(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="x">{"".join(runs)}</w:ins>'


def gone(text: str) -> str:
    return f'<w:del w:id="1" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def merged(kind: str, *paragraphs: str) -> str:
    return tc(*paragraphs, properties=f'<w:vMerge w:val="{kind}"/>' if kind else "<w:vMerge/>")


def test_runs_tabs_breaks_and_hyphens() -> None:
    body = p(
        "推进",
        r("绿色", "<w:b/>"),
        "发展\t到\n2025年",
        "<w:r><w:t>PM2</w:t><w:noBreakHyphen/><w:t>5</w:t><w:cr/></w:r>",
    )

    assert "推进绿色发展\t到\n2025年PM2-5\n\n" == text(body)


def test_words_inside_links_tags_controls_and_fields_are_read() -> None:
    body = p(
        f'<w:hyperlink w:anchor="x">{r("链")}</w:hyperlink>',
        f"<w:smartTag>{r('标')}</w:smartTag>",
        f"<w:sdt><w:sdtContent>{r('控')}</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="DATE">{r("域")}</w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>',
        r("不显示"),
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        r("果"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    outer = f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>"

    assert "链标控域果\n块\n" == text(body + outer)


def test_a_field_that_is_never_closed_swallows_no_more_than_its_paragraph() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("码")) + p("后文")

    assert "\n后文\n" == text(body)


def test_a_table_is_one_line_a_row() -> None:
    body = p("表") + table(tr("序号", "任务", "时限"), tr("1", tc("建成\n绿道", "二期"), "2025年")) + p("后")

    assert "表\n序号\t任务\t时限\n1\t建成 绿道 二期\t2025年\n后\n" == text(body)


def test_merged_cells_keep_the_columns_in_place() -> None:
    wide = tc("责任单位", properties='<w:gridSpan w:val="2"/>')
    body = table(
        tr(merged("restart", "序号"), wide, merged("restart", "时限")),
        tr(merged("continue", ""), "牵头", "配合", merged("", "")),
        tr("1", merged("restart", "市局"), "各区", "2025年"),
        tr("2", merged("continue"), tc(""), "2024年"),
    )

    assert [
        "序号\t责任单位\t\t时限",
        f"{DITTO}\t牵头\t配合\t{DITTO}",
        "1\t市局\t各区\t2025年",
        f"2\t{DITTO}\t\t2024年",
    ] == text(body).splitlines()


def test_a_cell_merged_with_an_empty_one_says_nothing() -> None:
    body = table(tr(merged("restart", ""), "甲"), tr(merged("continue", ""), "乙"))

    assert "\t甲\n\t乙\n" == text(body)


def test_old_merges_and_left_out_columns() -> None:
    across = [tc("跨", properties='<w:hMerge w:val="restart"/>'), tc("藏", properties="<w:hMerge/>")]
    body = table(tr(*across, "末"), tr("乙", "末", properties='<w:gridBefore w:val="1"/>'))

    assert "跨\t\t末\n\t乙\t末\n" == text(body)


def test_a_row_of_one_cell_and_a_frame_are_lines() -> None:
    title = tc("一、能源", "（一）煤", properties='<w:gridSpan w:val="3"/>')
    body = table(tr(title), tr("1", "任务", "时限")) + table(tr(tc("框中一", "框中二")))

    assert "一、能源\n（一）煤\n1\t任务\t时限\n框中一\n框中二\n" == text(body)


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell() -> None:
    inner = table(tr("序号", "任务"), tr("1", "甲"))

    assert "左\n序号\t任务\n1\t甲\n右\n" == text(table(tr(tc("左", inner), "右")))


def test_revisions_count_as_accepted() -> None:
    body = p("到", gone("2030"), ins(r("2025")), "年") + f"<w:moveFrom>{r('移')}</w:moveFrom>".join(
        ("<w:p>", "</w:p>")
    )

    assert "到2025年\n\n" == text(body)
    assert [
        "修订中新增的 4 字按已接受计入",
        "修订中删除的 4 字未计入",
        "修订中移动的 1 字只按新位置计入",
    ] == told(body)


def test_a_deleted_paragraph_is_no_line_and_takes_no_number() -> None:
    mark = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    deleted = f"<w:p>{mark}{gone('全删')}</w:p>"
    body = p("甲", numbering=(1, 0)) + deleted + p("乙", numbering=(1, 0)) + deleted + p("丙")

    assert "1.甲\n2.乙\n丙\n" == text(body, numbering=numbering)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('推进绿色')}</w:p>" + p("发展") + p("末")

    assert "推进绿色发展\n末\n" == text(body)


def test_a_deleted_row_is_left_out() -> None:
    assert "甲\t乙\n" == text(table(tr("甲", "乙"), tr("丙", "丁", properties="<w:del/>")))


def test_hidden_words_are_left_out_and_told() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:basedOn w:val="H"/></w:style>'
    )
    body = p(
        "见", r("藏", "<w:vanish/>"), r("显", '<w:vanish w:val="0"/>'), r("隐形", '<w:rStyle w:val="H"/>')
    ) + p("整段", r("可见", '<w:vanish w:val="false"/>'), style="P")

    assert "见显\n可见\n" == text(body, styles=styles)
    assert ["隐藏文字 5 字未计入"] == told(body, styles=styles)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent>"
    old = box.replace("框一", "旧框")
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wsp>{box}</wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{old}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert "前后\n框一\n框二\n末\n" == text(p("前", both, "后") + p("末"))
    assert ["文本框 1 个，排在所在段落之后"] == told(p("前", both) + p("末"))


def test_notes_pictures_objects_and_formulas_are_told() -> None:
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{p("数据来自统计年鉴")}</w:footnote>'
    )
    body = p(
        "达到20%",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        "<w:r><w:drawing><a:blip/></w:drawing></w:r>",
        "<w:r><w:object><v:imagedata/></w:object></w:r>",
        "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>",
    )

    assert "达到20%a=b\n" == text(body, footnotes=notes)
    assert [
        "脚注、尾注 1 条未计入正文：数据来自统计年鉴",
        "图片 1 幅，其中的文字没有读取",
        "嵌入对象 1 个没有读取",
        "公式 1 个按字符先后读取",
    ] == told(body, footnotes=notes)


def test_signs_of_symbol_fonts() -> None:
    signs = [
        ("Symbol", "F0B3"),
        ("Symbol", "F0A3"),
        ("宋体", "2460"),
        ("Wingdings", "F0FC"),
        ("Webdings", "F0AB"),
    ]
    body = p("".join(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in signs))

    assert "≥≤①✓\ufffd\n" == text(body)
    assert "符号字体中有 1 个符号认不出，以“\ufffd”代替" in told(body)


def test_a_table_of_contents_is_left_out_and_told() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}{p('一、总则 1')}</w:sdtContent></w:sdt>"
    body = control + p("二、目标\t2", style="11") + p("正文")

    assert "正文\n" == text(body, styles=styles)
    assert ["目录 3 行未计入正文"] == told(body, styles=styles)


def test_controls_nobody_filled_in_and_attached_documents_are_told() -> None:
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>"
    )
    body = p("甲", prompt) + '<w:altChunk r:id="rId1"/>'

    assert "甲\n" == text(body)
    assert ["尚未填写的内容控件 1 处未计入", "引用的子文档 1 个没有读取"] == told(body)


def test_blanks_that_word_does_not_show_are_not_read() -> None:
    assert "甲乙 丙\n" == text(
        "<w:p><w:r><w:t>  甲 </w:t><w:t>\n乙</w:t><w:t xml:space='preserve'> 丙</w:t></w:r></w:p>"
    )


def test_characters_that_steer_are_left_out_and_told() -> None:
    body = p("规\u200e划\u202e甲\ufeff")
    found = read_original(word(body), "a.docx")

    assert "规划甲\n" == found.text.content
    assert [(0, 1, 0), (1, 2, 2), (2, 3, 4)] == [(piece.start, piece.end, piece.at) for piece in found.pieces]
    assert ["控制或改变阅读方向的字符未计入：⟨U+200E⟩ ×1、⟨U+202E⟩ ×1、⟨U+FEFF⟩ ×1"] == told(body)


def test_places_count_all_paragraphs_cells_included() -> None:
    found = read_original(word(p("首") + table(tr("甲", "乙")) + p("末")), "a.docx")

    assert ["第1段", "第2段", "第3段", "第4段"] == [
        found.place(found.text.content.index(char)).zh for char in "首甲乙末"
    ]
    assert "paragraph 4" == found.place(found.text.content.index("末")).en


def test_a_strict_document_is_read_alike() -> None:
    body = p("甲", r("乙", "<w:vanish/>")) + table(tr("丙", "丁"))
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'

    assert (
        text(body, styles=styles)
        == read_original(word(body, strict=True, styles=styles), "a.docx").text.content
    )
    assert "甲\n丙\t丁\n" == text(body)


@pytest.mark.parametrize(
    ("words", "count"), [("國家環境保護計劃，應當減少污染", 1), ("国家环境保护计划，应当减少污染", 0)]
)
def test_traditional_script_is_read_and_told(words: str, count: int) -> None:
    assert words + "\n" == text(p(words))
    assert count == sum("繁体字" in said for said in told(p(words)))


def test_radicals_that_look_like_characters_are_told_not_changed() -> None:
    assert "⽔和水\n" == text(p("⽔和水"))
    assert ["有 1 个部首或兼容字形，看似常用字而不是：⽔（U+2F54）；含这些字的词可能认不出"] == told(
        p("⽔和水")
    )


def test_characters_that_do_not_show_are_told_at_their_paragraph() -> None:
    assert "甲\n乙\u200b丙\n" == text(p("甲") + p("乙\u200b丙"))
    assert ["有不显示或可作两种理解的字符：⟨U+200B⟩ ×1；第一个在第2段"] == told(p("甲") + p("乙\u200b丙"))


def test_a_file_from_a_common_writer() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_heading("方案", 0)
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    cells = document.add_table(2, 2)
    cells.cell(0, 0).text, cells.cell(0, 1).text, cells.cell(1, 1).text = "序号", "任务", "绿道"
    cells.cell(0, 0).merge(cells.cell(1, 0))
    stream = io.BytesIO()
    document.save(stream)
    found = read_original(stream.getvalue(), "a.docx")

    assert "方案\n1.甲\n2.乙\n序号\t任务\n〃\t绿道\n" == found.text.content
    assert () == found.text.warnings
