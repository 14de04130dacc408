"""Nothing that a file, a name or an option holds steers the reader's terminal."""

from __future__ import annotations

import pytest

from policykb.cli import run

ESCAPE = "\x1b[31m"


@pytest.mark.parametrize(
    "words",
    [
        ["extract", f"no{ESCAPE}such.txt"],
        ["query", f"no{ESCAPE}question"],
        ["explain", f"m{ESCAPE}"],
        ["report", f"no{ESCAPE}plan"],
        [f"frob{ESCAPE}"],
        ["query", "who_is_presumed_lead", "--as-of", ESCAPE],
    ],
    ids=["extract", "query", "explain", "report", "verb", "date"],
)
def test_an_escape_in_a_name_is_shown_not_sent(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    code = run(words)

    streams = capfd.readouterr()
    assert code in {2, 3}
    assert "\x1b" not in streams.out + streams.err
    assert "1b" in streams.err.lower()
