"""An invented plan with one claim of every kind, made by hand, and its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from functools import cache
from typing import TYPE_CHECKING

import openpyxl

from policykb.draft.claims import (
    Action,
    Condition,
    Deadline,
    Draft,
    DraftedDocument,
    Goal,
    Measure,
    Mention,
    ProposedBody,
    Provision,
    Responsibility,
    Sentence,
    Target,
)
from policykb.draft.codec import to_json
from policykb.gate import sheets_task
from policykb.gate.sheets import Cell, Holds, RawBook, RawSheet, Row, address, understood
from policykb.report.words import Words
from policykb.review import Returned, review_files
from policykb.review.returned import returned_rows
from policykb.review.workbook import workbook
from policykb.span import Span
from policykb.vocab import (
    BodyKind,
    Comparator,
    ConditionKind,
    Confidence,
    DocumentAct,
    Force,
    MentionKind,
    Precision,
    Role,
    SentenceState,
    TargetKind,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook


TEXT = """𠮷祥市减污降碳方案（虚构）

一、工作目标

到2025年，协同格局基本形成。

二、主要措施

（一）推进能源转型。有序发展光伏，严格控制新增煤电项目。到2025年，非化石能源消费比重力争达到18%左右，新增林地三十万亩。（市发展改革委牵头，市能源局、市财政局配合，以下均需各县落实）

（二）加强项目准入。制定《准入导则》，在重点行业开展碳评试点，推动园区
改造。=1+1不得写入报表。推进节水工作。推进节水工作。（市生态环境局、市财政局按职责分工负责）

有关部门要加强统筹。
"""
PLAN = "jixiang"
WHO, DAY = "张三", "2026-11-20"


def at(words: str, turn: int = 0) -> Span:
    """Where words stand in the text, the first time or a later one."""
    start = -1
    for _ in range(turn + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _through(first: str, last: str) -> Span:
    return Span(at(first).start, at(last).end)


FIRST = _through("（一）", "以下均需各县落实）")
SECOND = _through("（二）", "按职责分工负责）")
_BRACKETS = _through("（市发展改革委", "以下均需各县落实）"), _through("（市生态环境局", "按职责分工负责）")
_DUE = Deadline(date="2025-12-31", stated="到2025年", precision=Precision.YEAR, span=at("到2025年", 1))


def _duty(name: str, element: str, words: str, role: Role, position: int, turn: int = 0) -> Responsibility:
    return Responsibility(
        id=name,
        span=at(words, turn),
        confidence=Confidence.UNSURE,
        doubt="机构名称不在词表中",
        element=element,
        agency="org/jixiang-b01" if words == "市发展改革委" else "",
        name_as_stated=words,
        role=role,
        position=position,
        bracket=_BRACKETS[0] if element == "m01" else _BRACKETS[1],
    )


def _sentences() -> tuple[Sentence, ...]:
    """The lines of the text, those outside goals and measures as unread."""
    found, start = [], 0
    for line in TEXT.split("\n"):
        if line:
            span = Span(start, start + len(line))
            read = FIRST.holds(span) or SECOND.overlaps(span) or "格局" in line
            heading = line.startswith(("一、", "二、", "𠮷"))
            state = SentenceState.ENCODED if read else SentenceState.UNENCODED
            found.append(
                Sentence(
                    index=len(found) + 1,
                    span=span,
                    measure=0,
                    state=SentenceState.SKIPPED if heading else state,
                    reason="heading" if heading else "",
                )
            )
        start += len(line) + 1
    return tuple(found)


DRAFT = Draft(
    plan=PLAN,
    text_sha256=hashlib.sha256(TEXT.encode("utf-8")).hexdigest(),
    text_length=len(TEXT),
    title="𠮷祥市减污降碳方案（虚构）",
    measures=(
        Measure(id="m01", span=FIRST, ordinal=1, number="（一）", title="推进能源转型", title_span=at("推进能源转型")),
        Measure(id="m02", span=SECOND, ordinal=2, number="（二）", title="加强项目准入", title_span=at("加强项目准入")),
    ),
    goals=(Goal(id="g2025", span=at("到2025年，协同格局基本形成。"), year=2025, title="2025年目标"),),
    actions=(
        Action(id="m01/a01", span=at("有序发展光伏"), verb="发展", object="光伏", force=Force.PROMOTE, marker=""),
        Action(
            id="m01/a02",
            span=at("严格控制新增煤电项目"),
            confidence=Confidence.LIKELY,
            doubt="“严格”管到哪里不明",
            verb="控制",
            object="新增煤电项目",
            force=Force.STRICT_CONTROL,
            marker="严格控制",
            marker_span=at("严格控制"),
        ),
        Action(id="m02/a01", span=at("制定《准入导则》"), verb="制定", object="《准入导则》", force=Force.COMMIT, marker=""),
        Action(id="m02/a02", span=at("在重点行业开展碳评试点"), verb="开展", object="碳评试点", force=Force.PILOT, marker="试点"),
        Action(id="m02/a03", span=at("推动园区\n改造"), verb="推动", object="园区\n改造", force=Force.PROMOTE, marker="推动"),
        Action(id="m02/a04", span=at("=1+1不得写入报表"), verb="=1+1", object="报表", force=Force.PROHIBIT, marker="不得"),
    ),
    targets=(
        Target(
            id="g2025/t1",
            span=at("协同格局基本形成"),
            indicator="",
            subject="协同格局",
            kind=TargetKind.QUALITATIVE,
            comparator=None,
            marker="",
            deadline=Deadline(date="2025-12-31", stated="到2025年", precision=Precision.YEAR, span=at("到2025年")),
        ),
        Target(
            id="m01/t1",
            span=at("非化石能源消费比重力争达到18%左右"),
            indicator="",
            subject="非化石能源消费比重",
            kind=TargetKind.LEVEL,
            comparator=Comparator.AT_LEAST,
            marker="达到",
            value="18",
            unit="percent",
            value_span=at("18%"),
            deadline=_DUE,
            force=Force.STRIVE,
            force_marker="力争",
            force_span=at("力争"),
        ),
        Target(
            id="m01/t2",
            span=at("新增林地三十万亩"),
            confidence=Confidence.LIKELY,
            doubt="基准不明",
            indicator="",
            subject="林地",
            kind=TargetKind.LEVEL,
            comparator=Comparator.AT_LEAST,
            marker="新增",
            value="30",
            unit="wan-mu",
            value_span=at("三十万亩"),
        ),
    ),
    responsibilities=(
        _duty("m01/r1", "m01", "市发展改革委", Role.LEAD, 1),
        _duty("m01/r2", "m01", "市能源局", Role.SUPPORT, 2),
        _duty("m01/r3", "m01", "市财政局", Role.SUPPORT, 3),
        _duty("m02/r1", "m02", "市生态环境局", Role.JOINT, 1),
        _duty("m02/r2", "m02", "市财政局", Role.JOINT, 2, turn=1),
    ),
    provisions=(
        Provision(id="m01/p1", span=at("以下均需各县落实"), within=PLAN, levels=("county",), assignees=(), qualifier="", role=Role.IMPLEMENT),
    ),
    conditions=(
        Condition(id="m02/a02/c1", span=at("在重点行业"), kind=ConditionKind.SCOPE, of=("m02/a02",), text="在重点行业"),
    ),
    mentions=(
        Mention(id="m01/a01/n1", span=at("光伏"), of="m01/a01", kind=MentionKind.TECHNOLOGY, name="光伏"),
        Mention(id="m02/a02/n1", span=at("碳评试点"), of="m02/a02", kind=MentionKind.PILOT, name="碳评试点"),
    ),
    bodies=(
        ProposedBody(
            id="b01",
            span=at("市发展改革委"),
            name="市发展改革委",
            kind=BodyKind.DEPARTMENT,
            nearest="org/nx-fgw",
            why="同为发展改革主管机构",
            of_plan=True,
        ),
    ),
    documents=(
        DraftedDocument(id="m02/d1", span=at("《准入导则》"), of="m02/a01", title="准入导则", act=DocumentAct.DRAW_UP, titled=True),
    ),
    sentences=_sentences(),
)  # fmt: skip


@cache
def book_bytes(lang: str = "zh", draft: Draft = DRAFT) -> bytes:
    """The workbook as it is given out."""
    digest = hashlib.sha256(to_json(draft).encode("utf-8")).hexdigest()
    return workbook(draft, TEXT, digest, Words(lang))


def opened(lang: str = "zh", draft: Draft = DRAFT) -> Workbook:
    """The workbook as another program opens it."""
    return openpyxl.load_workbook(io.BytesIO(book_bytes(lang, draft)))


def saved(made: Workbook) -> bytes:
    """The workbook as another program saves it."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def read_here(data: bytes) -> RawBook:
    """The cells of a workbook, read in this process, which is faster than in one of its own."""
    return understood(sheets_task.run(b'{"where": "review.xlsx"}\n' + data))


@cache
def _cells(lang: str, draft: Draft) -> RawBook:
    return read_here(book_bytes(lang, draft))


class Desk:
    """The workbook's cells before somebody who fills them in."""

    def __init__(self, lang: str = "zh", draft: Draft = DRAFT) -> None:
        cells = _cells(lang, draft)
        self.tabs = {
            sheet.name: {row.number: dict(row.cells) for row in sheet.rows} for sheet in cells.sheets
        }
        self.merged: dict[str, tuple[str, ...]] = {}

    def column(self, tab: str, heading: str) -> int:
        """The column below a heading."""
        return next(at for at, cell in self.tabs[tab][1].items() if cell.text == heading)

    def row(self, tab: str, name: str) -> int:
        """The row of a claim."""
        return next(at for at, row in self.tabs[tab].items() if 1 in row and row[1].text == name)

    def put(self, tab: str, row: int, column: int, value: object) -> str:
        """Puts a value into a cell; gives its name."""
        cells = self.tabs[tab].setdefault(row, {})
        cells.pop(column, None)
        if value is not None:
            cells[column] = _held(value)
        return f"{tab}!{address(column, row)}"

    def fill(self, tab: str, name: str, **values: object) -> dict[str, str]:
        """Fills in cells of a claim's row; gives their names."""
        row = self.row(tab, name)
        return {key: self.put(tab, row, self.column(tab, key), value) for key, value in values.items()}

    def add(self, tab: str, **values: object) -> dict[str, str]:
        """Fills in the row below the last; gives the names of its cells."""
        row = max(self.tabs[tab]) + 1
        return {key: self.put(tab, row, self.column(tab, key), value) for key, value in values.items()}

    def where(self, tab: str, name: str, heading: str) -> str:
        """The name of a claim's cell."""
        return f"{tab}!{address(self.column(tab, heading), self.row(tab, name))}"

    def sign(self, by: object = WHO, on: object = DAY) -> Desk:
        """Signs for all rows on the first sheet."""
        for label, value in (("审定人（统一填）", by), ("日期（统一填）", on)):
            self.put(
                "说明", next(at for at, row in self.tabs["说明"].items() if row[1].text == label), 2, value
            )
        return self

    def cells(self) -> RawBook:
        """What a reader of the file finds."""
        sheets = [
            RawSheet(
                tab,
                True,
                tuple(Row(at, rows[at]) for at in sorted(rows) if rows[at]),
                self.merged.get(tab, ()),
            )
            for tab, rows in self.tabs.items()
        ]
        return RawBook(tuple(sheets))

    def back(self, draft: Draft = DRAFT) -> Returned:
        """What comes back."""
        return returned_rows(self.cells(), draft, TEXT, where="review.xlsx", today="2026-11-23")


def _held(value: object) -> Cell:
    """A value as a spreadsheet program keeps it."""
    if isinstance(value, dt.datetime):
        return Cell(Holds.DATE, value.isoformat())
    if isinstance(value, int | float):
        return Cell(Holds.NUMBER, str(value))
    text = str(value)
    return Cell(Holds.FORMULA if text.startswith("=") else Holds.WORDS, text)


def folder(path: Path, draft: Draft = DRAFT, lang: str = "zh") -> Path:
    """The plan's folder with the files to review it in."""
    home = path / PLAN
    home.mkdir(exist_ok=True)
    for name, data in review_files(draft, TEXT, lang).items():
        (home / name).write_bytes(data)
    return home


def said(found: Returned) -> list[str]:
    """The faults in Chinese."""
    return [fault.said("zh") for fault in found.faults]
