"""A file's bytes come in once, within a limit, or with one clear sentence."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policykb.errors import InputError, LimitError, PolicyKBError, UsageError
from policykb.gate.files import read_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read_byte_for_byte(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf\r\n\x00\xff"
    (tmp_path / "a.txt").write_bytes(data)

    assert data == read_bytes(tmp_path / "a.txt")


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"plan")))

    assert b"plan" == read_bytes("-")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone.txt", "there is no such file"),
        ("folder", "this is a folder, not a file"),
        ("empty.txt", "the file is empty"),
        ("a\0b.txt", "this cannot be the name of a file"),
        ("x" * 300, "cannot be opened (File name too long)"),
    ],
)
def test_what_is_no_file_is_named_so(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").touch()

    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path / name)

    assert (3, sentence) == (caught.value.exit_code, caught.value.problem)


@pytest.mark.parametrize(
    ("failing", "error", "sentence"),
    [
        ("open", PermissionError(13, "Permission denied"), "the file may not be read"),
        ("open", OSError(5, "Input/output error"), "cannot be opened (Input/output error)"),
    ],
)
def test_what_the_system_refuses_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: OSError, sentence: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(f"pathlib.Path.{failing}", refuse)
    with pytest.raises(InputError) as caught:
        read_bytes(path)

    assert sentence == caught.value.problem


def test_a_name_with_escape_codes_is_made_visible(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path / "a\x1b[2Jb\u202e.txt")

    assert "a⟨U+001B⟩[2Jb⟨U+202E⟩.txt" in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("size", [9, 10])
def test_a_file_up_to_the_limit_is_read(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)

    assert size == len(read_bytes(tmp_path / "a", limit=10))


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 11)
    with pytest.raises(LimitError) as caught:
        read_bytes(tmp_path / "a", limit=10)

    assert (5, "larger than 10 bytes") == (caught.value.exit_code, caught.value.problem)


def test_an_endless_device_meets_the_limit() -> None:
    with pytest.raises(LimitError):
        read_bytes("/dev/zero", limit=1000)


def test_the_hint_names_the_variable_that_raises_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x" * (1024 * 1024 + 1))
    monkeypatch.setenv("POLICYKB_MAX_FILE_MB", "1")
    with pytest.raises(LimitError) as caught:
        read_bytes(tmp_path / "a")
    monkeypatch.setenv("POLICYKB_MAX_FILE_MB", "2")

    assert "POLICYKB_MAX_FILE_MB" in caught.value.hint
    assert 1024 * 1024 + 1 == len(read_bytes(tmp_path / "a"))


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "\uff12\uff10", "many"])
def test_a_limit_that_is_no_number_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("POLICYKB_MAX_FILE_MB", value)

    with pytest.raises(UsageError) as caught:
        read_bytes("/dev/null")

    assert "POLICYKB_MAX_FILE_MB" in caught.value.where


def test_a_closed_standard_input_is_said() -> None:
    code = "from policykb.gate.files import read_bytes; read_bytes('-')"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True,
                          preexec_fn=lambda: os.close(0))  # fmt: skip

    assert "there is no standard input" in done.stderr


def test_every_error_of_the_door_is_our_own(tmp_path: Path) -> None:
    for name in ("", ".", "..", "a/b/c", "\n"):
        with pytest.raises(PolicyKBError):
            read_bytes(tmp_path / name)
