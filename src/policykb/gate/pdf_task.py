"""The worker's reading of a foreign PDF: every sign with its place, nothing interpreted."""

from __future__ import annotations

import codecs
import gzip
import io
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pdfminer import _saslprep, cmapdb  # noqa: F401 - the library imports the first where it needs it
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTLine, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

# Tables from character codes to signs that come with the library: read now, for later no file can be opened.
_MAPS = {
    entry.name.removesuffix(".json.gz"): entry.read_bytes()
    for entry in files("pdfminer").joinpath("cmap").iterdir()
    if entry.name.endswith(".json.gz")
    and entry.name.startswith(
        ("to-unicode-", "GB", "Uni", "B5", "ETen", "HKscs", "CNS", "KSC", "90ms", "EUC")
    )
}
# So are the codecs that it looks up by name.
_CODECS = tuple(
    codecs.lookup(name) for name in ("utf-16-be", "utf-16", "latin-1", "ascii", "cp1252", "utf-8")
)
_END, _END_WITHIN = b"%%EOF", 4096
_UNMAPPED = "(cid:"
_LOST = "\ufffd"
_THIN = 3.0


class _Maps(cmapdb.CMapDB):
    """The library's own tables, from memory."""

    @classmethod
    def _load_data(cls, name: str) -> type[Any]:
        packed = _MAPS.get(name.replace("\0", ""))
        if packed is None:
            raise cls.CMapNotFound(name)
        data = json.loads(gzip.decompress(packed))
        for key in ("CID2UNICHR_H", "CID2UNICHR_V"):
            if key in data:
                data[key] = {int(code): sign for code, sign in data[key].items()}
        if data.get("CODE2CID"):
            data["CODE2CID"] = cls._convert_code2cid_keys(data["CODE2CID"])
        return type(name, (), data)


cmapdb.CMapDB._load_data = _Maps._load_data  # type: ignore[method-assign]  # noqa: SLF001 - it would open a file


def run(payload: bytes) -> bytes:
    """The pages as JSON, for a header line (where) and the file's bytes."""
    header, _, data = payload.partition(b"\n")
    where = json.loads(header)["where"]
    if _END not in data[-_END_WITHIN:]:
        raise _damaged(where, "its end is missing", "文件不完整，结尾缺失")
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = list(_pages(document, where))
    except (PolicyKBError, MemoryError):
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as err:
        raise InputError(
            "the PDF is locked by a password",
            where=where,
            hint="open it, take the password off, and save it again",
            code="E_ENCRYPTED",
            zh="PDF 设有密码；请打开后取消密码，再保存",
        ) from err
    except Exception as err:
        raise _damaged(
            where, f"it cannot be read ({type(err).__name__})", f"读不下去（{type(err).__name__}）"
        ) from err
    restricted = bool(document.encryption) and not document.is_extractable
    return json.dumps({"pages": pages, "restricted": restricted}, ensure_ascii=False).encode()


def _pages(document: PDFDocument, where: str) -> Iterator[dict[str, Any]]:
    now = limits.current()
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    left = now.pdf_characters
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > now.pdf_pages:
            raise _too_much(
                where, "pdf_pages", f"more than {now.pdf_pages} pages", f"超过 {now.pdf_pages} 页"
            )
        interpreter.process_page(page)
        found = _page(device.get_result())
        left -= len(found["glyphs"])
        if left < 0:
            problem, zh = f"more than {now.pdf_characters} characters", f"超过 {now.pdf_characters} 字"
            raise _too_much(where, "pdf_characters", problem, zh)
        yield found


def _page(layout: LTContainer[Any]) -> dict[str, Any]:
    """A page's signs, rules and pictures; what lies off the page is left where it is."""
    glyphs: list[list[Any]] = []
    rules: list[list[float]] = []
    pictures = 0
    waiting = [iter(layout)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTChar):
            glyphs.append(_glyph(item))
        elif isinstance(item, LTImage):
            pictures += 1
        elif isinstance(item, LTCurve):
            rules += _rules(item)
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))
    size = [round(layout.width, 2), round(layout.height, 2), pictures]
    return {"page": size, "glyphs": glyphs, "rules": rules}


def _glyph(char: LTChar) -> list[Any]:
    text = char.get_text()
    a, b, c, d, _, _ = char.matrix
    slant = max(abs(a), abs(d)) / 20
    upright = a > 0 and d > 0 and abs(b) <= slant and not (abs(c) > abs(d)) and char.upright
    box = [round(edge, 2) for edge in char.bbox]
    return [_LOST if text.startswith(_UNMAPPED) else text, *box, bool(upright)]


def _rules(item: LTCurve) -> Iterator[list[float]]:
    """A drawn line or the outline of a box, as lines along the axes."""
    x0, y0, x1, y1 = (round(edge, 2) for edge in item.bbox)
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        yield [x0, y0, x1, y1]
    elif isinstance(item, LTRect) and not isinstance(item, LTLine) and item.stroke:
        yield [x0, y0, x1, y0]
        yield [x0, y1, x1, y1]
        yield [x0, y0, x0, y1]
        yield [x1, y0, x1, y1]


def _damaged(where: str, problem: str, zh: str) -> InputError:
    return InputError(
        f"the PDF is damaged: {problem}",
        where=where,
        hint="get it again, or print it to PDF anew",
        code="E_DAMAGED",
        zh=f"PDF 已损坏：{zh}；请重新获取，或重新打印成 PDF",
    )


def _too_much(where: str, name: str, problem: str, zh: str) -> LimitError:
    more = limits.how_to_raise(name)
    return LimitError(problem, where=where, hint=more.en, code="E_SIZE", zh=f"{zh}；{more.zh}")
