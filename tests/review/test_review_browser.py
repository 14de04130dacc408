"""The page in a real browser: keys decide, the text follows, and what is downloaded comes back as it was decided."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from browser import Browser
from jixiang import DRAFT, PLAN, TEXT, folder

from policykb.cli import run
from policykb.draft import from_json
from policykb.review.kinds import every_claim
from policykb.vocab import ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = "document.querySelector('.card.here')?.dataset.id"
TOLD = "document.getElementById('plain').value"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser() as found:
        yield found


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Browser:
    chromium.open(folder(tmp_path) / "review.html")
    return chromium


def decisions(page: Browser) -> dict[str, str]:
    return {one["id"]: one["decision"] for one in json.loads(page.run(TOLD))["decisions"]}


def test_the_page_runs_under_its_own_policy_and_asks_nobody(page: Browser) -> None:
    page.press("j", "a", "?", "?", "r")

    assert [] == page.troubles()
    assert not page.run("document.getElementById('decide').hidden")
    assert 0 == page.run("document.querySelectorAll('.act[hidden]').length")


def test_a_page_with_a_foreign_script_is_noticed(chromium: Browser, tmp_path: Path) -> None:
    home = folder(tmp_path)
    bad = (home / "review.html").read_text("utf-8").replace("</main>", "</main><script>alert(1)</script>")
    (home / "bad.html").write_text(bad, encoding="utf-8")
    chromium.open(home / "bad.html")

    assert any("Content Security Policy" in one for one in chromium.troubles())


def test_j_and_k_go_from_claim_to_claim_and_the_text_follows(page: Browser) -> None:
    seen = []
    for key in ("j", "j", "j", "k"):
        page.press(key)
        seen.append(page.run(HERE))
    marked = page.run("[...document.querySelectorAll('.on')].map(bit => bit.textContent).join('')")

    assert ["g2025", "g2025/t1", "m01", "g2025/t1"] == seen
    assert "协同格局基本形成" == marked


def test_a_r_and_u_decide_and_go_on(page: Browser) -> None:
    page.press("j", "a", "r", "u")

    assert {"g2025": "accepted", "g2025/t1": "rejected", "m01": "questioned"} == decisions(page)
    assert "m01" == page.run(HERE)
    assert "备注" in page.run("document.getElementById('tell').textContent")


def test_the_same_key_again_takes_a_decision_back(page: Browser) -> None:
    page.press("j", "a", "k", "a")

    assert {} == decisions(page)


def test_e_writes_a_note_and_keys_are_letters_there(page: Browser) -> None:
    page.press("j", "a", "k", "e", "j", "a", "r", "Escape", "j")
    (told,) = json.loads(page.run(TOLD))["decisions"]

    assert ("g2025", "accepted", "jar") == (told["id"], told["decision"], told["note"])
    assert "g2025/t1" == page.run(HERE)


def test_z_takes_all_of_it_back(page: Browser) -> None:
    page.press("j", "u", "z")

    assert {} == decisions(page)
    assert page.run("document.querySelector('.card .mine').hidden")


def test_decisions_outlive_the_page_where_the_browser_keeps_them(chromium: Browser, tmp_path: Path) -> None:
    page = folder(tmp_path) / "review.html"
    chromium.open(page)
    chromium.press("j", "a")
    chromium.dialogs.clear()
    chromium.go(page)

    assert ["beforeunload"] == chromium.dialogs
    assert {"g2025": "accepted"} == decisions(chromium)


def test_the_slash_filters(page: Browser) -> None:
    page.press("/", "光", "伏")

    assert ["m01/a01", "m01/a01/n1"] == page.run(
        "[...document.querySelectorAll('.card')].filter(card => !card.hidden).map(card => card.dataset.id)"
    )


def test_only_what_needs_a_look_can_be_shown(page: Browser) -> None:
    page.run(
        "var s = document.querySelector('[name=show]'); s.value = 'doubt'; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    shown = page.run(
        "[...document.querySelectorAll('.card')].filter(card => !card.hidden).map(card => card.dataset.id)"
    )

    assert ["m01/a02", "m01/t2", "m01/r1", "m01/r2", "m01/r3", "m02/r1", "m02/r2", "s008"] == shown


def test_the_question_mark_shows_the_keys(page: Browser) -> None:
    page.press("?")
    shown = page.run("!document.getElementById('help').hidden")
    page.press("Escape")

    assert [True, True] == [shown, page.run("document.getElementById('help').hidden")]


def test_nothing_is_downloaded_unsigned(page: Browser) -> None:
    page.run("document.getElementById('save').click()")

    assert "请先填审定人。" == page.run("document.getElementById('tell').textContent")


def test_what_was_decided_in_the_page_comes_back(chromium: Browser, tmp_path: Path) -> None:
    home = folder(tmp_path)
    chromium.open(home / "review.html")
    chromium.run(
        "document.querySelector('[name=by]').value = '李四'; document.querySelector('[name=on]').value = '2026-11-21'; 1"
    )
    chromium.press("j", "a", "r")
    chromium.run("location.hash = '#c-s008'; 1")
    chromium.wait(f"{HERE} === 's008'")
    chromium.press("a")
    chromium.run("document.getElementById('save').click()")
    file = home / f"decisions-{PLAN}.json"
    end = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < end

    assert chromium.run(TOLD) == file.read_text("utf-8")
    assert 0 == run(["review", str(file), str(home)])
    draft = from_json((home / "draft.json").read_text("utf-8"))
    assert (ReviewState.ACCEPTED, "李四", "2026-11-21") == (
        draft.goals[0].review.state,
        draft.goals[0].review.by,
        draft.goals[0].review.on,
    )
    assert "g2025/t1" not in every_claim(draft)
    assert ["target", "sentence"] == [record.kind for record in draft.rejected]
    assert TEXT == (home / "source.txt").read_text("utf-8")
    assert DRAFT != draft
