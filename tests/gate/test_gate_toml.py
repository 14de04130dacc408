"""A settings file from outside is small and flat, or it is refused in time."""

from __future__ import annotations

import pytest

from policykb.errors import InputError, LimitError
from policykb.gate.toml import read_toml


def test_a_table_is_read_as_it_stands() -> None:
    assert {"a": {"b": 1}, "c": ["x"]} == read_toml('c = ["x"]\n[a]\nb = 1\n', where="x")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "9" * 5000,
        ".".join(["a"] * 5000) + " = 1",
        "x = " + "[" * 3000 + "]" * 3000,
        "x = 1\nx = 2",
        'x = "\\u001b[31m"',
    ],
    ids=["digits", "dots", "brackets", "twice", "escape"],
)
def test_what_is_no_plain_table_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_toml(text, where="x")


def test_a_table_of_more_than_a_million_characters_is_too_large() -> None:
    with pytest.raises(LimitError):
        read_toml("#" * 1_000_001, where="x")
