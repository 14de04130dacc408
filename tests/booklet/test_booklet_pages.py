"""The booklet page: whole, linked, sealed, in both languages, and it opens in a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from policykb.report.booklet import FORMS, files, reminders, reminders_page
from policykb.report.booklet.pages import booklet_page, index_page

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.report.booklet import Shelf

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr", "--v=0"]


def _page(shelf: Shelf, owner: str) -> str:
    return booklet_page(shelf, next(b for b in shelf.booklets if b.owner.id == owner), FORMS).decode()


def test_every_link_inside_leads_somewhere_and_ids_are_unique(either: Shelf) -> None:
    found = reminders(either, 90, each=False)
    pages = [
        _page(either, "org/nx-sthjt"),
        _page(either, "org/gov-640100"),
        index_page(either, FORMS).decode(),
    ]

    for page in (*pages, reminders_page(either, found).decode()):
        ids = re.findall(r' id="([^"]+)"', page)
        inside = set(re.findall(r'href="#([^"]+)"', page))

        assert len(ids) == len(set(ids))
        assert set() == inside - set(ids)
        assert 'href=""' not in page


def test_icons_are_there_for_every_state(either: Shelf) -> None:
    page = _page(either, "org/nx-sthjt")
    used = set(re.findall(r'<use href="#(b-\w+)"', page))

    assert used
    assert set() == used - set(re.findall(r'<symbol id="(b-\w+)"', page))


def test_a_row_has_quote_place_force_deadline_state_and_duty(zh: Shelf) -> None:
    page = _page(zh, "org/nx-slt")
    row = re.search(r'<tr id="m11-t3".*?</tr>', page, re.DOTALL)

    assert row
    for words in (
        "全区再生水利用率达到",
        "≥50%",
        "承诺",
        "2025年12月31日",
        "已过 326 天",
        "已到期待证据",
        ">4730–4747<",
    ):
        assert words in row[0]
    assert 'data-duty="m11/t3/r-inherited-nx-slt"' in row[0]
    assert "按公布值：" in row[0]


def test_there_is_no_state_by_figures_where_none_was_derived(hostile: Shelf) -> None:
    page = booklet_page(hostile, hostile.booklets[0], FORMS).decode()

    assert not hostile.assessed
    assert "按公布值" not in page
    assert "未经人工审定" in page


def test_the_paper_says_what_it_is(either: Shelf) -> None:
    words = "不是公文" if either.words.lang == "zh" else "not an official document"

    assert words in _page(either, "org/gov-640121")
    assert words in index_page(either, FORMS).decode()


def test_the_head_of_the_table_names_body_and_day_on_every_sheet(zh: Shelf) -> None:
    head = re.search(r"<thead>\s*<tr class=\"running\">.*?</thead>", _page(zh, "org/nx-slt"), re.DOTALL)

    assert head
    assert "宁夏回族自治区水利厅 · 减污降碳协同增效行动实施方案 · 截至 2026年11月22日" in head[0]


def test_pages_open_in_a_browser_under_their_own_policy(zh: Shelf, en: Shelf, tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    assert browser is not None, (
        "no chromium: `make test` installs it from Debian's packages, which needs root"
    )
    (tmp_path / "zh.html").write_text(_page(zh, "org/nx-slt"), encoding="utf-8")
    (tmp_path / "en.html").write_text(
        reminders_page(en, reminders(en, 90, each=False)).decode(), encoding="utf-8"
    )

    for name in ("zh", "en"):
        argv = [
            browser,
            *FLAGS,
            f"--user-data-dir={tmp_path / name}",
            "--dump-dom",
            (tmp_path / f"{name}.html").as_uri(),
        ]
        done = subprocess.run(argv, capture_output=True, check=True, text=True, timeout=120)

        assert "CONSOLE" not in done.stderr, done.stderr
        assert "</main>" in done.stdout


def test_a_selection_has_only_its_own_files(zh: Shelf) -> None:
    made = files(zh, ("docx",))

    assert {"docx", "html"} == {name.rpartition(".")[2] for name in made}
    assert "index.html" in made
