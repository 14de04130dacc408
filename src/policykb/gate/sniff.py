"""What a file really is, whatever its name says."""

from __future__ import annotations

from policykb.errors import InputError
from policykb.gate.characters import place
from policykb.phrase import Phrase

_STARTS = (
    (b"%PDF-", Phrase("PDF 文件", "a PDF document")),
    (b"\x89PNG\r\n\x1a\n", Phrase("PNG 图片", "a PNG image")),
    (b"\xff\xd8\xff", Phrase("JPEG 图片", "a JPEG image")),
    (b"GIF87a", Phrase("GIF 图片", "a GIF image")),
    (b"GIF89a", Phrase("GIF 图片", "a GIF image")),
    (b"II*\x00", Phrase("TIFF 图片", "a TIFF image")),
    (b"MM\x00*", Phrase("TIFF 图片", "a TIFF image")),
    (b"{\\rtf", Phrase("RTF 文档", "an RTF document")),
    (b"\x1f\x8b", Phrase("gzip 压缩包", "a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", Phrase("7-Zip 压缩包", "a 7-Zip archive")),
    (b"Rar!\x1a\x07", Phrase("RAR 压缩包", "a RAR archive")),
    (b"SQLite format 3\x00", Phrase("SQLite 数据库", "an SQLite database")),
    (b"\x7fELF", Phrase("程序文件", "a program")),
    (b"\xff\xfe\x00\x00", Phrase("UTF-32 编码的文本", "a UTF-32 text")),
    (b"\x00\x00\xfe\xff", Phrase("UTF-32 编码的文本", "a UTF-32 text")),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_ZIP = (
    (b"word/document.xml", Phrase("Word 文档（.docx）", "a Word document (.docx)")),
    (b"xl/workbook.", Phrase("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)")),
    (b"ppt/presentation.xml", Phrase("PowerPoint 演示文稿（.pptx）", "a PowerPoint file (.pptx)")),
    (b"mimetypeapplication/vnd.oasis.opendocument", Phrase("OpenDocument 文件", "an OpenDocument file")),
    (b"OFD.xml", Phrase("OFD 文件", "an OFD document")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    (
        "EncryptedPackage".encode("utf-16-le"),
        Phrase("设有密码的 Office 文件", "an Office document with a password"),
    ),
    (
        "WordDocument".encode("utf-16-le"),
        Phrase("旧版 Word 文档（.doc、.wps）", "an old Word document (.doc, .wps)"),
    ),
    (
        "Workbook".encode("utf-16-le"),
        Phrase("旧版 Excel 工作簿（.xls、.et）", "an old Excel workbook (.xls, .et)"),
    ),
    (
        "PowerPoint".encode("utf-16-le"),
        Phrase("旧版演示文稿（.ppt、.dps）", "an old PowerPoint file (.ppt, .dps)"),
    ),
)


def what_is(data: bytes) -> Phrase | None:
    """What the bytes are when they are not a text: "a PDF document"; none when they may be one."""
    if data.startswith(_ZIP):
        return next((name for mark, name in _IN_ZIP if mark in data), Phrase("ZIP 压缩包", "a ZIP archive"))
    if data.startswith(_OLE):
        return next(
            (name for mark, name in _IN_OLE if mark in data),
            Phrase("旧版 Office 文件", "an old Office document"),
        )
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Phrase("WebP 图片", "a WebP image")
    if data.startswith(b"BM") and b"\x00" in data[:14]:
        return Phrase("BMP 图片", "a BMP image")
    return next((name for start, name in _STARTS if data.startswith(start)), None)


def refuse_binary(data: bytes, *, where: object) -> None:
    """Refuse what is no text, and say what it really is."""
    if found := what_is(data):
        raise InputError(
            f"this is {found.en}, not a text",
            where=place(where),
            hint="save its text as a UTF-8 file",
            code="E_FORMAT",
            zh=f"这不是纯文本，实际内容：{found.zh}；请把其中的文字另存为 UTF-8 文本文件",
        )
