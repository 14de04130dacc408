from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors, assets, vocab
from policykb.draft.claims import Action, Target
from policykb.extract.actions import actions
from policykb.extract.gazetteer import names_in
from policykb.extract.mentions import mentions
from policykb.extract.outline import outline
from policykb.extract.targets import targets
from policykb.span import Span
from policykb.text import display
from policykb.vocab import Confidence, Force, MentionKind, TargetKind

TEXT = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")
SKOS = vocab.PREFIXES["skos"]
CONTENT = ("industries", "pollutants", "technologies", "programmes", "pilots", "platforms", "places")


def _claims() -> list[Action | Target]:
    parts, found = outline(TEXT), []
    for goal in parts.goals:
        found += targets(TEXT, f"g{goal.year}", goal.body)
    for part in parts.measures:
        home = f"m{part.ordinal:02}"
        aims = targets(TEXT, home, part.body) if part.body else ()
        acts = actions(TEXT, home, part.body, [aim.span for aim in aims]) if part.body else ()
        found += [*acts, *aims]
    return found


CLAIMS = _claims()
FOUND = mentions(TEXT, CLAIMS)


def _named(words: str) -> set[str]:
    """The concepts named by the claims whose words hold these."""
    ids = {claim.id for claim in CLAIMS if words in display(claim.span.quote(TEXT))}
    assert ids
    return {mention.concept for mention in FOUND if mention.of in ids}


def _action(text: str) -> Action:
    return Action(id="m01/a01", span=Span(0, len(text)), verb="", object=text, force=Force.PROMOTE, marker="")


# Read in the text, clause by clause.
@pytest.mark.parametrize(
    ("words", "concepts"),
    [
        ("单位地区生产总值二氧化碳排放", {"pollutant/carbon-dioxide"}),
        (
            "三线一单”生态环境分区管控减污降碳",
            {"programme/three-lines-one-list", "pilot/zoning-synergy", "programme/zoned-management"},
        ),
        (
            "严控钢铁",
            {
                "industry/steel",
                "industry/coal-chemical",
                "industry/petrochemical",
                "industry/non-ferrous-metals",
            },
        ),
        ("新增“两高”项目", {"place/yellow-river-banks"}),
        (
            "加快银川市、吴忠市",
            {
                "region/640100",
                "region/640300",
                "region/640400",
                "region/640500",
                "pilot/northern-clean-heating",
            },
        ),
        (
            "散煤使用",
            {"industry/crop-farming", "industry/animal-farming", "industry/farm-produce-processing"},
        ),
        (
            "重点行业实施清洁生产改造",
            {
                "industry/steel",
                "industry/coking",
                "industry/chemical",
                "industry/non-ferrous-metals",
                "industry/dyeing",
                "industry/active-pharmaceutical-ingredients",
                "industry/farm-food-processing",
                "technology/cleaner-production",
            },
        ),
        (
            "推广电炉钢",
            {
                "industry/steel",
                "industry/petrochemical-and-chemical",
                "industry/metallurgy",
                "industry/building-materials",
                "technology/electric-arc-furnace",
                "technology/electric-boiler",
                "technology/electric-kiln",
            },
        ),
        ("规模化示范应用", {"industry/thermal-power", "industry/coal-chemical", "technology/ccus"}),
        ("“公转铁”", {"programme/road-to-rail", "programme/bulk-to-container"}),
        ("农药包装废弃物", {"pollutant/film-residue", "pollutant/pesticide-packaging"}),
        (
            "罗山生态保护修复",
            {
                "place/helan-mountains",
                "place/liupan-mountains",
                "place/luo-mountains",
                "place/loess-plateau",
                "programme/ecological-restoration",
                "programme/soil-conservation",
            },
        ),
        ("资源感知平台", {"platform/forest-grass-carbon-sink"}),
        ("协同减排力度", {"pollutant/nox", "pollutant/vocs", "pollutant/greenhouse-gas"}),
        (
            "焦炉煤气",
            {
                "industry/coking",
                "industry/cement",
                "industry/steel",
                "technology/coke-oven-salt",
                "technology/low-nox-combustion",
                "technology/desulphurisation",
                "technology/denitrification",
                "technology/dust-removal",
                "technology/hydrogen-smelting",
                "pilot/air-carbon-projects",
            },
        ),
        (
            "全流程挥发性有机物综合治理",
            {
                "industry/petrochemical",
                "industry/chemical",
                "industry/modern-coal-chemical",
                "industry/pharmaceutical",
                "industry/pesticide",
                "pollutant/vocs",
            },
        ),
        ("燃煤锅炉（含电力）", {"industry/power", "programme/ultra-low-emission-retrofit"}),
        ("水务一体化", {"place/ningdong-base"}),
        ("煤矿疏干水", {"technology/reclaimed-water", "technology/mine-water"}),
        ("涉铅、镉", {"pollutant/lead", "pollutant/cadmium", "pollutant/heavy-metals"}),
        ("“无废城市”建设工作", {"region/640100", "region/640200", "programme/waste-free-city"}),
        (
            "替代建材生产材料",
            {
                "pollutant/fly-ash",
                "pollutant/coal-gangue",
                "pollutant/metallurgical-slag",
                "pollutant/gasification-slag",
                "pollutant/solid-waste",
            },
        ),
        (
            "废弃物回收利用",
            {
                "pollutant/waste-appliances",
                "pollutant/waste-photovoltaic-modules",
                "pollutant/end-of-life-vehicles",
                "pollutant/solid-waste",
            },
        ),
        ("国家低碳城市试点", {"region/640100", "region/640300", "pilot/low-carbon-city"}),
        ("提质升级", {"place/helan-industrial-park", "place/yongning-industrial-park"}),
        ("“双达”试点", {"pollutant/carbon-dioxide", "pilot/dual-attainment"}),
        (
            "试点工作方案",
            {
                "industry/cement",
                "industry/steel",
                "industry/coking",
                "industry/ferroalloy",
                "pilot/carbon-impact-assessment",
            },
        ),
        ("碳市场", {"programme/national-carbon-market"}),
        ("大数据平台", {"platform/environment-monitoring-big-data"}),
    ],
)
def test_a_clause_names_what_stands_in_it(words: str, concepts: set[str]) -> None:
    assert concepts == _named(words)


@pytest.mark.parametrize("words", ["《宁夏节水评价技术导则》", "鼓励应用测土配方施肥"])
def test_a_documents_title_and_a_technique_name_no_place(words: str) -> None:
    assert not [concept for concept in _named(words) if concept.startswith(("region/", "place/"))]


def test_every_name_is_the_text_at_its_place_inside_its_claim() -> None:
    claims = {claim.id: claim for claim in CLAIMS}
    for mention in FOUND:
        assert mention.name == display(mention.span.quote(TEXT))
        assert claims[mention.of].span.holds(mention.span)


def test_a_claim_names_a_thing_once_and_numbers_its_mentions() -> None:
    named = Counter((mention.of, mention.kind, mention.concept) for mention in FOUND)

    assert {1} == set(named.values())
    for of in {mention.of for mention in FOUND}:
        own = [mention.id for mention in FOUND if mention.of == of]
        assert [f"{of}/n{number}" for number in range(1, len(own) + 1)] == own


def test_targets_that_share_their_words_name_only_their_own_subject() -> None:
    assert {"m08/t2": {"pollutant/film-residue"}, "m08/t3": {"pollutant/manure"}} == {
        of: {mention.concept for mention in FOUND if mention.of == of} for of in ("m08/t2", "m08/t3")
    }


def test_gases_pollutants_and_places_are_told_apart() -> None:
    kinds = {mention.concept: mention.kind for mention in FOUND}

    assert MentionKind.GREENHOUSE_GAS is kinds["pollutant/carbon-dioxide"]
    assert MentionKind.GREENHOUSE_GAS is kinds["pollutant/greenhouse-gas"]
    assert MentionKind.POLLUTANT is kinds["pollutant/vocs"]
    assert MentionKind.PLACE is kinds["place/ningdong-base"]


def test_the_longest_name_wins() -> None:
    text = "现代煤化工、石化化工与低成本二氧化碳捕集利用与封存"

    assert [
        "industry/modern-coal-chemical",
        "industry/petrochemical-and-chemical",
        "technology/low-cost-ccus",
    ] == [name.concept for _, name in names_in(text)]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("开展海绵城市建设试点", MentionKind.PILOT, "海绵城市建设试点"),
        ("搭建碳排放权管理平台", MentionKind.PLATFORM, "碳排放权管理平台"),
        ("深入开展柴油货车污染治理攻坚战", MentionKind.PROGRAMME, "柴油货车污染治理攻坚战"),
    ],
)
def test_a_name_no_vocabulary_holds_is_told_and_doubted(text: str, kind: MentionKind, name: str) -> None:
    (found,) = [mention for mention in mentions(text, [_action(text)]) if not mention.concept]

    assert (kind, name, Confidence.LIKELY) == (found.kind, found.name, found.confidence)


@pytest.mark.parametrize("text", ["开展试点", "建设平台", "提高农药利用率", "用固废替代建材生产材料"])
def test_bare_words_and_other_meanings_name_nothing(text: str) -> None:
    assert not {"industry/pesticide", "industry/building-materials", ""} & {
        mention.concept for mention in mentions(text, [_action(text)])
    }


def test_a_page_break_inside_a_name_changes_nothing() -> None:
    text = "加快银川\n\n市清洁取\n\n暖"

    assert ["银川市", "清洁取暖"] == [mention.name for mention in mentions(text, [_action(text)])]


@given(
    st.text(
        alphabet="银川市宁夏钢铁煤化工二氧化碳试点平台开展《》“”三线一单铅、。\n", min_size=1, max_size=60
    )
)
def test_whatever_the_words_known_names_do_not_overlap(text: str) -> None:
    spans = [span for span, _ in names_in(text)]

    assert not [1 for a, b in pairwise(spans) if a.overlaps(b)]


@pytest.mark.parametrize("vocabulary", [*CONTENT, "indicators", "units"])
def test_every_concept_has_a_chinese_and_an_english_name_a_meaning_and_a_scheme(vocabulary: str) -> None:
    concepts = [c for c in assets.concepts(vocabulary) if f"{SKOS}Concept" in c.types]

    assert concepts
    for concept in concepts:
        assert all(
            [
                concept.names,
                concept.label_en,
                concept.one(f"{SKOS}definition"),
                concept.one(f"{SKOS}inScheme"),
            ]
        )


def test_no_name_means_two_things() -> None:
    named = Counter(
        name
        for vocabulary in (*CONTENT, "regions")
        for c in assets.concepts(vocabulary)
        for name in set(c.names)
    )

    assert [] == [name for name, count in named.items() if count > 1]


def test_every_broader_concept_is_in_its_vocabulary() -> None:
    for vocabulary in CONTENT:
        slugs = {concept.slug for concept in assets.concepts(vocabulary)}
        broader = {vocab.short(iri) for c in assets.concepts(vocabulary) for iri in c.every(f"{SKOS}broader")}

        assert broader <= slugs


def test_every_pollutant_belongs_to_one_of_the_five_groups() -> None:
    groups = {
        f"pollutant/{name}"
        for name in ("air-pollutant", "water-pollutant", "soil-pollutant", "solid-waste", "greenhouse-gas")
    }
    parents = {
        c.slug: [vocab.short(iri) for iri in c.every(f"{SKOS}broader")] for c in assets.concepts("pollutants")
    }
    for slug in [slug for slug in parents if slug.startswith("pollutant/")]:
        top = slug
        while parents[top]:
            (top,) = parents[top]

        assert top in groups


def test_an_industrys_code_is_marked_as_unconfirmed() -> None:
    notes = [note for c in assets.concepts("industries") for note in c.every(f"{SKOS}note")]

    assert notes
    assert all(note.endswith(("待核", "unconfirmed")) for note in notes)


def test_kinds_of_the_plans_targets_are_all_met() -> None:
    met = {claim.kind for claim in CLAIMS if isinstance(claim, Target)}

    assert set(TargetKind) - {TargetKind.LIMIT} == met
