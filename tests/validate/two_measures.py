"""A plan of two measures, small enough to know by heart."""

from __future__ import annotations

import hashlib

from policykb import anchors, vocab
from policykb.draft import Action, Deadline, Draft, Goal, Measure, Responsibility, Sentence, Target
from policykb.draft.folder import Meta, Notice
from policykb.graph import document_quads, element_quads
from policykb.quads import Quad, integer
from policykb.span import Span
from policykb.store import Store
from policykb.vocab import PKB, Comparator, Force, Precision, Role, SentenceState, TargetKind

PLAN = "small"
TEXT = (
    "到2025年，格局基本形成。\n\n"
    "（一）严格准入。严禁新增“两高”项目。（自治区生态环境厅、发展改革委按职责分工负责）\n\n"
    "（二）绿色交通。到2025年，新能源公交车比例达\n\n到45%。（自治区交通运输厅按职责分工负责）"
)
TYPE = vocab.PREFIXES["rdf"] + "type"


def place(words: str, after: str = "") -> Span:
    """Where some words stand."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def _deadline(after: str) -> Deadline:
    words = place("到2025年", after)
    return Deadline(date="2025-12-31", stated="到2025年", precision=Precision.YEAR, span=words)


def _duty(name: str, after: str, place_in_list: int, agency: str) -> Responsibility:
    measure = "m01" if after == "（一）" else "m02"
    return Responsibility(
        id=f"{measure}/r{place_in_list}",
        span=place(name, after),
        element=measure,
        agency=agency,
        name_as_stated=name,
        role=Role.JOINT,
        position=place_in_list,
        bracket=place("（自治区", after),
        prefix_elided=not name.startswith("自治区"),
    )


def draft() -> Draft:
    """What the small plan says."""
    whole = {
        "m01": place(TEXT[TEXT.index("（一）") : TEXT.index("\n\n（二）")]),
        "m02": place(TEXT[TEXT.index("（二）") :]),
    }
    return Draft(
        plan=PLAN,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text_length=len(TEXT),
        title="小方案",
        goals=(Goal(id="g2025", span=place("到2025年，格局基本形成。"), year=2025, title="2025年目标", title_en="Goals for 2025"),),
        measures=(
            Measure(id="m01", span=whole["m01"], ordinal=1, number="（一）", title="严格准入", title_span=place("严格准入"), title_en="Strict access"),
            Measure(id="m02", span=whole["m02"], ordinal=2, number="（二）", title="绿色交通", title_span=place("绿色交通"), title_en="Green transport"),
        ),
        actions=(
            Action(id="m01/a01", span=place("严禁新增“两高”项目"), verb="新增", object="“两高”项目", force=Force.PROHIBIT, marker="严禁"),
        ),
        targets=(
            Target(id="g2025/t1", span=place("格局基本形成"), indicator="", subject="格局", kind=TargetKind.QUALITATIVE, comparator=None, marker="", deadline=_deadline("")),
            Target(
                id="m02/t1",
                span=place("新能源公交车比例达\n\n到45%"),
                indicator="new-energy-bus-share",
                subject="新能源公交车比例",
                kind=TargetKind.LEVEL,
                comparator=Comparator.AT_LEAST,
                marker="达到",
                value="45",
                unit="percent",
                deadline=_deadline("（二）"),
            ),
        ),
        responsibilities=(
            _duty("自治区生态环境厅", "（一）", 1, "org/nx-sthjt"),
            _duty("发展改革委", "（一）", 2, "org/nx-fgw"),
            _duty("自治区交通运输厅", "（二）", 1, "org/nx-jtt"),
        ),
        sentences=(
            Sentence(1, place("到2025年，格局基本形成。"), 0, SentenceState.ENCODED),
            Sentence(2, whole["m01"], 1, SentenceState.ENCODED),
            Sentence(3, whole["m02"], 2, SentenceState.ENCODED),
        ),
    )  # fmt: skip


def shipped(store: Store) -> Store:
    """The store with the ontology and its vocabularies in it."""
    store.load_shipped((anchors.ONTOLOGY / "policykb.ttl").read_bytes(), vocab.BASE + "graph/ontology")
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
    return store


def small_store() -> Store:
    """The small plan beside the shipped knowledge, with what rules would say of it."""
    store = shipped(Store())
    notice = Notice(issued_on="2022-11-04")
    meta = Meta(id=PLAN, title_zh="小方案", title_en="A small plan", region="region/640000", notice=notice)
    store.add(document_quads(meta, TEXT, draft()))
    store.add(element_quads(draft(), TEXT, {}))
    derived = vocab.graph_iri(PLAN, "inferred", "measure_is_unquantified")
    store.add([Quad(vocab.plan_iri(PLAN, "m01"), TYPE, PKB.UnquantifiedMeasure, derived)])
    years = vocab.graph_iri(PLAN, "inferred", "deadline_year_is_normalised")
    dated = (vocab.plan_iri(PLAN, target) for target in ("g2025/t1", "m02/t1"))
    store.add(Quad(target, PKB.deadlineYear, integer(2025), years) for target in dated)
    return store
