"""A plan whose names and words try to leave the folder, the page, the cell and the line they stand in."""

from __future__ import annotations

import hashlib
from functools import cache

from policykb import anchors, vocab
from policykb.draft import Action, Deadline, Draft, Measure, Responsibility
from policykb.draft.folder import Meta
from policykb.graph import document_quads, element_quads
from policykb.infer import infer
from policykb.report.booklet import Matter
from policykb.span import Span
from policykb.store import Store
from policykb.vocab import Force, Precision, Role

PLAN = "hostile"
AS_OF = "2026-11-22"
NAMES = (
    "../../etc/passwd",
    "C:\\windows\\某办",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>局",
    "12号办公室",
)
WORDS = "到2025年底，建成“甲;乙,丙\\丁”</w:t><script>x</script>=1+1平台"
TEXT = f"（一）做好工作。{WORDS}。（{'、'.join(NAMES)}负责）"


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def draft() -> Draft:
    bracket = Span(TEXT.index("（", 5), len(TEXT))
    year = place("2025年底")
    return Draft(
        plan=PLAN,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text_length=len(TEXT),
        title="",
        measures=(
            Measure(
                id="m01",
                span=Span(0, len(TEXT)),
                ordinal=1,
                number="（一）",
                title="做好工作",
                title_span=Span(3, 7),
            ),
        ),
        actions=(
            Action(
                id="m01/a01",
                span=place(WORDS),
                verb="建成",
                object="平台",
                force=Force.COMMIT,
                marker="建成",
                deadline=Deadline(
                    date="2025-12-31", stated="2025年底", precision=Precision.YEAR_END, span=year
                ),
            ),
        ),
        responsibilities=tuple(
            Responsibility(
                id=f"m01/r{number}",
                span=place(name),
                element="m01",
                agency="",
                name_as_stated=name,
                role=Role.JOINT,
                position=number,
                bracket=bracket,
            )
            for number, name in enumerate(NAMES, 1)
        ),
    )


@cache
def matter() -> Matter:
    return known(Meta(id=PLAN, title_zh="恶意方案（虚构）", title_en="Hostile (invented)"), TEXT, draft())


def known(meta: Meta, text: str, made: Draft) -> Matter:
    """What is known of an invented plan."""
    store = Store()
    store.load_shipped((anchors.ONTOLOGY / "policykb.ttl").read_bytes(), vocab.BASE + "graph/ontology")
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
    store.add(document_quads(meta, text, made))
    store.add(element_quads(made, text, {}))
    infer(store, meta.id, as_of=AS_OF)
    return Matter(store, meta.id, AS_OF, reviewed=False)
