"""A person can say who leads a measure; what was merely presumed then gives way."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from policykb import anchors, vocab
from policykb.errors import InputError, sentence
from policykb.pipeline.knowledge import open_plan
from policykb.vocab import PKB

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.pipeline.knowledge import Knowledge

PLAN = "ningxia-2022"
AS_OF = "2026-11-22"
LEAD = vocab.plan_iri(PLAN, "m04", "r-curated-lead")
DECISION = """
[[decision]]
id = "lead-of-measure-four"
decided_on = "2026-11-23"
by = "policykb editors"
label_zh = "第（四）项由生态环境厅牵头"
label_en = "Measure 4 is led by the department of ecology and environment"
question_zh = "第（四）项由谁牵头？"
question_en = "Who leads measure 4?"
decision_zh = "生态环境厅。"
decision_en = "The department of ecology and environment."
alternative_zh = "按惯例推定括注首位。"
alternative_en = "The first in the bracket, by convention."
quote = "（四）加快形成绿色生活方式。"
affects = ["m04"]
"""


def folder(into: Path, added: str) -> Path:
    """A copy of the shipped plan whose curation says more."""
    copy = into / PLAN
    shutil.copytree(anchors.PLANS / PLAN, copy)
    curation = copy / "curation.toml"
    curation.write_text(curation.read_text("utf-8") + added, encoding="utf-8")
    return copy


def lead(
    *, decision: str = "lead-of-measure-four", measure: str = "m04", agency: str = "org/nx-sthjt"
) -> str:
    return f'\n[[lead]]\ndecision = "{decision}"\nmeasure = "{measure}"\nagency = "{agency}"\n'


def told(knowledge: Knowledge, subject: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for quad in sorted(knowledge.store.quads(), key=repr):
        if quad.subject == subject:
            found.setdefault(quad.predicate, []).append(quad.object)
    return found


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    copy = folder(tmp_path_factory.mktemp("led"), DECISION + lead())
    return open_plan(str(copy), as_of=AS_OF)


def test_the_lead_is_written_with_its_decision_and_the_words_it_rests_on(led: Knowledge) -> None:
    start = led.text.content.index("（四）加快形成绿色生活方式。")
    found = told(led, LEAD)
    labels = {str(label.lang): label.value for label in found.pop(vocab.PREFIXES["rdfs"] + "label")}  # type: ignore[attr-defined] - labels are literals

    assert {"zh": "认定牵头单位", "en": "Curated lead (measure 4)"} == labels
    assert {
        vocab.PREFIXES["rdf"] + "type": [PKB.CuratedResponsibility],
        PKB.inPlan: [vocab.plan_iri(PLAN)],
        PKB.forElement: [vocab.plan_iri(PLAN, "m04")],
        PKB.bearer: [vocab.thing("org/nx-sthjt")],
        PKB.role: [vocab.thing("role/lead")],
        PKB.basis: [vocab.thing("basis/curated")],
        PKB.decidedBy: [vocab.plan_iri(PLAN, "decision", "lead-of-measure-four")],
        PKB.statedIn: [vocab.plan_iri(PLAN, "span", f"{start}-{start + 14}")],
    } == found


def test_presumption_and_diffuseness_give_way_to_it_and_nothing_else_does(
    led: Knowledge, ningxia: Knowledge
) -> None:
    def all_of(kind: PKB, knowledge: Knowledge) -> set[str]:
        is_one = vocab.PREFIXES["rdf"] + "type", kind.value
        return {quad.subject for quad in knowledge.store.quads() if (quad.predicate, quad.object) == is_one}

    for kind, m04 in (
        (PKB.PresumedResponsibility, vocab.plan_iri(PLAN, "m04", "r-presumed-lead")),
        (PKB.DiffuseMeasure, vocab.plan_iri(PLAN, "m04")),  # eight bodies
    ):
        assert {m04} == all_of(kind, ningxia) - all_of(kind, led)
        assert set() == all_of(kind, led) - all_of(kind, ningxia)
    assert [vocab.thing("org/nx-sthjt")] == told(led, vocab.plan_iri(PLAN, "m04"))[PKB.hasExplicitLead]


def test_why_the_lead_holds_leads_back_to_the_decision(led: Knowledge) -> None:
    record = told(led, vocab.plan_iri(PLAN, "derivation", "lead_is_stated", "m04"))

    assert [LEAD] == record[PKB.premise]
    assert [vocab.thing("rule/lead_is_stated")] == record[PKB.derivedByRule]


@pytest.mark.parametrize(
    ("added", "complaint", "in_zh"),
    [
        (lead(decision="nobody-decided"), "nobody-decided", "所依据的决定“nobody-decided”不存在"),
        (DECISION + lead(measure="m22"), "m22", "不存在的措施“m22”"),
        (DECISION + lead(agency="org/nx-sthj"), "org/nx-sthj", "“org/nx-sthj”不在机构词表中"),
        (DECISION + lead() + lead(agency="org/nx-fgw"), "two leads", "认定了两个牵头单位"),
        (DECISION + '\n[[lead]]\ndecision = "lead-of-measure-four"\n', "does not fit", "不合规"),
    ],
)
def test_a_lead_that_rests_on_nothing_is_refused(
    added: str, complaint: str, in_zh: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=complaint) as caught:
        open_plan(str(folder(tmp_path, added)), as_of=AS_OF)

    assert in_zh in sentence(caught.value, "zh")
