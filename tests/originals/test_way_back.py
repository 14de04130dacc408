"""Every character of a text stands in the file where its piece says, whatever the file."""

from __future__ import annotations

from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from making_pdf import Leaf, pdf, wrapped
from making_word import W, abstract, level, members, num, p, r, table, tc, tr, word

from policykb.gate.pdf import read_pdf
from policykb.originals import Kind, Original, read_original
from policykb.originals.lines import Lines

PLAN_WORDS = st.text(alphabet="推进绿色低碳发展，。（一）2025年达到20%PM km", min_size=1, max_size=30)
WORDS = st.text(alphabet="推进绿色，。（一）25%Aa \t\n&<>*_`#-[]|~\u3000\u00a0", min_size=1, max_size=30)
NUMBERING = abstract(0, level(0, "chineseCounting", "（%1）"), level(1, "decimal", "%1.%2")) + num(1, 0)


def pairs(found: Original, held: dict[int, str]) -> list[tuple[str, str]]:
    """Each character that stands in the file, and what the file holds at its place."""
    return [
        (found.text.content[at], held[piece.unit][piece.at + at - piece.start])
        for piece in found.pieces
        if not piece.generated
        for at in range(piece.start, piece.end)
    ]


def covers(found: Original) -> bool:
    """Whether pieces are in order, do not overlap, and leave out nothing but blanks."""
    ends = [0, *(piece.end for piece in found.pieces)]
    starts = [*(piece.start for piece in found.pieces), len(found.text.content)]
    gaps = [found.text.content[end:start] for end, start in zip(ends, starts, strict=True)]
    return all(end <= start for end, start in zip(ends, starts, strict=True)) and not "".join(gaps).strip()


def word_paragraphs(data: bytes) -> dict[int, str]:
    signs = {"tab": "\t", "br": "\n"}
    root = etree.fromstring(members(data)["word/document.xml"])
    return {
        number: "".join(
            part.text or ""
            if etree.QName(part).localname == "t"
            else signs.get(etree.QName(part).localname, "")
            for part in paragraph.iter()
        )
        for number, paragraph in enumerate(root.iter(f"{{{W}}}p"))
    }


PARAGRAPH = st.builds(
    lambda runs, at: p(
        *(r(escape(run, quote=False)) for run in runs), numbering=None if at is None else (1, at)
    ),
    st.lists(WORDS, max_size=4),
    st.sampled_from([None, 0, 1]),
)
CELL = st.builds(lambda inside, down: tc(*inside, properties=down), st.lists(PARAGRAPH, min_size=1, max_size=2),
                 st.sampled_from(["", '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>']))  # fmt: skip
TABLE = st.builds(
    lambda rows: table(*(tr(*row) for row in rows)),
    st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPH | TABLE, min_size=1, max_size=5))
def test_word(blocks: list[str]) -> None:
    data = word(p("首") + "".join(blocks), numbering=NUMBERING)
    found = read_original(data, "a.docx")
    breaks = {"\t", "\n", " "}  # in a cell, where a tab would begin another one

    assert [] == [
        (ours, theirs)
        for ours, theirs in pairs(found, word_paragraphs(data))
        if ours != theirs and not {ours, theirs} <= breaks
    ]
    assert covers(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["p", "div", "td", "li", "pre", "b"]))
def test_html(parts: list[str], name: str) -> None:
    inside = "".join(f"<{name}>{escape(part)}&nbsp;&#24180;</{name}>\n" for part in parts)
    source = f"<!DOCTYPE html><html><body><p>首<table><tr>{inside}</table></body></html>"
    found = read_original(source.encode(), "a.html")
    lines = Lines.of(source)

    assert Kind.HTML is found.kind
    for piece in found.pieces:
        for at in range(piece.start, piece.end):
            ours, place = found.text.content[at], lines.starts[piece.unit] + piece.at + at - piece.start
            if source[place] != ours and not (ours == "\n" and source[place] == "\r"):
                assert unescape(source[place : source.index(";", place) + 1]) == ours
    assert covers(found)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_markdown(parts: list[str]) -> None:
    source = "首\n" + "\n".join(parts)
    found = read_original(source.encode(), "a.md")
    held = dict(enumerate(source.split("\n")))
    odd = [(ours, theirs) for ours, theirs in pairs(found, held) if ours != theirs]

    assert [] == [pair for pair in odd if pair[1] != "&"]
    assert covers(found)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="推进绿色，。\r\n\t \u3000A", min_size=1, max_size=60))
def test_text(words: str) -> None:
    found = read_original(("首" + words).encode(), "a.txt")
    lines = Lines.of("首" + words)

    for piece in found.pieces:
        assert ("首" + words)[lines.starts[piece.unit] + piece.at :].startswith(
            found.text.content[piece.start : piece.end]
        )
    assert covers(found)


@settings(max_examples=6, deadline=None)
@given(st.lists(PLAN_WORDS, min_size=1, max_size=6))
def test_pdf(paragraphs: list[str]) -> None:
    lines = [line for words in paragraphs for line in wrapped("首" + words * 3, 26)]
    middle = len(lines) // 2
    leaves = [
        Leaf().lines(72, 700, part).write(300, 30, f"— {at} —")
        for at, part in enumerate((lines[:middle], lines[middle:]))
    ]
    data = pdf(*leaves)
    found = read_original(data, "a.pdf")
    held = {number: page.text for number, page in enumerate(read_pdf(data, where="a.pdf").pages)}

    assert [] == [(ours, theirs) for ours, theirs in pairs(found, held) if ours != theirs]
    assert covers(found)
    assert sorted("".join(paragraphs).replace(" ", "") * 3 + "首" * len(paragraphs)) == sorted(
        "".join(found.text.content.split())
    )


def test_a_radical_stands_where_its_character_is() -> None:
    data = pdf(Leaf().write(72, 700, "⽔环境"))
    found = read_original(data, "a.pdf")

    assert [("水", "⽔"), ("环", "环"), ("境", "境")] == pairs(found, {0: "⽔环境"})


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.md", "a.txt", "a.pdf"])
def test_the_same_file_gives_the_same_text(name: str) -> None:
    data = {
        "a.docx": word(p("推进", numbering=(1, 0)), numbering=NUMBERING),
        "a.html": b"<html><body><p>\xe6\x8e\xa8</p></body></html>",
        "a.md": "# 推进".encode(),
        "a.txt": "推进".encode(),
        "a.pdf": pdf(Leaf().write(72, 700, "推进")),
    }[name]
    one, other = read_original(data, name), read_original(data, name)

    assert (one.text, one.pieces) == (other.text, other.pieces)
