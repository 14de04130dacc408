from __future__ import annotations

from pathlib import Path

import pytest

from policykb.pipeline import cache
from policykb.pipeline.knowledge import open_plan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYKB_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_what_is_kept_comes_back(folder: Path) -> None:
    cache.keep("x", b"one\ntwo\n")

    assert b"one\ntwo\n" == cache.load("x")
    assert ["x.nq"] == [path.name for path in folder.iterdir()]


def test_a_damaged_file_is_not_believed(folder: Path) -> None:
    cache.keep("x", b"one\ntwo\n")
    (folder / "x.nq").write_bytes((folder / "x.nq").read_bytes()[:-1])

    assert None is cache.load("x")


def test_another_day_or_another_plan_has_another_name() -> None:
    assert 3 == len({cache.key("p", "2026-11-22"), cache.key("p", "2026-11-23"), cache.key("q", "2026-11-22")})


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("POLICYKB_CACHE_DIR", str(tmp_path / "file"))

    cache.keep("x", b"one")

    assert None is cache.load("x")


@pytest.mark.usefixtures("folder")
def test_knowledge_from_the_cache_is_the_knowledge_that_was_built() -> None:
    built = open_plan("ningxia-2022", as_of="2026-11-22")
    kept = open_plan("ningxia-2022", as_of="2026-11-22")

    assert built.store.nquads() == kept.store.nquads()


def test_only_a_dozen_are_kept(folder: Path) -> None:
    for number in range(15):
        cache.keep(f"n{number}", b"x")

    assert 12 == len(list(folder.glob("*.nq")))
