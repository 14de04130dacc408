"""A plan of two measures and one goal with a bit of everything a report shows, some of it hostile."""

from __future__ import annotations

import hashlib
from functools import cache

from policykb import anchors, vocab
from policykb.draft import (
    Action,
    Condition,
    Deadline,
    Draft,
    DraftedDocument,
    Goal,
    Measure,
    Mention,
    Provision,
    Responsibility,
    Sentence,
    Target,
)
from policykb.draft.folder import Decision, Meta, Notice, Parent, Setting
from policykb.graph import curation_quads, document_quads, element_quads
from policykb.infer import infer
from policykb.report import Material
from policykb.span import Span
from policykb.store import Store
from policykb.validate import run
from policykb.vocab import (
    Comparator,
    ConditionKind,
    DocumentAct,
    Force,
    MentionKind,
    Precision,
    Role,
    SentenceState,
    TargetKind,
)

PLAN = "small"
AS_OF = "2026-11-22"
HOSTILE = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.org/")'
TEXT = (
    f"小方案{HOSTILE}\n\n"
    "到2025年，碳排放下降16%。\n\n"
    f"（一）严格准入。严禁在黄河沿岸新增{HOSTILE}项目。{FORMULA}办法由各部门制定。"
    "（自治区生态环境厅、发展改革委按职责分工负责。以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出）\n\n"
    "（二）绿色交通。加快银川市、\n\n石嘴山市充电桩建设。到2025年，力争新能源公交车比例达到45%以上，各地级市应至少有一个换电站。"
    "（自治区交通运输厅、生态环境厅按职责分工负责）"
)


def place(words: str, after: str = "") -> Span:
    """Where some words stand, the first time after others."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def _deadline(after: str, *, inherited: bool = False) -> Deadline:
    return Deadline(
        date="2025-12-31",
        stated="到2025年",
        precision=Precision.YEAR,
        span=place("到2025年", after),
        inherited=inherited,
    )


def _duty(name: str, after: str, position: int, agency: str) -> Responsibility:
    measure = "m01" if after == "（自治区生态" else "m02"
    return Responsibility(
        id=f"{measure}/r{position}",
        span=place(name, after),
        element=measure,
        agency=agency,
        name_as_stated=name,
        role=Role.JOINT,
        position=position,
        bracket=place("按职责分工负责", after),
        prefix_elided=not name.startswith("自治区"),
    )


def _action(name: str, words: str, verb: str, force: Force, marker: str = "") -> Action:
    return Action(id=name, span=place(words), verb=verb, object=words, force=force, marker=marker)


def _targets() -> tuple[Target, ...]:
    return (
        Target(
            id="g2025/t1",
            span=place("碳排放下降16%"),
            indicator="carbon-intensity",
            subject="碳排放",
            kind=TargetKind.RELATIVE_CHANGE,
            comparator=Comparator.DECREASE,
            marker="下降",
            value="16",
            unit="percent",
            baseline_year=2020,
            deadline=_deadline("\n\n到2025年"),
            doubt="基准年承前",
        ),
        Target(
            id="m02/t1",
            span=place("力争新能源公交车比例达到45%以上"),
            indicator="new-energy-bus-share",
            subject="新能源公交车比例",
            kind=TargetKind.LEVEL,
            comparator=Comparator.AT_LEAST,
            marker="以上",
            value="45",
            unit="percent",
            deadline=_deadline("（二）"),
            force=Force.STRIVE,
            force_marker="力争",
        ),
        Target(
            id="m02/t2",
            span=place("各地级市应至少有一个换电站"),
            indicator="",
            subject="换电站",
            kind=TargetKind.COUNT_PER_DIVISION,
            comparator=Comparator.AT_LEAST,
            marker="至少",
            value="1",
            unit="count",
            deadline=_deadline("（二）", inherited=True),
            force=Force.MANDATE,
            applies_per="prefecture",
        ),
    )


def _sentences() -> tuple[Sentence, ...]:
    first, goal = place(f"小方案{HOSTILE}"), place("到2025年，碳排放下降16%。")
    one = place(TEXT[TEXT.index("（一）") : TEXT.index("\n\n（二）")])
    two = place(TEXT[TEXT.index("（二）") :])
    return (
        Sentence(1, first, 0, SentenceState.SKIPPED, "title"),
        Sentence(2, Span(first.end, goal.start), 0, SentenceState.SKIPPED, "layout"),
        Sentence(3, goal, 0, SentenceState.ENCODED),
        Sentence(4, Span(goal.end, one.start), 0, SentenceState.SKIPPED, "layout"),
        Sentence(5, one, 1, SentenceState.ENCODED),
        Sentence(6, Span(one.end, two.start), 0, SentenceState.SKIPPED, "layout"),
        Sentence(7, two, 2, SentenceState.ENCODED),
    )


def _measures() -> tuple[Measure, ...]:
    one, two = _sentences()[4].span, _sentences()[6].span
    return (
        Measure(
            id="m01",
            span=one,
            ordinal=1,
            number="（一）",
            title=f"严格准入{HOSTILE}",
            title_span=place("严格准入"),
            title_en="Strict access",
        ),
        Measure(
            id="m02",
            span=two,
            ordinal=2,
            number="（二）",
            title="绿色交通",
            title_span=place("绿色交通"),
            title_en="Green transport",
        ),
    )


def draft() -> Draft:
    """What the plan says."""
    cities = (("银川市", "640100"), ("石嘴山市", "640200"))
    return Draft(
        plan=PLAN,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text_length=len(TEXT),
        title="小方案",
        goals=(
            Goal(
                id="g2025",
                span=_sentences()[2].span,
                year=2025,
                title="2025年目标",
                title_en="Goals for 2025",
            ),
        ),
        measures=_measures(),
        actions=(
            _action("m01/a01", f"严禁在黄河沿岸新增{HOSTILE}项目", "新增", Force.PROHIBIT, "严禁"),
            _action("m01/a02", f"{FORMULA}办法由各部门制定", "制定", Force.PROMOTE),
            _action("m02/a01", "加快银川市、\n\n石嘴山市充电桩建设", "加快", Force.PROMOTE, "加快"),
        ),
        targets=_targets(),
        responsibilities=(
            _duty("自治区生态环境厅", "（自治区生态", 1, "org/nx-sthjt"),
            _duty("发展改革委", "（自治区生态", 2, "org/nx-fgw"),
            _duty("自治区交通运输厅", "（自治区交通", 1, "org/nx-jtt"),
            _duty("生态环境厅", "（自治区交通", 2, "org/nx-sthjt"),
        ),
        provisions=(
            Provision(
                id="m01/p1",
                span=place("以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出"),
                within=PLAN,
                levels=("prefecture", "county"),
                assignees=("org/nx-ningdong",),
                qualifier="相关部门",
                role=Role.IMPLEMENT,
            ),
        ),
        conditions=(
            Condition(
                id="m01/a01/c1",
                span=place("在黄河沿岸"),
                kind=ConditionKind.SCOPE,
                of=("m01/a01", "m01/a02"),
                text="在黄河沿岸",
            ),
        ),
        mentions=tuple(
            Mention(
                id=f"m02/a01/n{number}",
                span=place(name),
                of="m02/a01",
                kind=MentionKind.PLACE,
                name=name,
                concept=f"region/{code}",
            )
            for number, (name, code) in enumerate(cities, 1)
        ),
        documents=(
            DraftedDocument(
                id="m01/d1",
                span=place(f"{FORMULA}办法"),
                of="m01/a02",
                title="办法",
                act=DocumentAct.DRAW_UP,
                titled=False,
            ),
        ),
        sentences=_sentences(),
    )


def _decision() -> Decision:
    return Decision(
        id="below-means-all",
        decided_on="2026-11-23",
        by="editors",
        label_zh="“以下”含第（一）项",
        label_en="“以下” includes measure 1",
        question_zh="含不含？",
        question_en="Does it?",
        decision_zh="含。",
        decision_en="It does.",
        alternative_zh="不含。",
        alternative_en="It does not.",
        quote="以下均需",
        affects=("m01/p1",),
        settings=(Setting("m01/p1", "fromOrdinal", 1),),
    )


def small_store() -> Store:
    """The plan beside the shipped knowledge, with what the rules derive."""
    store = Store()
    store.load_shipped((anchors.ONTOLOGY / "policykb.ttl").read_bytes(), vocab.BASE + "graph/ontology")
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
    meta = Meta(
        id=PLAN,
        title_zh=f"小方案{HOSTILE}",
        title_en=f"A small plan {HOSTILE}",
        region="region/640000",
        encoding_complete=True,
        notice=Notice(
            number="小发〔2022〕1号",
            issued_on="2022-11-04",
            source="javascript:alert(1)",
            confirmed="memory",
            issuers=("org/nx-sthjt", "org/nx-fgw"),
        ),
        parents=(Parent("issued_under", "document/above", "上位方案", "The plan above", "memory"),),
    )
    store.add(document_quads(meta, TEXT, draft()))
    store.add(element_quads(draft(), TEXT, {}))
    store.add(curation_quads(PLAN, TEXT, (_decision(),)))
    infer(store, PLAN, as_of=AS_OF)
    return store


@cache
def material() -> Material:
    """What a report on the plan is made from."""
    store = small_store()
    return Material(store, PLAN, AS_OF, run(store, PLAN))
