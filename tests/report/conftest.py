"""The small plan's report in both languages, and the shipped plan's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from report_made import small_files

from page_tree import Page, parse
from policykb.report import Material, render
from policykb.validate import run

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge


@pytest.fixture(params=["zh", "en"])
def small(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return small_files(request.param)


@pytest.fixture(scope="session")
def real_material(ningxia: Knowledge) -> Material:
    validation = run(ningxia.store, ningxia.plan, profiles=("quality",))
    return Material(ningxia.store, ningxia.plan, ningxia.as_of, validation)


@pytest.fixture(scope="session")
def real_files(real_material: Material) -> dict[str, bytes]:
    return render(real_material, "zh")


@pytest.fixture(scope="session")
def real_page(real_files: dict[str, bytes]) -> Page:
    return parse(real_files["accountability.html"])
