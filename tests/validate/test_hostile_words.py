"""Whatever a plan, a waiver or an earlier run says, no form lets it steer a terminal, a page, a log or another program."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import examined_small
import pytest
from lxml import etree
from two_measures import PLAN

from policykb.phrase import Phrase
from policykb.report.validation_page import validation_page
from policykb.validate.annotations import annotations_text
from policykb.validate.baseline import Known
from policykb.validate.comments import words
from policykb.validate.forms import json_text
from policykb.validate.junit import junit_text
from policykb.validate.sarif import sarif_text
from policykb.validate.table import table_text
from policykb.validate.waivers import Waiver

if TYPE_CHECKING:
    from policykb.store import Store
    from policykb.validate import Examination

NASTY = "\x1b[31m\x07\u202e\x00</script><img src=x onerror=alert(1)>&\"']]><!--\r\n::error::x\u2028y\ud800"
AS_OF = "2026-11-22"


@pytest.fixture
def nasty(small: Store) -> Examination:
    """An examination in which everything that can come from outside is hostile."""
    made = examined_small.of(small)
    finding = replace(
        made.remarks[0].finding,
        id=NASTY,
        focus=NASTY,
        heading=NASTY,
        message_zh=NASTY,
        message_en=NASTY,
        value=NASTY,
    )
    waiver = Waiver(finding="x", reason=NASTY, owner=NASTY, expires="2027-01-01", where=NASTY)
    phrase = Phrase(NASTY, NASTY)
    plain = replace(
        made.remarks[0], finding=finding, words=NASTY, add=phrase, doubt=phrase, place=Phrase("", "")
    )
    known = Known(PLAN, NASTY, NASTY, "measure_is_quantified", NASTY, phrase, NASTY)
    return replace(
        made,
        subject=replace(made.subject, name=NASTY, uri="a.txt"),
        remarks=(plain, replace(plain, waiver=waiver), replace(plain, known=True)),
        fixed=(known,),
        notes=(phrase,),
    )


def lines_of(said: str) -> list[str]:
    return [line for line in said.split("\n") if line]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_gets_nothing_but_words(nasty: Examination, lang: str) -> None:
    said = table_text(nasty, lang)

    assert [] == [char for char in said if not char.isprintable() and char != "\n"]
    assert "⟨U+001B⟩[31m" in said
    assert [] == [line for line in lines_of(said) if line.lstrip().startswith("::")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_xml_stays_well_formed(nasty: Examination, lang: str) -> None:
    root = etree.fromstring(junit_text([nasty], lang).encode())

    assert {"testsuites", "testsuite", "testcase", "failure", "system-out"} >= {
        element.tag for element in root.iter()
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_and_sarif_stay_whole(nasty: Examination, lang: str) -> None:
    for said in (json_text([nasty], as_of=AS_OF), sarif_text([nasty], lang, as_of=AS_OF)):
        assert isinstance(json.loads(said.encode("utf-8", "surrogatepass")), dict)
        assert "\x1b" not in said


def test_every_annotation_is_one_line(nasty: Examination) -> None:
    said = annotations_text([nasty], "zh")

    assert 5 == said.count("\n") == len(said.splitlines())
    assert [] == [
        line
        for line in said.splitlines()
        if not line.startswith(("::notice file=a.txt", "::warning file=a.txt"))
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_holds_words_and_no_markup_of_theirs(nasty: Examination, lang: str) -> None:
    page = validation_page([nasty], lang, AS_OF).decode("utf-8")

    assert "<img" not in page
    assert "</script><img" not in page
    assert "&lt;img src=x" in page
    assert "\x1b" not in page
    assert "⟨U+001B⟩" in page


def test_a_comment_holds_no_control_characters(nasty: Examination) -> None:
    assert [] == [
        c for remark in nasty.remarks for c in words(remark, "zh") if not c.isprintable() and c != "\n"
    ]
