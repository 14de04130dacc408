from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from policykb import anchors
from policykb.errors import InputError
from policykb.extract import extract
from policykb.extract.merge import merge
from policykb.pipeline.knowledge import open_plan
from policykb.pipeline.source import find, slug_of

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = anchors.PLANS / "ningxia-2022"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "别的名字")


def test_a_folder_of_another_name_is_the_same_plan(copy: Path) -> None:
    knowledge = open_plan(str(copy), as_of="2026-11-22")

    assert "ningxia-2022" == knowledge.plan
    assert knowledge.store.ask("ASK { <https://w3id.org/policykb/plan/ningxia-2022/m21> ?p ?o }")


@pytest.mark.parametrize("name", ["../evil", "a b", "宁夏", "", "x/y", "-x"])
def test_an_id_that_is_no_place_in_an_iri_is_refused(copy: Path, name: str) -> None:
    meta = copy / "plan.toml"
    meta.write_text(
        meta.read_text("utf-8").replace('id = "ningxia-2022"', f'id = "{name}"', 1), encoding="utf-8"
    )

    with pytest.raises(InputError, match="no plan id"):
        find(str(copy))


def test_a_draft_of_another_plan_is_refused(copy: Path) -> None:
    draft = copy / "draft.json"
    draft.write_text(
        draft.read_text("utf-8").replace('"plan": "ningxia-2022"', '"plan": "other"'), encoding="utf-8"
    )

    with pytest.raises(InputError, match="other"):
        find(str(copy)).read_draft()


def test_a_draft_of_another_text_is_refused(copy: Path) -> None:
    with (copy / "source.txt").open("a", encoding="utf-8") as text:
        text.write("又一句。")

    with pytest.raises(InputError, match="another text"):
        find(str(copy)).read_draft()


def test_a_draft_that_nobody_decided_on_is_unreviewed(copy: Path) -> None:
    draft = copy / "draft.json"
    draft.write_text(draft.read_text("utf-8").replace('"accepted"', '"proposed"', 1), encoding="utf-8")

    assert open_plan("ningxia-2022", as_of="2026-11-22").reviewed
    assert not open_plan(str(copy), as_of="2026-11-22").reviewed


def test_the_shipped_draft_is_what_re_extraction_keeps() -> None:
    source = find("ningxia-2022")
    text, reviewed = source.read_text(), source.read_draft()
    merged = merge(extract(text, "ningxia-2022"), reviewed, text.content)

    assert () == merged.lost
    assert reviewed == merged.draft


def test_names_that_differ_only_in_chinese_stay_apart() -> None:
    assert slug_of("银川市2022.txt") != slug_of("石嘴山2022.txt")
    assert "my-plan" == slug_of("/somewhere/my-plan.txt")


def test_a_document_called_like_a_shipped_plan_does_not_take_its_name() -> None:
    assert "ningxia-2022" != slug_of("ningxia-2022.txt")
    assert "national-2022" != slug_of("national-2022.docx")


def test_a_reference_without_a_text_is_no_plan_to_open() -> None:
    with pytest.raises(InputError, match="single facts"):
        find("national-2022")
