"""Files on their way out: a file is replaced only when its successor is complete and on the disk."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from policykb.gate import unwritable
from policykb.gate.characters import place
from policykb.gate.unwritable import because, cannot, refused
from policykb.phrase import Phrase

_CHUNK = 1024 * 1024
_SLUG = 60
_READER_GONE = 141
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)

Check = Callable[[bytes], None]


def atomic_write(path: str | Path, data: bytes, *, check: Check | None = None) -> None:
    """Put ``data`` at ``path``, or leave what is there as it was.

    Args:
        path: where; a link is replaced, not followed; a pipe or device is written to.
        data: the whole content.
        check: looks at the bytes as read back from the disk and raises when they must not stand.
    """
    target = Path(path)
    if _is_device(target):
        _write_device(target, data)
        return
    temporary = _prepare(target, data, check)
    try:
        _replace(temporary, target)
    finally:
        _remove(temporary)
    _sync_folder(target.parent)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put several files in their places: all, or none where the file system can hold the old ones."""
    prepared: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    try:
        for target in sorted(contents):
            prepared[target] = _prepare(target, contents[target], None)
        new = frozenset(target for target in prepared if not target.exists())
        for target in prepared:
            if target not in new:
                kept.update(_keep(target))
        _replace_each(prepared, kept, new)
    finally:
        for left in [*prepared.values(), *kept.values()]:
            _remove(left)
    for folder in sorted({target.parent for target in contents}):
        _sync_folder(folder)


def make_folder(path: str | Path) -> Path:
    """The folder, made with those above it if it was not there."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as err:
        raise refused(folder, unwritable.A_FILE, unwritable.OTHER_FOLDER) from err
    except (OSError, ValueError) as err:
        problem = because("无法建立文件夹", "the folder cannot be made", err)
        raise refused(folder, problem, unwritable.OTHER_FOLDER) from err
    return folder


def stdout_bytes(data: bytes) -> None:
    """Write to standard output; end quietly when its reader has gone."""
    if sys.stdout is None or sys.stdout.closed:
        hint = Phrase("请用 --out 写到文件", "use --out with a file")
        raise refused("", unwritable.NO_STREAM, hint)
    try:
        sys.stdout.flush()
        left = memoryview(data)
        while left:
            # An unbuffered stream (PYTHONUNBUFFERED) may take a part only.
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _drop_stdout()
        raise SystemExit(_READER_GONE) from None
    except OSError as err:
        _drop_stdout()
        hint = Phrase("请腾出空间，或改用 --out", "make room, or use --out")
        raise refused("stdout", because("无法写入", "cannot be written", err), hint) from err


def slug(name: str) -> str:
    """A file's name for any name: its ASCII letters and digits, then 8 digits that tell twins apart."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower())[:_SLUG].strip("-")
    digest = hashlib.sha256(name.encode("utf-8", errors="surrogatepass")).hexdigest()
    return f"{words or 'x'}-{digest[:8]}"


def _prepare(target: Path, data: bytes, check: Check | None) -> Path:
    """A complete temporary file beside its target, read back and compared."""
    _refuse_place(target)
    temporary = target.with_name(f".policykb-{os.urandom(8).hex()}.tmp")
    try:
        _write_new(temporary, data, _mode(target))
        _look_back(temporary, target, data, check)
    except OSError as err:
        _remove(temporary)
        raise cannot(target, err) from err
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _refuse_place(target: Path) -> None:
    """Refuse a target that is a folder, lies in no folder, or is marked read-only."""
    try:
        if target.is_dir():
            raise refused(target, unwritable.A_FOLDER, unwritable.NAME_A_FILE)
        if not target.parent.is_dir():
            folder = place(target.parent)
            raise refused(target, unwritable.NO_FOLDER, Phrase(f"请先建立 {folder}", f"make {folder} first"))
        if target.exists() and not os.access(target, os.W_OK):
            raise refused(target, unwritable.READ_ONLY, unwritable.ALLOW_OR_RENAME)
        if _is_device(target):
            raise refused(target, unwritable.A_DEVICE, unwritable.OTHER_NAME)
    except (OSError, ValueError) as err:
        raise cannot(target, err) from err


def _write_new(temporary: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(temporary, _NEW, 0o666)
    try:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        _write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view[:_CHUNK]) :]


def _look_back(temporary: Path, target: Path, data: bytes, check: Check | None) -> None:
    """Refuse what the disk gives back if it differs, or does not pass the caller's check."""
    found = _read_back(temporary)
    if found != data:
        raise refused(target, unwritable.OTHER_BYTES, unwritable.CHECK_DISK)
    if check is not None:
        check(found)


def _read_back(path: Path) -> bytes:
    handle = os.open(path, _READ)
    try:
        parts = []
        while part := os.read(handle, _CHUNK):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _mode(target: Path) -> int | None:
    """The rights of the file that will be replaced."""
    try:
        found = target.lstat()
    except OSError:
        return None
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else None


def _replace(temporary: Path, target: Path) -> None:
    try:
        os.replace(temporary, target)  # noqa: PTH105 - the tests fail each call of `os` in turn
    except OSError as err:
        raise cannot(target, err) from err


def _replace_each(prepared: Mapping[Path, Path], kept: Mapping[Path, Path], new: frozenset[Path]) -> None:
    done: list[Path] = []
    try:
        for target, temporary in prepared.items():
            _replace(temporary, target)
            done.append(target)
    except BaseException:
        for target in done:
            with suppress(OSError):
                _put_back(target, kept, new)
        raise


def _keep(target: Path) -> Iterator[tuple[Path, Path]]:
    """A second name for the file that will be replaced, where the file system has links."""
    second = target.with_name(f".policykb-{os.urandom(8).hex()}.old")
    with suppress(OSError):
        os.link(target, second)
        yield target, second


def _put_back(target: Path, kept: Mapping[Path, Path], new: frozenset[Path]) -> None:
    if target in new:
        target.unlink()
    elif target in kept:
        os.replace(kept[target], target)  # noqa: PTH105 - as above


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; folders cannot be opened on every system."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as err:
        if err.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            problem = because(
                "已写入，但磁盘未予确认", "written in it, but the disk does not confirm it", err
            )
            raise refused(folder, problem, unwritable.CHECK_BOTH) from err


def _is_device(target: Path) -> bool:
    """Whether a pipe or a device stands there, which must never be replaced by a file."""
    try:
        kind = target.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _write_device(target: Path, data: bytes) -> None:
    try:
        handle = os.open(target, os.O_WRONLY)
        try:
            _write(handle, data)
        finally:
            os.close(handle)
    except BrokenPipeError:
        raise SystemExit(_READER_GONE) from None
    except OSError as err:
        raise cannot(target, err) from err


def _drop_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter's end stays quiet."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
