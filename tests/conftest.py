"""What many tests stand on: the shipped plan's knowledge as of a fixed day, built once a process."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

AS_OF = "2026-11-22"
W3C_SUITES = Path(os.environ.get("POLICYKB_W3C") or Path(__file__).resolve().parents[2] / "shared" / "w3c")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud what could not be checked here."""
    if not (W3C_SUITES / "sparql11").is_dir():
        terminalreporter.section("NOT CHECKED", sep="!", red=True)
        terminalreporter.line(
            f"the W3C suites are not at {W3C_SUITES}: name their folder in POLICYKB_W3C to check the gate against them"
        )


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("POLICYKB_CACHE_DIR", str(folder))
    patch.delenv("POLICYKB_LANG", raising=False)
    return folder


@pytest.fixture(scope="session")
def ningxia() -> Knowledge:
    from policykb.pipeline.knowledge import open_plan  # noqa: PLC0415 - after the cache folder is set

    return open_plan("ningxia-2022", as_of=AS_OF)
