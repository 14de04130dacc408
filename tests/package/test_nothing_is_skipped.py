"""A test that never runs proves nothing: skips and expected failures must be known by name."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
KNOWN = {
    "ask/test_second_engine.py: DIFFERENT[said]",  # each entry there says why, and must fail
    "cli/test_exit_codes.py: there is no /dev/full",
}


def test_every_skip_is_known_with_its_reason() -> None:
    found = set()
    for path in sorted(TESTS.rglob("*.py")):
        if path == Path(__file__).resolve():
            continue
        for match in re.finditer(
            r'(?:skipif?|xfail|importorskip)\((?:.*?reason=)?"?(.*?)"?\)', path.read_text(encoding="utf-8")
        ):
            found.add(f"{path.relative_to(TESTS).as_posix()}: {match[1]}")

    assert KNOWN == found
