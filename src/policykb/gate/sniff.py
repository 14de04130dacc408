"""What a file really is, whatever its name says."""

from __future__ import annotations

from policykb.errors import InputError
from policykb.gate.characters import place

_STARTS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe\x00\x00", "a UTF-32 text"),
    (b"\x00\x00\xfe\xff", "a UTF-32 text"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_ZIP = (
    (b"word/document.xml", "a Word document (.docx)"),
    (b"xl/workbook.", "an Excel workbook (.xlsx)"),
    (b"ppt/presentation.xml", "a PowerPoint file (.pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"OFD.xml", "an OFD document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    ("WordDocument".encode("utf-16-le"), "an old Word document (.doc, .wps)"),
    ("Workbook".encode("utf-16-le"), "an old Excel workbook (.xls, .et)"),
    ("PowerPoint".encode("utf-16-le"), "an old PowerPoint file (.ppt, .dps)"),
)


def what_is(data: bytes) -> str:
    """What the bytes are when they are not a text: "a PDF document"; empty when they may be one."""
    if data.startswith(_ZIP):
        return next((name for mark, name in _IN_ZIP if mark in data), "a ZIP archive")
    if data.startswith(_OLE):
        return next((name for mark, name in _IN_OLE if mark in data), "an old Office document")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP image"
    if data.startswith(b"BM") and b"\x00" in data[:14]:
        return "a BMP image"
    return next((name for start, name in _STARTS if data.startswith(start)), "")


def refuse_binary(data: bytes, *, where: object) -> None:
    """Refuse what is no text, and say what it really is."""
    if found := what_is(data):
        raise InputError(
            f"this is {found}, not a text",
            where=place(where),
            hint="give it the ending that it should have, or save its text as a UTF-8 file",
            code="E_FORMAT",
        )
