"""What sort of file this is, by what it holds; a name that says another thing is refused."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from policykb.errors import InputError, PolicyKBError
from policykb.gate import archive, sniff
from policykb.gate.characters import place
from policykb.gate.decode import decode
from policykb.originals.original import Kind
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from typing import NoReturn

SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".docx": Kind.WORD,
    ".pdf": Kind.PDF,
}
"""The endings of files that are read, and what they promise."""

REFUSED = frozenset(
    [
        ".doc",
        ".wps",
        ".wpt",
        ".dot",
        ".dotx",
        ".docm",
        ".rtf",
        ".odt",
        ".ofd",
        ".mht",
        ".mhtml",
        ".xls",
        ".xlsx",
        ".et",
        ".ppt",
        ".pptx",
        ".dps",
        ".xml",
        ".zip",
        ".rar",
        ".7z",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".tif",
        ".tiff",
        ".bmp",
        ".webp",
    ]
)
"""Endings of files that people try, with a sentence of their own on what to do."""

_NAMES = {
    Kind.TEXT: Phrase("纯文本", "a plain text"),
    Kind.MARKDOWN: Phrase("Markdown 文本", "a Markdown text"),
    Kind.HTML: Phrase("网页", "a web page"),
    Kind.WORD: Phrase("Word 文档（.docx）", "a Word document (.docx)"),
    Kind.PDF: Phrase("PDF 文件", "a PDF document"),
}
_ENDINGS = {Kind.TEXT: ".txt", Kind.MARKDOWN: ".md", Kind.HTML: ".html", Kind.WORD: ".docx", Kind.PDF: ".pdf"}
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s++html|html[\s>])",
    re.IGNORECASE,
)
_TAG = re.compile(rb"</?[A-Za-z][A-Za-z0-9]*+[\s/>]")
_ARCHIVED = re.compile(rb"(?:From:[^\n]*+\n)?(?:[A-Za-z-]++:[^\n]*+\r?\n)*?MIME-Version:", re.IGNORECASE)
_WORD_XML = (
    b'<?mso-application progid="Word.Document"',
    b"<pkg:package",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
_START = 4096
_MARKUP_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


class Remedy(NamedTuple):
    """What else a file can be, what to do about it, and the code of the problem."""

    words: Phrase
    code: str = "E_FORMAT"


_TO_WORD = Remedy(
    Phrase("请用 Word 或 WPS 打开，另存为 .docx", "open it in Word or WPS and save it as .docx")
)
_TO_PDF = Remedy(
    Phrase("请用阅读器另存为 PDF 或 Word 文档", "save it as a PDF or Word document from its reader")
)
_PASSWORD = Remedy(
    Phrase("请打开后取消密码，再保存为 .docx", "open it, take the password off, and save it as .docx"),
    "E_ENCRYPTED",
)
_OCR = Remedy(
    Phrase(
        "图片里的文字读不到；请先做文字识别（OCR），再给 Word 或 PDF",
        "words in a picture are not read; run it through OCR first, then give a Word document or PDF",
    ),
    "E_NO_TEXT",
)
_UNPACK = Remedy(Phrase("请先解压，再给其中的规划文件", "unpack it and give the plan that is in it"))
_OTHER = Remedy(
    Phrase(
        "请确认文件是否选对；规划请给 Word、PDF、网页或文本",
        "check that it is the right file; a plan is a Word document, PDF, web page or text",
    )
)
_UNKNOWN = Phrase("无法识别的内容", "something that cannot be recognised")
_AGAIN = Remedy(Phrase("文件可能已损坏，请重新获取", "the file may be damaged; get it again"), "E_DAMAGED")
_REMEDIES = (
    ("a password", _PASSWORD),
    ("old Word", _TO_WORD),
    ("old Office", _TO_WORD),
    ("RTF", _TO_WORD),
    ("OpenDocument", _TO_WORD),
    ("OFD", _TO_PDF),
    ("image", _OCR),
    ("archive", _UNPACK),
    ("UTF-32", Remedy(Phrase("请另存为 UTF-8 文本", "save it as UTF-8"), "E_ENCODING")),
)  # fmt: skip


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file.

    Raises:
        InputError: it is none that can be read, or not what its name says.
    """
    ending = "" if name == "-" else PurePath(name).suffix.lower()
    if not data.strip():
        raise InputError(
            "the file is empty", where=place(name), hint="is it the right file?", code="E_NO_TEXT",
            zh="文件是空的；请确认文件是否选对",
        )  # fmt: skip
    found = _found(data, name, ending)
    if not isinstance(found, Kind):
        _refuse(found[0], found[1], ending, name)
    if found is Kind.TEXT and SUFFIXES.get(ending) in {Kind.WORD, Kind.PDF} and not _is_text(data):
        _refuse(_UNKNOWN, _AGAIN, ending, name)
    if ending and SUFFIXES.get(ending) is not found:
        rename = Phrase(
            f"如内容无误，请把扩展名改为 {_ENDINGS[found]}",
            f"if this is the right file, name it {_ENDINGS[found]}",
        )
        _refuse(_NAMES[found], Remedy(rename), ending, name)
    return found


def _found(data: bytes, name: str, ending: str) -> Kind | tuple[Phrase, Remedy]:
    start = data[:_START]
    if start.lstrip().startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in start):
        return Kind.PDF
    if data.startswith(b"PK"):
        return _zipped(data, name, ending)
    if binary := sniff.what_is(data):
        return binary, next((remedy for mark, remedy in _REMEDIES if mark in binary.en), _OTHER)
    if any(mark in start for mark in _WORD_XML):
        return Phrase("Word 的 XML 文件", "a Word document saved as XML"), _TO_WORD
    if _ARCHIVED.match(start):
        return Phrase("网页存档（.mht）", "a web archive (.mht)"), _TO_WORD
    return _text(data, start, ending)


def _is_text(data: bytes) -> bool:
    try:
        decode(data, where="")
    except InputError:
        return False
    return True


def _text(data: bytes, start: bytes, ending: str) -> Kind:
    """Which kind of text: markup speaks for itself, Markdown is known by its name alone."""
    if start.startswith(_MARKUP_16):
        start = start.replace(b"\0", b"")[2:]
    if _PAGE.match(start):
        return Kind.HTML
    said = SUFFIXES.get(ending, Kind.TEXT)
    if said is Kind.HTML and not _TAG.search(data.replace(b"\0", b"")):
        return Kind.TEXT
    return said if said in {Kind.MARKDOWN, Kind.HTML} else Kind.TEXT


def _zipped(data: bytes, name: str, ending: str) -> Kind | tuple[Phrase, Remedy]:
    """Which kind of container, by the names of its members; a broken one is what its name says, to be refused later."""
    try:
        names = archive.opened(data, where=name).names
    except PolicyKBError:
        if ending == ".docx":
            return Kind.WORD
        raise
    if "word/document.xml" in names:
        return Kind.WORD
    binary = sniff.what_is(data) or Phrase("ZIP 压缩包", "a ZIP archive")
    if "[Content_Types].xml" in names and "archive" in binary.en:
        return Kind.WORD if any(path.startswith("word/") for path in names) else (binary, _OTHER)
    return binary, next((remedy for mark, remedy in _REMEDIES if mark in binary.en), _OTHER)


def _refuse(really: Phrase, remedy: Remedy, ending: str, name: str) -> NoReturn:
    said = _NAMES[SUFFIXES[ending]] if ending in SUFFIXES else None
    problem = Phrase(f"这是{really.zh}，不能直接读取", f"this is {really.en}, which is not read")
    if said is not None and said != really:
        problem = Phrase(
            f"扩展名 {ending} 表示{said.zh}，实际内容是{really.zh}",
            f"the name says {said.en}, but this is {really.en}",
        )
    elif ending and ending in REFUSED and really in _NAMES.values():
        problem = Phrase(
            f"扩展名是 {ending}，实际内容是{really.zh}", f"the name ends in {ending}, but this is {really.en}"
        )
    raise InputError(
        problem.en,
        where=place(name),
        hint=remedy.words.en,
        code=remedy.code,
        zh=f"{problem.zh}；{remedy.words.zh}",
    )
