"""A container is opened only when what it claims to hold is within bounds; its XML cannot grow or reach out."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from making_word import W, members, p, table, tc, tr, word, zipped

from policykb.errors import InputError, PolicyKBError
from policykb.gate import archive
from policykb.originals import read_original

GOOD = word(p("一"))
MB = 1024 * 1024


def refused(data: bytes) -> PolicyKBError:
    with pytest.raises(PolicyKBError) as caught:
        read_original(data, "规划.docx")
    return caught.value


def with_document(xml: bytes) -> bytes:
    return zipped(members(GOOD) | {"word/document.xml": xml})


def document(inside: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


def test_too_many_members_are_refused() -> None:
    found = refused(word(p("一"), more={f"word/media/{number}.xml": b"" for number in range(200)}))

    assert (5, "E_ZIP_RATIO") == (found.exit_code, found.code)
    assert "POLICYKB_MAX_ZIP_MEMBERS" in found.zh


def test_more_than_fifty_megabytes_unpacked_are_refused() -> None:
    found = refused(word(p("一"), more={"word/media/a.bin": bytes(51 * MB)}))

    assert (5, "E_ZIP_RATIO") == (found.exit_code, found.code)
    assert "POLICYKB_MAX_UNPACKED_MB" in found.zh


def test_what_unpacks_to_a_hundred_times_is_refused() -> None:
    found = refused(word(p("一"), more={"word/media/a.bin": bytes(2 * MB)}))

    assert (5, "E_ZIP_RATIO") == (found.exit_code, found.code)
    assert "POLICYKB_MAX_ZIP_RATIO" in found.zh


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "/evil.xml", "word/../../evil.xml", "word\\evil.xml", "C:evil.xml", "WORD/document.xml"],
)
def test_names_that_lead_out_or_stand_twice_are_refused(name: str) -> None:
    found = refused(word(p("一"), more={name: b"x"}))

    assert (3, "E_DAMAGED") == (found.exit_code, found.code)
    assert "名" in found.zh


def test_a_locked_member_asks_for_the_password_to_be_taken_off() -> None:
    at = GOOD.index(b"PK\x01\x02")
    locked = bytearray(GOOD)
    locked[at + 8] |= 1
    found = refused(bytes(locked))

    assert (3, "E_ENCRYPTED") == (found.exit_code, found.code)
    assert "取消密码" in found.zh


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(zipped({"a": b"x" * 100, "b": b"x" * 100}))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)

    with pytest.raises(InputError, match="overlap"):
        archive.opened(bytes(data), where="a.docx")


def test_a_member_that_is_longer_than_it_says_is_damaged() -> None:
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source:
        at = source.getinfo("word/document.xml").header_offset
    data[at + 60 : at + 70] = bytes(10)

    assert "E_DAMAGED" == refused(bytes(data)).code


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY e "x">]>' + document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"), "E_DOCTYPE"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + document(p("一")), "E_DOCTYPE"),
        (
            '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16")
            + document("").decode().encode("utf-16-le"),
            "E_ENCODING",
        ),
        (b'<?xml version="1.0" encoding="UTF-7"?>' + document(p("一")), "E_ENCODING"),
        (document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"), "E_DAMAGED"),
        (document("<w:p>"), "E_DAMAGED"),
        (b"", "E_DAMAGED"),
        (b"\xff\xff", "E_DAMAGED"),
    ],
)
def test_xml_that_could_grow_or_is_broken_is_refused(xml: bytes, code: str) -> None:
    found = refused(with_document(xml))

    assert (3, code) == (found.exit_code, found.code)
    assert "word/document.xml" in found.zh


def test_deep_nesting_is_refused_and_moderate_nesting_is_read() -> None:
    inner = p("里")
    for _ in range(40):
        inner = table(tr(tc(inner, "旁")))
    outer = "<w:sdt><w:sdtContent>" * 400 + p("一") + "</w:sdtContent></w:sdt>" * 400

    assert read_original(word(inner), "a.docx").text.content.startswith("里\n旁")
    assert (5, "E_TOO_DEEP") == (refused(word(outer)).exit_code, refused(word(outer)).code)


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKB_MAX_XML_TAGS", "1000")
    found = refused(word(p("一") * 300))

    assert (5, "E_SIZE") == (found.exit_code, found.code)
    assert "POLICYKB_MAX_XML_TAGS" in found.zh


def test_nothing_outside_the_file_is_followed() -> None:
    relations = members(GOOD)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId7" Type="x/styles" Target="http://127.0.0.1:9/styles.xml"/>'
        b'<Relationship Id="rId8" Type="x/numbering" Target="bad.xml" TargetMode="External"/>'
        b'<Relationship Id="rId9" Type="x/footnotes" Target="../../../etc/passwd"/></Relationships>',
    )
    held = members(GOOD) | {"word/_rels/document.xml.rels": relations, "word/bad.xml": b"<!DOCTYPE x><x/>"}

    assert "一\n" == read_original(zipped(held), "a.docx").text.content


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_every_part_that_is_read_passes_the_same_door(part: str) -> None:
    held = members(word(p("一"), styles="", numbering="", footnotes=""))

    assert "E_DOCTYPE" == refused(zipped(held | {f"word/{part}.xml": b"<!DOCTYPE x><x/>"})).code


def test_a_wide_cell_is_not_padded_without_bounds() -> None:
    wide = tc("一", properties='<w:gridSpan w:val="999999999"/>')
    found = read_original(word(table(tr(wide, "二"), tr("三", "四"))), "a.docx")

    assert 200 == found.text.content.partition("\n")[0].count("\t")
