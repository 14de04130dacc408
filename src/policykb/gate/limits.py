"""How much the gate lets through; each figure can be changed by an environment variable."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from policykb.errors import UsageError
from policykb.phrase import Phrase

_PREFIX = "POLICYKB_MAX_"


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes, depths and times; ``POLICYKB_MAX_FILE_MB=50`` sets ``file_mb``."""

    file_mb: int = 20
    line_kb: int = 1024
    literal_kb: int = 64
    depth: int = 100
    read_seconds: int = 60
    query_kb: int = 64
    query_depth: int = 40
    query_operators: int = 2000
    query_seconds: int = 3
    query_rows: int = 10_000
    query_answer_mb: int = 10
    memory_mb: int = 2048
    zip_members: int = 200
    unpacked_mb: int = 50
    zip_ratio: int = 100
    xml_tags: int = 1_000_000
    pdf_pages: int = 1000
    pdf_characters: int = 2_000_000
    sheet_rows: int = 20_000
    sheet_columns: int = 200


def variable(name: str) -> str:
    """The environment variable that sets a limit."""
    return _PREFIX + name.upper()


def current() -> Limits:
    """The limits that hold now."""
    return Limits(**{f.name: _value(variable(f.name), int(f.default)) for f in fields(Limits)})  # type: ignore[arg-type]  # every default here is an int


def how_to_raise(name: str) -> Phrase:
    """The hint that says which limit was met and how to move it."""
    most = getattr(current(), name)
    return Phrase(
        f"上限为 {most}，可用环境变量 {variable(name)} 调高",
        f"the limit is {most}; set {variable(name)} to allow more",
    )


def _value(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise UsageError(
            "not a whole number above zero", where=f"{name}={text[:40]!a}", zh="须是大于零的整数"
        )
    return int(text)
