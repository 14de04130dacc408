"""Decisions that people made on a draft, brought back into it, with a record of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policykb.draft import from_json, to_json
from policykb.draft.claims import is_open
from policykb.draft.folder import read_decisions
from policykb.errors import InputError
from policykb.gate.files import read_bytes
from policykb.gate.sniff import what_is
from policykb.phrase import Phrase
from policykb.pipeline.extracting import logged, plan_title, read_draft
from policykb.pipeline.knowledge import check_date
from policykb.review import (
    BOOK,
    DRAFT,
    LOG,
    PAGE,
    TEXT,
    applied,
    log_lines,
    page_decisions,
    returned,
    review_page,
)
from policykb.review.kinds import every_claim
from policykb.text import PlanText

if TYPE_CHECKING:
    from policykb.draft import Draft
    from policykb.review import Applied, Fault, Returned

_DECISIONS = {
    "accepted": Phrase("接受", "accepted"),
    "corrected": Phrase("更正", "corrected"),
    "rejected": Phrase("删除", "deleted"),
    "questioned": Phrase("存疑", "in doubt"),
    "added": Phrase("补录", "added"),
    "restored": Phrase("恢复", "restored"),
    "nothing": Phrase("无需编码", "nothing to encode"),
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of bringing decisions back: the answer, remarks beside it, the files to write, the exit code."""

    answer: tuple[str, ...]
    remarks: tuple[str, ...]
    code: int
    files: dict[Path, bytes] = field(default_factory=dict)


def reviewed(given: str, folder: str, *, lang: str, partial: bool = False, on: str | None = None) -> Reviewed:
    """The decisions of a workbook or of a page's file, taken into the draft that they are about.

    Args:
        given: a workbook, a file of decisions, or the plan's folder with a workbook in it.
        folder: the plan's folder; "" for the one that the file lies in.
        lang: the language of the answer.
        partial: whether the sound decisions are taken when others are faulty; else none is.
        on: the day of decisions without a date; today when none is given.

    Raises:
        InputError: there is no draft, or the decisions are about another plan or text.
    """
    file, home = _places(given, folder)
    draft = read_draft(home / DRAFT)
    text = PlanText.from_bytes(read_bytes(home / TEXT), where=home / TEXT).content
    found = _read(file, draft, text, check_date(on))
    made = applied(draft, text, found.entries)
    faults = (*found.faults, *made.faults)
    taken = bool(made.records) and (partial or not faults)
    answer = [fault.said(lang) for fault in faults]
    answer.append(_summary(made, found, lang, taken=taken, faults=faults))
    remarks = [remark.said(lang) for remark in found.remarks]
    files = {}
    if taken:
        files = _files(home, made, text, lang)
        remarks += _orphans(home, draft, made.draft, lang)
    return Reviewed(tuple(answer), tuple(remarks), int(bool(faults)), files)


def _places(given: str, folder: str) -> tuple[Path, Path]:
    """The file with the decisions, and the folder of the draft."""
    path = Path(given)
    if path.is_dir():
        home = Path(folder) if folder else _one_plan(path)
        file = (path if folder else home) / BOOK
    else:
        home, file = Path(folder) if folder else path.parent, path
    if not (home / DRAFT).is_file() or not (home / TEXT).is_file():
        raise InputError(
            f"there is no draft to take the decisions into: {DRAFT} and {TEXT} are needed",
            where=home,
            hint="name the plan's folder after the file: policykb review FILE FOLDER",
            code="E_IO",
            zh=f"这里没有可以收回审定的草稿（需要 {DRAFT} 和 {TEXT}）；请在文件名后写明规划目录：policykb review 文件 目录",
        )
    return file, home


def _one_plan(folder: Path) -> Path:
    """The folder, or the one plan's folder in it."""
    if (folder / DRAFT).is_file():
        return folder
    inside = sorted(path.parent for path in folder.glob(f"*/{DRAFT}"))
    return inside[0] if len(inside) == 1 else folder


def _read(file: Path, draft: Draft, text: str, today: str) -> Returned:
    data = read_bytes(file)
    read = returned if what_is(data) else page_decisions
    return read(data, draft, text, where=str(file) if read is returned else file.name, today=today)


def _files(home: Path, made: Applied, text: str, lang: str) -> dict[Path, bytes]:
    told = to_json(made.draft)
    from_json(told, where=home / DRAFT)  # what could not be read again must not be written
    log = log_lines(made.records, made.draft.plan, made.draft.text_sha256)
    page = review_page(made.draft, text, lang, plan_title(home))
    return {home / DRAFT: told.encode("utf-8"), home / LOG: logged(home, log), home / PAGE: page}


def _summary(made: Applied, found: Returned, lang: str, *, taken: bool, faults: tuple[Fault, ...]) -> str:
    counts = Counter(record.decision for record in made.records)
    comma, colon = (", ", ": ") if lang == "en" else ("、", "：")
    told = comma.join(
        f"{words.said(lang)} {counts[name]}" for name, words in _DECISIONS.items() if counts[name]
    )
    left = sum(is_open(claim) for _, claim in every_claim(made.draft).values())
    if faults and not taken:
        words = Phrase(
            f"有 {len(faults)} 处要改，草稿没有改动",
            f"{len(faults)} to be mended; the draft is as it was",
        )
    elif not made.records:
        words = Phrase(f"{found.seen} 行中没有新的审定", f"nothing new was decided in {found.seen} rows")
    else:
        words = Phrase(f"{told}；还有 {left} 条未审", f"{told}; {left} still open")
    if faults and taken:
        words = Phrase(
            f"{words.zh}；另有 {len(faults)} 处要改，未收回",
            f"{words.en}; {len(faults)} to be mended and not taken",
        )
    return f"{made.draft.plan}{colon}{words.said(lang)}"


def _orphans(home: Path, before: Draft, after: Draft, lang: str) -> list[str]:
    """Readings that were decided about claims which are gone now."""
    gone = every_claim(before).keys() - every_claim(after).keys()
    decisions = read_decisions(home / "curation.toml") if gone else ()
    named = sorted(
        {
            (decision.id, name)
            for decision in decisions
            for name in (
                *decision.affects,
                *(setting.subject for setting in decision.settings),
                *(lead.measure for lead in decision.leads),
            )
            if name in gone
        }
    )
    words = Phrase(
        "curation.toml 的决定“{}”引用了已删除的 {}",
        "decision {} in curation.toml refers to {}, which is deleted",
    )
    return [words.said(lang).format(*pair) for pair in named]
