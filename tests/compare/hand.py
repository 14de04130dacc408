"""Plans and requirements written by hand, so that a comparison is tried on what the test says and on nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from policykb import anchors
from policykb.compare import Regional
from policykb.draft import from_json
from policykb.draft.claims import Action, Deadline, Draft, Goal, Measure, Target
from policykb.draft.coverage_decisions import CoverageDecision, read_coverage
from policykb.draft.folder import Meta, Notice, read_meta
from policykb.draft.reference import read_reference, read_related
from policykb.draft.requirements import FactSource, Reference, Requirement, UpperDocument
from policykb.span import Span
from policykb.vocab import (
    Comparator,
    Confirmed,
    Force,
    Precision,
    RequirementKind,
    TargetKind,
)

AS_OF = "2026-11-23"
NINGXIA = anchors.PLANS / "ningxia-2022"
DOCUMENT, OTHER = "document/the-plan-above", "document/another-one"


@dataclass
class Text:
    """A plan's text as it grows, and what has been read in it."""

    words: str = ""
    measures: list[Measure] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def add(self, words: str) -> Span:
        start = len(self.words)
        self.words += words
        return Span(start, len(self.words))

    def measure(self, title: str, body: str) -> str:
        ordinal = len(self.measures) + 1
        number = self.add(f"（{ordinal}）")
        heading = self.add(title + "。")
        whole = self.add(body)
        name = f"m{ordinal:02}"
        self.measures.append(
            Measure(
                id=name,
                span=Span(number.start, whole.end),
                ordinal=ordinal,
                number=f"（{ordinal}）",
                title=title,
                title_span=heading,
            )
        )
        return name

    def place(self, quote: str) -> Span:
        start = self.words.index(quote)
        return Span(start, start + len(quote))

    def action(self, home: str, quote: str, force: Force = Force.COMMIT, year: int | None = None) -> str:
        name = f"{home}/a{sum(a.id.startswith(home) for a in self.actions) + 1:02}"
        span = self.place(quote)
        self.actions.append(
            Action(
                id=name, span=span, verb="", object=quote, force=force, marker="", deadline=_due(year, span)
            )
        )
        return name

    def target(self, home: str, quote: str, indicator: str = "", **more: object) -> str:
        name = f"{home}/t{sum(t.id.startswith(home) for t in self.targets) + 1}"
        span = self.place(quote)
        year = more.pop("year", 2025)
        fields: dict[str, object] = {
            "kind": TargetKind.LEVEL if "value" in more else TargetKind.QUALITATIVE,
            "comparator": Comparator.AT_LEAST if "value" in more else None,
            "unit": "percent" if "value" in more else "",
            **more,
        }
        self.targets.append(
            Target(
                id=name,
                span=span,
                indicator=indicator,
                subject=quote,
                marker="",
                deadline=_due(year, span),
                **fields,
            )
        )
        return name

    def goal(self, year: int, *clauses: str) -> str:
        start = len(self.words)
        self.add("。".join(clauses) + "。")
        name = f"g{year}"
        self.goals.append(Goal(id=name, span=Span(start, len(self.words)), year=year, title=f"{year}年目标"))
        for clause in clauses:
            self.target(name, clause, year=year)
        return name

    def regional(self, **more: object) -> Regional:
        draft = Draft(
            plan="by-hand",
            text_sha256="",
            text_length=len(self.words),
            title="手写的规划",
            measures=tuple(self.measures),
            goals=tuple(self.goals),
            actions=tuple(self.actions),
            targets=tuple(self.targets),
        )
        meta = {"region": "region/640000", "issued_on": "2022-11-04", "text_complete": True}
        meta |= {name: more.pop(name) for name in list(more) if name in meta}
        notice = Notice(issued_on=str(meta.pop("issued_on")))
        made = Meta(id="by-hand", title_zh="手写的规划", notice=notice, **meta)
        return Regional(draft=draft, text=self.words, meta=made, as_of=AS_OF, **more)


def _due(year: object, span: Span) -> Deadline | None:
    if not isinstance(year, int):
        return None
    return Deadline(date=f"{year}-12-31", stated=f"到{year}年", precision=Precision.YEAR, span=span)


def one_target(indicator: str, value: str, **more: object) -> Regional:
    """A plan of one measure with one target."""
    text = Text()
    home = text.measure("一项", "数值目标。")
    text.target(home, "数值目标", indicator, value=value, **more)
    return text.regional()


def asks(name: str = "n001", **more: object) -> Requirement:
    """A required figure: at least so many per cent by 2025, nationwide, read in its source."""
    fields: dict[str, object] = {
        "kind": RequirementKind.INDICATOR,
        "document": OTHER,
        "title_zh": f"要求{name}",
        "title_en": f"requirement {name}",
        "statement_zh": f"要求{name}",
        "statement_en": f"requirement {name}",
        "comparator": Comparator.AT_LEAST,
        "unit": "percent",
        "year": 2025,
        "confirmed": Confirmed.SEEN,
        "source": FactSource(title="读到的来源", quality="official"),
        **more,
    }
    return Requirement(id=name, **fields)


def section(number: int, heading: str, statement: str, chapter: str = "三、措施") -> Requirement:
    """A section of the plan above."""
    return asks(
        f"s{number:02}",
        kind=RequirementKind.SECTION,
        document=DOCUMENT,
        title_zh=heading,
        statement_zh=statement,
        section=number,
        chapter=chapter,
        comparator=None,
        unit="",
        year=None,
    )


def clause(name: str, kind: RequirementKind, number: int, statement: str, **more: object) -> Requirement:
    """An objective, a prohibition or a task of a section."""
    fields: dict[str, object] = {"comparator": None, "unit": "", "year": None, **more}
    return asks(
        name,
        kind=kind,
        document=DOCUMENT,
        title_zh=statement,
        statement_zh=statement,
        section=number,
        **fields,
    )


def above(*requirements: Requirement, note: str = "") -> Reference:
    """A reference of some requirements, all in two documents."""
    documents = (
        UpperDocument(id=DOCUMENT, title_zh="上位方案", title_en="the plan above", issued_on="2022-06-10"),
        UpperDocument(id=OTHER, title_zh="另一文件", title_en="another one", issued_on="2021-10-24"),
    )
    return Reference(
        id="above",
        title_zh="上位方案",
        title_en="the plan above",
        documents=documents,
        requirements=requirements,
        note_zh=note,
    )


def national() -> Reference:
    """The national plan and the documents around it, as shipped."""
    return read_reference(anchors.PLANS / "national-2022")


def ningxia(*, decided: bool = True, own: bool = True) -> Regional:
    """The shipped plan; without what a person decided, the program is on its own."""
    draft = from_json((NINGXIA / "draft.json").read_text("utf-8"))
    text = (NINGXIA / "source.txt").read_bytes().decode()
    decisions: tuple[CoverageDecision, ...] = read_coverage(NINGXIA / "coverage.toml") if decided else ()
    return Regional(
        draft=draft,
        text=text,
        meta=read_meta(NINGXIA / "plan.toml"),
        decisions=decisions,
        as_of=AS_OF,
        own=read_related(NINGXIA / "related.toml") if own else None,
    )
