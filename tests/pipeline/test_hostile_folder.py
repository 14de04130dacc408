"""A plan folder from elsewhere: refused in one line, with the exit code of an input that cannot be used."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from policykb import anchors
from policykb.cli import run

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = (
    ("draft.json", r'"id": "m01/a01"', '"id": "m01/a01> <http://evil"'),
    ("draft.json", r'"id": "m01/a01"', '"id": "../../x"'),
    ("draft.json", r'"agency": "org/nx-sthjt"', '"agency": "org/x> <http://evil/"'),
    ("draft.json", r'("id": "m01/a01", "span": )\[\d+, \d+\]', r"\1[90000, 90010]"),
    ("draft.json", r'"value": "15"', '"value": "abc"'),
    ("draft.json", r'"date": "2025-12-31"', '"date": "2025-13-40"'),
    ("draft.json", r'"concept": "region/640100"', '"concept": "region/640100\\\\n<x>"'),
    ("curation.toml", r'predicate = "fromOrdinal"', 'predicate = "noSuchTerm"'),
    ("curation.toml", r'subject = "m01/p1"', 'subject = "x> <y"'),
    ("curation.toml", r'decided_on = "2026-11-23"', 'decided_on = "yesterday"'),
    ("plan.toml", r'relation = "issued_under"', 'relation = "nonsense"'),
    ("plan.toml", r'issued_on = "2022-11-04"', 'issued_on = "<script>"'),
    ("plan.toml", r'"org/nx-fgw"', '"org/x y"'),
    ("plan.toml", r'region = "region/640000"', "region = 5"),
    ("plan.toml", r'title_zh = "减污', 'title_zh = "\\\\u001b[31m减污'),
    ("draft.json", r'"title": "减污', '"title": "\\\\u202e减污'),
)


@pytest.mark.parametrize(("name", "old", "new"), CHANGES, ids=[f"{n}: {new[:40]}" for n, _, new in CHANGES])
def test_what_cannot_stand_is_refused(
    name: str, old: str, new: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(anchors.PLANS / "ningxia-2022", tmp_path / "p")
    text, count = re.subn(old, new, (folder / name).read_text("utf-8"), count=1)
    (folder / name).write_text(text, encoding="utf-8")

    code = run(["query", "who_is_presumed_lead", str(folder), "-q", "--as-of", "2026-11-22"])

    streams = capfd.readouterr()
    assert 1 == count
    assert (3, "") == (code, streams.out)
    assert 1 == len(streams.err.strip().splitlines())
