"""What can go wrong, one class a cause; the exit code belongs to the class.

PolicyKBError (4, our own fault)
├── UsageError (2)        the call's words are off
├── InputError (3)        an input is missing, unreadable or not what it claims to be
│   └── AssetError        a shipped or own rule, query, shape or vocabulary is malformed
├── LimitError (5)        a time, size, depth or memory limit was reached
└── OutputError (6)       an output cannot be written; what was there is untouched
"""

from __future__ import annotations


class PolicyKBError(Exception):
    """Says what is wrong, where, and what to do about it; ``zh`` says problem and remedy in Chinese."""

    exit_code = 4

    def __init__(
        self, problem: str, *, where: object = "", hint: str = "", code: str = "", zh: str = ""
    ) -> None:
        self.problem, self.where, self.hint, self.code = problem, str(where), hint, code
        self.zh = zh
        super().__init__(" — ".join(part for part in (self.where, problem, hint) if part))


class UsageError(PolicyKBError):
    """The call's words are off: an unknown name, a date that is none."""

    exit_code = 2


class InputError(PolicyKBError):
    """An input is missing, unreadable, or not what it claims to be."""

    exit_code = 3


class AssetError(InputError):
    """A rule, query, shape, template or vocabulary file is malformed."""


class LimitError(PolicyKBError):
    """A time, size, depth or memory limit was reached."""

    exit_code = 5


class OutputError(PolicyKBError):
    """An output cannot be written; what stood there before is untouched."""

    exit_code = 6


def sentence(error: PolicyKBError, lang: str) -> str:
    """The error in one line, in Chinese where it is known and wanted."""
    if lang == "zh" and error.zh:
        return "：".join(part for part in (error.where, error.zh) if part)
    return str(error)
