"""Silence means absence only where the text would have spoken."""

from __future__ import annotations

import dataclasses

from hand import Text, above, asks, clause, section

from policykb.compare import Regional, compare
from policykb.draft.claims import Sentence
from policykb.span import Span
from policykb.vocab import RequirementKind, SentenceState, Verdict

FARMING = "推进化肥农药减量增效，推动秸秆综合利用、畜禽粪污资源化利用。"
FREIGHT = "推进大宗货物公转铁，推广新能源公交车和船舶岸电。"
WATER = "推进污水资源化利用，构建区域再生水循环，污水处理厂利用污泥沼气。"
SECTIONS = (
    section(1, "农业", FARMING),
    section(2, "交通", FREIGHT),
    section(3, "水", WATER),
    section(4, "组织领导", "各地区扛起责任，地方部门制定实施方案，细化任务。"),
)


def plan(*bodies: str, **more: object) -> Regional:
    text = Text()
    for number, body in enumerate(bodies):
        text.measure(f"第{number}项", body)
    return text.regional(**more)


def verdicts(regional: Regional) -> list[Verdict]:
    return [c.verdict for c in compare(regional, above(*SECTIONS)).coverages]


def test_what_would_stand_between_its_neighbours_is_absent_even_in_an_excerpt() -> None:
    found = compare(plan(FARMING, WATER, text_complete=False), above(*SECTIONS)).coverages

    assert Verdict.ABSENT == found[1].verdict
    assert "第1、3条" in found[1].justification.zh


def test_what_would_stand_after_the_end_of_an_excerpt_is_undetermined() -> None:
    assert [Verdict.UNDETERMINED] * 2 == verdicts(plan(FARMING, FREIGHT, text_complete=False))[2:]


def test_what_would_stand_before_the_start_of_an_excerpt_is_undetermined() -> None:
    assert Verdict.UNDETERMINED == verdicts(plan(FREIGHT, WATER, text_complete=False))[0]


def test_the_same_is_absent_where_the_text_is_complete() -> None:
    assert [Verdict.ABSENT] * 2 == verdicts(plan(FARMING, FREIGHT))[2:]
    assert Verdict.ABSENT == verdicts(plan(FREIGHT, WATER))[0]


def test_figures_and_bans_of_a_section_beyond_the_excerpt_are_undetermined_too() -> None:
    ban = clause("n1", RequirementKind.PROHIBITION, 4, "不得弄虚作假。")
    figure = asks("n2", document=SECTIONS[0].document, section=4, indicator="forest-cover", value="20")

    found = compare(plan(FARMING, FREIGHT, WATER, text_complete=False), above(*SECTIONS, ban, figure))

    assert Verdict.UNDETERMINED == next(c for c in found.coverages if c.requirement is ban).verdict
    assert (Verdict.UNDETERMINED,) == next(v for v in found.indicators if v.requirement is figure).verdicts


def test_a_plan_without_measures_says_nothing_by_its_silence() -> None:
    text = Text()
    text.add("关于印发方案的通知。")

    found = compare(text.regional(), above(*SECTIONS)).coverages

    assert {Verdict.UNDETERMINED} == {c.verdict for c in found}
    assert "没有识别出" in found[0].justification.zh


def test_silence_in_a_draft_that_was_hardly_understood_is_no_evidence() -> None:
    regional = plan(FARMING, WATER)
    length = len(regional.text)

    def with_unread(share: float) -> Regional:
        cut = int(length * (1 - share))
        sentences = (
            Sentence(index=0, span=Span(0, cut), measure=1, state=SentenceState.ENCODED),
            Sentence(index=1, span=Span(cut, length), measure=1, state=SentenceState.UNENCODED),
        )
        return dataclasses.replace(regional, draft=dataclasses.replace(regional.draft, sentences=sentences))

    assert Verdict.UNDETERMINED == verdicts(with_unread(0.4))[1]
    assert Verdict.ABSENT == verdicts(with_unread(0.05))[1]
    assert "未能读懂" in compare(with_unread(0.4), above(*SECTIONS)).coverages[1].justification.zh


def test_a_section_whose_parts_are_answered_elsewhere_is_answered_in_part() -> None:
    first = clause("n1", RequirementKind.TASK, 4, "地方部门明确时间目标。")
    second = clause("n2", RequirementKind.TASK, 4, "每年通报一次进展情况。")
    text = Text()
    home = text.measure("农业", FARMING + "各县农业农村部门应明确时间目标，发展设施农业，建设高标准农田。")
    text.measure("水", WATER)
    text.action(home, "各县农业农村部门应明确时间目标")

    found = {c.requirement.id: c for c in compare(text.regional(), above(*SECTIONS, first, second)).coverages}

    assert Verdict.PARTLY == found["s04"].verdict
    assert ["m01/a01"] == [match.element for match in found["s04"].matches]
    assert "每年通报" in found["s04"].justification.zh
