"""A file's name stays inside its folder and belongs to one name alone."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from policykb.gate.write import slug

HOSTILE = st.text(
    st.one_of(st.sampled_from("/\\.:~\0\n con-aA1中é\u202e\u0130"), st.characters()), max_size=300
)


@given(HOSTILE)
def test_a_slug_stays_inside_its_folder(name: str) -> None:
    folder = Path("/somewhere/out")
    path = folder / slug(name)

    assert folder == Path(os.path.normpath(path)).parent
    assert slug(name).isascii()
    assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 10 <= len(slug(name)) <= 69
    assert slug(name)[0] != "-"
    assert slug(name) == slug(name)


@given(st.lists(HOSTILE, unique=True, max_size=50))
def test_two_names_never_share_a_slug(names: list[str]) -> None:
    assert len(names) == len({slug(name) for name in names})


def test_a_long_name_is_cut_and_still_its_own() -> None:
    one, other = slug("A" * 300), slug("A" * 299)

    assert "a" * 60 == one[:60] == other[:60]
    assert 69 == len(one)
    assert one != other


def test_twins_that_a_file_system_may_confuse_are_told_apart() -> None:
    twins = [
        "e\u0301",
        "\u00e9",
        "É",
        "é ",
        "Report",
        "report",
        "REPORT",
        "石嘴山",
        "石嘴山市",
        "../a",
        "..\\a",
    ]

    assert len(twins) == len({slug(name).casefold() for name in twins})
