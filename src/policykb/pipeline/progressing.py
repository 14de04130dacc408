"""A ledger that came back, taken into a plan folder's history; and that history, told."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask import render
from policykb.errors import InputError, UsageError
from policykb.gate.files import read_bytes
from policykb.gate.write import atomic_write
from policykb.pipeline.knowledge import check_date, open_plan
from policykb.pipeline.source import shipped_plans
from policykb.progress import (
    Entry,
    Problem,
    ReportedState,
    Rights,
    Round,
    appended,
    changes,
    checked,
    latest,
    read_history,
    read_ledger,
)
from policykb.quads import Literal
from policykb.report import ledger_words
from policykb.vocab import PKB

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge

HISTORY = "progress.jsonl"
_COLUMNS = ("round", "row", "body", "reported_on", "field", "before", "after", "reporter", "checker", "cell")
_HEADINGS = ("轮次", "编号", "单位", "填报日期", "字段", "原为", "现为", "填报人", "审核人", "来源单元格")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in, what was refused, and what is claimed without evidence."""

    taken: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    unproven: tuple[Entry, ...]

    @property
    def code(self) -> int:
        """1 when anything was refused or is claimed without proof."""
        return int(bool(self.problems or self.unproven))


def imported(ledger: str, folder: str, *, round_: str, body: str | None, as_of: str | None) -> Imported:
    """The ledger's reports, appended to the plan folder's history row by row; what cannot stand is left out and told.

    Raises:
        UsageError: the plan is a shipped one, which nothing is written into, or the body is unknown.
        InputError: the ledger or the history cannot be read.
    """
    home = _home(folder)
    knowledge = open_plan(folder, as_of=as_of)
    data = read_bytes(ledger)
    words = ledger_words()
    past = _history(home)
    names = _names(knowledge)
    rights = Rights(_bearers(knowledge), names, _body(body, names))
    round_of = Round(
        name=round_,
        today=check_date(as_of),
        before=latest(past),
        states=words.states,
        evidence=lambda name: _beside(Path(ledger), name),
    )
    lines = read_ledger(data, words.headings, where=ledger)
    entries, problems = checked(lines, rights, round_of)
    digest = hashlib.sha256(data).hexdigest()
    taken = tuple(replace(entry, file_sha256=digest) for entry in entries)
    if taken:
        atomic_write(home / HISTORY, appended(_text(home), taken).encode("utf-8"))
    done = [entry for entry in taken if entry.state == ReportedState.DONE and not entry.proven]
    return Imported(taken, problems, tuple(done))


def told(folder: str, *, row: str | None, form: str, lang: str) -> bytes:
    """Who changed what, report by report."""
    found = [
        (
            *(
                change.entry.round,
                change.entry.row,
                change.entry.body,
                change.entry.reported_on,
                change.field,
            ),
            *(change.before or None, change.after or None, change.entry.reporter or None),
            *(change.entry.checker or None, change.entry.cell or None),
        )
        for change in changes(_history(_home(folder)))
        if row is None or change.entry.row == row
    ]
    return render(_COLUMNS, tuple(found), form, headings=_COLUMNS if lang == "en" else _HEADINGS)


def _home(folder: str) -> Path:
    if folder in shipped_plans():
        raise UsageError(
            "nothing is written into a shipped plan",
            where=folder,
            hint="make a plan folder of your own: policykb init",
            zh="不向内置规划写入填报；请先用 policykb init 建立自己的规划目录",
        )
    home = Path(folder)
    if not home.is_dir():
        raise InputError(
            "reports are kept in a plan folder, and this is none",
            where=folder,
            hint="make one with policykb init",
            zh="填报记录保存在规划目录里，而这不是目录；请先用 policykb init 建立",
        )
    return home


def _text(home: Path) -> str:
    path = home / HISTORY
    return read_bytes(path).decode("utf-8") if path.exists() and path.stat().st_size else ""


def _history(home: Path) -> tuple[Entry, ...]:
    return read_history(_text(home), where=home / HISTORY)


def _beside(ledger: Path, name: str) -> bytes | None:
    """A file beside the ledger; a name that leads elsewhere is no evidence."""
    if Path(name).name != name or name in {"", ".", ".."}:
        return None
    path = ledger.parent / name
    return read_bytes(path) if path.is_file() and not path.is_symlink() else None


def _bearers(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """The bodies that answer for each action and target, by whatever basis."""
    plan = vocab.plan_iri(knowledge.plan, "")
    found: dict[str, set[str]] = defaultdict(set)
    for element, body in knowledge.store.select(
        f"SELECT DISTINCT ?element ?body WHERE {{ ?element a ?class ; <{PKB.partOf}> ?home ."
        f" VALUES ?class {{ <{PKB.Action}> <{PKB.QuantitativeTarget}> <{PKB.QualitativeTarget}> }}"
        f" OPTIONAL {{ ?duty <{PKB.bearer}> ?body ; <{PKB.forElement}> ?of FILTER(?of = ?element || ?of = ?home) }} }}"
    ).rows:
        bodies = found[str(element).removeprefix(plan)]
        if body is not None:
            bodies.add(vocab.short(str(body)))
    return {row: frozenset(bodies) for row, bodies in found.items()}


def _names(knowledge: Knowledge) -> dict[str, str]:
    """What bodies are called, in full and in short, with their ids; a name that two bodies share is none."""
    found: dict[str, set[str]] = defaultdict(set)
    for body, name in knowledge.store.select(
        f"SELECT DISTINCT ?body ?name WHERE {{ ?duty <{PKB.bearer}> ?body . ?body ?label ?name ."
        f" VALUES ?label {{ <{vocab.PREFIXES['skos']}prefLabel> <{vocab.PREFIXES['skos']}altLabel> <{vocab.PREFIXES['rdfs']}label> }} }}"
    ).rows:
        if isinstance(name, Literal):
            found[name.value].add(vocab.short(str(body)))
        found[vocab.short(str(body))].add(vocab.short(str(body)))
    return {name: next(iter(bodies)) for name, bodies in found.items() if len(bodies) == 1}


def _body(named: str | None, names: dict[str, str]) -> str:
    if not named:
        return ""
    if named not in names:
        raise UsageError(
            f"no body of the plan is called {named!a}",
            where="--body",
            hint="its full name, or its id such as org/nx-sthjt",
            zh=f"规划中没有名为“{named}”的责任单位；请写全称或编号（如 org/nx-sthjt）",
        )
    return names[named]
