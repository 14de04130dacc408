"""A text is decoded strictly, or refused with what it really is."""

from __future__ import annotations

import codecs
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.errors import InputError
from policykb.gate.characters import suspects, visible
from policykb.gate.decode import Decoded, decode, decode_rdf

PLAN = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")


def refused(data: bytes, where: str = "plan.txt") -> InputError:
    with pytest.raises(InputError) as caught:
        decode(data, where=where)
    return caught.value


def test_utf8_is_the_text_itself_without_a_warning() -> None:
    assert Decoded(PLAN, "utf-8") == decode(PLAN.encode(), where="plan.txt")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_does_not_count_as_text(mark: bytes, encoding: str) -> None:
    assert Decoded(PLAN, encoding) == decode(mark + PLAN.encode(encoding), where="plan.txt")


def test_line_ends_and_wide_blanks_stay_as_they_are() -> None:
    text = "第一条\r\n\u3000\u3000二\r三\n\t（一）"

    assert text == decode(text.encode(), where="plan.txt").text


def test_gb18030_is_read_with_a_warning_and_a_preview() -> None:
    found = decode(PLAN.encode("gb18030"), where="plan.txt")

    assert (PLAN, "gb18030") == (found.text, found.encoding)
    assert 1 == len(found.warnings)
    for words in found.warnings[0]:
        assert "GB18030" in words
        assert "减污降碳协同增效行动实施方案" in words


def test_big5_is_a_guess_and_says_so() -> None:
    text = "節能減排計劃：各級政府應當採取有效的措施，加強環境保護工作。"
    found = decode(text.encode("big5"), where="plan.txt")

    assert (text, "big5") == (found.text, found.encoding)
    assert ["a guess" in words.en and "推测" in words.zh for words in found.warnings] == [True]


@pytest.mark.parametrize("start", range(0, len(PLAN) - 60, 480))
def test_no_piece_of_a_chinese_text_is_taken_for_another_encoding(start: int) -> None:
    piece = PLAN[start : start + 60]

    assert piece == decode(piece.encode("gb18030"), where="plan.txt").text


DAMAGED = {
    "cut": PLAN.encode()[:3001],
    "one byte too many": PLAN.encode()[:3000] + b"\xff" + PLAN.encode()[3000:],
    "first character cut": PLAN.encode()[3:],
    "short, and good GB18030 too": "协同增效行动实施方案".encode()[:-2],
}


def test_gb18030_would_take_damaged_utf8_and_show_other_words() -> None:
    assert "鍗忓悓澧炴晥琛屽姩瀹炴柦鏂规" == DAMAGED["short, and good GB18030 too"].decode("gb18030")


@pytest.mark.parametrize("kind", sorted(DAMAGED))
def test_damaged_utf8_is_not_read_as_gb18030(kind: str) -> None:
    found = refused(DAMAGED[kind])

    assert "E_ENCODING" == found.code
    assert re.fullmatch(r"as UTF-8, byte \d+ \(line \d+\) is damaged", found.problem)


def test_damage_is_found_at_its_line() -> None:
    assert "byte 14 (line 3)" in refused("好\n好\n好好".encode() + b"\xff" + "好好好".encode()).problem


@pytest.mark.parametrize(
    "data", ["caf\xe9 au lait".encode("latin-1"), b"\xff\xfe\x00", b"\xfe\xffab\xd8\x00"]
)
def test_what_is_no_chinese_encoding_is_refused(data: bytes) -> None:
    assert "E_ENCODING" == refused(data).code


@pytest.mark.parametrize(
    "char",
    list("\x00\x07\x0b\x0c\x1b\x7f\x85\x9f\ufdd0\uffff\U0010fffe\u061c\u200e\u200f\u202a\u202e\u2066\u2069"),
    ids=ascii,
)
def test_a_character_that_no_text_may_hold_is_refused_at_its_place(char: str) -> None:
    found = refused(f"一\n二三{char}四".encode())

    assert "E_CONTROL_CHAR" == found.code
    assert f"⟨U+{ord(char):04X}⟩, at line 2, column 3" in found.problem
    assert char not in str(found)


@pytest.mark.parametrize(
    "char", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ue000", "\ufffd", "\u2028"]
)
def test_a_character_that_does_not_show_is_warned_of(char: str) -> None:
    found = decode(f"一二\n三{char}四{char}".encode(), where="plan.txt")

    assert f"一二\n三{char}四{char}" == found.text
    assert ["×2；第一个在第2行" in words.zh for words in found.warnings] == [True]
    assert [" ×2; the first is in line 2" in words.en for words in found.warnings] == [True]


def test_everyday_text_has_no_suspects() -> None:
    assert None is suspects(PLAN + "①“”—…％㎡℃ café 𠮷\u3000\u00a0")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "\u3000".encode()])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    assert "E_NO_TEXT" == refused(data).code


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04....word/document.xml", "a Word document (.docx)"),
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook (.xlsx)"),
        (b"PK\x03\x04....OFD.xml", "an OFD document"),
        (b"PK\x05\x06" + bytes(18), "a ZIP archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "an old Word document (.doc, .wps)",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"BM\x00\x00\x00\x00", "a BMP image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a WebP image"),
        (b"{\\rtf1", "an RTF document"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "a UTF-32 text"),
    ],
)
def test_a_file_under_a_false_name_is_called_what_it_is(data: bytes, name: str) -> None:
    assert ("E_FORMAT", f"this is {name}, not a text") == (refused(data).code, refused(data).problem)


def test_a_web_page_is_no_plain_text_but_may_be_html() -> None:
    page = b"<!DOCTYPE html><html><body>404</body></html>"

    assert "this is a web page, not a plain text" == refused(page).problem
    assert page.decode() == decode(page, where="plan.html").text


def test_rdf_is_utf8_without_its_mark() -> None:
    assert "<a> <b> 'é' ." == decode_rdf(codecs.BOM_UTF8 + "<a> <b> 'é' .".encode(), where="a.ttl")


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("中文计划".encode("gb18030"), "it seems to be GB18030"),
        ("中文".encode("utf-16"), "it seems to be UTF-16"),
        ("中文".encode()[:-1], "it seems to be damaged"),
    ],
)
def test_rdf_in_another_encoding_is_refused_with_a_guess(data: bytes, guess: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_rdf(data, where="a.ttl")

    assert guess in caught.value.problem


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_our_own_error(data: bytes) -> None:
    try:
        found = decode(data, where="plan.txt")
    except InputError as err:
        assert str(err).isprintable()  # noqa: PT017 - both ends are allowed, and both are checked
    else:
        marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        mark = next((mark for mark in marks if data.startswith(mark)), b"")
        assert data == mark + found.text.encode(found.encoding)


@given(st.text(max_size=800))
def test_a_message_is_printable_and_short(text: str) -> None:
    hidden = {
        char for char in visible(text) if unicodedata.category(char)[0] == "C" or char in "\u2028\u2029"
    }

    assert set() == hidden
    assert len(visible(text)) <= 500
