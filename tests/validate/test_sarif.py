"""SARIF: valid after the standard's text, regions that are the words, what was decided on each finding."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import examined_small
import pytest
from jsonschema import Draft202012Validator
from two_measures import PLAN, TEXT

from policykb.originals.original import Kind
from policykb.phrase import Phrase
from policykb.span import Span
from policykb.store import Store
from policykb.validate.baseline import Known
from policykb.validate.sarif import sarif_text
from policykb.validate.waivers import Waiver

if TYPE_CHECKING:
    from policykb.validate import Examination

SCHEMA = json.loads((Path(__file__).parent / "sarif_subset.json").read_text(encoding="utf-8"))
WAIVER = Waiver(
    finding="measure_is_quantified@m01",
    reason="由年度计划定",
    owner="张三",
    expires="2027-01-01",
    where="w:1",
)
GONE = Known(
    PLAN, "measure_is_quantified@m09", "abc", "measure_is_quantified", "info", Phrase("没有了", "gone"), ""
)


def told(examination: Examination, lang: str = "zh") -> dict[str, Any]:
    log = json.loads(sarif_text([examination], lang, as_of="2026-11-22"))
    assert [] == [error.message for error in Draft202012Validator(SCHEMA).iter_errors(log)]
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_subset_refuses_what_the_standard_refuses(small: Store) -> None:
    log = json.loads(sarif_text([examined_small.of(small)], "zh", as_of="2026-11-22"))

    for spoil in (
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0].update(level="info"),
        lambda run: run["results"][0].update(baselineState="known"),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].update(
            uri="/a b"
        ),
        lambda run: run["tool"].pop("driver"),
    ):
        broken = json.loads(json.dumps(log))
        spoil(broken["runs"][0])

        assert not Draft202012Validator(SCHEMA).is_valid(broken)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_result_names_its_rule_by_id_and_index(small: Store, lang: str) -> None:
    run = told(examined_small.of(small), lang)

    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert ["measure_is_quantified", "measure_has_a_deadline"] == [r["ruleId"] for r in run["results"]]
    assert {"zh": "没有数字", "en": "Without a number"}[lang] in rules[run["results"][0]["ruleIndex"]][
        "help"
    ]["text"]


def test_a_region_is_the_words_by_offset_and_by_line(small: Store) -> None:
    run = told(examined_small.of(small))

    (place,) = run["results"][0]["locations"]
    region = place["physicalLocation"]["region"]
    assert "严格准入" == region["snippet"]["text"]
    assert TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]] == "严格准入"
    line = TEXT.split("\n")[region["startLine"] - 1]
    assert "严格准入" == line[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert "%E5%B0%8F%E6%96%B9%E6%A1%88.txt" == place["physicalLocation"]["artifactLocation"]["uri"]
    assert "（一）严格准入" == place["logicalLocations"][0]["name"]
    assert "file" == run["results"][0]["properties"]["offsetsReferTo"]


def test_columns_count_code_points_not_utf_16(small: Store) -> None:
    text = "\U00020bb7" * 3 + TEXT  # an ideograph of two UTF-16 units
    about = examined_small.subject(original=examined_small.original(text))
    made = examined_small.of(small, about=about)
    spot = Span(text.index("格局"), text.index("格局") + 2)
    run = told(replace(made, remarks=tuple(replace(remark, spot=spot) for remark in made.remarks)))

    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert "unicodeCodePoints" == run["columnKind"]
    assert (text.index("格局"), text.index("格局") + 1) == (region["charOffset"], region["startColumn"])
    assert "格局" == region["snippet"]["text"]


def test_in_a_word_file_the_offsets_are_those_of_the_text_and_the_message_names_the_paragraph(
    small: Store,
) -> None:
    about = examined_small.subject("a.docx", "a.docx", original=examined_small.original(kind=Kind.WORD))

    run = told(examined_small.of(small, about=about))

    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert {"charOffset", "charLength", "snippet"} == set(region)
    assert "textRead" == run["results"][0]["properties"]["offsetsReferTo"]
    assert "第3段" in run["results"][0]["message"]["text"]


def test_what_is_waived_known_new_or_gone_says_so(small: Store) -> None:
    known = next(
        Known(PLAN, f.id, f.fingerprint, f.shape, "info", Phrase("", ""), "")
        for f in examined_small.of(small).validation.findings
        if f.code == "Q09"
    )

    run = told(examined_small.of(small, waivers=(WAIVER,), known=(known, GONE)))

    waived, old, gone = run["results"]
    assert ("new", "unchanged", "absent") == tuple(result["baselineState"] for result in (waived, old, gone))
    assert {"reason": "由年度计划定", "owner": "张三", "expires": "2027-01-01"} == {
        "reason": waived["suppressions"][0]["justification"],
        **waived["suppressions"][0]["properties"],
    }
    assert "suppressions" not in old
    assert "abc" == gone["partialFingerprints"]["policykbFinding/v1"]


def test_without_a_baseline_no_state_is_claimed(small: Store) -> None:
    assert [] == [r for r in told(examined_small.of(small))["results"] if "baselineState" in r]


def test_nothing_looked_at_is_told_as_an_error() -> None:
    run = told(examined_small.of(Store()))

    assert ["error"] == [note["level"] for note in run["invocations"][0]["toolExecutionNotifications"]]
