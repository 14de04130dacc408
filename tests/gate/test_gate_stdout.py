"""Standard output gets every byte, or the program says why not."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from policykb.gate.write import stdout_bytes

PRINTER = """
import sys
from policykb.errors import OutputError
from policykb.gate.write import stdout_bytes
try:
    print("first")
    stdout_bytes(b"x" * int(sys.argv[1]))
except OutputError as err:
    print(err, file=sys.stderr); sys.exit(err.exit_code)
"""


def run_printer(target: str, size: int = 3_000_000, option: str = "-E") -> tuple[int, str]:
    command = f'"{sys.executable}" {option} -c "$0" {size} {target}; echo "${{PIPESTATUS[0]}}" >&2'
    done = subprocess.run(["bash", "-c", command, PRINTER], check=False, capture_output=True, text=True)
    message, _, code = done.stderr.strip().rpartition("\n")
    return int(code), message


@pytest.mark.parametrize("option", ["-E", "-Eu"], ids=["buffered", "unbuffered"])
def test_a_reader_that_goes_away_ends_the_program_quietly(option: str) -> None:
    assert (141, "") == run_printer("| head -c 10", option=option)


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_a_reader_that_never_was_ends_the_program_quietly_too(size: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-E", "-c", PRINTER, str(size)], check=False, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)

    assert (141, b"") == (done.returncode, done.stderr)


def test_a_stream_that_takes_a_little_at_a_time_gets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.BytesIO):
        def write(self, data: bytes) -> int:
            return super().write(bytes(data[:3]))

    slow = Slow()
    stream = io.TextIOWrapper(slow)
    monkeypatch.setattr(sys, "stdout", stream)
    stdout_bytes(b"0123456789")
    monkeypatch.undo()

    assert b"0123456789" == slow.getvalue()
    assert not stream.closed


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_a_full_disk_behind_standard_output_is_said_once(size: int) -> None:
    code, message = run_printer("> /dev/full", size)

    assert 6 == code
    assert "stdout — cannot be written (No space left on device) — make room, or use --out" == message


def test_a_closed_standard_output_is_said() -> None:
    code, message = run_printer(">&-")

    assert (6, "there is no standard output — use --out with a file") == (code, message)


def test_standard_output_gets_the_bytes_unchanged(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    stdout_bytes("\ufeff中\r\n".encode() + b"\xff")

    assert "\ufeff中\r\n".encode() + b"\xff" == capfdbinary.readouterr().out
