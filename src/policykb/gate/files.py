"""A file's bytes, once, with a limit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from policykb.errors import InputError, LimitError
from policykb.gate import limits
from policykb.gate.characters import place
from policykb.phrase import Phrase

_MB = 1024 * 1024


def read_bytes(path: str | Path, *, limit: int | None = None) -> bytes:
    """The bytes of a file, or of standard input for ``-``; never empty, never more than ``limit``."""
    most = limits.current().file_mb * _MB if limit is None else limit
    where = "stdin" if str(path) == "-" else place(path)
    data = _stdin(most, where) if str(path) == "-" else _file(Path(path), most, where)
    if len(data) > most:
        size, smaller = _size(most), Phrase("请换小一些的文件", "give a smaller file")
        hint = limits.how_to_raise("file_mb") if limit is None else smaller
        raise LimitError(
            f"larger than {size.en}",
            where=where,
            hint=hint.en,
            code="E_SIZE",
            zh=f"超过 {size.zh}；{hint.zh}",
        )
    if not data:
        raise InputError(
            "the file is empty",
            where=where,
            hint="nothing was read",
            code="E_NO_TEXT",
            zh="文件是空的，没有读到任何内容",
        )
    return data


def _stdin(most: int, where: str) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("there is no standard input", where=where, code="E_IO", zh="没有可读的标准输入")
    return _read(sys.stdin.buffer, most, where)


def _file(path: Path, most: int, where: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(
                "this is a folder, not a file",
                where=where,
                hint="name a file in it",
                code="E_IO",
                zh="这是文件夹，不是文件；请写明其中的文件",
            )
        with path.open("rb") as file:
            return _read(file, most, where)
    except FileNotFoundError as err:
        hint, zh = "check the spelling, and the folder you are in", "没有这个文件；请检查文件名和当前目录"
        raise InputError("there is no such file", where=where, hint=hint, code="E_IO", zh=zh) from err
    except PermissionError as err:
        hint = "ask its owner, or copy it to a place of your own"
        zh = "没有读取这个文件的权限；请联系其所有者，或复制到自己的目录再读"
        raise InputError("the file may not be read", where=where, hint=hint, code="E_IO", zh=zh) from err
    except OSError as err:
        zh = f"打不开（{err.strerror}）"
        raise InputError(f"cannot be opened ({err.strerror})", where=where, code="E_IO", zh=zh) from err
    except ValueError as err:
        zh = "不能用作文件名"
        raise InputError("this cannot be the name of a file", where=where, code="E_IO", zh=zh) from err


def _read(file: BinaryIO, most: int, where: str) -> bytes:
    try:
        return file.read(most + 1)
    except OSError as err:
        zh = f"读取失败（{err.strerror}）"
        raise InputError(f"cannot be read ({err.strerror})", where=where, code="E_IO", zh=zh) from err


def _size(count: int) -> Phrase:
    if count >= _MB:
        return Phrase(f"{count // _MB} MB", f"{count // _MB} MB")
    return Phrase(f"{count} 字节", f"{count} bytes")
