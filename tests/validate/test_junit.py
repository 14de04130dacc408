"""JUnit: a suite for each plan, a case for each check, and as many failures as checks that found something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examined_small
from lxml import etree
from two_measures import PLAN

from policykb.phrase import Phrase
from policykb.store import Store
from policykb.validate import load_shapes, run
from policykb.validate.baseline import Known
from policykb.validate.junit import junit_text
from policykb.validate.waivers import Waiver

if TYPE_CHECKING:
    from policykb.validate import Examination


def parsed(*examinations: Examination, lang: str = "zh") -> etree._Element:
    return etree.fromstring(junit_text(examinations, lang).encode())


def failing(root: etree._Element) -> list[str]:
    return [case.get("name").split()[0] for case in root.iter("testcase") if case.find("failure") is not None]


def test_a_case_stands_for_each_check_and_fails_when_it_found_something(small: Store) -> None:
    root = parsed(examined_small.of(small))

    cases = [case.get("name") for case in root.iter("testcase")]
    shapes = {shape.code for shape in load_shapes(("encoding", "quality")).shapes}
    assert shapes <= {name.split()[0] for name in cases}
    assert ["Q01", "Q09"] == failing(root)
    assert (str(len(cases)), "2") == (root.get("tests"), root.get("failures"))


def test_a_failure_says_what_where_and_what_to_do(small: Store) -> None:
    failure = next(parsed(examined_small.of(small)).iter("failure"))

    assert "info" == failure.get("type")
    assert "1 / 2  措施有定量目标" == failure.get("message")
    assert "（一）严格准入  第3行第4字" in failure.text
    assert "怎么改：" in failure.text


def test_each_plan_is_a_suite_named_as_its_author_named_the_file(small: Store) -> None:
    one = examined_small.of(small)

    root = parsed(one, examined_small.of(small, about=examined_small.subject("乙.txt")))

    assert ["小方案.txt", "乙.txt"] == [suite.get("name") for suite in root.iter("testsuite")]
    assert "4" == root.get("failures")


def test_what_is_waived_or_known_is_told_and_does_not_fail(small: Store) -> None:
    waiver = Waiver(
        shape="measure_is_quantified", focus="m01", reason="由年度计划定", owner="张三", expires="2027-01-01"
    )
    late = next(f for f in examined_small.of(small).validation.findings if f.code == "Q09")
    known = Known(PLAN, late.id, late.fingerprint, late.shape, "info", Phrase("", ""), "")

    root = parsed(examined_small.of(small, waivers=(waiver,), known=(known,)))

    output = "".join(element.text for element in root.iter("system-out"))
    assert [] == failing(root)
    assert "已豁免：由年度计划定（张三，至2027-01-01）" in output
    assert "已知" in output


def test_nothing_looked_at_is_a_failure() -> None:
    root = parsed(examined_small.of(Store(), run(Store(), PLAN, profiles=("quality",))))

    assert ["policykb"] == failing(root)
