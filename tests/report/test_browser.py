"""The pages in a real browser: they open from a file, obey their own content policy and fetch nothing."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from policykb.pipeline.reporting import make_reports

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.pipeline.knowledge import Knowledge

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--v=0",
]


def opened(page: Path, profile: Path) -> subprocess.CompletedProcess[str]:
    browser = shutil.which("chromium")
    assert browser is not None, (
        "no chromium: `make test` installs it from Debian's packages, which needs root"
    )
    return subprocess.run(
        [browser, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_open_under_their_own_policy(ningxia: Knowledge, tmp_path: Path, lang: str) -> None:
    files = make_reports(ningxia, lang).files
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)

    for name in sorted(files):
        if name.endswith(".html"):
            done = opened(tmp_path / name, tmp_path / f"profile-{name}")

            assert "CONSOLE" not in done.stderr, done.stderr
            assert "</main>" in done.stdout


def test_a_page_that_breaks_its_policy_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page.write_text(f"<!doctype html>{policy}<main></main><script>1</script>", encoding="utf-8")

    assert "CONSOLE" in opened(page, tmp_path / "profile").stderr
