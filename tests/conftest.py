"""What many tests stand on: the shipped plan's knowledge as of a fixed day, built once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.pipeline.knowledge import Knowledge

AS_OF = "2026-11-22"


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
