"""A file is replaced only by a complete successor; whatever fails, the old one stands."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policykb.errors import OutputError
from policykb.gate.write import atomic_write, make_folder, write_all

OLD, NEW = b"old content\n" * 10, b"new content\n" * 300_000


CALLS = ("open", "write", "fsync", "read", "close", "replace")


def fail_call(monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: int = errno.ENOSPC) -> list[int]:
    """Let the n-th call of one function of ``os`` fail; the list counts the calls."""
    true, count = getattr(os, name), [0]

    def failing(*args: object, **options: object) -> object:
        count[0] += 1
        if count[0] == number:
            raise OSError(code, os.strerror(code))
        return true(*args, **options)

    monkeypatch.setattr(os, name, failing)
    return count


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "报告.html"
    path.write_bytes(OLD)
    atomic_write(path, NEW)

    assert NEW == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_an_empty_file_may_be_written(tmp_path: Path) -> None:
    atomic_write(tmp_path / "empty", b"")

    assert b"" == (tmp_path / "empty").read_bytes()


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize("name", CALLS)
def test_the_old_file_stands_whichever_call_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(OLD)
    with monkeypatch.context() as patched:
        count = fail_call(patched, name, number)
        try:
            atomic_write(path, NEW)
            outcome = "written"
        except OutputError as err:
            outcome = "confirmed late" if "does not confirm" in err.problem else "refused"

    # The folder is synchronised after the replacement: by then the new file stands.
    expected = OLD if outcome == "refused" else NEW
    assert expected == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())
    assert (outcome == "written") == (count[0] < number or (name, number) == ("open", 3))


def test_the_first_failure_of_each_call_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CALLS:
        with monkeypatch.context() as patched:
            fail_call(patched, name, 1)
            with pytest.raises(OutputError) as caught:
                atomic_write(tmp_path / "a.ttl", NEW)

        assert (6, "free some space") == (caught.value.exit_code, caught.value.hint)


def test_a_disk_that_gives_back_other_bytes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, true = tmp_path / "a.ttl", os.read
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "read", lambda handle, count: true(handle, count).replace(b"n", b"m"))
    with pytest.raises(OutputError) as caught:
        atomic_write(path, NEW)
    monkeypatch.undo()

    assert "other bytes" in caught.value.problem
    assert OLD == path.read_bytes()


def test_bytes_that_fail_their_check_are_not_put_in_place(tmp_path: Path) -> None:
    path, seen = tmp_path / "a.ttl", []
    path.write_bytes(OLD)

    def refuse(data: bytes) -> None:
        seen.append(data)
        raise OutputError("does not parse")

    with pytest.raises(OutputError, match="does not parse"):
        atomic_write(path, NEW, check=refuse)

    assert [NEW] == seen
    assert OLD == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic_write(tmp_path / "a", NEW)

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("folder", "this is a folder, not a file"),
        ("gone/a.txt", "its folder does not exist"),
        ("file/a.txt", "its folder does not exist"),
        ("x" * 300, "cannot be written (File name too long)"),
    ],
)
def test_a_place_that_cannot_hold_a_file_is_named_so(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OutputError) as caught:
        atomic_write(tmp_path / name, NEW)

    assert problem == caught.value.problem
    assert before == sorted(tmp_path.iterdir())


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(OutputError, match="read-only"):
        atomic_write(path, NEW)

    assert OLD == path.read_bytes()


def test_the_rights_of_a_file_survive_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old, usual = tmp_path / "old", tmp_path / "usual"
    old.write_bytes(OLD)
    old.chmod(0o640)
    usual.touch()
    atomic_write(old, NEW)
    atomic_write(tmp_path / "new", NEW)

    assert 0o640 == stat.S_IMODE(old.stat().st_mode)
    assert usual.stat().st_mode == (tmp_path / "new").stat().st_mode


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path: Path) -> None:
    other, link = tmp_path / "other", tmp_path / "link"
    other.write_bytes(OLD)
    link.symlink_to(other)
    atomic_write(link, NEW)

    assert (OLD, NEW) == (other.read_bytes(), link.read_bytes())
    assert not link.is_symlink()


def test_a_device_is_written_to_and_never_replaced() -> None:
    atomic_write("/dev/null", NEW)
    with pytest.raises(OutputError) as caught:
        atomic_write("/dev/full", NEW)

    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()
    assert "free some space" == caught.value.hint


def test_several_files_are_all_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(OLD)
    write_all({tmp_path / "b": b"2", tmp_path / "a": b"1", tmp_path / "c": b"3"})

    assert {"a": b"1", "b": b"2", "c": b"3"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "link"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_if_one_of_several_fails_none_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    before = {"b": b"old b", "c": b"old c"}
    for file, data in before.items():
        (tmp_path / file).write_bytes(data)
    with monkeypatch.context() as patched:
        fail_call(patched, name, number)
        try:
            write_all({tmp_path / file: b"new" for file in ("a", "b", "c")})
            expected = dict.fromkeys("abc", b"new")
        except OutputError:
            expected = before

    assert expected == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert (name == "link") == (len(expected) == 3)


def test_without_links_a_failing_replacement_leaves_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(OLD)
    (tmp_path / "b").write_bytes(OLD)

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", refuse)
        fail_call(patched, "replace", 2)
        with pytest.raises(OutputError):
            write_all({tmp_path / "a": NEW, tmp_path / "b": NEW})

    assert {"a": NEW, "b": OLD} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


WRITER = """
import sys
from policykb.gate.write import atomic_write
print("ready", flush=True)
while True:
    for letter in b"ab":
        atomic_write(sys.argv[1], bytes([letter]) * 200_000)
"""


def test_a_killed_writer_leaves_the_old_content_or_the_new(tmp_path: Path) -> None:
    path, chance, found = tmp_path / "a", random.Random(7), set()  # noqa: S311 - a test's moments, no secret
    path.write_bytes(b"a" * 200_000)
    for _ in range(20):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0.001, 0.03))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        data = path.read_bytes()
        found.add((len(data), *set(data)))

    assert found <= {(200_000, ord("a")), (200_000, ord("b"))}
    assert 2 == len(found)


def test_folders_are_made_with_those_above(tmp_path: Path) -> None:
    assert (tmp_path / "a" / "b").is_dir() == (make_folder(tmp_path / "a" / "b") != tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("name", ["file", "file/under", "x" * 300, "a\0b"])
def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        make_folder(tmp_path / name)

    assert 6 == caught.value.exit_code
