import re
from collections import Counter, defaultdict
from enum import StrEnum
from pathlib import Path

import pytest
import rdflib

from policykb import anchors, vocab
from policykb.assets import Concept, concepts, header
from policykb.gate.rdf import read_shipped
from policykb.quads import Literal, Quad
from policykb.vocab import (
    BASE,
    PKB,
    PREFIXES,
    Basis,
    Comparability,
    Comparator,
    FigureKind,
    Force,
    Role,
    Severity,
    TargetKind,
    TargetState,
)

SKOS, RDF = PREFIXES["skos"], PREFIXES["rdf"]
OURS = (
    *("agencies", "successions", "regions", "levels", "sectors", "forces", "roles", "bases"),
    *("comparators", "target_kinds", "severities"),
    *("target_states", "figure_kinds", "comparabilities"),
)
SOURCE = anchors.PLANS / "ningxia-2022" / "source.txt"


def quads(name: str) -> list[Quad]:
    path = anchors.VOCABULARIES / f"{name}.ttl"
    return list(read_shipped(path.read_bytes(), where=path))


def members(name: str) -> list[Concept]:
    return [concept for concept in concepts(name) if not concept.slug.startswith("scheme/")]


def agencies() -> dict[str, Concept]:
    return {concept.slug: concept for concept in members("agencies")}


def bodies_by_name() -> dict[str, set[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for concept in members("agencies"):
        for name in concept.names:
            known[name].add(concept.slug)
    return known


def brackets() -> list[list[str]]:
    text = SOURCE.read_text("utf-8").replace("\n", "")
    return [found.split("、") for found in re.findall(r"（(自治区[^（）]*?)按职责分工负责", text)]


@pytest.mark.parametrize("name", OURS)
def test_both_engines_read_it_and_its_header_says_what_it_is(name: str) -> None:
    path = anchors.VOCABULARIES / f"{name}.ttl"
    head = header(path)

    assert {"id", "why", "source"} == set(head)
    assert name == head["id"]
    assert len(rdflib.Graph().parse(path)) == len(set(quads(name)))


@pytest.mark.parametrize("name", OURS)
def test_each_concept_has_one_name_and_one_definition_in_each_language(name: str) -> None:
    said = Counter(
        (q.subject, q.predicate, q.object.lang)
        for q in quads(name)
        if isinstance(q.object, Literal) and q.predicate in {SKOS + "prefLabel", SKOS + "definition"}
    )
    subjects = {q.subject for q in quads(name)}
    expected = {
        (subject, SKOS + predicate, lang): 1
        for subject in subjects
        for predicate in ("prefLabel", "definition")
        for lang in ("zh", "en")
    }

    assert expected == said


@pytest.mark.parametrize("name", OURS)
def test_each_concept_is_in_one_scheme_of_its_file_and_no_node_is_nameless(name: str) -> None:
    schemes = {q.subject for q in quads(name) if q.object == SKOS + "ConceptScheme"}
    placed = Counter(
        q.subject for q in quads(name) if q.predicate == SKOS + "inScheme" and q.object in schemes
    )

    assert 1 == len(schemes)
    assert Counter(BASE + concept.slug for concept in members(name)) == placed
    assert [] == [q for q in quads(name) for term in q[:3] if str(term).startswith("_:")]


@pytest.mark.parametrize("name", OURS)
def test_an_alternative_name_is_another_name_than_the_preferred(name: str) -> None:
    labels = [
        q for q in quads(name) if q.predicate in {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"}
    ]
    repeated = [key for key, count in Counter((q.subject, q.object) for q in labels).items() if count > 1]

    assert [] == repeated


@pytest.mark.parametrize(
    ("name", "enum", "iri"),
    [
        ("forces", Force, vocab.force),
        ("roles", Role, vocab.role),
        ("bases", Basis, vocab.basis),
        ("comparators", Comparator, vocab.comparator),
        ("target_kinds", TargetKind, vocab.target_kind),
        ("severities", Severity, lambda value: f"{BASE}severity/{value.value}"),
        ("target_states", TargetState, vocab.target_state),
        ("figure_kinds", FigureKind, vocab.figure_kind),
        ("comparabilities", Comparability, vocab.comparability),
    ],
)
def test_the_scheme_and_the_enum_have_the_same_members(name: str, enum: type[StrEnum], iri) -> None:
    assert sorted(iri(value) for value in enum) == [BASE + concept.slug for concept in members(name)]


def test_a_comparator_carries_its_sign() -> None:
    signs = {BASE + c.slug: c.one(SKOS + "notation") for c in members("comparators")}

    assert {vocab.comparator(value): value.value for value in Comparator} == signs


def test_forces_are_ranked_in_the_order_of_the_enum() -> None:
    ranks = {BASE + concept.slug: int(concept.one(PKB.forceRank)) for concept in members("forces")}

    assert [100, 90, 85, 80, 60, 50, 40, 30, 20] == [ranks[vocab.force(force)] for force in Force]


@pytest.mark.parametrize("name", ["forces", "roles", "levels", "sectors", "comparators"])
def test_a_word_stands_under_one_concept_only(name: str) -> None:
    words = Counter(word for concept in members(name) for word in concept.names)

    assert [] == [word for word, count in words.items() if count > 1]


def test_the_sectors_are_those_of_the_measures() -> None:
    expected = (
        "agriculture air buildings capacity city ecosystem energy enterprise finance industry lifestyle "
        "management park regulation soil spatial technology transport waste water"
    )

    assert expected.split() == [concept.slug.removeprefix("sector/") for concept in members("sectors")]


# Regions ------------------------------------------------------------------------------------------

# As the package china-division 2.7.0 has them.
DIVISIONS = {
    "640100": "银川市", "640104": "兴庆区", "640105": "西夏区", "640106": "金凤区",
    "640121": "永宁县", "640122": "贺兰县", "640181": "灵武市",
    "640200": "石嘴山市", "640202": "大武口区", "640205": "惠农区", "640221": "平罗县",
    "640300": "吴忠市", "640302": "利通区", "640303": "红寺堡区", "640323": "盐池县",
    "640324": "同心县", "640381": "青铜峡市",
    "640400": "固原市", "640402": "原州区", "640422": "西吉县", "640423": "隆德县",
    "640424": "泾源县", "640425": "彭阳县",
    "640500": "中卫市", "640502": "沙坡头区", "640521": "中宁县", "640522": "海原县",
}  # fmt: skip


def test_the_regions_are_those_of_the_national_standard() -> None:
    names = {concept.one(PKB.divisionCode): concept.names[0] for concept in members("regions")}

    assert {"640000": "宁夏回族自治区"} | DIVISIONS == names


def test_a_region_s_code_level_and_parent_agree() -> None:
    for concept in members("regions"):
        code = concept.one(PKB.divisionCode)
        county, prefecture = code[4:] != "00", code[2:] != "0000"
        level = "county" if county else "prefecture" if prefecture else "province"
        parent = f"{BASE}region/{code[:4] if county else code[:2]:0<6}" if prefecture else ""

        assert f"region/{code}" == concept.slug
        assert (f"{BASE}level/{level}", parent) == (concept.one(PKB.level), concept.one(PKB.within))


def test_a_prefecture_answers_to_its_short_name_and_a_county_s_is_hidden() -> None:
    regions = {concept.slug: concept for concept in members("regions")}

    assert ("石嘴山市", "石嘴山") == regions["region/640200"].names
    assert ("贺兰县",) == regions["region/640122"].names
    assert ("贺兰",) == regions["region/640122"].every(SKOS + "hiddenLabel")


# Agencies -----------------------------------------------------------------------------------------

# Counted in the plan: in how many brackets each body stands.
NAMED = {
    "nx-sthjt": 21, "nx-fgw": 17, "nx-gxt": 14, "nx-zjt": 9, "nx-zrzyt": 6, "nx-nynct": 6, "nx-slt": 5,
    "nx-scjgt": 4, "nx-lcj": 4, "nx-jtt": 3, "nx-swt": 3, "nx-czt": 2, "nx-kjt": 2, "nx-sft": 1, "nx-jgsw": 1,
    "nx-pbc-yinchuan": 1, "nx-dfjrj": 1, "nx-cbirc": 1, "nx-csrc": 1, "nx-tax": 1,
}  # fmt: skip


def test_every_name_in_the_plan_s_brackets_is_one_body() -> None:
    known = bodies_by_name()
    listed = [known.get(name, {name}) for bracket in brackets() for name in bracket]

    assert 21 == len(brackets())
    assert {1} == {len(found) for found in listed}
    assert {f"org/{slug}": count for slug, count in NAMED.items()} == Counter(next(iter(f)) for f in listed)
    assert 103 == len(listed)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("生态环境厅", "nx-sthjt"),
        ("自治区生态环境厅", "nx-sthjt"),
        ("宁夏生态环境厅", "nx-sthjt"),
        ("宁夏回族自治区生态环境厅", "nx-sthjt"),
        ("发改委", "nx-fgw"),
        ("自治区发展改革委", "nx-fgw"),
        ("工信厅", "nx-gxt"),
        ("住建厅", "nx-zjt"),
        ("林草局", "nx-lcj"),
        ("宁夏证监局", "nx-csrc"),
        ("宁东管委会", "nx-ningdong"),
        ("高级人民法院", "nx-gfy"),
        ("人民检察院", "nx-jcy"),
        ("公安厅", "nx-gat"),
        ("气象局", "nx-qxj"),
        ("石嘴山市政府", "gov-640200"),
        ("平罗县人民政府", "gov-640221"),
    ],
)
def test_a_body_is_known_as_people_write_it(written: str, slug: str) -> None:
    assert {f"org/{slug}"} == bodies_by_name()[written]


def test_no_name_means_two_bodies() -> None:
    assert {} == {name: found for name, found in bodies_by_name().items() if len(found) > 1}


def test_each_body_has_exactly_one_class() -> None:
    leaves = {
        PKB.RegionalGovernment, PKB.RegionalDepartment, PKB.LocalGovernment,
        PKB.AdministrativeCommittee, PKB.CentralVerticalAgency, PKB.JudicialBody,
    }  # fmt: skip

    assert {1} == {len(body.types) for body in agencies().values()}
    assert leaves == {body.types[0] for body in agencies().values()}


def test_departments_belong_to_the_region_and_no_central_or_judicial_body_does() -> None:
    above = {slug: body.one(PKB.subordinateTo) for slug, body in agencies().items()}
    kind = {slug: body.types[0] for slug, body in agencies().items()}
    apart = {PKB.CentralVerticalAgency, PKB.JudicialBody, PKB.RegionalGovernment}

    assert {BASE + "org/nx-gov"} == {above[slug] for slug in kind if kind[slug] == PKB.RegionalDepartment}
    assert {""} == {above[slug] for slug in kind if kind[slug] in apart}
    assert {"org/nx-pbc-yinchuan", "org/nx-cbirc", "org/nx-csrc", "org/nx-tax", "org/nx-qxj"} <= {
        slug for slug in kind if kind[slug] == PKB.CentralVerticalAgency
    }


def test_each_region_has_one_government_and_it_answers_to_the_one_above() -> None:
    for region in members("regions"):
        code = region.one(PKB.divisionCode)
        slug = "org/nx-gov" if code == "640000" else f"org/gov-{code}"
        parent = region.one(PKB.within).rpartition("/")[2]
        above = {"": "", "640000": "org/nx-gov"}.get(parent, f"org/gov-{parent}")
        governing = agencies()[slug]

        assert region.names[0] + "人民政府" == governing.names[0]
        assert (BASE + region.slug, above and BASE + above) == (
            governing.one(PKB.jurisdiction),
            governing.one(PKB.subordinateTo),
        )


def test_the_official_order_puts_no_two_bodies_in_one_place() -> None:
    places = Counter(
        body.one(PKB.officialOrder) for body in agencies().values() if body.one(PKB.officialOrder)
    )
    unplaced = {slug for slug, body in agencies().items() if not body.one(PKB.officialOrder)}

    assert {1} == set(places.values())
    assert {slug for slug in agencies() if "/gov-" in slug} | {"org/nx-ningdong"} == unplaced


def test_the_committee_of_ningdong_has_no_region_and_says_why() -> None:
    ningdong = agencies()["org/nx-ningdong"]

    assert (PKB.AdministrativeCommittee,) == ningdong.types
    assert "" == ningdong.one(PKB.jurisdiction)
    assert "没有区划代码" in " ".join(ningdong.every(SKOS + "scopeNote"))


def test_what_was_not_read_in_a_source_is_marked_memory() -> None:
    unmarked = {
        slug
        for slug, body in agencies().items()
        if body.one(PKB.confirmed) != "memory" or "凭记忆" not in body.one(PKB.source)
    }

    assert {slug for slug in agencies() if "/gov-" in slug} | {"org/nx-gov"} == unmarked


# Successions --------------------------------------------------------------------------------------


def test_three_bodies_were_succeeded_and_none_is_confirmed() -> None:
    told = {
        (c.one(PKB.formerBody), c.one(PKB.successorBody), c.one(PKB.onDate)[:7], c.one(PKB.confirmed))
        for c in members("successions")
    }
    org = f"{BASE}org/nx-"

    assert {
        (org + "pbc-yinchuan", org + "pbc", "2023-08", "memory"),
        (org + "cbirc", org + "nfra", "2023-07", "memory"),
        (org + "dfjrj", org + "dfjrglj", "2024-01", "memory"),
    } == told


def test_a_succession_is_between_two_known_bodies_on_a_first_day_that_a_note_explains() -> None:
    for concept in members("successions"):
        assert {vocab.short(concept.one(PKB.formerBody)), vocab.short(concept.one(PKB.successorBody))} <= set(
            agencies()
        )
        assert concept.one(PKB.onDate).endswith("-01")
        assert "首日" in " ".join(concept.every(SKOS + "scopeNote"))


@pytest.mark.parametrize("path", sorted(anchors.VOCABULARIES.glob("*.ttl")), ids=lambda path: path.stem)
def test_no_vocabulary_makes_two_things_one(path: Path) -> None:
    assert [] == [q for q in read_shipped(path.read_bytes(), where=path) if q.predicate.endswith("sameAs")]
