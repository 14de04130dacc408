"""A text in which next to nothing was recognised: one measure, one unknown body, nothing encoded completely."""

from __future__ import annotations

import hashlib
from functools import cache

from policykb import anchors, vocab
from policykb.draft import Draft, Measure, Responsibility
from policykb.draft.folder import Meta
from policykb.graph import document_quads, element_quads
from policykb.infer import infer
from policykb.report import Material
from policykb.span import Span
from policykb.store import Store
from policykb.validate import run
from policykb.vocab import Role

PLAN = "bare"
AS_OF = "2026-11-22"
TEXT = "（一）做好工作。（市某某办负责）"


@cache
def material() -> Material:
    store = Store()
    store.load_shipped((anchors.ONTOLOGY / "policykb.ttl").read_bytes(), vocab.BASE + "graph/ontology")
    for path in sorted(anchors.VOCABULARIES.glob("*.ttl")):
        store.load_shipped(path.read_bytes(), vocab.BASE + "graph/vocab")
    whole, name = Span(0, len(TEXT)), Span(TEXT.index("市某某办"), TEXT.index("负责"))
    draft = Draft(
        plan=PLAN,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text_length=len(TEXT),
        title="",
        measures=(
            Measure(
                id="m01",
                span=whole,
                ordinal=1,
                number="（一）",
                title="做好工作",
                title_span=Span(3, 7),
            ),
        ),
        responsibilities=(
            Responsibility(
                id="m01/r1",
                span=name,
                element="m01",
                agency="",
                name_as_stated="市某某办",
                role=Role.JOINT,
                position=1,
                bracket=name,
            ),
        ),
    )
    store.add(document_quads(Meta(id=PLAN, title_zh="", title_en=""), TEXT, draft))
    store.add(element_quads(draft, TEXT, {}))
    infer(store, PLAN, as_of=AS_OF)
    return Material(store, PLAN, AS_OF, run(store, PLAN), reviewed=False)
