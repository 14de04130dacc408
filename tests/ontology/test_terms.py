import re
from collections import Counter
from enum import StrEnum

import pytest
import rdflib

from policykb import anchors
from policykb.gate.rdf import read_shipped
from policykb.quads import Literal, Quad
from policykb.vocab import (
    BASE,
    DEF,
    PKB,
    PREFIXES,
    ConditionKind,
    DocumentAct,
    MentionKind,
    Precision,
    SentenceState,
)

RDF, RDFS, OWL, SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
ONTOLOGY = anchors.ONTOLOGY / "policykb.ttl"
ALIGNMENTS = anchors.ONTOLOGY / "alignments.ttl"
KINDS = {OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(read_shipped(ONTOLOGY.read_bytes(), where=ONTOLOGY))


@pytest.mark.parametrize("path", [ONTOLOGY, ALIGNMENTS], ids=lambda path: path.stem)
def test_both_engines_read_the_same_number_of_statements(path) -> None:
    assert len(rdflib.Graph().parse(path)) == len(set(read_shipped(path.read_bytes(), where=path)))


def test_the_ontology_and_the_closed_vocabulary_have_the_same_terms(quads: list[Quad]) -> None:
    declared = {q.subject for q in quads if q.predicate == RDF + "type" and q.subject.startswith(DEF)}
    mentioned = {term for q in quads for term in q[:3] if isinstance(term, str) and term.startswith(DEF)}

    assert {term.value for term in PKB} == declared
    assert declared == mentioned


def test_each_term_is_a_class_or_one_sort_of_property(quads: list[Quad]) -> None:
    kinds = Counter(
        q.subject
        for q in quads
        if q.predicate == RDF + "type" and q.object in KINDS and q.subject.startswith(DEF)
    )

    assert Counter(dict.fromkeys((term.value for term in PKB), 1)) == kinds


@pytest.mark.parametrize("predicate", [RDFS + "label", SKOS + "definition"])
def test_each_term_says_it_once_in_chinese_and_once_in_english(predicate: str, quads: list[Quad]) -> None:
    said = Counter(
        (q.subject, q.object.lang)
        for q in quads
        if q.predicate == predicate and isinstance(q.object, Literal) and q.object.value.strip()
    )

    assert Counter({(term.value, lang): 1 for term in PKB for lang in ("zh", "en")}) == said


def test_chinese_words_are_chinese_and_english_words_are_not(quads: list[Quad]) -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    labels = [q.object for q in quads if q.predicate == RDFS + "label" and isinstance(q.object, Literal)]

    assert [] == [label for label in labels if bool(han.search(label.value)) != (label.lang == "zh")]


def test_no_two_classes_have_one_label(quads: list[Quad]) -> None:
    classes = {q.subject for q in quads if q.predicate == RDF + "type" and q.object == OWL + "Class"}
    labels = Counter(q.object for q in quads if q.predicate == RDFS + "label" and q.subject in classes)

    assert [] == [label for label, count in labels.items() if count > 1]


def test_the_version_is_said_once_and_nothing_is_imported(quads: list[Quad]) -> None:
    header = {(q.predicate, q.object) for q in quads if q.subject == BASE + "def"}
    versions = [
        value.value for key, value in header if key == OWL + "versionInfo" and isinstance(value, Literal)
    ]

    assert ["0.1.0"] == versions
    assert (OWL + "versionIRI", f"{BASE}def/{versions[0]}") in header
    assert OWL + "imports" not in {q.predicate for q in quads}


def test_no_date_is_a_range() -> None:
    text = "\n".join(line for line in ONTOLOGY.read_text("utf-8").splitlines() if not line.startswith("#"))

    assert [] == re.findall(r"xsd:(?:date|gYear|gYearMonth|duration)\b", text)


@pytest.mark.parametrize(
    ("owner", "enum"),
    [
        (PKB.conditionKind, ConditionKind),
        (PKB.mentionKind, MentionKind),
        (PKB.act, DocumentAct),
        (PKB.deadlinePrecision, Precision),
        (PKB.Sentence, SentenceState),
    ],
)
def test_a_closed_list_of_words_is_the_enum(owner: PKB, enum: type[StrEnum]) -> None:
    graph = rdflib.Graph().parse(ONTOLOGY)
    query = """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?word { ?owner (rdfs:range|rdfs:subClassOf/owl:allValuesFrom)/owl:oneOf/rdf:rest*/rdf:first ?word }
    """
    words = [str(row[0]) for row in graph.query(query, initBindings={"owner": rdflib.URIRef(owner)})]

    assert sorted(enum) == sorted(words)


def test_alignments_speak_of_known_things_and_never_say_same_as() -> None:
    known = {term.value for term in PKB}
    for path in anchors.VOCABULARIES.glob("*.ttl"):
        known |= {quad.subject for quad in read_shipped(path.read_bytes(), where=path)}
    alignments = list(read_shipped(ALIGNMENTS.read_bytes(), where=ALIGNMENTS))

    assert {quad.subject for quad in alignments} <= known
    assert [] == [quad for quad in alignments if str(quad.object).startswith(BASE)]
    assert {RDFS + "subClassOf", RDFS + "subPropertyOf"} | {
        SKOS + match for match in ("closeMatch", "exactMatch", "broadMatch", "relatedMatch")
    } == {quad.predicate for quad in alignments}
