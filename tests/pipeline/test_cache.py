from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policykb.pipeline import cache
from policykb.pipeline.knowledge import open_plan
from policykb.quads import Quad
from policykb.store import Store

if TYPE_CHECKING:
    from pathlib import Path

FACT = Quad(
    "https://example.org/a", "https://example.org/p", "https://example.org/b", "https://example.org/g"
)


def store(*quads: Quad) -> Store:
    made = Store()
    made.add(quads)
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYKB_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_what_is_kept_comes_back(folder: Path) -> None:
    cache.keep("x", store(FACT))
    kept = cache.load("x")

    assert ["x"] == [path.name for path in folder.iterdir()]
    assert kept is not None
    assert [FACT] == list(kept.quads())


def test_it_can_be_read_by_several_and_again(folder: Path) -> None:
    cache.keep("x", store(FACT))
    one, two = cache.load("x"), cache.load("x")

    assert folder.exists()
    assert one is not None
    assert two is not None
    assert list(one.quads()) == list(two.quads())


@pytest.mark.parametrize("harm", ["byte", "missing", "added", "manifest"])
def test_a_damaged_folder_is_not_believed(folder: Path, harm: str) -> None:
    cache.keep("x", store(FACT))
    table = next(path for path in sorted((folder / "x").iterdir()) if path.suffix == ".sst")
    match harm:
        case "byte":
            data = bytearray(table.read_bytes())
            data[len(data) // 2] ^= 1
            table.write_bytes(data)
        case "missing":
            table.unlink()
        case "added":
            (folder / "x" / "999999.sst").write_bytes(table.read_bytes())
        case "manifest":
            (folder / "x" / "manifest.json").write_text("{", encoding="utf-8")

    assert None is cache.load("x")


@pytest.mark.usefixtures("folder")
def test_another_day_or_another_plan_has_another_name() -> None:
    assert 3 == len(
        {cache.key("p", "2026-11-22"), cache.key("p", "2026-11-23"), cache.key("q", "2026-11-22")}
    )


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("POLICYKB_CACHE_DIR", str(tmp_path / "file"))

    cache.keep("x", store(FACT))

    assert None is cache.load("x")


@pytest.mark.usefixtures("folder")
def test_knowledge_from_the_cache_is_the_knowledge_that_was_built() -> None:
    built = open_plan("ningxia-2022", as_of="2026-11-22")
    kept = open_plan("ningxia-2022", as_of="2026-11-22")

    own = [graph for graph in built.store.graphs() if "/ningxia-2022/" in graph]  # the rest has blank nodes
    assert len(built.store) > 10_000
    assert built.store.graphs() == kept.store.graphs()
    assert built.store.nquads(own) == kept.store.nquads(own)


def test_only_a_few_are_kept(folder: Path) -> None:
    for number in range(10):
        cache.keep(f"n{number}", store(FACT))

    assert 8 == len(list(folder.iterdir()))
