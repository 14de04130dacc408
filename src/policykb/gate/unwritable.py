"""Why an output cannot be written, in words a person can use."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from policykb.errors import OutputError
from policykb.gate.characters import place
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from pathlib import Path

NO_STREAM = Phrase("没有标准输出", "there is no standard output")
A_FOLDER = Phrase("这是文件夹，不是文件", "this is a folder, not a file")
A_FILE = Phrase("已有同名文件", "a file of this name is in the way")
NO_FOLDER = Phrase("所在文件夹不存在", "its folder does not exist")
READ_ONLY = Phrase("这个文件只读", "the file is read-only")
A_DEVICE = Phrase("这是管道或设备，不是文件", "a pipe or a device, not a file")
OTHER_BYTES = Phrase("从磁盘读回的内容与写入的不同", "the disk gave back other bytes than were written")

NAME_A_FILE = Phrase("请写明其中的文件名", "name a file in it")
OTHER_FOLDER = Phrase("请换一个文件夹", "choose another folder")
OTHER_NAME = Phrase("请换一个名称", "choose another name")
ALLOW_OR_RENAME = Phrase("请允许写入，或换一个名称", "allow writing to it, or choose another name")
CHECK_DISK = Phrase("请检查磁盘", "check the disk")
CHECK_BOTH = Phrase("请检查磁盘和文件", "check the disk, and the file")


def refused(target: object, problem: Phrase, hint: Phrase) -> OutputError:
    """The error that names the place, the problem and the remedy."""
    return OutputError(
        problem.en, where=place(target), hint=hint.en, code="E_IO", zh=f"{problem.zh}；{hint.zh}"
    )


def cannot(target: Path, err: OSError | ValueError) -> OutputError:
    """The error for a place that the operating system refuses."""
    full = getattr(err, "errno", 0) in {errno.ENOSPC, errno.EDQUOT}
    hint = Phrase("请腾出空间", "free some space") if full else Phrase("请换一个位置", "choose another place")
    return refused(target, because("无法写入", "cannot be written", err), hint)


def because(zh: str, en: str, err: OSError | ValueError) -> Phrase:
    """A problem with the operating system's reason for it."""
    reason = getattr(err, "strerror", None)
    return Phrase(f"{zh}（{reason or '名称不可用'}）", f"{en} ({reason or 'not a possible name'})")
