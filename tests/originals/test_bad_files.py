"""A file that cannot be read says what it is and what to do, in both languages."""

from __future__ import annotations

import io
import zipfile

import pytest
from making_pdf import Leaf, pdf
from making_word import p, word, zipped

from policykb.errors import PolicyKBError
from policykb.originals import Kind, read_original

WORDS = "（一）推进绿色低碳发展。到2025年，森林覆盖率达到20%。"
WORD = word(p(WORDS))
PDF = pdf(Leaf().write(72, 700, WORDS))
PAGE = f"<!DOCTYPE html><html><body><p>{WORDS}</p></body></html>".encode()
FIRST_CHINESE = "\u2e80"
LOCK = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >> /ID [<00> <00>]".format("00" * 32)


def ole(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name.encode("utf-16-le") + bytes(64)


def open_document() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return stream.getvalue()


def refused(data: bytes, name: str) -> PolicyKBError:
    with pytest.raises(PolicyKBError) as caught:
        read_original(data, name)
    return caught.value


EXCEL = zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"})
LYING = {
    "a web page as .doc": (PAGE, "规划.doc", ".doc", "网页"),
    "a web page as .txt": (PAGE, "规划.txt", "纯文本", "网页"),
    "a web page as .docx": (PAGE, "规划.docx", "Word 文档", "网页"),
    "Word as .doc": (WORD, "规划.doc", ".doc", "Word 文档"),
    "Word as .txt": (WORD, "规划.txt", "纯文本", "Word 文档"),
    "PDF as .docx": (PDF, "规划.docx", "Word 文档", "PDF"),
    "Word as .pdf": (WORD, "规划.pdf", "PDF", "Word 文档"),
    "old Word as .docx": (ole("WordDocument"), "规划.docx", "Word 文档", "旧版 Word"),
    "a text as .docx": (WORDS.encode(), "规划.docx", "Word 文档", "纯文本"),
    "a text as .pdf": (WORDS.encode(), "规划.pdf", "PDF", "纯文本"),
    "a text as .html": (WORDS.encode(), "规划.html", "网页", "纯文本"),
    "RTF as .docx": (b"{\\rtf1 x}", "规划.docx", "Word 文档", "RTF"),
    "Excel as .docx": (EXCEL, "规划.docx", "Word 文档", "Excel"),
    "a zip as .docx": (zipped({"规划.txt": WORDS.encode()}), "规划.docx", "Word 文档", "ZIP"),
    "a picture as .docx": (b"\x89PNG\r\n\x1a\n" + bytes(99), "规划.docx", "Word 文档", "PNG"),
    "a picture as .txt": (b"\xff\xd8\xff\xe0" + bytes(99), "规划.txt", "纯文本", "JPEG"),
    "a password, as .docx": (ole("EncryptedPackage"), "规划.docx", "Word 文档", "设有密码"),
    "nothing known as .docx": (b"\x00\x01\x02" * 99, "规划.docx", "Word 文档", "无法识别"),
}


@pytest.mark.parametrize("case", sorted(LYING))
def test_a_name_that_says_another_thing_is_refused_with_both(case: str) -> None:
    data, name, said, really = LYING[case]
    found = refused(data, name)

    assert (3, name) == (found.exit_code, found.where)
    assert said in found.zh.partition("，")[0]
    assert really in found.zh.partition("，")[2]
    assert "the name" in found.problem
    assert " this is " in found.problem


OTHER = {
    "old Word": (ole("WordDocument"), ".doc", "旧版 Word 文档", "另存为 .docx", "E_FORMAT"),
    "WPS": (ole("WordDocument"), ".wps", "旧版 Word 文档（.doc、.wps）", "另存为 .docx", "E_FORMAT"),
    "old office": (ole("Unknown"), ".doc", "旧版 Office 文件", "另存为 .docx", "E_FORMAT"),
    "RTF": (b"{\\rtf1 x}", ".rtf", "RTF 文档", "另存为 .docx", "E_FORMAT"),
    "a password": (ole("EncryptedPackage"), ".doc", "设有密码", "取消密码", "E_ENCRYPTED"),
    "a picture": (b"\xff\xd8\xff\xe0" + bytes(99), ".jpg", "JPEG 图片", "OCR", "E_NO_TEXT"),
    "a scan": (b"II*\x00" + bytes(99), ".tif", "TIFF 图片", "OCR", "E_NO_TEXT"),
    "OFD": (zipped({"OFD.xml": b"<x/>"}), ".ofd", "OFD", "PDF 或 Word", "E_FORMAT"),
    "OpenDocument": (open_document(), ".odt", "OpenDocument", "另存为 .docx", "E_FORMAT"),
    "Excel": (EXCEL, ".xlsx", "Excel", "是否选对", "E_FORMAT"),
    "a zip": (zipped({"规划.txt": WORDS.encode()}), ".zip", "ZIP 压缩包", "解压", "E_FORMAT"),
    "RAR": (b"Rar!\x1a\x07\x00" + bytes(20), ".rar", "RAR", "解压", "E_FORMAT"),
    "a web archive": (b"MIME-Version: 1.0\r\nContent-Type: x\r\n\r\n", ".mht", ".mht", "另存为 .docx", "E_FORMAT"),
    "Word as XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', ".xml", "XML", "另存为 .docx", "E_FORMAT"),
    "UTF-32": (b"\xff\xfe\x00\x00" + "一".encode("utf-32-le"), ".txt", "UTF-32", "UTF-8", "E_ENCODING"),
    "a cut Word file": (WORD[: len(WORD) // 2], ".docx", "已损坏", "重新获取", "E_DAMAGED"),
    "a cut PDF": (PDF[: len(PDF) // 2], ".pdf", "已损坏", "重新获取", "E_DAMAGED"),
    "a PDF without its end": (PDF.replace(b"%%EOF", b""), ".pdf", "结尾缺失", "重新获取", "E_DAMAGED"),
    "a PDF of nonsense": (b"%PDF-1.7\nnonsense\n%%EOF\n", ".pdf", "已损坏", "重新", "E_DAMAGED"),
    "a locked PDF": (pdf(Leaf().write(72, 700, WORDS), encrypted=LOCK), ".pdf", "设有密码", "取消密码", "E_ENCRYPTED"),
    "a scanned PDF": (pdf(Leaf().picture(), Leaf().picture()), ".pdf", "第1–2页只有图片", "OCR", "E_NO_TEXT"),
    "a PDF whose font has no names": (pdf(Leaf().write(72, 700, WORDS), mapped=False), ".pdf", "没有文字对照", "OCR", "E_NO_TEXT"),
    "an empty file": (b"", ".docx", "文件是空的", "是否选对", "E_NO_TEXT"),
    "blanks": (b" \n\t ", ".txt", "文件是空的", "是否选对", "E_NO_TEXT"),
    "a Word file without words": (word(p("")), ".docx", "没有文字", "是否选对", "E_NO_TEXT"),
    "a page without words": (b"<html><body><p> </p></body></html>", ".html", "没有文字", "是否选对", "E_NO_TEXT"),
    "Markdown without words": (b"# \n\n---\n", ".md", "没有文字", "是否选对", "E_NO_TEXT"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(OTHER))
def test_what_is_not_read_says_what_it_is_and_what_to_do(case: str) -> None:
    data, ending, problem, remedy, code = OTHER[case]
    found = refused(data, "规划" + ending)

    assert (3, code, "规划" + ending) == (found.exit_code, found.code, found.where)
    assert problem in found.zh
    assert remedy in found.zh.partition("；")[2]
    assert max(found.problem + found.hint) < FIRST_CHINESE


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WORD, Kind.WORD),
        (PDF, Kind.PDF),
        (PAGE, Kind.HTML),
        (WORDS.encode(), Kind.TEXT),
        (WORDS.encode("gb18030"), Kind.TEXT),
    ],
)
def test_a_stream_without_a_name_is_known_by_what_it_holds(data: bytes, kind: Kind) -> None:
    found = read_original(data, "-")

    assert (kind, WORDS) == (found.kind, found.text.content.rstrip("\n"))


def test_a_picture_among_pages_is_told() -> None:
    found = read_original(pdf(Leaf().picture(), Leaf().write(72, 700, WORDS), Leaf().picture()), "a.pdf")

    assert ["第1、3页只有图片，没有读取；请先做文字识别（OCR），或改用 Word 文档"] == [
        said.zh for said in found.text.warnings
    ]


def test_the_hash_is_of_the_text_that_is_read() -> None:
    one, other = read_original(WORD, "a.docx"), read_original(f"{WORDS}\n".encode(), "a.txt")

    assert one.text.content == other.text.content
    assert one.text.sha256 == other.text.sha256
