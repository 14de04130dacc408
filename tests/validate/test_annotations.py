"""GitHub's workflow commands: one a line, and nothing that a plan says starts another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import examined_small
from two_measures import PLAN

from policykb.originals.original import Kind
from policykb.span import Span
from policykb.store import Store
from policykb.validate import run
from policykb.validate.annotations import annotations_text
from policykb.validate.waivers import Waiver
from policykb.vocab import Severity

if TYPE_CHECKING:
    from policykb.validate import Examination

COMMAND = re.compile(r"::(?P<name>error|warning|notice)(?: (?P<given>[^\r\n]*?))?::(?P<message>[^\r\n]*)")
HOSTILE = "％%0A\r\n::error file=x::gotcha\u2028::set-output name=a::b,c:d\x1b[31m"


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner takes it apart: at the first ``::`` after the properties, which commas divide."""
    match = COMMAND.fullmatch(line)
    assert match is not None, line
    given = dict(pair.split("=", 1) for pair in (match["given"] or "").split(",") if pair)
    return match["name"], {key: unescaped(value) for key, value in given.items()}, unescaped(match["message"])


def unescaped(words: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, char)
    return words


def commands(examination: Examination, lang: str = "zh") -> list[tuple[str, dict[str, str], str]]:
    return [read(line) for line in annotations_text([examination], lang).splitlines()]


def test_a_finding_marks_its_words_in_the_file(small: Store) -> None:
    name, given, message = commands(examined_small.of(small))[0]

    assert "notice" == name
    assert {
        "file": "小方案.txt",
        "line": "3",
        "endLine": "3",
        "col": "4",
        "endColumn": "7",
        "title": "Q01 措施有定量目标",
    } == given
    assert message.startswith("该措施没有定量目标。")


def test_columns_are_left_out_where_the_words_run_over_lines(small: Store) -> None:
    made = examined_small.of(small)
    spread = replace(made.remarks[0], spot=Span(10, 40))

    _, given, _ = commands(replace(made, remarks=(spread,)))[0]

    assert {"file", "line", "endLine", "title"} == set(given)
    assert given["line"] < given["endLine"]


def test_a_word_file_has_no_lines_to_mark(small: Store) -> None:
    about = examined_small.subject("a.docx", "a.docx", original=examined_small.original(kind=Kind.WORD))

    _, given, message = commands(examined_small.of(small, about=about))[0]

    assert {"file", "title"} == set(given)
    assert "第3段" in message


def test_nothing_of_a_plan_starts_a_command_or_ends_a_property(small: Store) -> None:
    made = examined_small.of(small)
    bad = replace(made.remarks[0].finding, heading=HOSTILE, message_zh=HOSTILE, message_en=HOSTILE)
    shape = replace(made.remarks[0].shape, title_zh=HOSTILE, title_en=HOSTILE)
    hostile = replace(made, remarks=(replace(made.remarks[0], finding=bad, shape=shape, words=HOSTILE),))
    hostile = replace(hostile, subject=replace(made.subject, uri="a%1B%0A%3A%3Aerror%3A%3Ab,c.txt"))

    for lang in ("zh", "en"):
        said = annotations_text([hostile], lang)

        assert 1 == said.count("\n") == len(said.splitlines())
        name, given, message = read(said.rstrip("\n"))
        assert "notice" == name
        assert {"file", "line", "endLine", "col", "endColumn", "title"} == set(given)
        assert "gotcha" in given["title"]
        assert "gotcha" in message
        assert "\x1b" not in said


def test_severities_are_the_runners_words(small: Store) -> None:
    made = examined_small.of(small)
    remarks = tuple(
        replace(made.remarks[0], finding=replace(made.remarks[0].finding, severity=severity))
        for severity in Severity
    )

    assert ["error", "warning", "notice"] == [name for name, _, _ in commands(replace(made, remarks=remarks))]


def test_what_is_waived_is_a_notice_that_says_so(small: Store) -> None:
    waiver = Waiver(
        shape="measure_is_quantified", focus="m01", reason="由年度计划定", owner="张三", expires="2027-01-01"
    )

    name, given, message = commands(examined_small.of(small, waivers=(waiver,)))[0]

    assert ("notice", "Q01 措施有定量目标 – 已豁免") == (name, given["title"])
    assert message.endswith("已豁免：由年度计划定（张三，至2027-01-01）")


def test_nothing_looked_at_is_an_error() -> None:
    nothing = examined_small.of(Store(), run(Store(), PLAN, profiles=("quality",)))

    assert ["error"] == [name for name, _, _ in commands(nothing)]
