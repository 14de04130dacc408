"""A file's bytes, once, with a limit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from policykb.errors import InputError, LimitError
from policykb.gate import limits
from policykb.gate.characters import place

_MB = 1024 * 1024


def read_bytes(path: str | Path, *, limit: int | None = None) -> bytes:
    """The bytes of a file, or of standard input for ``-``; never empty, never more than ``limit``."""
    most = limits.current().file_mb * _MB if limit is None else limit
    where = "standard input" if str(path) == "-" else place(path)
    data = _stdin(most, where) if str(path) == "-" else _file(Path(path), most, where)
    if len(data) > most:
        hint = limits.how_to_raise("file_mb") if limit is None else "give a smaller file"
        raise LimitError(f"larger than {_size(most)}", where=where, hint=hint, code="E_SIZE")
    if not data:
        raise InputError("the file is empty", where=where, hint="nothing was read", code="E_NO_TEXT")
    return data


def _stdin(most: int, where: str) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("there is no standard input", where=where, code="E_IO")
    return _read(sys.stdin.buffer, most, where)


def _file(path: Path, most: int, where: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(
                "this is a folder, not a file", where=where, hint="name a file in it", code="E_IO"
            )
        with path.open("rb") as file:
            return _read(file, most, where)
    except FileNotFoundError as err:
        hint = "check the spelling, and the folder you are in"
        raise InputError("there is no such file", where=where, hint=hint, code="E_IO") from err
    except PermissionError as err:
        hint = "ask its owner, or copy it to a place of your own"
        raise InputError("the file may not be read", where=where, hint=hint, code="E_IO") from err
    except OSError as err:
        raise InputError(f"cannot be opened ({err.strerror})", where=where, code="E_IO") from err
    except ValueError as err:
        raise InputError("this cannot be the name of a file", where=where, code="E_IO") from err


def _read(file: BinaryIO, most: int, where: str) -> bytes:
    try:
        return file.read(most + 1)
    except OSError as err:
        raise InputError(f"cannot be read ({err.strerror})", where=where, code="E_IO") from err


def _size(count: int) -> str:
    return f"{count // _MB} MB" if count >= _MB else f"{count} bytes"
