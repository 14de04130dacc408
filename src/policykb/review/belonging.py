"""Whose decisions these are: the plan, text and format they were made for, and who signs for all rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.errors import InputError
from policykb.gate.characters import visible
from policykb.gate.sheets import address
from policykb.review import notes
from policykb.review.cells_in import day, plain
from policykb.review.faults import Fault, Wrong

if TYPE_CHECKING:
    from policykb.draft.claims import Draft
    from policykb.gate.sheets import RawBook
    from policykb.review.lines import Tongue


@dataclass(frozen=True, slots=True)
class Belonging:
    """Who decided and when where a row does not say; ``dated`` when somebody wrote that day down.

    ``draft_sha256`` is of the draft that the decisions were made on.
    """

    by: str
    on: str
    dated: bool
    draft_sha256: str
    faults: tuple[Fault, ...] = ()


def belonging(book: RawBook, tongues: list[Tongue], draft: Draft, today: str, where: str) -> Belonging:
    """What a workbook's first sheet tells.

    Raises:
        InputError: the workbook is not about this draft's plan and text.
    """
    told = _told(book, tongues)
    said = {key: words for key, (words, _) in told.items()}
    refuse_other(draft, said.get("plan", ""), said.get("text_sha256", ""), where)
    if said.get("format") != notes.FORMAT:
        raise InputError(
            f"the workbook has another format than {notes.FORMAT}",
            where=where,
            hint="extract the plan again to get a new workbook",
            code="E_FORMAT",
            zh=f"工作簿的格式版本不是 {notes.FORMAT}；请重新抽取，取得新的工作簿",
        )
    on, faults = today, []
    if said.get("on"):
        found = day(said["on"])
        if isinstance(found, Wrong):
            faults.append(Fault(told["on"][1], found))
        else:
            on = found
    return Belonging(
        said.get("by", ""), on, bool(said.get("on")), said.get("draft_sha256", ""), tuple(faults)
    )


def refuse_other(draft: Draft, plan: str, text_sha256: str, where: str) -> None:
    """Refuses decisions on another plan or another text.

    Raises:
        InputError: the decisions are not about this draft.
    """
    shown = visible(plan, longest=60)
    if plan != draft.plan:
        raise InputError(
            f"these decisions are about plan {shown or '(none named)'}, the draft beside them about {draft.plan}",
            where=where,
            hint="name the file that lies beside its own draft",
            code="E_STALE",
            zh=f"这些审定属于规划“{shown or '（未写明）'}”，旁边的草稿属于“{draft.plan}”；请选对文件",
        )
    if text_sha256 != draft.text_sha256:
        raise InputError(
            "these decisions are about another text than the draft beside them",
            where=where,
            hint="bring them back to the draft they were made for, then extract the new text: "
            "decisions whose sentence still stands are kept",
            code="E_STALE",
            zh="这些审定针对的是另一份文本；请先收回到它原来的草稿，再抽取新文本，原句未变的审定会保留",
        )


def _told(book: RawBook, tongues: list[Tongue]) -> dict[str, tuple[str, str]]:
    """The lines of the first sheet that are read back, with their cells."""
    told: dict[str, tuple[str, str]] = {}
    for tongue in tongues:
        named = notes.labels(tongue.words)
        for sheet in book.sheets:
            for row in sheet.rows if sheet.name == tongue.words("review.sheet_notes") else ():
                if key := named.get(plain(row.cells.get(1))):
                    told[key] = (plain(row.cells.get(2)), f"{sheet.name}!{address(2, row.number)}")
    return told
