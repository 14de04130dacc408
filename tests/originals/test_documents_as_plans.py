"""Wherever a plan is named, its file may be any that is read, or a draft with its text beside it."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from making_pdf import Leaf, pdf
from making_word import abstract, level, num, p, word

from policykb import anchors
from policykb.errors import InputError, UsageError
from policykb.originals import Kind
from policykb.pipeline.source import find, slug_of

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = anchors.PLANS / "ningxia-2022"
WORDS = "（一）植树。推进造林。（林草局负责）"
FILES = {
    "plan.docx": (
        word(
            p("植树。推进造林。（林草局负责）", numbering=(1, 0)),
            numbering=abstract(0, level(0, "chineseCounting", "（%1）")) + num(1, 0),
        ),
        Kind.WORD,
    ),
    "plan.pdf": (pdf(Leaf().write(72, 700, WORDS)), Kind.PDF),
    "plan.html": (f"<html><body><p>{WORDS}</body></html>".encode(), Kind.HTML),
    "plan.HTM": (f"<p>{WORDS}".encode(), Kind.HTML),
    "plan.md": (WORDS.replace("植树", "**植树**").encode(), Kind.MARKDOWN),
    "plan.txt": (WORDS.encode("gb18030"), Kind.TEXT),
    "plan.text": (WORDS.encode("utf-16"), Kind.TEXT),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_document_is_read_by_what_it_holds(tmp_path: Path, name: str) -> None:
    data, kind = FILES[name]
    (tmp_path / name).write_bytes(data)
    source = find(str(tmp_path / name))

    assert (kind, data) == (source.original().kind, source.original().data)
    assert WORDS == source.read_text().content.rstrip("\n")
    assert ("plan", None) == (source.id, source.draft)
    assert source.original() is source.original()


def test_a_stream_may_be_a_word_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES["plan.docx"][0])))
    source = find("-")

    assert (Kind.WORD, slug_of("-")) == (source.original().kind, source.id)


def test_a_markdown_and_a_plain_text_of_the_same_bytes_are_kept_apart(tmp_path: Path) -> None:
    for name in ("plan.md", "plan.txt"):
        (tmp_path / name).write_bytes(b"# a")

    assert find(str(tmp_path / "plan.md")).digest() != find(str(tmp_path / "plan.txt")).digest()


@pytest.mark.parametrize("name", ["plan.doc", "plan.wps", "plan.rtf", "plan.jpg", "plan.xlsx"])
def test_a_file_people_try_gets_a_sentence_of_its_own(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))

    with pytest.raises(InputError, match="old Word document"):
        find(str(tmp_path / name)).read_text()


def test_an_ending_nobody_expects_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "plan.exe").write_bytes(b"x")

    with pytest.raises(UsageError, match=r"\.docx.*\.pdf"):
        find(str(tmp_path / "plan.exe"))


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ("draft.json", "source.txt"),
        ("ningxia-2022.draft.json", "ningxia-2022.source.txt"),
        ("other.draft.json", "other.source.txt"),
        ("draft.json", "ningxia-2022.source.txt"),
    ],
)
def test_a_draft_finds_the_text_beside_it(tmp_path: Path, draft: str, text: str) -> None:
    shutil.copy(SHIPPED / "draft.json", tmp_path / draft)
    shutil.copy(SHIPPED / "source.txt", tmp_path / text)
    source = find(str(tmp_path / draft))

    assert ("ningxia-2022", find("ningxia-2022").read_draft()) == (source.id, source.read_draft())
    assert None is source.meta_path


def test_a_draft_beside_its_metadata_takes_them(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "plan")
    source = find(str(folder / "draft.json"))

    assert find(str(folder)).read_meta() == source.read_meta()
    assert find(str(folder)).read_decisions() == source.read_decisions()


def test_a_draft_without_its_text_says_what_is_missing(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "draft.json", tmp_path / "draft.json")

    with pytest.raises(InputError) as caught:
        find(str(tmp_path / "draft.json"))

    assert "ningxia-2022.source.txt" in caught.value.zh


def test_a_draft_of_another_text_is_refused(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "draft.json", tmp_path / "draft.json")
    (tmp_path / "source.txt").write_text("别的文字。", encoding="utf-8")

    with pytest.raises(InputError, match="another text"):
        find(str(tmp_path / "draft.json")).read_draft()


def test_a_draft_whose_plan_is_no_place_in_an_iri_is_refused(tmp_path: Path) -> None:
    draft = (
        (SHIPPED / "draft.json").read_text("utf-8").replace('"plan": "ningxia-2022"', '"plan": "../evil"', 1)
    )
    (tmp_path / "draft.json").write_text(draft, encoding="utf-8")
    shutil.copy(SHIPPED / "source.txt", tmp_path / "source.txt")

    with pytest.raises(InputError):
        find(str(tmp_path / "draft.json"))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b"[" * 100_000])
def test_a_file_that_is_no_draft_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "draft.json").write_bytes(data)
    (tmp_path / "source.txt").write_text("文字。", encoding="utf-8")

    with pytest.raises(InputError):
        find(str(tmp_path / "draft.json"))
