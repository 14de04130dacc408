"""Findings that somebody has answered for: a TOML file of waivers, each with its reason, owner and last day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from policykb.errors import InputError
from policykb.gate.characters import place, visible
from policykb.gate.decode import decode_rdf
from policykb.gate.toml import read_toml
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.validate.findings import Finding

_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", re.MULTILINE)
_WRITTEN = Phrase(
    '每条写作 [[waiver]]，含 finding（或 shape 与 focus）、reason、owner、expires = "2026-12-31"',
    'each is a [[waiver]] with finding (or shape and focus), reason, owner and expires = "2026-12-31"',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding that is left as it is: why, who answers for it, and the last day on which that holds.

    ``finding`` is a finding's id, or else ``shape`` and ``focus`` say which one; ``where`` is the file and its line.
    """

    reason: str
    owner: str
    expires: str
    finding: str = ""
    shape: str = ""
    focus: str = ""
    where: str = ""

    @property
    def names(self) -> str:
        """What it is for, as the file says it."""
        return self.finding or f"{self.shape}@{self.focus}"

    def covers(self, finding: Finding) -> bool:
        """Whether it is for this finding."""
        if self.finding:
            return self.finding == finding.id
        return (self.shape, self.focus) == (finding.shape, finding.focus)

    def holds(self, as_of: str) -> bool:
        """Whether its last day is still to come, or today."""
        return as_of <= self.expires


_KEYS = {field.name for field in fields(Waiver)} - {"where"}


def read_waivers(data: bytes, *, where: object) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order.

    Raises:
        InputError: it is no TOML, or a waiver lacks a part; with the line.
    """
    text = decode_rdf(data, where=where)
    table = read_toml(text, where=where)
    if odd := sorted(table.keys() - {"waiver"}):
        raise _bad(where, Phrase(f"没有“{visible(odd[0])}”这一项", f"there is no key {visible(odd[0])}"))
    rows = table.get("waiver", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _bad(where, Phrase("waiver 要写成 [[waiver]]", "waiver is to be written as [[waiver]]"))
    lines = [text.count("\n", 0, match.start()) + 1 for match in _TABLE.finditer(text)]
    lines += [0] * (len(rows) - len(lines))  # written inline, without a line of its own
    return tuple(_waiver(row, line, where) for row, line in zip(rows, lines, strict=False))


def _waiver(row: Mapping[str, Any], line: int, where: object) -> Waiver:
    spot = f"{place(where)}:{line}" if line else place(where)
    if odd := sorted(row.keys() - _KEYS):
        raise _bad(spot, Phrase(f"没有“{visible(odd[0])}”这一项", f"there is no key {visible(odd[0])}"))
    given = {key: _text(value, key, spot) for key, value in row.items()}
    for key in ("reason", "owner", "expires"):
        if not given.get(key, "").strip():
            raise _bad(spot, Phrase(f"豁免缺少 {key}", f"the waiver has no {key}"))
    if ("finding" in given) == bool({"shape", "focus"} & given.keys()) or (
        "finding" not in given and not {"shape", "focus"} <= given.keys()
    ):
        raise _bad(
            spot,
            Phrase("豁免要写 finding，或同时写 shape 和 focus", "name a finding, or both shape and focus"),
        )
    return Waiver(**given, where=spot)


def _text(value: object, key: str, spot: object) -> str:
    if key == "expires":
        return _day(value, spot)
    if not isinstance(value, str) or not value.strip():
        raise _bad(spot, Phrase(f"{key} 要写成文字", f"{key} is to be text"))
    return value.strip()


def _day(value: object, spot: object) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    try:
        day = dt.date.fromisoformat(value).isoformat() if isinstance(value, str) else ""
    except ValueError:
        day = ""
    if not day or day != value:
        shown = visible(str(value), longest=40)
        raise _bad(
            spot,
            Phrase(
                f"expires “{shown}”不是日期，请写成 YYYY-MM-DD", f"expires {shown!r} is no date (YYYY-MM-DD)"
            ),
        )
    return day


def _bad(where: object, problem: Phrase) -> InputError:
    zh = f"{problem.zh}；{_WRITTEN.zh}"
    return InputError(problem.en, where=place(where), hint=_WRITTEN.en, code="E_WAIVERS", zh=zh)
