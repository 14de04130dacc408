"""Which reports may be taken: row by row, each refusal with its cell."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate.characters import refuse, visible
from policykb.phrase import Phrase
from policykb.progress.entries import Entry, Line, Problem, ReportedState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)
_LINK = re.compile(r"https?://[^\s\"'<>]{3,500}", re.ASCII)
_HASH = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_FILLED = ("progress", "rate", "value", "unit", "problem", "evidence", "by", "checker", "on")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may report on what: the plan's rows with the bodies that answer for each, and what bodies are called.

    ``body`` reports on every row that names no other; "" when each row has to name one.
    """

    bearers: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    body: str = ""

    def name(self, body: str) -> str:
        """What a body is called in full: the longest of its names in words."""
        known = [name for name, one in self.names.items() if one == body and name != body]
        return max(known, key=lambda name: (not name.isascii(), len(name), name), default=body)


@dataclass(frozen=True, slots=True)
class Round:
    """A reporting round: its name, such as ``2026Q3``, and what its reports are held against.

    ``today`` is the day the ledger is taken in, and nothing may be dated later; ``before`` the latest report of each row and
    body; ``states`` what the states are called in either language; ``evidence`` gives the bytes of a file named as evidence,
    or ``None`` where there is none.
    """

    name: str
    today: str
    before: Mapping[tuple[str, str], Entry]
    states: Mapping[str, ReportedState]
    evidence: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class _Report:
    line: Line
    rights: Rights
    round: Round

    @property
    def body(self) -> str:
        """The body that reports: the one the row names, else the one the whole ledger comes from; "" when unknown."""
        named = self.line.text("body")
        return self.rights.names.get(named, "") if named else self.rights.body

    @property
    def before(self) -> Entry | None:
        """What the same body said of the same row last."""
        return self.round.before.get((self.line.row, self.body))


def checked(
    lines: Sequence[Line], rights: Rights, round_: Round
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The reports that stand, and what is wrong with the others; a row with anything wrong is not taken."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for line in lines:
        if not _touched(line, round_.states):
            continue
        report = _Report(line, rights, round_)
        found = [*_wrong(report), *_twice(report, seen)]
        problems += found
        if not found:
            entries.append(_entry(report))
    return tuple(entries), tuple(problems)


def _touched(line: Line, states: Mapping[str, ReportedState]) -> bool:
    """Whether anything was filled in: the state that the ledger was sent out with says nothing yet."""
    return line.text("status") in states or any(line.text(column) for column in _FILLED)


def _twice(report: _Report, seen: dict[tuple[str, str], str]) -> Iterator[Problem]:
    line = report.line
    first = seen.setdefault((line.row, report.body), line.cell("status"))
    if first != line.cell("status"):
        yield _problem(
            line,
            "status",
            "同一行填报了两次",
            "this row is reported twice",
            f"另一处在 {first}",
            f"the other stands at {first}",
        )


def _wrong(report: _Report) -> Iterator[Problem]:
    line, states = report.line, report.round.states
    if line.row not in report.rights.bearers:
        yield _problem(
            line,
            "status",
            f"规划里没有编号 {line.row}",
            f"the plan has no row {line.row}",
            "编号请勿改动",
            "leave the row ids as they are",
        )
        return
    if not report.body:
        yield _problem(
            line, "body",
            "不知道是哪个单位填报的", "which body reports this is not known",
            "请填“填报单位”的规范名称，或用 --body 指明", "fill in the body's name, or say --body",
        )  # fmt: skip
        return
    if report.body not in report.rights.bearers[line.row]:
        name = visible(line.text("body") or report.rights.name(report.body), longest=40)
        yield _problem(
            line, "body",
            f"{name}不是这一行的责任单位", f"{name} does not answer for this row",
            "只填本单位的行", "report on your own rows only",
        )  # fmt: skip
        return
    yield from _formulas(line)
    if line.text("status") not in states:
        yield _problem(
            line,
            "status",
            f"没有“{visible(line.text('status'), longest=20)}”这种状态",
            "no such state",
            f"可填：{'、'.join(states)}",
            f"one of {', '.join(states)}",
        )
    yield from _numbers(line)
    yield from _dates(report)
    yield from _evidence(line, report.round.evidence)
    yield from _characters(line)


def _formulas(line: Line) -> Iterator[Problem]:
    for column, filled in line.filled.items():
        if filled.formula and column in (*_FILLED, "status"):
            yield _problem(
                line, column, "是公式或错误值", "a formula or an error", "请粘贴为数值", "paste it as a value"
            )


def _numbers(line: Line) -> Iterator[Problem]:
    rate = line.text("rate").removesuffix("%")
    if rate and not (_NUMBER.fullmatch(rate) and 0 <= float(rate) <= _HUNDRED):
        yield _problem(line, "rate", "完成率不是0到100的数", "the rate is no number from 0 to 100", "", "")
    value = line.text("value")
    if value and not _NUMBER.fullmatch(value):
        yield _problem(
            line,
            "value",
            "实际值不是数",
            "the value is no number",
            "单位请填在“计量单位”列",
            "put the unit into its own column",
        )
    elif value and not line.text("unit"):
        yield _problem(
            line, "value", "实际值没有单位", "the value has no unit", "请填“计量单位”", "fill in its unit"
        )


def _dates(report: _Report) -> Iterator[Problem]:
    line, day = report.line, report.line.text("on")
    try:
        right = not day or dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        right = False
    if not right:
        yield _problem(
            line,
            "on",
            f"“{visible(day, longest=20)}”不是日期",
            "no date",
            "请写成 2026-09-30",
            "write it as 2026-09-30",
        )
        return
    if day > report.round.today:
        yield _problem(
            line,
            "on",
            f"填报日期晚于今天（{report.round.today}）",
            f"dated after today ({report.round.today})",
            "",
            "",
        )
    if day and report.before and day < report.before.reported_on:
        yield _problem(
            line, "on",
            f"填报日期早于上一次填报（{report.before.round}，{report.before.reported_on}），疑为倒填",
            f"dated before the last report ({report.before.round}, {report.before.reported_on})",
            "更正旧数请在新一轮填报中说明", "correct an earlier report by a new one",
        )  # fmt: skip


def _evidence(line: Line, evidence: Callable[[str], bytes | None]) -> Iterator[Problem]:
    named = line.text("evidence")
    if named and not _LINK.fullmatch(named) and not _HASH.fullmatch(named) and evidence(named) is None:
        yield _problem(
            line, "evidence",
            f"找不到佐证材料“{visible(named, longest=60)}”", "the evidence is not there",
            "请填链接（https://…）、与台账同一目录的文件名，或 sha256:… 校验码",
            "give a link (https://…), the name of a file beside the ledger, or its sha256:…",
        )  # fmt: skip


def _characters(line: Line) -> Iterator[Problem]:
    for column in _FILLED:
        try:
            refuse(line.text(column), where=line.cell(column))
        except InputError as err:
            yield Problem(line.cell(column), line.row, Phrase(err.zh, err.problem))


def _entry(report: _Report) -> Entry:
    line, named = report.line, report.line.text("evidence")
    evidence = report.round.evidence
    data = None if _LINK.fullmatch(named) or _HASH.fullmatch(named) or not named else evidence(named)
    digest = named.removeprefix("sha256:") if _HASH.fullmatch(named) else ""
    return Entry(
        round=report.round.name,
        row=line.row,
        body=report.body,
        reported_on=line.text("on") or report.round.today,
        state=report.round.states[line.text("status")].value,
        progress=line.text("progress"),
        rate=line.text("rate").removesuffix("%"),
        value=line.text("value"),
        unit=line.text("unit"),
        problem=line.text("problem"),
        evidence=PurePath(named).name if data is not None else named,
        evidence_sha256=hashlib.sha256(data).hexdigest() if data is not None else digest,
        reporter=line.text("by"),
        checker=line.text("checker"),
        cell=line.cell("status"),
    )


def _problem(line: Line, column: str, zh: str, en: str, fix_zh: str, fix_en: str) -> Problem:
    said = Phrase(zh + (f"；{fix_zh}" if fix_zh else ""), en + (f"; {fix_en}" if fix_en else ""))
    return Problem(line.cell(column), line.row, said)
