"""The national plan and the documents above and beside it, as facts: nothing lost, nothing made certain that was not read."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import rdflib

from policykb import anchors, assets, vocab
from policykb.draft.folder import read_meta
from policykb.draft.reference import read_reference, read_related
from policykb.errors import InputError
from policykb.gate.rdf import read_shipped
from policykb.vocab import (
    BASE,
    PKB,
    Comparator,
    Confirmed,
    Degree,
    Force,
    Relation,
    RequirementKind,
    TargetKind,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum
    from pathlib import Path

    from policykb.draft.requirements import Requirement

FOLDER = anchors.PLANS / "national-2022"
RELATED = anchors.PLANS / "ningxia-2022" / "related.toml"
ABOVE, BESIDE = read_reference(FOLDER), read_related(RELATED)
ASKED = {one.fact: one for one in (*ABOVE.requirements, *BESIDE.requirements)}
FACTS = {fact.fact: fact for fact in (*ABOVE.facts, *BESIDE.facts)}
HAN = re.compile(r"[\u4e00-\u9fff]")
SKOS = vocab.PREFIXES["skos"]

# What nobody read in a source: the other 137 of the 171 facts were seen.
MEMORY = {
    f"N{number:03d}"
    for number in (
        *(10, 14, 17, 18, 20, 21, 22, 23, 25, 27, 28, 29, 30, 31, 33, 35, 36, 37, 38, 39, 47, 48, 49, 52, 53),
        *(57, 60, 67, 115, 116, 117, 118, 119, 120),
    )
}
# Fact, value, unit, baseline year, year, as the facts were collected.
FIGURES = """
047 15 % - 2025, 048 20 % - 2030, 049 1150 万吨 - 2025, 050 30 % - 2030, 051 50 % - 2030,
052 43 % - 2025, 053 43 % - 2025, 054 60 % - 2025, 068 13.5 % 2020 2025, 069 18 % 2020 2025,
070 20 % - 2025, 071 24.1 % - 2025, 072 180 亿立方米 - 2025, 073 65 % 2005 2030, 074 25 % - 2030,
075 12 亿千瓦 - 2030, 076 25 % - 2030, 077 190 亿立方米 - 2030, 078 80 % - 2060, 079 20 % - 2025,
080 13.5 % 2020 2025, 081 18 % 2020 2025, 082 25 % - 2030, 083 65 % 2005 2030, 084 24.1 % - 2025,
085 13.5 % 2020 2025, 086 18 % 2020 2025, 087 18 % 2020 2025, 088 10 % 2020 2025, 089 87.5 % - 2025,
090 79 % - 2025, 091 20 % - 2025, 092 33 % - 2025, 093 18 % - 2025, 094 3.3 万亿千瓦时 - 2025,
095 18 % - 2025, 096 24.1 % - 2025, 097 190 亿立方米 - 2025, 098 57 % - 2025, 099 55 % - 2025,
100 72 % - 2025, 101 25 % - 2025, 102 30 % - 2025, 103 15 % - 2025, 104 20 % - 2025,
105 30 % - 2025, 106 80 % - 2025, 108 1150 万吨 - 2025, 109 90 % - 2025, 110 18.9 % - 2024,
111 20 % - 2025, 112 2.5 % 2023 2024, 113 3.9 % 2023 2024, 114 45 % - 2027, 115 20 % - 2025,
116 43 % - 2025, 117 43 % - 2025, 118 85 % - 2025, 119 80 % - 2025, 120 10.75 亿亩 - 2025,
121 21.58 % - 2025, 122 67.74 % - 2025, 123 1050 万亩 - 2025, 124 136 万公顷 - 2025, 125 81.9 % - 2025,
126 90 % - 2025, 127 90 % - 2025, 128 26.5 % - 2023, 129 24.5 % - 2023, 136 20 % - 2025,
137 78.02 % - 2025, 138 80 % - 2025, 139 10 % - 2025, 140 100 % - 2025, 141 16 % 2020 2025,
142 15 % - 2025, 143 45 % - 2025, 144 100 % - 2025, 145 12 个 - 2025, 146 100 家 - 2025,
147 50 % - 2025, 148 15 % 2020 2025, 149 10 % 2020 2025, 150 0.6 - - 2025, 151 5000 万千瓦 - 2025,
152 30 % - 2025, 153 28 % - 2025, 154 15 % - 2025, 155 2450 万千瓦 - 2030, 156 5000 万千瓦 - 2030,
157 40 % - 2030, 158 35.2 % - 2030, 159 5000 万千瓦 - 2025, 160 5500 万千瓦 - 2025, 161 28 % - 2025,
162 15 % - 2025, 163 25 % - 2025, 164 16.8 % - 2025, 165 57 % - 2025, 166 55 % - 2025,
167 15.28 % - 2035, 168 50 % - 2025, 169 100 % - 2028, 170 85.5 % - 2025, 171 16 % 2020 2025
"""
UNITS = {
    "%": "percent", "万吨": "wan-tonne", "亿立方米": "yi-cubic-metre", "亿千瓦": "yi-kilowatt", "万千瓦": "wan-kilowatt",
    "万亿千瓦时": "wan-yi-kilowatt-hour", "亿亩": "yi-mu", "万亩": "wan-mu", "万公顷": "wan-hectare",
    "个": "count", "家": "count", "-": "ratio",
}  # fmt: skip


def figures() -> list[tuple[Requirement, list[str]]]:
    rows = [row.split() for row in " ".join(FIGURES.split()).split(", ")]
    return [(ASKED[f"N{row[0]}"], row[1:]) for row in rows]


# The facts ----------------------------------------------------------------------------------------


def test_every_fact_is_there_once_and_known_as_well_as_it_was() -> None:
    everything = {**FACTS, **ASKED}

    assert {f"N{number:03d}" for number in range(1, 172)} == set(everything)
    assert 171 == len(FACTS) + len(ASKED)
    assert MEMORY == {fact for fact, one in everything.items() if one.confirmed is Confirmed.MEMORY}


def test_what_stands_above_and_what_stands_beside_are_two_files() -> None:
    assert {f"N{number:03d}" for number in range(130, 172)} == {
        one.fact for one in (*BESIDE.facts, *BESIDE.requirements)
    }
    assert {None} == {one.relation for one in ABOVE.requirements}
    assert {RequirementKind.INDICATOR} == {one.kind for one in BESIDE.requirements}


def test_the_national_plan_has_its_29_sections_in_order() -> None:
    sections = [one for one in ABOVE.requirements if one.kind is RequirementKind.SECTION]
    chapters = Counter(one.chapter for one in sections)

    assert [f"s{number:02d}" for number in range(1, 30)] == [one.id for one in sections]
    assert list(range(1, 30)) == [one.section for one in sections]
    assert ["（一）", "（十）", "（十一）", "（二十九）"] == [
        sections[at].section_label for at in (0, 9, 10, 28)
    ]
    assert {
        "二、总体要求": 3,
        "三、加强源头防控": 4,
        "四、突出重点领域": 5,
        "五、优化环境治理": 4,
        "六、开展模式创新": 4,
        "七、强化支撑保障": 5,
        "八、加强组织实施": 4,
    } == chapters
    assert 29 == len({one.title_en for one in sections})


def test_what_the_national_plan_asks_for_is_sorted_by_kind() -> None:
    own = [one for one in ABOVE.requirements if one.document == "document/huanzonghe-2022-42"]
    kinds = Counter(one.kind for one in own)

    assert {
        RequirementKind.SECTION: 29,
        RequirementKind.OBJECTIVE: 7,
        RequirementKind.INDICATOR: 8,
        RequirementKind.PROHIBITION: 6,
        RequirementKind.TASK: 7,
    } == kinds
    assert 61 == sum(one not in own for one in ABOVE.requirements)


def test_every_figure_is_the_one_collected() -> None:
    rows = figures()
    told = [[one.value, one.unit, str(one.baseline_year or "-"), str(one.year)] for one, _ in rows]

    assert [[value, UNITS[unit], base, year] for _, (value, unit, base, year) in rows] == told
    assert 105 == len(rows) == sum(one.kind is RequirementKind.INDICATOR for one in ASKED.values())


def test_a_figure_s_own_words_hold_its_value_and_its_year() -> None:
    spoken = {"N169"}  # 基本完成 is all that is said; the 100 % is how it is counted
    for one, (value, unit, _, year) in figures():
        number = re.escape(value + unit.replace("-", ""))

        assert one.fact in spoken or re.search(rf"(?<![\d.]){number}", one.statement_zh), one.fact
        assert all(
            year in words for words in (one.title_zh, one.title_en, one.statement_zh, one.statement_en)
        )
        assert unit != "%" or one.fact in spoken or f"{value}%" in one.statement_en


def test_how_a_figure_is_to_be_read() -> None:
    signs = {
        fact: ASKED[fact].comparator for fact in ("N047", "N070", "N071", "N073", "N139", "N156", "N171")
    }
    best_effort = {one.fact for one in ASKED.values() if one.force is Force.STRIVE}

    assert {
        "N047": Comparator.AT_LEAST,  # 以上
        "N070": Comparator.ABOUT,  # 左右
        "N071": Comparator.EQUAL,
        "N073": Comparator.DECREASE,  # 下降65%以上
        "N139": Comparator.AT_MOST,
        "N156": Comparator.AT_LEAST,  # 以上
        "N171": Comparator.DECREASE,
    } == signs
    assert {"N102", "N114", "N151", "N154", "N155", "N160", "N168"} == best_effort
    assert {Comparator.AT_LEAST} == {ASKED[fact].comparator for fact in best_effort}
    assert all(
        (one.comparator is Comparator.DECREASE) == (one.target_kind is TargetKind.RELATIVE_CHANGE)
        for one, _ in figures()
    )


def test_a_ban_is_told_from_a_restriction() -> None:
    bans = {one.fact: one.force for one in ABOVE.requirements if one.kind is RequirementKind.PROHIBITION}

    assert {
        **dict.fromkeys(("N055", "N056", "N057"), Force.PROHIBIT),
        **dict.fromkeys(("N058", "N059", "N060"), Force.STRICT_CONTROL),
    } == bans
    assert "scope/key-air-regions" == ASKED["N055"].scope


def test_the_forest_stock_of_the_documents_above_is_a_conflict_one_can_see() -> None:
    one, other = ASKED["N072"], ASKED["N097"]

    assert {(one.indicator, one.scope, one.year, one.unit)} == {
        (other.indicator, other.scope, other.year, other.unit)
    }
    assert ("180", "190") == (one.value, other.value)
    assert one.document != other.document


def test_what_is_assigned_to_ningxia_stands_with_the_national_figures() -> None:
    assigned = {one.fact: one.region for one in ABOVE.requirements if one.region}

    assert {"N128": "region/640000", "N129": "region/640000"} == assigned
    assert ASKED["N128"].indicator == ASKED["N092"].indicator
    assert ASKED["N128"].year == 2023  # inferred, and said to be
    assert "推断" in ASKED["N128"].note


def test_what_the_region_says_elsewhere_is_known_by_what_it_is_to_the_plan() -> None:
    relations = {one.document: one.relation for one in BESIDE.requirements}

    assert set(Relation) == set(relations.values())
    assert Relation.SAME_NOTICE is relations["document/ningxia-huanghe-gongjianzhan"]
    assert Relation.DRAFT is relations["document/ningxia-tandafeng-draft-2022"]
    assert {"region/640200"} == {
        one.region for one in BESIDE.requirements if one.relation is Relation.LOWER_LEVEL
    }


# What the sources are worth -----------------------------------------------------------------------


def test_what_was_not_read_says_so_in_both_languages() -> None:
    unread = [one for one in (*ASKED.values(), *FACTS.values()) if one.confirmed is Confirmed.MEMORY]

    assert [] == [one.fact for one in unread if not re.search("凭记忆|佐证|旁证", one.note)]
    assert [] == [
        one.fact for one in unread if "memory" not in one.note_en and "bears out" not in one.note_en
    ]
    assert {"memory"} == {one.source.quality for one in unread if not one.source.url}


def test_every_source_that_was_read_has_an_address_but_one_table() -> None:
    without = {one.fact for one in ASKED.values() if one.confirmed is Confirmed.SEEN and not one.source.url}

    assert {"N128", "N129"} == without
    assert {"table_no_url"} == {ASKED[fact].source.quality for fact in without}
    assert "spun" == ASKED["N056"].source.quality
    assert "不可引用" in ASKED["N056"].note


def test_readers_are_told_that_the_national_plan_was_not_read_end_to_end() -> None:
    assert "没有逐字通读" in ABOVE.note_zh
    assert "不是原文引文" in ABOVE.note_zh
    assert "not read end to end" in ABOVE.note_en
    assert "not quotations" in ABOVE.note_en


def test_a_number_from_memory_is_no_number_of_a_document() -> None:
    yellow_river = ABOVE.document("document/huanghe-gongjianzhan")

    assert "" == yellow_river.number
    assert "环综合〔2022〕51号凭记忆" in yellow_river.note


def test_english_is_english_and_chinese_is_chinese() -> None:
    english = [(one.fact, words) for one in ASKED.values() for words in (one.title_en, one.statement_en)]
    chinese = [(one.fact, words) for one in ASKED.values() for words in (one.title_zh, one.statement_zh)]

    assert [] == [pair for pair in english if HAN.search(pair[1])]
    assert [] == [pair for pair in chinese if not HAN.search(pair[1])]
    assert [] == [fact for fact, words in chinese if re.search(r"[\u4e00-\u9fff][,;:()]", words)]
    assert {True} == {bool(one.note) == bool(one.note_en) for one in (*ASKED.values(), *FACTS.values())}


def test_the_plan_s_two_parents_have_the_same_names_here_and_there() -> None:
    for parent in read_meta(anchors.PLANS / "ningxia-2022" / "plan.toml").parents:
        document = ABOVE.document(parent.id)

        assert (parent.title_zh, parent.title_en, parent.confirmed) == (
            document.title_zh,
            document.title_en,
            document.confirmed,
        )


# Vocabularies -------------------------------------------------------------------------------------

OURS = ("requirement_kinds", "degrees", "verdicts", "scopes", "provinces")


def members(name: str) -> list[assets.Concept]:
    return [concept for concept in assets.concepts(name) if not concept.slug.startswith("scheme/")]


@pytest.mark.parametrize("name", OURS)
def test_both_engines_read_a_vocabulary_and_each_concept_is_named_defined_and_placed(name: str) -> None:
    path = anchors.VOCABULARIES / f"{name}.ttl"
    quads = list(read_shipped(path.read_bytes(), where=path))
    said = Counter(
        (q.subject, q.predicate, getattr(q.object, "lang", ""))
        for q in quads
        if q.predicate in {SKOS + "prefLabel", SKOS + "definition"}
    )
    schemes = {q.subject for q in quads if q.object == SKOS + "ConceptScheme"}

    assert {"id", "why", "source"} == set(assets.header(path))
    assert name == assets.header(path)["id"]
    assert len(rdflib.Graph().parse(path)) == len(set(quads))
    assert {1} == set(said.values())
    assert 4 * len({q.subject for q in quads}) == len(said)
    assert 1 == len(schemes)
    assert {BASE + c.slug for c in members(name)} == {
        q.subject for q in quads if q.object in schemes and q.predicate.endswith("inScheme")
    }


@pytest.mark.parametrize(
    ("name", "enum", "iri"),
    [
        ("requirement_kinds", RequirementKind, vocab.requirement_kind),
        ("degrees", Degree, vocab.degree),
        ("verdicts", Verdict, vocab.verdict),
    ],
)
def test_the_scheme_and_the_enum_have_the_same_members(
    name: str, enum: type[StrEnum], iri: Callable[[StrEnum], str]
) -> None:
    assert sorted(iri(value) for value in enum) == [BASE + concept.slug for concept in members(name)]


def regions_of(scope: str, predicate: PKB) -> set[str]:
    concept = next(c for c in members("scopes") if c.slug == f"scope/{scope}")
    return {vocab.short(region) for region in concept.every(predicate)}


def test_the_province_level_divisions_are_those_of_the_national_standard() -> None:
    codes = (
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 65 71 81 82"
    )
    found = {c.one(PKB.divisionCode): c for c in members("provinces")}

    assert [f"{code}0000" for code in codes.split()] == sorted(found)
    assert ("内蒙古自治区", "内蒙古") == found["150000"].names
    assert ("重庆市", "重庆") == found["500000"].names
    assert {(f"region/{code}", BASE + "level/province", "") for code in found} == {
        (c.slug, c.one(PKB.level), c.one(PKB.within)) for c in found.values()
    }


def test_no_name_means_two_regions() -> None:
    names = Counter(name for file in ("regions", "provinces") for c in members(file) for name in c.names)

    assert [] == [name for name, count in names.items() if count > 1]


def test_ningxia_lies_in_no_key_air_region_and_wholly_in_the_yellow_river_basin() -> None:
    assert "region/640000" in regions_of("key-air-regions", PKB.scopeExcludes)
    assert "region/640000" in regions_of("yellow-river-basin", PKB.scopeIncludes)
    assert "region/640000" in regions_of("northern-region", PKB.scopeIncludes)


def test_the_key_air_regions_place_every_province_once() -> None:
    # As the list of cities in Guofa [2023] no. 24 has them.
    whole, partly, out = (
        regions_of("key-air-regions", which)
        for which in (PKB.scopeIncludes, PKB.scopeIncludesPartly, PKB.scopeExcludes)
    )
    mainland = {c.slug for c in members("provinces") if c.slug[7] not in "78"} | {"region/640000"}

    assert {f"region/{code}0000" for code in (11, 12, 31, 32)} == whole
    assert {f"region/{code}0000" for code in (13, 14, 33, 34, 37, 41, 61)} == partly
    assert mainland == whole | partly | out
    assert len(mainland) == len(whole) + len(partly) + len(out)


def test_what_only_the_state_can_do_is_asked_of_no_region() -> None:
    mainland = {c.slug for c in members("provinces") if c.slug[7] not in "78"} | {"region/640000"}

    assert "scope/state" == ASKED["N065"].scope
    assert mainland == regions_of("state", PKB.scopeExcludes)


@pytest.mark.parametrize("scope", ["middle-lower-yellow-river-cities", "water-scarce-cities"])
def test_where_applicability_is_a_judgement_nothing_is_said(scope: str) -> None:
    which = (PKB.scopeIncludes, PKB.scopeIncludesPartly, PKB.scopeExcludes)

    assert [set(), set(), set()] == [regions_of(scope, predicate) for predicate in which]


def test_every_scope_is_used_and_names_regions_that_are_there() -> None:
    known = {c.slug for name in ("regions", "provinces") for c in members(name)}
    named = {
        region
        for c in members("scopes")
        for p in (PKB.scopeIncludes, PKB.scopeIncludesPartly, PKB.scopeExcludes)
        for region in c.every(p)
    }

    assert {c.slug for c in members("scopes")} == {one.scope for one in ASKED.values()}
    assert set() == {vocab.short(region) for region in named} - known


def test_indicators_that_look_alike_are_kept_apart_and_say_so() -> None:
    known = {c.slug.removeprefix("indicator/"): c for c in members("indicators")}

    def related(one: str, other: str) -> bool:
        pairs = ((known[one], other), (known[other], one))
        return any(f"{BASE}indicator/{to}" in concept.every(SKOS + "related") for concept, to in pairs)

    assert related("clean-energy-vehicle-sales-share", "new-energy-vehicle-sales-share")
    assert related("power-absorption-share", "absorption-responsibility-weight")
    assert related("renewable-capacity", "new-energy-capacity")
    assert related("bulk-solid-waste-use-rate", "industrial-solid-waste-use-rate")
    assert "可再生能源电力总量消纳责任权重" not in known["power-absorption-share"].names


# A folder that does not fit ------------------------------------------------------------------------


def copied(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "reference")


SLIPS = [
    ("requirements.toml", 'kind = "section"', 'kind = "chapter"', "kind cannot be 'chapter'"),
    ("requirements.toml", 'kind = "section"\n', "", "'s01' lacks kind"),
    ("requirements.toml", 'id = "s01"', 'id = "s1 <x"', "id cannot be 's1 <x'"),
    ("requirements.toml", 'id = "s02"', 'id = "s01"', "id 's01' is there twice"),
    ("requirements.toml", 'fact = "N012"', 'fact = "N011"', "fact 'N011' is there twice"),
    ("requirements.toml", 'document = "document/huanzonghe-2022-42"', 'document = "document/none"', "document cannot be"),
    ("requirements.toml", 'source = "xinhua-2022-06-18"', 'source = "hearsay"', "source cannot be 'hearsay'"),
    ("requirements.toml", "section = 1\n", 'section = "1"\n', "section cannot be '1'"),
    ("requirements.toml", "section = 1\n", "section = 0\n", "section cannot be 0"),
    ("requirements.toml", "section = 1\n", "section = true\n", "section cannot be True"),
    ("requirements.toml", 'section_label = "（一）"\n', "", "lacks section, section_label"),
    ("requirements.toml", 'title_zh = "指导思想"', "title_zh = 7", "title_zh cannot be 7"),
    ("requirements.toml", 'confirmed = "seen"', 'confirmed = "rumoured"', "confirmed cannot be 'rumoured'"),
    ("requirements.toml", 'scope = "scope/key-air-regions"', 'scope = "scope/everywhere"', "scope cannot be"),
    ("requirements.toml", 'region = "region/640000"', 'region = "region/999999"', "region cannot be"),
    ("requirements.toml", 'force = "commit"', 'force = "hope"', "force cannot be 'hope'"),
    ("requirements.toml", 'indicator = "recycled-aluminium-output"', 'indicator = "scrap"', "indicator cannot be"),
    ("requirements.toml", 'unit = "wan-tonne"', 'unit = "percent"', "'n049': unit cannot be 'percent'"),
    ("requirements.toml", 'unit = "wan-tonne"', 'unit = "stone"', "unit cannot be"),
    ("requirements.toml", 'value = "1150"', 'value = "1,150"', "value cannot be '1,150'"),
    ("requirements.toml", 'value = "1150"', "value = 1150", "value cannot be 1150"),
    ("requirements.toml", 'value = "1150"\n', "", "'n049' lacks indicator, target_kind"),
    ("requirements.toml", "baseline_year = 2020\n", "", "'n068': baseline_year cannot be None"),
    ("requirements.toml", "baseline_year = 2020\n", "baseline_year = 2030\n", "baseline_year cannot be 2030"),
    ("requirements.toml", "year = 2060\n", "year = 2205\n", "year cannot be 2205"),
    ("requirements.toml", 'target_kind = "qualitative"\n', 'target_kind = "qualitative"\nvalue = "3"\n', "kind cannot be 'objective'"),
    ("requirements.toml", 'confirmed = "seen"\n', 'confirmed = "seen"\ncolour = "red"\n', "unknown key: 'colour'"),
    ("requirements.toml", "[[requirement]]", "[[requirements]]", "unknown key: 'requirements'"),
    ("plan.toml", 'quality = "mirror"', 'quality = "gossip"', "quality cannot be 'gossip'"),
    ("plan.toml", 'url = "https://ceeyun.cn', 'url = "javascript:alert(1)//', "url cannot be"),
    ("plan.toml", 'url = "https://ceeyun.cn', 'url = "https://a b', "url cannot be"),
    ("plan.toml", 'level = "national"', 'level = "village"', "level cannot be 'village'"),
    ("plan.toml", 'issued_on = "2022-06-10"', 'issued_on = "10 June"', "day cannot be '10 June'"),
    ("plan.toml", 'issued_on = "2022-06-10"', "issued_on = 2022-06-10", "day cannot be"),
    ("plan.toml", 'id = "national-2022"', 'id = "no plan"', "id cannot be 'no plan'"),
    ("plan.toml", 'item = "document_number"\n', "", "'N001' lacks item"),
    ("plan.toml", '[[source]]\nid = "881903"\n', "[[source]]\n", "lacks id"),
    ("plan.toml", "[[document]]", "[document]", "document cannot be|not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "right", "wrong", "sentence"), SLIPS, ids=[f"{n}: {w[:40]!r}" for n, _, w, _ in SLIPS]
)
def test_a_slip_is_refused_with_its_place(
    name: str, right: str, wrong: str, sentence: str, tmp_path: Path
) -> None:
    path = copied(tmp_path) / name
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1 if right != "[[requirement]]" else -1), encoding="utf-8")

    with pytest.raises(InputError, match=sentence) as refused:
        read_reference(path.parent)

    assert HAN.search(refused.value.zh)
    assert str(path.parent) in refused.value.where


def test_a_folder_without_its_files_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lacks requirements\.toml"):
        read_reference(tmp_path)


def test_a_file_nested_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "related.toml"
    path.write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")

    with pytest.raises(InputError, match="nested too deep"):
        read_related(path)


def test_a_neighbouring_document_says_what_it_is_to_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "related.toml"
    path.write_text(RELATED.read_text("utf-8").replace('relation = "draft"\n', "", 1), encoding="utf-8")

    with pytest.raises(InputError, match="lacks relation"):
        read_related(path)


# Confirming what was known from memory -------------------------------------------------------------

CONFIRMATION = """[[confirmation]]
requirement = "n053"
source_url = "https://www.mee.gov.cn/example.html"
source_title = "减污降碳协同增效实施方案"
by = "某某"
on = "2026-12-01"
"""


def test_none_is_confirmed_as_shipped() -> None:
    assert not (FOLDER / "confirmations.toml").exists()


def test_a_person_who_read_it_makes_a_fact_of_memory_a_seen_one(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "confirmations.toml").write_text(CONFIRMATION, encoding="utf-8")

    read = {one.id: one for one in read_reference(folder).requirements}

    assert (Confirmed.MEMORY, Confirmed.SEEN) == (ASKED["N053"].confirmed, read["n053"].confirmed)
    assert "https://www.mee.gov.cn/example.html" == read["n053"].source.url
    assert read["n053"].note.startswith("2026-12-01 由某某对照来源核对")
    assert "checked against its source by 某某" in read["n053"].note_en
    assert read["n052"] == ASKED["N052"]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('"n053"', '"n999"', "requirement cannot be 'n999'"),
        ('"n053"', '"n070"', "requirement cannot be 'n070'"),  # it was seen already
        ('by = "某某"', 'by = " "', "by cannot be ' '"),
        ('by = "某某"\n', "", "lacks by"),
        ("2026-12-01", "tomorrow", "day cannot be 'tomorrow'"),
        ("https://www.mee.gov.cn/example.html", "ftp://mee", "url cannot be"),
        ("[[confirmation]]", "[[confirmed]]", "unknown key: 'confirmed'"),
    ],
)
def test_a_confirmation_that_is_none_is_refused(
    right: str, wrong: str, sentence: str, tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    (folder / "confirmations.toml").write_text(CONFIRMATION.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(InputError, match=sentence):
        read_reference(folder)


def test_nothing_is_confirmed_twice(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "confirmations.toml").write_text(CONFIRMATION * 2, encoding="utf-8")

    with pytest.raises(InputError, match="is there twice"):
        read_reference(folder)
