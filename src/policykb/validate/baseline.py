"""What an earlier run found: findings that are known, and those that are gone since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policykb.errors import InputError
from policykb.gate.characters import place, refuse_in
from policykb.gate.decode import decode_rdf
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.validate.findings import Finding

_MADE = Phrase(
    "请给出先前 policykb validate -f json -o findings.json 所写的文件",
    "give the file that an earlier policykb validate -f json -o findings.json wrote",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of an earlier run, with as much as is needed to name it."""

    plan: str
    id: str
    mark: str
    shape: str
    severity: str
    message: Phrase
    heading: str

    def is_of(self, finding: Finding) -> bool:
        """Whether it is this finding; by its id where the earlier run wrote no fingerprint."""
        return self.mark == finding.fingerprint if self.mark else self.id == finding.id


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an earlier run."""

    known: tuple[Known, ...]

    def of(self, plan: str, *, alone: bool) -> tuple[Known, ...]:
        """What it says of a plan; a draft saved under another name is the same plan where both runs look at one alone."""
        plans = {known.plan for known in self.known}
        name = next(iter(plans)) if alone and len(plans) == 1 else plan
        return tuple(known for known in self.known if known.plan == name)


def read_baseline(data: bytes, *, where: object) -> Baseline:
    """The findings in a file that an earlier run wrote as JSON.

    Raises:
        InputError: it is no such file; with the line where it is no JSON.
    """
    text = decode_rdf(data, where=where)
    try:
        told = json.loads(text)
        refuse_in(told, where=where)
    except json.JSONDecodeError as err:
        spot = f"{place(where)}:{err.lineno}:{err.colno}"
        raise _bad(spot, Phrase(f"不是合规的 JSON：{err.msg}", f"not JSON: {err.msg}")) from err
    except (RecursionError, ValueError) as err:
        raise _bad(where, Phrase("嵌套过深或数字过长", "nested too deep, or a number too long")) from err
    rows = told.get("findings") if isinstance(told, dict) else None
    if not isinstance(rows, list) or "schemaVersion" not in told:
        raise _bad(where, Phrase("不是 findings.json", "this is no findings.json"))
    return Baseline(tuple(_known(row, number, where) for number, row in enumerate(rows, 1)))


def gone(known: Iterable[Known], found: Iterable[Finding], checked: Iterable[str]) -> tuple[Known, ...]:
    """Those that are found no more, although their check was made."""
    now, shapes = tuple(found), set(checked)
    return tuple(
        one for one in known if one.shape in shapes and not any(one.is_of(finding) for finding in now)
    )


def _known(row: object, number: int, where: object) -> Known:
    if not isinstance(row, dict):
        raise _bad(where, Phrase(f"第{number}条发现不是对象", f"finding {number} is no object"))
    message = row.get("message")
    said: Mapping[str, Any] = message if isinstance(message, dict) else {}
    for key in ("id", "plan", "shape"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise _bad(where, Phrase(f"第{number}条发现没有 {key}", f"finding {number} has no {key}"))
    return Known(
        plan=row["plan"],
        id=row["id"],
        mark=str(row.get("fingerprint", "")),
        shape=row["shape"],
        severity=str(row.get("severity", "")),
        message=Phrase(str(said.get("zh", "")), str(said.get("en", ""))),
        heading=str(row.get("heading", "")),
    )


def _bad(where: object, problem: Phrase) -> InputError:
    zh = f"{problem.zh}；{_MADE.zh}"
    return InputError(problem.en, where=place(where), hint=_MADE.en, code="E_BASELINE", zh=zh)
