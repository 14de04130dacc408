"""What would change is what can be counted by hand in the plan's text, and nothing is written."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from page_tree import parse
from policykb.cli import run
from policykb.errors import InputError, UsageError
from policykb.pipeline import cache
from policykb.pipeline.supposing import how_it_stands, supposed
from policykb.whatif import Way, WhatIf, Wish, as_json, as_text, read_overlay, sections, wished

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.pipeline.knowledge import Knowledge
    from policykb.whatif import Standing

FGW, SWT, STHJT, GXT, NINGDONG = "org/nx-fgw", "org/nx-swt", "org/nx-sthjt", "org/nx-gxt", "org/nx-ningdong"
ALL = {
    Wish.MOVE: ["m13/t3=2027-12-31", "m03/t1=2024-12-31"],
    Wish.TARGET: ["m09/t1=22", "m03/t3=25"],
    Wish.DROP_OWNER: ["m07=自治区住房城乡建设厅"],
    Wish.OWNER: ["m06=商务厅", "m04=自治区发展改革委:lead"],
}


@pytest.fixture(scope="module")
def today(ningxia: Knowledge) -> Standing:
    return how_it_stands(ningxia)


@pytest.fixture(scope="module")
def changed(ningxia: Knowledge, today: Standing) -> WhatIf:
    return supposed(ningxia, today, wished(ALL))


def _without(ningxia: Knowledge, today: Standing, *rules: str) -> WhatIf:
    return supposed(ningxia, today, wished({Wish.WITHOUT_RULE: rules}))


def _load(found: WhatIf, body: str) -> tuple[str, str]:
    change = next(change for change in found.loads if change.about == body)
    assert change.old is not None
    assert change.new is not None
    return change.old.load, change.new.load


def test_without_the_default_clause_no_city_or_county_answers_for_every_measure(
    ningxia: Knowledge, today: Standing
) -> None:
    """5 cities and 22 counties, 21 measures; Ningdong's committee is named by another rule."""
    found = _without(ningxia, today, "duty_falls_to_local_governments")

    assert {"default": (5 + 22) * 21} == Counter(duty.basis for duty in found.duties_lost)
    assert {21} == set(Counter(duty.body for duty in found.duties_lost).values())
    assert NINGDONG not in {duty.body for duty in found.duties_lost}
    assert () == (*found.duties_gained, *found.loads, *found.states)


def test_without_both_rules_of_the_clause_all_588_duties_are_gone(
    ningxia: Knowledge, today: Standing
) -> None:
    found = _without(ningxia, today, "duty_falls_to_local_governments", "duty_falls_to_named_committees")
    fallen = {change.rule: len(change.lost) for change in found.conclusions}

    assert (5 + 22 + 1) * 21 == len(found.duties_lost)
    assert {"duty_falls_to_local_governments": 567, "duty_falls_to_named_committees": 21} == fallen


def test_what_rests_on_a_rule_falls_with_it(ningxia: Knowledge, today: Standing) -> None:
    """Without a count of the load nobody is a bottleneck: that rule reads the other's conclusions."""
    found = _without(ningxia, today, "coordination_load")
    fallen = {change.rule: (change.old, change.new) for change in found.conclusions}

    assert {"coordination_load", "bottleneck_agency"} == set(fallen)
    assert {(20, 0)} == {fallen["coordination_load"]}
    assert 0 == fallen["bottleneck_agency"][1]
    assert {None} == {change.new for change in found.loads}


def test_a_deadline_moved_ahead_is_not_over_any_more(changed: WhatIf) -> None:
    moved = {change.about: change for change in changed.deadlines}

    assert {"m13/t3", "m03/t1"} == set(moved)
    assert ("2022-12-31", "2027-12-31") == (moved["m13/t3"].old, moved["m13/t3"].new)
    assert (True, False) == (changed.passed(moved["m13/t3"].old), changed.passed(moved["m13/t3"].new))
    assert (True, True) == (changed.passed(moved["m03/t1"].old), changed.passed(moved["m03/t1"].new))


def test_a_target_that_is_due_later_is_no_longer_unreported(ningxia: Knowledge, today: Standing) -> None:
    found = supposed(ningxia, today, wished({Wish.MOVE: ["m08/t1=2027-12-31"]}))
    (change,) = found.states

    assert "m08/t1" == change.about
    assert change.old is not None
    assert change.new is not None
    assert "due_unreported" == change.old.state
    assert change.new.state not in {"due_unreported", "achieved", "missed"}


def test_a_lead_makes_a_measure_of_eight_bodies_no_longer_diffuse(changed: WhatIf) -> None:
    gone = [(finding.shape_id, finding.focus) for finding in map(_Shape, changed.findings_gone)]

    assert ("m04",) == changed.diffuse_gone
    assert () == changed.diffuse_new
    assert [("shared_measure_has_a_lead", "m04")] == gone
    assert ("m04", FGW, "lead", "supposed") in changed.duties_gained
    assert ("m04", FGW, "presumptive_lead", "presumed") in changed.duties_lost


class _Shape:
    def __init__(self, finding: object) -> None:
        self.shape_id = str(getattr(finding, "id", "")).partition("@")[0].partition(".")[0]
        self.focus = getattr(finding, "focus", "")


def test_a_body_that_is_added_takes_its_share_from_the_others(changed: WhatIf) -> None:
    """Measure 6 lists five, then six; 商务厅 carried 3 measures and now carries a sixth of this one."""
    before, after = _load(changed, SWT)

    assert pytest.approx(1 / 6, abs=2e-6) == float(after) - float(before)
    before, after = _load(changed, FGW)
    assert pytest.approx(1 / 6 - 1 / 5, abs=2e-6) == float(after) - float(before)
    assert ("m06", SWT, "joint", "supposed") in changed.duties_gained


def test_a_body_that_is_dropped_carries_less_and_the_next_is_listed_first(changed: WhatIf) -> None:
    """Measures 6 and 7 list the building department: a sixth for a fifth of one, nothing for a fifth of the other."""
    before, after = _load(changed, "org/nx-zjt")

    assert pytest.approx(1 / 6 - 1 / 5 - 1 / 5, abs=2e-6) == float(after) - float(before)
    assert ("m07", "org/nx-zjt", "joint", "stated") in changed.duties_lost
    assert ("m07", "org/nx-zrzyt", "presumptive_lead", "presumed") in changed.duties_gained


def test_stricter_and_weaker_values_are_told_apart_and_keep_their_unit(changed: WhatIf) -> None:
    told = {(one.kind, one.what): (one.way, one.said.zh) for one in changed.told}

    assert (Way.STRICTER, "m09/t1（森林覆盖率）的数值 20 → 22（百分比）") == told["target", "m09/t1"]
    assert Way.WEAKER == told["target", "m03/t3"][0]
    assert Way.WEAKER == told["move", "m13/t3"][0]
    assert Way.STRICTER == told["move", "m03/t1"][0]


def test_a_lower_goal_has_a_smaller_gap(changed: WhatIf) -> None:
    """30 % less a gap of 7 is a figure of 23 %: two short of 25 %."""
    state = next(change for change in changed.states if change.about == "m03/t3")

    assert state.old is not None
    assert state.new is not None
    assert [("30", "7"), ("25", "2")] == [(side.goal, side.gap) for side in (state.old, state.new)]


def test_what_is_not_supposed_stays(changed: WhatIf) -> None:
    touched = {change.about for change in changed.states}

    assert touched <= {"m03/t1", "m03/t3", "m09/t1"}
    assert {"m04", "m06", "m07"} == {
        duty.element.partition("/")[0] for duty in (*changed.duties_lost, *changed.duties_gained)
    }


@pytest.mark.parametrize(
    ("wish", "words", "zh", "en"),
    [
        (Wish.MOVE, "m13/t33=2027-12-31", "m13/t3", "m13/t3"),
        (Wish.MOVE, "m13/t3=2027-13-31", "不是日期", "no date"),
        (Wish.MOVE, "m13/t3=20271231", "不是日期", "no date"),
        (Wish.MOVE, "m13/t3=2022-12-31", "本来就是", "as it is"),
        (Wish.MOVE, "m13/t3", "请写成", "write it as"),
        (Wish.OWNER, "m44=自治区商务厅", "m04", "m04"),
        (Wish.OWNER, "m06=自治区商务听", "商务厅", "nearest"),
        (Wish.OWNER, "m04=自治区商务厅", "已列有", "as it is"),
        (Wish.DROP_OWNER, "m06=自治区商务厅", "所列单位", "it lists"),
        (Wish.TARGET, "m09/t1=abc", "不是数值", "no number"),
        (Wish.TARGET, "m09/t1=-22", "不是数值", "no number"),
        (Wish.TARGET, "m09/t1=20.0", "本来就是", "as it is"),
        (Wish.TARGET, "m13/t3=5", "没有数值", "no number"),
        (
            Wish.WITHOUT_RULE,
            "duty_falls_to_local_government",
            "相近的有：duty_falls_to_local_governments",
            "nearest",
        ),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_what_could(
    ningxia: Knowledge, today: Standing, wish: Wish, words: str, zh: str, en: str
) -> None:
    with pytest.raises(UsageError) as err:
        supposed(ningxia, today, wished({wish: [words]}))

    assert 2 == err.value.exit_code
    assert zh in err.value.zh
    assert en in str(err.value)


@pytest.mark.parametrize("given", [{}, {Wish.MOVE: ["m01/a01=2024-12-31", "m01/a01=2025-12-31"]}])
def test_nothing_and_twice_the_same_are_refused(given: dict[Wish, list[str]]) -> None:
    with pytest.raises(UsageError) as err:
        wished(given)

    assert err.value.zh


def test_a_file_says_the_same_as_the_options() -> None:
    text = "\n".join(f"{wish.value} = {json.dumps(words, ensure_ascii=False)}" for wish, words in ALL.items())

    assert wished(ALL) == wished(read_overlay(text.encode(), where="overlay.toml"))


@pytest.mark.parametrize("text", ["move = 1", "moves = []", "move = [1]", "move = [", "a = " + "[" * 5000])
def test_a_file_that_is_something_else_is_refused(text: str) -> None:
    with pytest.raises(InputError) as err:
        read_overlay(text.encode(), where="overlay.toml")

    assert "move" in err.value.zh


def test_the_text_starts_with_what_is_supposed_and_says_how_much_it_leaves_out(changed: WhatIf) -> None:
    in_zh, in_en = (as_text(changed, lang) for lang in ("zh", "en"))
    lost = len(changed.duties_lost)

    assert in_zh.startswith("设想：m13/t3 的期限 2022-12-31 → 2027-12-31 ▽ 更松；")
    assert in_en.startswith("Supposed: the deadline of m13/t3: 2022-12-31 → 2027-12-31 ▽ weaker; ")
    assert f"失去的责任：{lost}\n" in in_zh
    assert f"… {lost - 8} more" in in_en
    assert not [char for char in in_en.split("as of")[0] if char in "的设想由"]


def test_json_holds_every_line_that_is_counted(changed: WhatIf) -> None:
    plain = json.loads(as_json(changed))

    assert {section.key: len(plain[section.key]) for section in sections(changed)} == plain["counts"]


@pytest.mark.parametrize(("lang", "heading"), [("zh", "设想与影响"), ("en", "What if")])
def test_the_command_writes_a_page_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ningxia: Knowledge,
    lang: str,
    heading: str,
) -> None:
    from policykb import anchors  # noqa: PLC0415 - only to look that nothing there changes

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYKB_CACHE_DIR", "")
    (tmp_path / "overlay.toml").write_text('target = ["m09/t1=22"]', encoding="utf-8")
    folder = anchors.PLANS / "ningxia-2022"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code = run(
        ["whatif", "--overlay", "overlay.toml", "--as-of", ningxia.as_of, "--lang", lang, "-o", "page.html"]
    )
    page = parse((tmp_path / "page.html").read_bytes())

    assert 0 == code
    assert heading == page.find("h1")[0].text()
    assert page.find("section", id="states")
    assert ["overlay.toml", "page.html"] == sorted(path.name for path in tmp_path.iterdir())
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_cache_and_the_plan_at_hand_never_see_what_is_supposed(
    ningxia: Knowledge, today: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(cache, "keep", lambda name, _store: kept.append(name))
    draft, size = ningxia.draft, len(ningxia.store)
    supposed(ningxia, today, wished({Wish.DROP_OWNER: ["m07=自治区住房城乡建设厅"]}))

    assert [] == kept
    assert (draft, size) == (ningxia.draft, len(ningxia.store))
    assert today == how_it_stands(ningxia)


def test_an_unknown_rule_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["whatif", "--without-rule", "no_such_rule", "--as-of", "2026-11-22", "--lang", "zh"])

    assert 2 == code
    assert "没有名为“no_such_rule”的规则" in capsys.readouterr().err
