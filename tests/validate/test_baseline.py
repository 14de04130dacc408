"""A baseline: what was found before is known, what is gone is told, and renumbering changes neither."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import examined_small
import pytest
from two_measures import PLAN

from policykb.errors import InputError
from policykb.validate import run
from policykb.validate.baseline import Baseline, Known, read_baseline
from policykb.validate.forms import json_text
from policykb.validate.table import table_text

if TYPE_CHECKING:
    from policykb.store import Store


def kept(store: Store) -> Baseline:
    data = json_text([examined_small.of(store)], as_of="2026-11-22").encode()
    return read_baseline(data, where="findings.json")


def test_what_was_found_before_is_known_and_does_not_count(small: Store) -> None:
    made = examined_small.of(small, known=kept(small).known)

    assert [True, True] == [remark.known for remark in made.remarks]
    assert not made.fails("info")
    said = table_text(made, "zh")
    assert "小方案.txt: 编码缺陷 0；规划缺口 2：提示 2；已知 2" == said.splitlines()[0]
    assert "\n已知（先前已有，不计入）\n  提示  该措施没有定量目标  （一）严格准入" in said


def test_what_is_new_counts(small: Store) -> None:
    known = tuple(one for one in kept(small).known if one.shape != "measure_is_quantified")

    made = examined_small.of(small, known=known)

    assert ["measure_is_quantified"] == [remark.finding.shape for remark in made.remarks if remark.counts]
    assert made.fails("info")


def test_what_is_gone_is_told_once_its_check_was_made_again(small: Store) -> None:
    old = replace(kept(small).known[0], mark="0" * 12, heading="（九）已改好")

    again, unasked = (
        examined_small.of(small, run(small, PLAN, profiles=(profile,)), known=(old,))
        for profile in ("quality", "encoding")
    )

    assert (old,) == again.fixed
    assert "\n已消除（先前有，现在没有）\n  （九）已改好  该措施没有定量目标" in table_text(again, "zh")
    assert () == unasked.fixed


def test_a_file_without_fingerprints_is_matched_by_id(small: Store) -> None:
    old = [replace(one, mark="") for one in kept(small).known]

    assert [True, True] == [remark.known for remark in examined_small.of(small, known=tuple(old)).remarks]


def test_a_draft_under_another_name_is_the_same_plan_where_both_runs_hold_one() -> None:
    one, other = (Known(plan, "a@m01", "1", "a", "info", ("", ""), "") for plan in ("v1", "v2"))

    assert (one,) == Baseline((one,)).of("v3", alone=True)
    assert () == Baseline((one,)).of("v3", alone=False)
    assert () == Baseline((one, other)).of("v3", alone=True)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"schemaVersion": "1.1",\n "findings": [}', "findings.json:2:15"),
        (b'["schemaVersion"]', "findings.json"),
        (b'{"schemaVersion": "1.1"}', "findings.json"),
        (b'{"findings": []}', "findings.json"),
        (b'{"schemaVersion": "1.1", "findings": [1]}', "1"),
        (b'{"schemaVersion": "1.1", "findings": [{"id": "x", "shape": "y"}]}', "plan"),
        (b'{"schemaVersion": "1.1", "findings": [{"id": "\\u001b", "plan": "x", "shape": "y"}]}', "U+001B"),
        (b"[" * 100_000, "findings.json"),
        (b'{"schemaVersion": ' + b"9" * 5000 + b"}", "findings.json"),
        (b"\x50\x4b\x03\x04", "findings.json"),
        ("规划".encode("gbk"), "UTF-8"),
    ],
    ids=[
        "syntax",
        "list",
        "no-findings",
        "no-version",
        "number",
        "no-plan",
        "escape",
        "deep",
        "long",
        "zip",
        "gbk",
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_baseline(data, where="findings.json")

    assert told in str(refused.value)


def test_it_reads_what_it_writes(small: Store) -> None:
    told = json.loads(json_text([examined_small.of(small)], as_of="2026-11-22"))

    assert [(row["id"], row["fingerprint"]) for row in told["findings"]] == [
        (one.id, one.mark) for one in kept(small).known
    ]
