"""Bytes to text, strictly: a wrong guess is worse than a refusal."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from policykb.errors import InputError
from policykb.gate import characters, sniff
from policykb.gate.characters import place, visible
from policykb.phrase import Phrase

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PREVIEW = 30
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
# A character of three bytes in UTF-8, as nearly all Chinese ones are, or what a cut leaves of one.
_UTF8_IDEOGRAPH = re.compile(
    rb"[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]|\xe2\x80[\x80-\xbf]"
    rb"|\A[\x80-\xbf]{1,2}|[\xe3-\xe9][\x80-\xbf]?\Z"
)
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_DAMAGED = 0.8
# The characters most used in writing, in both scripts: a text read in the wrong encoding has few of them.
_COMMON = frozenset(
    "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年过過发發后後作里"
    "用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實"
    "日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文"
    "体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿原东東声聲提立及比员員解水"
    "市省区區县縣委厅廳局各级級计計划劃规規措施环環境保护護减減排放污染能源"
)
_MUCH_BETTER = 3

_Read = tuple[str, str, Phrase | None]
"""A text, the encoding it was read in, and a warning if that was a guess."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what its reader should look at.

    Offsets into ``text`` are code points; a byte-order mark is not part of it.
    """

    text: str
    encoding: str
    warnings: tuple[Phrase, ...] = ()


def decode(data: bytes, *, where: object) -> Decoded:
    """The text of a plan: UTF-8 or a marked UTF-16 strictly, else GB18030 or Big5 with a warning."""
    sniff.refuse_binary(data, where=where)
    text, encoding, warning = _marked(data, where) or _utf8(data) or _chinese(data, where)
    characters.refuse(text, where=where)
    if not text.strip():
        raise InputError(
            "the file holds no text",
            where=place(where),
            hint="is it the right file?",
            code="E_NO_TEXT",
            zh="文件里没有文字；请确认文件是否选对",
        )
    _refuse_page(text, where)
    return Decoded(text, encoding, tuple(filter(None, (warning, characters.suspects(text)))))


def decode_rdf(data: bytes, *, where: object) -> str:
    """The text of an RDF or JSON file: UTF-8 alone, without its byte-order mark."""
    sniff.refuse_binary(data, where=where)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as err:
        guess, line = _guess(data), _line(data, err.start)
        raise InputError(
            f"not UTF-8: byte {err.start} (line {line}) does not fit; {guess.en}",
            where=place(where),
            hint="RDF and JSON are UTF-8; save the file in that encoding",
            code="E_ENCODING",
            zh=f"不是 UTF-8：第 {err.start} 字节（第{line}行）不符，{guess.zh}；RDF 和 JSON 须用 UTF-8，请另存",
        ) from err
    characters.refuse(text, where=where)
    return text


def _marked(data: bytes, where: object) -> _Read | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, None
            except UnicodeDecodeError as err:
                at = err.start + len(mark)
                raise InputError(
                    f"marked as {encoding.upper()}, but byte {at} does not fit",
                    where=place(where),
                    hint="the file is damaged or cut; get it again",
                    code="E_ENCODING",
                    zh=f"标明是 {encoding.upper()}，但第 {at} 字节不符；文件已损坏或不完整，请重新获取",
                ) from err
    return None


def _utf8(data: bytes) -> _Read | None:
    try:
        return data.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError:
        return None


def _chinese(data: bytes, where: object) -> _Read:
    """The text in the older Chinese encoding that fits, unless it is damaged UTF-8."""
    damage = _damage(data)
    if _is_damaged_utf8(data):
        hint, zh = "get the file again", f"{damage.zh}；请重新获取文件"
        raise InputError(damage.en, where=place(where), hint=hint, code="E_ENCODING", zh=zh)
    simplified, traditional = _strictly(data, "gb18030"), _strictly(data, "big5")
    if traditional and (not simplified or _share(traditional) > _MUCH_BETTER * _share(simplified)):
        guess = Phrase("Big5（因多为繁体字而推测）", "Big5 (a guess: traditional characters)")
        return traditional, "big5", _warning(traditional, guess)
    if simplified:
        return simplified, "gb18030", _warning(simplified, Phrase("GB18030", "GB18030"))
    raise InputError(
        f"neither UTF-8 nor GB18030 nor Big5; {damage.en}",
        where=place(where),
        hint="open it in an editor and save it as UTF-8",
        code="E_ENCODING",
        zh=f"不是 UTF-8，也不是 GB18030 或 Big5；{damage.zh}；请用编辑器打开并另存为 UTF-8",
    )


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all its characters are UTF-8: GB18030 would take such bytes and show other words."""
    high = len(_HIGH_BYTE.findall(data))
    return high > 0 and sum(map(len, _UTF8_IDEOGRAPH.findall(data))) >= _DAMAGED * high


def _damage(data: bytes) -> Phrase:
    """Where bytes that are no UTF-8 cease to be so."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as err:
        line = _line(data, err.start)
        return Phrase(
            f"按 UTF-8 读，第 {err.start} 字节（第{line}行）已损坏",
            f"as UTF-8, byte {err.start} (line {line}) is damaged",
        )
    return Phrase("", "")


def _share(text: str) -> float:
    """How many of the Chinese characters are common ones."""
    wide = [char for char in text if char >= "\u3400"]
    return sum(char in _COMMON for char in wide) / max(len(wide), 1)


def _warning(text: str, encoding: Phrase) -> Phrase:
    preview = visible(" ".join(text[: 4 * _PREVIEW].split())[:_PREVIEW])
    return Phrase(
        f"不是 UTF-8，按 {encoding.zh} 读取：请核对开头是否为“{preview}…”",
        f"not UTF-8; read as {encoding.en}: check that “{preview}…” is what the file says",
    )


def _guess(data: bytes) -> Phrase:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Phrase("像是 UTF-16", "it seems to be UTF-16")
    if not _is_damaged_utf8(data) and _strictly(data, "gb18030"):
        return Phrase("像是 GB18030", "it seems to be GB18030")
    return Phrase("像是已损坏", "it seems to be damaged")


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _refuse_page(text: str, where: object) -> None:
    ending = PurePath(str(where)).suffix.lower()
    if ending and ending not in _HTML_NAMES and _HTML.match(text):
        raise InputError(
            "this is a web page, not a plain text",
            where=place(where),
            hint="save its words as a plain text; it may also be an error page",
            code="E_FORMAT",
            zh="这是网页，不是纯文本；请把正文另存为纯文本，也请看看它是不是出错页面",
        )
