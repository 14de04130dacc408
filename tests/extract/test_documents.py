from __future__ import annotations

import pytest

from policykb import anchors
from policykb.extract.actions import actions
from policykb.extract.documents import documents
from policykb.extract.outline import outline
from policykb.span import Span
from policykb.text import PlanText, display
from policykb.vocab import Confidence, DocumentAct

TEXT = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt").content
FOUND = [
    (document, {action.id: action for action in acts}[document.of])
    for part in outline(TEXT).measures
    if part.body
    for acts in [actions(TEXT, f"m{part.ordinal:02}", part.body)]
    for document in documents(TEXT, f"m{part.ordinal:02}", acts)
]

# Every 制定, 编制 and 建立 of the text whose object is a document, read by hand.
READ = [
    ("m02/d1", "差别化生态环境准入清单", DocumentAct.ESTABLISH, False),
    ("m02/d2", "宁夏节水评价技术导则", DocumentAct.DRAW_UP, True),
    ("m12/d1", "受污染耕地安全利用方案", DocumentAct.DRAW_UP, False),
    ("m17/d1", "自治区重点排放单位减污降碳协同技术案例库", DocumentAct.ESTABLISH, False),
    (
        "m18/d1",
        "宁夏水泥、钢铁、焦化、铁合金等行业建设项目碳排放环境影响评价试点工作方案",
        DocumentAct.DRAW_UP,
        True,
    ),
    ("m18/d2", "更严格的地方标准、区域流域标准", DocumentAct.DRAW_UP, False),
    ("m21/d1", "自治区温室气体排放清单", DocumentAct.DRAW_UP, False),
]


def _read(body: str) -> list[tuple[str, DocumentAct, bool]]:
    whole = Span(0, len(body))
    found = documents(body, "m01", actions(body, "m01", whole))
    return [(document.title, document.act, document.titled) for document in found]


def test_the_plan_orders_these_documents() -> None:
    assert READ == [(d.id, d.title, d.act, d.titled) for d, _ in FOUND]


def test_a_document_belongs_to_the_action_that_draws_it_up() -> None:
    for document, action in FOUND:
        assert action.span.holds(document.span)
        assert document.title == display(document.span.quote(TEXT))


def test_what_is_hardly_a_document_says_so() -> None:
    doubts = {document.id: document.doubt for document, _ in FOUND if document.doubt}

    assert {
        "m17/d1": "“库”“台账”是资料汇集，未必是成文的文件",
        "m18/d2": "只是鼓励另一方制定，且没有题名",
    } == doubts
    assert {Confidence.LIKELY} == {d.confidence for d, _ in FOUND if d.doubt}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("修订《甲条例》。", [("甲条例", DocumentAct.REVISE, True)]),
        (
            "制定《甲》《乙》。",
            [("甲", DocumentAct.DRAW_UP, True), ("乙", DocumentAct.DRAW_UP, True)],
        ),
        ("严格落实《甲条例》。", []),
        ("建立长效机制。", []),
        ("制定更高的目标。", []),
        ("将甲纳入政府采购名录。", []),
        ("推进“制定甲”工作方案。", []),
        ("建立甲标准。", []),
        ("制定甲行\n\n动方案。", [("甲行动方案", DocumentAct.DRAW_UP, False)]),
    ],
)
def test_a_clause_draws_up(body: str, expected: list[tuple[str, DocumentAct, bool]]) -> None:
    assert expected == _read(body)
