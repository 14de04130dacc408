"""A container of files, such as a Word document: opened only when what it claims to hold is within bounds."""

from __future__ import annotations

import io
import itertools
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import InputError, LimitError
from policykb.gate import limits
from policykb.gate.characters import place, visible
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

_MB = 1024 * 1024
_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# A small file of blanks packs far better than one in a hundred and does no harm.
_HARMLESS = _MB
_REPAIR = Phrase(
    "请重新获取，或用 Word、WPS 打开并另存", "get it again, or open it in its program and save it anew"
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked container; a member is unpacked when it is asked for."""

    members: tuple[zipfile.ZipInfo, ...]
    names: frozenset[str]
    where: str
    _zip: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """A member's bytes.

        Raises:
            InputError: it is not there, or damaged.
        """
        if name not in self.names:
            raise _damaged(self.where, Phrase(f"缺少 {visible(name)}", f"{visible(name)} is missing"))
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as err:
            shown = visible(name)
            problem = Phrase(f"其中的 {shown} 无法解压", f"its part {shown} cannot be unpacked")
            raise _damaged(self.where, problem) from err


def opened(data: bytes, *, where: object) -> Archive:
    """The container that the bytes hold, after its table of contents has been checked.

    Raises:
        InputError: damaged, protected by a password, or with names that no honest writer gives.
        LimitError: too many members, or too much to unpack.
    """
    said = place(where)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        members = container.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as err:
        problem = Phrase(
            "压缩结构打不开，可能没有下载完整", "its container cannot be opened; it may have been cut short"
        )
        raise _damaged(said, problem) from err
    _refuse_size(members, len(data), said)
    _refuse_names(members, said)
    _refuse_tricks(members, len(data), said)
    return Archive(tuple(members), frozenset(member.filename for member in members), said, container)


def _refuse_size(members: Sequence[zipfile.ZipInfo], packed: int, where: str) -> None:
    now = limits.current()
    total = sum(member.file_size for member in members)
    if len(members) > now.zip_members:
        problem = Phrase(f"内含 {len(members)} 个文件", f"it holds {len(members)} files")
        raise _too_much(problem, "zip_members", where)
    if total > now.unpacked_mb * _MB:
        problem = Phrase(f"解压后有 {total // _MB} MB", f"unpacked it takes {total // _MB} MB")
        raise _too_much(problem, "unpacked_mb", where)
    if total > _HARMLESS and total > now.zip_ratio * packed:
        times = total // packed
        problem = Phrase(f"解压后是原来的 {times} 倍", f"unpacked it is {times} times as large")
        raise _too_much(problem, "zip_ratio", where)


def _refuse_names(members: Sequence[zipfile.ZipInfo], where: str) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            problem = Phrase(
                f"内部文件名不合规：{visible(name)}", f"a part has an unsafe name: {visible(name)}"
            )
            raise _damaged(where, problem)
        if name.casefold() in seen:
            problem = Phrase(f"内部有重名文件：{visible(name)}", f"two parts have one name: {visible(name)}")
            raise _damaged(where, problem)
        seen.add(name.casefold())


def _refuse_tricks(members: Sequence[zipfile.ZipInfo], packed: int, where: str) -> None:
    """Refuse locked members, rare packing methods, and members that share the same bytes."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise InputError(
            "it is protected by a password",
            where=where,
            hint="open it, take the password off, and save it again",
            code="E_ENCRYPTED",
            zh="文件设有密码；请打开后取消密码，再保存",
        )
    if any(member.compress_type not in _METHODS for member in members):
        raise _damaged(where, Phrase("用了少见的压缩方法", "it is packed in a rare way"))
    spans = sorted(
        (member.header_offset, member.header_offset + _HEADER + member.compress_size) for member in members
    )
    inside = all(end <= packed for _, end in spans)
    if not inside or any(end > start for (_, end), (start, _) in itertools.pairwise(spans)):
        raise _damaged(where, Phrase("内部文件互相重叠", "its parts overlap"))


def _damaged(where: str, problem: Phrase) -> InputError:
    return InputError(
        f"the file is damaged: {problem.en}",
        where=where,
        hint=_REPAIR.en,
        code="E_DAMAGED",
        zh=f"文件已损坏：{problem.zh}；{_REPAIR.zh}",
    )


def _too_much(problem: Phrase, name: str, where: str) -> LimitError:
    more = limits.how_to_raise(name)
    return LimitError(
        problem.en, where=where, hint=more.en, code="E_ZIP_RATIO", zh=f"{problem.zh}；{more.zh}"
    )
