"""What changed between two versions is told in domain words, matched by content."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policykb.diff import Difference, Direction, Event, Subject, Version, diff
from policykb.diff.matching import moved
from policykb.extract import extract
from policykb.text import PlanText

OLD = """东湾市减污降碳行动方案（虚构）

一、主要任务

（一）推进绿色出行。建设慢行道，到2025年，新能源公交车比例达到60%。严禁使用高污染车辆。（市交通运输局、市公安局按职责分工负责）

（二）治理工业炉窑。应开展炉窑改造，淘汰落后设备。到2024年，再生水利用率达到40%。（市工业和信息化局、市生态环境局按职责分工负责）

（三）保护湿地。开展湿地修复和巡护。（市林业和草原局按职责分工负责）
"""
INVENTED = Path(__file__).parents[1] / "plans" / "invented"


def _version(text: str) -> Version:
    read = PlanText.from_bytes(text.encode())
    return Version("plan", extract(read, "plan"), read.content)


def _changes(old: str, new: str) -> Difference:
    return diff(_version(old), _version(new))


def _told(found: Difference) -> set[tuple[Subject, Event, Direction]]:
    return {(change.subject, change.event, change.direction) for change in found.changes}


def test_a_plan_does_not_differ_from_itself() -> None:
    found = _changes(OLD, OLD)

    assert ((), 3, 3) == (found.changes, found.paired, found.same)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("达到60%", "达到50%", (Subject.TARGET, Event.CHANGED, Direction.WEAKER)),
        ("达到60%", "达到70%", (Subject.TARGET, Event.CHANGED, Direction.STRICTER)),
        ("到2024年", "到2026年", (Subject.DEADLINE, Event.MOVED, Direction.WEAKER)),
        ("到2026年", "到2024年", (Subject.DEADLINE, Event.MOVED, Direction.STRICTER)),
        ("应开展炉窑改造", "鼓励开展炉窑改造", (Subject.FORCE, Event.CHANGED, Direction.WEAKER)),
        ("市交通运输局、市公安局", "市交通运输局", (Subject.AGENCY, Event.DROPPED, Direction.WEAKER)),
        (
            "市交通运输局、市公安局",
            "市公安局、市交通运输局",
            (Subject.AGENCY, Event.MOVED, Direction.NEUTRAL),
        ),
        ("淘汰落后设备", "淘汰落后设备，建设监测平台", (Subject.ACTION, Event.ADDED, Direction.STRICTER)),
        ("治理工业炉窑。", "整治工业炉窑。", (Subject.MEASURE, Event.REWORDED, Direction.NEUTRAL)),
    ],
    ids=[
        "lowered",
        "raised",
        "later",
        "earlier",
        "weaker-force",
        "body-out",
        "other-first",
        "new-action",
        "title",
    ],
)
def test_one_change_is_one_change(old: str, new: str, expected: tuple[Subject, Event, Direction]) -> None:
    before = OLD if old in OLD else OLD.replace(new, old)
    changed = before.replace(old, new)

    found = _changes(before, changed)

    assert before != changed
    assert [expected] == [(c.subject, c.event, c.direction) for c in found.changes]


def test_a_dropped_measure_does_not_make_its_neighbours_differ() -> None:
    start, end = OLD.index("（一）"), OLD.index("（二）")
    shorter = (OLD[:start] + OLD[end:]).replace("（二）", "（一）").replace("（三）", "（二）")

    found = _changes(OLD, shorter)

    assert [(Subject.MEASURE, Event.DROPPED)] == [(c.subject, c.event) for c in found.changes]


def test_every_quote_stands_at_its_place() -> None:
    new = OLD.replace("达到60%", "达到50%").replace("应开展炉窑改造", "鼓励开展炉窑改造")
    old_version, new_version = _version(OLD), _version(new)

    found = diff(old_version, new_version)

    sides = [(old_version.text, c.old) for c in found.changes] + [
        (new_version.text, c.new) for c in found.changes
    ]
    assert [side.quote for _, side in sides if side] == [
        "".join(side.span.quote(text).split("\n")) for text, side in sides if side
    ]


def test_the_same_value_in_another_unit_is_no_change_of_the_target() -> None:
    old = OLD.replace("到2024年，再生水利用率达到40%", "到2025年，湿地面积稳定在15万亩")
    new = OLD.replace("到2024年，再生水利用率达到40%", "到2025年，湿地面积稳定在10000公顷")

    assert Direction.WEAKER not in {change.direction for change in _changes(old, new).changes}


def test_only_what_left_the_rising_order_has_moved() -> None:
    assert (set(), {1}, {0}) == (moved([1, 2, 5, 9]), moved([1, 4, 2, 3]), moved([9, 1, 2, 3]))


def test_an_invented_plan_and_its_draft_differ_in_what_was_planted() -> None:
    expected = tomllib.loads((INVENTED / "dongwan" / "expected_diff.toml").read_text("utf-8"))["change"]
    old, new = (
        _version((INVENTED / "dongwan" / name).read_text("utf-8")) for name in ("earlier.txt", "source.txt")
    )
    kinds = {
        "target_lowered": (Subject.TARGET, Event.CHANGED, Direction.WEAKER),
        "deadline_moved": (Subject.DEADLINE, Event.MOVED, Direction.WEAKER),
        "agency_dropped": (Subject.AGENCY, Event.DROPPED, Direction.WEAKER),
        "force_lowered": (Subject.FORCE, Event.CHANGED, Direction.WEAKER),
        "measure_dropped": (Subject.MEASURE, Event.DROPPED, Direction.WEAKER),
        "measure_added": (Subject.MEASURE, Event.ADDED, Direction.STRICTER),
    }

    found = diff(old, new)

    planted = sorted(kinds[change["kind"]] for change in expected if not change.get("optional"))
    assert planted == sorted((c.subject, c.event, c.direction) for c in found.changes)
