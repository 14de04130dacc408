"""A measure answers a section by what it says; its heading proves nothing."""

from __future__ import annotations

from hand import Text, above, ningxia, section

from policykb.compare import compare
from policykb.compare.content import Content, Contents
from policykb.compare.order import aligned
from policykb.compare.scheme import scheme
from policykb.compare.sections import Asked, Pairing, Said, heading_likeness
from policykb.vocab import Degree, Verdict

# The mapping of the sections onto the measures, as a person reads it: 4–16 are 1–13, 18–25 are 14–21.
MAPPED = {**{n: f"m{n - 3:02}" for n in range(4, 17)}, **{n: f"m{n - 4:02}" for n in range(18, 26)}}
UNANSWERED = (17, 26, 27, 28, 29)

SECTIONS = (
    Asked(
        "s01",
        "推进农业领域协同增效",
        "推进化肥农药减量增效，推动秸秆综合利用、畜禽粪污资源化利用和低碳农机。",
    ),
    Asked(
        "s02", "推进交通运输协同增效", "推进大宗货物公转铁，发展城市绿色配送，推广新能源公交车和船舶岸电。"
    ),
    Asked(
        "s03",
        "推进水环境治理协同控制",
        "推进污水资源化利用，构建区域再生水循环，污水处理厂节能并利用污泥沼气。",
    ),
)
FARMING = "推广测土配方施肥，减少化肥农药用量，收集利用秸秆，规范畜禽粪污还田，更新老旧农机。"
FREIGHT = "建设铁路专用线，大宗货物改走铁路，新增公交车全部为新能源汽车，港口靠船使用岸电。"
WATER = "污水处理厂改造节能设备，污泥厌氧产沼气，再生水用于工业和生态补水。"
TOURISM = "发展文化旅游，举办节庆活动，完善景区道路标识，培育特色民宿，讲好本地故事。"


def answers(said: tuple[Said, ...]) -> dict[str, list[str]]:
    table = Pairing.of(SECTIONS, said)
    return {one.id: [match.element for match in table.answers(one.id)] for one in SECTIONS}


def test_a_measure_with_the_national_heading_and_foreign_content_is_no_answer() -> None:
    trap = (Said("m01", "推进农业领域协同增效", TOURISM), Said("m02", "推进交通运输协同增效", FREIGHT))

    found = Pairing.of(SECTIONS, trap).match("s01", "m01")

    assert 1.0 == heading_likeness("推进农业领域协同增效", "推进农业领域协同增效")
    assert [] == answers(trap)["s01"]
    assert found.score < scheme().matching.weak


def test_a_measure_whose_heading_belongs_to_another_section_answers_by_its_content() -> None:
    swapped = (
        Said("m01", "推进交通运输协同增效", FARMING),
        Said("m02", "推进水环境治理协同控制", FREIGHT),
        Said("m03", "推进农业领域协同增效", WATER),
    )

    assert {"s01": ["m01"], "s02": ["m02"], "s03": ["m03"]} == answers(swapped)


def test_a_measure_without_any_heading_is_found() -> None:
    bare = (Said("m01", "", FARMING), Said("m02", "", FREIGHT), Said("m03", "", WATER))

    assert {"s01": ["m01"], "s02": ["m02"], "s03": ["m03"]} == answers(bare)


def test_measures_in_another_order_are_found() -> None:
    turned = (Said("m01", "", WATER), Said("m02", "", FREIGHT), Said("m03", "", FARMING))

    assert {"s01": ["m03"], "s02": ["m02"], "s03": ["m01"]} == answers(turned)


def test_a_measure_that_takes_two_sections_together_answers_both() -> None:
    joined = (Said("m01", "生产生活领域", FARMING + FREIGHT), Said("m02", "水环境", WATER))

    assert {"s01": ["m01"], "s02": ["m01"], "s03": ["m02"]} == answers(joined)


def test_heading_and_order_only_raise_what_the_content_shows() -> None:
    said = (Said("m01", "推进农业领域协同增效", FARMING), Said("m02", "", FREIGHT), Said("m03", "", WATER))
    bare = (Said("m01", "", FARMING), Said("m02", "", FREIGHT), Said("m03", "", WATER))

    helped, alone = (Pairing.of(SECTIONS, one).match("s01", "m01") for one in (said, bare))

    rules = scheme().matching
    assert (
        alone.score
        < helped.score
        <= alone.score * (rules.content + rules.order + rules.heading) / rules.content
    )


def test_the_reasons_name_what_both_sides_say() -> None:
    said = (Said("m01", "一", FARMING), Said("m02", "二", FREIGHT), Said("m03", "三", WATER))

    told = " ".join(reason.zh for reason in Pairing.of(SECTIONS, said).match("s01", "m01").reasons)

    assert "农业" in told
    assert "“秸秆”" in told or "秸秆" in told
    assert "次序" in told


def test_a_thing_counts_by_whichever_name_it_goes() -> None:
    asked, same, other = (
        Content.of(words)
        for words in (
            "加强挥发性有机物治理，开展碳捕集。",
            "治理VOCs，实施CCUS示范。",
            "治理噪声，实施亮化示范。",
        )
    )
    learnt = Contents.learnt((asked, same, other))

    assert {"pollutant/vocs"} <= asked.concepts & same.concepts
    assert learnt.concepts_shared(asked, same) > learnt.concepts_shared(asked, other) == 0.0
    assert learnt.concepts_shared(other, asked) is None


def test_naming_the_same_things_raises_the_score() -> None:
    asked = Asked("s09", "", "推进钢铁、水泥、焦化行业改造。")
    named, unnamed = (
        Pairing.of((asked, SECTIONS[0]), (Said("m01", "", body), Said("m02", "", FARMING)))
        .match("s09", "m01")
        .score
        for body in ("推进钢铁、水泥、焦化行业改造，加强管理。", "推进行业改造，推进改造升级，加强管理。")
    )

    assert named > unnamed


def test_pairs_are_aligned_without_going_back() -> None:
    assert ((0, 0), (1, 1), (2, 2)) == aligned([[0.5, 0.4, 0], [0.9, 0.6, 0], [0, 0, 0.5]])
    assert ((1, 0),) == aligned([[0.1, 0], [0.9, 0]])[-1:]
    assert ((0, 0), (1, 0)) == aligned([[0.6], [0.5]])
    assert () == aligned([[0.0, 0.0]])
    assert () == aligned([])


def test_the_program_alone_maps_every_section_of_ningxia_as_a_person_does(proposed: object) -> None:
    found = {c.requirement.section: c for c in proposed.coverages if c.requirement.kind == "section"}

    first = {number: found[number].matches[0].element for number in MAPPED}

    assert MAPPED == first
    assert [] == [number for number in UNANSWERED if found[number].matches]


def test_nothing_the_program_adds_to_that_mapping_is_foreign(proposed: object) -> None:
    found = {c.requirement.section: c for c in proposed.coverages if c.requirement.kind == "section"}

    more = {
        number: [m.element for m in found[number].matches[1:]]
        for number in MAPPED
        if found[number].matches[1:]
    }

    # 准入清单、淘汰落后产能 of section 4 stand in measure 2; 无废城市 of section 18 stands in measure 13 too.
    assert {4: ["m02"], 18: ["m13"]} == more


def test_the_mapping_rests_on_content_alone() -> None:
    plan = ningxia(decided=False)
    text = {m.id: plan.bodies[m.id] for m in plan.draft.measures}

    assert all("按职责分工负责" not in body for body in text.values())
    assert all(m.title not in text[m.id] for m in plan.draft.measures)


def test_what_comes_near_without_reaching_is_left_to_a_person() -> None:
    text = Text()
    text.measure("乡村", "更新农机，收集秸秆，完善道路和供水，通公交车。")
    text.measure("运输", FREIGHT)
    text.measure("治水", WATER)

    found = compare(
        text.regional(),
        above(*(section(n + 1, one.heading, one.statement) for n, one in enumerate(SECTIONS))),
    )

    farming = found.coverages[0]
    assert Verdict.UNDETERMINED == farming.verdict
    assert "m01" in farming.justification.zh
    assert () == farming.matches


def test_a_section_that_nothing_comes_near_is_absent() -> None:
    text = Text()
    text.measure("旅游", TOURISM)
    text.measure("运输", FREIGHT)
    text.measure("治水", WATER)

    found = compare(
        text.regional(),
        above(*(section(n + 1, one.heading, one.statement) for n, one in enumerate(SECTIONS))),
    )

    assert [Verdict.ABSENT, Degree.NONE] == [found.coverages[0].verdict, found.coverages[0].degree]


def test_an_assertion_is_proposed_until_a_person_accepts_it(proposed: object, judged: object) -> None:
    by_hand = {c.requirement.id: c for c in judged.coverages}
    alone = {c.requirement.id: c for c in proposed.coverages}

    assert {"proposed"} == {c.state for c in proposed.coverages}
    assert ("accepted", "policykb editors", "2026-11-23") == (
        by_hand["s08"].state,
        by_hand["s08"].assessor,
        by_hand["s08"].assessed_on,
    )
    assert ("policykb", "2026-11-23") == (alone["s08"].assessor, alone["s08"].assessed_on)
