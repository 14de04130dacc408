"""Waivers: all four parts or none, until their last day, and told when they cover nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examined_small
import pytest
from two_measures import PLAN

from policykb.errors import InputError
from policykb.validate import run
from policykb.validate.forms import json_text
from policykb.validate.remarks import idle
from policykb.validate.table import table_text
from policykb.validate.waivers import Waiver, read_waivers
from policykb.vocab import Severity

if TYPE_CHECKING:
    from policykb.store import Store

GOOD = """\
# （虚构）
[[waiver]]
finding = "measure_is_quantified@m01"
reason = "由年度计划定"
owner = "张三"
expires = 2026-12-31

[[waiver]]
shape = "measure_has_a_deadline"
focus = "m01"
reason = "常年任务"
owner = "李四"
expires = "2026-11-22"
"""


def read(text: str) -> tuple[Waiver, ...]:
    return read_waivers(text.encode(), where="waivers.toml")


def test_a_waiver_names_a_finding_or_a_check_and_an_element() -> None:
    first, second = read(GOOD)

    assert ("measure_is_quantified@m01", "由年度计划定", "张三", "2026-12-31") == (
        first.finding, first.reason, first.owner, first.expires,
    )  # fmt: skip
    assert ("measure_has_a_deadline@m01", "waivers.toml:8") == (second.names, second.where)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('reason = "由年度计划定"\n', "", 2, "reason"),
        ('owner = "李四"\n', "", 8, "owner"),
        ('owner = "李四"', 'owner = "  "', 8, "owner"),
        ("expires = 2026-12-31\n", "", 2, "expires"),
        ("expires = 2026-12-31", 'expires = "2026-12-32"', 2, "2026-12-32"),
        ("expires = 2026-12-31", 'expires = "20261231"', 2, "YYYY-MM-DD"),
        ("expires = 2026-12-31", "expires = 2026-12-31T00:00:00", 2, "YYYY-MM-DD"),
        ('focus = "m01"\n', "", 8, "focus"),
        ('finding = "measure_is_quantified@m01"\n', "", 2, "finding"),
        ('focus = "m01"', 'focus = "m01"\nfinding = "x"', 8, "finding"),
        ('owner = "李四"', "owner = 7", 8, "owner"),
        ('owner = "李四"', 'owner = "李四"\nuntil = "x"', 8, "until"),
    ],
    ids=lambda value: str(value).strip()[:24],
)
def test_a_waiver_that_lacks_a_part_is_refused_with_its_line(
    old: str, new: str, line: int, told: str
) -> None:
    assert old in GOOD

    with pytest.raises(InputError) as refused:
        read(GOOD.replace(old, new, 1))

    assert f"waivers.toml:{line}" == refused.value.where
    assert told in refused.value.zh
    assert 3 == refused.value.exit_code


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[waiver]\n", "line 1"),
        ("waiver = 3\n", "[[waiver]]"),
        ("[waiver]\nreason='x'\n", "[[waiver]]"),
        ("[[exception]]\n", "exception"),
        ('[[waiver]]\nreason = "\\u001b[31m"\n', "U+001B"),
        ("a = " + "[" * 3000, ""),
        (b"\xff\xfe\x00".decode("latin-1") + "\x00", ""),
    ],
    ids=["syntax", "number", "table", "key", "escape", "deep", "bytes"],
)
def test_a_file_that_is_no_list_of_waivers_is_refused(text: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text)

    assert told in str(refused.value)


def test_an_empty_file_waives_nothing() -> None:
    assert () == read("# none yet\n")


def test_what_is_waived_does_not_count_and_is_shown_with_reason_owner_and_day(small: Store) -> None:
    made = examined_small.of(small, waivers=read(GOOD))

    assert not made.fails(Severity.INFO)
    assert 0 == made.failing
    said = table_text(made, "zh")
    assert "小方案.txt: 编码缺陷 0；规划缺口 0；已豁免 2" == said.splitlines()[0]
    assert (
        "  提示  该措施没有定量目标  （一）严格准入  第3行第4字  measure_is_quantified@m01  已豁免：由年度计划定（张三，至2026-12-31）"
        in said
    )
    assert '"waived": {\n        "reason": "由年度计划定"' in json_text([made], as_of="2026-11-22")


def test_on_the_day_after_its_last_it_counts_again_and_that_is_told(small: Store) -> None:
    made = examined_small.of(small, waivers=read(GOOD), as_of="2026-11-23")

    assert made.fails(Severity.INFO)
    assert ["measure_has_a_deadline"] == [remark.finding.shape for remark in made.remarks if remark.counts]
    assert ["豁免已于2026-11-22到期，measure_has_a_deadline@m01 重新计入（李四；waivers.toml:8）"] == [
        note.zh for note in made.notes
    ]


def test_a_waiver_for_nothing_is_told_where_its_check_was_made(small: Store) -> None:
    fields = {"reason": "x", "owner": "y", "expires": "2027-01-01", "where": "w:1"}
    names = ("measure_is_quantified@m09", "no_such_check@m01", "body_is_listed_once.bearer@m01/r1")
    waivers = tuple(Waiver(finding=name, **fields) for name in names)
    checked = run(small, PLAN, profiles=("quality",))

    told = idle(waivers, (examined_small.of(small, checked),))

    assert [f"豁免 {name} 没有对应的发现，可以删去（w:1）" for name in names[:2]] == [
        note.zh for note in told
    ]
